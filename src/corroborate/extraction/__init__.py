"""What a document says of violence: incidents with attributed figures, totals, stances and silences."""

from __future__ import annotations

from collections.abc import Callable

from corroborate.extraction.passage import Passage, Tools, default_tools, read_closely
from corroborate.model import Coding, Document, Report

Second = Callable[[tuple[Report, ...]], tuple[Report, ...]]
"""A second reader, who amends the reports that the grammar found in a passage."""

LANGUAGES = frozenset({"en"})
"""The languages that the grammar reads (BCP 47, primary subtag)."""


def extract(document: Document, tools: Tools | None = None) -> Coding:
    """All that `document` says of incidents, totals and stances, each with its span and attribution.

    A document in a language that the grammar does not read is returned uncoded, never coded as English.
    """
    if not is_read(document):
        return Coding(document=document)
    return code(read_closely(document, tools or default_tools()))


def is_read(document: Document) -> bool:
    """Whether the grammar reads the document's language; one of unknown language is taken for English."""
    return document.language is None or document.language.split("-")[0] in LANGUAGES


def code(passage: Passage, second: Second | None = None) -> Coding:
    """The coding of a passage; `second` may amend the grammar's reports before stances are tied to them."""
    from corroborate.extraction.incidents import find_incidents
    from corroborate.extraction.silences import find_silences
    from corroborate.extraction.stances import find_stances
    from corroborate.extraction.states import States
    from corroborate.extraction.totals import find_totals

    totals = find_totals(passage)
    reports = find_incidents(passage, totals, find_silences(passage))
    if second is not None:
        reports = second(reports)
    stances = find_stances(passage, reports)
    states = States(passage)
    return Coding(
        document=passage.document,
        reports=tuple(map(states.of_report, reports)),
        totals=tuple(map(states.of_total, totals)),
        stances=tuple(map(states.of_stance, stances)),
    )


__all__ = [
    "LANGUAGES",
    "Passage",
    "Second",
    "Tools",
    "code",
    "default_tools",
    "extract",
    "is_read",
    "read_closely",
]
