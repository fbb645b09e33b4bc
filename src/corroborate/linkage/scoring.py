"""Pairs of reports weighed by Splink on DuckDB, with fixed weights."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby, islice, product
from math import log2
from typing import Any, TypeAlias

from corroborate.linkage.columns import COLUMNS, Row, shared_keys, table_of
from corroborate.linkage.comparisons import (
    COMPARISONS,
    NULL,
    SAME_STORY,
    SHARED,
    levels_of,
    splink_comparison,
)
from corroborate.linkage.weights import Weights

APART = 6
"""Days between two precise dates from which on a shared name alone is not worth a comparison."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Two reports (left < right), their match weight in bits, and the level of each comparison."""

    left: str
    right: str
    weight: float
    levels: tuple[str, ...]

    def level(self, comparison: str) -> str:
        """The level at which the two stand in one comparison."""
        return self.levels[_ORDER[comparison]]


Weighed: TypeAlias = tuple[float, tuple[str, ...]]
"""A weight, and the level of each comparison that it comes from."""
_ORDER = {comparison: n for n, comparison in enumerate(COMPARISONS)}
FEW = 20_000
"""Rows up to which DuckDB is asked without Splink: a round of adding with all that it meets."""
PART = 1_000
"""Rows that are handed over to DuckDB, or fetched from it, at once."""

_SHARED_KEY = (
    "l.document <> r.document AND (l.fresh OR r.fresh) AND NOT (l.date_class = 0 AND "
    f"r.date_class = 0 AND greatest(l.early - r.late, r.early - l.late) > {APART}"
    f" AND NOT coalesce({SAME_STORY}, false))"
)
_KEYS_MEET = (
    "(WITH one AS (SELECT number, fresh, unnest(keys) AS key FROM reports)"
    " SELECT DISTINCT a.number AS low, b.number AS high FROM one a JOIN one b"
    " ON a.key = b.key AND a.number < b.number AND (a.fresh OR b.fresh)) met"
    " JOIN reports l ON l.number = met.low JOIN reports r ON r.number = met.high"
)
_ONE_COMPONENT = "reports l JOIN reports r ON l.component = r.component AND l.number <= r.number"


def score_blocks(
    rows: Sequence[Row], weights: Weights, ancestors: Mapping[str, frozenset[str]]
) -> list[Scored]:
    """The pairs with a new report that share a key and weigh at least as much as goes to review.

    Splink weighs many rows; up to `FEW` are put to DuckDB directly, with the same levels and weights, since
    Splink plans for seconds before each run and holds three times the memory.
    """
    keys = shared_keys(rows)
    ids = sorted(keys)
    table = table_of(rows, ancestors, keys)
    if len(ids) > FEW:
        return _predict(table, weights)
    return [
        Scored(ids[left], ids[right], *weighed)
        for left, right, weighed in _ask(table, f"{_KEYS_MEET} WHERE {_SHARED_KEY}", weights)
        if weighed[0] >= weights.review
    ]


def score_components(
    rows: Sequence[Row], weights: Weights, ancestors: Mapping[str, frozenset[str]]
) -> Iterator[Scored]:
    """All pairs of two documents' reports within each component, whatever they weigh.

    Reports that say the same, as many do that recall one famous deed, are weighed once for all of them.
    """
    for part in _whole_components(rows):
        alike = _alike(table_of(part, ancestors))
        table = (first | {"number": number} for number, (first, _) in enumerate(alike))
        for left, right, weighed in _ask(table, _ONE_COMPONENT, weights):
            ones, others = alike[left][1], alike[right][1]
            for one, other in combinations(ones, 2) if left == right else product(ones, others):
                if one[1] != other[1]:
                    yield Scored(min(one[0], other[0]), max(one[0], other[0]), *weighed)


def _whole_components(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in parts of about `PART`, no component in two of them."""
    part: list[Row] = []
    for _, members in groupby(sorted(rows, key=_component), key=_component):
        part.extend(members)
        if len(part) >= PART:
            yield part
            part = []
    if part:
        yield part


def _component(row: Row) -> str:
    return row.component


def _alike(table: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], list[tuple[str, str]]]]:
    """The rows that differ in anything that is compared, each with (report, document) of all that are like it."""
    table = list(table)
    copies = Counter(row["copy_group"] for row in table)
    groups: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {}
    for row in table:
        ends = (row["unique_id"], row["document"])
        first = row | {"copy_group": row["copy_group"] if copies[row["copy_group"]] > 1 else None}
        said = repr(
            [value for name, value in first.items() if name not in ("unique_id", "document", "number")]
        )
        groups.setdefault(said, (first, []))[1].append(ends)
    return list(groups.values())


def _ask(table: Iterable[dict[str, Any]], pairs: str, weights: Weights) -> Iterator[tuple[int, int, Weighed]]:
    """The pairs of rows that a join of the reports finds, weighed by DuckDB without Splink."""
    connection = _connection(table)
    counted = f"SELECT l.number AS low, r.number AS high, {SHARED} AS shared FROM {pairs}"
    found = connection.execute(
        f"SELECT l.number, r.number, {_standing()} FROM ({counted}) pair"
        " JOIN reports l ON l.number = pair.low JOIN reports r ON r.number = pair.high"
    )
    known = _Weighing(weights)
    while part := found.fetchmany(PART):
        for left, right, stands in part:
            yield left, right, known.of_number(stands)
    connection.close()


@lru_cache(maxsize=1)
def _standing() -> str:
    """The levels of all comparisons as one number: each comparison is a digit, in the base of its levels.

    What is dear and asked for by many levels, how many telling words two stories share, is counted once a pair.
    """
    digits, base = [], 1
    for name in COMPARISONS:
        levels = enumerate(levels_of(name).values())
        whens = (f"WHEN {sql} THEN {n}" if sql != "ELSE" else f"ELSE {n}" for n, sql in levels)
        digits.append(f"(CASE {' '.join(whens)} END)::BIGINT * {base}")
        base *= len(levels_of(name))
    return " + ".join(digits).replace(SHARED, "pair.shared")


class _Weighing:
    """What each way to stand in all comparisons weighs: the prior and all evidence; few ways are ever met."""

    def __init__(self, weights: Weights) -> None:
        self._prior = weights.prior_weight
        self._levels = [tuple(levels_of(name)) for name in COMPARISONS]
        self._bits = [
            {level: weights.evidence(name, level) for level in levels_of(name)} for name in COMPARISONS
        ]
        self._by_number: dict[int, Weighed] = {}
        self._by_levels: dict[tuple[str, ...], Weighed] = {}

    def of_number(self, stands: int) -> Weighed:
        """The weight and the levels that a number of `_standing` stands for."""
        weighed = self._by_number.get(stands)
        if weighed is None:
            found, rest = [], stands
            for levels in self._levels:
                rest, digit = divmod(rest, len(levels))
                found.append(levels[digit])
            weighed = self._by_number[stands] = self.of_levels(tuple(found))
        return weighed

    def of_levels(self, levels: tuple[str, ...]) -> Weighed:
        """The weight of a pair that stands at these levels, one for each comparison."""
        weighed = self._by_levels.get(levels)
        if weighed is None:
            weight = self._prior
            for bits, level in zip(self._bits, levels, strict=True):
                weight += bits[level]
            weighed = self._by_levels[levels] = (round(weight, 4), levels)
        return weighed


def _predict(table: Iterable[dict[str, Any]], weights: Weights) -> list[Scored]:
    """Splink's predictions; its own messages are kept quiet."""
    from splink import DuckDBAPI, Linker

    connection = _connection(table)
    with _quiet():
        linker = Linker("reports", _settings(weights), DuckDBAPI(connection), set_up_basic_logging=False)
        predicted = linker.inference.predict(threshold_match_weight=weights.review)
        found = connection.execute(f"SELECT * FROM {predicted.physical_name}").fetchnumpy()
    connection.close()
    return list(_scored(found, weights))


def _connection(table: Iterable[dict[str, Any]]) -> Any:
    """A DuckDB in memory that holds the reports, handed over part by part."""
    import duckdb
    import pandas as pd

    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    casts = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in COLUMNS.items())
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(f"CREATE TABLE reports ({columns})")
    rows = iter(table)
    while part := list(islice(rows, PART)):
        connection.register("part", pd.DataFrame(part, columns=list(COLUMNS), dtype=object))
        connection.execute(f"INSERT INTO reports SELECT {casts} FROM part")
        connection.unregister("part")
    return connection


def _settings(weights: Weights) -> dict[str, Any]:
    rule = {
        "blocking_rule": f"l.keys = r.keys AND {_SHARED_KEY}",
        "sql_dialect": "duckdb",
        "arrays_to_explode": ["keys"],
    }
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": weights.prior,
        "blocking_rules_to_generate_predictions": [rule],
        "comparisons": [splink_comparison(name, weights.levels[name]) for name in COMPARISONS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _scored(found: Mapping[str, Any], weights: Weights) -> Iterator[Scored]:
    """Rows of Splink's answer: a level is told by its Bayes factor, which weights.yaml keeps distinct."""
    levels = [_levels(found[f"bf_{comparison}"], comparison, weights) for comparison in COMPARISONS]
    ends = (found["unique_id_l"].tolist(), found["unique_id_r"].tolist())
    known = _Weighing(weights)
    for left, right, *stands in zip(*ends, *levels, strict=True):
        yield Scored(min(left, right), max(left, right), *known.of_levels(tuple(stands)))


def _levels(factors: Any, comparison: str, weights: Weights) -> list[str]:
    """The level that each Bayes factor of one comparison stands for."""
    known = {round(log2(m / u), 4): level for level, (m, u) in weights.levels[comparison].items()}
    distinct = {factor: known.get(round(log2(factor), 4), NULL) for factor in set(factors.tolist())}
    return [distinct[factor] for factor in factors.tolist()]


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink and DuckDB neither log nor draw progress bars meanwhile."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
