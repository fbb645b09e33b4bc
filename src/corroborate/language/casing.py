"""Texts all in capitals, as teleprinters and some agencies send them, given the usual small and capital letters."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOUD = 0.7
"""The share of capitals among letters from which a text is taken to be all in capitals."""
_FEWEST = 40
"""Letters below which a text is left as it is: a headline may shout."""
_SMALL_IN_NAMES = frozenset(("a", "de", "la", "del", "el", "los", "las", "y", "al", "bin", "von", "van"))
_VOWELS = frozenset("AEIOUY")


@cache
def ordinary() -> frozenset[str]:
    """Words that are usually written small (made by training/ordinary_words.py)."""
    text = (files("corroborate.language") / "ordinary.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def is_loud(text: str) -> bool:
    """Whether nearly all of a text is in capitals."""
    capitals = sum(letter.isupper() for letter in text)
    letters = capitals + sum(letter.islower() for letter in text)
    return letters >= _FEWEST and capitals >= _LOUD * letters


def quieted(text: str) -> str:
    """The text of the same length in which ordinary words are small, names have one capital, and acronyms stay."""
    return _WORD.sub(_usual, text) if is_loud(text) else text


def _usual(match: re.Match[str]) -> str:
    word = match.group()
    if not word.isupper():
        return word
    small = word.lower()
    if len(small) != len(word):
        return word  # İ, ẞ: the letters would no longer stand where they stood
    if small in ordinary() or small in _SMALL_IN_NAMES or _parts_are_ordinary(small):
        return _opened(match, small)
    if len(word) <= 5 and (not _VOWELS & set(word) or _in_brackets(match)):
        return word
    return "-".join(part.capitalize() for part in small.split("-"))


def _parts_are_ordinary(small: str) -> bool:
    parts = re.split(r"['’-]", small)
    return len(parts) > 1 and all(part in ordinary() or len(part) == 1 for part in parts)


def _opened(match: re.Match[str], small: str) -> str:
    """A small word with a capital where it begins a sentence."""
    before = match.string[: match.start()].rstrip(" \t\"'“‘([")[-1:]
    return small.capitalize() if before in ("", ".", "!", "?", "\n", "]") else small


def _in_brackets(match: re.Match[str]) -> bool:
    return match.string[match.start() - 1 : match.start()] in ("(", "[")
