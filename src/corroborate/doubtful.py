"""What of a record a person should look at first: everything that was read, the least sure first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corroborate.extraction.confidence import Rated, confidence_in, rate
from corroborate.extraction.worded import said
from corroborate.model import Coding, Decision, Document, Report
from corroborate.model.held import HeldStance, HeldTotal
from corroborate.model.incident import Incident, Source
from corroborate.model.selection import EVERYTHING, Selection
from corroborate.publishing import Names, names_to_show
from corroborate.review import in_force
from corroborate.store import Store

_CORRECTED = {
    "type": "type",
    "stage": "stage",
    "date": "when",
    "undated": "when",
    "place": "where",
    "unplaced": "where",
}
"""Which correction of a report settles what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing read: its `field`, what was `said`, the `words` of the text, the confidence, the signs of doubt.

    The confidence, 0 to 1, is the chance of being right, for things said of an incident given that there is such
    an incident. What a report leaves open has fields of its own (undated, unplaced, nobody, unharmed).
    """

    field: str
    said: str
    words: str
    confidence: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A report, total or stance (`kind`) that no person has settled, with its doubts, the least sure first.

    `confidence` is the share of it that may be expected to be right, 0 to 1.
    """

    id: str
    kind: str
    incident: str | None
    source: Source
    confidence: float
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one document tells, as the record holds it."""

    source: Source
    reports: Sequence[Report]
    incidents: dict[str, Incident]
    totals: Sequence[HeldTotal]
    stances: Sequence[HeldStance]


def doubtful(store: Store, selection: Selection = EVERYTHING, include_names: bool = False) -> list[Doubtful]:
    """What was read and not settled by a person (accepted, rejected, corrected), the least sure first.

    Names of private people are held back unless they are to be included.
    """
    settled = [each for each in in_force(store.decisions()) if each.kind in ("accept", "reject", "correct")]
    found = (each for told in _told(store, selection) for each in _doubtful_in(told, settled, include_names))
    return sorted(found, key=lambda each: (each.confidence, each.id))


def _told(store: Store, selection: Selection) -> Iterator[_Told]:
    """Document by document."""
    incidents = store.incidents(selection)
    totals, stances = store.totals(selection), store.stances(selection)
    sources = {total.source.id: total.source for total in totals}
    sources |= {stance.source.id: stance.source for stance in stances}
    sources |= {source.id: source for incident in incidents for source in incident.sources}
    home = {report.id: incident for incident in incidents for report in incident.reports}
    told: dict[str, list[Report]] = {}
    for report in (report for incident in incidents for report in incident.reports):
        told.setdefault(report.document, []).append(report)
    for key, source in sources.items():
        yield _Told(
            source=source,
            reports=told.get(key, []),
            incidents=home,
            totals=[each for each in totals if each.source.id == key],
            stances=[each for each in stances if each.source.id == key],
        )


def _doubtful_in(told: _Told, settled: Sequence[Decision], include_names: bool) -> Iterator[Doubtful]:
    coding = Coding(
        document=Document(id=told.source.id, source=told.source.source, text=""),
        reports=tuple(told.reports),
        totals=tuple(each.total for each in told.totals),
        stances=tuple(each.stance for each in told.stances),
    )
    rated = rate(coding)
    names = names_to_show(told.reports, include_names)
    for report in told.reports:
        own = [each for each in rated if each.report == report.id and not _is_settled(each, settled)]
        if any(each.field == "incident" for each in own):
            yield Doubtful(
                id=report.id,
                kind="report",
                incident=told.incidents[report.id].id,
                source=told.source,
                confidence=confidence_in(report, rated),
                doubts=_doubts(own, report, names),
            )
    for each in rated:
        if each.report is None:
            held = told.totals[each.item] if each.field == "total" else told.stances[each.item]
            yield Doubtful(
                id=held.id,
                kind=each.field,
                incident=held.incident if isinstance(held, HeldStance) else None,
                source=told.source,
                confidence=each.confidence,
                doubts=_doubts([each], None, names),
            )


def _is_settled(rated: Rated, settled: Iterable[Decision]) -> bool:
    """Whether a person accepted or rejected the report, or corrected this of it."""
    return any(
        rated.report in each.subjects
        and (each.kind != "correct" or each.field == _CORRECTED.get(rated.field, ""))
        for each in settled
    )


def _doubts(rated: Iterable[Rated], report: Report | None, names: Names) -> tuple[Doubt, ...]:
    ordered = sorted(rated, key=lambda each: each.confidence)
    return tuple(
        Doubt(
            field=each.field,
            said=names.in_text(said(each, report)) or "",
            words=names.in_text(each.span.quote) or "",
            confidence=round(each.confidence, 3),
            signs=each.signs,
        )
        for each in ordered
    )
