"""Figures that may be sums: how many of what, where in the sentence it stands, among which people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from corroborate.extraction.casualties import find_harms
from corroborate.extraction.people import People, find_people
from corroborate.language.lexicon import Match
from corroborate.language.numbers import CountMention
from corroborate.model import Count
from corroborate.model.vocabulary import Group, Measure

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`count` of `measure` in tokens `begin` to `end` of a sentence; `at` is the word that says the measure.

    `part` is a breakdown of the figure before it ("35 soldiers among them", "61 in the west"); `bare` has no
    noun of its own ("and 50 others wounded").
    """

    measure: Measure
    count: Count
    group: Group
    begin: int
    end: int
    at: int
    part: bool = False
    bare: bool = False


_STOPS = frozenset(
    ". , ; : ( ) — – - in on at by of to from for with and or but that which who were was are is have has had been "
    "during since after before while as than including between when where the its their his killed injured wounded "
    "said dead died left leaving".split()
)
_AUXILIARIES = frozenset(
    "were was are is have has had been being be also reportedly allegedly officially since then already so far later "
    "not yet still thus who".split()
)
_REACHES = frozenset(
    ": to at reached reaching passed passing surpassed surpassing exceeded exceeding topped topping hit hitting totalled "
    "totaled totalling totaling was were is are stood numbered of past above beyond".split()
)
_COMPARES = frozenset("from against versus vs than with".split())
_OPENERS = frozenset(": including among comprising whom them — – ( namely those".split())
_CHAIN = frozenset(", and ; & plus".split())
_NAME_OF_MEASURE = frozenset("number toll figure total count tally".split())
_PLURAL_OTHERS = frozenset("casualties".split())


def find_figures(passage: Passage, i: int, words: list[Match]) -> list[Figure]:
    """The figures of sentence `i`, left to right; `words` are its matches of the totals lexicon."""
    people = find_people(passage, i)
    found = [
        *_of_harms(passage, i, people),
        *_of_verbs(passage, i, people, words),
        *_of_nouns(passage, i, words),
        *_of_arrest_nouns(passage, i, people, words),
        *_of_nations(passage, i),
        *_of_ordinals(passage, i, words),
    ]
    found = sorted(_once(found), key=lambda figure: figure.begin)
    found += _of_levels(passage, i, words, found)
    found += _breakdowns(passage, i, people, found)
    return _with_groups(sorted(_once(found), key=lambda figure: figure.begin))


def is_number(count: Count) -> bool:
    """Whether at least one bound is known and it is no zero."""
    return bool(count.low) or bool(count.high)


def _once(found: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in found:
        if not any(other.begin < figure.end and figure.begin < other.end for other in kept):
            kept.append(figure)
    return kept


def _of_harms(passage: Passage, i: int, people: list[People]) -> list[Figure]:
    return [
        Figure(
            measure=cast(Measure, harm.effect),
            count=harm.people.count,
            group=harm.people.group,
            begin=harm.people.begin,
            end=harm.people.end,
            at=harm.at,
            bare=_is_bare(passage, i, harm.people),
        )
        for harm in find_harms(passage, i, people)
        if harm.effect != "casualties" and not harm.negated and is_number(harm.people.count)
    ]


def _of_verbs(passage: Passage, i: int, people: list[People], words: list[Match]) -> list[Figure]:
    """People arrested, displaced, surrendered: beside the verb, as its object or its subject."""
    lowers = passage.sentences[i].lowers
    found = []
    for match in words:
        if not match.kind.startswith("verb."):
            continue
        measure = cast(Measure, {"verb.arrest": "arrested", "verb.killed": "killed"}.get(match.kind, "other"))
        for whom in people:
            if not is_number(whom.count):
                continue
            is_object = match.end <= whom.begin <= match.end + 2 and not _STOPS.intersection(
                lowers[match.end : whom.begin]
            )
            between = lowers[whom.end : match.begin]
            is_subject = (
                whom.end <= match.begin and len(between) <= 5 and all(w in _AUXILIARIES for w in between)
            )
            if is_object or is_subject:
                found.append(_figure(measure, whom, match.begin))
    return found


def _figure(measure: Measure, whom: People, at: int, part: bool = False) -> Figure:
    return Figure(
        measure=measure,
        count=whom.count,
        group=whom.group,
        begin=whom.begin,
        end=whom.end,
        at=at,
        part=part,
        bare=whom.bare,
    )


def _is_bare(passage: Passage, i: int, whom: People) -> bool:
    return whom.bare or passage.sentences[i].lowers[whom.head] in ("others", "more")


def _with_groups(found: list[Figure]) -> list[Figure]:
    """A figure without a noun is of the same people as the one before it."""
    known: Group = "unknown"
    told: list[Figure] = []
    for figure in found:
        if figure.bare and figure.group == "unknown":
            figure = replace(figure, group=known)
        if figure.measure not in ("attacks", "locations"):
            known = figure.group
        told.append(figure)
    return told


def _of_nouns(passage: Passage, i: int, words: list[Match]) -> list[Figure]:
    """'at least 74 militant attacks', '51 locations', '112 civilian deaths'."""
    lowers = passage.sentences[i].lowers
    found = []
    for mention in passage.counts[i]:
        if not is_number(mention.count):
            continue
        noun = _noun_after(lowers, mention, words)
        if noun is None:
            continue
        measure = cast(Measure, noun.kind.removeprefix("measure."))
        group: Group = "unknown"
        if measure not in ("attacks", "locations"):
            group = group_near(passage, i, mention.end, noun)
        found.append(
            Figure(
                measure=measure,
                count=mention.count,
                group=group,
                begin=mention.begin,
                end=noun.end,
                at=noun.begin,
                part=mention.part_of is not None,
            )
        )
    return found


def _noun_after(lowers: list[str], mention: CountMention, words: list[Match]) -> Match | None:
    for match in words:
        if match.kind.startswith("measure.") and mention.end <= match.begin <= mention.end + 5:
            between = lowers[mention.end : match.begin]
            if (
                between[:1] == ["of"]
                and between[1:2]
                and between[1] in ("the", "these", "those", "its", "all")
            ):
                between = between[2:]
            if any(word in _STOPS and word not in ("and", ",") for word in between):
                return None
            if between and between[-1] in ("and", ","):
                return None
            is_singular = not lowers[match.end - 1].endswith("s")
            is_many = mention.count.low is None or mention.count.low > 1
            if is_singular and is_many and lowers[match.end - 1] not in ("wounded", "injured", "dead"):
                continue
            return match
    return None


def group_near(passage: Passage, i: int, begin: int, noun: Match) -> Group:
    """The group in 'civilian deaths', 'deaths among soldiers', 'fatalities of police'."""
    lowers = passage.sentences[i].lowers
    after = lowers[noun.end] if noun.end < len(lowers) else ""
    for match in passage.people[i]:
        is_before = begin <= match.begin < noun.begin
        is_after = after in ("of", "among", "amongst", "in", "to") and noun.end < match.begin <= noun.end + 4
        if is_before or is_after:
            kind = match.kind.removeprefix("people.")
            if kind not in ("member", "unknown"):
                return cast(Group, kind)
    for at in range(max(begin, noun.begin - 3), noun.begin):
        if lowers[at] in _ADJECTIVES:
            return _ADJECTIVES[lowers[at]]
    return "unknown"


_ADJECTIVES: dict[str, Group] = {
    "civilian": "civilians",
    "military": "military",
    "army": "military",
    "troop": "military",
    "police": "police",
    "paramilitary": "paramilitary",
    "security": "security_forces",
    "militant": "militants",
    "insurgent": "militants",
    "rebel": "militants",
    "terrorist": "militants",
    "child": "civilians",
}


def _of_arrest_nouns(passage: Passage, i: int, people: list[People], words: list[Match]) -> list[Figure]:
    """'the arrest of 112 suspects', 'the abduction of 30 pupils'."""
    lowers = passage.sentences[i].lowers
    found = []
    for match in words:
        if match.kind not in ("measure.arrested", "measure.captured", "measure.killed"):
            continue
        if lowers[match.end : match.end + 1] == ["of"] and lowers[match.begin - 1 : match.begin] == ["the"]:
            measure = cast(Measure, match.kind.removeprefix("measure."))
            found += [
                _figure(measure, p, match.begin)
                for p in people
                if p.begin == match.end + 1 and is_number(p.count)
            ]
    return found


_HARM_VERBS: dict[str, Measure] = {
    "v.kill": "killed",
    "v.die": "killed",
    "v.injure": "injured",
    "v.capture": "captured",
    "v.abduct": "captured",
}


def _of_nations(passage: Passage, i: int) -> list[Figure]:
    """'nearly 40,000 Palestinians have been killed', 'killed 300 Ukrainians': people told by their nation."""
    sentence = passage.sentences[i]
    lowers, words = sentence.lowers, sentence.words
    verbs = [m for m in passage.triggers[i] if m.kind in _HARM_VERBS]
    found: list[Figure] = []
    for mention in passage.counts[i] if verbs else ():
        end = mention.end + 1
        if mention.end >= len(words) or not is_number(mention.count) or not _is_nation(words[mention.end]):
            continue
        for verb in verbs:
            between = lowers[end : verb.begin]
            is_subject = verb.begin >= end and len(between) <= 5 and all(w in _AUXILIARIES for w in between)
            if is_subject or verb.end == mention.begin:
                group: Group = "unknown"
                found.append(
                    Figure(
                        measure=_HARM_VERBS[verb.kind],
                        count=mention.count,
                        group=group,
                        begin=mention.begin,
                        end=end,
                        at=verb.begin,
                    )
                )
                break
    return found


def _is_nation(word: str) -> bool:
    return word[0].isupper() and word.endswith(
        ("ans", "is", "ese", "ites", "nese", "urds", "abs", "ish", "ks", "hs", "nians")
    )


_NTH = dict(
    zip(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(3, 13),
        strict=True,
    )
)


def _of_ordinals(passage: Passage, i: int, words: list[Match]) -> list[Figure]:
    """'the 21st attack on a school since July': as many attacks."""
    lowers = passage.sentences[i].lowers
    found = []
    for match in words:
        if match.kind != "measure.attacks" or lowers[match.end - 1].endswith("s"):
            continue
        for at in range(max(0, match.begin - 3), match.begin):
            word = lowers[at]
            number = _NTH.get(word) or (int(word[:-2]) if word[:1].isdigit() and word[:-2].isdigit() else 0)
            if number >= 3 and word[-2:] in ("st", "nd", "rd", "th"):
                open_ended = lowers[max(0, at - 3) : at - 1] == ["at", "least"] or lowers[
                    max(0, at - 2) : at
                ] == ["at", "least"]
                count = Count(
                    low=number, high=None if open_ended else number, wording=passage.sentences[i].words[at]
                )
                found.append(
                    Figure(
                        measure="attacks",
                        count=count,
                        group="unknown",
                        begin=at,
                        end=match.end,
                        at=match.begin,
                    )
                )
                break
    return found


def _of_levels(passage: Passage, i: int, words: list[Match], found: list[Figure]) -> list[Figure]:
    """'civilian fatalities rose by 24% to 580', 'the number of attacks reached 90', 'the number was 19'."""
    lowers = passage.sentences[i].lowers
    taken = {token for figure in found for token in range(figure.begin, figure.end)}
    nouns = [m for m in words if m.kind.startswith("measure.") and m.begin not in taken]
    levels = []
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
        if noun is None or ";" in lowers[noun.end : mention.begin]:
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


def _earlier_level(passage: Passage, i: int, mention: CountMention, known: list[Figure]) -> list[Figure]:
    """'up from 465 in 2023': the same for an earlier period, where one is named."""
    last = next((f for f in reversed(known) if f.end <= mention.begin and mention.begin - f.end <= 14), None)
    if last is None:
        return []
    lowers = passage.sentences[i].lowers
    dated = any(date.begin == mention.end and date.kind != "duration" for date in passage.dates[i])
    after = lowers[mention.end : mention.end + 3]
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
        and after not in _STOPS
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


def _breakdowns(passage: Passage, i: int, people: list[People], found: list[Figure]) -> list[Figure]:
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
            is_open = is_open or (len(between) <= 4 and bool(_OPENERS.intersection(between)))
            links = is_open and len(between) <= 5
            if not links or _exceeds(whom.count, whole.count):
                break
            if whom.group not in ("unknown", whole.group):
                parts.append(_figure(whole.measure, whom, whole.at, part=True))
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
        if before == "for" and sentence.words[mention.begin - 2][0].isupper() and _ends(lowers, end):
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
