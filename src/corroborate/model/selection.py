"""What a reader of the record asks for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which rows to show; what is None or empty does not restrict.

    `since` and `until` are days, both included: an incident matches whose days may touch them. `places` and
    `actors` are names or ids, any of which may match. `text` is searched in the words the record quotes.
    `as_of` shows the record as it stood at the end of that day, or at that time. `offset` leaves out the first of
    what is listed, `limit` all behind as many.
    """

    since: date | None = None
    until: date | None = None
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    text: str | None = None
    documents: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    as_of: date | datetime | None = None
    limit: int | None = None
    offset: int = 0


EVERYTHING = Selection()


def cut_of(selection: Selection) -> slice:
    """Which part of all that matches is listed."""
    first = selection.offset
    return slice(first, None if selection.limit is None else first + selection.limit)


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """A name as it is compared: without case, accents and doubled spaces."""
    if name.isascii():
        return " ".join(name.casefold().split())
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
