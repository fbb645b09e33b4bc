"""Rows into files: JSON Lines, CSV, GeoJSON. A file is written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.publishing.columns import COLUMNS, names_of

Row = Mapping[str, Any]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_lines(rows: Iterable[Row], kind: str, head: Mapping[str, Any]) -> Iterator[str]:
    """One JSON object a row. The head (rule, as of, version) is in the rows' own columns where it matters."""
    del kind, head
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_lines(rows: Iterable[Row], kind: str, head: Mapping[str, Any]) -> Iterator[str]:
    """A header and a line a row, RFC 4180, UTF-8; lists joined by "; ", objects as JSON, unknown empty.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    del head
    columns = names_of(kind)
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([_cell(row[column]) for column in columns])


def geojson(rows: Iterable[Row], kind: str, head: Mapping[str, Any]) -> Iterator[str]:
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
"""Every form of export, by the end of a file's name."""


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """Write a file beside its place and move it there once it is complete; an old one stays until then."""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as trouble:
        raise UnwritableRecord(
            f"{path}: cannot be written: {trouble.strerror}; choose another place"
        ) from trouble
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError as trouble:
        Path(beside).unlink(missing_ok=True)
        raise UnwritableRecord(
            f"{path}: cannot be written: {trouble.strerror}; nothing was changed"
        ) from trouble
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def form_of(path: Path) -> str:
    """The form that a file's name asks for. Raises BadRequest for an unknown one."""
    form = path.suffix.lstrip(".").lower()
    form = {"json": "geojson", "ndjson": "jsonl"}.get(form, form)
    return checked_form(form, str(path))


def checked_form(form: str, where: str = "format") -> str:
    """A form that is known. Raises BadRequest."""
    if form not in FORMS:
        raise BadRequest(f"{where}: there is no form {form!r}; choose among {', '.join(FORMS)}")
    return form


def checked_kind(kind: str) -> str:
    """A kind of export that is known. Raises BadRequest."""
    if kind not in COLUMNS or kind == "hits":
        known = ", ".join(each for each in COLUMNS if each != "hits")
        raise BadRequest(f"export: there is nothing called {kind!r}; choose among {known}")
    return kind


def _feature(row: Row) -> dict[str, Any]:
    known = row["longitude"] is not None and row["latitude"] is not None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if known else None
    inside = {key: value for key, value in row.items() if key not in ("longitude", "latitude", "id")}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": inside}


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list) and not any(isinstance(each, (dict, list)) for each in value):
        return _harmless("; ".join(str(each) for each in value))
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return _harmless(str(value))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
