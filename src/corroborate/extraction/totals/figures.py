"""The figures of a sentence: people harmed, arrested or displaced, attacks and places counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from corroborate.extraction.casualties import find_harms
from corroborate.extraction.people import People, find_people
from corroborate.extraction.totals.figure import STOPS, Figure, figure_of, group_near, is_number
from corroborate.extraction.totals.levels import find_breakdowns, find_levels
from corroborate.language.lexicon import Match
from corroborate.language.numbers import CountMention
from corroborate.model import Count
from corroborate.model.vocabulary import Group, Measure

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_AUXILIARIES = frozenset(
    "were was are is have has had been being be also reportedly allegedly officially since then already so far later "
    "not yet still thus who".split()
)
_PLACING = [
    [word] for word in "in across over throughout spanning covering hit hitting targeting struck at".split()
]


def find_figures(passage: Passage, i: int, words: list[Match], told: Group = "unknown") -> list[Figure]:
    """The figures of sentence `i`, left to right; `words` are its matches of the totals lexicon.

    `told` is the group of the figure told last, which 'these deaths' take up.
    """
    people = find_people(passage, i)
    found = [
        *_of_harms(passage, i, people),
        *_of_verbs(passage, i, people, words),
        *_of_nouns(passage, i, words, told),
        *_of_arrest_nouns(passage, i, people, words),
        *_of_nations(passage, i),
        *_of_ordinals(passage, i, words),
    ]
    found = sorted(_once(found), key=lambda figure: figure.begin)
    found += find_levels(passage, i, words, found)
    found += find_breakdowns(passage, i, people, found)
    return _with_groups(sorted(_once(found), key=lambda figure: figure.begin))


def has_ordinal(lowers: list[str]) -> bool:
    """Whether a sentence may say 'the 21st attack' or 'the fifth attack'."""
    return any(word in _NTH or (word[-2:] in _ENDINGS and "0" <= word < ":") for word in lowers)


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
        if harm.effect != "casualties"
        and not harm.negated
        and is_number(harm.people.count)
        and harm.people.count.wording is not None
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
            is_object = match.end <= whom.begin <= match.end + 2 and not STOPS.intersection(
                lowers[match.end : whom.begin]
            )
            between = lowers[whom.end : match.begin]
            is_subject = (
                whom.end <= match.begin and len(between) <= 5 and all(w in _AUXILIARIES for w in between)
            )
            if is_object or is_subject:
                found.append(figure_of(measure, whom, match.begin))
        if measure == "arrested":
            found += _of_suspects(passage, i, match, found)
    return found


def _of_suspects(passage: Passage, i: int, match: Match, found: list[Figure]) -> list[Figure]:
    """'arrested 1,240 suspects', '89 suspects were detained': those arrested by any name."""
    lowers = passage.sentences[i].lowers
    suspects: list[Figure] = []
    for mention in passage.counts[i]:
        if not is_number(mention.count) or any(
            f.begin < mention.end and mention.begin < f.end for f in found
        ):
            continue
        noun = lowers[mention.end] if mention.end < len(lowers) else "."
        between = lowers[mention.end + 1 : match.begin]
        is_subject = (
            mention.end < match.begin and len(between) <= 4 and all(w in _AUXILIARIES for w in between)
        )
        if noun.isalpha() and noun not in STOPS and (match.end == mention.begin or is_subject):
            suspects.append(
                Figure(
                    measure="arrested",
                    count=mention.count,
                    group="unknown",
                    begin=mention.begin,
                    end=mention.end + 1,
                    at=match.begin,
                )
            )
    return suspects


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


def _of_nouns(passage: Passage, i: int, words: list[Match], told: Group) -> list[Figure]:
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
        if measure == "locations" and lowers[mention.begin - 1 : mention.begin][:1] not in _PLACING:
            continue
        group: Group = "unknown"
        if measure not in ("attacks", "locations"):
            takes_up = not {"these", "those"}.isdisjoint(lowers[mention.end : noun.begin])
            group = told if takes_up else group_near(passage, i, mention.end, noun)
        found.append(
            Figure(
                measure=measure,
                count=mention.count,
                group=group,
                begin=mention.begin,
                end=noun.end,
                at=noun.begin,
                part=mention.part_of is not None,
                is_definite=lowers[mention.begin - 1 : mention.begin]
                in (["the"], ["these"], ["its"], ["their"]),
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
            if any(word in STOPS and word not in ("and", ",") for word in between):
                return None
            if between and between[-1] in ("and", ","):
                return None
            if match.end < len(lowers) and lowers[match.end] in _HEADS:
                continue
            is_singular = not any(word.endswith("s") for word in lowers[match.begin : match.end])
            is_many = mention.count.low is None or mention.count.low > 1
            if is_singular and is_many and lowers[match.end - 1] not in ("wounded", "injured", "dead"):
                continue
            return match
    return None


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
                figure_of(measure, p, match.begin)
                for p in people
                if p.begin == match.end + 1 and is_number(p.count)
            ]
    return found


_HEADS = frozenset(
    "forces force command centre center room team teams commander commanders helicopter helicopters aircraft groups "
    "units squad squads wing officer officers fighters victims planners suspects sites site scene scenes".split()
)
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


_ENDINGS = ("st", "nd", "rd", "th")
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
            if number >= 3 and word[-2:] in _ENDINGS:
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
