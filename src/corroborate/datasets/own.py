"""Exports of a record read back: whole records without loss, claims alone, or incidents as somebody's dataset."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from corroborate.datasets.acled import degrees_of, number_of
from corroborate.datasets.given import Given
from corroborate.datasets.parties import actor_of
from corroborate.datasets.rebuilding import report_of_claims, text_of_quotes
from corroborate.datasets.table import Cells, header_of, rows_of
from corroborate.errors import UnreadableArchive
from corroborate.model import (
    Casualty,
    Coding,
    Count,
    Decision,
    Document,
    Perpetrator,
    Report,
    Stance,
    Total,
    Where,
    report_id,
)
from corroborate.model.decision import DecisionKind
from corroborate.model.encoding import report_from_json, stance_from_json, total_from_json, when_from_json
from corroborate.model.vocabulary import EventType, Stage, WhenPrecision, WherePrecision

T = TypeVar("T")

INCIDENTS = ("id", "type", "stage", "date_precision", "place_precision", "figures", "rule", "grade")
CLAIMS = ("id", "incident", "report", "field", "value", "attribution", "quote", "start", "end", "document")
TABLES: Mapping[str, tuple[str, ...]] = {
    "reports": ("id", "incident", "document", "coded", "background"),
    "documents": ("id", "kind", "publisher", "published", "copy_of", "coded_by"),
    "totals": ("id", "measure", "record_low", "record_high", "coded"),
    "stances": ("id", "act", "actor", "toward", "about", "coded"),
    "decisions": ("id", "kind", "subjects", "author", "made_at", "withdrawn_at"),
}
"""The columns by which the tables of a whole record are known; it needs reports and documents."""

MEDIA_TYPE = "text/csv; profile=record"
_FORMULA = re.compile(r"'+[=+\-@\t\r]")
_SURE = re.compile(r"^(?P<name>.+) \((?P<how>fact|claimed|accused|suspected|denied)\)$")


@dataclass(slots=True)
class _Told:
    """What one document tells, as it is gathered."""

    reports: list[Report] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)

    def quotes(self) -> Iterator[tuple[int, str]]:
        """Where each quotation begins, and its words."""
        for report in self.reports:
            parts = (report.perpetrators, report.targets, report.weapons, report.casualties, report.silences)
            yield from ((span.start, span.quote) for span in report.evidence)
            yield from ((each.span.start, each.span.quote) for part in parts for each in part)
        for said in (self.totals, self.stances):
            yield from ((each.span.start, each.span.quote) for each in said)


def read_folder(folder: Path) -> Given:
    """A whole record from the folder that `corroborate export FOLDER --what all` wrote.

    Ids, codings and decisions are those of the record. The texts of its documents are not in it: they are rebuilt
    from what is quoted, each quotation at its place. Raises UnreadableArchive.
    """
    missing = [name for name in ("documents", "reports") if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise UnreadableArchive(
            f"{folder}: holds no {' and no '.join(f'{name}.csv' for name in missing)}; "
            "export the record with `corroborate export FOLDER --what all`"
        )
    told: dict[str, _Told] = defaultdict(_Told)
    incidents = {}
    for incident, report in _each(folder, "reports", _report):
        incidents[report.id] = incident
        told[report.document].reports.append(report)
    for totals in _each(folder, "totals", _totals):
        for total in totals:
            told[total.document].totals.append(total)
    for stance in _each(folder, "stances", _stance):
        told[stance.document].stances.append(stance)
    heads = list(_each(folder, "documents", lambda cells: cells))
    lost = told.keys() - {cells["id"] for cells in heads}
    if lost:
        raise UnreadableArchive(f"{folder}: documents.csv has no row for {min(lost)}; export the record anew")
    return Given(
        codings=tuple(_coding(cells, told[cells["id"]]) for cells in heads),
        coders=tuple(_said(cells, "coded_by") or None for cells in heads),
        copies=tuple(_said(cells, "copy_of") or None for cells in heads),
        decisions=tuple(_each(folder, "decisions", _decision)),
        incidents=incidents,
    )


def read_claims(text: str, source: str, coder: str) -> Given:
    """A record's claims alone: documents and reports are made from them, with all that claims hold.

    Whether a report was told as background, and evidence beyond its first words, are in the table of reports only.
    """
    by_document: dict[str, dict[str, list[Cells]]] = defaultdict(lambda: defaultdict(list))
    for cells in rows_of(text, source):
        by_document[cells["document"]][cells["report"]].append(cells)
    codings = []
    for document, by_report in by_document.items():
        reports = [
            made(rows[0], source, partial(_report_of, rows, report, document))
            for report, rows in by_report.items()
        ]
        head = next(iter(by_report.values()))[0]
        codings.append(_coding(head, _Told(reports=reports), document))
    return Given(codings=tuple(codings), coders=(coder,) * len(codings), copies=(None,) * len(codings))


def _report_of(rows: Sequence[Cells], report: str, document: str, first: Cells) -> Report:
    del first
    return report_of_claims(report, document, [_claim(cells) for cells in rows])


def incident_report(cells: Cells, document: str) -> Report:
    """An incident of somebody's record as one report: what that record comes to is what its makers claim."""
    place = _said(cells, "place") or None
    when = {"earliest": cells["earliest"] or None, "latest": cells["latest"] or None, "wording": None}
    return Report(
        id=report_id(document, cells["id"]),
        document=document,
        type=cast("EventType", _known(cells, "type", EventType)),
        stage=cast("Stage", _known(cells, "stage", Stage)),
        tactics=_listed(cells, "tactics"),
        evidence=(cells.span_of("id"),),
        when=when_from_json({**when, "precision": _known(cells, "date_precision", WhenPrecision)}),
        where=Where(
            name=place,
            within=_listed(cells, "within"),
            country=cells["country"] or None,
            latitude=degrees_of(cells["latitude"], "latitude", 90),
            longitude=degrees_of(cells["longitude"], "longitude", 180),
            precision=cast("WherePrecision", _known(cells, "place_precision", WherePrecision)),
            wording=place,
            reason="as the dataset has it",
        ),
        perpetrators=_perpetrators(cells),
        casualties=_casualties(cells),
        background=cells["background"] == "true",
    )


def _known(cells: Cells, column: str, vocabulary: Any) -> str:
    """A word of a closed vocabulary. Raises ValueError."""
    said = cells[column]
    if said not in get_args(vocabulary):
        raise ValueError(f"{column} {said!r} is none of {', '.join(get_args(vocabulary))}")
    return said


def _perpetrators(cells: Cells) -> tuple[Perpetrator, ...]:
    found = (_SURE.match(each) for each in _listed(cells, "perpetrators"))
    return tuple(
        Perpetrator(
            name=each["name"], kind="organization", responsibility=cast("Any", each["how"]),
            actor=actor_of(each["name"]), span=cells.span_of("perpetrators"),
        )
        for each in found
        if each
    )  # fmt: skip


def _casualties(cells: Cells) -> tuple[Casualty, ...]:
    figures = _json(cells["figures"] or "[]", "figures")
    return tuple(
        Casualty(
            effect=each["effect"],
            group=each["group"],
            count=Count(low=each["low"], high=each["high"], wording=None),
            span=cells.span_of("figures"),
        )
        for each in figures
    )


def _each(folder: Path, name: str, make: Callable[[Cells], T]) -> Iterator[T]:
    """What `make` makes of each row of a table; nothing where there is no such table. Raises UnreadableArchive."""
    path = folder / f"{name}.csv"
    if not path.is_file():
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise UnreadableArchive(
            f"{path}: cannot be read as UTF-8 ({trouble}); export the record anew"
        ) from trouble
    missing = [column for column in TABLES[name] if column not in header_of(text)]
    if missing:
        raise UnreadableArchive(f"{path}: has no column {missing[0]!r}; export the record anew")
    for cells in rows_of(text, str(path)):
        yield made(cells, str(path), make)


def made(cells: Cells, source: str, make: Callable[[Cells], T]) -> T:
    """What `make` makes of a row. Raises UnreadableArchive with the row's number where it cannot."""
    try:
        return make(cells)
    except (AttributeError, KeyError, TypeError, ValueError) as trouble:
        why = f"{trouble.args[0]!r} is missing" if isinstance(trouble, KeyError) else str(trouble)
        raise UnreadableArchive(
            f"{source}, row {cells.number}: {why}; repair the row and try again"
        ) from trouble


def _coding(cells: Cells, told: _Told, id_: str | None = None) -> Coding:
    document = Document(
        id=id_ or cells["id"],
        source=_said(cells, "source"),
        text=text_of_quotes(told.quotes()),
        title=_said(cells, "title") or None,
        publisher=_said(cells, "publisher") or None,
        published=_said(cells, "published") or None,
        language=_said(cells, "language") or None,
        url=_said(cells, "url") or None,
        media_type=MEDIA_TYPE,
        notes=_listed(cells, "notes"),
    )
    return Coding(
        document=document,
        reports=tuple(told.reports),
        totals=tuple(told.totals),
        stances=tuple(told.stances),
    )


def _decision(cells: Cells) -> Decision:
    withdrawn = cells["withdrawn_at"]
    value = _said(cells, "value")
    return Decision(
        id=cells["id"],
        kind=cast("DecisionKind", cells["kind"]),
        subjects=_listed(cells, "subjects"),
        author=_said(cells, "author"),
        made_at=datetime.fromisoformat(cells["made_at"]),
        reason=_said(cells, "reason"),
        field=cells["field"] or None,
        value=_value(value, "value") if value else None,
        withdrawn_at=datetime.fromisoformat(withdrawn) if withdrawn else None,
        withdrawn_by=_said(cells, "withdrawn_by") or None,
    )


def _claim(cells: Cells) -> dict[str, Any]:
    start, end = number_of(cells["start"], "start"), number_of(cells["end"], "end")
    return {
        "field": cells["field"],
        "value": _value(_said(cells, "value"), "value"),
        "attribution": _json(cells["attribution"] or "[]", "attribution"),
        "span": {"start": start, "end": end, "quote": _said(cells, "quote")},
        "denied": cells["denied"] == "true",
    }


def _report(cells: Cells) -> tuple[str, Report]:
    _known(cells, "type", EventType)
    return cells["incident"], report_from_json(_json(cells["coded"], "coded"), cells["document"])


def _totals(cells: Cells) -> list[Total]:
    return [total_from_json(each, each["document"]) for each in _json(cells["coded"], "coded")]


def _stance(cells: Cells) -> Stance:
    return stance_from_json(_json(cells["coded"], "coded"), cells["document"])


def _value(said: str, column: str) -> Any:
    return _json(said, column) if said.startswith(("{", "[")) else said


def _json(said: str, column: str) -> Any:
    try:
        return json.loads(said)
    except json.JSONDecodeError as trouble:
        raise ValueError(f"{column} is no JSON ({trouble.msg})") from trouble


def _said(cells: Cells, column: str) -> str:
    """A cell to the letter, without the apostrophe that keeps a spreadsheet from running it as a formula."""
    said = cells.values.get(column, "")
    return said[1:] if _FORMULA.match(said) else said


def _listed(cells: Cells, column: str) -> tuple[str, ...]:
    said = _said(cells, column)
    return tuple(said.split("; ")) if said else ()
