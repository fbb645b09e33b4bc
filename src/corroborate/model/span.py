"""A slice of a document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's text; `quote` is exactly that slice."""

    start: int
    end: int
    quote: str


def span_of(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end`, in characters (code points)."""
    return Span(start=start, end=end, quote=text[start:end])
