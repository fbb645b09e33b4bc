"""Harm in set phrases: "claimed 23 lives", "killed were a teacher and two pupils", "15 martyrs", "two in hospital"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.persons import People
from corroborate.extraction.voice import LINKS
from corroborate.model.vocabulary import CasualtyEffect

_CLAIM = frozenset("claimed claims claiming claim took takes taking cost costs costing".split())
_EFFECT_OF: dict[str, CasualtyEffect] = {
    "killed": "killed",
    "dead": "killed",
    "slain": "killed",
    "injured": "injured",
    "wounded": "injured",
    "missing": "missing",
    "abducted": "captured",
}
_BE = frozenset("was were are is".split())
_INCLUDE = frozenset("included include includes".split())
_MARTYRS = frozenset("martyrs martyr".split())
_FATAL = ("fatal", "victims")
_UNDER = frozenset("under beneath in alive".split())
_BEAT = frozenset(
    "beat beats beating stab stabbed stabs stabbing hack hacked hacking burn burned burnt burning stone stoned "
    "club clubbed clubbing torture tortured torturing trample trampled trampling".split()
)


def find_phrased(passage: Passage, i: int, people: list[People], words: set[str]) -> list[Harm]:
    """Every harm that a set phrase of sentence `i` tells of; `words` are the sentence's words."""
    lowers = passage.sentences[i].lowers
    told: list[Harm] = []
    if "lives" in words:
        told += _lives(lowers, people)
    if lowers[0] in _EFFECT_OF or (lowers[0] == "the" and words & _INCLUDE):
        told += _fronted(lowers, people)
    if words & _MARTYRS or "fatal" in words:
        told += _martyrs(passage, i)
    if "buried" in words:
        told += _buried(lowers, people)
    if "whereabouts" in words:
        told += _whereabouts(lowers, people)
    if "death" in words:
        told += _to_death(lowers, people)
    if "missing" in words:
        told += _missing(lowers, people)
    if "injuries" in words:
        told += _injuries_to(lowers, people)
    return told


def _lives(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "The attack claimed 23 lives"."""
    return [
        Harm(effect="killed", people=p, at=p.head)
        for p in people
        if lowers[p.head] == "lives" and p.begin and lowers[p.begin - 1] in _CLAIM and p.count.low
    ]


def _fronted(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Killed were a teacher and two pupils", "the dead included a nurse and her daughter"."""
    at = 1 if lowers[0] == "the" else 0
    effect = _EFFECT_OF.get(lowers[at])
    if effect is None or len(lowers) < at + 3 or lowers[at + 1] not in (_INCLUDE if at else _BE):
        return []
    chain = chain_from(lowers, people, at + 2)
    return [Harm(effect=effect, people=replace(p, part=bool(at), definite=False), at=at) for p in chain]


def chain_from(lowers: list[str], people: list[People], at: int) -> list[People]:
    """The people coordinated from token `at` on: "a teacher and two of her pupils"."""
    chain: list[People] = []
    for p in people:
        if p.begin < at:
            continue
        between = lowers[at : p.begin]
        if not all(word in LINKS for word in between) and not (not chain and len(between) <= 1):
            break
        chain.append(p)
        at = p.end
    return chain


def _martyrs(passage: Passage, i: int) -> list[Harm]:
    """ "We have 15 martyrs and 40 wounded", "with seven fatal victims"."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    harms = []
    for mention in passage.counts[i]:
        end = mention.end
        if lowers[end : end + 1] and (lowers[end] in _MARTYRS or tuple(lowers[end : end + 2]) == _FATAL):
            whom = People(
                begin=mention.begin,
                end=end + 1 + (lowers[end] == "fatal"),
                head=end,
                group="unknown",
                count=mention.count,
                bare=True,
            )
            harms.append(Harm(effect="killed", people=whom, at=end))
    return harms


def _buried(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Villagers buried 18 victims", "nine policemen were buried"; not those buried under rubble."""
    at = lowers.index("buried")
    if _UNDER.intersection(lowers[at + 1 : at + 2]):
        return []
    after = [p for p in people if p.begin == at + 1 and p.begin < p.head]
    before = [
        p for p in people if p.end <= at and all(w in _BE | {"being", "been"} for w in lowers[p.end : at])
    ]
    whom = after or before[-1:]
    return [Harm(effect="killed", people=p, at=at) for p in whom if p.count.low and not p.definite]


def _whereabouts(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "The whereabouts of six students remain unknown"."""
    at = lowers.index("whereabouts")
    if lowers[at + 1 : at + 2] != ["of"] or "unknown" not in lowers[at:]:
        return []
    return [Harm(effect="missing", people=p, at=at) for p in people if at + 1 < p.begin <= at + 3][:1]


def _missing(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "With 20 wounded and five missing"."""
    return [
        Harm(effect="missing", people=p, at=p.end)
        for p in people
        if p.bare and p.count.low and lowers[p.end : p.end + 1] == ["missing"]
    ]


def _to_death(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Protesters beat a policeman to death"."""
    at = lowers.index("death")
    if lowers[at - 1] != "to":
        return []
    whom = [p for p in people if p.end == at - 1]
    return [
        Harm(effect="killed", people=p, at=at)
        for p in whom
        if p.begin and lowers[p.begin - 1] in _BEAT and not p.bare
    ]


def _injuries_to(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Causing injuries to nine others"."""
    at = lowers.index("injuries")
    if lowers[at + 1 : at + 2] != ["to"]:
        return []
    return [Harm(effect="injured", people=p, at=at) for p in people if p.begin == at + 2 and p.count.low]
