"""What became of whom in one sentence: who was killed, injured, captured or missing, and how many."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from corroborate.extraction.adding import summed_people, summed_tolls
from corroborate.extraction.arguments import (
    objects_before_relative,
    objects_of,
    parts_after,
    subjects_of,
)
from corroborate.extraction.harm import Harm
from corroborate.extraction.losses import those_lost, those_of_casualties
from corroborate.extraction.named import find_named
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.extraction.shares import (
    gapped_numbers,
    of_antecedents,
    spoken_of_before,
    with_inherited_groups,
    without_shares,
)
from corroborate.extraction.tolls import find_tolls
from corroborate.extraction.voice import BE, is_intransitive, verb_group_start, voice_of
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.model.vocabulary import CasualtyEffect

HARMS: dict[str, CasualtyEffect] = {
    "v.kill": "killed",
    "v.die": "killed",
    "v.lose": "killed",
    "adj.dead": "killed",
    "n.death": "killed",
    "v.claimlives": "killed",
    "v.injure": "injured",
    "n.injury": "injured",
    "v.capture": "captured",
    "v.abduct": "captured",
    "v.arrest": "captured",
    "v.seize": "captured",
    "v.missing": "missing",
    "n.casualties": "casualties",
    "adj.unharmed": "casualties",
}
_RECALL = frozenset(
    "involved convicted confessed instrumental sentenced jailed imprisoned guilty indicted".split()
)
_CHARGE = frozenset("accused wanted charged suspected responsible".split())
_MODALS = frozenset("would could should if".split())
_DONE = frozenset("managed went used enough only proceeded said believed reported known feared".split())


def find_harms(passage: Passage, i: int, people: list[People]) -> list[Harm]:
    """Every effect on people that sentence `i` tells of, in the order of the words that tell it."""
    sentence = passage.sentences[i]
    found: list[Harm] = []
    triggers = [match for match in passage.triggers[i] if match.kind in HARMS]
    arrest = any(match.kind in ("v.arrest", "v.surrender") for match in passage.triggers[i])
    for match in triggers:
        if _is_intended(sentence.lowers, match.begin) or any(
            p.begin <= match.begin < p.head + (match.begin == p.head and p.end - p.begin > 3) for p in people
        ):
            continue
        stative = not sentence.lowers[match.begin].endswith("ing")
        if (
            stative
            and match.kind in ("v.injure", "v.kill", "adj.dead")
            and match.begin
            and (
                sentence.lowers[match.begin - 1] in ("the", "its", "their")
                or sentence.lowers[match.begin - 2 : match.begin] in (["number", "of"], ["toll", "of"])
            )
        ):
            continue  # "the injured were taken to hospital"
        hit = _affected(sentence, match, people, triggers, found)
        if hit and not hit[-1].part:
            hit += parts_after(sentence.lowers, max(match.end, hit[-1].end), people)
        besides = _companions(sentence.lowers, match, hit, people)
        if besides and sentence.lowers[besides[0].begin] in _OWN and besides[0].group == hit[-1].group:
            hit, besides = [*hit, *besides], []
        named = [*summed_people(passage, i, hit), *besides] or find_named(passage, i, match, found)
        effect = HARMS[match.kind]
        if match.kind == "adj.unharmed":
            effect = "injured" if sentence.lowers[match.begin] in ("unhurt", "uninjured") else effect
            named = [
                replace(whom, count=replace(whom.count, low=0, high=0), definite=False) for whom in named
            ]
        if match.kind == "v.die" and i < _NEWS:
            named = [_as_toll(sentence.lowers, whom) for whom in named]
        for whom in named:
            if _is_unnumbered(sentence.lowers, whom):
                continue  # "the people who died"
            if whom.part and whom.count.low is None and whom.count.high is None:
                continue  # "some of them minors"
            if match.kind == "n.casualties" and "life" in sentence.lowers[match.begin : match.end]:
                effect = "killed"  # "no loss of life"
            if not any(h.effect == effect and h.people.begin == whom.begin for h in found):
                found.append(
                    Harm(
                        effect=effect,
                        people=whom,
                        at=match.begin,
                        negated=_is_negated(sentence, match),
                        recalled=_is_recalled(sentence.lowers, match.begin, arrest),
                    )
                )
    told = summed_tolls(passage, i, find_tolls(passage, i, people, found))
    found = [h for h in found if not any(_is_told_closer(h, other) for other in told)] + told
    found.extend(gapped_numbers(sentence.lowers, people, found))
    found = _once(sentence.lowers, _either(sentence.lowers, without_shares(sentence.lowers, found)))
    return with_inherited_groups(of_antecedents(passage, i, found), spoken_of_before(passage, i, found))


def _as_toll(lowers: list[str], whom: People) -> People:
    """The news of one more death gives the toll: "A sixth policeman has died"."""
    for at in range(whom.begin, whom.head):
        if lowers[at] in _ORDINALS:
            number = _ORDINALS.index(lowers[at]) + 2
            return replace(whom, count=replace(whom.count, low=number, high=number), additional=False)
    return whom


_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NEWS = 2
"""Sentences, the headline among them, that tell what is new."""


def _companions(lowers: list[str], match: Match, hit: list[People], people: list[People]) -> list[People]:
    """Those whom the same befell: "was shot dead with his driver", "kidnapped together with five colleagues"."""
    if not hit or hit[-1].end > match.begin:
        return []
    for p in people:
        if match.end < p.begin <= match.end + 4 and "with" in lowers[match.end : p.begin]:
            before = lowers[p.begin - 2 : p.begin]
            if before in (["along", "with"], ["together", "with"]):
                return [replace(p, definite=False)]
            if before[-1] == "with" and lowers[p.begin] in _OWN and p.count.low:
                return [replace(p, definite=False)]
    return []


_OWN = frozenset({"his", "her", "their"})


def _is_told_closer(harm: Harm, other: Harm) -> bool:
    """Whether another harm says of the same figure who they were: "11 of those killed were children"."""
    return harm.people.group == "unknown" != other.people.group and (
        (harm.people.begin, harm.effect) == (other.people.begin, other.effect)
    )


def _of_armed(part: Harm, wholes: list[Harm]) -> bool:
    """Whether those of whom the part is told bear arms: "five militants, two of them women"."""
    before = [w for w in wholes if w.effect == part.effect and w.people.begin < part.people.begin]
    return bool(before) and before[-1].people.group not in ("unknown", "civilians", "officials")


_ANY_SIDE = frozenset(
    "women woman girl girls foreigner foreigners national nationals teenagers youths brothers".split()
)


def _is_unnumbered(lowers: list[str], whom: People) -> bool:
    """Whether the noun alone gives neither number nor group: "people killed in the raid"."""
    return whom.begin == whom.head and lowers[whom.head] in _ANYBODY and whom.count.low is None


_ANYBODY = frozenset("people persons those victims individuals lives inhabitants".split())


def _is_intended(lowers: list[str], at: int) -> bool:
    """Whether the harm is only meant: "tried to kill", "vowed to avenge and kill"."""
    if _MODALS.intersection(lowers[max(0, at - 3) : at]) or (at and lowers[at - 1] in ("may", "might")):
        return True
    if at < 2 or lowers[at - 1] != "to":
        return False
    return not _DONE.intersection(lowers[max(0, at - 4) : at - 1])


def _either(lowers: list[str], found: list[Harm]) -> list[Harm]:
    """Figures of those "killed or wounded" are casualties: the text does not say how many of which."""
    joined: list[Harm] = []
    for harm in found:
        twin = next(
            (
                h
                for h in joined
                if h.people.begin == harm.people.begin and {h.effect, harm.effect} == {"killed", "injured"}
            ),
            None,
        )
        if twin is not None and "or" in lowers[min(twin.at, harm.at) : max(twin.at, harm.at)]:
            joined[joined.index(twin)] = replace(twin, effect="casualties")
        else:
            joined.append(harm)
    return joined


def _once(lowers: list[str], found: list[Harm]) -> list[Harm]:
    """One who died of wounds is not counted as injured too, and parts of a group's own figure not beside it."""
    killed = {h.people.begin for h in found if h.effect == "killed"}
    wholes = [h for h in found if not h.people.part]
    return [
        h
        for h in found
        if not (h.effect == "injured" and h.people.begin in killed)
        and not (
            h.people.part and any(w.effect == h.effect and w.people.group == h.people.group for w in wholes)
        )
        and not (h.people.part and h.people.group == "unknown")
        and not (h.people.part and lowers[h.people.head] in _ANY_SIDE and _of_armed(h, wholes))
    ]


def _is_recalled(lowers: list[str], at: int, arrest: bool) -> bool:
    """Whether the harm stands in somebody's story: "arrested a man wanted for the killing of two teachers"."""
    before = lowers[max(0, at - 14) : at]
    if BE.intersection(before[-2:]) and _RELATIVES.isdisjoint(_since_charge(lowers, at)):
        return False  # "a man involved in three murders was killed"
    if _RECALL.intersection(before) or (arrest and _CHARGE.intersection(before)):
        return True
    return any(pair in _PAST_OF for pair in pairwise(lowers[max(0, at - 28) : at]))


def _since_charge(lowers: list[str], at: int) -> list[str]:
    """What stands between the word that opens somebody's past and the word at `at`."""
    opened = (
        n
        for n in range(at - 1, max(-1, at - 28), -1)
        if lowers[n] in _RECALL | _CHARGE | {"participated", "role"}
    )
    return lowers[next(opened, at) : at]


_RELATIVES = frozenset("which who that wherein where whose when after".split())
_PAST_OF = frozenset(
    {
        ("participated", "in"),
        ("involved", "in"),
        ("wanted", "in"),
        ("wanted", "for"),
        ("convicted", "of"),
        ("role", "in"),
    }
)
"""Words with which somebody's own past begins."""


def _affected(
    sentence: Sentence, match: Match, people: list[People], triggers: list[Match], found: list[Harm]
) -> list[People]:
    """The people that one word of harm is about."""
    lowers = sentence.lowers
    if match.kind == "n.death":
        return _of_noun(lowers, match, people)
    if match.kind in ("n.casualties", "n.injury"):
        return those_of_casualties(sentence, match, people)
    if match.kind == "v.lose":
        return those_lost(sentence, match, people)
    if match.kind == "v.arrest":
        return _held_by_others(sentence, match, people, triggers)
    if match.kind == "v.seize" and not lowers[match.begin].startswith(("seiz", "snatch")):
        return []
    if match.kind == "v.seize":
        if match.begin and lowers[match.begin - 1] in BE:
            return subjects_of(sentence, verb_group_start(lowers, match.begin, triggers), people, found)
        return [p for p in people if match.end <= p.begin <= match.end + 1 and lowers[match.end] != "by"]
    if match.kind == "v.claimlives":
        return objects_of(sentence, match, people, triggers)
    if match.kind == "adj.dead" and lowers[max(0, match.begin - 1)] in ("him", "her", "them", "me"):
        return []  # "more than 15 men attacked the house and shot him dead"
    if match.kind in ("adj.dead", "v.missing", "adj.unharmed") or is_intransitive(lowers, match):
        return subjects_of(sentence, match.begin, people, found)
    voice = voice_of(sentence, match, people, triggers)
    if voice == "active":
        return objects_of(sentence, match, people, triggers) or objects_before_relative(
            lowers, match.begin, people
        )
    if voice == "nominal":
        return _of_noun(lowers, match, people)
    return subjects_of(sentence, verb_group_start(lowers, match.begin, triggers), people, found)


def _held_by_others(
    sentence: Sentence, match: Match, people: list[People], triggers: list[Match]
) -> list[People]:
    """Soldiers and police whom villagers or fighters detain are captured, not arrested."""
    doers = [p for p in people if p.end <= match.begin and match.begin - p.end < 9]
    if not doers or doers[-1].group not in ("civilians", "militants"):
        return []
    if set(sentence.lowers[doers[-1].end : match.begin]) & BE:
        return []
    return [p for p in objects_of(sentence, match, people, triggers) if p.group in _STATE_FORCES]


_STATE_FORCES = frozenset({"military", "police", "paramilitary", "security_forces"})


def _of_noun(lowers: list[str], match: Match, people: list[People]) -> list[People]:
    """People of a noun: "the killing of two soldiers", "five deaths", "the death toll rose to nine"."""
    if match.end < len(lowers) and lowers[match.end] == "of":
        direct = [p for p in people if match.end < p.begin <= match.end + 2]
        if direct:
            return direct[:1]
    if "toll" in lowers[match.begin : match.end]:
        numbers = [
            p for p in people if match.end <= p.begin <= match.end + 8 and (p.bare or p.count.low is not None)
        ]
        to = [p for p in numbers if lowers[p.begin - 1] in ("to", "at")]
        return (to or numbers)[:1]
    return [
        p
        for p in people
        if p.end == match.begin and (p.bare or (p.count.low is not None and p.begin < p.head))
    ]


def _is_negated(sentence: Sentence, match: Match) -> bool:
    window = sentence.lowers[max(0, match.begin - 4) : match.begin]
    if "," in window:
        window = window[len(window) - window[::-1].index(",") :]
    return "not" in window or "n't" in window or "never" in window
