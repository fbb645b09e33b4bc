"""What linkage needs of the record, and what it leaves in it. Its facts and keys are opaque text here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from corroborate.model import Report
from corroborate.model.incident import Link, Source
from corroborate.store.reading import known
from corroborate.store.rows import link_row, report_of, source_of
from corroborate.store.saving import retire
from corroborate.store.tables import block_keys, decisions, documents, facts, links, members, reports

_CHUNK = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """That a report belongs to an incident, and the component in which it is clustered."""

    report: str
    incident: str
    component: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What one round of linking found for all reports it touched.

    `facts` (report → text) and `keys` (report → block keys) are those of reports linked for the first time.
    """

    members: Sequence[Member]
    links: Sequence[Link]
    proposals: Sequence[Link]
    facts: Mapping[str, str]
    keys: Mapping[str, Iterable[str]]


def waiting_reports(connection: Connection, most: int) -> list[tuple[Report, Source]]:
    """Reports that were never linked, or must be linked anew, oldest first, each with its document."""
    there = select(members.c.seq).where(members.c.report == reports.c.id, members.c.retired_at.is_(None))
    waits = (reports.c.retired_at.is_(None), ~there.exists())
    # Whether any waits an index tells; in which order they do, the reports alone.
    if connection.execute(select(reports.c.id).where(*waits).order_by(reports.c.id).limit(1)).first() is None:
        return []
    told = select(reports.c.body, reports.c.document).where(*waits).order_by(reports.c.seq).limit(most)
    rows = connection.execute(told).mappings().all()
    asked = select(documents).with_only_columns(
        *(documents.c[name] for name in ("id", "title", "publisher", "published", "language", "url", "source", "copy_of", "media_type"))
    )  # fmt: skip
    found: dict[str, Source] = {}
    for part in _chunks(sorted({row["document"] for row in rows})):
        held = connection.execute(asked.where(documents.c.id.in_(part))).mappings()
        found.update((row["id"], source_of(row)) for row in held)
    return [(report_of(row), found[row["document"]]) for row in rows]


def openings(connection: Connection, ids: Iterable[str], most: int) -> dict[str, str]:
    """The first `most` characters of the texts of documents, by their ids."""
    found: dict[str, str] = {}
    for part in _chunks(sorted(set(ids))):
        asked = select(documents.c.id, func.substr(documents.c.text, 1, most)).where(documents.c.id.in_(part))
        found.update((key, text) for key, text in connection.execute(asked))
    return found


def components_of_keys(connection: Connection, keys: Iterable[str]) -> set[str]:
    """The components of which a report shares one of the keys."""
    found: set[str] = set()
    for part in _chunks(sorted(keys)):
        asked = (
            select(members.c.component)
            .join(block_keys, block_keys.c.report == members.c.report)
            .where(block_keys.c.key.in_(part), members.c.retired_at.is_(None))
            .distinct()
        )
        found.update(connection.execute(asked).scalars())
    return found


def components_of_reports(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The components in which reports are clustered now."""
    found: set[str] = set()
    for part in _chunks(sorted(ids)):
        asked = select(members.c.component).where(members.c.report.in_(part), members.c.retired_at.is_(None))
        found.update(connection.execute(asked).scalars())
    return found


def facts_of_components(connection: Connection, components: Iterable[str]) -> dict[str, list[str]]:
    """The facts of every report of the components, as they were stored."""
    held: dict[str, list[str]] = defaultdict(list)
    for part in _chunks(sorted(components)):
        asked = (
            select(members.c.component, facts.c.body)
            .join(facts, facts.c.report == members.c.report)
            .where(members.c.component.in_(part), members.c.retired_at.is_(None))
            .order_by(members.c.component, members.c.report)
        )
        for row in connection.execute(asked):
            held[row.component].append(row.body)
    return held


def linking_mark(connection: Connection) -> tuple[int, int, int]:
    """A mark that changes whenever links, membership or decisions do: by this or by another process."""
    newest = [
        connection.execute(select(func.max(table.c.seq))).scalar() or 0 for table in (members, decisions)
    ]
    retired = connection.execute(
        select(func.count()).select_from(members).where(members.c.retired_at.is_not(None))
    ).scalar()
    return (newest[0], newest[1], retired or 0)


def save_linked(connection: Connection, linked: Linked, now: str) -> list[str]:
    """Keep what a round of linking found, and give back the reports it moved; what did not change is not written again."""
    moved = _save_members(connection, linked.members, now)
    _save_links(connection, linked, now)
    _insert_facts(connection, linked)
    return moved


def forget_all_linkage(connection: Connection, now: str) -> None:
    """Make every report wait to be linked anew, as if all had just been added; decisions stay."""
    for table in (members, links):
        connection.execute(update(table).where(table.c.retired_at.is_(None)).values(retired_at=now))
    for derived in (facts, block_keys):
        connection.execute(derived.delete())


def _save_members(connection: Connection, wanted: Sequence[Member], now: str) -> list[str]:
    """Bring membership up to date; gives back the reports that are of another incident than before."""
    held: dict[str, Any] = {}
    for part in _chunks([each.report for each in wanted]):
        asked = select(members.c.seq, members.c.report, members.c.incident, members.c.component)
        for row in connection.execute(
            asked.where(members.c.report.in_(part), members.c.retired_at.is_(None))
        ):
            held[row.report] = row
    changed = [each for each in wanted if not _is_held(each, held.get(each.report))]
    retire(connection, members, [held[each.report].seq for each in changed if each.report in held], now)
    rows = [
        {"report": each.report, "incident": each.incident, "component": each.component,
         "recorded_at": now, "retired_at": None}
        for each in changed
    ]  # fmt: skip
    if rows:
        connection.execute(insert(members), rows)
    return [
        each.report
        for each in changed
        if each.report not in held or held[each.report].incident != each.incident
    ]


def _is_held(member: Member, row: Any) -> bool:
    return row is not None and (row.incident, row.component) == (member.incident, member.component)


def _save_links(connection: Connection, linked: Linked, now: str) -> None:
    """Links among the touched reports are replaced, proposals too where both ends were touched."""
    touched = {each.report for each in linked.members}
    held = {}
    spoken_of = touched.union(*((each.left, each.right) for each in (*linked.links, *linked.proposals)))
    for part in _chunks(sorted(spoken_of)):
        for column in (links.c.left_report, links.c.right_report):
            for row in connection.execute(
                select(links).where(column.in_(part), known(links, None))
            ).mappings():
                held[row["seq"]] = row
    rows = [link_row(each, now) for each in (*linked.links, *linked.proposals)]
    wanted = {(row["left_report"], row["right_report"]): row for row in reversed(rows)}
    stay = set()
    gone = []
    for seq, row in held.items():
        pair = (row["left_report"], row["right_report"])
        same = pair in wanted and _said(wanted[pair]) == _said(row)
        if same:
            stay.add(pair)
        elif pair in wanted or (pair[0] in touched and pair[1] in touched):
            gone.append(seq)
    retire(connection, links, gone, now)
    new = [row for pair, row in wanted.items() if pair not in stay]
    if new:
        connection.execute(insert(links), new)


def _said(row: Any) -> tuple[object, ...]:
    return (row["status"], row["rule"], round(row["weight"], 6), row["reasons"])


def _insert_facts(connection: Connection, linked: Linked) -> None:
    if not linked.facts:
        return
    ids = [{"which": report} for report in linked.facts]
    for table in (facts, block_keys):
        connection.execute(table.delete().where(table.c.report == bindparam("which")), ids)
    connection.execute(insert(facts), [{"report": of, "body": body} for of, body in linked.facts.items()])
    rows = [{"key": key, "report": of} for of, keys in linked.keys.items() for key in sorted(set(keys))]
    if rows:
        connection.execute(insert(block_keys), rows)


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))
