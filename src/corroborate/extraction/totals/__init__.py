"""Sums that somebody reports over several incidents or a period: never incidents, never added up."""

from corroborate.extraction.totals.sums import find_totals, total_spans

__all__ = ["find_totals", "total_spans"]
