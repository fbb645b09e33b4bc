"""Harm in set phrases: "claimed 23 lives", "killed were a teacher and two pupils", "15 martyrs", "two in hospital"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.arguments import parts_after
from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.persons import ONE, People
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
    if lowers[0] in _EFFECT_OF or words & _INCLUDE or (lowers[0] == "the" and words & _EFFECT_OF.keys()):
        told += _fronted(lowers, people)
    if "holding" in words:
        told += _holding(lowers, people)
    if words & _HOLD:
        told += _held(lowers, people)
    if words & _TREATED:
        told += _treated(lowers, people)
    if "treatment" in words:
        told += _seeking(lowers, people)
    if words & _LISTED:
        told += _listed(lowers, people)
    if "one" in words and "death" in words:
        told += _one_death(lowers)
    if words & {"toll", "tolls"}:
        told += _tolls(lowers, people)
    if "alive" in words:
        told += _alive(lowers, people)
    if "with" in words and words & _WOUNDS:
        told += _with_wounds(passage, i, people)
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
    at = next((n for n in range(1, len(lowers) - 1) if lowers[n] in _INCLUDE), 0)
    if at:
        effect = _EFFECT_OF.get(lowers[at - 1])
    else:
        effect = _EFFECT_OF.get(lowers[0]) if lowers[1:2] and lowers[1] in _BE else None
    if effect is None and not at and lowers[0] == "the" and lowers[2:3] == [","]:
        return _in_apposition(lowers, people)
    if effect is None:
        return []
    chain = chain_from(lowers, people, at + 1 if at else 2)
    whole = [p for p in people if at and p.bare and p.count.low and p.end == at - 1]
    return [Harm(effect=effect, people=p, at=at) for p in whole] + [
        Harm(effect=effect, people=replace(p, part=bool(at), definite=False), at=at) for p in chain
    ]


def _in_apposition(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "The injured, four men and a woman, were shifted to hospital"."""
    effect = _EFFECT_OF.get(lowers[1])
    chain = [p for p in chain_from(lowers, people, 3) if p.count.low]
    if effect is None or not chain or lowers[chain[-1].end : chain[-1].end + 1] != [","]:
        return []
    return [Harm(effect=effect, people=replace(p, part=True), at=1) for p in chain]


def _holding(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Kidnappers are holding 14 nuns"; those whom the police hold are arrested."""
    at = lowers.index("holding")
    holder = any(p.end <= at and at - p.end <= 4 and p.group == "militants" for p in people)
    return [
        Harm(effect="captured", people=p, at=at)
        for p in people
        if holder and p.begin == at + 1 and p.count.low and p.group != "militants"
    ]


def _held(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Held fifteen ambassadors for 61 days", "claims to hold eight soldiers"."""
    harms = []
    for p in people:
        if not p.begin or lowers[p.begin - 1] not in _HOLD or not p.count.low or p.begin == p.head:
            continue
        if _KEEPERS.intersection(lowers[max(0, p.begin - 8) : p.begin]):
            continue
        long = lowers[p.end : p.end + 1] == ["for"] and _SPANS.intersection(lowers[p.end + 1 : p.end + 5])
        if p.group in _FORCES or (long and p.group not in ("militants", "unknown")):
            harms.append(Harm(effect="captured", people=p, at=p.begin - 1))
    return harms


_KEEPERS = frozenset("police court judge authorities prosecutors army officers army's government".split())
_HOLD = frozenset("hold holds held".split())
_SPANS = frozenset("hours days weeks months years".split())
_FORCES = frozenset({"military", "police", "paramilitary", "security_forces"})


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


def _treated(lowers: list[str], people: list[People]) -> list[Harm]:
    """Those who were "treated", "hospitalised" or "taken to hospital" are injured."""
    harms = []
    for at, word in enumerate(lowers):
        if word not in _TREATED or (word in _MOVED and not _HOSPITAL.intersection(lowers[at + 1 : at + 5])):
            alone = word == "treated" and (at + 1 == len(lowers) or lowers[at + 1] in (".", ",", ";", "for"))
            if not alone:
                continue
        start = at
        while start and lowers[start - 1] in _BE | {"been", "being", "still", "also", "have", "had", "has"}:
            start -= 1
        if start == at:
            continue
        whom = [p for p in people if p.end == start and p.count.low and not p.definite and not p.part]
        whom += parts_after(lowers, _clause_end(lowers, at), people) if whom else []
        harms += [Harm(effect="injured", people=p, at=at) for p in whom if lowers[p.head] not in _NOT_HURT]
    return harms


def _seeking(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Sixteen policemen and eighteen others sought treatment"."""
    at = lowers.index("treatment")
    verb = next((n for n in range(at - 1, max(-1, at - 4), -1) if lowers[n] in _SEEK), None)
    if verb is None:
        return []
    harms, edge = [], verb
    for p in reversed([p for p in people if p.end <= verb and p.count.low and not p.definite]):
        if not all(word in ("and", ",") for word in lowers[p.end : edge]):
            break
        harms.append(Harm(effect="injured", people=p, at=verb))
        edge = p.begin
    return harms[::-1]


_SEEK = frozenset("sought received required needed seeking".split())


def _clause_end(lowers: list[str], at: int) -> int:
    """Where the first comma, colon or dash after token `at` stands, if near."""
    return next((n for n in range(at + 1, min(len(lowers), at + 6)) if lowers[n] in _SIGNS), at + 1)


_SIGNS = frozenset({",", ":", "-", "–", "—"})
_MOVED = frozenset("taken rushed admitted brought evacuated transferred treated".split())
_TREATED = _MOVED | {"hospitalised", "hospitalized"}
_HOSPITAL = frozenset("hospital hospitals clinic clinics".split())
_NOT_HURT = frozenset("body bodies corpse corpses dead them whom".split())
_LISTED = frozenset("listed counted registered recorded documented identified".split())
_WOUNDS = frozenset("wounds injuries burns".split())


def _listed(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "The ministry listed 41 victims"."""
    return [
        Harm(effect="killed", people=p, at=p.begin - 1)
        for p in people
        if p.begin
        and lowers[p.begin - 1] in _LISTED
        and lowers[p.head] in ("victims", "dead")
        and p.count.wording
    ]


def _tolls(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "A death toll of 33", "gave tolls between 40 and 60"."""
    harms = []
    for p in people:
        before = lowers[max(0, p.begin - 2) : p.begin]
        if (
            p.bare
            and before
            and (before[-1] in ("toll", "tolls") or before == ["toll", "of"] or before == ["tolls", "of"])
        ):
            harms.append(Harm(effect="killed", people=p, at=p.begin))
    return harms


def _one_death(lowers: list[str]) -> list[Harm]:
    """ "Police confirmed one death"."""
    at = lowers.index("death")
    if at == 0 or lowers[at - 1] != "one":
        return []
    whom = People(begin=at - 1, end=at + 1, head=at, group="unknown", count=ONE, bare=True)
    return [Harm(effect="killed", people=whom, at=at)]


def _alive(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Burned 14 people alive"."""
    at = lowers.index("alive")
    burnt = {"burned", "burnt", "burning", "buried"}
    return [
        Harm(effect="killed", people=p, at=at)
        for p in people
        if p.end == at and p.begin and lowers[p.begin - 1] in burnt
    ]


def _with_wounds(passage: Passage, i: int, people: list[People]) -> list[Harm]:
    """ "Leaving six dead and five with gunshot wounds"."""
    lowers = passage.sentences[i].lowers
    harms = []
    for mention in passage.counts[i]:
        end = mention.end
        if (
            lowers[end : end + 1] == ["with"]
            and _WOUNDS.intersection(lowers[end + 1 : end + 4])
            and mention.count.low
        ):
            whom = People(
                begin=mention.begin, end=end, head=end - 1, group="unknown", count=mention.count, bare=True
            )
            harms.append(Harm(effect="injured", people=whom, at=end))
    for p in people:
        near = lowers[p.end + 1 : p.end + 4]
        if (
            p.count.low
            and p.begin < p.head
            and lowers[p.end : p.end + 1] == ["with"]
            and _WOUNDS.intersection(near)
        ):
            harms.append(Harm(effect="injured", people=p, at=p.end))
    return harms


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
