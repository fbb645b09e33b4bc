"""One text to learn from: marked ranges by role, what is said of each, and which belong to one incident."""

from __future__ import annotations

from dataclasses import dataclass, field

MUC_ROLES = (
    "perpetrator_individual",
    "perpetrator_organization",
    "target",
    "victim_name",
    "victim_described",
    "instrument",
)
"""What MUC-4's keys mark: slots 9, 10, 12, 18, 19 and 6."""
OWN_ROLES = (
    "trigger",
    "perpetrator",
    "victim",
    "object",
    "weapon",
    "place",
    "date",
    "figure",
    "speaker",
    "cue",
)
"""What the example corpus marks (examples/README.md)."""
NAME_ROLES = ("person", "location", "organization")
"""What the corpora of names mark."""
ROLES = MUC_ROLES + OWN_ROLES + NAME_ROLES

MUC_TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "effect": ("DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "NO DEATH", "REGAINED FREEDOM", "-"),
    "damage": ("SOME DAMAGE", "DESTROYED", "NO DAMAGE", "PROPERTY TAKEN FROM TARGET", "-"),
    "confidence": (
        "REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "POSSIBLE", "-",
    ),
    "stage": ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"),
    "category": ("TERRORIST ACT", "STATE-SPONSORED VIOLENCE", "-"),
    "person": (
        "CIVILIAN", "POLITICAL FIGURE", "GOVERNMENT OFFICIAL", "LEGAL OR JUDICIAL", "LAW ENFORCEMENT", "ACTIVE MILITARY",
        "FORMER GOVERNMENT OFFICIAL", "FORMER ACTIVE MILITARY", "DIPLOMAT", "SECURITY GUARD",
    ),
    "facility": (
        "ENERGY", "OTHER", "TRANSPORT VEHICLE", "GOVERNMENT OFFICE OR RESIDENCE", "COMMERCIAL", "COMMUNICATIONS",
        "ORGANIZATION OFFICE", "FINANCIAL", "DIPLOMAT OFFICE OR RESIDENCE", "CIVILIAN RESIDENCE", "TRANSPORTATION ROUTE",
        "LAW ENFORCEMENT FACILITY", "POLITICAL FIGURE OFFICE OR RESIDENCE",
    ),
    "tool": (
        "BOMB", "GUN", "DYNAMITE", "EXPLOSIVE", "MACHINE GUN", "VEHICLE BOMB", "AERIAL BOMB", "MORTAR", "GRENADE", "RIFLE",
        "ROCKET", "MOLOTOV COCKTAIL", "MINE", "FIRE", "CUTTING DEVICE", "TORTURE",
    ),
    "event": (
        "government_regains_territory", "non_state_actor_overtakes_territory", "armed_clash",
        "excessive_force_against_protesters", "protest_with_intervention", "peaceful_protest", "violent_demonstration",
        "mob_violence", "chemical_weapon", "air_drone_strike", "suicide_bomb", "shelling_artillery_missile_attack",
        "remote_explosive_landmine_ied", "grenade", "sexual_violence", "attack", "abduction_forced_disappearance",
        "agreement", "arrests", "change_to_group_activity", "disrupted_weapons_use",
        "headquarters_or_base_established", "looting_property_destruction", "non_violent_transfer_of_territory", "other",
    ),
    "state": ("carried_out", "attempted", "foiled", "threatened"),
    "responsibility": ("fact", "claimed", "accused", "suspected", "denied"),
    "harm": ("killed", "injured", "captured", "missing", "casualties"),
    "harmed": (
        "civilians", "officials", "military", "police", "paramilitary", "security_forces", "militants", "unknown",
    ),
    "voice": (
        "armed_group", "military", "police", "government", "local_source", "witness", "international",
        "civil_society", "monitor", "media", "analyst",
    ),
}  # fmt: skip
"""What is said of a marked range, one of each list: MUC-4's set fills, and the contract's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A range of the text in a role.

    `entity` numbers what it names (one number, one entity; of a figure and its speaker, one number for both),
    `incidents` the incidents it belongs to;
    `kinds` are the MUC types of these incidents; `sure` is False for a repetition that may not play the role.
    """

    start: int
    end: int
    role: str
    entity: int
    incidents: frozenset[int]
    kinds: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str], ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, its marks, and the roles that it teaches (others are unknown in it, not absent)."""

    id: str
    text: str
    roles: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    source: str = ""
    kinds: frozenset[str] | None = field(default=None)
    """The MUC types that the whole text tells of; None where its corpus does not say."""
