"""Incidents and people hurt, counted by month, place, actor … under a named rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from corroborate.analysis.dimensions import PARTITIONS, Cutting, Share, laid
from corroborate.analysis.incidents import Counted, Figures, Incidents, as_columns
from corroborate.analysis.segments import Several, begins, keyed, once, rows_of
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.tolls import RULE_SOURCES, Harm, Tolls, checked_rule, tolls_of
from corroborate.errors import BadRequest
from corroborate.model.column import Column
from corroborate.model.columned import Coded, Coding, Numbers

MEASURES: Mapping[str, Harm] = {
    "killed": ("killed", False),
    "injured": ("injured", False),
    "captured": ("captured", False),
    "militants_killed": ("killed", True),
    "militants_injured": ("injured", True),
    "militants_captured": ("captured", True),
}
"""What a tally adds up. Fighters stand by themselves: they are never among the victims."""

STAGES = ("carried_out", "attempted", "foiled")
"""What counts as an incident: what was only threatened did not happen."""


Key = tuple[tuple[str | None, ...], str]
"""The key in each dimension (None: belongs to no cell of it), and why."""


def tally(
    incidents: Sequence[Counted], by: Sequence[str] = (), rule: str = "lowest", cutting: Cutting | None = None,
    stages: Sequence[str] = STAGES,
) -> Sheet:  # fmt: skip
    """Incidents and people killed, injured and captured in each cell of `by`, under a rule.

    `by` are any of `dimensions.DIMENSIONS`; none gives one row for the whole. Sums are of people, `_low` to
    `_high` over the sources that the rule hears; `_best` is the rule's choice and lies between. Incidents of
    which nobody gives a number add nothing and are counted beside, so that unknown is never 0. Quoted totals
    are never added. Raises BadRequest for a part or rule that does not exist.
    """
    parts, every = _checked_parts(by), as_columns(incidents)
    chosen = every.chosen(every.single("stage").told(lambda stage: stage in stages, bool))
    how = cutting or Cutting()
    cells = count_cells(chosen, parts, checked_rule(rule), how)
    rows = [_row(parts, key, sums, rule) for key, sums in sorted(cells.items(), key=_order)]
    if not parts and not rows:
        rows = [_row((), ((), ""), dict.fromkeys(_SUMS, 0.0), rule)]
    left = len(incidents) - len(chosen)
    return Sheet(
        kind="tally",
        columns=columns_of(parts),
        rows=tuple(rows),
        notes=tuple(_notes(parts, rule, how, chosen, left)),
        rule=rule,
    )


def count_cells(
    incidents: Incidents, by: Sequence[str], rule: str, cutting: Cutting
) -> dict[Key, Mapping[str, float]]:
    """The cells of a tally by their keys: of each how many incidents it has, and the sums of each measure."""
    owners, shares = crossed([laid(name, incidents, cutting) for name in by], len(incidents))
    cell, weight = _placed(shares, len(owners))
    if any(name in ("group", "claimant") for name in by):
        tolls = tolls_of(_narrowed(incidents.told, owners, shares, len(incidents)), rule)
        rows, part = np.arange(len(tolls.owners)), tolls.owners
    else:
        tolls = tolls_of(incidents.told, rule)
        rows, part = rows_of(owners, begins(tolls.owners, len(incidents)))
    sums = {"incidents": np.bincount(cell.codes, weight, len(cell.values))}
    measure = tolls.harm.told(lambda harm: _PLACES.get(harm, -1))[rows]
    for name, harm in MEASURES.items():
        of = measure == _PLACES[harm]
        sums |= _summed(name, tolls, rows[of], cell.at(part[of]), weight[part[of]])
    lists = zip(*(each.tolist() for each in sums.values()), strict=True)
    return {key: dict(zip(sums, told, strict=True)) for key, told in zip(cell.values, lists, strict=True)}


_PLACES = {harm: place for place, harm in enumerate(MEASURES.values())}
_SUMMED = ("low", "high", "incidents", "unnumbered", "open")
_SUMS = ("incidents", *(f"{name}_{part}" for name in MEASURES for part in _SUMMED))


def crossed(dimensions: Sequence[Several], count: int) -> tuple[Numbers, list[Coded]]:
    """Each combination of the shares that each of `count` incidents has: whose it is, and its share in each dimension."""
    owners, shares = np.arange(count), list[Coded]()
    for each in dimensions:
        rows, at = rows_of(owners, begins(each.owners, count))
        owners, shares = owners[at], [*(held.at(at) for held in shares), each.held.at(rows)]
    return owners, shares


def _placed(shares: Sequence[Coded], count: int) -> tuple[Coded, Numbers]:
    """The cell of each combination of shares, and its weight."""
    if not shares:
        return Coded(np.zeros(count, np.int64), [((), "")] if count else []), np.ones(count)
    first, kind = once(keyed(*(each.codes for each in shares)))
    keys = [_key_of(each) for each in zip(*(each.at(first) for each in shares), strict=True)]
    coding = Coding()
    cells = coding.codes(key for key, _ in keys)
    return Coded(cells[kind], list(coding)), np.array([weight for _, weight in keys], float)[kind]


def _summed(name: str, tolls: Tolls, rows: Numbers, cell: Coded, weight: Numbers) -> dict[str, Numbers]:
    """People hurt in one way in each cell: `_incidents` are those with a number, `_unnumbered` those without."""
    low, high, is_open = tolls.low[rows], tolls.high[rows], tolls.is_open[rows]
    is_known = ~np.isnan(low)
    count, at, known = len(cell.values), cell.codes[is_known], weight[is_known]
    told = (known * low[is_known], known * high[is_known], known)
    sums = [np.bincount(at, each, count) for each in told]
    sums.append(np.bincount(cell.codes[~is_known], weight[~is_known], count))
    sums.append(np.bincount(at, known * is_open[is_known], count))
    # Of nothing at all numpy counts whole numbers.
    return {f"{name}_{part}": each.astype(float) for part, each in zip(_SUMMED, sums, strict=True)}


def _key_of(shares: Sequence[Share]) -> tuple[Key, float]:
    if len(shares) == 1:
        key, weight, apart, _, _ = shares[0]
        return ((key,), apart), weight
    weight = 1.0
    for share in shares:
        weight *= share.weight
    reasons = dict.fromkeys(share.apart for share in shares if share.apart)
    return (tuple([share.key for share in shares]), "; ".join(reasons)), weight


def _narrowed(told: Figures, owners: Numbers, shares: Sequence[Coded], count: int) -> Figures:
    """For each combination of shares the figures of its incident that it is of: of one group, of some sources."""
    rows, part = rows_of(owners, begins(told.owners, count))
    for each in shares:
        share = each.codes[part]
        if any(value.group for value in each.values):
            of = {group: code for code, group in enumerate(told.group.values)}
            wanted = np.array([of.get(value.group, -1) for value in each.values], np.int64)[share]
            fits = (wanted < 0) | (wanted == told.group.codes[rows])
        elif any(value.voices for value in each.values):
            speaks = {key: code for code, value in enumerate(each.values) for key in value.voices or ()}
            spoken = np.array([speaks.get(voice.key, -1) for voice in told.voice.values], np.int64)
            fits = spoken[told.voice.codes[rows]] == share
        else:
            continue
        rows, part = rows[fits], part[fits]
    return told.at(rows, part)


def _checked_parts(by: Sequence[str]) -> tuple[str, ...]:
    parts = (by,) if isinstance(by, str) else tuple(by)
    if len(set(parts)) < len(parts):
        raise BadRequest(f"by {', '.join(parts)}: a part is named twice")
    return parts


def _order(pair: tuple[Key, Mapping[str, float]]) -> tuple[Any, ...]:
    (keys, apart), _ = pair
    return (bool(apart), *((key is None, key or "") for key in keys), apart)


def _row(by: Sequence[str], key: Key, sums: Mapping[str, float], rule: str) -> dict[str, Any]:
    row: dict[str, Any] = dict(zip(by, key[0], strict=True))
    row["apart"] = key[1] or None
    row["incidents"] = rounded(sums["incidents"])
    for name in MEASURES:
        low, high, *counts = (rounded(sums[f"{name}_{part}"]) for part in _SUMMED)
        is_known = sums[f"{name}_incidents"] > 0
        row[f"{name}_low"] = low if is_known else None
        row[f"{name}_best"] = low if is_known and rule != "range" else None
        row[f"{name}_high"] = high if is_known else None
        row |= dict(zip((f"{name}_{part}" for part in _SUMMED[2:]), counts, strict=True))
    return row


def rounded(value: float) -> float:
    """A sum of shares without the noise of adding them: to 9 decimals."""
    return round(value, 9)


def columns_of(by: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a tally by these parts."""
    keys = tuple(Column(name, "text", DESCRIPTIONS[name]) for name in by)
    apart = Column("apart", "text", "why these incidents belong to no cell; empty for a cell", "")
    count = Column(
        "incidents", "number", "how many incidents, shares of them where they are apportioned", "incidents"
    )
    return (*keys, apart, count, *(column for name in MEASURES for column in _measured(name)))


def _measured(name: str) -> Iterable[Column]:
    who = "fighters" if name.startswith("militants_") else "people who are no fighters"
    what = f"{who} {name.removeprefix('militants_')}"
    yield Column(
        f"{name}_low", "number", f"the least of {what}, by the sources heard; empty is unknown", "people"
    )
    yield Column(f"{name}_best", "number", f"{what} by the rule; empty under the rule range", "people")
    yield Column(f"{name}_high", "number", f"the greatest of {what}, by the sources heard", "people")
    yield Column(f"{name}_incidents", "number", f"incidents with a number of {what}", "incidents")
    yield Column(f"{name}_unnumbered", "number", f"incidents with {what} whom nobody numbers", "incidents")
    yield Column(
        f"{name}_open", "number", "of those with a number, where a source says “at least”", "incidents"
    )


DESCRIPTIONS = {
    "day": "the day, ISO 8601",
    "week": "the week, ISO 8601",
    "month": "the month",
    "quarter": "the quarter of a year",
    "year": "the year",
    "country": "the country",
    "province": "the first-level division with its country",
    "district": "the second-level division with what holds it",
    "place": "the place with what holds it",
    "type": "ACLED's sub-event type",
    "stage": "carried_out, attempted, foiled or threatened",
    "actor": "who is said to have done it, denials left out",
    "dyad": "who against whom: the doer and a side of people hit, or two parties to a clash",
    "tactic": "a finer word for how",
    "group": "the group of people hurt; figures are of this group alone",
    "claimant": "the source whose figures these are",
}


def _notes(by: Sequence[str], rule: str, how: Cutting, chosen: Incidents, left: int) -> Iterable[str]:
    yield f"Rule “{rule}”: {RULE_SOURCES[rule]}."
    yield "Fighters (militants) are counted by themselves and are not among the other people."
    if any(name in by for name in PARTITIONS[:9]):
        yield _COARSE[how.coarse]
    if any(name in by for name in ("actor", "dyad", "tactic")):
        yield _SHARED[how.shared]
    if "group" in by or "claimant" in by:
        yield "An incident counts in every cell that has a figure of it: cells overlap and do not add up to the whole."
    if left:
        yield f"{left:,} incidents that were only threatened are left out."
    if background := int(chosen.single("background").told(bool).sum()):
        yield f"{background:,} of the {len(chosen):,} incidents are told only as background of later news."


_COARSE = {
    "apart": "Incidents whose date or place is coarser than the cell are listed apart.",
    "apportion": "Incidents whose date is coarser than the cell are spread evenly over the days said, those whose "
    "place is coarser over the finer places of the same division, in proportion to the incidents placed there; "
    "incidents without a day or place are listed apart.",
}
_SHARED = {
    "each": "An incident with several of them counts whole in the cell of each: cells overlap and do not add up.",
    "divided": "An incident with several of them is divided evenly among their cells.",
}
