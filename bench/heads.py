"""The word that a noun phrase turns on, found without a parser: the last word before whatever follows the noun.

"a spokesman for the campaign" turns on "spokesman", "Ann Lee, the mayor" on "Lee", "the BBC's Ann Lee" on "Lee".
Gold and found phrases are treated alike, so that the measure is whether both speak of the same noun.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[-.&]\w+)*|['’]s\b|[^\w\s]")
_AFTER_NOUN = frozenset(
    "of in at for from with on to by about after before under over into against during among between within "
    "who whom which that whose where when while whether as than and or but including such named called known "
    "told said says is are was were has had have".split()
)
"""Words that begin what follows a noun; one that stands first belongs to the phrase ("in" of "in court papers")."""
_STOPS = frozenset(',;:—–()[]"“”')


def head_of(text: str, spans: tuple[tuple[int, int], ...]) -> int:
    """Where the head of the phrase of `spans` begins in the text; of several spans the first that has words."""
    for start, end in sorted(spans):
        words = list(_WORD.finditer(text, start, end))
        head = -1
        for word in words:
            said = word.group().lower()
            if head >= 0 and (said in _AFTER_NOUN or said in _STOPS):
                break
            if said[0].isalnum() and said not in _AFTER_NOUN:
                head = word.start()
        if head >= 0:
            return head
    return -1


def head_word(phrase: str) -> str:
    """The word that a phrase turns on, in small letters; empty where it has none."""
    at = head_of(phrase, ((0, len(phrase)),))
    word = _WORD.match(phrase, at) if at >= 0 else None
    return word.group().lower() if word else ""
