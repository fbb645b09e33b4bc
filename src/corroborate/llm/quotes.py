"""What a model says it quotes, found in the text or not."""

from __future__ import annotations

import re
from functools import cached_property

from corroborate.llm.pieces import Piece
from corroborate.model import Span, span_of

_ALIKE = {"‘": "'", "’": "'", "‚": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-",
          "‑": "-", "‐": "-", "−": "-", "…": "."}  # fmt: skip
_EDGES = " \t\r\n\"'“”‘’«»…"
_MOST_TIMES = 200


class Quotes:
    """One text, and the stretches of it that quotations mean."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, quote: str, piece: Piece, near: int | None = None) -> Span | None:
        """The stretch that `quote` means: exact, else but for blanks, capitals and the shapes of quotation marks.

        Where it stands more than once, the one inside `piece` and nearest to the character `near` counts.
        None where it stands nowhere.
        """
        wanted = quote.strip()
        for said in dict.fromkeys((wanted, wanted.strip(_EDGES))):
            if not any(char.isalnum() for char in said):
                continue
            found = _times(self.text, said) or self._alike(said)
            if found:
                beside = piece.start if near is None else near
                start, end = min(found, key=lambda at: (not _is_in(at, piece), abs(at[0] - beside)))
                return span_of(self.text, start, end)
        return None

    def _alike(self, said: str) -> list[tuple[int, int]]:
        plain, places = self._plain
        wanted = _plainly(said)[0].strip()
        return (
            [(places[start], places[end - 1] + 1) for start, end in _times(plain, wanted)] if wanted else []
        )

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        return _plainly(self.text)


def _is_in(at: tuple[int, int], piece: Piece) -> bool:
    return piece.start <= at[0] and at[1] <= piece.end


def _times(text: str, said: str) -> list[tuple[int, int]]:
    """Where `said` stands in `text` as whole words; inside words where it stands so only."""
    found: list[tuple[int, int]] = []
    at = text.find(said)
    while at >= 0 and len(found) < _MOST_TIMES:
        found.append((at, at + len(said)))
        at = text.find(said, at + 1)
    return [each for each in found if _is_whole(text, *each)]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch neither begins nor ends inside a word or a number ("5" in "15")."""
    inside = re.compile(r"\w\w")
    return not (inside.match(text[max(0, start - 1) : start + 1]) and start) and not inside.match(
        text[end - 1 : end + 1]
    )


def _plainly(text: str) -> tuple[str, list[int]]:
    """A text in small letters with plain marks and single blanks, and the offset each character came from."""
    plain: list[str] = []
    places: list[int] = []
    blank = False
    for at, char in enumerate(text):
        if char.isspace():
            blank = bool(plain)
            continue
        if blank:
            plain.append(" ")
            places.append(at - 1)
            blank = False
        for each in _ALIKE.get(char, char.lower()):
            plain.append(each)
            places.append(at)
    return "".join(plain), places
