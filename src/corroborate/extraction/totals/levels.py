"""Figures told as levels or as parts: 'rose to 580', '53 soldiers and 54 civilians', '61 in the north'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from corroborate.extraction.people import People
from corroborate.extraction.totals.figure import STOPS, Figure, figure_of, group_near, is_number
from corroborate.language.lexicon import Match
from corroborate.language.numbers import CountMention
from corroborate.model import Count
from corroborate.model.vocabulary import Group, Measure

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_REACHES = frozenset(
    ": to at reached reaching passed passing surpassed surpassing exceeded exceeding topped topping hit hitting totalled "
    "totaled totalling totaling was were is are stood numbered of past above beyond".split()
)
_COMPARES = frozenset("from against versus vs than with".split())
_OPENERS = frozenset(": including among comprising whom them — – ( namely those".split())
_NAME_OF_MEASURE = frozenset("number toll figure total count tally".split())


def find_levels(passage: Passage, i: int, words: list[Match], found: list[Figure]) -> list[Figure]:
    """'civilian fatalities rose by 24% to 580', 'the number of attacks reached 90', 'the number was 19'."""
    lowers = passage.sentences[i].lowers
    taken = {token for figure in found for token in range(figure.begin, figure.end)}
    nouns = [m for m in words if m.kind.startswith("measure.") and m.begin not in taken]
    levels: list[Figure] = []
    for mention in passage.counts[i]:
        if mention.begin in taken or not is_number(mention.count) or _counts_other(lowers, mention):
            continue
        before = lowers[max(0, mention.begin - 3) : mention.begin]
        if not before:
            continue
        if before[-1] in _COMPARES and before[-1] != "than":
            levels += _earlier_level(passage, i, mention, [*found, *levels])
            continue
        if not _REACHES.intersection(before):
            continue
        noun = next(
            (m for m in reversed(nouns) if m.end <= mention.begin and mention.begin - m.end <= 30), None
        )
        noun = _head(lowers, nouns, noun)
        if noun is not None and not _is_level(lowers, noun, mention, words):
            continue
        if noun is None or (";" in lowers[noun.end : mention.begin] and before[-1] != "to"):
            levels += _named_level(lowers, mention, [*found, *levels])
            continue
        measure = cast(Measure, noun.kind.removeprefix("measure."))
        group: Group = "unknown"
        if measure not in ("attacks", "locations"):
            group = group_near(passage, i, max(0, noun.begin - 4), noun)
        levels.append(
            Figure(
                measure=measure,
                count=mention.count,
                group=group,
                begin=mention.begin,
                end=mention.end,
                at=noun.begin,
            )
        )
    return levels


def _head(lowers: list[str], nouns: list[Match], noun: Match | None) -> Match | None:
    """The head of 'attacks with drones': the first of nouns that prepositions tie."""
    head = noun
    for other in reversed(nouns):
        near = head is not None and 0 < head.begin - other.end <= 3
        if near and head is not None and not _TIES.isdisjoint(lowers[other.end : head.begin]):
            head = other
    return head


_TIES = frozenset(("with", "of", "by", "on", "against", "from", "in"))


def _is_level(lowers: list[str], noun: Match, mention: CountMention, words: list[Match]) -> bool:
    """Whether a number of attacks is told as a level: 'the number of attacks was 90', 'attacks rose to 90'."""
    if not noun.kind.endswith(("attacks", "locations", "other")):
        return True
    if not _NAME_OF_MEASURE.isdisjoint(lowers[max(0, noun.begin - 4) : noun.begin]):
        return True
    between = lowers[noun.end : mention.begin]
    changed = any(m.kind.startswith("change.") and noun.end <= m.begin < mention.begin for m in words)
    return changed or ":" in between[:1] or not _LEVELS.isdisjoint(between)


_LEVELS = frozenset(
    "reached passed surpassed exceeded topped totalled totaled totalling totaling stood numbered reaching exceeding".split()
)


def _earlier_level(passage: Passage, i: int, mention: CountMention, known: list[Figure]) -> list[Figure]:
    """'up from 465 in 2023': the same for an earlier period, where one is named."""
    last = next((f for f in reversed(known) if f.end <= mention.begin and mention.begin - f.end <= 14), None)
    if last is None:
        return []
    lowers = passage.sentences[i].lowers
    dated = any(date.begin == mention.end and date.kind != "duration" for date in passage.dates[i])
    after = lowers[mention.end : mention.end + 3]
    if (
        after[:2] == ["in", "the"]
        and after[2:]
        and after[2] in ("first", "second", "third", "fourth", "previous", "same")
    ):
        dated = True
    if not dated and after[:2] not in (
        ["a", "year"],
        ["a", "month"],
        ["a", "week"],
        ["the", "year"],
        ["the", "month"],
        ["the", "previous"],
    ):
        return []
    return [replace(last, count=mention.count, begin=mention.begin, end=mention.end, part=True)]


def _named_level(lowers: list[str], mention: CountMention, known: list[Figure]) -> list[Figure]:
    """'in the whole of 2024, the number was 19': of what was counted before."""
    last = next((figure for figure in reversed(known) if figure.end <= mention.begin), None)
    if last is None or not _NAME_OF_MEASURE.intersection(lowers[max(0, mention.begin - 4) : mention.begin]):
        return []
    return [replace(last, count=mention.count, begin=mention.begin, end=mention.end, part=False)]


def _counts_other(lowers: list[str], mention: CountMention) -> bool:
    """Whether a noun of its own follows the number."""
    after = lowers[mention.end] if mention.end < len(lowers) else "."
    return (
        after.isalpha()
        and after not in STOPS
        and after
        not in (
            "last",
            "this",
            "so",
            "compared",
            "across",
            "over",
            "people",
            "according",
            "it",
            "he",
            "she",
            "since",
            "up",
            "down",
            "the",
        )
    )


def find_breakdowns(passage: Passage, i: int, people: list[People], found: list[Figure]) -> list[Figure]:
    """The parts of a figure: '53 soldiers, 54 civilians' after 'injured:', '65 of them in the north'."""
    lowers = passage.sentences[i].lowers
    parts: list[Figure] = []
    taken = {token for figure in found for token in range(figure.begin, figure.end)}
    for whole in found:
        if whole.measure in ("attacks", "locations"):
            continue
        reach, is_open = max(whole.end, whole.at + 1), False
        for whom in people:
            if (
                whom.begin < reach
                or whom.begin in taken
                or not is_number(whom.count)
                or lowers[whom.head] == "those"
            ):
                continue
            between = lowers[reach : whom.begin]
            opens = bool(_OPENERS.intersection(between[-3:] if is_open else between[-2:] or between))
            is_open = is_open or (len(between) <= 10 and opens)
            links = is_open and (len(between) <= 5 or opens)
            if not links or _exceeds(whom.count, whole.count):
                break
            if whom.group not in ("unknown", whole.group):
                parts.append(figure_of(whole.measure, whom, whole.at, part=True))
            reach = whom.end
        parts += _placed_parts(passage, i, whole, taken)
    return parts


def _exceeds(part: Count, whole: Count) -> bool:
    return bool(part.low and whole.high and part.low > whole.high)


def _placed_parts(passage: Passage, i: int, whole: Figure, taken: set[int]) -> list[Figure]:
    """'27 in Goma and 61 in Beni': numbers of the same thing at other places, in a list."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    found = []
    for mention in passage.counts[i]:
        if mention.begin <= whole.end or mention.begin in taken or not is_number(mention.count):
            continue
        end = mention.end
        if lowers[end : end + 2] == ["of", "them"]:
            end += 2
        before = lowers[mention.begin - 1]
        if before == "for" and not sentence.words[mention.begin - 2].islower() and _ends(lowers, end):
            found.append(replace(whole, count=mention.count, begin=mention.begin, end=end, part=True))
            continue
        if before not in (":", ",", "and", "—", "–", "(", ";", "with") or _exceeds(
            mention.count, whole.count
        ):
            continue
        if lowers[end : end + 1] in (["in"], ["from"], ["at"]) and end + 1 < len(lowers):
            name = end + 1 + (lowers[end + 1] == "the")
            if name < len(lowers) and sentence.words[name][0].isupper():
                found.append(replace(whole, count=mention.count, begin=mention.begin, end=end, part=True))
    return found


def _ends(lowers: list[str], end: int) -> bool:
    return end >= len(lowers) or lowers[end] in (".", ",", ";", "and")
