"""What a whole document is about: the telling words of its text, and the places that it names.

Two reports of one incident stand in documents that name the same people, streets and villages, however
differently the one sentence is worded, placed or dated. What every document on a conflict names (parties of
the registry, nations, provinces, cities, offices, months) tells no two of them apart and is left out.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corroborate.actors import load_registry
from corroborate.actors.nations import nations
from corroborate.language.casing import ordinary
from corroborate.linkage.words import is_above_settlements, is_city, places_in_order, words_of_class
from corroborate.places.spelling import key_of, skeleton_of

READ = 6_000
"""Characters of a document that are read: news tells first what it is about."""
MOST_WORDS = 40
MOST_PLACES = 32
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = ("institution", "title", "empty", "kind.place", "outlet")


@lru_cache(maxsize=32)
def telling_words(text: str) -> tuple[str, ...]:
    """The first names in `text` that few documents share, as sorted keys free of habits of transliteration."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(text[:READ]):
        word = match.group()
        if word[0].isupper() and len(found) < MOST_WORDS and (key := _telling(word)):
            found.setdefault(key)
    return tuple(sorted(found))


@lru_cache(maxsize=32)
def places_told(text: str) -> tuple[str, ...]:
    """Keys of the first places that `text` names, sorted."""
    return tuple(sorted(places_in_order(text[:READ])[:MOST_PLACES]))


@lru_cache(maxsize=65536)
def _telling(word: str) -> str:
    """The key of a capitalised word that few documents share; "" for all others."""
    key, small = key_of(word), word.lower()
    bare = key.removesuffix("s")
    if small in ordinary() or small.removesuffix("s") in ordinary() or bare in _shared():
        return ""
    return "" if is_above_settlements(key) or is_city(key) else skeleton_of(bare) or bare


@cache
def _shared() -> frozenset[str]:
    """Words of names that stand in too many documents, in the singular."""
    names = [name for actor in load_registry() for name in (actor.name, *actor.aliases)]
    names += [name for nation in nations().values() for name in (*nation.names, *nation.demonyms)]
    names += [word for kind in _COMMON for word in words_of_class(kind)]
    return frozenset(word.removesuffix("s") for name in names for word in key_of(name).split())
