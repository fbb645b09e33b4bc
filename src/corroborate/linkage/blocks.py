"""Which reports are compared at all: those that share a key."""

from __future__ import annotations

from corroborate.linkage.facts import ReportFacts


def block_keys(facts: ReportFacts) -> set[str]:
    """The keys of `facts`: two reports are compared when they share one."""
    raise NotImplementedError
