"""Phrases of a text as MUC-4's keys fill them in: people by their fullest names, things without their articles.

Texts in capitals are looked at in their usual case (`corroborate.extraction.passage.in_usual_case`), since
only that tells a name from a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from corroborate.actors.nations import nations
from corroborate.language.casing import ordinary
from corroborate.model import Span

TITLES = frozenset(
    "mr mrs ms miss dr don dona doctor engineer father fr friar monsignor msgr bishop archbishop cardinal priest rev reverend "
    "sister brother colonel col general gen brigadier major maj captain capt lieutenant lt sergeant sgt corporal private "
    "commander commandant admiral officer inspector president vice-president vice minister secretary senator deputy "
    "representative congressman mayor governor prefect judge justice attorney prosecutor lawyer magistrate ambassador "
    "consul diplomat professor rector dean leader chief director manager candidate deputy journalist reporter businessman "
    "industrialist citizen citizens former retired ex comrade jesuit hostage".split()
)
"""Words before a person's name that are no part of it, in small letters."""
_WORD = r"[A-ZÀ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:de|del|la|las|los|y|da|do|dos|van|von|bin|al)\s+)*{_WORD})*")
_ARTICLE = re.compile(
    r"^(?:the|an?|his|her|their|its|our|this|that|these|those|another|other|also|where|when)\s+",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"^(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|many|few|various|dozens of|"
    r"hundreds of|at least|about|more than|nearly|around|first|second|new|alleged|suspected|presumed)\s+",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\s*\b(?:attacks?|explosions?|blasts?|fire|raids?|threats?|shots?|volleys?)$", re.IGNORECASE
)
_BODIES = frozenset(
    "union assembly front liberation national federation party movement army organization committee congress court police "
    "ministry association alliance council corps brigade battalion institute university company".split()
)
"""Words of names of bodies: what has one is no person's name."""
_NO_NAMES = frozenset(
    "he she it they we you i who monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december".split()
)
_POSSESSIVE = re.compile(r"['’]s?$")


def bare(quote: str) -> str:
    """A phrase on one line, without its article and what stands after its end."""
    said = " ".join(quote.split()).strip(" ,.;:-")
    while (shorter := _ARTICLE.sub("", said)) != said:
        said = shorter
    return _POSSESSIVE.sub("", said)


def unquantified(phrase: str) -> str:
    """A phrase without the numbers, quantifiers and hedges that it begins with."""
    while (shorter := bare(_QUANTITY.sub("", phrase))) != phrase:
        phrase = shorter
    return phrase


def unhedged(phrase: str) -> str:
    """A perpetrator without words that doubt or count him apart; numbers stay, as in the keys (3.1.1.1)."""
    while (shorter := bare(_HEDGE.sub("", phrase))) != phrase:
        phrase = shorter
    return phrase


_HEDGE = re.compile(r"^(?:alleged|suspected|presumed|first|second|new|other|another)\s+", re.IGNORECASE)


def instrument(phrase: str) -> str | None:
    """What a phrase names as an instrument: no deed and no effect ("bomb attack" is a bomb; 7.7)."""
    return _DEED.sub("", f" {phrase}").strip() or None


def most_specific(phrases: Sequence[str]) -> list[str]:
    """The phrases in their order, without those that end a longer one ("bridge" beside "stone bridge")."""
    found = list(dict.fromkeys(phrases))
    singles = {phrase: re.sub("S$", "", phrase.upper()) for phrase in found}
    kept = []
    for n, phrase in enumerate(found):
        longer = any(
            f" {singles[other]}".endswith(f" {singles[phrase]}")
            for other in found
            if len(singles[other]) > len(singles[phrase])
        )
        again = any(singles[other] == singles[phrase] for other in found[:n])
        if not longer and not again:
            kept.append(phrase)
    return kept


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as given (`given`) and in its usual case (`usual`), of one length."""

    given: str
    usual: str
    _found: dict[str, str] = field(default_factory=dict)

    def phrase(self, span: Span) -> str:
        """What stands at a span, in its usual case and on one line."""
        return " ".join(self.usual[span.start : span.end].split())

    def person_at(self, span: Span) -> tuple[str, str] | None:
        """The name of the person at a span, in its fullest form in the text, and the title or role before it."""
        said = self.phrase(span)
        found = name_in(said)
        if found is None:
            return None
        title = bare(said[: said.rindex(found)])
        return self.fullest(found), title

    def people_in(self, span: Span) -> list[str]:
        """The fullest names of people that are named by two words or more at a span."""
        found = []
        for match in _NAME.finditer(self.phrase(span)):
            name = _untitled(match.group())
            if name and " " in name:
                found.append(self.fullest(name))
        return found

    def fullest(self, name: str) -> str:
        """The longest name in the text that this one is a part of."""
        if name not in self._found:
            words = name.split()
            longest = name
            for other in self._names():
                parts = other.split()
                if (
                    len(words) < len(parts) <= 6
                    and len(parts) > len(longest.split())
                    and _holds(parts, words)
                ):
                    longest = other
            self._found[name] = longest
        return self._found[name]

    def _names(self) -> Iterator[str]:
        for match in _NAME.finditer(self.usual):
            name = _untitled(" ".join(match.group().split()))
            if name and " " in name:
                yield name


def _holds(parts: list[str], words: list[str]) -> bool:
    size = len(words)
    return any(parts[n : n + size] == words for n in range(len(parts) - size + 1))


def name_in(said: str) -> str | None:
    """The person's name with which a phrase ends, without titles; None for a description."""
    end = _POSSESSIVE.sub("", said.strip(" ,.;:"))
    matches = list(_NAME.finditer(end))
    if not matches or matches[-1].end() < len(end):
        return None
    return _untitled(" ".join(matches[-1].group().split()))


def _untitled(name: str) -> str | None:
    """A name without the titles and ordinary words that it begins with; None if nothing is left of it."""
    words = name.split()
    while words and (words[0].islower() or _is_no_name(words[0])):
        words.pop(0)
    if not words or all(_is_no_name(word) or word.islower() for word in words[-1:]):
        return None
    if len(words) == 1 and (len(words[0].strip(".")) < 3 or words[0].isupper()):
        return None
    if not _BODIES.isdisjoint(word.lower() for word in words):
        return None
    return " ".join(words).strip(".")


def _is_no_name(word: str) -> bool:
    small = word.lower().strip(".")
    return small in TITLES or small in _NO_NAMES or small in ordinary() or small in demonyms()


@cache
def demonyms() -> frozenset[str]:
    """What the people of each country are called, in small letters."""
    return frozenset(each.lower() for nation in nations().values() for each in nation.demonyms)
