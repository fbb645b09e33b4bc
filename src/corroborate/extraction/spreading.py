"""One sentence with several deeds of one kind: "killed five people in one town and four in another"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.deed import Deed
from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.places import PlaceMention

_AT = frozenset("in at near on outside".split())
_NEAR = 3
"""Tokens from a figure to the place that is its own."""


def spread(passage: Passage, deed: Deed) -> list[Deed]:
    """The deeds of a telling whose figures each name their own place; else the telling itself."""
    placed = _placed(passage, deed)
    if len(placed) < 2 or deed.headline:
        return [deed]
    effects = {harm.effect for harm, _ in placed}
    if len(effects) > 1 or len({place.names[0] for _, place in placed}) < len(placed):
        return [deed]
    cuts = [harm.people.begin for harm, _ in placed[1:]]
    edges = [deed.begin, *cuts, deed.end]
    return [_share(deed, (edges[n], edges[n + 1]), placed[n]) for n in range(len(placed))]


def _share(deed: Deed, reach: tuple[int, int], own: tuple[Harm, PlaceMention]) -> Deed:
    """The telling of the deed at one place: its own figures and those that follow them up to the next."""
    begin, end = reach
    harm, place = own
    inside = [p for p in deed.places if begin <= p.begin < end and p is not place]
    return replace(
        deed,
        begin=begin,
        end=end,
        plural=False,
        at=deed.at if begin <= deed.at < end else harm.people.begin,
        harms=[h for h in deed.harms if begin <= h.people.begin < end],
        hits=[hit for hit in deed.hits if begin <= hit.begin < end],
        places=[place, *inside],
    )


def _placed(passage: Passage, deed: Deed) -> list[tuple[Harm, PlaceMention]]:
    """The counted harms that a place of their own follows, left to right."""
    lowers = passage.sentences[deed.sentence].lowers
    found = []
    for harm in sorted(deed.harms, key=lambda h: h.people.begin):
        people = harm.people
        if not people.count.low or people.part or lowers[people.end : people.end + 1] == []:
            continue
        place = next(
            (
                p
                for p in deed.places
                if people.end < p.begin <= people.end + _NEAR
                and _AT.intersection(lowers[people.end : p.begin])
            ),
            None,
        )
        if place is not None:
            found.append((harm, place))
    return found
