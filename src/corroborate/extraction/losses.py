"""Losses that a party bore: "the army lost nine men", "suffered casualties", "no civilian casualties"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.people import People
from corroborate.extraction.voice import LINKS
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.model import Count
from corroborate.model.vocabulary import Group

_TELLS_CASUALTIES = frozenset("no without any causing caused cause suffered suffering suffer inflicted inflicting sustained heavy leading resulted resulting left reported".split())  # fmt: skip
_DENIES = frozenset("denied denies deny without not n't denying".split())
_SUFFER = frozenset("suffer suffers suffered suffering sustained took taken".split())
_WHOSE: dict[str, Group] = {"civilian": "civilians", "military": "military", "police": "police"}
_FORCES: dict[str, Group] = {
    "army": "military",
    "military": "military",
    "navy": "military",
    "battalion": "military",
    "brigade": "military",
    "group": "militants",
    "militia": "paramilitary",
}


def those_lost(sentence: Sentence, match: Match, people: list[People]) -> list[People]:
    """Those whom a party lost: "the Frontier Corps lost seven men"."""
    lost = [
        p
        for p in people
        if match.end == p.begin and (p.count.low is not None or sentence.lowers[p.begin] == "any")
    ]
    if not lost:
        return []
    lowers = sentence.lowers
    if lowers[lost[0].begin] == "any" and _DENIES.intersection(lowers[: match.begin]):
        lost = [replace(lost[0], count=replace(lost[0].count, low=0, high=0))]
    for other in people:
        if other.begin >= lost[-1].end and other.count.low is not None and other.bare is False:
            if not all(word in LINKS for word in lowers[lost[-1].end : other.begin]):
                break
            lost.append(other)
    own = owner_of(lowers, people, match.begin)
    return [
        replace(p, group=own if p.group == "unknown" or lowers[p.head] in _MEN else p.group) for p in lost
    ]


_BEFORE_SUBJECT = frozenset(", ; : that said when while as and".split())
_MEN = frozenset({"man", "men"})


def owner_of(lowers: list[str], people: list[People], at: int) -> Group:
    """The group of the party that stands before token `at`: "the army lost …", "the rebels suffered …"."""
    before: list[tuple[int, Group]] = [
        (p.head, p.group) for p in people if p.end <= at and p.group != "unknown"
    ]
    before += [(n, _FORCES[word]) for n, word in enumerate(lowers[:at]) if word in _FORCES]
    counted = {
        p.head
        for p in people
        if p.count.low and not p.definite and p.begin and lowers[p.begin - 1] not in _BEFORE_SUBJECT
    }
    doers = [one for one in before if one[0] not in counted]
    return max(doers or before)[1] if before else "unknown"


def those_of_casualties(sentence: Sentence, match: Match, people: list[People]) -> list[People]:
    """People of "casualties": those who suffered them, else nobody named."""
    lowers, at = sentence.lowers, match.begin
    if match.kind == "n.injury":
        return [p for p in people if p.end == at]
    sufferers = [
        p for p in people if p.end <= at and _SUFFER.intersection(lowers[p.end : at]) and at - p.end < 16
    ]
    on = [
        p
        for p in people
        if match.end < p.begin <= match.end + 3 and lowers[match.end] in ("on", "among", "to")
    ]
    numbered = next((p for p in people if p.end == at and p.bare), None)
    near = set(lowers[max(0, at - 6) : at + 3])
    if not (
        on
        or sufferers
        or numbered
        or near & _TELLS_CASUALTIES
        or lowers[match.end : match.end + 2] == ["on", "both"]
    ):
        return []
    if {"reports", "report", "details", "information", "word"} & set(lowers[max(0, at - 2) : at]):
        return []  # "no immediate reports of casualties" leaves them open
    group: Group = (on or sufferers)[0].group if on or sufferers else "unknown"
    if group == "unknown" and numbered is not None:
        group = numbered.group
    if group == "unknown" and at and lowers[at - 1] in _WHOSE:
        group = _WHOSE[lowers[at - 1]]
    if group == "unknown" and _SUFFER.intersection(lowers[max(0, at - 4) : at]):
        group = owner_of(lowers, people, at)
    negative = bool({"no", "without", "any"} & set(lowers[max(0, at - 3) : at]))
    count = numbered.count if numbered else (Count(low=0, high=0) if negative else Count(low=None, high=None))
    wording = " ".join(sentence.words[max(0, at - 1) : match.end])
    return [
        People(
            begin=at, end=match.end, head=at, group=group, count=replace(count, wording=wording), bare=True
        )
    ]
