"""Rows as sheets of an Excel workbook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corroborate.errors import BadRequest
from corroborate.model.column import Column
from corroborate.publishing.columns import COLUMNS

Row = Mapping[str, Any]

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
MOST_CHARACTERS = 32_767
"""Characters that a cell holds."""
_CUT = " […]"
_FORBIDDEN = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if code not in (9, 10, 13)}


def write_workbook(
    path: Path, tables: Mapping[str, Iterable[Row]], head: Mapping[str, Any]
) -> dict[str, int]:
    """Write a sheet for each table, one that describes every column, and one that says what this is.

    Days and times are dates of Excel. Text is never a formula. What is longer than a cell can hold is cut and
    ends in “[…]”. Raises BadRequest where openpyxl is not installed or a table is longer than a sheet.
    Gives back how many rows were written of each kind.
    """
    openpyxl = _require_openpyxl()
    book = openpyxl.Workbook(write_only=True)
    try:
        written = {kind: _sheet(book, kind, rows) for kind, rows in tables.items()}
    except BaseException:
        for sheet in book:  # what was begun must be ended, or openpyxl complains later
            sheet.close()
        raise
    _describe(book, list(tables))
    about = book.create_sheet("about")
    for name, value in head.items():
        about.append(
            [name, _text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))]
        )
    book.save(path)
    return written


def _require_openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise BadRequest(
            "xlsx: openpyxl is not installed; install it with `pip install corroborate[tables]`"
        ) from None
    return openpyxl


def _sheet(book: Any, kind: str, rows: Iterable[Row]) -> int:
    sheet = book.create_sheet(kind)
    sheet.freeze_panes = "B2"
    columns = COLUMNS[kind]
    sheet.append([each.name for each in columns])
    written = 0
    for row in rows:
        written += 1
        if written > MOST_ROWS:
            raise BadRequest(
                f"xlsx: there are more than {MOST_ROWS:,} rows of {kind}, which no sheet holds; choose csv or parquet"
            )
        sheet.append([_value(sheet, row[each.name], each) for each in columns])
    return written


def _describe(book: Any, kinds: list[str]) -> None:
    sheet = book.create_sheet("columns")
    sheet.append(["table", "column", "type", "what it holds"])
    for kind in kinds:
        for each in COLUMNS[kind]:
            sheet.append([kind, each.name, each.type, _text(each.description)])


def _value(sheet: Any, value: Any, column: Column) -> Any:
    """A value as a cell has it; text that looks like a formula is marked as text."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if column.type == "date":
        return date.fromisoformat(value)
    if column.type == "time":
        return datetime.fromisoformat(value).replace(tzinfo=None)
    if isinstance(value, list) and column.type == "list":
        value = "; ".join(map(str, value))
    text = _text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return _plain(sheet, text) if text.startswith("=") else text


def _plain(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _text(text: str) -> str:
    """Text without characters that no workbook may hold, and not longer than a cell."""
    kept = text.translate(_FORBIDDEN)
    return kept if len(kept) <= MOST_CHARACTERS else kept[: MOST_CHARACTERS - len(_CUT)] + _CUT
