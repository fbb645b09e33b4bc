"""What the desk is opened on and how: a record, a person's name, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from corroborate.model import Where
from corroborate.model.card import Card
from corroborate.record import Record
from corroborate.settings import Settings

if TYPE_CHECKING:
    from corroborate.publishing.coarsening import Coarsening

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open record at a desk.

    `is_readonly` shows and decides nothing; `is_site` makes pages for a published site, without texts and search.
    `hosts` are the names under which the desk answers; any other is refused, so that no page elsewhere can reach it
    by a name that leads here. `tiles` is the address of map tiles ("https://…/{z}/{x}/{y}.png"), which makes
    browsers ask another machine: None, as it is by default, asks none. `max_upload` is in bytes. `include_names`
    shows names of private people, as documents have them; `coarsen` moves places finer than a district to it.
    """

    record: Record
    settings: Settings = field(default_factory=Settings)
    is_readonly: bool = False
    is_site: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    tiles: str | None = None
    max_upload: int = 50_000_000
    include_names: bool = True
    coarsen: bool = False

    @property
    def title(self) -> str:
        """What the record is called: its file's name."""
        from pathlib import Path

        return Path(self.record.path).stem or "record"

    def placed(self, where: Where) -> Where:
        """A place as it may be shown."""
        return _coarsening()(where) if self.coarsen else where

    def shown_cards(self) -> list[Card]:
        """All cards as they may be shown, the latest day first."""
        return _shown_cards(self, self.record.store.cards_mark())

    def shown(self, card: Card) -> Card:
        """A card as it may be shown."""
        if not self.coarsen:
            return card
        where = self.placed(_where_of(card))
        return card._replace(
            place=where.name, within=where.within, latitude=where.latitude, longitude=where.longitude,
            place_precision=where.precision,
        )  # fmt: skip


def _where_of(card: Card) -> Where:
    precision: Any = card.place_precision  # the vocabulary's own, as the card keeps it
    return Where(
        name=card.place, within=card.within, country=card.country, latitude=card.latitude,
        longitude=card.longitude, precision=precision,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _shown_cards(desk: Desk, mark: str) -> list[Card]:
    """Kept for one state of the record, by its mark."""
    found: list[Card] = []
    while cards := desk.record.cards(offset=len(found), limit=_AT_ONCE, order="-day").cards:
        found += map(desk.shown, cards)
    return found


@lru_cache(maxsize=1)
def _coarsening() -> Coarsening:
    from corroborate.publishing.coarsening import Coarsening

    return Coarsening()
