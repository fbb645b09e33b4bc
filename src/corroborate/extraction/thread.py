"""The tellings of one incident of a document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from corroborate.extraction.deed import Deed
from corroborate.model import When, Where
from corroborate.model.vocabulary import EventType
from corroborate.places import PlaceMention


@dataclass(slots=True)
class Thread:
    """The tellings of one incident, in the order of the text."""

    deeds: list[Deed] = field(default_factory=list)
    when: When | None = None
    wheres: list[Where] = field(default_factory=list)
    lent: bool = False
    umbrella: bool = False
    nearby: list[PlaceMention] = field(default_factory=list)
    figures: set[tuple[str, int]] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)

    @property
    def type(self) -> EventType:
        """The type of the first telling that says one."""
        return next((deed.type for deed in self.deeds if deed.type != "other"), self.deeds[0].type)

    @property
    def last(self) -> int:
        """The sentence of the latest telling."""
        return self.deeds[-1].sentence

    def join(self, deed: Deed, when: When | None, where: Where | None) -> None:
        """Another telling, with the day and place that it gives; the finest day known stands."""
        self.deeds.append(deed)
        self.figures |= figures_of(deed)
        self.parties |= parties_of(deed)
        self.things |= things_of(deed, ("object", "people", "person"))
        if when is not None and (self.when is None or _is_better(when, self.when)):
            self.when = when
        if where is not None and where not in self.wheres:
            self.wheres.append(where)


def figures_of(deed: Deed) -> set[tuple[str, int]]:
    """The effects that a telling tells of, with how many were hit."""
    return {(h.effect, h.people.count.low) for h in deed.harms if h.people.count.low}


def parties_of(deed: Deed) -> set[str]:
    """The registry's ids of those who did it by this telling."""
    return {agent.actor for agent in deed.agents if agent.actor}


def things_of(deed: Deed, kinds: Collection[str]) -> set[str]:
    """The longer words of what was hit, of these kinds of targets."""
    return {
        word for hit in deed.hits if hit.kind in kinds for word in hit.name.lower().split() if len(word) > 3
    }


def _is_better(a: When, b: When) -> bool:
    """Whether `a` is a known day where `b` is none, or a shorter time inside it."""
    if b.earliest is None:
        return a.earliest is not None
    if a.earliest is None or a.latest is None or b.latest is None:
        return False
    inside = b.earliest <= a.earliest and a.latest <= b.latest
    return inside and (a.latest - a.earliest) < (b.latest - b.earliest)
