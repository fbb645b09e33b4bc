"""The part of a store that keeps cards and finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from corroborate.model.card import (
    EVERY_CARD,
    Card,
    CardCount,
    CardPage,
    CardPart,
    CardPoints,
    CardQuery,
    CardRow,
)
from corroborate.store import filing, moments
from corroborate.store.tables import cards
from corroborate.store.transactions import Transactions

if TYPE_CHECKING:
    from corroborate.store.cards import CardIndex


class Carding(Transactions):
    """Cards of a record: brought up to date by filing, found in a moment."""

    def cards_current(self) -> bool:
        """Whether the cards hold all that the record does."""
        with self._reading() as connection:
            return filing.is_current(connection)

    def state_mark(self) -> tuple[str | int, ...]:
        """Changes whenever anything that the record tells may have: its cards, or what they are made from."""
        with self._reading() as connection:
            return (filing.mark(connection), *moments.read_newest(connection))

    def cards_mark(self) -> str:
        """Changes whenever any card may have."""
        with self._reading() as connection:
            return filing.mark(connection)

    def file_cards(self, make: filing.Make, most: int = 500) -> int:
        """File the incidents of some reports that are due; how many cards that made, below 0 where none was due."""
        with self._writing() as (connection, now):
            return filing.file_due(connection, make, now, most)

    def cards(self, query: CardQuery = EVERY_CARD) -> CardPage:
        """A page of the cards that match.

        The first look at 100,000 incidents takes about a second, every later one some milliseconds.
        """
        with self._reading() as connection:
            return self._index.page(connection, query)

    def cards_of(self, incidents: Iterable[str]) -> list[Card]:
        """The cards of incidents, in the order of their ids as given; unknown ones are left out."""
        from corroborate.store.cards import read_cards

        ids = list(incidents)
        with self._reading() as connection:
            held = read_cards(connection, cards.c.incident, ids)
        return [held[each] for each in ids if each in held]

    @contextmanager
    def card_rows(self, incidents: Sequence[str]) -> Iterator[Iterator[tuple[Card, CardRow]] | None]:
        """The cards of incidents in the order of their ids, with their rows; None where cards are not current."""
        from corroborate.store.cards import read_rows

        with self._reading() as connection:
            yield read_rows(connection, incidents) if filing.is_current(connection) else None

    def card_page_rows(self, query: CardQuery) -> tuple[list[tuple[Card, CardRow]], int]:
        """A page of the cards that match as lists for tuples, each with its row, and how many match."""
        with self._reading() as connection:
            return self._index.rows(connection, query)

    def card_counts(self, query: CardQuery, by: Sequence[CardPart]) -> dict[str, list[CardCount]]:
        """The cards that match counted by their values of each of the parts asked for."""
        with self._reading() as connection:
            return self._index.counts(connection, query, by)

    def card_points(
        self, query: CardQuery = EVERY_CARD, most: int = 20_000, width: float | None = None
    ) -> CardPoints:
        """The cards that match on a map: points, or where they are more than `most` cells `width` degrees wide."""
        with self._reading() as connection:
            return self._index.points(connection, query, most, width)

    @cached_property
    def _index(self) -> CardIndex:
        from corroborate.store.cards import CardIndex

        return CardIndex()
