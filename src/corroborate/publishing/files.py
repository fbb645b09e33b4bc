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
from pathlib import Path
from typing import Any

from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.publishing.columns import COLUMNS, names_of
from corroborate.publishing.hxl import hashtags
from corroborate.publishing.spelling import csv_cells, sheet_cells

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """Rows that were made into text elsewhere, and how many they are."""

    text: str
    rows: int


_AT_ONCE = 200
"""Lines of CSV given on at once."""


def json_lines(rows: Iterable[Row], kind: str, head: Mapping[str, Any]) -> Iterator[str]:
    """One JSON object a row. The head (rule, as of, version) is in the rows' own columns where it matters."""
    del head
    for row in rows:
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
    line = csv_cells(COLUMNS[kind])
    held: list[str] = []
    for row in rows:
        if isinstance(row, Ready):
            held.append(row.text)
        else:
            cells = [_json(row[name]) if is_object else row[name] for name, is_object in columns]
            held.append(f"{line(tuple(cells))}\r\n")
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
    for part in made_ready(rows, kind, "geojson"):
        yield between + part.text
        between = _BETWEEN["geojson"]
    yield "\n]}\n"


FORMS: Mapping[str, Callable[[Iterable[Row], str, Mapping[str, Any]], Iterator[str]]] = {
    "jsonl": json_lines,
    "csv": csv_lines,
    "geojson": geojson,
}
"""Every form of export that is text, by the end of a file's name."""


READY, _READY_AT_ONCE = ("csv", "jsonl", "geojson", "xlsx"), 2_000
"""Forms of which every row is text by itself, and how many rows are made into text at once."""


def made_ready(rows: Iterable[Any], kind: str, form: str) -> Iterator[Any]:
    """The rows as the text that stands in a file of this form, some hundred at once; as they are where it is another."""
    if form not in READY:
        yield from rows
        return
    held: list[Any] = []
    for row in rows:
        if not isinstance(row, Ready):
            held.append(row)
        if held and (len(held) == _READY_AT_ONCE or isinstance(row, Ready)):
            yield _ready(held, kind, form)
            held = []
        if isinstance(row, Ready):
            yield row
    if held:
        yield _ready(held, kind, form)


def _ready(rows: Sequence[Any], kind: str, form: str) -> Ready:
    return Ready(_BETWEEN.get(form, "").join(_LINES[form](rows, kind)), len(rows))


def _json_rows(rows: Iterable[Row], kind: str) -> Iterator[str]:
    return json_lines(rows, kind, {})


def _features(rows: Iterable[Row], kind: str) -> Iterator[str]:
    return (json.dumps(_feature(row), ensure_ascii=False) for row in rows)


def _sheet_rows(rows: Iterable[Row], kind: str) -> Iterator[str]:
    written, names = sheet_cells(COLUMNS[kind]), [each.name for each in COLUMNS[kind]]
    objects = {each.name for each in COLUMNS[kind] if each.type == "object"}
    for row in rows:
        cells = [_whole_json(row[name]) if name in objects else row[name] for name in names]
        yield f"<row>{written(tuple(cells))}</row>"


_LINES: Mapping[str, Callable[[Iterable[Row], str], Iterator[str]]] = {
    "csv": _csv_rows,
    "jsonl": _json_rows,
    "geojson": _features,
    "xlsx": _sheet_rows,
}
_BETWEEN = {"geojson": ",\n"}
"""What stands between two rows, and between two parts."""


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


def _json(value: Any) -> str | None:
    return None if value is None else _compact(value)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _whole_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
