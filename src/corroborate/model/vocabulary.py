"""The closed vocabularies of the record, as the output contract fixes them."""

from __future__ import annotations

from typing import Literal

EventType = Literal[
    "government_regains_territory",
    "non_state_actor_overtakes_territory",
    "armed_clash",
    "excessive_force_against_protesters",
    "protest_with_intervention",
    "peaceful_protest",
    "violent_demonstration",
    "mob_violence",
    "chemical_weapon",
    "air_drone_strike",
    "suicide_bomb",
    "shelling_artillery_missile_attack",
    "remote_explosive_landmine_ied",
    "grenade",
    "sexual_violence",
    "attack",
    "abduction_forced_disappearance",
    "agreement",
    "arrests",
    "change_to_group_activity",
    "disrupted_weapons_use",
    "headquarters_or_base_established",
    "looting_property_destruction",
    "non_violent_transfer_of_territory",
    "other",
]
Stage = Literal["carried_out", "attempted", "foiled", "threatened"]
Group = Literal[
    "military", "police", "paramilitary", "security_forces", "militants", "civilians", "officials", "unknown"
]
CasualtyEffect = Literal["killed", "injured", "captured", "missing", "casualties"]
TargetEffect = Literal[
    "killed", "injured", "captured", "missing", "damaged", "destroyed", "seized", "none", "unknown"
]
TargetKind = Literal["person", "people", "organization", "object", "place"]
PerpetratorKind = Literal["organization", "unit", "individual", "group"]
Responsibility = Literal["fact", "claimed", "accused", "suspected", "denied"]
Role = Literal[
    "armed_group",
    "government",
    "military",
    "police",
    "local_source",
    "witness",
    "media",
    "monitor",
    "analyst",
    "international",
    "civil_society",
    "unattributed",
]
WhenPrecision = Literal["day", "days", "week", "month", "year", "longer", "unresolved"]
WherePrecision = Literal["exact", "near", "district", "province", "region", "country", "unresolved"]
Measure = Literal["attacks", "locations", "killed", "injured", "captured", "missing", "arrested", "other"]
Act = Literal[
    "claims_responsibility",
    "denies",
    "accuses",
    "condemns",
    "appeals",
    "demands",
    "threatens",
    "promises",
    "praises",
    "sanctions",
    "assesses",
]
