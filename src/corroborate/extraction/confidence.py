"""How sure a coding is of each thing it says: the order of review, and what is read a second time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from corroborate.extraction.calibration import Curve, shipped_curves
from corroborate.extraction.doubts import Field, stated
from corroborate.extraction.passage import lexicon
from corroborate.language.sentences import split_sentences
from corroborate.model import Coding, Report
from corroborate.model.span import Span

UNREAD, OVERLOOKED, EMPTY = 0.0, 0.4, 1.0
"""The confidence in a coding without an incident: of another language, with words of violence, and without them.
Set by judgement: the example corpus has too few texts without an incident to learn from."""
_VIOLENT = frozenset(
    "v.kill v.die adj.dead v.injure n.death n.injury n.casualties v.capture v.abduct n.abduction".split()
)
_FEWEST = 2
"""Sentences with such words from which it is odd that no incident was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One thing that a coding says or leaves open, with its `signs` of doubt and the confidence in it, 0 to 1.

    Otherwise as `corroborate.extraction.doubts.Stated`. The confidence in a thing said of an incident is given
    that there is such an incident: both are right with the product of both confidences.
    """

    field: Field
    report: str | None
    item: int
    signs: tuple[str, ...]
    confidence: float
    span: Span


def rate(coding: Coding, curves: Mapping[Field, Curve] | None = None) -> tuple[Rated, ...]:
    """How sure a coding is of everything it says, by the shipped curves unless told.

    Reports come first, in their order, then totals and stances.
    """
    curves = curves or shipped_curves()
    return tuple(
        Rated(
            field=each.field,
            report=each.report,
            item=each.item,
            signs=each.signs,
            confidence=curves[each.field].chance(each.signs),
            span=each.span,
        )
        for each in stated(coding)
    )


def confidence_of(coding: Coding, languages: frozenset[str] = frozenset({"en"})) -> float:
    """How sure a coding is, 0 to 1: the mean of its reports; without one, by what the text gives reason to expect."""
    language = coding.document.language
    if language is not None and language.split("-")[0] not in languages and not coding.reports:
        return UNREAD
    if coding.reports:
        rated = rate(coding)
        return fmean(confidence_in(report, rated) for report in coding.reports)
    return OVERLOOKED if _is_violent(coding.document.text) else EMPTY


def confidence_in(report: Report, rated: Iterable[Rated]) -> float:
    """The share of what one report says and leaves open that may be expected to be right, by what was `rated`."""
    own = [each for each in rated if each.report == report.id]
    there = fmean(each.confidence for each in own if each.field == "incident")
    return there * fmean(each.confidence for each in own if each.field != "incident")


def _is_violent(text: str) -> bool:
    words = lexicon("triggers")
    told = 0
    for sentence in split_sentences(text):
        told += any(match.kind in _VIOLENT for match in words.matches(sentence))
        if told >= _FEWEST:
            return True
    return False
