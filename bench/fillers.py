"""What fills a role, as several wordings of one thing: when what was found is what the gold means."""

from __future__ import annotations

import re

from bench.heads import head_word
from bench.scoring import is_same_name

Filler = tuple[str, ...]
"""A gold entity's mentions, or the name and the words of something found."""


def is_filler(found: Filler, gold: Filler) -> bool:
    """Whether something found is a gold entity: the head of one of its mentions, or its name (words in capitals)."""
    heads = {head_word(each) for each in gold} - {""}
    if any(head_word(each) in heads for each in found):
        return True
    return any(is_same_name(_name(found[0]), _name(each)) for each in gold)


def _name(phrase: str) -> str:
    """The words of a phrase that are written with a capital."""
    return " ".join(re.findall(r"\b[A-Z][\w.-]*", phrase))
