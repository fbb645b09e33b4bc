"""A number of people, things or events as it was said and as it was understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`low` to `high` with the wording; None is unknown, and unknown is never 0 (codebook, Counts)."""

    low: int | None
    high: int | None
    wording: str | None = None


UNKNOWN = Count(low=None, high=None)
