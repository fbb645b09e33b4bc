"""Cards chosen, paged, counted and put on a map; nothing is computed here that filing has not kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from corroborate.model.card import (
    CARD_KEPT,
    GRADE_ORDER,
    Card,
    CardCell,
    CardCount,
    CardFigure,
    CardPage,
    CardPerpetrator,
    CardPoint,
    CardPoints,
    CardQuery,
    CardRow,
)
from corroborate.model.selection import Selection, folded
from corroborate.store import search
from corroborate.store.columns import UNKNOWN, Columns, Mask, Numbers, brought_up, marked
from corroborate.store.filing import times_filed
from corroborate.store.streaming import streamed
from corroborate.store.tables import card_bodies, card_keys, card_terms, cards, reports

_CHUNK = 200
"""Names looked up in one statement: a condition may be a thousand deep."""
_CELLS_ACROSS = 96
"""How many cells lie side by side where a map's width is not said: about a thumb's breadth on a screen."""


class CardIndex:
    """Finds cards: holds what they are chosen by, and reads anew only what was filed since it last looked."""

    def __init__(self) -> None:
        self._columns = Columns()
        self._lock = Lock()

    def page(self, connection: Connection, query: CardQuery) -> CardPage:
        """A page of the cards that match, and how many match."""
        page, total = self._page(connection, self._current(connection), query)
        numbers = page.tolist()
        held = read_cards(connection, cards.c.seq, numbers)
        return CardPage([held[seq] for seq in numbers], total)

    def rows(self, connection: Connection, query: CardQuery) -> tuple[list[tuple[Card, CardRow]], int]:
        """The same for export: each card with its row, as `read_rows` gives them, and how many match."""
        columns = self._current(connection)
        page, total = self._page(connection, columns, query)
        return list(read_rows(connection, columns.incidents[page].tolist())), total

    def _page(self, connection: Connection, columns: Columns, query: CardQuery) -> tuple[Numbers, int]:
        """The numbers of the cards of a page, and how many match."""
        chosen = _chosen(connection, columns, query)
        order = _ordered(columns, query.order)
        found = order[chosen[order]]
        return found[query.offset : query.offset + query.limit], len(found)

    def counts(
        self, connection: Connection, query: CardQuery, by: Sequence[str]
    ) -> dict[str, list[CardCount]]:
        """How many cards that match have each value of each of the parts asked for, and how many were killed."""
        columns = self._current(connection)
        chosen = np.flatnonzero(_chosen(connection, columns, query))
        return {part: _counted(columns, chosen, part) for part in by}

    def points(self, connection: Connection, query: CardQuery, most: int, width: float | None) -> CardPoints:
        """The cards that match as points, or as cells `width` degrees wide where they are more than `most`."""
        columns = self._current(connection)
        chosen = np.flatnonzero(_chosen(connection, columns, query))
        placed = chosen[~np.isnan(columns.cells["latitude"][chosen])]
        unplaced = len(chosen) - len(placed)
        if len(chosen) <= most:
            return CardPoints(list(_points(connection, columns, chosen)), [], 0.0, len(placed), unplaced)
        latitude, longitude = columns.cells["latitude"][placed], columns.cells["longitude"][placed]
        wide = (
            width
            or max([0.01, *(float(np.ptp(each)) for each in (latitude, longitude) if len(each))])
            / _CELLS_ACROSS
        )
        return CardPoints([], list(_cells(columns, placed, wide)), wide, len(placed), unplaced)

    def _current(self, connection: Connection) -> Columns:
        filed = times_filed(connection)
        with self._lock:
            # A look that began before another thread brought them up takes what that one saw.
            if self._columns.filed < filed or not self._columns.cells:
                self._columns = brought_up(self._columns, connection, filed)
            return self._columns


# --- choosing -----------------------------------------------------------------------------------------


def _chosen(connection: Connection, columns: Columns, query: CardQuery) -> Mask:
    """Which cards match, by their numbers."""
    cells = columns.cells
    chosen = marked(len(columns.incidents), columns.there)
    fitting = _fitting(connection, columns, query.selection)
    if fitting is not None:
        chosen &= _cards_of(columns, np.flatnonzero(fitting))
    for kind, names in (("tactic", query.tactics), ("group", query.groups), ("source", query.sources)):
        if names:
            chosen &= _cards_of(columns, _found_by(connection, columns, kind, names))
    if query.stages:
        known = columns.words["stage"]
        chosen &= np.isin(cells["stage"], [known[name] for name in query.stages if name in known])
    if query.grades:
        chosen &= np.isin(cells["grade"], [GRADE_ORDER.index(name) for name in query.grades])
    for flag in query.only:
        chosen &= _flagged(columns, flag)
    if query.bounds and len(columns.there):
        chosen &= _inside(columns, *query.bounds)
    return chosen


def _flagged(columns: Columns, flag: str) -> Mask:
    held: Mask
    if flag == "undated":
        held = columns.cells["day"] == UNKNOWN
    elif flag == "unplaced":
        held = np.isnan(columns.cells["latitude"])
    elif flag == "news":
        held = columns.cells["background"] == 0
    else:
        held = columns.cells[flag] == 1
    return held


def _fitting(connection: Connection, columns: Columns, selection: Selection) -> Mask | None:
    """Which reports, by their numbers, fit a selection; None where all do."""
    found = [
        _found_by(connection, columns, kind, names)
        for kind, names in (
            ("place", selection.places), ("actor", selection.actors), ("type", selection.types),
        )
        if names
    ] + [np.fromiter(connection.execute(asked).scalars(), np.int64) for asked in _searches(selection)]  # fmt: skip
    if not found and not selection.since and not selection.until:
        return None
    fitting = columns.told.card >= 0
    for numbers in found:
        fitting &= marked(len(fitting), numbers)
    if selection.since:
        fitting &= columns.told.ends >= int(f"{selection.since:%Y%m%d}")
    if selection.until:
        fitting &= (columns.told.starts <= int(f"{selection.until:%Y%m%d}")) & (columns.told.starts >= 0)
    return fitting


def _searches(selection: Selection) -> Iterator[Select[Any]]:
    """What finds the numbers of reports by what cards do not hold."""
    number = select(reports.c.seq)
    if selection.text:
        yield number.where(search.matching(selection.text))
    if selection.documents:
        yield number.where(reports.c.document.in_(selection.documents))
    if selection.reports:
        yield number.where(reports.c.id.in_(selection.reports))


def _found_by(connection: Connection, columns: Columns, kind: str, names: Sequence[str]) -> Numbers:
    """The numbers of the reports that any of some names finds."""
    terms = tuple(_terms(connection, kind, names))
    held = columns.told.found.get(terms)
    if held is None:
        rows = streamed(connection, select(card_keys.c.report).where(card_keys.c.term.in_(terms)))
        held = columns.told.hold(terms, np.fromiter((report for (report,) in rows), np.int64))
    return held


def _terms(connection: Connection, kind: str, names: Sequence[str]) -> list[int]:
    """The terms that names mean: equal ones, and of places and actors those that begin with one as a word."""
    wanted = [name for name in dict.fromkeys(map(folded, names)) if name]
    found: set[int] = set()
    for at in range(0, len(wanted), _CHUNK):
        part = wanted[at : at + _CHUNK]
        fits: list[ColumnElement[bool]] = [card_terms.c.term.in_(part)]
        if kind in ("place", "actor"):
            # "!" comes next after the space.
            fits += [and_(card_terms.c.term > f"{name} ", card_terms.c.term < f"{name}!") for name in part]
        asked = select(card_terms.c.seq).where(card_terms.c.kind == kind, or_(false(), *fits))
        found.update(connection.execute(asked).scalars())
    return sorted(found)


def _cards_of(columns: Columns, numbers: Numbers) -> Mask:
    """The cards of reports."""
    held = columns.told.card[numbers[numbers < len(columns.told.card)]]
    return marked(len(columns.incidents), held)


def _inside(columns: Columns, west: float, south: float, east: float, north: float) -> Mask:
    latitude, longitude = columns.cells["latitude"], columns.cells["longitude"]
    across = [longitude >= west, longitude <= east]
    inside: Mask = (latitude >= south) & (latitude <= north)
    return inside & ((across[0] | across[1]) if west > east else (across[0] & across[1]))


def _ordered(columns: Columns, order: str) -> Numbers:
    """The numbers of all cards in an order, the unknown last."""
    known = columns.orders.get(order)
    if known is None:
        sign = -1 if order.startswith("-") else 1
        key, day = (columns.cells[name][columns.there] for name in (_KEYS[order.removeprefix("-")], "day"))
        by = (sign * columns.there, sign * day, sign * key, key == UNKNOWN)
        known = columns.orders[order] = columns.there[np.lexsort(by)]
    return known


_KEYS: Mapping[str, str] = {
    "day": "day",
    "killed": "killed_high",
    "grade": "grade",
    "recorded": "first_recorded",
    "changed": "changed",
}


# --- counting -----------------------------------------------------------------------------------------

_LISTED = {"type": "types", "group": "groups", "tactic": "tactics", "source": "sources"}
"""Parts of which a card may have several values, and the columns that hold all of them."""


def _counted(columns: Columns, chosen: Numbers, part: str) -> list[CardCount]:
    codes, named = _coded(columns, chosen, part)
    low, high = (np.maximum(columns.cells[name][chosen], 0) for name in ("killed_low", "killed_high"))
    # Floats hold whole numbers exactly far beyond all the dead of a record.
    sums = [np.bincount(codes), np.bincount(codes, low), np.bincount(codes, high)]
    found: dict[str, list[int]] = {}
    for code in np.flatnonzero(sums[0]).tolist():
        for value in named(code):
            held = found.setdefault(value, [0, 0, 0])
            for at, each in enumerate(sums):
                held[at] += int(each[code])
    counts = [CardCount(value, *numbers) for value, numbers in found.items()]
    if part in ("month", "year"):
        return sorted(counts, key=lambda each: each.value or "~")
    return sorted(counts, key=lambda each: (-each.incidents, each.value))


def _coded(columns: Columns, chosen: Numbers, part: str) -> tuple[Numbers, Any]:
    """A code for each card, and what gives the values that a code stands for."""
    if part in ("month", "year"):
        days = columns.cells["day"][chosen]
        codes = np.maximum(days // 100, 0)
        return codes, (lambda code: _month(code, 4 if part == "year" else 7))
    if part == "grade":
        return columns.cells["grade"][chosen], lambda code: (GRADE_ORDER[code],)
    column = _LISTED.get(part, part)
    words = list(columns.words[column])
    return columns.cells[column][chosen], lambda code: words[code].split("|")


def _month(code: int, length: int) -> tuple[str]:
    return (f"{code // 100:04}-{code % 100:02}"[:length] if code else "",)


# --- on a map -----------------------------------------------------------------------------------------


def _points(connection: Connection, columns: Columns, chosen: Numbers) -> Iterator[CardPoint]:
    cells, words = columns.cells, {name: list(columns.words[name]) for name in ("place_precision", "type")}
    names = ("latitude", "longitude", "place_precision", "day", "killed_low", "killed_high", "grade", "type")
    seqs = chosen.tolist()
    lists = [seqs, columns.incidents[chosen].tolist(), *(cells[name][chosen].tolist() for name in names)]
    places = _places(connection, seqs)
    for seq, id_, latitude, longitude, precision, day, low, high, grade, kind in zip(*lists, strict=True):
        yield CardPoint(
            id_, _degrees(latitude), _degrees(longitude), words["place_precision"][precision], _day(day),
            _number(low), _number(high), GRADE_ORDER[grade], words["type"][kind], places.get(seq),
        )  # fmt: skip


def _places(connection: Connection, seqs: Sequence[int]) -> dict[int, str | None]:
    """The names of the places of cards, by their numbers."""
    name = func.json_extract(card_bodies.c.body, f"$[{Card._fields.index('place')}]")
    found: dict[int, str | None] = {}
    for at in range(0, len(seqs), 5_000):
        asked = select(card_bodies.c.card, name).where(card_bodies.c.card.in_(seqs[at : at + 5_000]))
        found.update((seq, place) for seq, place in connection.execute(asked))
    return found


def _degrees(value: float) -> float | None:
    return None if value != value else value  # only what is no number differs from itself


def _number(value: int) -> int | None:
    return None if value == UNKNOWN else value


def _day(value: int) -> str | None:
    return None if value == UNKNOWN else f"{value // 10_000:04}-{value // 100 % 100:02}-{value % 100:02}"


def _cells(columns: Columns, placed: Numbers, wide: float) -> Iterator[CardCell]:
    latitude, longitude = columns.cells["latitude"][placed], columns.cells["longitude"][placed]
    row, column = np.floor((latitude + 90) / wide), np.floor((longitude + 180) / wide)
    _, at = np.unique(row * 1e7 + column, return_inverse=True)
    number = np.bincount(at)
    low, high = (np.maximum(columns.cells[name][placed], 0) for name in ("killed_low", "killed_high"))
    means = [np.round(np.bincount(at, each) / number, 5).tolist() for each in (latitude, longitude)]
    sums = [np.bincount(at, each).astype(np.int64).tolist() for each in (low, high)]
    for values in zip(*means, number.tolist(), *sums, strict=True):
        yield CardCell(*values)


# --- reading ------------------------------------------------------------------------------------------


def read_cards(connection: Connection, by: ColumnElement[Any], values: Iterable[Any]) -> dict[Any, Card]:
    """Cards by their numbers or incidents."""
    wanted = list(values)
    asked = select(by, card_bodies.c.body, cards.c.first_recorded, cards.c.changed).join(
        card_bodies, card_bodies.c.card == cards.c.seq
    )
    found = {}
    for at in range(0, len(wanted), 5_000):
        for key, body, recorded, changed in connection.execute(asked.where(by.in_(wanted[at : at + 5_000]))):
            found[key] = decoded(body, recorded, changed)
    return found


def read_rows(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[Card, CardRow]]:
    """The cards of incidents in the order of their ids, each with its row; unknown ones are left out.

    Their parts are as JSON gives them, lists for tuples: these are for exports of many.
    """
    body = select(cards.c.incident, card_bodies.c.body).join(card_bodies, card_bodies.c.card == cards.c.seq)
    for at in range(0, len(ids), 1_000):
        part = ids[at : at + 1_000]
        held = dict(streamed(connection, body.where(cards.c.incident.in_(part))))
        for told in (json.loads(held[each]) for each in part if each in held):
            yield Card._make([*told[:CARD_KEPT], "", ""]), CardRow(*told[CARD_KEPT])


def decoded(body: str, first_recorded: str, changed: str) -> Card:
    """The card that was kept."""
    card = Card._make([*json.loads(body)[:CARD_KEPT], first_recorded, changed])
    return card._replace(
        within=tuple(card.within),
        tactics=tuple(card.tactics),
        perpetrators=tuple(CardPerpetrator(*each) for each in card.perpetrators),
        groups=tuple(card.groups),
        killed={rule: CardFigure(*each) for rule, each in card.killed.items()},
        injured={rule: CardFigure(*each) for rule, each in card.injured.items()},
        contested=tuple(card.contested),
        silent=tuple(card.silent),
    )
