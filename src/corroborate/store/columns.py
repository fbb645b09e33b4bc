"""What cards are chosen, ordered and counted by, in memory: read once, and then only what was filed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from corroborate.store.tables import card_reports, cards

Numbers: TypeAlias = NDArray[Any]

UNKNOWN = -1
"""What stands for a number that is not known."""
CODED = ("type", "stage", "country", "place_precision", "types", "groups", "tactics", "sources")
"""Columns of words: the number of each in `Columns.words`."""
_AS_THEY_ARE = ("grade", "killed_low", "killed_high", "background", "contested", "unknown_actor")
_TIMES = ("first_recorded", "changed")
_DEGREES = ("latitude", "longitude")
_MOST_HELD = 64
"""Searches of which the outcome is held: the filters of some visitors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of all cards as they stood when `filed` was the mark; arrays are indexed by a card's number.

    `there` are the numbers of the cards, ascending. `card` is the card of each report by its number (-1: none),
    `starts` and `ends` are its days. Days are whole numbers such as 20240514. `found` and `orders` hold what was
    looked up in this state.
    """

    filed: int = 0
    there: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    incidents: Numbers = field(default_factory=lambda: np.zeros(0, object))
    cells: Mapping[str, Numbers] = field(default_factory=dict)
    words: Mapping[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in CODED})
    card: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    starts: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    ends: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    found: dict[tuple[int, ...], Numbers] = field(default_factory=dict)
    orders: dict[str, Numbers] = field(default_factory=dict)

    def held(self, key: tuple[int, ...], numbers: Iterable[int]) -> Numbers:
        """The report numbers that a search found, looked up where they are not held yet."""
        known = self.found.get(key)
        if known is None:
            while len(self.found) >= _MOST_HELD:
                self.found.pop(next(iter(self.found)), None)
            known = self.found[key] = np.fromiter(numbers, np.int64)
        return known


def brought_up(held: Columns, connection: Connection, filed: int) -> Columns:
    """Columns as they stand at the mark `filed`: what was filed since is read, the rest taken over."""
    if filed < held.filed:
        held = Columns()
    wanted = ("seq", "incident", "day", *_AS_THEY_ARE, *_TIMES, *_DEGREES, *CODED)
    asked = select(*(cards.c[name] for name in wanted)).where(cards.c.filed > held.filed)
    rows = connection.execute(asked).all()
    new = dict(zip(wanted, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(wanted, ())
    seqs = np.array(new["seq"], np.int64)
    there = np.fromiter(connection.execute(select(cards.c.seq).order_by(cards.c.seq)).scalars(), np.int64)
    size = int(there[-1]) + 1 if len(there) else 0
    words = {name: dict(held.words[name]) for name in CODED}
    cells = {name: _grown(held.cells.get(name), size, seqs, values) for name, values in _cells(new, words)}
    incidents = _grown(held.incidents, size, seqs, np.array(new["incident"], object))
    card, starts, ends = _reports(held, connection, there, seqs)
    return Columns(
        filed=filed, there=there, incidents=incidents, cells=cells, words=words, card=card, starts=starts, ends=ends
    )  # fmt: skip


def _cells(
    new: Mapping[str, Sequence[Any]], words: Mapping[str, dict[str, int]]
) -> Iterable[tuple[str, Numbers]]:
    yield "day", _days(new["day"])
    for name in _AS_THEY_ARE:
        yield name, np.array([UNKNOWN if each is None else each for each in new[name]], np.int64)
    for name in _TIMES:
        yield name, np.array([each[:-1] for each in new[name]], "datetime64[us]").astype(np.int64)
    for name in _DEGREES:
        yield name, np.array(new[name], np.float64)
    for name in CODED:
        known = words[name]
        yield name, np.array([known.setdefault(each or "", len(known)) for each in new[name]], np.int64)


def _days(days: Sequence[str | None]) -> Numbers:
    return np.array([int(day.replace("-", "")) if day else UNKNOWN for day in days], np.int64)


def _reports(
    held: Columns, connection: Connection, there: Numbers, seqs: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Which card each report is of, and its days; cards that are gone or were filed anew let go of theirs."""
    told = card_reports.c
    asked = select(told.report, told.card, told.starts, told.ends)
    if held.filed:
        asked = asked.join(cards, cards.c.seq == told.card).where(cards.c.filed > held.filed)
    rows = connection.execute(asked).all()
    report, card, starts, ends = zip(*rows, strict=True) if rows else ((), (), (), ())
    numbers = np.array(report, np.int64)
    stays = np.isin(held.card, np.setdiff1d(there, seqs))
    kept = np.where(stays, held.card, UNKNOWN)
    most = max(len(kept), int(numbers.max(initial=-1)) + 1)
    return (
        _grown(kept, most, numbers, np.array(card, np.int64)),
        _grown(held.starts, most, numbers, _days(starts)),
        _grown(held.ends, most, numbers, _days(ends)),
    )


def _grown(held: Numbers | None, size: int, at: Numbers, values: Numbers) -> Numbers:
    """A column of `size`, with what was held and the new values where they belong."""
    found = np.full(size, UNKNOWN, values.dtype)
    if held is not None:
        found[: min(size, len(held))] = held[:size]
    found[at] = values
    return found
