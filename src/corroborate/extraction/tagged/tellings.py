"""Mentions in the project's own roles told apart into incidents: words of a deed, and who and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from corroborate.extraction.tagged.grouping import linked
from corroborate.extraction.tagged.seen import Seen

ROLES = (
    "trigger", "perpetrator", "victim", "object", "weapon", "place", "date", "figure", "speaker", "cue",
)  # fmt: skip
"""The roles that the example corpus marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure is enough: `least` by role for a mention, `apart` for two words of deeds to speak of one incident
    (average linkage), `joined` for a mention to belong to an incident beside its likeliest one."""

    least: dict[str, float]
    apart: float = 0.5
    joined: float = 0.6


SURE = Sureness(
    least={
        "trigger": 0.5, "perpetrator": 0.4, "victim": 0.4, "object": 0.5, "weapon": 0.35, "place": 0.5, "date": 0.5,
        "figure": 0.4,
    }
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Telling:
    """One incident as the tagger sees it: the numbers of its mentions by role, the likeliest first."""

    triggers: list[int]
    members: dict[str, list[int]] = field(default_factory=dict)

    def of(self, *roles: str) -> list[int]:
        """The numbers of the mentions in these roles."""
        return [n for role in roles for n in self.members.get(role, ())]


def tellings(seen: Seen, sure: Sureness = SURE) -> list[Telling]:
    """The incidents of a text, in the order of their first words."""
    kept = [n for n, each in enumerate(seen.mentions) if each.score >= sure.least.get(each.role, 2.0)]
    triggers = [n for n in kept if seen.mentions[n].role == "trigger"]
    if not triggers:
        return []
    near = seen.together[np.ix_(triggers, triggers)]
    made = [Telling(triggers=[triggers[n] for n in sorted(group)]) for group in linked(near, sure.apart)]
    made.sort(key=lambda each: each.triggers[0])
    for n in kept:
        if seen.mentions[n].role != "trigger":
            for telling in _homes(n, made, seen, sure.joined):
                telling.members.setdefault(seen.mentions[n].role, []).append(n)
    for telling in made:
        for numbers in telling.members.values():
            numbers.sort(key=lambda n: -belongs(n, telling.triggers, seen) * seen.scores[n])
    return made


def belongs(n: int, words: Sequence[int], seen: Seen) -> float:
    """How likely a mention belongs to an incident with these words of a deed: the likeliest word, softened by the others."""
    if not words:
        return 0.0
    table = seen.together[n, words]
    return float(0.5 * table.max() + 0.5 * table.mean())


def _homes(n: int, made: Sequence[Telling], seen: Seen, joined: float) -> list[Telling]:
    likely = [belongs(n, telling.triggers, seen) for telling in made]
    best = int(np.argmax(likely))
    return [telling for g, telling in enumerate(made) if g == best or likely[g] >= joined]
