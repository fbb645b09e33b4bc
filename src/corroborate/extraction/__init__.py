"""What a document says of violence: incidents with attributed figures, totals, stances and silences."""

from __future__ import annotations

from corroborate.extraction.passage import Passage, Tools, default_tools, read_closely
from corroborate.model import Coding, Document

LANGUAGES = frozenset({"en"})
"""The languages that the grammar reads (BCP 47, primary subtag)."""


def extract(document: Document, tools: Tools | None = None) -> Coding:
    """All that `document` says of incidents, totals and stances, each with its span and attribution.

    A document in a language that the grammar does not read is returned uncoded, never coded as English.
    """
    from corroborate.extraction.incidents import find_incidents
    from corroborate.extraction.silences import find_silences
    from corroborate.extraction.stances import find_stances
    from corroborate.extraction.totals import find_totals

    if document.language is not None and document.language.split("-")[0] not in LANGUAGES:
        return Coding(document=document)
    passage = read_closely(document, tools or default_tools())
    totals = find_totals(passage)
    reports = find_incidents(passage, totals, find_silences(passage))
    return Coding(document=document, reports=reports, totals=totals, stances=find_stances(passage, reports))


__all__ = ["LANGUAGES", "Passage", "Tools", "default_tools", "extract", "read_closely"]
