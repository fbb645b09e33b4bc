"""Names made comparable by documented spelling rules alone, never by likeness of strings."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from importlib import resources

import yaml

from corroborate.errors import DataFileBroken
from corroborate.language.sentences import Sentence, split_sentences

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e", "þ": "th"}
    | dict.fromkeys("'’‘ʼʻ`´ʿʾ", "")
)

_MOST_CACHED = 200_000


def word_set(*lines: str) -> frozenset[str]:
    """The words of `lines`, which blanks part."""
    return frozenset(word for line in lines for word in line.split())


_ARTICLES = word_set("al el ul ash as ad ar at an az ed es")


def fold(word: str) -> str:
    """`word` in lower case without diacritics, apostrophes, or the full stops of `U.N.`."""
    low = word.lower().translate(_LETTERS)
    if not low.isascii():
        marks = unicodedata.normalize("NFKD", low)
        low = "".join(char for char in marks if not unicodedata.combining(char))
    return low.replace(".", "") if len(low) > 2 and low[1::2] == "." * len(low[1::2]) else low


@functools.cache
def spellings() -> dict[str, str]:
    """Each transliteration variant and the spelling it is compared as (registry/spellings.yml)."""
    file = resources.files("corroborate.actors") / "spellings.yaml"
    found: dict[str, str] = {}
    for standard, variants in yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER).items():
        for variant in str(variants).split():
            if found.setdefault(variant, standard) != standard:
                raise DataFileBroken(
                    f"spellings.yaml: {variant!r} stands under {found[variant]!r} and {standard!r}"
                )
    return found


class _Keys(dict[str, str]):
    """Lower-case words and their keys, parts of a hyphenated word parted by a blank."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_CACHED:
            self.clear()
        same = spellings()
        bare = word.removesuffix("'s") if "-" in word else word
        parts = [part for part in fold(bare).replace("–", "-").split("-") if part] or [word]
        last = len(parts) - 1
        for n, part in enumerate(parts):
            if n < last and part in _ARTICLES:
                parts[n] = "al"
            elif part == "i" and 0 < n < last:
                parts[n] = "e"
            else:
                parts[n] = same.get(part, part)
        key = " ".join(parts)
        self[word] = key
        return key


_KEYS = _Keys()


@dataclass(frozen=True, slots=True)
class Keyed:
    """A sentence as keys: `tokens[i]` is the token key `i` comes from, None where they are one to one."""

    keys: list[str]
    tokens: list[int] | None

    def begins(self, i: int) -> bool:
        """Whether key `i` is the first of its token."""
        return self.tokens is None or i == 0 or self.tokens[i - 1] != self.tokens[i]

    def token(self, i: int) -> int:
        """The token of key `i`; of the end of the keys, the end of the tokens."""
        if self.tokens is None:
            return i
        return self.tokens[i] if i < len(self.tokens) else (self.tokens[-1] + 1 if self.tokens else 0)


def keyed(lowers: list[str]) -> Keyed:
    """The keys of a sentence's lower-case words, hyphenated words in their parts."""
    cache = _KEYS
    keys = [cache[word] for word in lowers]
    joined = " ".join(keys)
    if joined.count(" ") == len(keys) - 1:
        return Keyed(keys, None)
    tokens = [n for n, key in enumerate(keys) for _ in range(key.count(" ") + 1)]
    return Keyed(joined.split(" "), tokens)


@functools.lru_cache(maxsize=4096)
def cut(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name as `split_sentences` cuts them, hyphenated ones in parts, and their keys."""
    said = [word for sentence in split_sentences(name) for word in sentence.words]
    parts = tuple(part for word in said for part in word.replace("–", "-").split("-") if part)
    return parts, tuple(keyed([word.lower().replace("’", "'") for word in said]).keys)


def words_between(sentence: Sentence, begin: int, end: int) -> str:
    """The wording of tokens `begin` to `end`, with the blanks the text has (one for any)."""
    parts = [sentence.words[begin]]
    for i in range(begin + 1, end):
        if sentence.starts[i] > sentence.ends[i - 1]:
            parts.append(" ")
        parts.append(sentence.words[i])
    return _without_possessive("".join(parts)) if end - begin > 1 or len(parts[0]) > 2 else parts[0]


def _without_possessive(name: str) -> str:
    """A name without the possessive that a hyphenated word keeps in its token."""
    return name[:-2] if name.endswith(("'s", "’s")) else name
