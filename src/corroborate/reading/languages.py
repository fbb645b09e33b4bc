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
# How much likelier (log-probability a letter) another language must be. Of 12,000 English news texts none passed 0.4,
# sentences of news in 20 other languages all passed 1.6.
_MARGIN = 0.8
_SURELY_ENGLISH = frozenset(
    ["the", "of", "and", "to", "was", "were", "that", "from", "has", "have", "been", "by", "with"]
)


def identify_language(text: str) -> str | None:
    """The language of `text` as BCP 47, None where it is too short to say.

    Many foreign names make an identifier see other languages in English news; so a text whose grammar words are
    English is English unasked, and another language must be much the likelier.
    """
    words = _WORD.findall(text[:20_000].lower())
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    counts = Counter(words)
    common = sum(counts[word] for word in _GRAMMAR)
    sure = sum(counts[word] for word in _SURELY_ENGLISH)
    if common >= 0.25 * len(words) and sure >= 0.12 * len(words):
        return "en"
    return _identify(" ".join(words)[:5_000])


def _identify(text: str) -> str:
    scores: dict[str, float] = dict(_identifier().rank(text))
    likeliest = max(scores, key=lambda code: scores[code])
    return likeliest if scores[likeliest] - scores["en"] > _MARGIN * len(text) else "en"


@cache
def _identifier() -> Any:
    from py3langid import langid  # type: ignore[import-untyped]

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
