"""What cards are chosen, ordered and counted by, in memory: read once, and then only what was filed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, func, select

from corroborate.store.streaming import streamed
from corroborate.store.tables import card_reports, cards

Numbers: TypeAlias = NDArray[Any]
Mask: TypeAlias = NDArray[np.bool_]

UNKNOWN = -1
"""What stands for a number that is not known."""
CODED = ("type", "stage", "country", "place_precision", "types", "groups", "tactics", "sources")
"""Columns of words: the number of each in `Columns.words`."""
_AS_THEY_ARE = ("grade", "killed_low", "killed_high", "background", "contested", "unknown_actor")
_TIMES = ("first_recorded", "changed")
_DEGREES = ("latitude", "longitude")
_MOST_HELD = 64
"""Searches of which the outcome is held: the filters of some visitors."""
_FEW = 2_000
"""Reports that a decision or a document changes: for more, searches are made anew."""


def _empty() -> Numbers:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The reports of cards; arrays are indexed by a report's number: its card (-1: none) and its days.

    `found` holds which reports terms found.
    """

    card: Numbers = field(default_factory=_empty)
    starts: Numbers = field(default_factory=_empty)
    ends: Numbers = field(default_factory=_empty)
    found: dict[tuple[int, ...], Numbers] = field(default_factory=dict)

    def hold(self, terms: tuple[int, ...], numbers: Numbers) -> Numbers:
        """Keep which reports some terms found, for those who ask next."""
        while len(self.found) >= _MOST_HELD:
            self.found.pop(next(iter(self.found)), None)
        self.found[terms] = numbers
        return numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of all cards as they stood when `filed` was the mark; arrays are indexed by a card's number.

    `there` are the numbers of the cards, ascending. Days are whole numbers such as 20240514. `orders` holds the
    orders that were asked for.
    """

    filed: int = 0
    there: Numbers = field(default_factory=_empty)
    incidents: Numbers = field(default_factory=lambda: np.zeros(0, object))
    cells: Mapping[str, Numbers] = field(default_factory=dict)
    words: Mapping[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in CODED})
    told: Told = field(default_factory=Told)
    orders: dict[str, Numbers] = field(default_factory=dict)


def brought_up(held: Columns, connection: Connection, filed: int) -> Columns:
    """Columns as they stand at the mark `filed`: what was filed since is read, the rest taken over."""
    if filed < held.filed:
        held = Columns()
    wanted = ("seq", "incident", "day", *_AS_THEY_ARE, *_TIMES, *_DEGREES, *CODED)
    new = _read(connection, [cards.c[name] for name in wanted], held.filed)
    seqs = np.array(new["seq"], np.int64)
    there = _there(held, connection, seqs)
    size = int(there[-1]) + 1 if len(there) else 0
    words = {name: dict(held.words[name]) for name in CODED}
    cells = {name: _grown(held.cells.get(name), size, seqs, values) for name, values in _cells(new, words)}
    incidents = _grown(held.incidents, size, seqs, np.array(new["incident"], object))
    return Columns(
        filed=filed, there=there, incidents=incidents, cells=cells, words=words,
        told=_told(held, connection, _staying(held.told.card, there, seqs)),
    )  # fmt: skip


def _read(connection: Connection, columns: Sequence[Column[Any]], filed: int) -> dict[str, Sequence[Any]]:
    """Columns of the cards, and of their reports, that were filed after `filed`."""
    asked = select(*columns)
    if any(column.table is card_reports for column in columns):
        asked = asked.join(cards, cards.c.seq == card_reports.c.card) if filed else asked
    asked = asked.where(cards.c.filed > filed) if filed else asked
    rows = list(streamed(connection, asked))
    found = zip(*rows, strict=True) if rows else repeat(())
    return dict(zip((column.name for column in columns), found, strict=False))


def _there(held: Columns, connection: Connection, seqs: Numbers) -> Numbers:
    """The numbers of all cards; they are read only where some are gone."""
    size = max(int(each.max(initial=-1)) for each in (held.there, seqs)) + 1
    there = np.flatnonzero(marked(size, held.there) | marked(size, seqs))
    if connection.execute(select(func.count()).select_from(cards)).scalar() == len(there):
        return there
    rows = streamed(connection, select(cards.c.seq).order_by(cards.c.seq))
    return np.fromiter((seq for (seq,) in rows), np.int64)


def _staying(card: Numbers, there: Numbers, seqs: Numbers) -> Mask:
    """Which reports are of a card that is there and was not filed anew."""
    size = int(card.max(initial=0)) + 1
    same = marked(size, there) & ~marked(size, seqs)
    return (card >= 0) & same[card]


def marked(size: int, numbers: Numbers) -> Mask:
    """True at each of some numbers that fit into `size`."""
    found = np.zeros(size, bool)
    found[numbers[(numbers >= 0) & (numbers < size)]] = True
    return found


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
        for each in dict.fromkeys(new[name]):
            known.setdefault(each or "", len(known))
        yield name, np.array([known[each or ""] for each in new[name]], np.int64)


def _days(days: Sequence[str | None]) -> Numbers:
    numbers = {day: int(day.replace("-", "")) if day else UNKNOWN for day in dict.fromkeys(days)}
    return np.array([numbers[day] for day in days], np.int64)


def _told(held: Columns, connection: Connection, stays: Mask) -> Told:
    """The reports of all cards: those of cards that are gone, or were filed anew, give way."""
    told = card_reports.c
    # What was searched for is held, so the terms of what is new must be known; at first there is nothing.
    terms = (told.terms,) if held.told.found else ()
    new = _read(connection, [told.report, told.card, told.starts, told.ends, *terms], held.filed)
    reports = np.array(new["report"], np.int64)
    most = max(len(stays), int(reports.max(initial=-1)) + 1)
    return Told(
        card=_grown(np.where(stays, held.told.card, UNKNOWN), most, reports, np.array(new["card"], np.int64)),
        starts=_grown(held.told.starts, most, reports, _days(new["starts"])),
        ends=_grown(held.told.ends, most, reports, _days(new["ends"])),
        found=_found(held.told.found, stays, reports, new["terms"]) if terms and len(reports) <= _FEW else {},
    )


def _found(
    held: Mapping[tuple[int, ...], Numbers], stays: Mask, reports: Numbers, terms: Iterable[str]
) -> dict[tuple[int, ...], Numbers]:
    """Which reports terms found, with what is new."""
    of_new = [frozenset(json.loads(each)) for each in terms]
    found = {}
    for key, known in list(held.items()):
        fresh = np.array([not each.isdisjoint(key) for each in of_new], bool)
        found[key] = np.concatenate([known[stays[known]], reports[fresh]])
    return found


def _grown(held: Numbers | None, size: int, at: Numbers, values: Numbers) -> Numbers:
    """A column of `size`, with what was held and the new values where they belong."""
    found = np.full(size, UNKNOWN, values.dtype)
    if held is not None:
        found[: min(size, len(held))] = held[:size]
    found[at] = values
    return found
