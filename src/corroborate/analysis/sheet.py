"""What an analysis gives: rows under described columns, and what must be read beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corroborate.model.column import Column

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of one analysis; each column says its unit.

    `notes` are sentences for a reader: method, rule and its source, what was left out, when figures mislead.
    `rule` is the rule for figures, None where no figure was chosen.
    """

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    rule: str | None = None
