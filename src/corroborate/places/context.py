"""What a document says about where it plays: its countries, and the places that are certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from corroborate.model import Where
from corroborate.places.candidates import Places, candidates, held, holding
from corroborate.places.place import Place, PlaceMention
from corroborate.places.seats import country_of
from corroborate.places.senses import Senses, certain, weigh
from corroborate.places.spelling import key_of

_DEMONYM = 0.5
"""Weight of "Pakistani" against that of "Pakistan" (2) and of a name that only one country has (1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceContext:
    """The countries of a document, by weight, and what its names may mean.

    `votes` are the parts of the weights that each name gave; `named` holds what each name may mean, `said`
    those names of which the text says somewhere what holds them; `memo` keeps what was resolved in this context.
    """

    weights: Mapping[str, float]
    votes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    named: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    memo: dict[object, Where] = field(default_factory=dict, compare=False, repr=False)
    _weighed: list[Senses] = field(default_factory=list, compare=False, repr=False)

    @property
    def senses(self) -> Senses:
        """What each name most likely means, all weighed together."""
        if not self._weighed:
            shares = {}
            for key in self.named:
                other = self.without(key)
                shares[key] = {country: other.share(country) for country in other.weights}
            self._weighed.append(weigh(self.named, shares))
        return self._weighed[0]

    @property
    def anchors(self) -> tuple[Place, ...]:
        """The places of the document that are certain, be it as a town or as the district around it."""
        return tuple(anchor for each in self.senses.values() if (anchor := certain(each)))

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
        return replace(self, weights=weights, memo={}, _weighed=[])

    @property
    def leading_country(self) -> str | None:
        """The country that has the largest part of the document, where that is a good part."""
        best = max(self.weights, key=self.weights.__getitem__, default=None)
        return best if best is not None and self.share(best) >= 0.4 else None

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
        return replace(self, weights=MappingProxyType(weights), memo={}, _weighed=[])


def read_context(places: Places, mentions: Iterable[PlaceMention], hints: Iterable[str] = ()) -> PlaceContext:
    """The context that all mentions of one document give."""
    mentions = list(mentions)
    weights: defaultdict[str, float] = defaultdict(float)
    for hint in hints:
        weights[hint] += 1.0
    for hinted in {(m.wording, m.hints) for m in mentions if m.hints}:
        for hint in hinted[1]:
            weights[hint] += _DEMONYM / len(hinted[1])
    named, said = _named(places, mentions)
    votes: dict[str, dict[str, float]] = {}
    counted: defaultdict[str, int] = defaultdict(int)
    for mention in mentions:
        for name in mention.names:
            counted[key_of(name)] += 1
    for key, found in named.items():
        votes[key] = {country: weight * counted[key] for country, weight in _votes(found)}
        for country, weight in votes[key].items():
            weights[country] += weight
    return PlaceContext(weights=MappingProxyType(dict(weights)), votes=votes, named=named, said=said)


def _named(
    places: Places, mentions: Iterable[PlaceMention]
) -> tuple[dict[str, tuple[Place, ...]], frozenset[str]]:
    """What each name may mean; where the text says what holds it, only what lies there, wherever it stands."""
    named: dict[str, tuple[Place, ...]] = {}
    said: dict[str, tuple[Place, ...]] = {}
    for mention in mentions:
        above: tuple[Place, ...] = ()
        chain = [
            (key_of(name), candidates(places, name, kind) if country_of(kind) is None else ())
            for name, kind in zip(mention.names, mention.kinds, strict=True)
        ]
        for k, (key, found) in reversed(list(enumerate(chain))):
            if mention.kinds[k] == "near":
                named.setdefault(key, found)
                continue
            if k and mention.kinds[k - 1] != "near":
                found = holding(found, chain[k - 1][1]) or found
            if above and (inside := held(above, found)):
                found = said[key] = tuple(p for p in inside if p in said.get(key, inside)) or inside
            named.setdefault(key, found)
            above = tuple(p for p in found if p.level != "world")
    return {**named, **said}, frozenset(said)


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
