"""The sentences on which an incident rests, each with its document, for pages on which people decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corroborate.account import sentence_around
from corroborate.model import Report, Span
from corroborate.model.incident import Incident, Source
from corroborate.record import Record

Parts = tuple[str, str, str]
"""What stands in a sentence before the words meant, those words, and the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A report, the document it stands in, and its sentences."""

    report: Report
    source: Source
    sentences: tuple[Parts, ...]


def texts_of(record: Record, incident: Incident) -> dict[str, str]:
    """The texts of the documents of an incident, by their ids."""
    return {each.id: record.document(each.id).text for each in incident.sources}


def quotes_of(
    record: Record, incident: Incident, spans: Callable[[Report], Sequence[Span]] | None = None
) -> list[Quoted]:
    """Every report of an incident with the sentences in which it is told, or in which some words of it stand."""
    texts = texts_of(record, incident)
    return [
        Quoted(
            report=report,
            source=incident.source_of(report),
            sentences=_sentences((spans or _told)(report) or report.evidence[:1], report, texts),
        )
        for report in incident.reports
    ]


def quote(texts: Mapping[str, str], report: Report, span: Span) -> Parts:
    """The sentence around some words of a report."""
    return sentence_around(texts.get(report.document, ""), span)


def _told(report: Report) -> list[Span]:
    return [*(each.span for each in report.casualties), *(each.span for each in report.perpetrators)]


def _sentences(spans: Sequence[Span], report: Report, texts: Mapping[str, str]) -> tuple[Parts, ...]:
    ordered = sorted(spans, key=lambda span: span.start)
    found = {"".join(parts): parts for parts in (quote(texts, report, span) for span in ordered)}
    return tuple(found.values())
