"""All that the tagger says of one text, by the number of the mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corroborate.language.tagger import (
    Floats,
    Mention,
    Reading,
    attribute,
    labels,
    mentions,
    read,
    spans,
    together,
    types,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """N mentions with their scores (N,), types (N, T), attributes by name (N, kinds), and pair tables (N, N).

    `same` says how likely two name one thing, `together` how likely they belong to one incident; `whole` (T,)
    how likely the text tells of each type at all.
    """

    mentions: list[Mention]
    scores: Floats
    types: Floats
    said: dict[str, Floats]
    same: Floats
    together: Floats
    whole: Floats


def look(text: str, roles: tuple[str, ...], parts: Sequence[tuple[int, int]] | None = None) -> Seen:
    """What the tagger sees of `roles` in `text`, or in `parts` of it."""
    return judge(read(text, parts), text, roles)


def judge(reading: Reading, text: str, roles: tuple[str, ...]) -> Seen:
    """What the heads say of the mentions in a reading."""
    found = mentions(reading, text, roles)
    known = spans(reading, found)
    same, near = together(known, found)
    return Seen(
        mentions=found,
        scores=np.array([each.score for each in found], dtype=np.float32),
        types=types(known),
        said={name: attribute(name, known) for name in labels().attributes},
        same=same,
        together=near,
        whole=reading.whole,
    )
