"""Numerals: digits and number words as values."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
SMALL: dict[str, int] = {word: n for n, word in enumerate(_SMALL_WORDS)} | _TENS
SMALL |= {f"{ten}-{_SMALL_WORDS[n]}": at + n for ten, at in _TENS.items() for n in range(1, 10)}
SMALL |= {"fourty": 40, "both": 2, "half-dozen": 6, "half-a-dozen": 6, "threescore": 60, "fourscore": 80}
ODD: dict[str, int] = {f"{ten}-odd": at for ten, at in _TENS.items()} | {"dozen-odd": 12}
"""'thirty-odd': that number or somewhat more."""
SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lac": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_LOOSE_SCALES = SCALES | {"lakhs": 100_000, "crores": 10_000_000, "dozen": 12}
GROUPS: dict[str, int] = {
    "dozen": 12,
    "score": 20,
    "couple": 2,
    "pair": 2,
    "duo": 2,
    "trio": 3,
    "quartet": 4,
    "quintet": 5,
}
NEIGHBOURS: dict[str, tuple[int, int]] = {
    f"{low}-{high}": (SMALL[low], SMALL[high]) for low, high in pairwise(_SMALL_WORDS[1:13])
}
"""'three-four', as South Asian English says 'three or four'."""

_WHOLE = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,9}")
_DECIMAL = re.compile(r"\d{1,3}[.]\d{1,3}")


class Numeral(NamedTuple):
    """Tokens `begin` to `end` (exclusive) say a number from `low` to `high`."""

    begin: int
    end: int
    low: int
    high: int


def read_numeral(lowers: list[str], i: int) -> Numeral | None:
    """The number whose first word or digits stand at `i`; None where no whole number does."""
    word = lowers[i]
    if "0" <= word < ":":
        return _read_digits(lowers, i)
    if word in SMALL:
        return _read_words(lowers, i)
    if word in NEIGHBOURS:
        return Numeral(i, i + 1, *NEIGHBOURS[word])
    if word in ODD:
        return Numeral(i, i + 1, ODD[word], ODD[word])
    if word in GROUPS or word in SCALES:
        return _read_group(lowers, i)
    return None


def _read_digits(lowers: list[str], i: int) -> Numeral | None:
    word, end = lowers[i], i + 1
    value: float
    if _WHOLE.fullmatch(word) and not (word[0] == "0" and len(word) > 1):
        value = int(word.replace(",", ""))
        if len(word) <= 3 and end < len(lowers) and lowers[end] == "000":
            value, end = value * 1000, end + 1
    elif _DECIMAL.fullmatch(word):
        value = float(word)
        if (end == len(lowers) or lowers[end] not in _LOOSE_SCALES) and len(word.partition(".")[2]) == 3:
            value = int(word.replace(".", ""))
    else:
        return None
    while end < len(lowers) and lowers[end] in _LOOSE_SCALES:
        value, end = value * _LOOSE_SCALES[lowers[end]], end + 1
    whole = round(value)
    return Numeral(i, end, whole, whole) if abs(value - whole) < 1e-6 else None


def _read_words(lowers: list[str], i: int) -> Numeral:
    total, current, size = 0, SMALL[lowers[i]], len(lowers)
    j = i + 1
    while j < size:
        word = lowers[j]
        scale = _LOOSE_SCALES.get(word)
        if scale is not None:
            if scale <= 100:
                current *= scale
            else:
                total, current = total + current * scale, 0
        elif word in SMALL and (lowers[j - 1] in SCALES or lowers[j - 1] == "and" or _is_ones(lowers, j)):
            current += SMALL[word]
        elif not (word == "and" and lowers[j - 1] in SCALES and j + 1 < size and lowers[j + 1] in SMALL):
            break
        j += 1
    return Numeral(i, j, total + current, total + current)


def _counts_people(lowers: list[str], end: int) -> bool:
    """Whether 'of' and a noun follow 'a score', which is no score of a match then."""
    return lowers[end : end + 1] == ["of"] and end + 1 < len(lowers) and lowers[end + 1].isalpha()


def _is_ones(lowers: list[str], j: int) -> bool:
    """Whether the word at `j` goes on with the tens before it: 'sixty two'."""
    return lowers[j - 1] in _TENS and 0 < SMALL[lowers[j]] < 10 and lowers[j] != "both"


def _read_group(lowers: list[str], i: int) -> Numeral | None:
    """'a dozen', 'half a dozen', 'a couple of', 'a hundred', 'a hundred and twenty'."""
    before = lowers[i - 1] if i else ""
    if before not in ("a", "an", "another", "one", "half"):
        return None
    begin, word = i - 1, lowers[i]
    if word == "score" and not _counts_people(lowers, i + 1):
        return None
    if word in SCALES:
        read = _read_words(["one", *lowers[i:]], 0)
        end, value = i + read.end - 1, read.low
    else:
        end, value = i + 1, GROUPS[word]
    if before == "half" or (i > 1 and lowers[i - 2] == "half"):
        begin, value = (i - 1 if before == "half" else i - 2), value // 2
    return Numeral(begin, end, value, value)
