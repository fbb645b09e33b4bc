"""Where a deed was done: the finest place named, and what holds it."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.vocabulary import WherePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """`name` is the finest place named; `within` holds it, finest first, country last.

    Coordinates are WGS 84 degrees of the finest place known to the gazetteer; `precision` says how fine
    that is (UCDP where_prec 1 to 6), `reason` says in words why this place was chosen.
    """

    name: str | None
    within: tuple[str, ...] = ()
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: WherePrecision = "unresolved"
    wording: str | None = None
    reason: str | None = None


NOWHERE = Where(name=None)
