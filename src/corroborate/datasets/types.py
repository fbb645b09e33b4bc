"""ACLED's hierarchy of event types, which the record's own types are the lowest level of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from corroborate.model.selection import folded
from corroborate.model.vocabulary import EventType


class Placed(NamedTuple):
    """Where a type stands in ACLED's hierarchy."""

    disorder_type: str
    event_type: str
    sub_event_type: str


_VIOLENCE, _DEMONSTRATIONS, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_BOTH = f"{_VIOLENCE}; {_DEMONSTRATIONS}"
_LEVELS: tuple[tuple[str, str, Mapping[EventType, str]], ...] = (
    (_VIOLENCE, "Battles", {
        "government_regains_territory": "Government regains territory",
        "non_state_actor_overtakes_territory": "Non-state actor overtakes territory",
        "armed_clash": "Armed clash",
    }),
    (_BOTH, "Protests", {"excessive_force_against_protesters": "Excessive force against protesters"}),
    (_DEMONSTRATIONS, "Protests", {
        "protest_with_intervention": "Protest with intervention",
        "peaceful_protest": "Peaceful protest",
    }),
    (_DEMONSTRATIONS, "Riots", {"violent_demonstration": "Violent demonstration"}),
    (_VIOLENCE, "Riots", {"mob_violence": "Mob violence"}),
    (_VIOLENCE, "Explosions/Remote violence", {
        "chemical_weapon": "Chemical weapon",
        "air_drone_strike": "Air/drone strike",
        "suicide_bomb": "Suicide bomb",
        "shelling_artillery_missile_attack": "Shelling/artillery/missile attack",
        "remote_explosive_landmine_ied": "Remote explosive/landmine/IED",
        "grenade": "Grenade",
    }),
    (_VIOLENCE, "Violence against civilians", {
        "sexual_violence": "Sexual violence",
        "attack": "Attack",
        "abduction_forced_disappearance": "Abduction/forced disappearance",
    }),
    (_STRATEGIC, "Strategic developments", {
        "agreement": "Agreement",
        "arrests": "Arrests",
        "change_to_group_activity": "Change to group/activity",
        "disrupted_weapons_use": "Disrupted weapons use",
        "headquarters_or_base_established": "Headquarters or base established",
        "looting_property_destruction": "Looting/property destruction",
        "non_violent_transfer_of_territory": "Non-violent transfer of territory",
        "other": "Other",
    }),
)  # fmt: skip

HIERARCHY: Mapping[EventType, Placed] = {
    kind: Placed(disorder, event, name) for disorder, event, kinds in _LEVELS for kind, name in kinds.items()
}
"""Each type of the record with its place in ACLED's hierarchy."""

_BY_NAME: Mapping[str, EventType] = {folded(each.sub_event_type): kind for kind, each in HIERARCHY.items()}


def type_of(sub_event_type: str) -> EventType | None:
    """The type that ACLED's name for a sub-event type means; None for a name that ACLED does not have."""
    return _BY_NAME.get(folded(sub_event_type))
