"""One column of a table, described once: what the data dictionary and every export say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "integer", "number", "boolean", "date", "time", "list", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, its type, what it holds, and the unit of its numbers ("people", "days"; "" for none).

    In CSV a list is joined by "; ", an object is JSON.
    """

    name: str
    type: ColumnType
    description: str
    unit: str = ""
