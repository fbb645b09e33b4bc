"""The record read: rows as they stand now, or as they stood on a day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    false,
    func,
    or_,
    select,
    true,
)  # fmt: skip

from corroborate.model import Decision, Report, Stance
from corroborate.model.document import is_compiled, kind_of_document
from corroborate.model.held import HeldClaim, HeldDocument, HeldStance, HeldTotal
from corroborate.model.incident import Incident, Link, Source
from corroborate.model.naming import ACTOR, is_name, name_given, names_in
from corroborate.model.selection import Selection, folded
from corroborate.store import search
from corroborate.store.deciding import read_decisions
from corroborate.store.rows import (
    claim_of,
    link_of,
    report_of,
    source_of,
    stamp_of,
    stance_of,
    total_of,
)
from corroborate.store.tables import claims, documents, links, members, reports, stances, totals

_SOURCE = (
    documents.c.id,
    documents.c.title,
    documents.c.publisher,
    documents.c.published,
    documents.c.language,
    documents.c.url,
    documents.c.source,
    documents.c.copy_of,
    documents.c.media_type,
)


def read_incidents(connection: Connection, selection: Selection) -> list[Incident]:
    """The incidents of which any report matches, whole, by the earliest day they may have happened."""
    grouped = _grouped_reports(connection, selection)
    at = moment(selection)
    held = {report.id: incident for incident, told in grouped.items() for report in told}
    sources = sources_of(connection, {report.document for told in grouped.values() for report in told})
    chosen = set(held) if restricts(selection) else None
    linked = _by_incident(read_links(connection, at, chosen), held)
    said = _stances_by_incident(connection, at, held, chosen)
    decided = _decisions_by_incident(read_decisions(connection, at), connection, grouped)
    incidents = [
        Incident(
            id=incident,
            reports=tuple(told),
            sources=tuple({report.document: sources[report.document] for report in told}.values()),
            links=tuple(linked[incident]),
            decisions=tuple(decided[incident]),
            stances=tuple(said[incident]),
        )
        for incident, told in grouped.items()
    ]
    return [_in_order_of_publication(each) for each in sorted(incidents, key=_day_of)]


def read_reports(connection: Connection, selection: Selection) -> list[tuple[str, Report]]:
    """Every report of the incidents that match, behind the id of its incident, in the order of adding."""
    rows = connection.execute(_reports_asked(selection)).mappings()
    return [(row["incident"], report_of(row)) for row in rows]


def read_claims(connection: Connection, selection: Selection, fields: Sequence[str] = ()) -> list[HeldClaim]:
    """The claims of the reports that match, each with its incident and its document."""
    asked = _claims_asked(selection, fields, list(claims.c))
    rows = connection.execute(asked).mappings().all()
    sources = sources_of(connection, {row["document"] for row in rows})
    return [
        HeldClaim(claim=claim_of(row), incident=row["incident"], source=sources[row["document"]])
        for row in rows
    ]


def _claims_asked(
    selection: Selection, fields: Sequence[str], columns: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    at = moment(selection)
    incident = func.coalesce(members.c.incident, claims.c.report).label("incident")
    asked = (
        select(*columns, incident)
        .select_from(claims)
        .join(reports, and_(reports.c.id == claims.c.report, known(reports, at)))
        .outerjoin(members, and_(members.c.report == claims.c.report, known(members, at)))
        .where(known(claims, at), matches(selection))
        .order_by(claims.c.seq)
    )
    if fields:
        asked = asked.where(claims.c.field.in_(fields))
    return limited(asked, selection)


def read_totals(connection: Connection, selection: Selection) -> list[HeldTotal]:
    """The quoted totals whose period, place and actor match; types do not restrict them."""
    asked = limited(_totals_asked(selection).order_by(totals.c.seq), selection)
    rows = connection.execute(asked).mappings().all()
    sources = sources_of(connection, {row["document"] for row in rows})
    return [HeldTotal(id=row["id"], total=total_of(row), source=sources[row["document"]]) for row in rows]


def _totals_asked(selection: Selection) -> Select[Any]:
    return select(totals).where(
        known(totals, moment(selection)),
        _days(totals, selection),
        _names(totals.c.places, selection.places),
        _names(totals.c.actors, selection.actors),
        _text_in(totals.c.quote, selection),
        _of_documents(totals, selection),
    )


def read_stances(connection: Connection, selection: Selection) -> list[HeldStance]:
    """The stances whose actor (or the one it is toward), words and publication day match."""
    asked = limited(_stances_asked(selection).order_by(stances.c.seq), selection)
    rows = connection.execute(asked).mappings().all()
    sources = sources_of(connection, {row["document"] for row in rows})
    return [
        HeldStance(id=row["id"], stance=stance_of(row), source=sources[row["document"]], incident=row["incident"])
        for row in rows
    ]  # fmt: skip


def _stances_asked(selection: Selection) -> Select[Any]:
    at = moment(selection)
    incident = func.coalesce(members.c.incident, stances.c.report).label("incident")
    return (
        select(stances, incident)
        .join(documents, documents.c.id == stances.c.document)
        .outerjoin(members, and_(members.c.report == stances.c.report, known(members, at)))
        .where(
            known(stances, at),
            _published(selection),
            _names(stances.c.actors, selection.actors),
            _text_in(stances.c.quote, selection),
            _of_documents(stances, selection),
        )
    )


def read_documents(connection: Connection, selection: Selection) -> list[HeldDocument]:
    """The documents published on the days asked for, in the order in which they were added."""
    told = select(func.count()).where(reports.c.document == documents.c.id, known(reports, moment(selection)))
    chosen = (documents.c.notes, documents.c.extractor, documents.c.recorded_at)
    asked = _documents_asked(selection).with_only_columns(
        *_SOURCE, *chosen, told.scalar_subquery().label("told")
    )
    rows = connection.execute(limited(asked.order_by(documents.c.seq), selection)).mappings()
    return [_held_document(row) for row in rows]


def _documents_asked(selection: Selection) -> Select[Any]:
    at = moment(selection)
    asked = select(documents.c.seq).where(_published(selection))
    if at is not None:
        asked = asked.where(documents.c.recorded_at <= at)
    return asked.where(documents.c.id.in_(selection.documents)) if selection.documents else asked


def count_rows(connection: Connection, kind: str, selection: Selection, fields: Sequence[str] = ()) -> int:
    """How many claims, totals, stances or documents match, whatever part of them is listed."""
    choices: dict[str, Callable[[], Select[Any]]] = {
        "claims": lambda: _claims_asked(selection, fields, [claims.c.seq]),
        "totals": lambda: _totals_asked(selection).with_only_columns(totals.c.seq),
        "stances": lambda: _stances_asked(selection).with_only_columns(stances.c.seq),
        "documents": lambda: _documents_asked(selection),
    }
    every = choices[kind]().limit(None).offset(None).order_by(None).subquery()
    return connection.execute(select(func.count()).select_from(every)).scalar() or 0


def read_links(connection: Connection, at: str | None, among: set[str] | None = None) -> list[Link]:
    """The provisional links in force, those of the reports `among` where given."""
    asked = select(links).where(known(links, at)).order_by(links.c.seq)
    if among is not None and len(among) <= _MOST_IN_ONE_STATEMENT:
        asked = asked.where(links.c.left_report.in_(among) | links.c.right_report.in_(among))
    return [link_of(row) for row in connection.execute(asked).mappings()]


_MOST_IN_ONE_STATEMENT = 20_000


def moment(selection: Selection) -> str | None:
    """The last moment a selection asks about, as the record writes times; None is now."""
    return stamp_of(selection.as_of) if selection.as_of is not None else None


def known(table: Table, at: str | None) -> ColumnElement[bool]:
    """The condition that a row was what the record said at a moment (None: now)."""
    if at is None:
        return table.c.retired_at.is_(None)
    return and_(table.c.recorded_at <= at, or_(table.c.retired_at.is_(None), table.c.retired_at > at))


def _grouped_reports(connection: Connection, selection: Selection) -> dict[str, list[Report]]:
    """The reports of each incident that matches: all of them, also those that do not match themselves."""
    grouped: dict[str, list[Report]] = defaultdict(list)
    for incident, report in read_reports(connection, selection):
        grouped[incident].append(report)
    return grouped


def read_incident_ids(connection: Connection, selection: Selection) -> list[str]:
    """The ids of the incidents that match, in the order in which `read_incidents` gives them."""
    day = func.min(func.coalesce(reports.c.earliest, reports.c.latest))
    asked, incident = _of_incidents(selection, [])
    found = asked.group_by(incident).order_by(func.coalesce(day, "9999"), incident)
    return [row[0] for row in connection.execute(found)]


def _reports_asked(selection: Selection) -> Select[Any]:
    asked, _ = _of_incidents(selection, [reports.c.document, reports.c.body])
    return asked.order_by(reports.c.seq)


def _of_incidents(
    selection: Selection, columns: Sequence[ColumnElement[Any]]
) -> tuple[Select[Any], ColumnElement[str]]:
    """The reports of the incidents that match, and what says of which incident each is."""
    at = moment(selection)
    incident = func.coalesce(members.c.incident, reports.c.id)
    joined = reports.outerjoin(members, and_(members.c.report == reports.c.id, known(members, at)))
    asked = select(incident.label("incident"), *columns).select_from(joined).where(known(reports, at))
    if restricts(selection):
        wanted = select(incident).select_from(joined).where(known(reports, at), matches(selection))
        asked = asked.where(incident.in_(wanted.scalar_subquery().correlate(None)))
        if selection.reports:
            # Found by an index, so that where few reports are asked for few are looked at.
            told = members.alias()
            linked = select(told.c.report).where(told.c.incident.in_(wanted.correlate(None)))
            asked = asked.where(reports.c.id.in_(linked.union(wanted.correlate(None))))
    return asked, incident


def restricts(selection: Selection) -> bool:
    """Whether a selection leaves any report out."""
    asked = (selection.since, selection.until, selection.places, selection.actors, selection.types)
    return any(asked) or bool(selection.text or selection.documents or selection.reports)


def matches(selection: Selection) -> ColumnElement[bool]:
    """The condition that a report is one of those asked for."""
    conditions = [
        _days(reports, selection),
        _names(reports.c.places, selection.places),
        _names(reports.c.actors, selection.actors),
        _of_documents(reports, selection),
    ]
    if selection.types:
        conditions.append(reports.c.type.in_(selection.types))
    if selection.reports:
        conditions.append(reports.c.id.in_(selection.reports))
    if selection.text:
        conditions.append(search.matching(selection.text))
    return and_(*conditions)


def _days(table: Table, selection: Selection) -> ColumnElement[bool]:
    """Days that may touch those asked for: an open end touches, a row without any day does not."""
    conditions: list[ColumnElement[bool]] = [true()]
    if selection.since:
        conditions.append(func.coalesce(table.c.latest, table.c.earliest) >= selection.since.isoformat())
    if selection.until:
        conditions.append(func.coalesce(table.c.earliest, table.c.latest) <= selection.until.isoformat())
    return and_(*conditions)


def _published(selection: Selection) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [true()]
    if selection.since:
        conditions.append(documents.c.published >= selection.since.isoformat())
    if selection.until:
        after: date = selection.until + timedelta(days=1)
        conditions.append(documents.c.published < after.isoformat())
    return and_(*conditions)


def _names(column: ColumnElement[str], names: Sequence[str]) -> ColumnElement[bool]:
    """A held name equals one asked for, or begins with it as a word ("kech" finds "kech district")."""
    if not names:
        return true()
    held = [folded(name).replace("|", " ") for name in names]
    whole = [column.contains(f"|{name}|", autoescape=True) for name in held if name]
    begins = [column.contains(f"|{name} ", autoescape=True) for name in held if name]
    return or_(false(), *whole, *begins)


def _text_in(column: ColumnElement[str], selection: Selection) -> ColumnElement[bool]:
    if not selection.text:
        return true()
    return and_(*(column.icontains(word.strip('"*'), autoescape=True) for word in selection.text.split()))


def _of_documents(table: Table, selection: Selection) -> ColumnElement[bool]:
    return table.c.document.in_(selection.documents) if selection.documents else true()


def limited(asked: Select[Any], selection: Selection) -> Select[Any]:
    """The rows of the part that is listed."""
    return asked.limit(selection.limit).offset(selection.offset or None)


def sources_of(connection: Connection, ids: set[str]) -> dict[str, Source]:
    """What views need to know of some documents, by their ids."""
    asked = select(*_SOURCE)
    if len(ids) <= _MOST_IN_ONE_STATEMENT:
        asked = asked.where(documents.c.id.in_(ids))
    found = {}
    for id_, title, publisher, published, language, url, source, copy_of, media_type in connection.execute(
        asked
    ):
        found[id_] = Source(
            id=id_, title=title, publisher=publisher, published=published, language=language, url=url, source=source,
            copy_of=copy_of, kind=kind_of_document(media_type), is_compiled=is_compiled(media_type),
        )  # fmt: skip
    return found


def _held_document(row: Any) -> HeldDocument:
    return HeldDocument(
        source=source_of(row),
        notes=tuple(json.loads(row["notes"])),
        extractor=row["extractor"],
        added_at=row["recorded_at"],
        reports=row["told"] or 0,
    )


def _by_incident(found: Sequence[Link], held: dict[str, str]) -> dict[str, list[Link]]:
    grouped: dict[str, list[Link]] = defaultdict(list)
    for link in found:
        for incident in {held.get(link.left), held.get(link.right)} - {None}:
            grouped[str(incident)].append(link)
    return grouped


def _stances_by_incident(
    connection: Connection, at: str | None, held: dict[str, str], chosen: set[str] | None
) -> dict[str, list[Stance]]:
    asked = select(stances).where(known(stances, at), stances.c.report.is_not(None)).order_by(stances.c.seq)
    if chosen is not None and len(chosen) <= _MOST_IN_ONE_STATEMENT:
        asked = asked.where(stances.c.report.in_(chosen))
    grouped: dict[str, list[Stance]] = defaultdict(list)
    for row in connection.execute(asked).mappings():
        if row["report"] in held:
            grouped[held[row["report"]]].append(stance_of(row))
    return grouped


def _decisions_by_incident(
    made: Sequence[Decision], connection: Connection, grouped: Mapping[str, Sequence[Report]]
) -> dict[str, list[Decision]]:
    """For each incident the decisions about a report or claim of it, or about a name that it bears."""
    touched = _touched(made, connection, grouped)
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in made:
        for incident in {incident for subject in decision.subjects for incident in touched[subject]}:
            found[incident].append(decision)
    return found


def _touched(
    made: Sequence[Decision], connection: Connection, grouped: Mapping[str, Sequence[Report]]
) -> dict[str, set[str]]:
    """The incidents that hold each report, claim or name that people decided about."""
    home = {report.id: incident for incident, told in grouped.items() for report in told}
    subjects = {subject for each in made for subject in each.subjects}
    of_claim = reports_of_claims(connection, subjects - home.keys())
    found = {subject: {home[report] for report in (of_claim.get(subject, subject),) if report in home} for subject in subjects}  # fmt: skip
    names = {subject for subject in subjects if is_name(subject)}
    for incident, told in grouped.items() if names else ():
        for name in names.intersection(name for report in told for name in names_in(report)):
            found[name].add(incident)
    # What is called by a name that is explained itself bears that name, too.
    called = [(each.subjects, name_given(each)) for each in made]
    for _ in names:
        for given, meant in called:
            if meant in found:
                found[meant].update(*(found[subject] for subject in given))
    return found


def reports_of_claims(connection: Connection, ids: set[str]) -> dict[str, str]:
    """The report that each claim belongs to or last belonged to."""
    asked = select(claims.c.id, claims.c.report).where(claims.c.id.in_(ids))
    return {row.id: row.report for row in connection.execute(asked)} if ids else {}


def read_bearers(connection: Connection, name: str) -> list[str]:
    """The reports that bear a name, by its key (`corroborate.model.naming`), as read or as people explained."""
    subjects = _led_to(name, read_decisions(connection, None))
    ids = {subject for subject in subjects if not is_name(subject)}
    found = dict.fromkeys(reports_of_claims(connection, ids).values())
    for each in sorted(subjects - ids):
        found |= dict.fromkeys(_named_so(connection, each))
    return list(found)


def _led_to(name: str, made: Sequence[Decision]) -> set[str]:
    """A name, and what decisions in force call by it."""
    found = {name}
    called = [(name_given(each), each.subjects) for each in made if each.withdrawn_at is None]
    for _ in called:
        found.update(subject for given, subjects in called if given in found for subject in subjects)
    return found


def _named_so(connection: Connection, name: str) -> list[str]:
    """The reports that name a party or place so in their own words."""
    said = name.removeprefix(ACTOR) if name.startswith(ACTOR) else name.split(":", 2)[2]
    held = f"|{said.replace('|', ' ')}|"
    if name.startswith(ACTOR):
        unknown = select(claims.c.speaker).where(claims.c.speaker_actor.is_(None), known(claims, None))
        heard = [
            each for each in connection.execute(unknown.distinct()).scalars() if each and folded(each) == said
        ]
        speaks = select(claims.c.report).where(known(claims, None), claims.c.speaker.in_(heard))
        may_bear = or_(reports.c.actors.contains(held, autoescape=True), reports.c.id.in_(speaks))
    else:
        may_bear = and_(reports.c.latitude.is_(None), reports.c.places.contains(held, autoescape=True))
    asked = select(reports.c.document, reports.c.body).where(known(reports, None), may_bear)
    told = (report_of(row) for row in connection.execute(asked.order_by(reports.c.seq)).mappings())
    return [report.id for report in told if name in names_in(report)]


def _day_of(incident: Incident) -> tuple[str, str]:
    days = [each.when.earliest or each.when.latest for each in incident.reports]
    known_days = [day.isoformat() for day in days if day]
    return (min(known_days) if known_days else "9999", incident.id)


def _in_order_of_publication(incident: Incident) -> Incident:
    published = {each.id: each.published or "9999" for each in incident.sources}
    told = sorted(incident.reports, key=lambda report: (published[report.document], report.id))
    return replace(incident, reports=tuple(told))
