"""Rows that belong to numbered owners, as arrays: several of each owner, one of each kind, the best of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from corroborate.model.columned import Coded, Numbers, coded


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of values of each owner: row n belongs to `owners[n]`; owners ascend."""

    owners: Numbers
    held: Coded

    def at(self, rows: Numbers) -> Several:
        """Those of some rows, by a mask or in ascending order."""
        return Several(self.owners[rows], self.held.at(rows))

    def lists(self, count: int) -> list[tuple[Any, ...]]:
        """The values of each of so many owners."""
        cells, ends = list(self.held), begins(self.owners, count).tolist()
        return [tuple(cells[begin:end]) for begin, end in pairwise(ends)]


def several(lists: Sequence[Sequence[Any]]) -> Several:
    """The values of each owner, from a list for each."""
    owners = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    return Several(owners, coded([value for each in lists for value in each]))


def begins(owners: Numbers, count: int) -> Numbers:
    """Where the rows of each of `count` owners begin, and the end of all; owners ascend."""
    return np.searchsorted(owners, np.arange(count + 1))


def rows_of(chosen: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
    """The rows of some owners one after the other, and for each of them the place of its owner among the chosen."""
    sizes = starts[chosen + 1] - starts[chosen]
    at = np.repeat(np.arange(len(chosen)), sizes)
    rows = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + starts[chosen][at]
    return rows, at


def keyed(*codes: Numbers) -> Numbers:
    """One number for each combination of codes, in the order of the first, then of the second …"""
    key, size = codes[0], _size(codes[0])
    for each in codes[1:]:
        if size * _size(each) > _MOST:
            key = np.unique(key, return_inverse=True)[1]
            size = _size(key)
        key, size = key * _size(each) + each, size * _size(each)
    return key


_MOST = 2**62


def _size(codes: Numbers) -> int:
    return int(codes.max(initial=0)) + 1


def once(keys: Numbers) -> tuple[Numbers, Numbers]:
    """The rows in which each key first occurs, in order, and for each row the place of its key among them."""
    _, first, key = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    place = np.empty(len(first), np.int64)
    place[order] = np.arange(len(first))
    return first[order], place[key]


def best_of(owners: Numbers, *ranks: Numbers) -> Numbers:
    """Of each owner the row of the lowest rank, the first of equal ones; in the order of the owners' numbers."""
    order = np.lexsort((*reversed(ranks), owners))
    is_first = np.ones(len(order), bool)
    is_first[1:] = owners[order[1:]] != owners[order[:-1]]
    return order[is_first]


def commonest(owners: Numbers, codes: Numbers) -> Numbers:
    """Of each owner the row of the code that it has most often, the first of those as often."""
    first, pair = once(keyed(owners, codes))
    often = np.bincount(pair, minlength=len(first))
    return first[best_of(owners[first], -often)]


def ranks(column: Coded) -> Numbers:
    """The place of each row's value among all of them sorted; none is listed twice."""
    rank = np.empty(len(column.values), np.int64)
    rank[sorted(range(len(rank)), key=column.values.__getitem__)] = np.arange(len(rank))
    return rank[column.codes]
