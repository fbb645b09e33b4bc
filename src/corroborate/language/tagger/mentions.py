"""Ranges of the text in their roles, as the tagger sees them, each with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.language.tagger.reading import Floats, Reading, labels
from corroborate.language.tagger.windows import Pieces

OUTSIDE, BEGINS, GOES_ON = 0, 1, 2
LEAST = 0.15
"""The least probability with which a range is handed on; who assembles decides what is enough."""


_OPENERS = frozenset(
    ("the", "a", "an", "some", "several", "many", "other", "two", "three", "four", "five", "six")
)
"""Words that begin a phrase and are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Characters `start` to `end` of the text in a role; `first` and `last` are its pieces, `score` its probability."""

    start: int
    end: int
    role: str
    score: float
    first: int
    last: int


def mentions(reading: Reading, text: str, roles: tuple[str, ...] | None = None) -> list[Mention]:
    """The mentions in a reading, by their place in the text; of two that overlap in a role, the likelier."""
    names = labels().roles
    found = []
    for column, role in enumerate(names):
        if roles is None or role in roles:
            found.extend(_of_role(reading, text, column, role))
    return sorted(found, key=lambda each: (each.start, each.end))


def _of_role(reading: Reading, text: str, column: int, role: str) -> list[Mention]:
    tags, pieces = reading.tags[:, column, :], reading.pieces
    found: list[Mention] = []
    taken = -1
    for at in (tags[:, BEGINS] > LEAST).nonzero()[0]:
        first = int(at)
        if first <= taken or _inside_word(pieces, text, first):
            continue
        last = _last(tags, pieces, text, first)
        score = float(tags[first, BEGINS])
        if last > first:
            score *= float(tags[first + 1 : last + 1, GOES_ON].mean()) ** 0.5
        taken = last
        said = text[pieces.starts[first] : pieces.ends[last]].lower()
        if score >= LEAST and said not in _OPENERS and any(letter.isalnum() for letter in said):
            found.append(
                Mention(
                    start=pieces.starts[first],
                    end=pieces.ends[last],
                    role=role,
                    score=score,
                    first=first,
                    last=last,
                )
            )
    return found


def _last(tags: Floats, pieces: Pieces, text: str, first: int) -> int:
    """The last piece of the range that begins at `first`: while pieces rather go on, and to the word's end."""
    last = first
    while last + 1 < len(pieces):
        opens = text[pieces.starts[first] : pieces.ends[last]].lower() in _OPENERS
        if not _goes_on(tags[last + 1], _inside_word(pieces, text, last + 1), opens):
            break
        last += 1
    while last > first and text[pieces.starts[last]] in ",;.(":
        last -= 1
    while last + 1 < len(pieces) and _inside_word(pieces, text, last + 1):
        last += 1
    return last


def _goes_on(tag: Floats, inside_word: bool, opens: bool) -> bool:
    if opens:
        return bool(tag[GOES_ON] + tag[BEGINS] > 0.5 * tag[OUTSIDE])
    if inside_word:
        return bool(tag[OUTSIDE] < 0.8)
    return bool(tag[GOES_ON] + tag[BEGINS] > 0.6 * tag[OUTSIDE] and tag[GOES_ON] > 0.5 * tag[BEGINS])


def _inside_word(pieces: Pieces, text: str, at: int) -> bool:
    """Whether a piece goes on with the word of the piece before."""
    start = pieces.starts[at]
    return bool(at and start == pieces.ends[at - 1] and text[start - 1].isalnum() and text[start].isalnum())
