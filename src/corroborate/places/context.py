"""What a document says about where it plays: its countries, and the places that are certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from corroborate.model import Where
from corroborate.places.place import Place, PlaceMention
from corroborate.places.spelling import key_of

_DEMONYM = 0.5
"""Weight of "Pakistani" against that of "Pakistan" (2) and of a name that only one country has (1)."""


class Places(Protocol):
    """What the context and the resolver need of the gazetteer."""

    def under(self, key: str) -> tuple[Place, ...]: ...
    def spelt_like(self, name: str, country: str) -> tuple[Place, ...]: ...
    def country_name(self, code: str) -> str: ...
    def name_of(self, place: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceContext:
    """The countries of a document, by weight, and its certain places ("anchors").

    `votes` are the parts of the weights that each name gave; `memo` keeps what was resolved in this context.
    """

    weights: Mapping[str, float]
    votes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    anchors: tuple[Place, ...] = ()
    memo: dict[object, Where] = field(default_factory=dict, compare=False, repr=False)

    def share(self, country: str | None) -> float:
        """The part of the document's weight that lies on `country`, 0 to 1."""
        total = sum(self.weights.values())
        return self.weights.get(country or "", 0.0) / total if total else 0.0

    def without(self, key: str) -> PlaceContext:
        """This context as it is without the name filed under `key`: no name is its own witness."""
        own = self.votes.get(key)
        if not own:
            return self
        weights = {
            country: max(0.0, weight - own.get(country, 0.0)) for country, weight in self.weights.items()
        }
        return replace(self, weights=weights, memo={})

    @property
    def main_country(self) -> str | None:
        """The country that has most of the document, where one has clearly most."""
        best = max(self.weights, key=self.weights.__getitem__, default=None)
        return best if best is not None and self.share(best) >= 0.6 else None

    def with_countries(self, countries: Iterable[str]) -> PlaceContext:
        """This context with further countries (ISO 3166-1 alpha-2), such as those of the actors."""
        weights = dict(self.weights)
        for country in countries:
            weights[country] = weights.get(country, 0.0) + 1.0
        return replace(self, weights=MappingProxyType(weights), memo={})


def read_context(places: Places, mentions: Iterable[PlaceMention], hints: Iterable[str] = ()) -> PlaceContext:
    """The context that all mentions of one document give."""
    mentions = list(mentions)
    weights: defaultdict[str, float] = defaultdict(float)
    for hint in hints:
        weights[hint] += 1.0
    for hinted in {(m.wording, m.hints) for m in mentions if m.hints}:
        for hint in hinted[1]:
            weights[hint] += _DEMONYM / len(hinted[1])
    named: dict[str, tuple[Place, ...]] = {}
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        for name in mention.names:
            key = key_of(name)
            named[key] = places.under(key)
            for country, weight in _votes(named[key]):
                weights[country] += weight
                votes[key][country] += weight
    context = PlaceContext(weights=MappingProxyType(dict(weights)), votes=votes)
    anchors = [anchor for key, found in named.items() if (anchor := _certain(found, context.without(key)))]
    return replace(context, anchors=tuple(anchors))


def _votes(found: tuple[Place, ...]) -> list[tuple[str, float]]:
    """Countries that a name speaks for."""
    for place in found:
        if place.level == "country" and place.country:
            return [(place.country, 0.3 if _has_province(found) else 2.0)]
    sizes: defaultdict[str, float] = defaultdict(float)
    for place in found:
        if place.country:
            size = max(place.population, 1_000 if place.level == "place" else 500_000)
            sizes[place.country] += size if place.is_main_name else size / 10
    total = sum(sizes.values())
    return [(country, size / total) for country, size in sizes.items() if size / total > 0.1]


def _has_province(found: tuple[Place, ...]) -> bool:
    return any(place.level == "province" for place in found)


def _certain(found: tuple[Place, ...], context: PlaceContext) -> Place | None:
    """The place that a name means beyond doubt: the only one in the document's countries, or by far the largest."""
    if any(p.level == "country" for p in found):
        return None
    shares: dict[str | None, float] = {p.country: context.share(p.country) for p in found if p.country}
    likely = [p for p in found if shares.get(p.country, 0.0) > 0.15 or (len(shares) == 1 and p.is_main_name)]
    mains = [p for p in likely if p.is_main_name] or likely
    if not mains:
        return None
    best = max(mains, key=lambda p: p.population if p.level == "place" else max(p.population, 300_000))
    others = [p for p in mains if p is not best and best.id not in p.parents and p.id not in best.parents]
    size = max(best.population, 1)
    return best if all(size > 10 * p.population for p in others) and best.latitude is not None else None
