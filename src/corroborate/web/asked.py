"""What an address asks of a listing: the names and values after its question mark, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from corroborate.errors import BadRequest

SEVERAL = ("place", "actor", "type", "stage", "tactic", "group", "grade", "source", "document", "only")
"""Filters of which an address may name several."""

ONE = ("since", "until", "text", "as_of", "bounds")
ORDER = ("order", "offset", "limit")
NAMES = (*ONE[:2], *SEVERAL, *ONE[2:], *ORDER)

PAGE = 50
MOST = 500
_LONGEST = 400
_MOST_VALUES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A listing that somebody asks for.

    `filters` are those of `Record.cards` that restrict, blank ones left out; `more` are names of the page's own.
    `is_whole` is true where nobody said how long a page is.
    """

    filters: Mapping[str, Any]
    order: str = ""
    offset: int = 0
    limit: int = PAGE
    is_whole: bool = True
    more: Mapping[str, str]

    @property
    def given(self) -> dict[str, Any]:
        """All that was asked but the page, as addresses are made of it: the permalink of the whole view."""
        found = {name: value for name, value in self.filters.items() if name != "bounds"}
        bounds = self.filters.get("bounds")
        if bounds:
            found["bounds"] = ",".join(f"{each:g}" for each in bounds)
        limit = "" if self.is_whole or self.limit == PAGE else self.limit
        return {**found, "order": self.order, "limit": limit, **self.more}

    @property
    def is_filtered(self) -> bool:
        """Does anything restrict the listing?"""
        return bool(set(self.filters) - {"as_of"})

    def page(self, **others: Any) -> dict[str, Any]:
        """The filters with order and page, as `Record.cards` takes them."""
        ordered = {"order": self.order} if self.order else {}
        return {**self.filters, **ordered, "offset": self.offset, "limit": self.limit, **others}

    def whole(self, **others: Any) -> dict[str, Any]:
        """The filters with order, for all pages at once or for as many rows as were asked for."""
        return self.page(offset=self.offset, limit=None if self.is_whole else self.limit, **others)

    def without(self, name: str, value: str) -> dict[str, Any]:
        """The address's names and values less one of them: what a reader gets who takes a filter away."""
        given = self.given
        held = given.get(name)
        rest = [each for each in held if each != value] if isinstance(held, tuple) else None
        return {**given, name: rest or None}


def asked(query: QueryParams, more: Sequence[str] = ()) -> Asked:
    """What an address asks; `more` are names that the page takes besides filters.

    Raises BadRequest for a name that no page knows, and for numbers that are none. Whether days, types and grades
    make sense is said by the record.
    """
    known = {*NAMES, *more}
    for name in query:
        if name not in known:
            raise BadRequest(f"{name[:40]}: there is no such filter; choose among {', '.join(NAMES)}")
    filters: dict[str, Any] = {}
    for name in NAMES[: -len(ORDER)]:
        found = _values(query, name)
        if found:
            filters[name] = found if name in SEVERAL else found[-1]
    if "bounds" in filters:
        filters["bounds"] = _bounds(filters["bounds"])
    return Asked(
        filters=filters,
        order=query.get("order", ""),
        offset=_whole_number(query, "offset", 0, 10**9),
        limit=_whole_number(query, "limit", PAGE, MOST),
        is_whole=not query.get("limit"),
        more={name: query[name] for name in more if query.get(name)},
    )


def _values(query: QueryParams, name: str) -> tuple[str, ...]:
    """The values of one name, each once; blank ones are none. Raises BadRequest for very many or long ones."""
    found = tuple(dict.fromkeys(each.strip() for each in query.getlist(name) if each.strip()))
    if len(found) > _MOST_VALUES:
        raise BadRequest(f"{name}: {len(found)} values; give at most {_MOST_VALUES}")
    if any(len(each) > _LONGEST or "\x00" in each for each in found):
        raise BadRequest(f"{name}: a value is longer than {_LONGEST} letters, or is no text")
    return found


def _bounds(value: str) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees. Raises BadRequest."""
    try:
        west, south, east, north = (float(each) for each in value.split(","))
    except ValueError:
        raise BadRequest(
            f"bounds {value!r}: write west,south,east,north in degrees, as 60.5,23,78,37.1"
        ) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise BadRequest(f"bounds {value!r}: write west,south,east,north in degrees, south below north")
    return west, south, east, north


def _whole_number(query: QueryParams, name: str, default: int, most: int) -> int:
    value = query.get(name) or str(default)
    if not (value.isascii() and value.isdigit()) or int(value[:12]) > most:
        raise BadRequest(f"{name} {value[:20]!r}: write a whole number from 0 to {most:,}")
    return int(value)
