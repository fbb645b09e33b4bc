"""Rows of numbered owners as arrays."""

from __future__ import annotations

import numpy as np

from corroborate.analysis.segments import best_of, commonest, keyed, once, ranks, rows_of, several
from corroborate.model.columned import Columned, coded, columned
from corroborate.model.flat import FlatTactic


def test_combinations_of_many_parts_stay_apart_and_in_order() -> None:
    parts = [np.array([0, 1, 2**20, 2**20]), *(np.array([5, 0, 2**20, 2**20 - 1]) for _ in range(4))]
    key = keyed(*parts)
    assert np.argsort(key).tolist() == [0, 1, 3, 2]
    assert len(set(key.tolist())) == 4


def test_what_is_said_often_or_first_is_chosen() -> None:
    owners, said = np.array([0, 0, 0, 1, 1]), np.array([7, 8, 8, 9, 3])
    assert commonest(owners, said).tolist() == [1, 3]
    assert best_of(owners, np.array([2, 1, 1, 4, 4])).tolist() == [1, 3]
    assert [each.tolist() for each in once(np.array([4, 2, 4, 9]))] == [[0, 1, 3], [0, 1, 0, 2]]
    assert ranks(coded(["b", "a", "b"])).tolist() == [1, 0, 1]


def test_the_rows_of_some_owners_are_found() -> None:
    held = several([("a",), (), ("b", "c")])
    rows, owners = rows_of(np.array([2, 0]), np.array([0, 1, 1, 3]))
    assert (list(held.held.at(rows)), owners.tolist()) == (["b", "c", "a"], [0, 0, 1])
    assert held.lists(3) == [("a",), (), ("b", "c")]


def test_rows_as_columns_are_the_rows() -> None:
    rows = [FlatTactic(0, "ied"), FlatTactic(2, "raid"), FlatTactic(3, "ied")]
    held = columned(FlatTactic, rows)
    assert isinstance(held, Columned)
    assert (list(held), held[1], held[1:], len(held)) == (rows, rows[1], rows[1:], 3)
    assert held.column("tactic").values == ["ied", "raid"]
    assert held.column("tactic").at(np.array([1])).used().values == ["raid"]
    assert list(columned(FlatTactic, [])) == []
