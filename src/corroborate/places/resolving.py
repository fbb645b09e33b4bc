"""A mention and its document's context become a place, with coordinates as fine as they are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corroborate.model import Where
from corroborate.model.vocabulary import WherePrecision
from corroborate.places.candidates import Places, candidates, holding
from corroborate.places.context import PlaceContext
from corroborate.places.geometry import any_can_hold, apart_km, can_hold
from corroborate.places.place import Level, Place, PlaceMention
from corroborate.places.seats import country_of
from corroborate.places.senses import prominence, support
from corroborate.places.spelling import key_of

_LEVELS: dict[Level, int] = {"place": 0, "district": 1, "province": 2, "region": 3, "country": 4, "world": 5}
_PRECISIONS: dict[Level, WherePrecision] = {
    "place": "exact", "district": "district", "province": "province", "region": "region",
    "country": "country", "world": "region",
}  # fmt: skip
# What a word of kind says about the level of the place meant: (level, points).
_KINDS: dict[str, dict[Level, float]] = {
    "village": {"place": 2.0, "district": -1.5, "province": -3.0, "country": -6.0},
    "town": {"place": 2.0, "district": -1.5, "province": -3.0, "country": -6.0},
    "city": {"place": 2.5, "district": -1.5, "province": -3.0, "country": -6.0},
    "neighbourhood": {"place": 1.0, "province": -3.0, "country": -6.0},
    "district": {"district": 3.0, "province": 2.0, "place": -0.5, "country": -6.0},
    "province": {"province": 4.0, "region": 1.0, "district": 1.0, "place": -1.0, "country": -3.0},
    "region": {"province": 3.0, "region": 3.0, "district": 1.0, "country": -2.0},
    "road": {"place": -1.0, "province": -3.0, "country": -6.0},
    "nature": {"region": 1.0, "country": -4.0},
}
_HELD, _NOT_HELD = 8.0, -6.0
_CONTEXT = 5.0
_BESIDE = 250.0
"""Kilometres within which a place must be of another that it is said to be near."""
_STRANGE = 0.02
"""The part of a document's weight up to which it says nothing of a country."""
_FAR = 50_000
"""A place of fewer people than this does not lead the document into a country it does not name."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """The place chosen for a name, and why."""

    place: Place | None
    because: str


class Resolver:
    """Chooses among the places of a name."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def resolve(self, mention: PlaceMention, context: PlaceContext) -> Where:
        """The place meant; what a text says of it is kept, and nothing is guessed finer than it is known."""
        key = (mention.names, mention.kinds, mention.relation, mention.wording)
        where = context.memo.get(key)
        if where is None:
            where = context.memo[key] = self._resolve(mention, context)
        return where

    def _resolve(self, mention: PlaceMention, context: PlaceContext) -> Where:
        if any(country_of(kind) is not None for kind in mention.kinds):
            mention = self._with_capital(mention, context)
        holders = [k for k in range(1, len(mention.names)) if mention.kinds[k] != "near"]
        chosen: dict[int, _Choice] = {}
        for k in reversed(holders):
            above = [chosen[j].place for j in holders if j > k]
            inner = candidates(self._places, mention.names[k - 1], mention.kinds[k - 1])
            chosen[k] = self._choose(mention.names[k], mention.kinds[k], _known(above), context, inner=inner)
        held_by = _known(chosen[k].place for k in holders)
        neighbours = [k for k in range(1, len(mention.names)) if mention.kinds[k] == "near"]
        beside = _known(
            self._choose(mention.names[k], "", held_by, context).place for k in neighbours
        )  # fmt: skip
        choice = self._choose(mention.names[0], mention.kinds[0], held_by, context, beside)
        said = [(mention.names[k], chosen[k].place) for k in holders]
        if choice.place is not None:
            return self._at(mention, choice, said)
        if mention.kinds[0] == "road" and (road := self._road(mention, context, held_by)) is not None:
            return road
        return self._unknown(mention, said, beside or held_by[:1], context)

    def _with_capital(self, mention: PlaceMention, context: PlaceContext) -> PlaceMention:
        """A mention of "the capital" with the name of the city, where the country is clear."""
        names, kinds = list(mention.names), list(mention.kinds)
        for k, kind in enumerate(mention.kinds):
            country = country_of(kind)
            if country is None:
                continue
            city = self._places.capital_of(country or context.leading_country or "")
            names[k], kinds[k] = (city.name, "city") if city else (mention.names[k], kind)
        return replace(mention, names=tuple(names), kinds=tuple(kinds))

    def _choose(
        self,
        name: str,
        kind: str,
        holders: list[Place],
        context: PlaceContext,
        beside: list[Place] | None = None,
        inner: tuple[Place, ...] = (),
    ) -> _Choice:
        """The best of the places that bear `name`, or none; as a holder, of those that may hold some of `inner`."""
        if country_of(kind) is not None:
            return _Choice(None, "")
        key = key_of(name)
        found = candidates(self._places, name, kind)
        if not holders and key in context.said:
            found = context.named[key]
        found = holding(found, inner) or found
        senses, anchors = context.senses, [a for a in context.anchors if key_of(a.name) != key]
        context = context.without(key)
        because = ""
        if holders and found and not any_can_hold(holders[:1], found):
            found = tuple(p for p in found if p.level == "country") if holders[0].level == "world" else ()
        if beside:
            found = tuple(p for p in found if min(apart_km(p, b) for b in beside) < _BESIDE)
        if not holders and not any(context.share(p.country) > _STRANGE for p in found):
            found = _longer(key, context) or found
        if not found:
            found, because = self._respelt(name, holders, context)
        if not holders:
            found = _plausible(found, context)
            if kind == "district":
                found = _seats(found, context, anchors)
        if not found:
            return _Choice(None, "")
        anchors += beside or []
        scored = sorted(
            ((_score(p, kind, found, holders, context) + support(p, senses, key), p) for p in found),
            key=_first,
        )
        best = scored[-1][1]
        return _Choice(best, because or self._because(best, found, holders, context, anchors))

    def _respelt(
        self, name: str, holders: list[Place], context: PlaceContext
    ) -> tuple[tuple[Place, ...], str]:
        country = next((h.country for h in holders if h.country), None) or context.main_country
        if country is None:
            return (), ""
        found = self._places.spelt_like(name, country)
        if holders:
            found = tuple(p for p in found if can_hold(holders[0], p))
        if not found:
            return (), ""
        return found, f"read as another spelling of {found[0].name}"

    def _because(
        self,
        place: Place,
        found: tuple[Place, ...],
        holders: list[Place],
        context: PlaceContext,
        anchors: list[Place],
    ) -> str:
        others = len({p.id for p in found}) - 1
        if holders and can_hold(holders[0], place):
            return f"chosen because the text puts it in {holders[0].name}"
        if not others:
            return "the only place of that name in the gazetteer"
        near = [a.name for a in anchors if a.country == place.country and a.id not in place.parents]
        if near and place.level != "country":
            return f"chosen because the document also names {' and '.join(dict.fromkeys(near[:2]))}"
        if context.share(place.country) > 0.3 and place.country:
            return f"chosen because the document is about {self._places.country_name(place.country)}"
        return f"the most prominent of {others + 1} places of that name"

    def _at(self, mention: PlaceMention, choice: _Choice, said: list[tuple[str, Place | None]]) -> Where:
        place = choice.place
        assert place is not None
        precision = _PRECISIONS[place.level]
        if precision == "exact" and mention.relation in ("near", "between"):
            precision = "near"
        within = self._within(mention.names[0], said, place)
        above = ", ".join(self._above(place)[:2])
        return Where(
            name=mention.names[0],
            within=within,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            precision=precision,
            wording=mention.wording,
            reason=f"{mention.names[0]}: {place.kind}{' in ' + above if above else ''}, {choice.because}",
        )

    def _above(self, place: Place) -> list[str]:
        names = [self._places.name_of(parent) for parent in place.parents]
        names = [name for name in names if name != place.name]
        return names + (
            [self._places.country_name(place.country)] if place.country and place.level != "country" else []
        )

    def _unknown(
        self,
        mention: PlaceMention,
        said: list[tuple[str, Place | None]],
        basis: list[Place],
        context: PlaceContext,
    ) -> Where:
        """A place that no gazetteer knows stands where the finest known place around it does."""
        name = mention.names[0]
        if not basis:
            return self._only_country(mention, said, context)
        place = basis[0]
        whole = place.level in ("country", "world")
        within = self._within(name, said or [(place.name, place)], place)
        precision = "near" if place.level == "place" else _PRECISIONS[place.level]
        how = "beside" if any(kind == "near" for kind in mention.kinds) else "in"
        return Where(
            name=name,
            within=within,
            country=place.country,
            latitude=None if whole else place.latitude,
            longitude=None if whole else place.longitude,
            precision=precision,
            wording=mention.wording,
            reason=f"{name}: not in the gazetteer; the text puts it {how} {place.name} ({place.kind})"
            + ("" if whole else ", whose point it takes"),
        )

    def _only_country(
        self, mention: PlaceMention, said: list[tuple[str, Place | None]], context: PlaceContext
    ) -> Where:
        name, country = mention.names[0], context.main_country
        holders = tuple(holder for holder, _ in said)
        if country is None:
            return Where(
                name=name, within=holders, wording=mention.wording, reason=f"{name}: not in the gazetteer"
            )
        nation = self._places.country_name(country)
        return Where(
            name=name,
            within=(*holders, nation),
            country=country,
            precision="country",
            wording=mention.wording,
            reason=f"{name}: not in the gazetteer; the document is about {nation}",
        )

    def _road(self, mention: PlaceMention, context: PlaceContext, holders: list[Place]) -> Where | None:
        """A road named by its ends lies between them, as finely as they are apart."""
        ends = mention.names[0].rsplit(" ", 1)[0].replace("—", "–").replace("-", "–").split("–")
        if len(ends) != 2:
            return None
        one, other = (self._choose(end.strip(), "", holders, context).place for end in ends)
        if one is None or other is None or one.latitude is None or other.latitude is None:
            return None
        apart = apart_km(one, other)
        if apart > 1500 or one.longitude is None or other.longitude is None:
            return None
        shared = [parent for parent in one.parents if parent in other.parents]
        within = [self._places.name_of(parent) for parent in shared]
        country = one.country if one.country == other.country else None
        if country:
            within.append(self._places.country_name(country))
        return Where(
            name=mention.names[0],
            within=tuple(within),
            country=country,
            latitude=round((one.latitude + other.latitude) / 2, 3),
            longitude=round((one.longitude + other.longitude) / 2, 3),
            precision="near" if apart < 50 else "district" if apart < 150 else "region",
            wording=mention.wording,
            reason=f"{mention.names[0]}: half way between {one.name} and {other.name}, {apart:.0f} km apart",
        )

    def _within(self, name: str, said: list[tuple[str, Place | None]], place: Place) -> tuple[str, ...]:
        """What holds the place, finest first, country last: as said, completed by what the gazetteer knows."""
        rows: list[tuple[int, str]] = []
        level = 0
        for holder, known in said:
            level = max(level, _LEVELS[known.level]) if known is not None else level
            rows.append((level, holder))
        known = next((k for _, k in reversed(said) if k is not None), None)
        for base in (place, known):
            if base is not None:
                rows.extend((_level_of(parent), self._places.name_of(parent)) for parent in base.parents)
        if place.country and place.level != "country":
            rows.append((_LEVELS["country"], self._places.country_name(place.country)))
        seen = {key_of(name)}
        within = []
        for level, holder in sorted(rows, key=lambda row: row[0]):
            key = key_of(holder)
            if level == _LEVELS["country"] and place.country:
                holder, key = self._places.country_name(place.country), f"country {place.country}"
            if key not in seen:
                seen.add(key)
                within.append(holder)
        return tuple(within)


def _score(
    place: Place,
    kind: str,
    found: tuple[Place, ...],
    holders: list[Place],
    context: PlaceContext,
) -> float:
    """How well `place` fits; the points were set by hand and checked on news with known places."""
    points = prominence(place)
    if place.level == "place" and place.population >= 100_000 and not kind:
        points += (
            2.0 if any(p.id in place.parents for p in found) else 0.0
        )  # rather than the province named after it
    points += _KINDS.get(kind, {}).get(place.level, 0.0)
    if holders:
        points += _HELD if any(can_hold(h, place) for h in holders) else _NOT_HELD
    return points + (_CONTEXT * context.share(place.country) if place.country else 0.0)


def _plausible(found: tuple[Place, ...], context: PlaceContext) -> tuple[Place, ...]:
    """Drops small places in countries of which the document says nothing, where it is clearly about another."""
    if context.main_country is None or sum(context.weights.values()) < 2.0:
        return found
    return tuple(
        p for p in found
        if p.level != "place" or p.population >= _FAR or p.is_added or context.share(p.country) > _STRANGE
    )  # fmt: skip


def _longer(key: str, context: PlaceContext) -> tuple[Place, ...]:
    """The places whose longer names the document says elsewhere, in a country it is about: "Vigía" of Vigía del Fuerte."""
    for name, found in context.named.items():
        near = (
            tuple(p for p in found if context.share(p.country) > _STRANGE)
            if name.startswith(f"{key} ")
            else ()
        )
        if near:
            return near
    return ()


def _seats(found: tuple[Place, ...], context: PlaceContext, anchors: list[Place]) -> tuple[Place, ...]:
    """For "X district" without a district X: a town X only where the document's other places are."""
    if any(p.level != "place" for p in found):
        return found
    return tuple(
        p for p in found
        if any(apart_km(p, anchor) < _BESIDE for anchor in anchors) or (len(found) == 1 and context.share(p.country) > 0.3)
    )  # fmt: skip


def _known(places: Iterable[Place | None]) -> list[Place]:
    return [place for place in places if place is not None]


def _level_of(parent: str) -> int:
    level = parent.partition(":")[0]
    return next((n for name, n in _LEVELS.items() if name == level), 1)


def _first(pair: tuple[float, Place]) -> tuple[float, int, str]:
    return pair[0], pair[1].population, pair[1].id
