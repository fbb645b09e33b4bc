"""Incidents and people hurt, counted by month, place, actor … under a named rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from corroborate.analysis.counted import Counted, Told
from corroborate.analysis.dimensions import PARTITIONS, Cutting, Share, dimension
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.tolls import RULE_SOURCES, Harm, Toll, checked_rule, tolls
from corroborate.errors import BadRequest
from corroborate.model.column import Column

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


@dataclass(slots=True)
class _Sum:
    """People hurt, as they are added up; `told` counts incidents with a figure, `unnumbered` those without number."""

    low: float = 0.0
    best: float = 0.0
    high: float = 0.0
    told: float = 0.0
    unnumbered: float = 0.0
    open: float = 0.0

    def add(self, toll: Toll | None, weight: float) -> None:
        if toll is None:
            self.unnumbered += weight
            return
        self.low += weight * toll.low
        self.best += weight * (toll.best or 0)
        self.high += weight * toll.high
        self.told += weight
        self.open += weight * toll.is_open


@dataclass(slots=True)
class Cell:
    """One cell of a tally: how many incidents (shares of them, where they were apportioned), and people hurt."""

    incidents: float = 0.0
    sums: dict[str, _Sum] = field(default_factory=dict)

    def add(self, found: Mapping[Harm, Toll | None], weight: float) -> None:
        """Add a share of an incident with its tolls."""
        self.incidents += weight
        for harm, toll in found.items():
            name = _NAMES.get(harm)
            if name is not None:
                held = self.sums.get(name)
                if held is None:
                    held = self.sums[name] = _Sum()
                held.add(toll, weight)


_NAMES = {harm: name for name, harm in MEASURES.items()}
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
    parts, chosen = _checked_parts(by), [each for each in incidents if each.stage in stages]
    how = cutting or Cutting()
    cells = count_cells(chosen, parts, checked_rule(rule), how)
    rows = [_row(parts, key, cell, rule) for key, cell in sorted(cells.items(), key=_order)]
    if not parts and not rows:
        rows = [_row((), ((), ""), Cell(), rule)]
    left = len(incidents) - len(chosen)
    return Sheet(
        kind="tally",
        columns=columns_of(parts),
        rows=tuple(rows),
        notes=tuple(_notes(parts, rule, how, chosen, left)),
        rule=rule,
    )


def count_cells(
    incidents: Sequence[Counted], by: Sequence[str], rule: str, cutting: Cutting
) -> dict[Key, Cell]:
    """The cells of a tally, by their keys."""
    dimensions = [dimension(name, incidents, cutting) for name in by]
    narrows = any(name in ("group", "claimant") for name in by)
    cells: dict[Key, Cell] = {}
    for each in incidents:
        whole = tolls(each.told, rule)
        for shares in product(*(cut(each) for cut in dimensions)):
            key, weight = _key_of(shares)
            cell = cells.get(key)
            if cell is None:
                cell = cells[key] = Cell()
            cell.add(_narrowed(each.told, shares, rule) if narrows else whole, weight)
    return cells


def _key_of(shares: Sequence[Share]) -> tuple[Key, float]:
    if len(shares) == 1:
        key, weight, apart, _, _ = shares[0]
        return ((key,), apart), weight
    weight = 1.0
    for share in shares:
        weight *= share.weight
    reasons = dict.fromkeys(share.apart for share in shares if share.apart)
    return (tuple([share.key for share in shares]), "; ".join(reasons)), weight


def _narrowed(told: Sequence[Told], shares: Sequence[Share], rule: str) -> dict[Harm, Toll | None]:
    kept = [
        each
        for each in told
        if all(share.group in (None, each.group) for share in shares)
        and all(share.voices is None or each.voice.key in share.voices for share in shares)
    ]
    return tolls(kept, rule)


def _checked_parts(by: Sequence[str]) -> tuple[str, ...]:
    parts = (by,) if isinstance(by, str) else tuple(by)
    if len(set(parts)) < len(parts):
        raise BadRequest(f"by {', '.join(parts)}: a part is named twice")
    return parts


def _order(pair: tuple[Key, Cell]) -> tuple[Any, ...]:
    (keys, apart), _ = pair
    return (bool(apart), *((key is None, key or "") for key in keys), apart)


def _row(by: Sequence[str], key: Key, cell: Cell, rule: str) -> dict[str, Any]:
    row: dict[str, Any] = dict(zip(by, key[0], strict=True))
    row["apart"] = key[1] or None
    row["incidents"] = rounded(cell.incidents)
    for name in MEASURES:
        held = cell.sums.get(name) or _Sum()
        known = held.told > 0
        row[f"{name}_low"] = rounded(held.low) if known else None
        row[f"{name}_best"] = rounded(held.best) if known and rule != "range" else None
        row[f"{name}_high"] = rounded(held.high) if known else None
        row[f"{name}_incidents"] = rounded(held.told)
        row[f"{name}_unnumbered"] = rounded(held.unnumbered)
        row[f"{name}_open"] = rounded(held.open)
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


def _notes(by: Sequence[str], rule: str, how: Cutting, chosen: Sequence[Counted], left: int) -> Iterable[str]:
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
    if background := sum(each.background for each in chosen):
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
