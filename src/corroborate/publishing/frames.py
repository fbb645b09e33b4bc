"""Rows as Arrow tables with real types: what Parquet and GeoPackage are written from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from corroborate.errors import BadRequest
from corroborate.publishing.columns import COLUMNS

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]  # it ships no types

Row = Mapping[str, Any] | tuple[Any, ...]
"""A row by the names of its columns, or as cells in their order, with objects as JSON text."""
BATCH = 20_000
"""Rows held in memory at once."""


def require_arrow(form: str) -> Any:
    """The module pyarrow. Raises BadRequest where it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise BadRequest(
            f"{form}: pyarrow is not installed; install it with `pip install corroborate[tables]`"
        ) from None
    return pyarrow


def schema_of(kind: str, *, flat: bool = False) -> pyarrow.Schema:
    """The Arrow schema of a kind of table: days are date32, times timestamps in UTC; `flat` makes lists text.

    Each field carries its description, as the data dictionary has it.
    """
    arrow = require_arrow("parquet")
    types = {
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "time": arrow.timestamp("us", tz="UTC"),
        "list": arrow.string() if flat else arrow.list_(arrow.string()),
    }
    return arrow.schema(
        [
            arrow.field(
                each.name, types.get(each.type, arrow.string()), metadata={"description": each.description}
            )
            for each in COLUMNS[kind]
        ]
    )


def batches(rows: Iterable[Row], kind: str, *, flat: bool = False) -> Iterator[pyarrow.RecordBatch]:
    """The rows as record batches of at most BATCH rows each."""
    arrow = require_arrow("parquet")
    schema = schema_of(kind, flat=flat)
    waiting = iter(rows)
    while held := list(islice(waiting, BATCH)):
        columns = [
            arrow.array(values, type=field.type)
            for values, field in zip(_columns(held, kind, flat), schema, strict=True)
        ]
        yield arrow.RecordBatch.from_arrays(columns, schema=schema)


def _columns(rows: Sequence[Any], kind: str, flat: bool) -> Iterator[Sequence[Any]]:
    if not isinstance(rows[0], tuple):
        for each in COLUMNS[kind]:
            yield values_of(rows, each.name, each.type, flat=flat)
        return
    for each, cells in zip(COLUMNS[kind], zip(*rows, strict=True), strict=True):
        yield cells if each.type == "object" else _typed(cells, each.type, flat)


def values_of(
    rows: Sequence[Mapping[str, Any]], name: str, kind: str, *, flat: bool = False
) -> Sequence[Any]:
    """One column of some rows, as Python values of its type."""
    return _typed([row[name] for row in rows], kind, flat)


def _typed(values: Sequence[Any], kind: str, flat: bool) -> Sequence[Any]:
    if kind == "date":
        return [date.fromisoformat(value) if value else None for value in values]
    if kind == "time":
        return [datetime.fromisoformat(value) if value else None for value in values]
    if kind == "object":
        return [json.dumps(value, ensure_ascii=False) if value is not None else None for value in values]
    if kind == "list" and flat:
        return ["; ".join(map(str, value)) if value is not None else None for value in values]
    return values
