"""What kind of event the words of a deed make it: ACLED's sub-event type, tactics and stage (codebook, Type)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corroborate.model.vocabulary import EventType, Group, Stage

SECURITY: frozenset[Group] = frozenset({"military", "police", "paramilitary", "security_forces"})
STRONG = frozenset(
    "v.kill v.die v.abduct n.abduction v.hijack v.ambush n.ambush v.clash n.clash v.attack n.attack n.sniper v.explode "
    "n.explosion v.suicide n.suicide n.grenade n.shelling v.shell n.airstrike v.airstrike n.chemical v.arson n.arson "
    "v.overtake v.retake n.overtake n.retake v.foil v.defuse v.arrest v.surrender n.sexual n.riot n.mob v.disperse v.base n.agreement "
    "n.protest v.protest n.blockade v.blockade v.injure v.capture v.missing n.operation n.disorder n.arrest "
    "n.surrender n.death adj.dead v.claimlives n.casualties v.seize n.threat v.withdraw v.agree".split()
)
"""Trigger classes that can make a deed; the others only qualify one."""

VIOLENT = frozenset(
    "v.kill n.strike n.attack v.attack v.ambush n.ambush v.clash n.clash v.explode n.explosion v.suicide n.suicide n.grenade "
    "n.shelling v.shell n.airstrike v.airstrike n.chemical v.injure v.abduct n.abduction v.hijack n.sniper v.arson "
    "n.arson n.sexual n.disorder v.overtake v.retake n.overtake n.retake n.riot n.mob adj.dead v.die v.claimlives v.capture".split()
)

_FAMILY: dict[EventType, str] = {
    "armed_clash": "battle",
    "government_regains_territory": "territory",
    "non_state_actor_overtakes_territory": "territory",
    "non_violent_transfer_of_territory": "territory",
    "air_drone_strike": "air",
    "chemical_weapon": "chemical",
    "suicide_bomb": "bomb",
    "remote_explosive_landmine_ied": "bomb",
    "grenade": "grenade",
    "shelling_artillery_missile_attack": "shelling",
    "attack": "attack",
    "sexual_violence": "sexual",
    "abduction_forced_disappearance": "abduction",
    "looting_property_destruction": "property",
    "arrests": "arrests",
    "disrupted_weapons_use": "weapons",
    "change_to_group_activity": "change",
    "agreement": "agreement",
    "headquarters_or_base_established": "base",
    "peaceful_protest": "protest",
    "protest_with_intervention": "protest",
    "excessive_force_against_protesters": "protest",
    "violent_demonstration": "riot",
    "mob_violence": "riot",
    "other": "other",
}
_NEAR = {
    frozenset(pair)
    for pair in (
        ("battle", "attack"),
        ("battle", "bomb"),
        ("battle", "grenade"),
        ("battle", "shelling"),
        ("battle", "air"),
        ("battle", "abduction"),
        ("battle", "territory"),
        ("attack", "bomb"),
        ("attack", "grenade"),
        ("attack", "shelling"),
        ("attack", "air"),
        ("attack", "abduction"),
        ("attack", "property"),
        ("attack", "territory"),
        ("attack", "riot"),
        ("attack", "sexual"),
        ("attack", "chemical"),
        ("bomb", "property"),
        ("bomb", "weapons"),
        ("bomb", "grenade"),
        ("air", "shelling"),
        ("battle", "property"),
        ("territory", "property"),
        ("battle", "arrests"),
        ("battle", "weapons"),
        ("arrests", "weapons"),
        ("protest", "riot"),
        ("protest", "arrests"),
        ("protest", "attack"),
        ("abduction", "property"),
        ("property", "shelling"),
        ("property", "air"),
        ("property", "riot"),
    )
}


_DEVICES = frozenset({"air", "chemical", "bomb", "grenade", "shelling"})


def family(kind: EventType) -> str:
    """The family that a type belongs to; two reports of one incident have types of near families."""
    return _FAMILY[kind]


def likeness(a: EventType, b: EventType) -> float:
    """How well two types fit one incident: 1 the same, 0.8 one family, 0.4 near families, 0.2 two devices, else 0."""
    if a == b:
        return 1.0
    if _FAMILY[a] == _FAMILY[b]:
        return 0.8
    if _FAMILY[a] in _DEVICES and _FAMILY[b] in _DEVICES:
        return 0.2
    return 0.4 if frozenset((_FAMILY[a], _FAMILY[b])) in _NEAR else 0.0


def event_type(kinds: Collection[str], victims: Collection[Group], agents: Collection[Group]) -> EventType:
    """The sub-event type of a deed told by trigger classes `kinds`, done by `agents` to `victims`.

    The higher in ACLED's hierarchy wins (codebook, Type), but a device names its own type: a bomb against a
    patrol stays a bomb unless shots were exchanged.
    """
    for needed, kind in _BY_DEVICE:
        if needed & set(kinds):
            return kind
    if {"v.defuse", "v.seize"} & set(kinds) and not set(kinds) & _HARMS:
        return "disrupted_weapons_use"
    if _HELD & set(kinds) and not set(kinds) & (_HARMS - _HELD):
        held = "v.arrest" in kinds or ("v.surrender" not in kinds and "n.arrest" in kinds)
        return "arrests" if held else "change_to_group_activity"
    by_state = any(group in SECURITY for group in agents)
    if {"v.overtake", "v.retake", "n.overtake", "n.retake"} & set(kinds):
        return (
            "government_regains_territory"
            if by_state or "v.retake" in kinds
            else "non_state_actor_overtakes_territory"
        )
    if {"v.clash", "n.clash", "v.ambush", "n.ambush"} & set(kinds):
        return "armed_clash" if not _is_one_sided(kinds, victims) else "attack"
    for needed, kind in _BY_WEAPON:
        if needed & set(kinds):
            return kind
    return _by_roles(set(kinds), set(victims), set(agents))


_HARMS = frozenset(
    "v.kill v.injure adj.dead v.die v.claimlives v.attack n.attack v.ambush n.ambush v.clash n.clash v.explode v.abduct "
    "v.overtake v.arson v.arrest n.arrest v.surrender n.surrender v.capture n.airstrike v.shell v.airstrike n.abduction".split()
)
_HELD = frozenset("v.arrest n.arrest v.surrender n.surrender".split())
"""With these alone, a device is what those held had with them, not one that went off."""
_BY_DEVICE: tuple[tuple[frozenset[str], EventType], ...] = (
    (frozenset({"v.suicide", "n.suicide"}), "suicide_bomb"),
    (frozenset({"n.chemical"}), "chemical_weapon"),
    (frozenset({"n.sexual"}), "sexual_violence"),
    (frozenset({"v.hijack"}), "abduction_forced_disappearance"),
)
_BY_WEAPON: tuple[tuple[frozenset[str], EventType], ...] = (
    (frozenset({"n.airstrike", "v.airstrike"}), "air_drone_strike"),
    (frozenset({"n.shelling", "v.shell"}), "shelling_artillery_missile_attack"),
    (frozenset({"n.grenade"}), "grenade"),
    (frozenset({"n.explosion", "v.explode"}), "remote_explosive_landmine_ied"),
    (frozenset({"v.abduct", "n.abduction"}), "abduction_forced_disappearance"),
    (frozenset({"n.strike"}), "air_drone_strike"),
    (frozenset({"n.mob"}), "mob_violence"),
    (frozenset({"n.riot"}), "violent_demonstration"),
)


def _is_one_sided(kinds: Collection[str], victims: Collection[Group]) -> bool:
    """An ambush in which only civilians were hit is an attack on them."""
    fought = {"v.clash", "n.clash"} & set(kinds)
    return (
        not fought
        and bool(victims)
        and set(victims) <= {"civilians", "officials", "unknown"}
        and "civilians" in victims
    )


def _by_roles(kinds: set[str], victims: set[Group], agents: set[Group]) -> EventType:
    """The type of a deed without a telling weapon, by who did it to whom."""
    if kinds & {"n.protest", "v.protest", "v.disperse"} and not ("militants" in agents and kinds & _HARMS):
        if kinds & {"v.kill", "adj.dead", "v.die"} and "v.disperse" in kinds | agents:
            return "excessive_force_against_protesters"
        return (
            "protest_with_intervention"
            if kinds & {"v.disperse", "v.arrest", "v.injure"}
            else "peaceful_protest"
        )
    violent = kinds & {
        "v.kill",
        "n.attack",
        "v.attack",
        "v.injure",
        "adj.dead",
        "v.die",
        "n.sniper",
        "v.claimlives",
        "n.disorder",
    }
    if violent:
        armed = bool(victims & SECURITY) or (
            "militants" in victims and not victims & {"civilians", "officials"}
        )
        return "armed_clash" if armed else "attack"
    for needed, kind in _QUIET:
        if needed & kinds:
            return kind
    if "n.operation" in kinds:
        return "armed_clash" if victims & (SECURITY | {"militants"}) else "other"
    return "other"


_QUIET: tuple[tuple[frozenset[str], EventType], ...] = (
    (frozenset({"v.capture", "v.missing"}), "abduction_forced_disappearance"),
    (frozenset({"v.arson", "n.arson", "n.blockade", "v.blockade"}), "looting_property_destruction"),
    (frozenset({"v.arrest", "n.arrest"}), "arrests"),
    (frozenset({"v.surrender", "n.surrender"}), "change_to_group_activity"),
    (frozenset({"n.agreement", "v.agree"}), "agreement"),
    (frozenset({"v.base"}), "headquarters_or_base_established"),
    (frozenset({"v.withdraw"}), "non_violent_transfer_of_territory"),
    (frozenset({"v.seize"}), "disrupted_weapons_use"),
)


def type_of_tellings(told: Sequence[tuple[EventType, Collection[str]]]) -> EventType:
    """The type of an incident told several times: the tellings vote, the first ones and the telling words most.

    `told` are the type and the trigger classes of each telling, in the order of the text. A type that rests on
    who hit whom alone weighs less than one that rests on a device, a fight or a place taken.
    """
    votes: dict[EventType, float] = {}
    for n, (kind, kinds) in enumerate(told):
        if kind != "other":
            by_roles = kind in ("attack", "armed_clash") and not set(kinds) & _FOUGHT
            sure = 0.25 if by_roles else _SURE.get(_FAMILY[kind], 1.0)
            votes[kind] = votes.get(kind, 0.0) + sure / (1 + 0.3 * n)
    if "suicide_bomb" in votes:
        votes["suicide_bomb"] += votes.pop("remote_explosive_landmine_ied", 0.0)
    return max(votes, key=lambda kind: votes[kind]) if votes else "other"


_SURE = {
    "chemical": 2.0,
    "sexual": 1.5,
    "territory": 1.4,
    "abduction": 1.1,
    "protest": 0.8,
    "property": 0.7,
    "arrests": 0.6,
    "change": 0.6,
    "weapons": 0.6,
}
_FOUGHT = frozenset({"v.clash", "n.clash", "v.ambush", "n.ambush"})


def tactics(kinds: Collection[str], lowers: Collection[str]) -> tuple[str, ...]:
    """Finer words for how it was done, in the order of the table."""
    found = [name for needed, name in _TACTICS if needed & set(kinds)]
    found += [name for words, name in _TACTIC_WORDS if words & set(lowers) and name not in found]
    if "v.seize" in kinds and ARMS_FOUND & set(lowers) and "weapons seizure" not in found:
        found.append("arms found")
    return tuple(found)


def told_tactics(kind: EventType, found: Sequence[str]) -> tuple[str, ...]:
    """The tactics of an incident, each once, without what its type already says."""
    said = {"arrests": "arrests", "disrupted_weapons_use": "arms found"}.get(kind)
    return tuple(tactic for tactic in dict.fromkeys(found) if tactic != said)


_TACTICS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"v.ambush", "n.ambush"}), "ambush"),
    (frozenset({"n.sniper"}), "sniper fire"),
    (frozenset({"v.hijack"}), "hijacking"),
    (frozenset({"v.blockade", "n.blockade"}), "blockade"),
    (frozenset({"n.disorder"}), "coordinated attacks"),
    (frozenset({"n.mob"}), "mob"),
    (frozenset({"v.arrest"}), "arrests"),
)
_TACTIC_WORDS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset("hijacked hijacking hijack".split()), "hijacking"),
    (frozenset("hostage hostages siege".split()), "hostage-taking"),
    (frozenset("torched torching ablaze arson burned burnt".split()), "arson"),
    (frozenset("robbed robbery looted looting ransacked".split()), "robbery"),
    (frozenset("tortured torture".split()), "torture"),
    (frozenset("assassinated assassination".split()), "assassination"),
    (frozenset("executed execution beheaded beheading".split()), "execution"),
    (frozenset("snatched".split()), "weapons seizure"),
    (frozenset("raid raided storm stormed".split()), "raid"),
    (frozenset("coordinated simultaneous".split()), "coordinated attacks"),
)


ARMS_FOUND = frozenset(
    "weapon weapons explosives arms ammunition bomb bombs ied ieds rifles rifle pistol pistols detonators cache gun guns "
    "grenade grenades explosive mines mine landmine landmines cartridges rounds dump rockets mortars shells device devices "
    "gelatin gelatine dynamite revolver revolvers carbine pistols firearm firearms bullets ammonium nitrate tnt detonator "
    "launchers land-mine land-mines time-bomb can-bomb can-bombs arsenal bomb-making".split()
)
"""What is seized or defused where weapons are found."""
_BOMBS = frozenset(
    "bomb bombs ied ieds mine mines landmine landmines device devices can-bomb can-bombs".split()
)
_PLANTED = frozenset(
    "planted laid buried placed fitted beneath underneath culvert track tracks attached hidden road roads highway bridge route".split()
)


_STORED = frozenset(
    "arms ammunition rifle rifles pistol pistols gun guns dump cache gelatin gelatine cartridges rounds literature".split()
)


def stage(kinds: Collection[str], lowers: list[str], at: int) -> Stage:
    """How far the deed went: carried out, attempted, foiled or only threatened."""
    if "v.foil" in kinds or "v.defuse" in kinds:
        return "foiled"
    laid = _BOMBS & set(lowers) and _PLANTED & set(lowers) and not _STORED & set(lowers)
    if "v.seize" in kinds and laid and not set(kinds) & _HARMS:
        return "foiled"  # a bomb found where it was laid, not in a store of arms
    before = lowers[max(0, at - 5) : at]
    if {"threatened", "threatens", "threatening"} & set(before):
        return "threatened"
    if {"tried", "attempted", "attempting", "trying", "attempt", "bid"} & set(before) or "attempt" in lowers[
        at : at + 3
    ]:
        return "attempted"
    return "threatened" if "n.threat" in kinds else "carried_out"
