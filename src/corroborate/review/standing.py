"""Which decisions stand, and what they say of pairs of reports."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from corroborate.model import Decision

Pair = tuple[str, str]


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not withdrawn."""
    return [each for each in decisions if each.withdrawn_at is None]


def apart_pairs(decision: Decision) -> set[Pair]:
    """The pairs of reports that a decision says are never the same."""
    if decision.kind != "different":
        return set()
    sides = decision.value.get("sides") if isinstance(decision.value, dict) else None
    if sides is None:
        return {(min(pair), max(pair)) for pair in combinations(decision.subjects, 2)}
    return {pair for one, other in combinations(sides, 2) for pair in across(one, other)}


def same_pairs(decision: Decision) -> set[Pair]:
    """The pairs of reports that a decision says are the same."""
    if decision.kind != "same":
        return set()
    return {(min(pair), max(pair)) for pair in combinations(decision.subjects, 2)}


def across(one: Iterable[str], other: Iterable[str]) -> set[Pair]:
    """Every pair of one of these with one of those."""
    others = list(other)
    return {(min(left, right), max(left, right)) for left in one for right in others}
