"""Harm told by what became of bodies: "are in hospital", "was shot in the leg", "shot five of the attackers"."""

from __future__ import annotations

from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.extraction.voice import BE, HAVE
from corroborate.model.vocabulary import CasualtyEffect

_HOSPITAL = frozenset("hospital hospitals".split())
_STAY = BE | frozenset("remain remained remains lie lies lay stay stayed still now".split())
_LIMBS = frozenset(
    "leg legs foot feet arm arms hand hands shoulder shoulders thigh thighs back stomach abdomen knee knees ankle hip "
    "buttocks calf limbs elbow wrist".split()
)
_HARD = frozenset("hard hardest by".split())
_WOUNDS = frozenset("wounds wound injuries injury burn burns fracture fractures concussion".split())
_BEAR = frozenset("suffered suffers sustained sustains received suffering sustaining".split())
_DESTROYED = frozenset("destroyed liquidated eliminated neutralised neutralized ineffective".split())
_ARMED = frozenset({"military", "militants", "security_forces", "paramilitary", "police"})
_BURN = frozenset("burned burnt burning burns".split())
_GONE = frozenset("vanished disappeared".split())
_FELL = frozenset("fell fallen".split())
_PASSING = frozenset("had have has also been himself themselves and was were being".split())
_WORDS = (
    _HOSPITAL
    | _LIMBS
    | _WOUNDS
    | _DESTROYED
    | _BURN
    | _GONE
    | _FELL
    | frozenset("hit shot contact drove driven marched herded led them dragged beaten struck took".split())
)


def find_bodily(passage: Passage, i: int, people: list[People], words: set[str]) -> list[Harm]:
    """Every harm that sentence `i` tells of by what became of bodies; `words` are the sentence's words."""
    here = words & _WORDS
    if not here:
        return []
    lowers = passage.sentences[i].lowers
    told: list[Harm] = []
    for at, word in enumerate(lowers):
        if word in here:
            told += _at(lowers, at, people)
    return told


def _at(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """The harm that the word at `at` tells of."""
    word = lowers[at]
    if word in _HOSPITAL:
        return _in_hospital(lowers, at, people)
    if word in ("hit", "struck", "beaten"):
        return _struck(lowers, at, people)
    if word in _WOUNDS:
        return _bearing(lowers, at, people)
    if word == "shot":
        return _shot(lowers, at, people)
    if word == "ineffective":
        return _of_armed(_rendered(lowers, at, people))
    if word in _DESTROYED:
        return _of_armed(_passive(lowers, at, people, "killed"))
    if word in _LIMBS:
        return _limb_lost(lowers, at, people)
    if word in _FELL:
        return _fallen(lowers, at, people)
    if word in _BURN:
        after = _object(at, people)
        return [Harm(effect="killed", people=p, at=at) for p in after]
    if word in _GONE:
        return [Harm(effect="missing", people=p, at=at) for p in _subject(lowers, at, people)]
    if word == "contact":
        return _contact(lowers, at, people)
    if word in ("drove", "driven", "marched", "herded", "led", "dragged", "took"):
        return _driven_off(lowers, at, people)
    return []


def _subject(lowers: list[str], at: int, people: list[People]) -> list[People]:
    """The counted people whose verb stands at `at`, with nothing but its auxiliaries between."""
    for p in reversed(people):
        if p.end <= at and p.count.low and not (p.definite and p.count.low != 1):
            between = lowers[p.end : at]
            return [p] if all(w in _PASSING or w.endswith("ly") for w in between) else []
    return []


def _object(at: int, people: list[People]) -> list[People]:
    return [p for p in people if p.begin == at + 1 and p.count.low and p.begin < p.head and not p.bare]


def _passive(lowers: list[str], at: int, people: list[People], effect: CasualtyEffect) -> list[Harm]:
    start = at
    while start and lowers[start - 1] in BE | {"been", "being", "also"}:
        start -= 1
    whom = _subject(lowers, start, people) if start < at else []
    return [Harm(effect=effect, people=p, at=at) for p in whom]


def _in_hospital(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "Fifteen people are in hospital"."""
    start = at - 1
    if lowers[start] != "in":
        return []
    while start and lowers[start - 1] in _STAY:
        start -= 1
    if start == at - 1:
        return []
    return [
        Harm(effect="injured", people=p, at=at)
        for p in _subject(lowers, start, people)
        if lowers[p.head] not in ("body", "bodies")
    ]


def _struck(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "Nine people were hit at a nightclub", "was struck on the head"."""
    after = lowers[at + 1 : at + 2]
    if after and after[0] in _HARD:
        return []
    if lowers[at] == "struck" and lowers[at + 1 : at + 2] not in (["on"], ["in"]):
        return []
    return _passive(lowers, at, people, "injured")


def _bearing(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "Five passengers have blast injuries", "a worker had a wound in the arm"."""
    have = next((n for n in range(at - 1, max(-1, at - 5), -1) if lowers[n] in HAVE | _BEAR), None)
    if have is None or "no" in lowers[have:at] or "," in lowers[have:at]:
        return []
    return [Harm(effect="injured", people=p, at=at) for p in _subject(lowers, have, people)]


def _shot(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "Was shot in the leg" is hurt; "troops shot five of the attackers" and "dragged them out and shot them" killed."""
    if lowers[at + 1 : at + 2] == ["in"] and _LIMBS.intersection(lowers[at + 2 : at + 5]):
        return _passive(lowers, at, people, "injured")
    for p in _object(at, people):
        if lowers[p.end : p.end + 1] == ["in"] and _LIMBS.intersection(lowers[p.end + 1 : p.end + 4]):
            return [Harm(effect="injured", people=p, at=at)]
    if lowers[at + 1 : at + 2] == ["them"] and lowers[at - 1] in ("and", "then"):
        whom = [p for p in people if p.end <= at and p.count.low and p.begin < p.head and not p.definite]
        return [Harm(effect="killed", people=p, at=at) for p in whom[-1:] if p.group != "militants"]
    if {"wounded", "injured", "wounding", "injuring", "survived"} & set(lowers[at:]):
        return []
    if lowers[at - 1] in BE:
        if lowers[at + 1 : at + 2] in (["at"], ["down"], ["dead"]):
            return []
        shot = _passive(lowers, at, people, "killed")
        return [harm for harm in shot if harm.people.group == "militants" or _is_deadly(lowers, at)]
    of_them = [p for p in people if p.begin == at + 1 and p.count.low and lowers[p.head] == "them"]
    return [
        Harm(effect="killed", people=p, at=at)
        for p in (*_object(at, people), *of_them)
        if p.group == "militants" or lowers[p.head] == "them" or _is_deadly(lowers, p.end - 1)
    ]


def _is_deadly(lowers: list[str], at: int) -> bool:
    """Whether what follows tells that those shot died: "on the spot", "in the head", "through the neck"."""
    after = lowers[at + 1 : at + 5]
    return after[:3] == ["on", "the", "spot"] or (
        after[:1] in (["in"], ["through"]) and not {"head", "chest", "neck", "heart"}.isdisjoint(after)
    )


def _rendered(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "The strike rendered nine fighters ineffective", "nine fighters were rendered ineffective"."""
    if "rendered" not in lowers[max(0, at - 8) : at]:
        return []
    verb = at - 1 - lowers[at - 1 :: -1].index("rendered")
    if verb == at - 1:
        return _passive(lowers, verb, people, "killed")
    return [Harm(effect="killed", people=p, at=at) for p in people if p.begin == verb + 1 and p.end == at]


def _limb_lost(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "A deminer lost a foot", "three children lost limbs"."""
    lost = next((n for n in range(at - 1, max(-1, at - 4), -1) if lowers[n] == "lost"), None)
    if lost is None or not all(w in _OWNERS for w in lowers[lost + 1 : at]):
        return []
    whom = [p for p in people if p.end == lost and p.count.low]
    return [Harm(effect="injured", people=p, at=at) for p in whom]


_OWNERS = frozenset("a an his her their both one the left right".split())


_HEALING = _HOSPITAL | {"clinic", "safety", "shelter", "bodies", "evacuated"}


def _of_armed(told: list[Harm]) -> list[Harm]:
    """Those who bear arms are "destroyed" as houses are: "more than 60 servicemen were destroyed"."""
    return [harm for harm in told if harm.people.group in _ARMED]


def _fallen(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "Eight rebels had fallen at the ridge"; nobody fell "to" or "from" something."""
    if lowers[at + 1 : at + 2] and lowers[at + 1] not in (
        "in",
        "at",
        "on",
        "near",
        "during",
        ".",
        ",",
        "there",
    ):
        return []
    whom = _subject(lowers, at, people)
    return _of_armed([Harm(effect="killed", people=p, at=at) for p in whom if p.begin < p.head])


def _contact(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "Contact with eight soldiers was lost", "has lost contact with three of its men"."""
    if lowers[at + 1 : at + 2] != ["with"] or not {"lost", "not", "no"} & set(lowers):
        return []
    whom = [p for p in people if p.begin == at + 2 and p.count.low]
    return [Harm(effect="missing", people=p, at=at) for p in whom]


def _driven_off(lowers: list[str], at: int, people: list[People]) -> list[Harm]:
    """ "Drove 200 pupils into the bush", "marched nine villagers away"."""
    whom = [p for p in _object(at, people) if p.group not in ("militants", "officials")]
    if lowers[at] in ("took", "taken"):
        whom = [p for p in whom if lowers[p.end : p.end + 1] == ["from"] and not _HEALING & set(lowers)]
        return [Harm(effect="captured", people=p, at=at) for p in whom]
    return [
        Harm(effect="captured", people=p, at=at)
        for p in whom
        if lowers[p.end : p.end + 1] in (["away"], ["off"])
        or (
            lowers[p.end : p.end + 1] in (["into"], ["to"])
            and {"bush", "forest", "forests", "hills", "mountains", "jungle", "desert"}
            & set(lowers[p.end : p.end + 5])
        )
    ]
