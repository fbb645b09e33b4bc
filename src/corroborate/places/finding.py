"""Places as a sentence names them: candidates, how they are led to and joined, which count, and their mentions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from corroborate.language.sentences import Sentence
from corroborate.places.capitals import CapitalsReader, is_shouted
from corroborate.places.chaining import chains_of, mention_of
from corroborate.places.judging import spread, stands_alone
from corroborate.places.leads import read_lead
from corroborate.places.linking import Link, link
from corroborate.places.names import Lookup, Name, NameReader
from corroborate.places.place import PlaceMention
from corroborate.places.seats import CAPITAL, capitals_in
from corroborate.places.vocabulary import vocabulary


class Finder:
    """Finds the mentions of places in sentences."""

    def __init__(self, lookup: Lookup, demonyms: dict[str, tuple[str, ...]]) -> None:
        self._words = vocabulary()
        self._reader = NameReader(lookup, self._words, demonyms)
        self._capitals = CapitalsReader(lookup, self._words, demonyms)
        self._demonyms = demonyms

    def find(self, sentence: Sentence, blocked: Sequence[tuple[int, int]]) -> list[PlaceMention]:
        """All mentions in `sentence`, left to right; tokens of `blocked` are names of others."""
        shouted = is_shouted(sentence)
        names = (self._capitals if shouted else self._reader).read(sentence, blocked)
        if CAPITAL in sentence.lowers and not shouted:
            called = capitals_in(sentence, names, self._demonyms)
            names = sorted([*names, *called], key=lambda name: name.begin)
        if not names:
            return []
        for name in names:
            read_lead(sentence, name, self._words)
        links = self._links(sentence, names)
        for name in names:
            if shouted:
                name.accepted = self._capitals.stands_alone(name)
            else:
                name.accepted = stands_alone(name, self._words.given)
        spread(names, links, shouted)
        hints = tuple(dict.fromkeys((*self._reader.hints(sentence), *_countries_in_passing(names))))
        return [mention_of(sentence, chain, hints) for chain in chains_of(names, links)]

    def hints(self, sentence: Sentence) -> tuple[str, ...]:
        """Countries that demonyms of the sentence suggest."""
        return self._reader.hints(sentence)

    def _links(self, sentence: Sentence, names: list[Name]) -> list[Link]:
        """How each name hangs on the one before it; names in a list share the lead of the first."""
        links = [link(sentence, a, b, self._words) for a, b in itertools.pairwise(names)]
        for i, joined in enumerate(links):
            if joined == "none" and links[i + 1 : i + 2] == ["up"] and _is_on_road(sentence, names, i):
                links[i] = "down"
            if joined == "list" and names[i + 1].relation in ("none", "of"):
                names[i + 1].relation = names[i].relation
        return links


def _countries_in_passing(names: list[Name]) -> Iterator[str]:
    """Countries of known names that are no mentions, as they stand in names of organisations ("Ohio Police")."""
    for name in names:
        if name.tainted and not name.accepted and not name.person and name.is_prominent:
            countries = {place.country for place in name.places if place.level in ("country", "province")}
            if len(countries) == 1 and (country := countries.pop()):
                yield country


def _is_on_road(sentence: Sentence, names: list[Name], i: int) -> bool:
    """ "Bakra Mandi on Quetta's Eastern Bypass": the first lies on what the second owns."""
    kind = names[i + 2].kind
    between = sentence.lowers[max(names[i].end, names[i].kind_end) : names[i + 1].begin]
    return between[:1] == ["on"] and len(between) < 3 and kind is not None and kind.word in ("road", "nature")
