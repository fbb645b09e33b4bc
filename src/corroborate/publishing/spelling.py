"""Cells spelled as text: in lines of CSV, objects of JSON, sheets; what stands in many rows is spelled once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from corroborate.model.column import Column
from corroborate.publishing.columns import COLUMNS

Cells = tuple[Any, ...]
"""The cells of a row, or of a part of one, in the order of their columns; objects are JSON text."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RISKY = frozenset({*_FORMULA, "'"})


class Spelled(dict[Any, Any]):
    """How cells, or several of a row, are spelled: most stand in many rows, so each is spelled once."""

    def __init__(self, spell: Callable[[Any], Any]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, cell: Any) -> Any:
        if len(self) > _MOST_SPELLED:
            self.clear()
        spelled = self[cell] = self._spell(cell)
        return spelled


_MOST_SPELLED = 20_000


def spelling(kind: str, names: Sequence[str], form: str) -> Callable[[Cells], Any]:
    """What writes some neighbouring cells of a table's row in a form; in one that is no text they stay as they are."""
    columns = [each for each in COLUMNS[kind] if each.name in names]
    if form == "csv":
        return csv_cells(columns)
    if form == "xlsx":
        return sheet_cells(columns)
    return json_cells(columns) if form == "jsonl" else tuple


def csv_cells(columns: Sequence[Column]) -> Callable[[Cells], str]:
    """What writes cells of these columns as a line of CSV without its end, as the module csv would.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    shown = {"object": _unquoted, "list": _listed, "boolean": _truth}
    others = [(at, shown[each.type]) for at, each in enumerate(columns) if each.type in shown]
    numbers = [at for at, each in enumerate(columns) if each.type in ("number", "integer")]
    if len(columns) == 1 and columns[0].type in ("text", "object"):
        return (lambda row: _in_csv(_unquoted(row[0]))) if others else (lambda row: _in_csv(row[0]))
    spelled = Spelled(_in_csv).__getitem__

    def line(row: Cells) -> str:
        cells = list(row)
        for at, show in others:
            if cells[at] is not None:
                cells[at] = show(cells[at])
        for at in numbers:
            cells[at] = None
        cells = list(map(spelled, cells))
        for at in numbers:
            cells[at] = "" if row[at] is None else repr(row[at])
        return ",".join(cells)

    return line


def json_cells(columns: Sequence[Column]) -> Callable[[Cells], str]:
    """What writes cells of these columns as the inside of a JSON object."""
    inside = ", ".join(f"{json.dumps(each.name)}: %s" for each in columns)
    shown = [_raw if each.type == "object" else _json_of for each in columns]

    def written(row: Cells) -> str:
        return inside % tuple(show(cell) for show, cell in zip(shown, row, strict=True))

    return written


def sheet_cells(columns: Sequence[Column]) -> Callable[[Cells], str]:
    """What writes cells of these columns as those of a row of a sheet: numbers, truth, days, times and text."""
    shown = [Spelled(_IN_SHEET.get(each.type, in_sheet)).__getitem__ for each in columns]
    lists = [at for at, each in enumerate(columns) if each.type == "list"]

    def written(row: Cells) -> str:
        cells = list(row)
        for at in lists:
            cells[at] = None if cells[at] is None else _listed(cells[at])
        return "".join([show(cell) for show, cell in zip(shown, cells, strict=True)])

    return written


MOST_CHARACTERS = 32_767
"""Characters that a cell of a sheet holds."""
_CUT = " […]"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no sheet may hold."""


def in_sheet(text: str | None) -> str:
    """Text as a cell of a sheet, never a formula: what no sheet may hold is replaced, what is too long cut."""
    if not text:
        return "<c/>"
    shown = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    shown = shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - len(_CUT)] + _CUT
    kept = ' xml:space="preserve"' if shown != shown.strip() else ""
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return f'<c t="inlineStr"><is><t{kept}>{shown}</t></is></c>'


def _number_in_sheet(number: float | None) -> str:
    return "<c/>" if number is None else f"<c><v>{number!r}</v></c>"


def _truth_in_sheet(value: Any) -> str:
    return "<c/>" if value is None else f'<c t="b"><v>{int(value)}</v></c>'


def _day_in_sheet(day: str | None) -> str:
    return "<c/>" if not day else f'<c s="1"><v>{(date.fromisoformat(day) - _FIRST_DAY).days}</v></c>'


def _time_in_sheet(time: str | None) -> str:
    if not time:
        return "<c/>"
    after = datetime.fromisoformat(time).replace(tzinfo=None) - datetime.combine(
        _FIRST_DAY, datetime.min.time()
    )
    return f'<c s="2"><v>{after.total_seconds() / 86_400!r}</v></c>'


_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of Excel's, as it counts since March 1900."""
_IN_SHEET: Mapping[str, Callable[[Any], str]] = {
    "integer": _number_in_sheet,
    "number": _number_in_sheet,
    "boolean": _truth_in_sheet,
    "date": _day_in_sheet,
    "time": _time_in_sheet,
    "object": lambda text: in_sheet(_unquoted(text)),
}


_json_of = json.JSONEncoder(ensure_ascii=False).encode


def _raw(text: str | None) -> str:
    return text or "null"


def _in_csv(cell: str | int | None) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    if cell.isalnum():
        return cell
    shown = _harmless(cell) if cell[:1] in _RISKY else cell
    if '"' in shown:
        return f'"{shown.replace(_QUOTE, _QUOTE * 2)}"'
    return f'"{shown}"' if "," in shown or "\n" in shown or "\r" in shown else shown


_QUOTE = '"'


def _unquoted(text: str | None) -> str | None:
    """JSON text as CSV has it: a word is no JSON there."""
    if text is None or not text.startswith('"'):
        return text
    word: str = json.loads(text)
    return word


def _truth(value: Any) -> str:
    return "true" if value else "false"


def _listed(value: Any) -> str:
    return "; ".join(map(str, value))


def _harmless(text: str) -> str:
    """Text that no spreadsheet runs; one more apostrophe before those that stand there, so that it can be undone."""
    return f"'{text}" if text[:1] in _RISKY and text.lstrip("'").startswith(_FORMULA) else text
