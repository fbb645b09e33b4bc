"""The capital of a country where the text only calls it so: "in the capital", "the Afghan capital"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corroborate.language.sentences import Sentence
from corroborate.places.names import Name, text_of
from corroborate.places.vocabulary import Kind

CAPITAL = "capital"
_FOLLOWS = frozenset(
    "of city punishment market markets gain gains flight investment investments expenditure budget controls letters"
    " crime crimes murder fund funds".split()
)
"""What follows the word where it is no city, or where the city's name follows."""


def capitals_in(
    sentence: Sentence, names: Sequence[Name], demonyms: Mapping[str, tuple[str, ...]]
) -> Iterator[Name]:
    """The words "the capital" and "the Afghan capital" as names of a place, the country in the word of kind."""
    lowers = sentence.lowers
    at = 0
    while CAPITAL in lowers[at:]:
        at = lowers.index(CAPITAL, at) + 1
        begin = at - 2
        country = "" if begin < 0 else next(iter(demonyms.get(lowers[begin], ())), "")
        if country:
            begin -= 1
        led = begin > 0 and (lowers[begin - 1].isalpha() or lowers[at : at + 1] == ["'s"])
        if not led or lowers[begin] != "the" or _is_named(sentence, at, names):
            continue
        kind = Kind(size=1, level="place", word=f"{CAPITAL} {country}".strip(), plural=False)
        text = text_of(sentence, begin + 1, at)
        yield Name(begin + 1, at, text, (), kind=kind, kind_begin=begin + 1, kind_end=at)


def _is_named(sentence: Sentence, at: int, names: Sequence[Name]) -> bool:
    """Whether the city's name stands beside the words that end before `at`, or no city is meant."""
    lowers = sentence.lowers
    if at < len(lowers) and (lowers[at] in _FOLLOWS or sentence.words[at][0].isupper()):
        return True
    after = at + (lowers[at : at + 1] in ([","], ["("]))
    return after > at and any(name.begin == after and name.is_known for name in names)


def country_of(kind: str) -> str | None:
    """The country that a word of kind "capital AF" carries; empty for a plain one, None for other words."""
    word, _, country = kind.partition(" ")
    return country if word == CAPITAL else None
