"""A place of the gazetteer, and a place as a text mentions it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["world", "country", "region", "province", "district", "place"]
Relation = Literal["in", "near", "from", "to", "between", "of", "dateline", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer.

    `kind` is what people call it (town, district, state, river); `level` how far up it stands: `country`,
    `province` (first-level divisions), `district` (second-level), `place` (towns, rivers, roads), `region`
    (what stands across divisions: the Sahel, Donbas) and `world` (continents and the like). `parents` are
    ids, nearest first, without the country. Degrees are WGS 84; `population` is 0 where unknown.
    """

    id: str
    name: str
    kind: str
    level: Level
    country: str | None
    parents: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    population: int = 0
    source: str = ""
    is_main_name: bool = True

    @property
    def is_added(self) -> bool:
        """Whether an overlay added it: such places are there because news names them."""
        return not self.id.startswith("geonames:")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Tokens `begin` to `end` (exclusive) name a place and what holds it.

    `names` are as said, finest first ("Kund Kapran", "Zamuran", "Kech"); `kinds` are the words said beside
    them ("area", "", "district"); `spans` the tokens of each name. `relation` tells how the text leads to
    it: `in` (in, at, on, across), `near` (near, outside, 25 km south of), `from`, `to`, `between`, `of`,
    `dateline`, `none`. `wording` is the whole phrase; `hints` are countries that the sentence suggests
    otherwise (ISO 3166-1 alpha-2, from "Pakistani" and the like). `assumed` is one of which nothing but "at"
    tells that it is a place: it may be a shop or a school; it serves where something is told to have happened.
    """

    begin: int
    end: int
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    relation: Relation
    wording: str
    hints: tuple[str, ...] = ()
    assumed: bool = False

    def holder(self) -> PlaceMention | None:
        """The mention of what holds the finest name, or None where the text names nothing."""
        if len(self.names) < 2:
            return None
        return PlaceMention(
            begin=self.begin,
            end=self.end,
            names=self.names[1:],
            kinds=self.kinds[1:],
            spans=self.spans[1:],
            relation="in",
            wording=self.wording,
            hints=self.hints,
        )
