"""Harm that is told as a figure: "put the dead at 24", "among the injured were …", "three of the dead were police"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.arguments import parts_after
from corroborate.extraction.bodily import find_bodily
from corroborate.extraction.given import find_given
from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.extraction.phrased import find_phrased
from corroborate.model import Count
from corroborate.model.vocabulary import CasualtyEffect, Group

_KILLED = frozenset("dead killed deaths toll fatalities victims slain losses martyrs martyred".split())
_INJURED = frozenset("injured wounded hurt injuries".split())
_BODIES = frozenset("body bodies corpse corpses".split())
_FOUND = frozenset("found recovered discovered dumped retrieved".split())
_BE = frozenset("was were is are".split())
_TAKEN = frozenset("take takes took taken taking hold holds held holding".split())


def find_tolls(passage: Passage, i: int, people: list[People], found: list[Harm]) -> list[Harm]:
    """Every harm that sentence `i` tells of as a figure, beyond those `found` by their verbs."""
    lowers = passage.sentences[i].lowers
    words = set(lowers)
    told: list[Harm] = []
    if words & _BODIES:
        told += _bodies(lowers, people, found)
    if words & {
        "at",
        "to",
        "was",
        "were",
        "is",
        "as",
        "reached",
        "surpassed",
        "passed",
        "exceeded",
        "topped",
    }:
        told += _put_at(passage, i, people, found)
    if "among" in words:
        told += _among(lowers, people)
    if "of" in words and words & _BE | words & {"belonged"}:
        told += _of_the_dead(passage, i, people, found)
    if words & {"hostage", "captive", "prisoner", "hostages", "captives"}:
        told += _taken_captive(lowers, people)
    if "aboard" in words or "board" in words:
        told += _aboard(passage, i, people)
    if words & _INJURED or words & _SLAIN:
        told += _counted_nouns(lowers, people, found)
        told += _the_dead_are(lowers, people)
    if "as" in words and words & _BE:
        told += _inverted(lowers, people, found)
    if "without" in words and words & _HARMING.keys():
        told += _without_harm(lowers)
    if words & {"no", "without"}:
        told += _nobody_lost(lowers, people)
    told += find_phrased(passage, i, people, words)
    told += find_bodily(passage, i, people, words)
    told += find_given(passage, i, people, [*found, *told])
    return [
        harm
        for n, harm in enumerate(told)
        if not any(_same(harm, other) and _says_group(other, harm) for other in (*found, *told[:n]))
    ]


def _says_group(told: Harm, other: Harm) -> bool:
    """Whether the one tells the group already, or neither does."""
    return told.people.group != "unknown" or other.people.group == "unknown"


def _same(a: Harm, b: Harm) -> bool:
    return a.effect == b.effect and a.people.begin == b.people.begin


def _the_dead_are(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "The dead are now 23", "the wounded number 200"."""
    harms = []
    for p in people:
        if not p.bare or not p.count.low:
            continue
        at = p.begin - 1
        while at > 1 and lowers[at] in ("now", "already", "at", ":", "least"):
            at -= 1
        if at > 1 and lowers[at] in _ARE and lowers[at - 2] == "the" and lowers[at - 1] in _KILLED | _INJURED:
            effect: CasualtyEffect = "killed" if lowers[at - 1] in _KILLED else "injured"
            harms.append(Harm(effect=effect, people=p, at=at - 1))
    return harms


_ARE = frozenset("are were number numbered total totalled".split())


def _inverted(lowers: list[str], people: list[People], found: list[Harm]) -> list[Harm]:
    """ "All the attackers were killed, as were five soldiers"."""
    harms = []
    for p in people:
        at = p.begin - 1
        if at > 1 and lowers[at] in ("were", "was", "did") and lowers[at - 1] == "as" and p.count.low:
            before = [h for h in found if h.at < at]
            harms += [Harm(effect=before[-1].effect, people=p, at=at)] if before else []
    return harms


_HARMING: dict[str, CasualtyEffect] = {
    "hurting": "injured",
    "harming": "injured",
    "injuring": "injured",
    "wounding": "injured",
    "killing": "killed",
}


def _without_harm(lowers: list[str]) -> list[Harm]:
    """ "Went off without hurting anyone"."""
    return [
        Harm(
            effect=_HARMING[word],
            people=People(begin=at + 1, end=at + 2, head=at + 1, group="unknown", count=_NOBODY, bare=True),
            at=at,
        )
        for at, word in enumerate(lowers)
        if word in _HARMING
        and at
        and lowers[at - 1] == "without"
        and lowers[at + 1 : at + 2] in (["anyone"], ["anybody"])
    ]


_NOBODY = Count(low=0, high=0)


def _nobody_lost(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "No life was lost", "with no victims"."""
    harms = []
    for p in people:
        if p.count.high != 0 or p.count.low != 0:
            continue
        whom = replace(p, group="unknown", bare=True)
        if lowers[p.head] in ("life", "lives") and lowers[p.end + 1 : p.end + 2] == ["lost"]:
            harms.append(Harm(effect="killed", people=whom, at=p.head))
        elif lowers[p.head] == "victims":
            harms.append(Harm(effect="casualties", people=whom, at=p.head))
    return harms


def _bodies(lowers: list[str], people: list[People], found: list[Harm]) -> list[Harm]:
    """The dead who are told of as bodies: "the bodies of four miners were found", "had counted 20 bodies"."""
    harms = []
    for body in people:
        if lowers[body.head] not in _BODIES or any(
            h.people.begin == body.begin and h.effect == "killed" for h in found
        ):
            continue
        of = [
            p
            for p in people
            if lowers[body.end : body.end + 1] == ["of"]
            and body.end < p.begin + 1
            and p.begin <= body.end + 2
        ]
        of_counted = bool(of) and of[0].count.low is not None and of[0].begin < of[0].head
        counted = of_counted or (
            body.count.low is not None and not body.definite and lowers[body.head] in ("bodies", "corpses")
        )
        if not counted and not _FOUND.intersection(lowers):
            continue
        whom = replace(of[0], count=body.count if of[0].count.low is None else of[0].count) if of else body
        harms.append(Harm(effect="killed", people=replace(whom, definite=False), at=body.head))
        parts = parts_after(lowers, whom.end, people) if whom.count.low else []
        harms += [Harm(effect="killed", people=p, at=body.head) for p in parts if p.count.low]
    return harms


def _put_at(passage: Passage, i: int, people: list[People], found: list[Harm]) -> list[Harm]:
    """ "put the number of soldiers killed at 47", "the toll stands at nine", "brought the dead to 12"."""
    lowers = passage.sentences[i].lowers
    harms = []
    for number in people:
        at = number.begin - 1
        if at < 2 or lowers[at] not in _SAYS_NUMBER or number.part:
            continue
        window = lowers[max(0, at - 16) : at]
        if "among" in window[-6:] or not (number.bare or _is_put(window, lowers[at], number)):
            continue
        if not {
            "put",
            "puts",
            "putting",
            "stands",
            "stood",
            "number",
            "toll",
            "brought",
            "bringing",
            "brings",
            "rose",
            "risen",
            "rises",
            "raised",
            "revised",
            "dead",
            "gave",
            "gives",
            "give",
            "figure",
        } & set(window):
            continue
        effect, plain = _effect_of(window), False
        if effect is None and "number" in window and "of" in window[window.index("number") :][:2]:
            continue  # "put the number of attackers at five"
        if effect is None and {"figure", "number", "count", "tally", "toll"} & set(window):
            effect = _effect_told(passage, i, found)
            plain = True  # "the rebels put the figure at nine": of those told of before
        if effect is None or (lowers[at] in _BE and not _is_subject(window)):
            continue
        group: Group = next(
            (
                p.group
                for p in reversed(people)
                if at - 16 <= p.begin < at and p.group != "unknown" and _is_counted(lowers, p)
            ),
            "unknown",
        )
        whom = replace(number, group=group, bare=plain or group != "unknown") if number.bare else number
        parts = [p for p in parts_after(lowers, number.end, people) if p.count.low]
        harms += [Harm(effect=effect, people=p, at=number.begin) for p in (whom, *parts)]
    return harms


def _is_put(window: list[str], sign: str, number: People) -> bool:
    """Whether a counted noun is the figure itself: "puts the dead at 18 guards", "the dead number nine porters"."""
    counted = number.count.low is not None and number.begin < number.head and not number.definite
    return counted and sign == "at" and bool({"put", "puts", "putting"} & set(window))


_SAYS_NUMBER = frozenset("at to was were is as reached hit surpassed passed exceeded topped".split())


def _effect_told(passage: Passage, i: int, found: list[Harm]) -> CasualtyEffect | None:
    """What a bare "figure" counts: what was told last in this sentence or the one before."""
    if found:
        return found[-1].effect
    before = {m.kind for m in passage.triggers[i - 1]} if i else set()
    if before & {"v.kill", "v.die", "adj.dead", "n.death", "v.claimlives"}:
        return "killed"
    return "injured" if "v.injure" in before else None


def _is_subject(window: list[str]) -> bool:
    """Whether "the dead", "the toll" or "the number" is what the figure is said to be: "the dead so far were 45"."""
    return "the" in window and bool({"dead", "toll", "number"} & set(window[window.index("the") + 1 :][:6]))


def _is_counted(lowers: list[str], people: People) -> bool:
    """Whether the people are those whose number is told: "the number of soldiers", "civilian deaths"."""
    after = lowers[people.end : people.end + 1]
    return "of" in lowers[max(0, people.begin - 2) : people.begin + 1] or bool(
        _COUNTED_AFTER.intersection(after)
    )


_COUNTED_AFTER = frozenset("killed wounded injured deaths fatalities casualties injuries losses".split())


def _effect_of(words: list[str]) -> CasualtyEffect | None:
    for word in reversed(words):
        if word in _KILLED:
            return "killed"
        if word in _INJURED:
            return "injured"
        if word == "casualties":
            return "casualties"
        if word == "missing":
            return "missing"
    return None


def _among(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "Among the injured were a doctor and six of her relatives", "two nurses were among the dead"."""
    at = lowers.index("among")
    effect = _effect_of(lowers[at + 1 : at + 4])
    if effect is None or lowers[at + 1 : at + 2] not in (["the"], ["those"]):
        return []
    if at and lowers[at - 1] in _BE:
        before: list[People] = []
        reach = next((n for n in range(at - 1, 0, -1) if lowers[n] == "who"), at - 1)
        for p in reversed([p for p in people if p.end <= reach]):
            edge = before[-1].begin if before else reach
            if not all(word in ("and", ",") for word in lowers[p.end : edge]):
                break
            before.append(p)
        civil = any(p.group == "civilians" for p in before)
        return [
            Harm(effect=effect, people=replace(p, part=True, group=_listed(p, civil)), at=p.end - 1)
            for p in before
        ]
    after = [
        p
        for p in people
        if p.begin > at + 2
        and _BE & set(lowers[at : p.begin])
        and "said" not in lowers[at : p.begin]
        and "who" not in lowers[p.begin - 1 : p.begin]
    ]
    heads = [
        p
        for p in after
        if p.begin == 0 or lowers[p.begin - 1] not in ("of", "from", "his", "her", "their", "with")
    ]
    return [Harm(effect=effect, people=replace(p, part=True), at=at) for p in heads[:3]]


def _listed(people: People, civil: bool) -> Group:
    """The group of one in a list of the dead: nationals beside civilians are civilians too."""
    return "civilians" if civil and people.group == "unknown" and not people.bare else people.group


def _of_the_dead(passage: Passage, i: int, people: list[People], found: list[Harm]) -> list[Harm]:
    """ "Three of the dead were policemen", "all four of the dead belonged to the force", "two of them were nurses"."""
    lowers = passage.sentences[i].lowers
    harms = []
    for mention in passage.counts[i]:
        if lowers[mention.end : mention.end + 1] != ["of"] or mention.count.low == 0:
            continue
        verb = _copula_after(lowers, mention.end + 2)
        if verb is None or lowers[mention.end + 1] not in ("the", "those", "them"):
            continue
        effect = _effect_of(lowers[mention.end : verb])
        if effect is None and lowers[mention.end + 1] == "them" and verb == mention.end + 2:
            effect = _effect_told(passage, i, found)
        group = _group_after(passage, i, people, verb)
        if effect is None or group == "unknown":
            continue
        counted = Count(
            low=mention.count.low,
            high=mention.count.high,
            wording=" ".join(lowers[mention.begin : mention.end]),
        )
        share = People(
            begin=mention.begin, end=mention.end, head=mention.begin, group=group, count=counted, part=True
        )
        harms.append(Harm(effect=effect, people=share, at=mention.begin))
    return harms


def _copula_after(lowers: list[str], at: int) -> int | None:
    near = range(at, min(len(lowers), at + 7))
    return next((n for n in near if lowers[n] in _BE or lowers[n] == "belonged"), None)


def _group_after(passage: Passage, i: int, people: list[People], verb: int) -> Group:
    """The group that those before a "were" are said to be of."""
    whom = next((p for p in people if verb < p.begin + 1 and p.begin <= verb + 3), None)
    if whom is not None:
        return whom.group
    named = (a.kind for a in passage.actors[i] if verb < a.begin <= verb + 5)
    return next((_GROUPS[kind] for kind in named if kind in _GROUPS), "unknown")


_GROUPS: dict[str, Group] = {
    "military": "military",
    "police": "police",
    "paramilitary": "paramilitary",
    "armed_group": "militants",
}


def _taken_captive(lowers: list[str], people: list[People]) -> list[Harm]:
    """ "took its passengers hostage", "had taken 214 people captive"."""
    harms = []
    for at, word in enumerate(lowers):
        if word not in ("hostage", "captive", "prisoner", "hostages", "captives"):
            continue
        verb = next((n for n in range(at - 1, max(-1, at - 13), -1) if lowers[n] in _TAKEN), None)
        if verb is None or verb == at - 1:
            continue
        taken = [p for p in people if verb < p.begin and p.end <= at]
        harms += [Harm(effect="captured", people=p, at=at) for p in taken]
    return harms


def _aboard(passage: Passage, i: int, people: list[People]) -> list[Harm]:
    """ "Hijacked an airliner with 46 people aboard"."""
    if not any(m.kind == "v.hijack" for m in passage.triggers[i]):
        return []
    lowers = passage.sentences[i].lowers
    on = [
        p
        for p in people
        if lowers[p.end : p.end + 1] == ["aboard"] or lowers[p.end : p.end + 2] == ["on", "board"]
    ]
    return [Harm(effect="captured", people=p, at=p.end) for p in on if p.count.low]


def _counted_nouns(lowers: list[str], people: list[People], found: list[Harm]) -> list[Harm]:
    """ "received 12 injured people", "counted three dead civilians"."""
    told = {h.people.begin for h in found}
    harms = []
    for p in people:
        if p.begin in told or p.count.low is None or p.definite:
            continue
        if p.bare and lowers[p.end : p.end + 1] in (["injured"], ["wounded"]) and lowers[p.end + 1] in _ENDS:
            harms.append(Harm(effect="injured", people=p, at=p.begin))  # "treated 50 injured and …"
            continue
        inside = lowers[p.begin : p.head]
        if not inside or inside[0] == "the" or "of" in inside:
            continue
        if _SLAIN.intersection(inside) and lowers[p.head] not in _BODIES:
            harms.append(Harm(effect="killed", people=p, at=p.begin))
        elif _INJURED.intersection(lowers[p.begin : p.end]) and (
            p.group in ("unknown", "civilians") or _are_moved(lowers, p.end)
        ):
            harms += [
                Harm(effect="injured", people=who, at=p.begin)
                for who in (p, *parts_after(lowers, p.end, people))
            ]
    return harms


def _are_moved(lowers: list[str], at: int) -> bool:
    """Whether "were flown" or the like follows: "seven wounded policemen were flown to the capital"."""
    return lowers[at : at + 1] in (["were"], ["was"]) and bool(_MOVED.intersection(lowers[at + 1 : at + 3]))


_MOVED = frozenset(
    "flown taken evacuated brought moved rushed transferred airlifted treated carried admitted".split()
)
_ENDS = frozenset("and . , ; : in at with".split())
_SLAIN = frozenset({"dead", "slain"})
