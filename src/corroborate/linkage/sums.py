"""Totals of the same claim quoted twice become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalGroup:
    """The totals (their positions in what was handed over) that quote one claim, and why."""

    members: tuple[int, ...]
    reasons: tuple[str, ...]


def link_totals(totals: Sequence[Total]) -> tuple[TotalGroup, ...]:
    """Groups of `totals` that quote the same claim; every total is in exactly one group."""
    raise NotImplementedError
