"""The levels of a place as tables of other projects have them: first, second and third division, and the place."""

from __future__ import annotations

from typing import NamedTuple

from corroborate.model import Where

_OF_DIVISIONS = ("district", "province", "region", "country")


class Levels(NamedTuple):
    """The divisions that hold a place, the place itself, and its country by name; "" where none is known."""

    admin1: str
    admin2: str
    admin3: str
    location: str


def levels(where: Where) -> Levels:
    """Where a place stands; what is a division itself fills its own level too."""
    named = [where.name] if where.name and where.precision in _OF_DIVISIONS else []
    holding = [*named, *where.within]
    if where.country is not None or where.precision == "country":
        holding = holding[:-1]
    first, second, third = ([*reversed(holding), "", "", ""])[:3]
    location = where.name or next(iter(where.within), "")
    return Levels(admin1=first, admin2=second, admin3=third, location=location)
