"""Pairs of reports weighed by Splink on DuckDB, with fixed weights."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Any

from corroborate.linkage.blocks import FINE, PRECISE, block_keys
from corroborate.linkage.comparisons import COMPARISONS, NULL, levels_of, splink_comparison
from corroborate.linkage.facts import ReportFacts
from corroborate.linkage.weights import Weights

APART = 6
"""Days between two precise dates from which on a shared name alone is not worth a comparison."""

_GROUPS = ("military", "police", "paramilitary", "security_forces", "militants", "civilians", "officials")
_PLACE_CLASSES = {
    "exact": 0,
    "near": 1,
    "district": 2,
    "province": 3,
    "region": 4,
    "country": 5,
    "unresolved": 6,
}
_EFFECTS = ("killed", "injured", "captured")
_COLUMNS = {
    "unique_id": "VARCHAR", "document": "VARCHAR", "fresh": "BOOLEAN", "component": "VARCHAR", "keys": "VARCHAR[]",
    "wording": "VARCHAR", "copy_group": "VARCHAR", "early": "INTEGER", "late": "INTEGER", "date_class": "INTEGER",
    "finest": "VARCHAR", "chain": "VARCHAR[]", "is_presumed": "BOOLEAN", "fine": "VARCHAR[]", "said": "VARCHAR[]", "area": "VARCHAR", "country": "VARCHAR", "latitude": "DOUBLE",
    "longitude": "DOUBLE", "place_class": "INTEGER", "actors": "VARCHAR[]", "line": "VARCHAR[]", "type": "VARCHAR",
    "family": "VARCHAR", "targets": "VARCHAR[]", "names": "VARCHAR[]", "all_names": "VARCHAR[]",
    "landmarks": "VARCHAR[]", "sites": "VARCHAR[]", "tactics": "VARCHAR[]", "background": "BOOLEAN",
    "people": "INTEGER", "weapons": "VARCHAR[]", "killed_low": "DOUBLE", "killed_high": "DOUBLE",
    "injured_low": "DOUBLE", "injured_high": "DOUBLE", "captured_low": "DOUBLE", "captured_high": "DOUBLE",
}  # fmt: skip


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


_ORDER = {comparison: n for n, comparison in enumerate(COMPARISONS)}
FEW = 300
"""Rows up to which DuckDB is asked without Splink."""

_SHARED_KEY = (
    "l.document <> r.document AND (l.fresh OR r.fresh) AND NOT (l.date_class = 0 AND "
    f"r.date_class = 0 AND greatest(l.early - r.late, r.early - l.late) > {APART})"
)
_KEYS_MEET = (
    "(WITH one AS (SELECT unique_id, unnest(keys) AS key FROM reports)"
    " SELECT DISTINCT a.unique_id AS low, b.unique_id AS high FROM one a JOIN one b"
    " ON a.key = b.key AND a.unique_id < b.unique_id) met"
    " JOIN reports l ON l.unique_id = met.low JOIN reports r ON r.unique_id = met.high"
)
_ONE_COMPONENT = (
    "reports l JOIN reports r ON l.component = r.component AND l.unique_id < r.unique_id"
    " AND l.document <> r.document"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report to be compared: is it new, and which component is it in."""

    facts: ReportFacts
    fresh: bool = True
    component: str = ""


def score_blocks(
    rows: Sequence[Row], weights: Weights, ancestors: Mapping[str, frozenset[str]]
) -> list[Scored]:
    """The pairs with a new report that share a key and weigh at least as much as goes to review.

    Splink weighs them; few rows are put to DuckDB directly, with the same levels and weights, since Splink
    plans for a second before each run.
    """
    table = _table(rows, ancestors)
    if len(table) > FEW:
        return _predict(table, weights)
    scored = _ask(table, f"{_KEYS_MEET} WHERE {_SHARED_KEY}", weights)
    return [pair for pair in scored if pair.weight >= weights.review]


def score_components(
    rows: Sequence[Row], weights: Weights, ancestors: Mapping[str, frozenset[str]]
) -> list[Scored]:
    """All pairs of two documents' reports within each component, whatever they weigh."""
    return _ask(_table(rows, ancestors), _ONE_COMPONENT, weights)


def _ask(table: list[dict[str, Any]], pairs: str, weights: Weights) -> list[Scored]:
    """The pairs that a join of the reports finds, weighed by DuckDB without Splink."""
    if len(table) < 2:
        return []
    connection = _connection(table)
    found = connection.execute(f"SELECT {_cases()} FROM {pairs}").fetchnumpy()
    connection.close()
    levels = [[_level_at(name)[n] for n in found[name].tolist()] for name in COMPARISONS]
    ends = (found["left_id"].tolist(), found["right_id"].tolist())
    return list(_weigh(zip(*ends, *levels, strict=True), weights))


def _cases() -> str:
    """Both ids, and the level of each comparison by its number."""
    cases = ["l.unique_id AS left_id", "r.unique_id AS right_id"]
    for name in COMPARISONS:
        levels = enumerate(levels_of(name).values())
        whens = (f"WHEN {sql} THEN {n}" if sql != "ELSE" else f"ELSE {n}" for n, sql in levels)
        cases.append(f"CASE {' '.join(whens)} END AS {name}")
    return ", ".join(cases)


@lru_cache(maxsize=64)
def _level_at(comparison: str) -> tuple[str, ...]:
    return tuple(levels_of(comparison))


def _weigh(pairs: Iterable[Sequence[str]], weights: Weights) -> Iterator[Scored]:
    """Each pair (left, right, the level of each comparison) with its weight: the prior and all evidence."""
    bits = [{level: weights.evidence(name, level) for level in levels_of(name)} for name in COMPARISONS]
    for left, right, *stands in pairs:
        weight = weights.prior_weight
        for by_level, level in zip(bits, stands, strict=True):
            weight += by_level[level]
        yield Scored(min(left, right), max(left, right), round(weight, 4), tuple(stands))


def _table(rows: Sequence[Row], ancestors: Mapping[str, frozenset[str]]) -> list[dict[str, Any]]:
    return [_columns(row, ancestors) for row in sorted(rows, key=lambda row: row.facts.report)]


def _columns(row: Row, ancestors: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    facts = row.facts
    line = {*facts.actors}.union(*(ancestors.get(actor, frozenset()) for actor in facts.actors))
    columns: dict[str, Any] = {
        "unique_id": facts.report,
        "document": facts.document,
        "fresh": row.fresh,
        "component": row.component,
        "keys": sorted(block_keys(facts)) if not row.component else [],
        "wording": facts.wording or None,
        "copy_group": facts.copy_group,
        "early": facts.earliest,
        "late": facts.latest,
        "is_presumed": facts.date_precision == "presumed",
        "date_class": date_class(facts),
        "people": sum(1 << _GROUPS.index(group) for group in facts.groups if group in _GROUPS),
        "type": facts.type,
        "family": facts.family,
        "background": facts.background,
        "actors": _list(facts.actors),
        "line": _list(sorted(line)),
        "weapons": _list(facts.weapons),
        "tactics": _list(facts.tactics),
    }
    columns.update(_place_columns(facts))
    columns.update(_target_columns(facts))
    for effect in _EFFECTS:
        columns[f"{effect}_low"], columns[f"{effect}_high"] = bounds(facts, effect)
    return columns


def _place_columns(facts: ReportFacts) -> dict[str, Any]:
    is_known = bool(facts.fine or facts.area or facts.country)
    return {
        "chain": _list([*facts.fine, *([facts.area] if facts.area else [])]),
        "finest": facts.fine[0] if facts.fine else None,
        "fine": _list(facts.fine),
        "said": _list(facts.said),
        "area": facts.area,
        "country": facts.country,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "place_class": _PLACE_CLASSES[facts.place_precision] if is_known else None,
    }


def _target_columns(facts: ReportFacts) -> dict[str, Any]:
    has_target = facts.targets or facts.landmarks or facts.names
    return {
        "targets": list(facts.targets) if has_target else None,
        "names": _list(facts.names),
        "all_names": _list(sorted({*facts.names, *facts.mentions})),
        "landmarks": _list([thing for thing in facts.landmarks if thing.startswith("landmark.")]),
        "sites": _list([thing for thing in facts.landmarks if thing.startswith("site.")]),
    }


def _list(values: Sequence[str]) -> list[str] | None:
    return list(values) or None


def date_class(facts: ReportFacts) -> int:
    """0: the day is named; 1: a week or so; 2: a month or so; 3: coarser. Unknown dates are 3."""
    if facts.earliest is None or facts.latest is None:
        return 3
    width = facts.latest - facts.earliest + 1
    return 0 if width <= PRECISE else 1 if width <= FINE + 1 else 2 if width <= 62 else 3


def bounds(facts: ReportFacts, effect: str) -> tuple[float | None, float | None]:
    """A figure as numbers to compare: "at least 5" reaches to 18, "up to 10" begins at 6."""
    figure = facts.figure(effect)
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None, None
    if low is None:
        return 0.6 * float(high or 0), float(high or 0)
    return float(low), float(high) if high is not None else 3.0 * low + 3


def _predict(table: list[dict[str, Any]], weights: Weights) -> list[Scored]:
    """Splink's predictions; its own messages are kept quiet."""
    from splink import DuckDBAPI, Linker

    connection = _connection(table)
    with _quiet():
        linker = Linker("reports", _settings(weights), DuckDBAPI(connection), set_up_basic_logging=False)
        predicted = linker.inference.predict(threshold_match_weight=weights.review)
        found = connection.execute(f"SELECT * FROM {predicted.physical_name}").fetchnumpy()
    connection.close()
    return list(_scored(found, weights))


def _connection(table: list[dict[str, Any]]) -> Any:
    """A DuckDB in memory that holds the reports."""
    import duckdb
    import pandas as pd

    frame = pd.DataFrame(table, columns=list(_COLUMNS), dtype=object)
    casts = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in _COLUMNS.items())
    connection = duckdb.connect(config={"threads": 1} if len(table) <= FEW else {})
    connection.register("frame", frame)
    connection.execute(f"CREATE TABLE reports AS SELECT {casts} FROM frame")
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
    return _weigh(zip(*ends, *levels, strict=True), weights)


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
