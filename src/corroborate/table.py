"""A list of rows that a researcher can take on into pandas or Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from corroborate.errors import BadRequest

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow  # type: ignore[import-untyped]  # it ships no types

    from corroborate.model.column import Column

Row = dict[str, Any]

RULED = ("incidents", "totals", "acled", "acled-monadic", "ged", "plover")
"""The tables in which a rule chose best figures."""


class Table(Sequence[Row]):
    """Rows as dictionaries, all with the same `columns`; the data dictionary describes each of them.

    `kind` says what the rows are (incidents, claims, tally, …), `rule` which rule chose best figures, where one did.
    `described` are the columns with type, meaning and unit; `notes` must be read beside the figures: method,
    source of the rule, what was left out. `as_of` is the day as of which the record was asked; None is now.
    """

    def __init__(
        self, kind: str, rows: Iterable[Row], rule: str | None = None, *,
        described: Sequence[Column] = (), notes: Sequence[str] = (), as_of: str | None = None,
    ) -> None:  # fmt: skip
        from corroborate.publishing import COLUMNS

        self.kind = kind
        self.rule = rule
        self.described = tuple(described) or COLUMNS[kind]
        self.notes = tuple(notes)
        self.as_of = as_of
        self.columns = tuple(column.name for column in self.described)
        self._rows = list(rows)

    @property
    def units(self) -> dict[str, str]:
        """The unit of every column that has one: people, incidents, days, percent …"""
        return {column.name: column.unit for column in self.described if column.unit}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Table: ...

    def __getitem__(self, index: int | slice) -> Row | Table:
        if isinstance(index, slice):
            return Table(
                self.kind, self._rows[index], self.rule, described=self.described, notes=self.notes, as_of=self.as_of
            )  # fmt: skip
        return self._rows[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return (self.kind, self._rows) == (other.kind, other._rows)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        ruled = f", rule {self.rule}" if self.rule else ""
        return f"<Table of {len(self)} {self.kind}{ruled}>"

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame: whole numbers stay whole (Int64) and unknown stays unknown (NA).

        Raises BadRequest where pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise BadRequest(
                "to_pandas: pandas is not installed; install it with `pip install pandas`"
            ) from None
        frame = pandas.DataFrame(self._rows, columns=list(self.columns))
        kinds = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
        fit = {name: kinds[kind] for name, kind in self._types() if kind in kinds}
        return frame.astype(fit)

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table; objects are JSON text. Raises BadRequest where pyarrow is not installed."""
        try:
            import pyarrow
        except ImportError:
            raise BadRequest(
                "to_arrow: pyarrow is not installed; install it with `pip install pyarrow`"
            ) from None
        kinds = {
            "integer": pyarrow.int64(),
            "number": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
            "list": pyarrow.list_(pyarrow.string()),
        }
        schema = pyarrow.schema([(name, kinds.get(kind, pyarrow.string())) for name, kind in self._types()])
        return pyarrow.Table.from_pylist([self._flat(row) for row in self._rows], schema=schema)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars frame; objects are JSON text. Raises BadRequest where polars is not installed."""
        try:
            import polars
        except ImportError:
            raise BadRequest(
                "to_polars: polars is not installed; install it with `pip install polars`"
            ) from None
        kinds: dict[str, Any] = {
            "integer": polars.Int64,
            "number": polars.Float64,
            "boolean": polars.Boolean,
            "list": polars.List(polars.String),
        }
        schema = {name: kinds.get(kind, polars.String) for name, kind in self._types()}
        return polars.DataFrame([self._flat(row) for row in self._rows], schema=schema)

    def _types(self) -> list[tuple[str, str]]:
        return [(column.name, column.type) for column in self.described]

    def _flat(self, row: Row) -> Row:
        import json

        objects = {name for name, kind in self._types() if kind == "object"}
        return {
            name: json.dumps(value, ensure_ascii=False) if name in objects and value is not None else value
            for name, value in row.items()
        }
