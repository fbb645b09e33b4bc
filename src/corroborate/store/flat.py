"""The record laid flat for analysis: one pass over the reports and the claims that match."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, null, select

from corroborate.model import Decision
from corroborate.model.document import is_compiled
from corroborate.model.flat import (
    FlatCasualty,
    FlatPerpetrator,
    FlatPlace,
    FlatRecord,
    FlatReport,
    FlatSilence,
    FlatSource,
    FlatSpeaker,
    FlatTactic,
    FlatTarget,
)
from corroborate.model.naming import Explained
from corroborate.model.selection import Selection
from corroborate.store.deciding import read_decisions
from corroborate.store.reading import known, matches, moment, restricts
from corroborate.store.streaming import streamed
from corroborate.store.tables import claims, documents, members, reports

_COUNTED = ("casualty", "perpetrator", "tactic", "silence", "where")
_MOST_NAMED, _MOST_LOOKED_UP = 500, 40_000


@dataclass(slots=True)
class _Decided:
    """What decisions in force change: ids rejected, and (field, value) by id corrected."""

    rejected: set[str] = field(default_factory=set)
    corrected: dict[str, list[tuple[str | None, Any]]] = field(default_factory=dict)
    explained: Explained = field(default_factory=lambda: Explained(()))


@dataclass(slots=True)
class _Laid:
    """The rows as they are gathered; `at` finds a report's place among them."""

    at: dict[str, int] = field(default_factory=dict)
    places: dict[int, FlatPlace] = field(default_factory=dict)
    casualties: list[FlatCasualty] = field(default_factory=list)
    perpetrators: list[FlatPerpetrator] = field(default_factory=list)
    targets: list[FlatTarget] = field(default_factory=list)
    tactics: list[FlatTactic] = field(default_factory=list)
    silences: list[FlatSilence] = field(default_factory=list)


def read_flat(
    connection: Connection,
    selection: Selection,
    *,
    targets: bool = False,
    fields: Sequence[str] | None = None,
) -> FlatRecord:
    """The reports of every incident that matches, and their claims, with the decisions in force applied.

    Figures, perpetrators, tactics, silences and places are read, or of these and targets only the `fields` asked
    for (casualty, perpetrator, tactic, silence, where, target); targets also where they are asked for. Claims
    about type, stage and day are told by the reports themselves. Of sources only what analysis needs is read:
    publisher, day, and of which other they are a copy.
    """
    decided = _decided(read_decisions(connection, moment(selection)))
    rows = [row for row in _report_rows(connection, selection) if row[0] not in decided.rejected]
    laid = _Laid(at={row[0]: i for i, row in enumerate(rows)})
    wanted = (*(_COUNTED if fields is None else fields), *(("target",) if targets else ()))
    if wanted:
        _lay_claims(_claim_rows(connection, selection, wanted, list(laid.at)), laid, decided)
    flat = [_report(row, laid.places.get(i), decided) for i, row in enumerate(rows)]
    return FlatRecord(
        reports=flat,
        sources=_sources(connection, selection, {each.document for each in flat}),
        casualties=laid.casualties,
        perpetrators=laid.perpetrators,
        targets=laid.targets,
        tactics=laid.tactics,
        silences=laid.silences,
    )


def _sources(connection: Connection, selection: Selection, ids: set[str]) -> dict[str, FlatSource]:
    """The documents by their ids; of a whole record all are read, whether they tell of an incident or not."""
    held = documents.c
    asked = select(held.id, held.publisher, held.published, held.copy_of, held.media_type)
    if restricts(selection) and len(ids) <= _MOST_NAMED:
        asked = asked.where(held.id.in_(ids))
    is_one = lru_cache(is_compiled)
    rows = streamed(connection, asked)
    return {
        row[0]: FlatSource(row[0], row[1], row[2], row[3], is_one(row[4])) for row in rows if row[0] in ids
    }


def _decided(decisions: Sequence[Decision]) -> _Decided:
    found = _Decided(explained=Explained(decisions))
    for each in decisions:
        if each.withdrawn_at is None and each.kind == "reject":
            found.rejected.update(each.subjects)
        elif each.withdrawn_at is None and each.kind == "correct":
            for subject in each.subjects:
                found.corrected.setdefault(subject, []).append((each.field, each.value))
    return found


def _joined(selection: Selection) -> tuple[Any, ColumnElement[str]]:
    """Reports beside the incident each belongs to."""
    incident = func.coalesce(members.c.incident, reports.c.id)
    at = moment(selection)
    return reports.outerjoin(members, and_(members.c.report == reports.c.id, known(members, at))), incident


def _wanted(selection: Selection) -> list[ColumnElement[bool]]:
    """The conditions that choose reports: known then, and of an incident of which any report matches."""
    joined, incident = _joined(selection)
    held = [known(reports, moment(selection))]
    if restricts(selection):
        any_of = select(incident).select_from(joined).where(*held, matches(selection))
        held.append(incident.in_(any_of.scalar_subquery().correlate(None)))
    return held


def _report_rows(connection: Connection, selection: Selection) -> list[Sequence[Any]]:
    joined, incident = _joined(selection)
    told = reports.c
    asked = (
        select(
            told.id, incident, told.document, told.type, told.stage, told.background,
            told.earliest, told.latest, told.country,
        )
        .select_from(joined)
        .where(*_wanted(selection))
        .order_by(told.seq)
    )  # fmt: skip
    return list(streamed(connection, asked))


def _claims_asked(selection: Selection, fields: Sequence[str]) -> Select[Any]:
    said = claims.c
    # The JSON of a figure repeats its columns: only what has no columns is fetched whole.
    value = case((said.field == "casualty", null()), else_=said.value)
    asked = select(
        said.id, said.report, said.field, said.effect, said.grp, said.low, said.high, said.denied,
        said.speaker, said.speaker_role, said.speaker_actor, value,
    ).where(known(claims, moment(selection)), said.field.in_(fields))  # fmt: skip
    return asked.order_by(said.seq)


def _claim_rows(
    connection: Connection, selection: Selection, fields: Sequence[str], ids: Sequence[str]
) -> Iterator[Any]:
    """The claims of the reports chosen, in the order of adding; where they are many, those of all others, too."""
    asked = _claims_asked(selection, fields)
    if restricts(selection) and len(ids) <= _MOST_LOOKED_UP:
        listed = func.json_each(json.dumps(ids)).table_valued("value")
        asked = asked.where(claims.c.report.in_(select(listed.c.value)))
    return streamed(connection, asked)


def _lay_claims(rows: Iterable[Any], laid: _Laid, decided: _Decided) -> None:
    speakers: dict[tuple[str | None, ...], FlatSpeaker] = {}
    read: dict[tuple[str, str], Any] = {}
    at_of, rejected, casualties = laid.at.get, decided.rejected, laid.casualties
    new: Any = tuple.__new__  # a third of what a call of the class takes
    for id_, report, kind, effect, group, low, high, denied, name, role, actor, value in rows:
        at = at_of(report)
        if at is None or id_ in rejected:
            continue
        said = (name, role, actor)
        speaker = speakers.get(said)
        if speaker is None:
            heard = decided.explained.party(name, actor) if name else (name, actor)
            speaker = speakers[said] = FlatSpeaker(heard[0], role, heard[1])
        if kind == "casualty":
            if id_ in decided.corrected:
                low, high = _recounted(decided.corrected[id_], (low, high))
            casualties.append(new(FlatCasualty, (at, effect, group, low, high, denied == 1, speaker)))
            continue
        # Many claims have the same value: each is read once.
        known = read.get((kind, value))
        if known is None:
            known = read[(kind, value)] = _explained(kind, _read(kind, json.loads(value)), decided.explained)
        if kind == "perpetrator" and id_ in decided.corrected:
            known = _recharged(decided.corrected[id_], known, decided.explained)
        _lay(laid, at, kind, known, speaker)


def _read(kind: str, value: Any) -> Any:
    """What a flat row needs of a claim's value, in the order of its fields."""
    if kind == "where":
        return place_of(value)
    if kind == "perpetrator":
        return value["name"], value.get("actor"), value["responsibility"], value["kind"]
    if kind == "target":
        return value["name"], value["kind"], value["group"]
    return value if kind == "tactic" else (value["name"], value["role"])


def _explained(kind: str, known: Any, explained: Explained) -> Any:
    """The same, with what people said of its name."""
    if kind == "perpetrator":
        name, actor, responsibility, _ = known
        meant = explained.party(name, actor)
        return known if meant == (name, actor) else (*meant, responsibility, "organization")
    if kind == "where" and known.chain and known.latitude is None:
        placed = explained.place(known.chain[0], known.country)
        return place_of(placed) if placed else known
    return known


def _recharged(corrections: Sequence[tuple[str | None, Any]], known: Any, explained: Explained) -> Any:
    """A perpetrator who is another party."""
    for name, value in corrections:
        if name == "actor":
            known = (value["name"], value.get("actor"), known[2], "organization")
    return _explained("perpetrator", known, explained)


def _lay(laid: _Laid, at: int, kind: str, known: Any, speaker: FlatSpeaker) -> None:
    if kind == "where":
        laid.places[at] = known
    elif kind == "perpetrator":
        name, actor, responsibility, what = known
        laid.perpetrators.append(FlatPerpetrator(at, name, actor, responsibility, speaker, what))
    elif kind == "tactic":
        laid.tactics.append(FlatTactic(at, known))
    elif kind == "target":
        laid.targets.append(FlatTarget(at, *known))
    else:
        laid.silences.append(FlatSilence(at, *known))


def place_of(value: Mapping[str, Any]) -> FlatPlace:
    """The flat place that the JSON of a place describes."""
    chain = tuple(name for name in (value["name"], *value.get("within", ())) if name)
    return FlatPlace(
        chain,
        value.get("country"),
        value.get("precision", "unresolved"),
        value.get("latitude"),
        value.get("longitude"),
    )


def _report(row: Sequence[Any], place: FlatPlace | None, decided: _Decided) -> FlatReport:
    id_, incident, document, kind, stage, background, earliest, latest, country = row
    for name, value in decided.corrected.get(id_, ()):
        if name == "type":
            kind = value
        elif name == "stage":
            stage = value
        elif name == "when":
            earliest, latest = value["earliest"], value["latest"]
        elif name == "where":
            place, country = place_of(value), value.get("country")
    if country is None and place is not None:
        country = place.country
    return FlatReport(
        id_, incident, document, kind, stage, bool(background), earliest, latest, country, place
    )


def _recounted(
    corrections: Sequence[tuple[str | None, Any]], counted: tuple[int | None, int | None]
) -> tuple[int | None, int | None]:
    for name, value in corrections:
        if name == "count":
            counted = value["low"], value["high"]
    return counted
