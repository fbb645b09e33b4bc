"""What a document says of names: the short forms it defines, the countries and parties it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from corroborate.actors.actor import ROLES, ActorMention
from corroborate.actors.matching import NameIndex
from corroborate.actors.names import word_set, words_between
from corroborate.actors.provisional import kind_of_name
from corroborate.language.sentences import Sentence
from corroborate.model.vocabulary import Role

_JOINERS = word_set("of for the and de la del des du al e el y en i in ul da do dos le les to on & -")
_BEFORE_SHORT = word_set(
    "or also better widely commonly known as by its their the acronym acronyms initials abbreviated to called",
    "abbreviation in spanish french portuguese english arabic urdu for short hereafter formerly",
)
"""The words that may stand between a long name and the short one: "known by its Spanish acronym ELN"."""
_BEFORE_BRACKETED = word_set("or known as the acronym abbreviated hereafter formerly")
_CLOSING = frozenset((",", ";", "/", '"', "”", "’"))
_WIDEST = 12


@dataclass(frozen=True, slots=True)
class LocalName:
    """A party as the document names it: its long name, the registry's id where known, kind and role."""

    name: str
    actor: str | None
    kind: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalAliases:
    """What one document defines (`names` by the form it uses) and what it is about.

    `countries` counts how often the document names each country (ISO 3166-1 alpha-2); `actors` are the
    parties it names unmistakably. Both serve to tell bearers of one name apart.
    """

    names: Mapping[str, LocalName] = field(default_factory=dict)
    index: NameIndex = field(default_factory=lambda: NameIndex(()))
    countries: Mapping[str, int] = field(default_factory=dict)
    actors: frozenset[str] = frozenset()

    def with_countries(self, countries: Iterable[str]) -> LocalAliases:
        """The same with further countries that the document is about, such as those of its places."""
        return replace(self, countries=Counter(self.countries) + Counter(countries))


@dataclass(frozen=True, slots=True)
class Definition:
    """`short` stands for the words `begin` to `end` of a sentence."""

    short: str
    begin: int
    end: int


def definitions(sentence: Sentence, mentions: list[ActorMention]) -> Iterator[Definition]:
    """The short names a sentence defines: "Long Name (LN)", "LN (Long Name)", "Long Name, known as LN"."""
    words = sentence.words
    for i in range(1, len(words) - 1):
        if words[i] in ("(", "["):
            yield from _in_brackets(sentence, mentions, i)
        elif words[i] == "," and is_acronym(words[min(i + _skip(sentence, i), len(words) - 1)]):
            n = i + _skip(sentence, i)
            long = _long_before(sentence, mentions, i, words[n]) if n > i + 1 else None
            if long:
                yield Definition(words[n], *long)


def _in_brackets(sentence: Sentence, mentions: list[ActorMention], i: int) -> Iterator[Definition]:
    words = sentence.words
    close = next((n for n in range(i + 1, min(i + _WIDEST + 2, len(words))) if words[n] in (")", "]")), None)
    if close is None:
        return
    short = _short_in(sentence, i + 1, close)
    if short is not None:
        long = _long_before(sentence, mentions, i, short)
        if long:
            yield Definition(short, *long)
    elif is_acronym(words[i - 1]) and words[i + 1][0].isupper() and fits(words[i - 1], words[i + 1 : close]):
        yield Definition(words[i - 1], i + 1, close)


def _short_in(sentence: Sentence, begin: int, close: int) -> str | None:
    """The acronym that a bracket gives first, perhaps after "or", "known as", in quotation marks."""
    words = sentence.words
    n = begin
    while n < close - 1 and (words[n] in "\"'“‘”’" or sentence.lowers[n] in _BEFORE_BRACKETED):
        n += 1
    end = n + 1
    while end < close and sentence.starts[end] == sentence.ends[end - 1] and words[end] not in _CLOSING:
        end += 1
    short = words_between(sentence, n, end)
    return short if is_acronym(short) else None


def _skip(sentence: Sentence, i: int) -> int:
    """How many tokens after the comma at `i` stand before the short name: "or", "known as", "known by its acronym"."""
    n = i + 1
    named = False
    while n < len(sentence) and n < i + 7 and sentence.lowers[n] in _BEFORE_SHORT:
        named = True
        n += 1
    return n - i if named else 1


def is_acronym(word: str) -> bool:
    """Whether `word` looks like an acronym: two capitals or more, twelve characters or fewer, no blank."""
    return (
        2 <= len(word) <= 12
        and word[0].isalnum()
        and " " not in word
        and sum(char.isupper() for char in word) >= max(2, sum(char.islower() for char in word))
        and all(char.isalnum() or char in "-–.&/" for char in word)
    )


def _long_before(
    sentence: Sentence, mentions: list[ActorMention], end: int, short: str
) -> tuple[int, int] | None:
    """The long name that ends before token `end`: a known party's, or the capitalised run that fits `short`."""
    while end > 1 and sentence.words[end - 1] in (",", '"', "”", "’", "'"):
        end -= 1
    for mention in mentions:
        if mention.end == end and mention.actor is not None and mention.end - mention.begin > 1:
            return mention.begin, mention.end
    runs = [begin for begin in range(max(0, end - _WIDEST), end - 1) if sentence.words[begin][0].isupper()]
    for begin in reversed(runs):
        if fits(short, sentence.words[begin:end]) and _is_name(sentence, begin, end):
            return begin, end
    for mention in mentions:
        if mention.end == end and mention.name[0] == short[0]:
            return mention.begin, mention.end
    return None


def _is_name(sentence: Sentence, begin: int, end: int) -> bool:
    return all(
        sentence.words[i][0].isupper()
        or sentence.lowers[i] in _JOINERS
        or sentence.words[i] == "'s"
        or i - begin < 1
        for i in range(begin, end)
    )


def fits(short: str, words: list[str]) -> bool:
    """Whether the capitals of `short` are the initials of `words`, the small words left out or not."""
    letters = "".join(char for char in short if char.isupper())
    parts = [part for word in words for part in word.split("-") if part and part not in ("'s", "’s")]
    every = "".join(part[0] for part in parts).upper()
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    large = "".join(part[0] for part in parts if part.lower() not in _JOINERS).upper()
    return len(letters) > 1 and letters in (every, capitals, large)


def local_name(sentence: Sentence, definition: Definition, mentions: list[ActorMention]) -> LocalName | None:
    """The party that a definition's long name names: known, provisional, or None where it is no party."""
    for mention in mentions:
        if (mention.begin, mention.end) == (definition.begin, definition.end):
            return LocalName(mention.name, mention.actor, mention.kind, mention.role)
    words = tuple(sentence.words[definition.begin : definition.end])
    kind = kind_of_name(words)
    if kind is None or kind not in ROLES:
        return None
    return LocalName(words_between(sentence, definition.begin, definition.end), None, kind, ROLES[kind])
