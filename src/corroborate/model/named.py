"""Parties and places of a record, counted by the names they go by."""

from __future__ import annotations

from typing import NamedTuple


class DoerRow(NamedTuple):
    """A party said to have done it, as cards tell it, and in how many incidents with how many killed."""

    name: str
    actor: str | None
    kind: str
    incidents: int
    killed_low: int
    killed_high: int


class SpeakerRow(NamedTuple):
    """A first speaker, as claims have it, and how many claims are its."""

    name: str
    actor: str | None
    role: str | None
    claims: int


class ChargeRow(NamedTuple):
    """What is said of a party's responsibility (claimed, denied, accused, …), and in how many claims."""

    name: str
    actor: str | None
    responsibility: str
    claims: int


class PlaceRow(NamedTuple):
    """The place of some incidents, as cards tell it: `within` has the finest first, the country last."""

    name: str | None
    within: tuple[str, ...]
    country: str | None
    is_placed: bool
    incidents: int
    killed_low: int
    killed_high: int
