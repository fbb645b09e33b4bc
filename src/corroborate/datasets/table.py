"""A table in CSV read with the place of every cell in the text, so that each claim can quote its cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from corroborate.errors import UnreadableArchive
from corroborate.model import Span, span_of

_MOST = 1 << 30


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table: its `number` as a person counts them (the header is 1), and where it stands."""

    number: int
    values: Mapping[str, str]
    text: str
    start: int
    end: int

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "").strip()

    @property
    def span(self) -> Span:
        """The whole row."""
        return span_of(self.text, self.start, self.end)

    def span_of(self, column: str) -> Span:
        """The words of one cell, as they stand in the table; the whole row where the cell is empty."""
        at = self.start
        for name, value in self.values.items():
            said = value.replace('"', '""')
            found = self.text.find(said, at, self.end)
            if found < 0:
                return self.span
            if name == column:
                return span_of(self.text, found, found + len(said)) if said else self.span
            at = found + len(said)
        return self.span


def header_of(text: str) -> list[str]:
    """The names of a table's columns, in order; empty where there is none."""
    first = text.partition("\n")[0]
    return [name.strip() for name in next(csv.reader([first], delimiter=_delimiter(first)), [])]


def rows_of(text: str, source: str) -> Iterator[Cells]:
    """The rows below the header; blank ones and a row of HXL hashtags are passed over.

    Raises UnreadableArchive with the number of the row that has more or fewer cells than the header.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _MOST))
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=_delimiter(text.partition("\n")[0]))
    header = [name.strip() for name in next(reader, [])]
    number = 1
    while True:
        begin = lines.at
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            raise UnreadableArchive(
                f"{source}, row {number}: {trouble}; repair the row and try again"
            ) from trouble
        if not any(cell.strip() for cell in cells) or _is_hxl(cells):
            continue
        if len(cells) != len(header):
            raise UnreadableArchive(
                f"{source}, row {number}: has {len(cells)} cells where the header has {len(header)}; "
                "repair the row and try again"
            )
        end = lines.at - (len(lines.last) - len(lines.last.rstrip("\r\n")))
        yield Cells(number, dict(zip(header, cells, strict=True)), text, begin, end)


class _Lines:
    """The lines of a text; `at` is where the next one begins, `last` the newest."""

    def __init__(self, text: str) -> None:
        self._lines = StringIO(text, newline="")
        self.at = 0
        self.last = ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        self.at += len(self.last)
        return self.last


def _delimiter(header: str) -> str:
    return max(",;\t|", key=header.count)


def _is_hxl(cells: list[str]) -> bool:
    return all(not cell or cell.startswith("#") for cell in cells)
