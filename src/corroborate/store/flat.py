"""The record laid flat for analysis: one pass over the reports and the claims that match."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, repeat
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, null, select

from corroborate.model import Decision
from corroborate.model.columned import Coded, Coding, Columned, Numbers, coded
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
_MOST_NAMED, _MOST_LOOKED_UP, _AT_ONCE = 500, 40_000, 1_000


@dataclass(slots=True)
class _Decided:
    """What decisions in force change: ids rejected, and (field, value) by id corrected."""

    rejected: set[str] = field(default_factory=set)
    corrected: dict[str, list[tuple[str | None, Any]]] = field(default_factory=dict)
    explained: Explained = field(default_factory=lambda: Explained(()))


class _Laid:
    """The claims of one field as columns, as they are gathered: of which report each is, and what it says."""

    def __init__(self) -> None:
        self._reports: list[Numbers] = []
        self._codings: dict[str, Coding] = {}
        self._parts: dict[str, list[Numbers]] = {}

    def add(self, reports: Numbers, columns: Mapping[str, Iterable[Any]]) -> None:
        """Some more claims; those of reports that were not chosen have -1, and are left out."""
        chosen = reports >= 0
        self._reports.append(reports[chosen])
        for name, cells in columns.items():
            codes = self._codings.setdefault(name, Coding()).codes(cells)
            self._parts.setdefault(name, []).append(codes[chosen])

    def reports(self, count: int) -> Coded:
        """The places of the reports, of which there are so many."""
        return Coded(_joined_up(self._reports), range(count))

    def column(self, name: str) -> Coded:
        """A column of what claims say."""
        return Coded(_joined_up(self._parts.get(name, [])), list(self._codings.get(name, ())))


def _joined_up(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


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
    publisher, day, and of which other they are a copy. Rows come as columns (`model.columned`).
    """
    decided = _decided(read_decisions(connection, moment(selection)))
    rows = [row for row in _report_rows(connection, selection) if row[0] not in decided.rejected]
    at = {row[0]: i for i, row in enumerate(rows)}
    wanted = (*(_COUNTED if fields is None else fields), *(("target",) if targets else ()))
    laid = {name: _Laid() for name in (*_COUNTED, "target")}
    if wanted:
        _lay_claims(_claim_rows(connection, selection, wanted, decided, list(at)), laid, at, decided)
    flat = _reports(rows, laid["where"], decided)
    return FlatRecord(
        reports=flat,
        sources=_sources(connection, selection, set(flat.column("document").values)),
        **_claims(laid, len(rows), decided),
    )


def _sources(connection: Connection, selection: Selection, ids: set[str]) -> dict[str, FlatSource]:
    """The documents by their ids; of a whole record all are read, whether they tell of an incident or not."""
    held = documents.c
    asked = select(held.id, held.publisher, held.published, held.copy_of, held.media_type)
    if restricts(selection) and len(ids) <= _MOST_NAMED:
        asked = asked.where(held.id.in_(ids))
    is_one = lru_cache(is_compiled)
    make: Any = tuple.__new__  # a third of what a call of the class takes
    return {
        id_: make(FlatSource, (id_, publisher, published, copy_of, is_one(kind)))
        for id_, publisher, published, copy_of, kind in streamed(connection, asked)
        if id_ in ids
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
    if selection.reports:
        # Found by an index, so that where few reports are asked for few are looked at.
        linked = members.alias().c
        beside = select(linked.report).where(linked.incident.in_(any_of.correlate(None)))
        held.append(reports.c.id.in_(beside.union(any_of.correlate(None))))
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


def _claims_asked(selection: Selection, fields: Sequence[str], decided: _Decided) -> Select[Any]:
    said = claims.c
    # The JSON of a figure repeats its columns, and ids matter where something was decided: else neither is fetched.
    value = case((said.field == "casualty", null()), else_=said.value)
    id_ = said.id if decided.rejected or decided.corrected else null()
    asked = select(
        id_, said.field, said.report, said.effect, said.grp, said.low, said.high, said.denied,
        said.speaker, said.speaker_role, said.speaker_actor, value,
    ).where(known(claims, moment(selection)), said.field.in_(fields))  # fmt: skip
    return asked.order_by(said.seq)


def _claim_rows(
    connection: Connection, selection: Selection, fields: Sequence[str], decided: _Decided, ids: Sequence[str]
) -> Iterator[Any]:
    """The claims of the reports chosen, in the order of adding; where they are many, those of all others, too."""
    asked = _claims_asked(selection, fields, decided)
    if restricts(selection) and len(ids) <= _MOST_LOOKED_UP:
        listed = func.json_each(json.dumps(ids)).table_valued("value")
        asked = asked.where(claims.c.report.in_(select(listed.c.value)))
    return streamed(connection, asked)


def _lay_claims(
    rows: Iterator[Any], laid: Mapping[str, _Laid], at: Mapping[str, int], decided: _Decided
) -> None:
    """Add claims to the columns of their fields, some thousand at a time."""
    while part := list(islice(rows, _AT_ONCE)):
        if decided.rejected or decided.corrected:
            part = [_as_corrected(row, decided) for row in part if row[0] not in decided.rejected]
        for field_ in {row[1] for row in part}:
            told = [row[2:] for row in part if row[1] == field_]
            reports, effects, groups, lows, highs, denied, *speakers, values = zip(*told, strict=True)
            columns: dict[str, Iterable[Any]] = {"value": values}
            if field_ == "casualty":
                columns = {"effect": effects, "group": groups, "low": lows, "high": highs, "denied": denied}
            if field_ in ("casualty", "perpetrator"):
                columns["speaker"] = zip(*speakers, strict=True)
            places = np.fromiter(map(at.get, reports, repeat(-1)), np.int64)
            laid[field_].add(places, columns)


def _as_corrected(row: Sequence[Any], decided: _Decided) -> Sequence[Any]:
    """A claim as people corrected it: a figure's count, or who the perpetrator is."""
    for name, value in decided.corrected.get(row[0], ()):
        if name == "count" and row[1] == "casualty":
            row = (*row[:5], value["low"], value["high"], *row[7:])
        elif name == "actor" and row[1] == "perpetrator":
            who = {"name": value["name"], "actor": value.get("actor"), "kind": "organization"}
            row = (*row[:-1], json.dumps(json.loads(row[-1]) | who))
    return row


def _claims(laid: Mapping[str, _Laid], count: int, decided: _Decided) -> dict[str, Columned[Any]]:
    """The claims of each field but places, as the fields of a flat record."""
    hurt, who = laid["casualty"], laid["perpetrator"]
    name, actor, responsibility, what = _parts_of(who, "perpetrator", 4, decided)
    counted = [hurt.column(each) for each in ("effect", "group", "low", "high")]
    denied = hurt.column("denied").known_as(bool)

    def rows(kind: type[Any], field_: str, columns: Iterable[Coded]) -> Columned[Any]:
        return Columned(kind, (laid[field_].reports(count), *columns))

    return {
        "casualties": rows(FlatCasualty, "casualty", (*counted, denied, _speakers(hurt, decided))),
        "perpetrators": rows(
            FlatPerpetrator, "perpetrator", (name, actor, responsibility, _speakers(who, decided), what)
        ),
        "targets": rows(FlatTarget, "target", _parts_of(laid["target"], "target", 3, decided)),
        "tactics": rows(FlatTactic, "tactic", _parts_of(laid["tactic"], "tactic", 1, decided)),
        "silences": rows(FlatSilence, "silence", _parts_of(laid["silence"], "silence", 2, decided)),
    }


def _parts_of(laid: _Laid, kind: str, count: int, decided: _Decided) -> list[Coded]:
    """The columns that claims' values come to: each different value is read once."""
    value = laid.column("value")
    read = [_explained(kind, _read(kind, each), decided.explained) for each in _parsed(value.values)]
    return [Coded(value.codes, [each[n] for each in read]) for n in range(count)]


def _parsed(values: Sequence[str]) -> list[Any]:
    """What some pieces of JSON say; read as one they take half of the time."""
    found: list[Any] = json.loads(f"[{','.join(values)}]")
    return found


def _speakers(laid: _Laid, decided: _Decided) -> Coded:
    said = laid.column("speaker")
    return Coded(said.codes, [_heard(each, decided.explained) for each in said.values])


def _heard(said: tuple[str | None, str | None, str | None], explained: Explained) -> FlatSpeaker:
    name, role, actor = said
    meant = explained.party(name, actor) if name else (name, actor)
    return FlatSpeaker(meant[0], role, meant[1])


def _read(kind: str, value: Any) -> Any:
    """What a flat row needs of a claim's value, in the order of its fields."""
    if kind == "where":
        return place_of(value)
    if kind == "perpetrator":
        return value["name"], value.get("actor"), value["responsibility"], value["kind"]
    if kind == "target":
        return value["name"], value["kind"], value["group"]
    return (value,) if kind == "tactic" else (value["name"], value["role"])


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


def place_of(value: Mapping[str, Any]) -> FlatPlace:
    """The flat place that the JSON of a place describes."""
    chain = tuple(filter(None, (value["name"], *value.get("within", ()))))
    return FlatPlace(
        chain,
        value.get("country"),
        value.get("precision", "unresolved"),
        value.get("latitude"),
        value.get("longitude"),
    )


def _reports(rows: Sequence[Sequence[Any]], laid: _Laid, decided: _Decided) -> Columned[FlatReport]:
    """The reports with their places, as people corrected them."""
    value = laid.column("value")
    read = (_read("where", each) for each in _parsed(value.values))
    places: list[FlatPlace | None] = [None, *(_explained("where", each, decided.explained) for each in read)]
    placed = np.zeros(len(rows), np.int64)
    placed[laid.reports(len(rows)).codes] = value.codes + 1
    told = [[*row, place] for row, place in zip(rows, placed.tolist(), strict=True)]
    for row in told:
        if row[0] in decided.corrected:
            _correct(row, decided.corrected[row[0]], places)
        place = places[row[9]]
        if row[8] is None and place is not None:
            row[8] = place.country
    ids, *said, background, earliest, latest, country, at = list(zip(*told, strict=True)) or [()] * 10
    return Columned(
        FlatReport,
        (Coded(np.arange(len(ids)), ids), *map(coded, said), coded(map(bool, background)),
         *map(coded, (earliest, latest, country)), Coded(np.array(at, np.int64), places)),
    )  # fmt: skip


def _correct(
    row: list[Any], corrections: Sequence[tuple[str | None, Any]], places: list[FlatPlace | None]
) -> None:
    for name, value in corrections:
        if name == "type":
            row[3] = value
        elif name == "stage":
            row[4] = value
        elif name == "when":
            row[6], row[7] = value["earliest"], value["latest"]
        elif name == "where":
            places.append(place_of(value))
            row[8], row[9] = value.get("country"), len(places) - 1
