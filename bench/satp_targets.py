"""Whom or what a report's deeds were aimed at, in the terms of the corpus of short reports from India.

The corpus knows people by side (Security, Maoist, Civilians, Government Officials, Non-Maoist Armed Group) and
things by owner (Government Infrastructure, Private Property, Mining Company). Arrests are aimed at whom they
catch. Its `Unknown`, mostly for clashes, and `No Target`, for surrenders, are left out: nothing is compared there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from corroborate.model import Report, Target

PEOPLE = {
    "military": "Security",
    "police": "Security",
    "paramilitary": "Security",
    "security_forces": "Security",
    "militants": "Maoist",
    "civilians": "Civilians",
    "officials": "Government Officials",
    "unknown": "Civilians",
}
THINGS = ("object", "place")
PUBLIC_WORDS = frozenset(
    "railway rail track tracks train station bridge road school schools tower towers office offices government "
    "panchayat hospital block post line lines pole pylon substation culvert dam bungalow guesthouse rest telephone "
    "mobile exchange community forest construction".split()
)
"""A thing under one of these words belongs to the state, or serves all; any other is somebody's own."""
MINING_WORDS = frozenset("mine mines mining steel ore bauxite coal quarry".split())
SIDES = {"arrests": "Maoist"}
"""Deeds whose object is in the word, where nobody is named: the state arrests rebels."""
NOT_COMPARED = frozenset(("Unknown", "No Target"))


def targets(reports: Sequence[Report], is_vigilante: Callable[[Report], bool]) -> frozenset[str]:
    """The corpus's terms for all targets of the reports."""
    found = set()
    for report in reports:
        here = {_term(target) for target in report.targets}
        if "Maoist" in here and is_vigilante(report):
            here = here - {"Maoist"} | {"Non-Maoist Armed Group"}
        if not here and report.type in SIDES:
            here = {SIDES[report.type]}
        found |= here
    return frozenset(found)


def wanted_targets(gold: Mapping[str, Any]) -> frozenset[str]:
    """The targets of a coded report; empty where there is nothing to compare."""
    return frozenset(each for each in gold["targets"] if each) - NOT_COMPARED


def _term(target: Target) -> str:
    if target.kind not in THINGS:
        return PEOPLE[target.group]
    said = set(target.name.lower().replace("-", " ").split())
    if said & MINING_WORDS:
        return "Mining Company"
    return "Government Infrastructure" if said & PUBLIC_WORDS else "Private Property"
