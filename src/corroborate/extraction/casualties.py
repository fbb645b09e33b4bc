"""What became of whom in one sentence: who was killed, injured, captured or missing, and how many."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from corroborate.extraction.arguments import (
    objects_before_relative,
    objects_of,
    parts_after,
    subjects_of,
)
from corroborate.extraction.harm import Harm
from corroborate.extraction.named import find_named
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People, find_people
from corroborate.extraction.tolls import find_tolls
from corroborate.extraction.voice import LINKS, is_intransitive, verb_group_start, voice_of
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.model import Count
from corroborate.model.vocabulary import CasualtyEffect, Group

_EFFECT: dict[str, CasualtyEffect] = {
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
    "v.seize": "captured",
    "v.missing": "missing",
    "n.casualties": "casualties",
    "adj.unharmed": "casualties",
}
_TELLS_CASUALTIES = frozenset("no without any causing caused cause suffered suffering suffer inflicted inflicting sustained heavy leading resulted resulting left reported".split())  # fmt: skip
_SUFFER = frozenset("suffer suffers suffered suffering sustained took taken".split())
_RECALL = frozenset("involved convicted confessed instrumental".split())
_CHARGE = frozenset("accused wanted charged suspected responsible".split())
_MODALS = frozenset("would could should if".split())
_DONE = frozenset("managed went used enough only proceeded said believed reported known feared".split())


def find_harms(passage: Passage, i: int, people: list[People]) -> list[Harm]:
    """Every effect on people that sentence `i` tells of, in the order of the words that tell it."""
    sentence = passage.sentences[i]
    found: list[Harm] = []
    triggers = [match for match in passage.triggers[i] if match.kind in _EFFECT]
    arrest = any(match.kind in ("v.arrest", "v.surrender") for match in passage.triggers[i])
    for match in triggers:
        if _is_intended(sentence.lowers, match.begin) or any(p.begin <= match.begin < p.head for p in people):
            continue
        stative = not sentence.lowers[match.begin].endswith("ing")
        if (
            stative
            and match.kind in ("v.injure", "v.kill", "adj.dead")
            and match.begin
            and sentence.lowers[match.begin - 1] in ("the", "its", "their")
        ):
            continue  # "the injured were taken to hospital"
        hit = _affected(sentence, match, people, triggers, found)
        if hit and not hit[-1].part:
            hit += parts_after(sentence.lowers, max(match.end, hit[-1].end), people)
        named = _summed(passage, i, hit) or find_named(passage, i, match, found)
        effect = _EFFECT[match.kind]
        if match.kind == "adj.unharmed":
            named = [
                replace(whom, count=replace(whom.count, low=0, high=0), definite=False) for whom in named
            ]
        for whom in named:
            if whom.part and whom.count.low is None and whom.count.high is None:
                continue  # "some of them minors"
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
    found.extend(_toll_sums(passage, i, find_tolls(passage, i, people, found)))
    found.extend(_gapped(sentence.lowers, people, found))
    found = _once(_either(sentence.lowers, _without_shares(sentence.lowers, found)))
    return _inherited(_of_antecedents(passage, i, found), _spoken_of_before(passage, i, found))


def _toll_sums(passage: Passage, i: int, told: list[Harm]) -> list[Harm]:
    """The harms of one phrase with the people of one group as one figure: "a nurse and her two children"."""
    summed: list[Harm] = []
    for harm in told:
        same = [h for h in told if h.at == harm.at and h.effect == harm.effect]
        if harm is same[0]:
            people = sorted((h.people for h in same), key=lambda p: p.begin)
            summed += [replace(harm, people=whom) for whom in _summed(passage, i, people)]
    return summed


def _gapped(lowers: list[str], people: list[People], found: list[Harm]) -> list[Harm]:
    """Numbers whose verb is left out: "seven died on the spot and two in hospital", "… and four in Talousa"."""
    told: list[Harm] = []
    taken = {h.people.begin for h in found}
    for p in people:
        if not p.bare or p.begin in taken or lowers[p.begin - 1] != "and" or p.end >= len(lowers):
            continue
        if lowers[p.end] not in ("in", "at", "on", "near") or not p.count.low:
            continue
        before = [h for h in found if h.people.end < p.begin and h.at < p.begin and p.begin - h.at < 14]
        if before and not (_EFFECT_WORDS & set(lowers[p.end :])):
            last = max(before, key=lambda h: h.at)
            told.append(replace(last, people=replace(p, group=last.people.group, additional=True)))
    return told


_EFFECT_WORDS = frozenset(
    "killed wounded injured hurt dead died arrested detained captured abducted missing".split()
)


def _summed(passage: Passage, i: int, hit: list[People]) -> list[People]:
    """Coordinated people of one group as one figure: "two policemen and a head constable" are three police.

    Beside "several" a counted part gives a lower bound: "an inspector and several constables" are at least two.
    """
    sentence = passage.sentences[i]
    joined: list[People] = []
    if any(people.group == "civilians" for people in hit):  # "three men and a boy"
        hit = [
            replace(p, group="civilians")
            if sentence.lowers[p.head] in ("men", "man") and p.group == "unknown"
            else p
            for p in hit
        ]
    rest = sum(people.count.low or 0 for people in hit[1:])
    if len(hit) > 2 and hit[0].count.low == rest and not hit[1].part:
        hit = hit[:1]  # "eight civilians, five women and three children"
    for people in hit:
        last = next(
            (p for p in joined if p.group == people.group and p.part == people.part and not p.bare), None
        )
        if last is None or people.bare or people.group == "unknown" or people.definite:
            joined.append(people)
            continue
        low, high = _added(last.count, people.count)
        wording = passage.document.text[sentence.starts[last.begin] : sentence.ends[people.end - 1]]
        whole = replace(last, end=people.end, count=Count(low=low, high=high, wording=wording))
        joined[joined.index(last)] = whole
    return joined


def _added(a: Count, b: Count) -> tuple[int | None, int | None]:
    lows = [count.low for count in (a, b) if count.low is not None]
    if not lows:
        return None, None
    low = sum(lows) + (len(lows) < 2)
    exact = all(count.low is not None and count.low == count.high for count in (a, b))
    return low, low if exact else None


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


def _once(found: list[Harm]) -> list[Harm]:
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
    ]


def _without_shares(lowers: list[str], found: list[Harm]) -> list[Harm]:
    """Without those who only are a share of a figure just told: "wounded 12, three of them critically"."""
    return [
        harm
        for harm in found
        if not (
            lowers[harm.people.head] in _PRONOUNS
            and any(h.effect == harm.effect and h.people.end <= harm.people.begin for h in found)
        )
    ]


def _of_antecedents(passage: Passage, i: int, found: list[Harm]) -> list[Harm]:
    """Those who are "four of them" are of the group that was spoken of last."""
    lowers = passage.sentences[i].lowers
    settled = []
    for harm in found:
        people = harm.people
        if people.group == "unknown" and lowers[people.head] in _PRONOUNS and people.end > people.begin + 1:
            before = [p for p in find_people(passage, i) if p.end <= people.begin]
            if not before and i:
                before = find_people(passage, i - 1)
            group = next((p.group for p in reversed(before) if not p.bare and _is_several(p)), "unknown")
            harm = replace(harm, people=replace(people, group=cast(Group, group)))
        settled.append(harm)
    return settled


def _is_several(people: People) -> bool:
    return (people.count.low, people.count.high) != (1, 1)


_PRONOUNS = frozenset({"them", "whom"})


def _is_recalled(lowers: list[str], at: int, arrest: bool) -> bool:
    """Whether the harm stands in somebody's story: "arrested a man wanted for the killing of two teachers"."""
    before = lowers[max(0, at - 14) : at]
    return bool(_RECALL.intersection(before)) or (arrest and bool(_CHARGE.intersection(before)))


def _affected(
    sentence: Sentence, match: Match, people: list[People], triggers: list[Match], found: list[Harm]
) -> list[People]:
    """The people that one word of harm is about."""
    lowers = sentence.lowers
    if match.kind == "n.death":
        return _of_noun(lowers, match, people)
    if match.kind in ("n.casualties", "n.injury"):
        return _of_casualties(sentence, match, people)
    if match.kind == "v.lose":
        return _lost(sentence, match, people)
    if match.kind == "v.seize" and not lowers[match.begin].startswith(("seiz", "snatch")):
        return []
    if match.kind == "v.seize":
        return [p for p in people if match.end <= p.begin <= match.end + 1 and lowers[match.end] != "by"]
    if match.kind == "v.claimlives":
        return objects_of(sentence, match, people, triggers)
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


def _lost(sentence: Sentence, match: Match, people: list[People]) -> list[People]:
    """Those whom a party lost: "the Frontier Corps lost seven men"."""
    lost = [p for p in people if match.end == p.begin and p.count.low is not None]
    if not lost:
        return []
    lowers = sentence.lowers
    for other in people:
        if other.begin >= lost[-1].end and other.count.low is not None and other.bare is False:
            if not all(word in LINKS for word in lowers[lost[-1].end : other.begin]):
                break
            lost.append(other)
    own = owner_of(lowers, people, match.begin)
    return [replace(p, group=own if p.group == "unknown" else p.group) for p in lost]


def owner_of(lowers: list[str], people: list[People], at: int) -> Group:
    """The group of the party that stands before token `at`: "the army lost …", "the rebels suffered …"."""
    before: list[tuple[int, Group]] = [(p.head, p.group) for p in people if p.end <= at and p.group != "unknown"]
    before += [(n, _FORCES[word]) for n, word in enumerate(lowers[:at]) if word in _FORCES]
    return max(before)[1] if before else "unknown"


_FORCES: dict[str, Group] = {
    "army": "military",
    "military": "military",
    "navy": "military",
    "battalion": "military",
    "brigade": "military",
    "group": "militants",
    "militia": "paramilitary",
}


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


def _of_casualties(sentence: Sentence, match: Match, people: list[People]) -> list[People]:
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


def _is_negated(sentence: Sentence, match: Match) -> bool:
    window = sentence.lowers[max(0, match.begin - 4) : match.begin]
    return "not" in window or "n't" in window or "never" in window


def _spoken_of_before(passage: Passage, i: int, found: list[Harm]) -> Group:
    """The group that the sentence before counted: "Seven soldiers were killed. Five died in an ambush"."""
    if i == 0 or not any(h.people.bare and h.people.group == "unknown" for h in found):
        return "unknown"
    counted = [
        p for p in find_people(passage, i - 1) if p.count.low is not None and not p.bare and p.begin < p.head
    ]
    return counted[0].group if counted else "unknown"


def _inherited(found: list[Harm], group: Group) -> list[Harm]:
    """Bare numbers take the group of the people before them: "two policemen died and five were hurt"."""
    settled = []
    told_by = -1
    for harm in sorted(found, key=lambda harm: harm.people.begin):
        if harm.people.bare and harm.people.group == "unknown":
            harm = replace(harm, people=replace(harm.people, group=group))
        elif not harm.people.part:
            mixed = harm.at == told_by and group != harm.people.group
            group = "unknown" if mixed else harm.people.group
            told_by = harm.at
        settled.append(harm)
    return settled
