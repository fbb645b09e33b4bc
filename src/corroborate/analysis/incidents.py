"""Incidents as analysis counts them: each as a row, all of them as columns."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, repeat
from typing import Any, NamedTuple, overload

import numpy as np

from corroborate.analysis.segments import Several, begins, rows_of, several
from corroborate.analysis.voices import Voice
from corroborate.model.columned import Coded, Numbers, coded
from corroborate.model.flat import FlatPlace


class Told(NamedTuple):
    """One source's newest figure for one effect and group; None is unknown, never 0."""

    voice: Voice
    effect: str
    group: str
    low: int | None
    high: int | None


class Doer(NamedTuple):
    """A party said to have done it: `id` is the registry's, or its folded name; `responsibility` the surest said."""

    id: str
    name: str
    responsibility: str
    is_registered: bool


class Counted(NamedTuple):
    """One incident: what its reports come to, by the rules of `analysis.views`, as small values.

    `earliest` and `latest` are proleptic ordinals of days. `doers` have the surest first, those that all deny
    among them; `sides` are groups of people it hit; `voices` all who are heard, by key; `reports` are places in
    the flat record, in the order of publication.
    """

    id: str
    type: str
    stage: str
    earliest: int | None
    latest: int | None
    country: str | None
    place: FlatPlace | None
    background: bool
    tactics: tuple[str, ...] = ()
    doers: tuple[Doer, ...] = ()
    sides: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    voices: tuple[Voice, ...] = ()
    reports: tuple[int, ...] = ()

    @property
    def accused(self) -> tuple[Doer, ...]:
        """The doers whose part is not only denied."""
        return tuple(each for each in self.doers if each.responsibility != "denied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What `Told` is of one incident, of many: row n is of the incident `owners[n]`, ascending; NaN is unknown."""

    owners: Numbers
    voice: Coded
    effect: Coded
    group: Coded
    low: Numbers
    high: Numbers

    def at(self, rows: Numbers, owners: Numbers | None = None) -> Figures:
        """The figures of some rows, of other owners where these are given."""
        return Figures(
            owners=self.owners[rows] if owners is None else owners,
            voice=self.voice.at(rows), effect=self.effect.at(rows), group=self.group.at(rows),
            low=self.low[rows], high=self.high[rows],
        )  # fmt: skip

    def lists(self, count: int) -> list[tuple[Told, ...]]:
        """The figures of each of so many incidents."""
        cells = (self.voice, self.effect, self.group, _whole(self.low), _whole(self.high))
        told = list(map(tuple.__new__, repeat(Told), zip(*cells, strict=True)))
        ends = begins(self.owners, count).tolist()
        return [tuple(told[begin:end]) for begin, end in pairwise(ends)]


def _whole(numbers: Numbers) -> Iterator[int | None]:
    return (None if each != each else int(each) for each in numbers.tolist())


_SEVERAL = ("tactics", "doers", "sides", "voices", "reports")


class Incidents(Sequence[Counted], ABC):
    """Incidents in an order; what is counted of all is asked for by column, each made once, when it is needed.

    `single` gives a column of `Counted` with one value for each incident, `several` one with any number of them,
    `told` the figures.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._singles: dict[str, Coded] = {}
        self._severals: dict[str, Several] = {}

    @abstractmethod
    def _single(self, name: str) -> Coded: ...

    @abstractmethod
    def _several(self, name: str) -> Several: ...

    @abstractmethod
    def _told(self) -> Figures: ...

    def single(self, name: str) -> Coded:
        """A column of one value for each incident."""
        if name not in self._singles:
            self._singles[name] = self._single(name)
        return self._singles[name]

    def several(self, name: str) -> Several:
        """A column of any number of values for each incident."""
        if name not in self._severals:
            self._severals[name] = self._several(name)
        return self._severals[name]

    @cached_property
    def told(self) -> Figures:
        """The figures."""
        return self._told()

    @cached_property
    def days(self) -> tuple[Numbers, Numbers]:
        """The earliest and the latest day of each, 0 where it is not known."""
        first, last = (self.single(name).told(lambda day: day or 0) for name in ("earliest", "latest"))
        return first, last

    @cached_property
    def rows(self) -> list[Counted]:
        """The incidents one by one."""
        singles = (self.single(name) for name in Counted._fields[:8])
        tactics, doers, sides, voices, reports = (self.several(name).lists(len(self)) for name in _SEVERAL)
        lists = (tactics, doers, sides, self.told.lists(len(self)), voices, reports)
        return list(map(tuple.__new__, repeat(Counted), zip(*singles, *lists, strict=True)))

    def chosen(self, which: Numbers) -> Incidents:
        """Those of a mask, in the same order."""
        return self if which.all() else _Chosen(self, np.flatnonzero(which))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Counted]:
        return iter(self.rows)

    @overload
    def __getitem__(self, at: int) -> Counted: ...

    @overload
    def __getitem__(self, at: slice) -> list[Counted]: ...

    def __getitem__(self, at: int | slice) -> Counted | list[Counted]:
        return self.rows[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.rows == list(other)

    __hash__ = None  # type: ignore[assignment]


class _Listed(Incidents):
    """Incidents that are rows already."""

    def __init__(self, rows: Sequence[Counted]) -> None:
        super().__init__(len(rows))
        self.__dict__["rows"] = list(rows)

    def _single(self, name: str) -> Coded:
        return coded([getattr(each, name) for each in self.rows])

    def _several(self, name: str) -> Several:
        return several([getattr(each, name) for each in self.rows])

    def _told(self) -> Figures:
        told = [each.told for each in self.rows]
        cells: Any = zip(*(each for of in told for each in of), strict=True) if any(told) else repeat((), 5)
        voice, effect, group, low, high = cells
        return Figures(
            owners=np.repeat(np.arange(len(told)), [len(each) for each in told]),
            voice=coded(voice), effect=coded(effect), group=coded(group),
            low=np.array(low, float), high=np.array(high, float),
        )  # fmt: skip


class _Chosen(Incidents):
    """Some of other incidents."""

    def __init__(self, every: Incidents, which: Numbers) -> None:
        super().__init__(len(which))
        self._every, self._which = every, which

    def _single(self, name: str) -> Coded:
        return self._every.single(name).at(self._which)

    def _several(self, name: str) -> Several:
        held = self._every.several(name)
        rows, owners = rows_of(self._which, begins(held.owners, len(self._every)))
        return Several(owners, held.held.at(rows))

    def _told(self) -> Figures:
        held = self._every.told
        rows, owners = rows_of(self._which, begins(held.owners, len(self._every)))
        return held.at(rows, owners)


def as_columns(incidents: Sequence[Counted]) -> Incidents:
    """Incidents of which columns can be asked."""
    return incidents if isinstance(incidents, Incidents) else _Listed(incidents)
