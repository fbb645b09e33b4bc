"""Rows kept as columns, each different value once: a million of them stay small, and are counted as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, TypeAlias, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[Any]


class Coding(dict[Any, int]):
    """Gives each value that it is asked for a number of its own, from 0 on."""

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self)
        return number

    def codes(self, values: Iterable[Any]) -> Numbers:
        """The numbers of some values."""
        return np.fromiter(map(self.__getitem__, values), np.int64)


@dataclass(frozen=True, slots=True)
class Coded:
    """A column: what stands in row n is `values[codes[n]]`. A value may be listed twice."""

    codes: Numbers
    values: Sequence[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> Any:
        return self.values[self.codes[row]]

    def __iter__(self) -> Iterator[Any]:
        return map(self.values.__getitem__, self.codes.tolist())

    def at(self, rows: Numbers) -> Coded:
        """The column of some rows: their numbers, or a mask."""
        return Coded(self.codes[rows], self.values)

    def used(self) -> Coded:
        """The same column without the values that stand in no row."""
        is_used = np.bincount(self.codes, minlength=len(self.values)) > 0
        numbers = np.cumsum(is_used) - 1
        return Coded(numbers[self.codes], [self.values[each] for each in np.flatnonzero(is_used).tolist()])

    def told(self, of: Callable[[Any], Any], kind: Any = np.int64) -> Numbers:
        """What `of` says of the value in each row; it is asked once for each different value."""
        return np.array([of(value) for value in self.values], kind)[self.codes]

    def known_as(self, of: Callable[[Any], Any]) -> Coded:
        """The column of what `of` makes of each value, equal ones under one number."""
        coding = Coding()
        return Coded(coding.codes(map(of, self.values))[self.codes], list(coding))


def coded(cells: Iterable[Any]) -> Coded:
    """A column of some cells, each value once, in the order in which they first occur."""
    held = list(cells)
    values = list(dict.fromkeys(held))
    number = dict(zip(values, range(len(values)), strict=True))
    return Coded(np.fromiter(map(number.__getitem__, held), np.int64, len(held)), values)


Row = TypeVar("Row", bound=tuple[Any, ...])


class Columned(Sequence[Row]):
    """Rows of one kind of named tuple as columns, in the order of its fields; a row is made when it is asked for."""

    def __init__(self, kind: type[Row], columns: Sequence[Coded]) -> None:
        self.kind = kind
        self._columns = dict(zip(_fields(kind), columns, strict=True))

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def __iter__(self) -> Iterator[Row]:
        # What the class's own `_make` does, in a third of the time.
        return map(tuple.__new__, repeat(self.kind), zip(*self._columns.values(), strict=True))

    @overload
    def __getitem__(self, row: int) -> Row: ...

    @overload
    def __getitem__(self, row: slice) -> list[Row]: ...

    def __getitem__(self, row: int | slice) -> Row | list[Row]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        return self.kind(*(column[row] for column in self._columns.values()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def column(self, name: str) -> Coded:
        """The column of that name."""
        return self._columns[name]


def columned(kind: type[Row], rows: Sequence[Row]) -> Columned[Row]:
    """Rows as columns, as they are where they are so already."""
    if isinstance(rows, Columned):
        return rows
    cells: Any = zip(*rows, strict=True) if rows else repeat((), len(_fields(kind)))
    return Columned(kind, [coded(each) for each in cells])


def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(kind._fields)
