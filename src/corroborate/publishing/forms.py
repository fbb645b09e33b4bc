"""Every form in which tables can be written, by the end of a file's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corroborate.errors import BadRequest
from corroborate.publishing.columns import COLUMNS
from corroborate.publishing.files import FORMS, Ready, Row, whole

Tables = Mapping[str, Iterable[Row]]
Head = Mapping[str, Any]

BINARY = ("xlsx", "parquet", "gpkg")
"""Forms that are not text."""
OF_SEVERAL = ("xlsx", "gpkg")
"""Forms of which one file holds several tables."""
ALL_FORMS = (*FORMS, *BINARY)
_OTHER_NAMES = {"json": "geojson", "ndjson": "jsonl", "ijson": "jsonl", "pq": "parquet"}


def write_tables(path: Path, form: str, tables: Tables, head: Head) -> dict[str, int]:
    """Write tables to one file, whole or not at all; gives back how many rows were written of each.

    Raises BadRequest where a form holds one table and several are given, or misses its library.
    """
    if len(tables) > 1 and form not in OF_SEVERAL:
        raise BadRequest(
            f"{path}: a {form} file holds one table; name a folder, or choose {' or '.join(OF_SEVERAL)}"
        )
    with whole(path) as beside:
        return _written(beside, form, tables, head)


def form_of(path: Path) -> str:
    """The form that a file's name asks for. Raises BadRequest for an unknown one."""
    form = path.suffix.lstrip(".").lower()
    if not form:
        raise BadRequest(
            f"{path}: its name has no ending that says the form; add one of .{', .'.join(ALL_FORMS)}"
        )
    return checked_form(_OTHER_NAMES.get(form, form), str(path))


def checked_form(form: str, where: str = "format") -> str:
    """A form that is known. Raises BadRequest."""
    if form not in ALL_FORMS:
        raise BadRequest(f"{where}: there is no form {form!r}; choose among {', '.join(ALL_FORMS)}")
    return form


def checked_kind(kind: str) -> str:
    """A kind of export that is known. Raises BadRequest."""
    if kind not in COLUMNS or kind == "hits":
        known = ", ".join(each for each in COLUMNS if each != "hits")
        raise BadRequest(f"export: there is nothing called {kind!r}; choose among {known}")
    return kind


def checked_pair(kind: str, form: str) -> None:
    """A table and a form that go together. Raises BadRequest."""
    if kind == "ftm" and form != "jsonl":
        raise BadRequest(f"ftm: FollowTheMoney's entities are JSON, one a line; choose jsonl, not {form}")
    if form == "geojson" and not any(column.name == "longitude" for column in COLUMNS[kind]):
        raise BadRequest(f"{kind}: have no place; GeoJSON is for what has one, choose csv or jsonl")


def _written(path: Path, form: str, tables: Tables, head: Head) -> dict[str, int]:
    if form in FORMS:
        ((kind, rows),) = tables.items()
        counted = _Counted(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(FORMS[form](counted, kind, head))
        return {kind: counted.rows}
    return _writer(form)(path, tables, head)


def _writer(form: str) -> Callable[[Path, Mapping[str, Iterable[Any]], Head], dict[str, int]]:
    if form == "xlsx":
        from corroborate.publishing.workbooks import write_workbook

        return write_workbook
    if form == "parquet":
        from corroborate.publishing.parquet import write_parquet

        return write_parquet
    from corroborate.publishing.geopackages import write_geopackage

    return write_geopackage


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._held = rows
        self.rows = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._held:
            self.rows += row.rows if isinstance(row, Ready) else 1
            yield row
