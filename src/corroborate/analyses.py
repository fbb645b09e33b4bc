"""Analyses of a record: what was asked, laid flat, counted, and given back as a table."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from corroborate.errors import BadRequest
from corroborate.filters import Filters, grades_of, selection_of, several
from corroborate.model.selection import cut_of
from corroborate.table import Table

if TYPE_CHECKING:
    from corroborate.analysis import View
    from corroborate.analysis.dimensions import Cutting
    from corroborate.analysis.divisions import LevelsOf
    from corroborate.analysis.incidents import Counted
    from corroborate.analysis.sheet import Sheet
    from corroborate.model.flat import FlatRecord
    from corroborate.model.selection import Selection
    from corroborate.store import Store


class Held(Protocol):
    """What is analysed: a record."""

    @property
    def store(self) -> Store: ...
    def views(self, *, rule: str | None = None, **filters: Unpack[Filters]) -> list[View]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The part of a record that was asked for: flat, and counted by incident, and what it was asked as."""

    flat: FlatRecord
    incidents: Sequence[Counted]
    selection: Selection


EVERY = ("casualty", "perpetrator", "tactic", "silence", "where", "target")
"""The fields of claims that analyses count."""
_NEEDED = {
    "actor": ("perpetrator",),
    "dyad": ("perpetrator", "target"),
    "tactic": ("tactic",),
    **dict.fromkeys(("country", "province", "district", "place"), ("where",)),
}


def needed(by: Sequence[str], *more: str) -> tuple[str, ...]:
    """The fields of claims that a tally by these parts needs, and `more`: what is not needed is not read."""
    return tuple(dict.fromkeys((*more, *(field for name in by for field in _NEEDED.get(name, ())))))


def lay(record: Held, filters: Filters, *, fields: Sequence[str] = EVERY, history: bool = False) -> Laid:
    """The incidents that match, laid flat and counted; with `history` those before `since` too.

    `fields` are the claims that are needed. Where grades are asked for, incidents of other grades are left out.
    """
    from corroborate.analysis.counted import count_incidents

    selection = replace(selection_of(filters), limit=None, offset=0)
    flat = record.store.flat(replace(selection, since=None) if history else selection, fields=fields)
    incidents = count_incidents(flat)
    if grades_of(filters):
        # A grade needs the words of every claim; only then are whole incidents read.
        reached: Any = {name: value for name, value in filters.items() if name not in ("limit", "offset")}
        ids = {
            view.incident.id for view in record.views(**(reached | {"since": None} if history else reached))
        }
        incidents = incidents.chosen(incidents.single("id").told(lambda id_: id_ in ids, bool))
    return Laid(flat=flat, incidents=incidents, selection=selection)


def cutting_of(laid: Laid, **how: Any) -> Cutting:
    """How incidents are laid into cells, with what the gazetteer and the registry know."""
    from corroborate.analysis.dimensions import Cutting

    for name, allowed in (("coarse", ("apart", "apportion")), ("shared", ("each", "divided"))):
        if how.get(name, allowed[0]) not in allowed:
            raise BadRequest(f"{name} {how[name]!r}: choose {' or '.join(allowed)}")
    selection = laid.selection
    asked = {"since": selection.since, "until": selection.until} | how
    return Cutting(levels=_levels(), names=_names(), **asked)


def since_told(laid: Laid) -> date | None:
    """The first day on which something happened that was told as news: before it the record tells background only."""
    from corroborate.analysis.incidents import as_columns

    incidents = as_columns(laid.incidents)
    first, _ = incidents.days
    days = first[(first > 0) & ~incidents.single("background").told(bool, bool)]
    return date.fromordinal(int(days.min())) if len(days) else None


def until_told(laid: Laid) -> date | None:
    """The last day that is asked for and of which a document can tell: none was published later."""
    published = [source.published[:10] for source in laid.flat.sources.values() if source.published]
    days = [date.fromisoformat(max(published))] if published else []
    return min([*days, *([laid.selection.until] if laid.selection.until else [])], default=None)


def table_of(sheet: Sheet, filters: Filters) -> Table:
    """The part of a sheet that is asked for, as a table."""
    selection = selection_of(filters)
    as_of = selection.as_of
    rows = [dict(row) for row in sheet.rows[cut_of(selection)]]
    return Table(
        sheet.kind,
        rows,
        sheet.rule,
        described=sheet.columns,
        notes=sheet.notes,
        as_of=as_of.isoformat() if as_of else None,
    )


def shown_from(sheet: Sheet, laid: Laid, unit: str) -> Sheet:
    """The rows of a sheet whose periods are not before the first day asked for."""
    from corroborate.analysis.periods import period_of

    if laid.selection.since is None:
        return sheet
    first = period_of(laid.selection.since.toordinal(), unit).name
    return replace(sheet, rows=tuple(row for row in sheet.rows if row["period"] >= first))


def chosen_part(name: str, parts: Mapping[str, Callable[[], Sheet]]) -> Sheet:
    """The part of an analysis that is asked for. Raises BadRequest where there is none of that name."""
    if name not in parts:
        raise BadRequest(f"part {name!r}: there is no such part; choose among {', '.join(parts)}")
    return parts[name]()


def parts(by: str | Sequence[str] | None) -> tuple[str, ...]:
    """The parts that are named: "month,actor" or a list of them."""
    named = by.split(",") if isinstance(by, str) else list(by or ())
    return several([each for name in named for each in name.split(",")])


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for garbage while millions of small rows are made, which would be walked through again and again.

    They are gone when it ends, so that an analysis is wholly inside.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=1)
def _levels() -> LevelsOf:
    from corroborate.places import open_gazetteer
    from corroborate.places.spelling import key_of

    gazetteer = open_gazetteer()

    @lru_cache(maxsize=50_000)
    def levels(name: str, country: str) -> frozenset[str]:
        key = key_of(name)
        known = (*gazetteer.under(key), *gazetteer.districts(key))
        return frozenset(place.level for place in known if place.country == country)

    return levels


@lru_cache(maxsize=1)
def _names() -> Callable[[str, str], str]:
    from corroborate.actors import load_registry

    registry = load_registry()

    def name(id_: str, said: str) -> str:
        actor = registry.get(id_)
        return actor.name if actor is not None else said

    return name
