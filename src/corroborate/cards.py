"""The cards of a record: listings, counts and maps of as many incidents as there are, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, Unpack, get_args

from corroborate.errors import BadRequest
from corroborate.filters import Filters, Several, grades_of, selection_of, several
from corroborate.model.card import (
    Card,
    CardCount,
    CardFlag,
    CardOrder,
    CardPage,
    CardPart,
    CardPoints,
    CardQuery,
)
from corroborate.model.vocabulary import Group, Stage
from corroborate.store import Store

Bounds = tuple[float, float, float, float]
_Known = TypeVar("_Known", bound=str)


class CardFilters(Filters, total=False):
    """What cards are chosen by: the filters of every listing, and more; each is optional.

    `stage`, `tactic`, `group` (hit), `source` (publisher): any of several. `only`: contested, undated, unplaced,
    unknown_actor, background, news; all of several. `bounds`: west, south, east, north in degrees. `order`: day,
    killed, recorded, changed or grade, backwards with "-" before it. `limit` and `offset` choose a page, of 50
    where nothing is said. `as_of` is refused: cards tell how the record stands now.
    """

    stage: Several
    tactic: Several
    group: Several
    source: Several
    only: Several
    bounds: Bounds | None
    order: str


_MORE = frozenset(CardFilters.__annotations__) - frozenset(Filters.__annotations__)


def query_of(filters: CardFilters) -> CardQuery:
    """What filters ask for. Raises BadRequest for what makes no sense."""
    shared: Any = {name: value for name, value in filters.items() if name not in _MORE}
    selection = selection_of(shared)
    if selection.as_of is not None:
        raise BadRequest(
            "as of: listings tell how the record stands now; show one incident as of a day instead"
        )
    return CardQuery(
        selection=selection,
        stages=_known("stage", several(filters.get("stage")), get_args(Stage)),
        tactics=several(filters.get("tactic")),
        groups=_known("group", several(filters.get("group")), get_args(Group)),
        grades=grades_of(shared),
        sources=several(filters.get("source")),
        only=_known("only", several(filters.get("only")), get_args(CardFlag)),
        bounds=_bounds(filters.get("bounds")),
        order=_known("order", (filters.get("order", "day"),), get_args(CardOrder))[0],
        offset=selection.offset,
        limit=50 if selection.limit is None else selection.limit,
    )


def _known(name: str, asked: Sequence[str], known: Sequence[_Known]) -> tuple[_Known, ...]:
    """What was asked for, where all of it exists."""
    for each in asked:
        if each not in known:
            raise BadRequest(f"{name} {each!r}: there is no such {name}; choose among {', '.join(known)}")
    return tuple(each for each in known if each in asked)


def _bounds(asked: Bounds | None) -> Bounds | None:
    if asked is None:
        return None
    west, south, east, north = asked
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise BadRequest(
            f"bounds {asked}: need west, south, east and north in degrees, such as 60, 23, 78, 37"
        )
    return asked


class Carded:
    """The part of a record that lists, counts and maps its incidents by their cards.

    Whatever changes the record brings its cards up to date; `file_cards` makes them where a record of an earlier
    version of this program holds none.
    """

    _store: Store

    def file_cards(self, progress: Callable[[int], None] = lambda done: None) -> int:
        """Bring all cards up to date, and give back how many were made: none where they are."""
        from corroborate.pipeline import file_cards

        return file_cards(self._store, progress)

    def cards(self, **filters: Unpack[CardFilters]) -> CardPage:
        """A page of the incidents that match, as cards, and how many match."""
        return self._store.cards(query_of(filters))

    def cards_of(self, incidents: Iterable[str]) -> list[Card]:
        """The cards of incidents, in the order of their ids as given; unknown ones are left out."""
        return self._store.cards_of(incidents)

    def card_counts(
        self, by: str | Sequence[str], **filters: Unpack[CardFilters]
    ) -> dict[str, list[CardCount]]:
        """The incidents that match and their dead, by month, year, type, grade, country, group, tactic, source."""
        return self._store.card_counts(query_of(filters), _known("part", several(by), get_args(CardPart)))

    def card_points(
        self, most: int = 20_000, width: float | None = None, **filters: Unpack[CardFilters]
    ) -> CardPoints:
        """The incidents that match on a map: points, or cells `width` degrees wide where they are more than `most`."""
        return self._store.card_points(query_of(filters), most, width)
