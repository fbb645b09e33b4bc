"""Cards brought up to date: reports of which something changed are noted, and their incidents filed anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, Table, bindparam, delete, exists, func, insert, select, update

from corroborate.model import Report
from corroborate.model.card import CARD_FORM, CARD_KEPT, GRADE_ORDER, Card, CardReport, Filed
from corroborate.model.incident import Incident
from corroborate.model.naming import is_name
from corroborate.model.selection import Selection, folded
from corroborate.store.deciding import newest_name
from corroborate.store.reading import read_bearers, read_incidents
from corroborate.store.rows import Row, report_of
from corroborate.store.tables import (
    card_bodies,
    card_due,
    card_keys,
    card_reports,
    card_terms,
    cards,
    claims,
    documents,
    marks,
    reports,
)

Told = Mapping[str, Sequence[Report]]
"""All that documents tell, as it was read, by their ids."""
Make = Callable[[Sequence[Incident], Told], Iterable[Filed]]
"""Makes what is filed of incidents, given all that their documents tell; nothing of one that people rejected."""

_MOST_REPORTS = 10_000
"""Reports of one round: far beyond what some hundred that are due drag along."""
_CHUNK = 5_000
_CREDIBLE = 10**10
"""More dead than people live is a slip of a text: its card tells it, sums leave it out."""


def is_current(connection: Connection) -> bool:
    """Whether the cards hold all that the record does."""
    due = connection.execute(select(card_due.c.report).limit(1)).first()
    return due is None and _mark(connection, "form") == CARD_FORM


def mark(connection: Connection) -> str:
    """A mark that changes whenever cards do."""
    return f"{_mark(connection, 'form') or 0}.{times_filed(connection)}"


def times_filed(connection: Connection) -> int:
    """How often cards were filed: each card bears the number of the filing that wrote it."""
    return _mark(connection, "filed") or 0


def times_recoded(connection: Connection) -> int:
    """How often a document was coded anew: claims that were counted may be no more."""
    return _mark(connection, "recoded") or 0


def note_recoded(connection: Connection) -> None:
    """Note that what was read in a document was replaced."""
    _set_mark(connection, "recoded", times_recoded(connection) + 1)


def note_document(connection: Connection, document: str) -> None:
    """Note that something changed in what a document tells."""
    connection.execute(_NOTE_DOCUMENT, {"which": document})


def note_reports(connection: Connection, ids: Iterable[str]) -> None:
    """Note that something changed in what is held of reports."""
    for part in _chunks(sorted(set(ids))):
        _note(connection, reports.c.id.in_(part), reports.c.retired_at.is_(None))


def note_decided(connection: Connection, subjects: Iterable[str]) -> None:
    """Note that something was decided of reports, claims or names, whatever they go by now."""
    ids = {newest_name(connection, subject) for subject in subjects}
    held = select(claims.c.report).where(claims.c.id.in_(ids))
    bear = (report for name in filter(is_name, ids) for report in read_bearers(connection, name))
    note_reports(connection, {*ids, *connection.execute(held).scalars(), *bear})


def note_all(connection: Connection) -> None:
    """Note that any report may have changed."""
    _note(connection, reports.c.retired_at.is_(None))


def file_due(connection: Connection, make: Make, now: str, most: int) -> int:
    """File the incidents of the first `most` reports that are due; gives back how many cards that made.

    Below 0 where nothing was due.
    """
    _begin_anew(connection)
    due = list(
        connection.execute(select(card_due.c.report).order_by(card_due.c.report).limit(most)).scalars()
    )
    if not due:
        return -1
    old = set(
        connection.execute(
            select(card_reports.c.card).where(card_reports.c.report.in_(due)).distinct()
        ).scalars()
    )
    ids = _concerned(connection, due, old)
    if len(ids) > _MOST_REPORTS and most > 1:
        return file_due(connection, make, now, most // 4 or 1)
    found = read_incidents(connection, Selection(reports=tuple(ids))) if ids else []
    filed = list(make(found, _told(connection, found)))
    number = times_filed(connection) + 1
    _replace(connection, filed, old, (now, number))
    there = _numbers(connection, [report.id for each in found for report in each.reports])
    _delete(connection, card_due, "report", {*due, *there.values()})
    _set_mark(connection, "filed", number)
    return len(filed)


def _note(connection: Connection, *which: Any) -> None:
    connection.execute(_noting(*which))


def _noting(*which: Any) -> Insert:
    new = select(reports.c.seq).where(*which, ~exists().where(card_due.c.report == reports.c.seq))
    return insert(card_due).from_select(["report"], new)


_NOTE_DOCUMENT = _noting(reports.c.document == bindparam("which"))


def _begin_anew(connection: Connection) -> None:
    """Note every report where the record holds no cards, or those of another version of this program."""
    form = _mark(connection, "form")
    if form == CARD_FORM:
        return
    if form is None:
        for table in (cards, card_bodies, card_reports, card_terms, card_keys):
            connection.execute(delete(table))
    note_all(connection)
    _set_mark(connection, "form", CARD_FORM)


def _concerned(connection: Connection, due: Sequence[int], old: set[int]) -> list[str]:
    """The current reports that are due, and those of the cards that hold one that is or was."""
    beside = select(card_reports.c.report).where(card_reports.c.card.in_(old))
    asked = select(reports.c.id).where(reports.c.retired_at.is_(None))
    found = {
        *connection.execute(asked.where(reports.c.seq.in_(due))).scalars(),
        *connection.execute(asked.where(reports.c.seq.in_(beside))).scalars(),
    }
    return sorted(found)


def _told(connection: Connection, found: Sequence[Incident]) -> Told:
    """All that the documents of incidents tell, also of others."""
    held = {report.id: report for incident in found for report in incident.reports}
    wanted = sorted({report.document for report in held.values()})
    told: dict[str, list[Report]] = {each: [] for each in wanted}
    asked = select(reports.c.id, reports.c.document, reports.c.body).where(reports.c.retired_at.is_(None))
    for part in _chunks(wanted):
        for row in connection.execute(asked.where(reports.c.document.in_(part))).mappings():
            told[row["document"]].append(held.get(row["id"]) or report_of(row))
    return told


class _Held(NamedTuple):
    """A card that is in the record: its number, and what it was."""

    seq: int
    changed: str
    body: str


def _replace(connection: Connection, filed: Sequence[Filed], old: set[int], at: tuple[str, int]) -> None:
    """Put cards in the place of those of the same incidents and of the `old` ones; `at` is when, and which filing."""
    now, number = at
    held = _held(connection, [each.card.id for each in filed])
    unused = count((connection.execute(select(func.max(cards.c.seq))).scalar() or 0) + 1)
    _forget(connection, old | {each.seq for each in held.values()})
    numbers = _numbers(connection, [told.report for each in filed for told in each.reports])
    recorded = _recorded(connection, list(numbers.values()))
    terms = _terms(connection, filed)
    rows: dict[Table, list[Row]] = {cards: [], card_bodies: [], card_reports: [], card_keys: []}
    for each in filed:
        was, body = held.get(each.card.id), _encoded(each)
        seq = was.seq if was is not None else next(unused)
        first = min(recorded[numbers[told.report]] for told in each.reports)
        changed = was.changed if was is not None and _is_same(was.body, body) else now
        card = each.card._replace(first_recorded=first, changed=changed)
        rows[cards].append({"seq": seq, "filed": number, **_card_row(card, each.reports)})
        rows[card_bodies].append({"card": seq, "body": body})
        for told in each.reports:
            known = sorted({terms[term] for term in _folded(told)})
            report = numbers[told.report]
            rows[card_reports].append(
                {"report": report, "card": seq, "starts": told.starts, "ends": told.ends, "terms": json.dumps(known)}
            )  # fmt: skip
            rows[card_keys] += [{"term": term, "report": report} for term in known]
    rows[card_keys].sort(key=lambda row: (row["term"], row["report"]))
    for table, wanted in rows.items():
        if wanted:
            connection.execute(insert(table), wanted)


def _encoded(filed: Filed) -> str:
    """A card as it is kept, but for when it was recorded and changed, and behind it its row."""
    return json.dumps((*filed.card[:CARD_KEPT], filed.row), ensure_ascii=False, separators=(",", ":"))


def _is_same(old: str, new: str) -> bool:
    """Whether two bodies tell the same card, however sure its readings are."""
    return old == new or _of_incident(old) == _of_incident(new)


def _of_incident(body: str) -> list[Any]:
    cells: list[Any] = json.loads(body)[:CARD_KEPT]
    cells[Card._fields.index("confidence")] = None
    return cells


def _card_row(card: Card, told: Sequence[CardReport]) -> Row:
    named: dict[str, dict[str, None]] = {kind: {} for kind in ("type", "group", "tactic", "source")}
    for kind, term in (each for report in told for each in report.terms):
        if kind in named:
            named[kind][term] = None
    day = card.earliest or card.latest
    return {
        "incident": card.id,
        "day": day,
        "type": card.type,
        "stage": card.stage,
        "grade": GRADE_ORDER.index(card.grade),
        "country": card.country,
        "latitude": card.latitude,
        "longitude": card.longitude,
        "place_precision": card.place_precision,
        "killed_low": _credible(card.killed_low),
        "killed_high": _credible(card.killed_high),
        "background": card.background,
        "contested": bool(card.contested),
        "unknown_actor": card.unknown_actor,
        **{
            f"{kind}s": "|".join(sorted(term.replace("|", " ") for term in terms))
            for kind, terms in named.items()
        },
        "first_recorded": card.first_recorded,
        "changed": card.changed,
    }


def _credible(number: int | None) -> int | None:
    return number if number is None or number < _CREDIBLE else None


def _held(connection: Connection, incidents: Sequence[str]) -> dict[str, _Held]:
    asked = select(cards.c.incident, cards.c.seq, cards.c.changed, card_bodies.c.body).join(
        card_bodies, card_bodies.c.card == cards.c.seq
    )
    found = {}
    for part in _chunks(incidents):
        for incident, *what in connection.execute(asked.where(cards.c.incident.in_(part))):
            found[incident] = _Held(*what)
    return found


def _forget(connection: Connection, old: set[int]) -> None:
    """Take cards out, with all that they are found by."""
    for part in _chunks(sorted(old)):
        asked = select(card_reports.c.report, card_reports.c.terms).where(card_reports.c.card.in_(part))
        keys = [
            {"which": report, "key": term}
            for report, terms in connection.execute(asked).all()
            for term in json.loads(terms)
        ]
        if keys:
            gone = delete(card_keys).where(
                card_keys.c.term == bindparam("key"), card_keys.c.report == bindparam("which")
            )
            connection.execute(gone, keys)
    for table, column in ((card_reports, "card"), (card_bodies, "card"), (cards, "seq")):
        _delete(connection, table, column, old)


def _delete(connection: Connection, table: Table, column: str, values: Iterable[int]) -> None:
    for part in _chunks(sorted(values)):
        connection.execute(delete(table).where(table.c[column].in_(part)))


def _numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The numbers of the current reports of some ids."""
    asked = select(reports.c.id, reports.c.seq).where(reports.c.retired_at.is_(None))
    found: dict[str, int] = {}
    for part in _chunks(ids):
        found.update((id_, seq) for id_, seq in connection.execute(asked.where(reports.c.id.in_(part))))
    return found


def _recorded(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """When the record first held the documents of reports."""
    asked = select(reports.c.seq, documents.c.recorded_at).join(
        documents, documents.c.id == reports.c.document
    )
    found: dict[int, str] = {}
    for part in _chunks(numbers):
        found.update((seq, at) for seq, at in connection.execute(asked.where(reports.c.seq.in_(part))))
    return found


def _terms(connection: Connection, filed: Sequence[Filed]) -> dict[tuple[str, str], int]:
    """The numbers of all terms that cards are found by; those that are new are kept."""
    wanted = {term for each in filed for told in each.reports for term in _folded(told)}
    found = _known_terms(connection, wanted)
    new = [{"kind": kind, "term": term} for kind, term in sorted(wanted - found.keys())]
    if new:
        connection.execute(insert(card_terms), new)
        found |= _known_terms(connection, wanted - found.keys())
    return found


def _folded(told: CardReport) -> Iterator[tuple[str, str]]:
    return ((kind, folded(name)) for kind, name in told.terms)


def _known_terms(connection: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    by_kind: dict[str, list[str]] = {}
    for kind, term in sorted(wanted):
        by_kind.setdefault(kind, []).append(term)
    asked = select(card_terms.c.kind, card_terms.c.term, card_terms.c.seq)
    found = {}
    for kind, terms in by_kind.items():
        for part in _chunks(terms):
            rows = connection.execute(asked.where(card_terms.c.kind == kind, card_terms.c.term.in_(part)))
            found.update({(kind, term): seq for kind, term, seq in rows})
    return found


def _mark(connection: Connection, name: str) -> int | None:
    value: int | None = connection.execute(select(marks.c.value).where(marks.c.name == name)).scalar()
    return value


def _set_mark(connection: Connection, name: str, value: int) -> None:
    changed = connection.execute(update(marks).where(marks.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(marks), {"name": name, "value": value})


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))
