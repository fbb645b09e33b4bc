"""A sum that somebody reports over many incidents; never an incident."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.count import Count
from corroborate.model.party import Attribution
from corroborate.model.span import Span
from corroborate.model.vocabulary import Group, Measure
from corroborate.model.when import UNDATED, When
from corroborate.model.where import NOWHERE, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the sum compares with an earlier one: percent up (positive) or down, and the wording."""

    wording: str
    percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """`count` of `measure` among `group` over `period` at `where`; `actor` is whose deeds are summed."""

    document: str
    measure: Measure
    count: Count
    span: Span
    group: Group = "unknown"
    period: When = UNDATED
    where: Where = NOWHERE
    actor: str | None = None
    attribution: Attribution = ()
    change: Change | None = None
