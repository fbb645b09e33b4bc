"""The gazetteer: names looked up, found in sentences, and resolved within a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from corroborate.language.sentences import Sentence
from corroborate.model import Where
from corroborate.places.context import PlaceContext, read_context
from corroborate.places.finding import Finder
from corroborate.places.index import Index
from corroborate.places.place import Place, PlaceMention
from corroborate.places.resolving import Resolver
from corroborate.places.spelling import DISTRICT, key_of

SHIPPED = Path(__file__).parent / "gazetteer.sqlite"


class Gazetteer:
    """The places of one index, or of two: the shipped one and one loaded by its user."""

    def __init__(self, indexes: Sequence[Index]) -> None:
        self._indexes = tuple(indexes)
        self._demonyms = self._indexes[0].demonyms()
        self._finder = Finder(self.under, self._demonyms)
        self._resolver = Resolver(self)

    def lookup(self, name: str) -> list[Place]:
        """All places of that name, however it is spelt, the largest first."""
        return sorted(self.under(key_of(name)), key=lambda place: -place.population)

    def under(self, key: str) -> tuple[Place, ...]:
        """All places filed under a key of `spelling.key_of`."""
        if len(self._indexes) == 1:
            return self._indexes[0].under(key)
        found: dict[str, Place] = {}
        for index in self._indexes:
            for place in index.under(key):
                found.setdefault(place.id, place)
        return tuple(found.values())

    def districts(self, key: str) -> tuple[Place, ...]:
        """Second-level divisions (counties, districts) filed under a key, which `under` does not give."""
        return self.under(DISTRICT + key)

    def spelt_like(self, name: str, country: str) -> tuple[Place, ...]:
        """Places of `country` whose names differ from `name` by habits of transliteration only."""
        return tuple(place for index in self._indexes for place in index.spelt_like(name, country))

    def find(self, sentence: Sentence, blocked: Sequence[tuple[int, int]] = ()) -> list[PlaceMention]:
        """The places that `sentence` names, left to right; token ranges in `blocked` are names of others."""
        return self._finder.find(sentence, blocked)

    def hints(self, sentence: Sentence) -> tuple[str, ...]:
        """Countries (ISO 3166-1 alpha-2) that demonyms such as "Pakistani" suggest."""
        return self._finder.hints(sentence)

    def context(self, mentions: Iterable[PlaceMention], hints: Iterable[str] = ()) -> PlaceContext:
        """What the mentions of one document, and countries known otherwise, say about where it plays."""
        return read_context(self, mentions, hints)

    def resolve(self, mention: PlaceMention, context: PlaceContext) -> Where:
        """The place that `mention` means in a document with that context, with the reason."""
        return self._resolver.resolve(mention, context)

    def capital_of(self, country: str) -> Place | None:
        """The town that a country (ISO 3166-1 alpha-2) is governed from, where it is known."""
        return self._indexes[0].capital_of(country)

    def country_name(self, code: str) -> str:
        """The English name of a country by its ISO 3166-1 alpha-2 code; the code where it has none."""
        return self._indexes[0].name_of(f"country:{code}")

    def name_of(self, place: str) -> str:
        """The name of a place that holds others, by its id."""
        for index in self._indexes:
            if (name := index.name_of(place)) != place:
                return name
        return place

    def close(self) -> None:
        """Closes the index files."""
        for index in self._indexes:
            index.close()


def open_gazetteer(path: Path | None = None, *, loaded: Path | None = None) -> Gazetteer:
    """Opens the shipped index, or the one at `path`; `loaded` is a second one, made by `load_geonames`.

    DataFileBroken is raised where the index is missing or of another format, and says how to build it.
    """
    indexes = [Index(path or SHIPPED)]
    if loaded is not None and loaded.exists():
        indexes.append(Index(loaded))
    return Gazetteer(indexes)
