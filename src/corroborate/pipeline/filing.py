"""Cards of incidents brought up to date, after something was added, linked or decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from corroborate.analysis.cards import filed
from corroborate.analysis.decided import as_decided
from corroborate.model import Coding, Document, Report
from corroborate.model.card import UNSURE, CardReading, Filed
from corroborate.model.incident import Incident
from corroborate.store import Store


def file_cards(store: Store, progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the cards of all incidents that changed since they were filed; gives back how many were made.

    Where the record holds none, or those of another version, all are made: about a thousand a second. Safe to
    stop at any point; `progress` hears how many were made so far.
    """
    made = 0
    while not store.cards_current():
        made += max(store.file_cards(_made), 0)
        progress(made)
    return made


def _made(incidents: Sequence[Incident], told: Mapping[str, Sequence[Report]]) -> Iterator[Filed]:
    readings = {each.report: each for reports in told.values() for each in _rated(reports)}
    for decided in map(as_decided, incidents):
        if decided.reports:
            made, own = filed(decided), [readings[report.id] for report in decided.reports]
            unsure = tuple(each for each in own if each.confidence < UNSURE)
            yield made._replace(
                card=made.card._replace(confidence=min(each.confidence for each in own)),
                row=made.row._replace(unsure=unsure),
            )


def _rated(reports: Sequence[Report]) -> Iterator[CardReading]:
    """How sure all is that one document tells, a report at a time; words only of what is not."""
    from corroborate.extraction.confidence import confidence_in, rate
    from corroborate.extraction.worded import doubted

    rated = rate(
        Coding(document=Document(id=reports[0].document, source="", text=""), reports=tuple(reports))
    )
    for report in reports:
        confidence = confidence_in(report, rated)
        yield CardReading(report.id, confidence, doubted(report, rated) if confidence < UNSURE else "")
