"""Cards chosen, paged, counted and put on a map; nothing is computed here that filing has not kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, and_, cast, false, func, or_, select

from corroborate.model.card import (
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
)
from corroborate.model.selection import Selection, folded
from corroborate.store import search
from corroborate.store.tables import card_bodies, card_keys, card_reports, card_terms, cards, reports

_CHUNK = 200
"""Names looked up in one statement: a condition may be a thousand deep."""
_CELLS_ACROSS = 96
"""How many cells lie side by side where a map's width is not said: about a thumb's breadth on a screen."""


def read_page(connection: Connection, query: CardQuery) -> CardPage:
    """A page of the cards that match, and how many match."""
    chosen = _chosen(connection, query)
    total = connection.execute(select(func.count()).select_from(cards).where(*chosen)).scalar() or 0
    asked = select(cards.c.seq).where(*chosen).order_by(*_order(query.order))
    page = connection.execute(asked.limit(query.limit).offset(query.offset)).scalars().all()
    held = _cards(connection, cards.c.seq, page)
    return CardPage([held[seq] for seq in page], total)


def read_cards(connection: Connection, incidents: Iterable[str]) -> list[Card]:
    """The cards of incidents, in the order of their ids as given; those that have none are left out."""
    ids = list(incidents)
    held = _cards(connection, cards.c.incident, ids)
    return [held[each] for each in ids if each in held]


def read_counts(connection: Connection, query: CardQuery, by: Sequence[str]) -> dict[str, list[CardCount]]:
    """How many cards that match have each value of each of the parts asked for, and how many were killed."""
    chosen = _chosen(connection, query)
    within = and_(*chosen) if chosen else None
    return {part: _counted(connection, part, within) for part in by}


def read_points(connection: Connection, query: CardQuery, most: int, width: float | None) -> CardPoints:
    """The cards that match as points, or as cells `width` degrees wide where they are more than `most`."""
    chosen = _chosen(connection, query)
    is_placed = cards.c.latitude.is_not(None)
    held = cards.c
    total, placed, west, east, south, north = connection.execute(
        select(
            func.count(), func.count(held.latitude), func.min(held.longitude), func.max(held.longitude),
            func.min(held.latitude), func.max(held.latitude),
        ).where(*chosen)
    ).one()  # fmt: skip
    if placed <= most:
        points = connection.execute(
            select(
                held.incident, held.latitude, held.longitude, held.place_precision, held.day, held.killed_low,
                held.killed_high, held.grade, held.type,
            ).where(*chosen, is_placed)
        )  # fmt: skip
        found = [CardPoint(*row[:7], GRADE_ORDER[row[7]], row[8]) for row in points]
        return CardPoints(found, [], 0.0, placed, total - placed)
    wide = width or max(east - west, north - south, 0.01) / _CELLS_ACROSS
    cells = connection.execute(
        select(func.avg(held.latitude), func.avg(held.longitude), func.count(), *_killed())
        .where(*chosen, is_placed)
        .group_by(cast((held.latitude + 90) / wide, Integer), cast((held.longitude + 180) / wide, Integer))
    )
    return CardPoints([], [CardCell(*row) for row in cells], wide, placed, total - placed)


# --- choosing -----------------------------------------------------------------------------------------


def _chosen(connection: Connection, query: CardQuery) -> list[ColumnElement[bool]]:
    """The conditions that choose cards."""
    held = cards.c
    conditions = [*_of_reports(connection, query.selection), *(_FLAGS[flag] for flag in query.only)]
    if query.stages:
        conditions.append(held.stage.in_(query.stages))
    if query.grades:
        conditions.append(held.grade.in_([GRADE_ORDER.index(name) for name in query.grades]))
    for kind, names in (("tactic", query.tactics), ("group", query.groups), ("source", query.sources)):
        if names:
            conditions.append(held.seq.in_(_found_by(connection, kind, names, card_keys.c.card)))
    if query.bounds:
        conditions.append(_inside(*query.bounds))
    return conditions


_FLAGS: Mapping[str, ColumnElement[bool]] = {
    "contested": cards.c.contested.is_(True),
    "undated": cards.c.day.is_(None),
    "unplaced": cards.c.latitude.is_(None),
    "unknown_actor": cards.c.unknown_actor.is_(True),
    "background": cards.c.background.is_(True),
    "news": cards.c.background.is_(False),
}


def _of_reports(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """That any one report of a card fits a selection; none where all do."""
    named = {"place": selection.places, "actor": selection.actors, "type": selection.types}
    finding = [
        _found_by(connection, kind, names, card_keys.c.report) for kind, names in named.items() if names
    ]
    fitting = _fitting(selection)
    if not finding and not fitting:
        return []
    report = card_reports.c.report
    fits = select(card_reports.c.card).where(*fitting, *(report.in_(found) for found in finding))
    return [cards.c.seq.in_(fits)]


def _fitting(selection: Selection) -> list[ColumnElement[bool]]:
    """The conditions on the reports of cards that are no terms."""
    told = card_reports.c
    conditions: list[ColumnElement[bool]] = []
    if selection.since:
        conditions.append(told.ends >= selection.since.isoformat())
    if selection.until:
        conditions.append(told.starts <= selection.until.isoformat())
    if selection.text:
        conditions.append(search.matching(selection.text, told.report))
    if selection.documents:
        conditions.append(
            told.report.in_(select(reports.c.seq).where(reports.c.document.in_(selection.documents)))
        )
    if selection.reports:
        conditions.append(told.report.in_(select(reports.c.seq).where(reports.c.id.in_(selection.reports))))
    return conditions


def _found_by(
    connection: Connection, kind: str, names: Sequence[str], column: ColumnElement[int]
) -> Select[Any]:
    """The reports, or cards, that any of some names finds."""
    return select(column).where(card_keys.c.term.in_(_terms(connection, kind, names)))


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


def _inside(west: float, south: float, east: float, north: float) -> ColumnElement[bool]:
    held = cards.c
    across: ColumnElement[bool] = held.longitude.between(west, east)
    if west > east:
        across = or_(held.longitude >= west, held.longitude <= east)
    return and_(held.latitude.between(south, north), across)


def _order(order: str) -> list[ColumnElement[Any]]:
    name = order.removeprefix("-")
    held = cards.c
    columns: dict[str, tuple[Any, ...]] = {
        "day": (held.day, held.seq),
        "killed": (held.killed_high, held.day, held.seq),
        "grade": (held.grade, held.day, held.seq),
        "recorded": (held.first_recorded, held.seq),
        "changed": (held.changed, held.seq),
    }
    first, *rest = columns[name]
    if order.startswith("-"):
        return [first.desc().nulls_last(), *(each.desc() for each in rest)]
    return [first.asc().nulls_last(), *rest]


# --- counting -----------------------------------------------------------------------------------------

_LISTED = frozenset({"type", "group", "tactic", "source"})
"""Parts of which a card may have several values."""
_COLUMNS: Mapping[str, ColumnElement[Any]] = {
    "month": cards.c.month,
    "year": cards.c.month,
    "grade": cards.c.grade,
    "country": cards.c.country,
    "type": cards.c.types,
    "group": cards.c.groups,
    "tactic": cards.c.tactics,
    "source": cards.c.sources,
}


def _killed() -> tuple[ColumnElement[int], ColumnElement[int]]:
    return func.coalesce(func.sum(cards.c.killed_low), 0), func.coalesce(func.sum(cards.c.killed_high), 0)


def _counted(connection: Connection, part: str, within: ColumnElement[bool] | None) -> list[CardCount]:
    column = _COLUMNS[part]
    asked = select(column, func.count(), *_killed()).group_by(column)
    rows = connection.execute(asked if within is None else asked.where(within))
    sums: dict[str, list[int]] = {}
    for value, *numbers in rows:
        for name in _values(part, value):
            held = sums.setdefault(name, [0, 0, 0])
            for at, number in enumerate(numbers):
                held[at] += number
    counts = [CardCount(value, *numbers) for value, numbers in sums.items()]
    if part in ("month", "year"):
        return sorted(counts, key=lambda each: each.value or "~")
    return sorted(counts, key=lambda each: (-each.incidents, each.value))


def _values(part: str, value: Any) -> Sequence[str]:
    """The values under which a group of cards is counted."""
    if part == "grade":
        return (GRADE_ORDER[value],)
    if part == "year":
        return ((value or "")[:4],)
    return str(value or "").split("|") if part in _LISTED else (value or "",)


# --- reading ------------------------------------------------------------------------------------------


def _cards(connection: Connection, by: ColumnElement[Any], values: Sequence[Any]) -> dict[Any, Card]:
    """Cards by their numbers or incidents."""
    asked = select(by, card_bodies.c.body, cards.c.first_recorded, cards.c.changed).join(
        card_bodies, card_bodies.c.card == cards.c.seq
    )
    found = {}
    for at in range(0, len(values), 5_000):
        for key, body, recorded, changed in connection.execute(asked.where(by.in_(values[at : at + 5_000]))):
            found[key] = decoded(body, recorded, changed)
    return found


def decoded(body: str, first_recorded: str, changed: str) -> Card:
    """The card that was kept."""
    card = Card._make([*json.loads(body), first_recorded, changed])
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
