"""Ranges of the text in their roles, as the tagger sees them, each with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.language.tagger.reading import Reading, labels

OUTSIDE, BEGINS, GOES_ON = 0, 1, 2
LEAST = 0.15
"""The least probability with which a range is handed on; who assembles decides what is enough."""


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
    tags = reading.tags[:, column, :]
    pieces = reading.pieces
    begins = (tags[:, BEGINS] > LEAST).nonzero()[0]
    found: list[Mention] = []
    taken = -1
    for first in begins:
        if first <= taken or (
            first
            and pieces.starts[first] == pieces.ends[first - 1]
            and text[pieces.starts[first] - 1].isalnum()
            and text[pieces.starts[first]].isalnum()
        ):
            continue  # inside a word, or inside the mention before
        last = first
        score = float(tags[first, BEGINS])
        while last + 1 < len(pieces) and _goes_on(tags, pieces, text, last + 1):
            last += 1
        while last + 1 < len(pieces) and _inside_word(pieces, text, last + 1):
            last += 1
        inner = tags[first + 1 : last + 1, GOES_ON]
        if inner.size:
            score *= float(inner.mean()) ** 0.5
        taken = int(last)
        if score >= LEAST:
            found.append(
                Mention(
                    start=pieces.starts[first],
                    end=pieces.ends[last],
                    role=role,
                    score=score,
                    first=int(first),
                    last=int(last),
                )
            )
    return found


def _goes_on(tags, pieces, text, at) -> bool:  # type: ignore[no-untyped-def]
    if _inside_word(pieces, text, at):
        return bool(tags[at, GOES_ON] + tags[at, BEGINS] > 0.2)
    return bool(tags[at, GOES_ON] > max(tags[at, BEGINS], 0.5 * tags[at, OUTSIDE]))


def _inside_word(pieces, text, at) -> bool:  # type: ignore[no-untyped-def]
    """Whether a piece goes on with the word of the piece before."""
    start = pieces.starts[at]
    return bool(at and start == pieces.ends[at - 1] and text[start - 1].isalnum() and text[start].isalnum())
