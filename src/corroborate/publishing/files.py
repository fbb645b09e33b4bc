"""Rows as text: JSON Lines, CSV, GeoJSON. A file is written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.publishing.columns import COLUMNS, names_of
from corroborate.publishing.hxl import hashtags

Row = Mapping[str, Any] | tuple[Any, ...]
"""A row by the names of its columns, or as cells in their order, with objects as JSON text."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Rows that were made into text elsewhere, and how many they are."""

    text: str
    rows: int


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RISKY = frozenset({*_FORMULA, "'"})
_AT_ONCE = 200
"""Lines of CSV given on at once."""


def json_lines(rows: Iterable[Row], kind: str, head: Mapping[str, Any]) -> Iterator[str]:
    """One JSON object a row. The head (rule, as of, version) is in the rows' own columns where it matters."""
    del head
    of_cells = _object_of_cells(kind)
    for row in rows:
        if isinstance(row, tuple):
            yield of_cells(row) + "\n"
        else:
            yield row.text if isinstance(row, Ready) else json.dumps(row, ensure_ascii=False) + "\n"


def csv_lines(rows: Iterable[Row], kind: str, head: Mapping[str, Any]) -> Iterator[str]:
    """A header and a line a row, RFC 4180, UTF-8; lists joined by "; ", objects as JSON, unknown empty.

    Text that a spreadsheet would run as a formula gets an apostrophe before it. Where the head asks for
    `hxl`, the second line holds HXL hashtags.
    """
    yield _csv_line(names_of(kind))
    if head.get("hxl"):
        yield _csv_line(hashtags(kind))
    yield from _csv_rows(rows, kind)


def _csv_rows(rows: Iterable[Any], kind: str) -> Iterator[str]:
    columns = [(each.name, each.type == "object") for each in COLUMNS[kind]]
    line = _line_of_cells(kind)
    held: list[str] = []
    for row in rows:
        if isinstance(row, tuple):
            held.append(line(row))
        elif isinstance(row, Ready):
            held.append(row.text)
        else:
            cells = [_json(row[name]) if is_object else row[name] for name, is_object in columns]
            held.append(line(tuple(cells)))
        if len(held) > _AT_ONCE:
            yield "".join(held)
            held.clear()
    yield "".join(held)


def geojson(rows: Iterable[Any], kind: str, head: Mapping[str, Any]) -> Iterator[str]:
    """A FeatureCollection (RFC 7946): a point where coordinates are known, no geometry where they are not."""
    if "longitude" not in names_of(kind):
        raise BadRequest(f"{kind}: have no place; GeoJSON is for incidents and totals, choose csv or jsonl")
    yield '{"type": "FeatureCollection", "corroborate": ' + json.dumps(head) + ', "features": ['
    between = "\n"
    for row in rows:
        yield between + json.dumps(_feature(row), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


FORMS: Mapping[str, Callable[[Iterable[Row], str, Mapping[str, Any]], Iterator[str]]] = {
    "jsonl": json_lines,
    "csv": csv_lines,
    "geojson": geojson,
}
"""Every form of export that is text, by the end of a file's name."""


def made_ready(rows: Iterable[Row], kind: str, form: str) -> Iterator[Any]:
    """The rows as the text that stands in a file of this form, some hundred at once; as they are where it is another."""
    if form not in READY:
        yield from rows
        return
    left = iter(rows)
    while part := list(islice(left, _READY_AT_ONCE)):
        lines = json_lines(part, kind, {}) if form == "jsonl" else _csv_rows(part, kind)
        yield Ready("".join(lines), len(part))


READY, _READY_AT_ONCE = ("csv", "jsonl"), 2_000
"""Forms of which every row is text by itself, and how many rows are made into text at once."""


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """Write a file beside its place and move it there once it is complete; an old one stays until then."""
    with whole(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file to write in the place of `path`: it is moved there at the end, and removed where writing failed.

    Raises UnwritableRecord where the disk refuses.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.part-", suffix=path.suffix)
        os.close(handle)
        beside = Path(name)
        yield beside
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as trouble:
        then = "nothing was changed" if beside else "choose another place"
        raise UnwritableRecord(
            f"{path}: cannot be written: {trouble.strerror or trouble}; {then}"
        ) from trouble
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


class _Spelled(dict[Any, str]):
    """How cells are spelled: most stand in many rows, so each is spelled once."""

    def __init__(self, spell: Callable[[Any], str]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, cell: Any) -> str:
        if len(self) > _MOST_SPELLED:
            self.clear()
        spelled = self[cell] = self._spell(cell)
        return spelled


_MOST_SPELLED = 20_000


def _object_of_cells(kind: str) -> Callable[[tuple[Any, ...]], str]:
    """Writes a row of cells as a JSON object."""
    line = "{" + ", ".join(f"{json.dumps(name)}: %s" for name in names_of(kind)) + "}"
    spelled = _Spelled(_in_json).__getitem__
    write = {"object": _raw, "list": _json_of, "boolean": _json_of, "number": _json_of}
    others = [(at, write[each.type]) for at, each in enumerate(COLUMNS[kind]) if each.type in write]

    def written(row: tuple[Any, ...]) -> str:
        cells = list(row)
        for at, _ in others:
            cells[at] = None
        cells = list(map(spelled, cells))
        for at, show in others:
            cells[at] = show(row[at])
        return line % tuple(cells)

    return written


_json_of = json.JSONEncoder(ensure_ascii=False).encode


def _raw(text: str | None) -> str:
    return text or "null"


def _in_json(cell: str | int | None) -> str:
    if isinstance(cell, str):
        return json.encoder.encode_basestring(cell)
    return "null" if cell is None else str(cell)


def _line_of_cells(kind: str) -> Callable[[tuple[Any, ...]], str]:
    """Writes a row of cells as a line of CSV, as the module csv would."""
    columns = list(enumerate(COLUMNS[kind]))
    shown = {"object": _unquoted, "list": _listed, "boolean": _truth}
    others = [(at, shown[each.type]) for at, each in columns if each.type in shown]
    numbers = [at for at, each in columns if each.type in ("number", "integer")]
    spelled = _Spelled(_in_csv).__getitem__

    def line(row: tuple[Any, ...]) -> str:
        cells = list(row)
        for at, show in others:
            if cells[at] is not None:
                cells[at] = show(cells[at])
        for at in numbers:
            cells[at] = None
        cells = list(map(spelled, cells))
        for at in numbers:
            cells[at] = "" if row[at] is None else repr(row[at])
        return ",".join(cells) + "\r\n"

    return line


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


def _unquoted(text: str) -> str:
    """JSON text as CSV has it: a word is no JSON there."""
    if not text.startswith('"'):
        return text
    word: str = json.loads(text)
    return word


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    known = row["longitude"] is not None and row["latitude"] is not None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if known else None
    name = next(iter(row))  # each table's first column is what it is known by
    inside = {key: value for key, value in row.items() if key not in ("longitude", "latitude", name)}
    return {"type": "Feature", "id": row[name], "geometry": point, "properties": inside}


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _truth(value: Any) -> str:
    return "true" if value else "false"


def _listed(value: Any) -> str:
    return "; ".join(map(str, value))


def _json(value: Any) -> str | None:
    return None if value is None else _compact(value)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _harmless(text: str) -> str:
    """Text that no spreadsheet runs; one more apostrophe before those that stand there, so that it can be undone."""
    return f"'{text}" if text[:1] in _RISKY and text.lstrip("'").startswith(_FORMULA) else text
