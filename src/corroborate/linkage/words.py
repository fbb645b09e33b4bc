"""Names made comparable: of places, of things attacked, of people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corroborate.language.casing import ordinary
from corroborate.language.lexicon import read_entries
from corroborate.places.spelling import key_of, skeleton_of

if TYPE_CHECKING:
    from corroborate.places import Gazetteer

_LONGEST_FORM = 3
_HEADLINE = 0.6
"""The part of words with capitals above which capitals tell nothing."""
_CITY = 100_000
"""People from which on a place is a city, whose name stands in the news of many incidents."""
_NO_PLACES = ("empty", "institution", "title", "kind.place")
_CAPITALISED = re.compile(
    r"(?<![\w'’])[A-ZÀ-ÞĀ-Ž][\w’'-]+(?:[ ](?:(?:al|el|bin|ibn|de|da|van|von|ul|of the|of)[ ])?[A-ZÀ-ÞĀ-Ž][\w’'-]+)+"
)
_CAPITALS = re.compile(r"(?<![\w'’])[A-ZÀ-ÞĀ-Ž][\w’'-]+(?:[ ][A-ZÀ-ÞĀ-Ž][\w’'-]+)*")
_LED_TO = re.compile(r"\b(?:in|at|near|outside|around|of|from|village|town|city)[ ](?:the[ ])?$")


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    """Each form of words.yaml, as a key, with its class; `title` and `institution` are kept apart."""
    found: dict[str, str] = {}
    for entry in read_entries(files(__package__).joinpath("words.yaml")):
        if entry.kind.partition(".")[0] in ("landmark", "site", "tactic"):
            found.update((key_of(form), entry.kind) for form in entry.forms)
    return found


@lru_cache(maxsize=8)
def words_of_class(kind: str) -> frozenset[str]:
    """All forms of one class of words.yaml, as keys."""
    entries = read_entries(files(__package__).joinpath("words.yaml"))
    return frozenset(key_of(form) for entry in entries if entry.kind == kind for form in entry.forms)


@lru_cache(maxsize=8192)
def classes_in(text: str) -> frozenset[str]:
    """The classes of things and tactics named in `text`; the longest form wins ("coal mine", not "mine")."""
    words, found, classes = key_of(text).split(), set(), _classes()
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_FORM, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            kind = classes.get(phrase) or classes.get(phrase.removesuffix("s"))
            if kind:
                found.add(kind)
                break
        else:
            size = 1
        at += size
    return frozenset(found)


@lru_cache(maxsize=16384)
def place_key(name: str) -> str:
    """One form for the spellings of one place: kind words and habits of transliteration taken away."""
    words = key_of(name.replace("’s ", " ").replace("'s ", " ")).split()
    kinds = words_of_class("kind.place")
    key = " ".join(word for word in words if word not in kinds) or " ".join(words)
    return skeleton_of(key) or key


def names_in(text: str) -> set[str]:
    """The capitalised names of two words or more in `text` that are not an institution's, without titles.

    A headline that capitalises every word names nobody by its capitals.
    """
    words = [word for word in text.split() if word[:1].isalpha()]
    if sum(word[0].isupper() for word in words) > _HEADLINE * len(words) and len(words) > 3:
        return set()
    found = [match for match in _CAPITALISED.finditer(text) if not _is_speaker(text, match)]
    return {key for match in found if (key := name_key(match.group()))}


def _is_speaker(text: str, match: re.Match[str]) -> bool:
    """Is this the name of one who speaks? Spokespersons stand in many reports and tell no two of them apart."""
    before, rest = text[: match.start()].rsplit(maxsplit=3)[1:], text[match.end() :]
    after = rest.split(maxsplit=4)[:4] if rest.startswith(",") else rest.split(",")[0].split(maxsplit=3)[:3]
    around = {key_of(word) for word in (*before, *after, *match.group().split())}
    return not around.isdisjoint(words_of_class("speech"))


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """A proper name without titles; "" where fewer than two words remain or an institution is meant."""
    words = key_of(name.replace("’s", "").replace("'s", "")).split()
    opening = words_of_class("title") | words_of_class("empty")
    institutions = words_of_class("institution")
    while words and (words[0] in opening or words[0].isdigit()):
        words = words[1:]
    while words and words[-1] in ("jr", "sr"):
        words = words[:-1]
    if len(words) < 2 or any(word in institutions for word in words):
        return ""
    return " ".join(words)


@lru_cache(maxsize=16384)
def is_party_or_place(name: str) -> bool:
    """Does the registry or the gazetteer know `name` (a key)? Such names stand in too many reports."""
    from corroborate.actors import load_registry

    return load_registry().resolve(name) is not None or bool(_gazetteer().under(name))


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    from corroborate.places import open_gazetteer

    return open_gazetteer()


@lru_cache(maxsize=8192)
def places_named(text: str) -> frozenset[str]:
    """Keys of the places in `text`: what the gazetteer knows, and what a preposition of place leads to."""
    return frozenset(places_in_order(text))


def places_in_order(text: str) -> list[str]:
    """The keys that `places_named` finds, in the order in which they come first."""
    found: dict[str, None] = {}
    for match in _CAPITALS.finditer(text):
        words = match.group().replace("’s", "").replace("'s", "").split()
        if len(words) <= _LONGEST_FORM and _LED_TO.search(text, max(0, match.start() - 12), match.start()):
            found.setdefault(place_key(" ".join(words)))
        spans = ((at, at + size) for at in range(len(words)) for size in range(1, _LONGEST_FORM + 1))
        for part in (key_of(" ".join(words[at:end])) for at, end in spans if end <= len(words)):
            if is_settlement(part):
                found.setdefault(place_key(part))
    found.pop("", None)
    return list(found)


@lru_cache(maxsize=65536)
def is_settlement(name: str) -> bool:
    """Does the gazetteer know `name` (a key) as something below provinces, no country, no everyday word?"""
    if name in ordinary() or any(name in words_of_class(kind) for kind in _NO_PLACES):
        return False
    levels = {place.level for place in _gazetteer().under(name)}
    return not levels.isdisjoint(("district", "place")) and levels.isdisjoint(("world", "country"))


@lru_cache(maxsize=65536)
def is_above_settlements(name: str) -> bool:
    """Does the gazetteer know `name` (a key) as a province, a region, a country or more?"""
    return any(place.level not in ("district", "place") for place in _gazetteer().under(name))


@lru_cache(maxsize=65536)
def is_city(name: str) -> bool:
    """Does the gazetteer know `name` (a key) as a place where very many live?"""
    return any((place.population or 0) >= _CITY for place in _gazetteer().under(name))


def content_words(names: Iterable[str]) -> set[str]:
    """The words of `names` that carry meaning, in the singular."""
    found, empty = set(), words_of_class("empty")
    for name in names:
        for word in key_of(name).split():
            if len(word) > 3 and word not in empty:
                found.add(word.removesuffix("s"))
    return found
