"""How sure a coding is, from what it leaves open: the order of review, and what is read a second time."""

from __future__ import annotations

from statistics import fmean

from corroborate.extraction.passage import lexicon
from corroborate.language.sentences import split_sentences
from corroborate.model import Casualty, Coding, Report

SIGNALS = {
    "undated": 0.7,
    "unplaced": 0.7,
    "nobody": 0.85,
    "contradiction": 0.7,
    "uncounted": 0.9,
    "vague type": 0.8,
}
"""What each sign of doubt leaves of a report's confidence. Set by judgement, not yet calibrated: an incident
without a day or a place loses most, for it cannot be linked; one without a perpetrator least, for many have none."""
UNREAD, OVERLOOKED, EMPTY = 0.0, 0.4, 1.0
"""The confidence in a coding without an incident: of another language, with words of violence, and without them."""
_WITHOUT_DOERS = frozenset(
    "agreement change_to_group_activity peaceful_protest violent_demonstration disrupted_weapons_use arrests mob_violence".split()
)
_VIOLENT = frozenset(
    "v.kill v.die adj.dead v.injure n.death n.injury n.casualties v.capture v.abduct n.abduction".split()
)
_FEWEST = 2
"""Sentences with such words from which it is odd that no incident was found."""


def confidence_of(coding: Coding, languages: frozenset[str] = frozenset({"en"})) -> float:
    """How sure a coding is, 0 to 1: the mean of its reports; without one, by what the text gives reason to expect."""
    language = coding.document.language
    if language is not None and language.split("-")[0] not in languages and not coding.reports:
        return UNREAD
    if coding.reports:
        return fmean(confidence_in(report) for report in coding.reports)
    return OVERLOOKED if _is_violent(coding.document.text) else EMPTY


def confidence_in(report: Report) -> float:
    """How sure one report is: each of its SIGNALS lowers it."""
    left = 1.0
    for sign in signals(report):
        left *= SIGNALS[sign]
    return left


def signals(report: Report) -> list[str]:
    """What a report leaves open or says twice in different ways, as keys of SIGNALS."""
    signs = {
        "undated": report.when.earliest is None and report.when.latest is None,
        "unplaced": report.where.precision == "unresolved",
        "nobody": not report.perpetrators and report.type not in _WITHOUT_DOERS,
        "contradiction": _has_contradiction(report.casualties),
        "uncounted": any(c.count.low is None and c.count.high is None for c in report.casualties),
        "vague type": report.type == "other",
    }
    return [sign for sign, holds in signs.items() if holds]


def _has_contradiction(casualties: tuple[Casualty, ...]) -> bool:
    """Whether one speaker has two figures for one effect and group that cannot both hold."""
    figures: dict[tuple[str, ...], set[tuple[int, int]]] = {}
    for each in casualties:
        if each.denied or (each.count.low is None and each.count.high is None):
            continue
        speaker = (each.attribution[0].actor or each.attribution[0].name.lower()) if each.attribution else ""
        low = each.count.low if each.count.low is not None else 0
        high = each.count.high if each.count.high is not None else 10**9
        figures.setdefault((speaker, each.effect, each.group), set()).add((low, high))
    return any(max(low for low, _ in told) > min(high for _, high in told) for told in figures.values())


def _is_violent(text: str) -> bool:
    words = lexicon("triggers")
    told = 0
    for sentence in split_sentences(text):
        told += any(match.kind in _VIOLENT for match in words.matches(sentence))
        if told >= _FEWEST:
            return True
    return False
