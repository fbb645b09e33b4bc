"""Values of a stranger's JSON as the nouns need them: texts, codes, numbers, lists."""

from __future__ import annotations

import re
from typing import Any, get_args

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


def count_of(value: Any, quote: str) -> Count:
    """A count whose wording stands in `quote`, by the codebook.

    Where our own reading of the wording gives a number, it stands above the model's; a 0 that no word says is
    unknown, and so is any number that the quote does not say, but for the 1 of a singular.
    """
    told = value if isinstance(value, dict) else {"low": value, "high": value, "wording": None}
    wording = text_of(told.get("wording"))
    said = wording if wording and wording.lower() in quote.lower() else ""
    own = _read(said or quote)
    if len(own) == 1:
        return Count(low=own[0].low, high=own[0].high, wording=said or own[0].wording)
    low, high = number(told.get("low")), number(told.get("high"))
    if low is not None and high is not None and low > high:
        low, high = high, low
    chosen = next((each for each in own if (each.low, each.high) == (low, high)), None)
    if chosen is not None:
        return Count(low=low, high=high, wording=said or chosen.wording)
    is_one = not own and not said and (low, high) == (1, 1)  # "the mayor was killed"
    if own or (low == 0 and high == 0) or not (said or is_one):
        low = high = None
    return Count(low=low, high=high, wording=said or None)


def _read(words: str) -> list[Count]:
    """The counts that words say, an article at their beginning among them."""
    found: list[Count] = []
    for sentence in split_sentences(words):
        found += [mention.count for mention in find_counts(sentence)]
        if not found and sentence.lowers[:1] in (["a"], ["an"], ["one"], ["another"]):
            found.append(Count(low=1, high=1, wording=sentence.words[0]))
    return found
