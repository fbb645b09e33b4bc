"""The incidents that were asked for: now, by their cards; as the record stood earlier, by looking at it anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from corroborate.analysis.cards import card_of
from corroborate.cards import query_of
from corroborate.model.card import (
    GRADE_ORDER,
    Card,
    CardCount,
    CardPage,
    CardPoint,
    CardPoints,
)
from corroborate.model.incident import Incident
from corroborate.model.selection import Selection, folded
from corroborate.record import Record
from corroborate.web.asked import Asked

NEWEST = "-day"
"""The order where none is asked for."""

_AT_ONCE = 500
OWN = ("stage", "tactic", "group", "source", "only", "bounds")
"""Filters that the record's views do not take, but its cards do."""


class Listing(Protocol):
    """Incidents to be paged, counted and put on a map; filters of one's own stand above those asked for."""

    def page(self, asked: Asked) -> CardPage:
        """The page that was asked for."""

    def counts(self, asked: Asked, by: Sequence[str], **others: Any) -> Mapping[str, Sequence[CardCount]]:
        """How many incidents match, by their values of each part."""

    def points(self, asked: Asked) -> CardPoints:
        """Those that match on a map."""

    def unplaced(self, asked: Asked) -> int:
        """How many of those that match no map can show."""

    def incidents(self, asked: Asked) -> Iterator[Incident]:
        """Those that match, whole, decisions applied, in the order asked for."""


def listing_of(record: Record, asked: Asked) -> Listing:
    """What lists the incidents of a record at the moment that is asked about. Raises BadRequest."""
    asked_now: Any = {**asked.page(), "as_of": None}
    query_of(asked_now)  # what makes no sense is refused here, before anything is shown
    return Past(record, asked) if asked.filters.get("as_of") else Present(record)


class Present:
    """The record as it stands."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def page(self, asked: Asked) -> CardPage:
        """The page that was asked for, the newest day first where no order is."""
        return self._record.cards(**asked.page(order=asked.order or NEWEST))

    def counts(self, asked: Asked, by: Sequence[str], **others: Any) -> Mapping[str, Sequence[CardCount]]:
        """How many incidents match, by their values of each part."""
        return self._record.card_counts(by, **{**asked.filters, **others})

    def points(self, asked: Asked) -> CardPoints:
        """Those that match on a map."""
        return self._record.card_points(**asked.filters)

    def unplaced(self, asked: Asked) -> int:
        """How many of those that match no map can show."""
        flags = (*asked.filters.get("only", ()), "unplaced")
        return self._record.cards(**{**asked.filters, "only": flags, "limit": 0}).total

    def incidents(self, asked: Asked) -> Iterator[Incident]:
        """Those that match, some hundred at a time."""
        left = asked.limit if not asked.is_whole else None
        offset = asked.offset
        while left is None or left > 0:
            most = _AT_ONCE if left is None else min(left, _AT_ONCE)
            page = self._record.cards(
                **asked.page(order=asked.order or NEWEST, offset=offset, limit=most)
            ).cards
            yield from whole_incidents(self._record, [card.id for card in page])
            if len(page) < most:
                return
            offset += most
            left = None if left is None else left - most


def whole_incidents(record: Record, ids: Sequence[str]) -> Iterator[Incident]:
    from corroborate.analysis import as_decided

    found = {each.id: each for each in record.store.incidents(Selection(reports=tuple(ids)))} if ids else {}
    decided = (as_decided(found[each]) for each in ids if each in found)
    yield from (each for each in decided if each.reports)


class Whole:
    """What a published site shows on one page: the first incidents of a listing, placed as they may be shown."""

    MOST = 3_000

    def __init__(self, listing: Listing, shown: Callable[[Card], Card]) -> None:
        self._listing = listing
        self._shown = shown

    def page(self, asked: Asked) -> CardPage:
        """The page, however many were asked for."""
        cards, total = self._listing.page(replace(asked, offset=0, limit=self.MOST))
        return CardPage([self._shown(card) for card in cards], total)

    def counts(self, asked: Asked, by: Sequence[str], **others: Any) -> Mapping[str, Sequence[CardCount]]:
        """How many incidents match, by their values of each part."""
        return self._listing.counts(asked, by, **others)

    def points(self, asked: Asked) -> CardPoints:
        """Those of the page on a map."""
        return points_of(self.page(asked).cards)

    def unplaced(self, asked: Asked) -> int:
        """How many of those that match no map can show."""
        return self._listing.unplaced(asked)

    def incidents(self, asked: Asked) -> Iterator[Incident]:
        """Those that match, whole."""
        return self._listing.incidents(asked)


class Past:
    """The record as it stood at some moment: slower, for what it came to then is kept nowhere."""

    def __init__(self, record: Record, asked: Asked) -> None:
        shared = {name: value for name, value in asked.filters.items() if name not in OWN}
        seen = ((card_of(each.incident), each.incident) for each in record.views(**shared))
        self._found = _ordered([each for each in seen if _fits(each[0], each[1], asked.filters)], asked.order)

    def page(self, asked: Asked) -> CardPage:
        """The page that was asked for."""
        part = self._found[asked.offset : asked.offset + asked.limit]
        return CardPage([card for card, _ in part], len(self._found))

    def counts(self, asked: Asked, by: Sequence[str], **others: Any) -> Mapping[str, Sequence[CardCount]]:
        """How many incidents match, by their values of each part; filters of one's own are not looked at."""
        return {part: _counted(self._found, part) for part in by}

    def points(self, asked: Asked) -> CardPoints:
        """Those that match on a map, each a point."""
        return points_of([card for card, _ in self._found])

    def unplaced(self, asked: Asked) -> int:
        """How many of those that match no map can show."""
        return sum(card.unplaced for card, _ in self._found)

    def incidents(self, asked: Asked) -> Iterator[Incident]:
        """Those that match."""
        end = None if asked.is_whole else asked.offset + asked.limit
        yield from (incident for _, incident in self._found[asked.offset : end])


def points_of(cards: Sequence[Card]) -> CardPoints:
    """Cards on a map, each a point."""
    points = [
        CardPoint(each.id, each.latitude, each.longitude, each.place_precision, each.earliest or each.latest,
                  each.killed_low, each.killed_high, each.grade, each.type, each.place)
        for each in cards
    ]  # fmt: skip
    placed = sum(each.latitude is not None for each in points)
    return CardPoints(points, [], 0.0, placed, len(points) - placed)


_Found = tuple[Card, Incident]


def _fits(card: Card, incident: Incident, filters: Mapping[str, Any]) -> bool:
    """Does an incident fit the filters that views do not take?"""
    publishers = {folded(each.publisher) for each in incident.sources if each.publisher}
    held: dict[str, Iterable[str]] = {
        "stage": (card.stage,),
        "tactic": (folded(each) for each in card.tactics),
        "group": card.groups,
        "source": publishers,
    }
    for name, values in held.items():
        wanted = {folded(each) for each in filters.get(name, ())}
        if wanted and wanted.isdisjoint(values):
            return False
    flags = {
        "contested": bool(card.contested),
        "undated": card.undated,
        "unplaced": card.unplaced,
        "unknown_actor": card.unknown_actor,
        "background": card.background,
        "news": not card.background,
    }
    return all(flags.get(each, False) for each in filters.get("only", ())) and _is_inside(
        card, filters.get("bounds")
    )


def _is_inside(card: Card, bounds: tuple[float, float, float, float] | None) -> bool:
    if bounds is None:
        return True
    west, south, east, north = bounds
    if card.latitude is None or card.longitude is None or not south <= card.latitude <= north:
        return False
    if west > east:
        return card.longitude >= west or card.longitude <= east
    return west <= card.longitude <= east


_SORTS: Mapping[str, Callable[[Card], Any]] = {
    "day": lambda card: card.earliest or card.latest,
    "killed": lambda card: card.killed_high,
    "grade": lambda card: GRADE_ORDER.index(card.grade),
    "recorded": lambda card: card.first_published,
    "changed": lambda card: card.last_published,
}


def _ordered(found: list[_Found], order: str) -> list[_Found]:
    """In the order asked for, what is unknown last."""
    asked = order or NEWEST
    key = _SORTS.get(asked.lstrip("-"), _SORTS["day"])
    known = [each for each in found if key(each[0]) is not None]
    unknown = [each for each in found if key(each[0]) is None]
    return [
        *sorted(known, key=lambda each: (key(each[0]), each[0].id), reverse=asked.startswith("-")),
        *unknown,
    ]


def _counted(found: Iterable[_Found], part: str) -> list[CardCount]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for card, incident in found:
        for value in _values(card, incident, part):
            held = sums[value]
            held[0] += 1
            held[1] += card.killed_low or 0
            held[2] += card.killed_high or 0
    counts = [CardCount(value, *numbers) for value, numbers in sums.items()]
    if part in ("month", "year"):
        return sorted(counts, key=lambda each: each.value or "~")
    return sorted(counts, key=lambda each: (-each.incidents, each.value))


def _values(card: Card, incident: Incident, part: str) -> Iterable[str]:
    day = card.earliest or card.latest or ""
    values: dict[str, Iterable[str]] = {
        "month": (day[:7],),
        "year": (day[:4],),
        "type": {each.type for each in incident.reports},
        "grade": (card.grade,),
        "country": (card.country or "",),
        "group": card.groups or ("",),
        "tactic": card.tactics or ("",),
        "source": {each.publisher or "" for each in incident.sources},
    }
    return values[part]
