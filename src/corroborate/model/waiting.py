"""What of a record waits for a person, before anyone says what comes first."""

from __future__ import annotations

from typing import NamedTuple

from corroborate.model.card import CardReading


class OpenIncident(NamedTuple):
    """An incident of which something is contested or unknown.

    `place` is a name without coordinates (None where none was named), `unknown` are organizations that no registry
    knows, `unsure` readings that are more likely wrong than right.
    """

    id: str
    day: str | None
    killed_low: int | None
    killed_high: int | None
    is_contested: bool
    is_placed: bool
    place: str | None
    country: str | None
    unknown: tuple[str, ...]
    unsure: tuple[CardReading, ...] = ()


class OpenPair(NamedTuple):
    """Two reports of different incidents that may be of one, with the chance that they are, 0 to 1."""

    left: str
    right: str
    score: float
    left_incident: str
    right_incident: str


class Waiting(NamedTuple):
    """All that waits, and the incidents whose every report a person accepted as it is."""

    incidents: list[OpenIncident]
    pairs: list[OpenPair]
    tolls: dict[str, int]
    accepted: frozenset[str]


class Filings(NamedTuple):
    """Which incidents became others after a filing of cards (`filed` is the last one), and all that there are."""

    filed: int
    changed: list[str]
    there: frozenset[str]
