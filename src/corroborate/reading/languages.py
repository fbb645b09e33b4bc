"""Which language a text is in, by a small bundled identifier that is asked only where words leave doubt."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

READ_BY_EXTRACTION = "en"
_FEWEST_LETTERS = 20
_WORD = re.compile(r"[^\W\d_]+")
# English words of grammar. News in English has 30 to 50 of them in 100 words, and headlines about 15; other
# languages that share some forms (Dutch `in`, `was`; German `in`, `an`, `was`) stay below 10.
_GRAMMAR = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "was",
        "were",
        "said",
        "by",
        "on",
        "for",
        "with",
        "that",
        "at",
        "from",
        "has",
        "have",
        "had",
        "been",
        "is",
        "are",
        "it",
        "its",
        "as",
        "an",
        "be",
        "his",
        "their",
        "after",
        "who",
        "which",
        "but",
        "not",
        "this",
        "they",
        "he",
        "she",
        "when",
        "where",
        "there",
        "two",
        "also",
        "over",
        "into",
        "during",
        "or",
        "will",
        "would",
        "could",
        "than",
        "while",
        "against",
        "killed",
        "people",
        "one",
        "more",
    ]
)
_SURELY_ENGLISH = frozenset(
    ["the", "of", "and", "to", "was", "were", "that", "from", "has", "have", "been", "by", "with"]
)


def identify_language(text: str) -> str | None:
    """The language of `text` as BCP 47, None where it is too short to say.

    Many foreign names make an identifier see other languages in English news; so a text whose grammar words are
    English is English whatever the identifier would say of its names.
    """
    sample = text[:20_000]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return None
    share, sure = _english_share(words)
    if share >= 0.25 and sure >= 0.12:
        return "en"
    code = _identify(" ".join(words)[:5_000])
    if code == "en" or (share >= 0.18 and sure >= 0.06):
        return "en"
    if letters < 2 * _FEWEST_LETTERS and share > 0:
        return None
    return code


def _english_share(words: list[str]) -> tuple[float, float]:
    counts = Counter(words)
    common = sum(counts[word] for word in _GRAMMAR)
    sure = sum(counts[word] for word in _SURELY_ENGLISH)
    return common / len(words), sure / len(words)


def _identify(text: str) -> str:
    return str(_identifier().classify(text)[0])


@cache
def _identifier() -> Any:
    from py3langid import langid  # type: ignore[import-untyped]

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
