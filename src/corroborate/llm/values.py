"""Values of a stranger's JSON as the nouns need them: texts, codes, numbers, lists."""

from __future__ import annotations

import re
from typing import Any, TypeAlias, get_args

from corroborate.language.numbers import find_counts
from corroborate.language.sentences import split_sentences
from corroborate.model import Count

_SAME = {
    "dead": "killed", "death": "killed", "deaths": "killed", "fatalities": "killed", "wounded": "injured", "hurt": "injured",
    "injuries": "injured", "kidnapped": "captured", "abducted": "captured", "hostage": "captured", "soldiers": "military",
    "army": "military", "civilian": "civilians", "militant": "militants", "people": "unknown", "org": "organization",
    "organisation": "organization", "alleged": "accused", "confirmed": "fact",
}  # fmt: skip
"""Codes that models write, and the codebook's."""
_LARGEST = 10_000_000


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; nothing where it is none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts(value: Any) -> list[str]:
    """The texts of a list, or the one text."""
    if isinstance(value, str):
        value = [value]
    return (
        [each.strip() for each in value if isinstance(each, str) and each.strip()]
        if isinstance(value, list)
        else []
    )


def text_of(value: Any) -> str:
    """A text; empty where it is none, or says that there is none."""
    said = value.strip() if isinstance(value, str) else ""
    return "" if said.lower() in ("null", "none", "n/a", "unknown") else said


def code(value: Any, kind: Any) -> Any:
    """The code of the vocabulary `kind` (a Literal type) that a value means; None where it means none."""
    said = re.sub(r"[\s\-/]+", "_", value.strip().lower()) if isinstance(value, str) else ""
    allowed = get_args(kind)
    return next((each for each in (said, _SAME.get(said)) if each in allowed), None)


def number(value: Any) -> int | None:
    """A whole number from 0 on, from a number or its digits; None where it is none."""
    if isinstance(value, str):
        digits = value.strip().replace(",", "")
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if 0 <= value <= _LARGEST and value == int(value) else None


def percent(value: Any) -> float | None:
    """A number of percent; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if abs(value) <= 100_000 else None


def count_of(value: Any, quote: str, sentence: str = "") -> Count:
    """A count whose wording stands in `quote`, or else in the `sentence` around it, by the codebook.

    Our own reading of the wording stands above the model's, but for lists that it adds up ("three women and two
    men", "a man and his son"). A 0 that no word says is unknown, and so is any number that the words do not
    say, but for the 1 of a singular.
    """
    told = value if isinstance(value, dict) else {"low": value, "high": value, "wording": None}
    wording = text_of(told.get("wording"))
    around = f"{quote}\n{sentence}".lower()
    said = wording if wording and wording.lower() in around else ""
    own = _read(said or quote)
    bounds = _bounds(told.get("low"), told.get("high"))
    if bounds == (0, 0) and _UNHARMED.search(around):
        return Count(low=0, high=0, wording=said or None)
    if len(own) == 1 and not _is_list(said, own[0], bounds):
        return Count(low=own[0].low, high=own[0].high, wording=said or own[0].wording)
    if _is_said(bounds, own, said):
        return Count(low=bounds[0], high=bounds[1], wording=said or None)
    return Count(low=None, high=None, wording=said or None)


_UNHARMED = re.compile(r"\b(?:unhurt|unharmed|uninjured|unscathed|escaped|survived|safe)\b")
_AND = re.compile(r"\band\b|,")
_MOST_IN_LIST = 9

Bounds: TypeAlias = tuple[int | None, int | None]


def _bounds(low: Any, high: Any) -> Bounds:
    first, second = number(low), number(high)
    return (second, first) if first is not None and second is not None and first > second else (first, second)


def _is_list(said: str, own: Count, told: Bounds) -> bool:
    """Whether the one count read in the words is the first of a list that the model has added up."""
    adds_up = told[0] is not None and told[0] == told[1] and 1 < told[0] <= _MOST_IN_LIST
    return adds_up and own.low == own.high == 1 and _AND.search(said) is not None


def _is_said(told: Bounds, own: list[Count], said: str) -> bool:
    """Whether words of which we read no count, or several, may say what the model understood."""
    if len(own) > 1:
        lows = [each.low or 0 for each in own]
        return told in [(each.low, each.high) for each in own] or told == (sum(lows), sum(lows))
    if told == (0, 0):
        return False
    return bool(said) or told == (1, 1)  # "the mayor was killed"


def _read(words: str) -> list[Count]:
    """The counts that words say, an article at their beginning among them."""
    found: list[Count] = []
    for sentence in split_sentences(words):
        found += [mention.count for mention in find_counts(sentence)]
        if not found and sentence.lowers[:1] in (["a"], ["an"], ["one"], ["another"]):
            found.append(Count(low=1, high=1, wording=sentence.words[0]))
    return found
