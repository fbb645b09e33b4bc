"""Entities told apart into incidents, by how likely two of them belong to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from corroborate.extraction.tagged.entities import Entity
from corroborate.language.tagger.reading import Floats

ANCHORS = frozenset(("target", "victim_name", "victim_described"))
"""The roles that tell one incident from another: whom and what it hit."""

WEAPON = "instrument"
"""The role that speaks of an incident of its own where it belongs to none of those told."""


@dataclass(slots=True, kw_only=True)
class Group:
    """The entities of one incident, and how likely it is of each type."""

    anchors: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    types: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    @property
    def all(self) -> list[int]:
        """All entities of the group."""
        return [*self.anchors, *self.others]


def between(one: Entity, other: Entity, together: Floats, scores: Floats) -> float:
    """How likely two entities belong to one incident: the mean over their mentions, weighed by how sure these are."""
    table = together[np.ix_(one.members, other.members)]
    weight = np.outer(scores[one.members], scores[other.members])
    return float((table * weight).sum() / weight.sum())


def groups(
    found: Sequence[Entity], together: Floats, scores: Floats, apart: float, joined: float
) -> list[Group]:
    """The incidents among entities.

    Victims and targets are brought together while the two nearest sets are, on average, likelier than
    `apart` to be of one incident (average linkage). Perpetrators and weapons go to every incident that they are
    likelier than `joined` to belong to; else perpetrators go to the nearest, and weapons make one of their own,
    as all do where nobody was hit.
    """
    if not found:
        return []
    near = np.array([[between(a, b, together, scores) for b in found] for a in found], dtype=np.float32)
    anchors = [n for n, each in enumerate(found) if each.role in ANCHORS]
    sets = _linked(anchors or list(range(len(found))), near, apart)
    made = [Group(anchors=members) for members in sets]
    if not anchors:
        return made
    alone = []
    for n in range(len(found)):
        if n in anchors:
            continue
        likely = [float(near[n, group.anchors].mean()) for group in made]
        chosen = [g for g, score in enumerate(likely) if score >= joined]
        if not chosen and found[n].role == WEAPON:
            alone.append(n)
            continue
        for g in chosen or [int(np.argmax(likely))]:
            made[g].others.append(n)
    return [*made, *(Group(anchors=members) for members in _linked(alone, near, apart))]


def _linked(chosen: list[int], near: Floats, apart: float) -> list[list[int]]:
    return [[chosen[n] for n in group] for group in linked(near[np.ix_(chosen, chosen)], apart)]


def linked(near: Floats, apart: float) -> list[list[int]]:
    """The numbers 0 to N brought together by average linkage while two sets are likelier than `apart` to be one."""
    count = len(near)
    sets = [[n] for n in range(count)]
    table = near.astype(np.float32).copy()
    np.fill_diagonal(table, -1.0)
    while count > 1:
        i, j = divmod(int(table.argmax()), len(sets))
        if table[i, j] < apart:
            break
        one, other = len(sets[i]), len(sets[j])
        mean = (one * table[i] + other * table[j]) / (one + other)
        mean[table[i] < 0] = mean[table[j] < 0] = -1.0
        table[i] = table[:, i] = mean
        table[j] = table[:, j] = -1.0
        sets[i] += sets[j]
        sets[j] = []
        count -= 1
    return [group for group in sets if group]
