"""What reads as a headline, and what reads as a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corroborate.reading.layout import Line

_LONGEST = 40  # words; the longest headlines of local sites run to about 30
_SENTENCE_END = re.compile(r"(?<![A-Z]\.[A-Z])[.:;,][\"'”’»)\]]*$|[.!?][\"”’»)\]]+\s+[A-Z]")
_TWO_SENTENCES = re.compile(r"[a-z\d)”]\. [A-Z“\"]")


def is_headline(lines: Sequence[Line], standing: Sequence[int]) -> bool:
    """Whether the first standing line is the headline of what follows: short, no full stop, prose below it."""
    first = lines[standing[0]].text
    if len(first.split()) > _LONGEST or _SENTENCE_END.search(first) or _TWO_SENTENCES.search(first):
        return False
    return len(first) > 3 and any(len(lines[n].text) > 2 for n in standing[1:])


def said_alike(one: str, other: str) -> bool:
    """Whether two lines are the same words, whatever their case and punctuation."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
