"""What a report is made from: the incidents of a period, counted once, and what the record says around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from corroborate.analysis.dimensions import Claimants, Cutting, Named, Share, dimension
from corroborate.analysis.incidents import Counted, Incidents, Told, as_columns
from corroborate.analysis.series import Series
from corroborate.analysis.tally import MEASURES, STAGES, tally
from corroborate.analysis.tolls import Harm, Toll, heard, tolls
from corroborate.model.flat import FlatPlace, FlatRecord

if TYPE_CHECKING:
    from corroborate.publishing.report.unusual import Search

Row = Mapping[str, Any]
Hurt = Mapping[Harm, Toll | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is reported on: days (both included), places and actors by name, as of which day, under which rule.

    `unit` is month or year where the days are just one of them, else "".
    """

    since: date
    until: date
    unit: str = ""
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    as_of: str | None = None
    rule: str = "lowest"

    @property
    def days(self) -> int:
        """How many days are reported on."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a report tells, before it is put in words.

    `incidents` lie in the period whole and happened or were tried; `apart` touch it but are dated more coarsely
    or are open-ended; `threatened` were announced and did not happen. `flat` is the record they were counted from.
    `rows` are the rows of the incidents that are listed, `sources` what each was told in. `totals` and `rivals`
    are rows of quoted totals (`more_totals` more are left out) and of those that contradict each other; `kept` holds what was worked out once;
    `followed` are series of the whole past by
    measure, `surges` what stands out of it, `around` the incidents that tell an actor's pace. `documents` were published in the period, `record` says where the record is kept.
    """

    scope: Scope
    incidents: Sequence[Counted]
    apart: Sequence[Counted]
    threatened: Sequence[Counted]
    flat: FlatRecord
    cutting: Cutting
    rows: Sequence[Row]
    sources: Mapping[str, Sequence[Row]]
    totals: Sequence[Row] = ()
    more_totals: int = 0
    rivals: Sequence[Row] = ()
    followed: Mapping[str, Series] = field(default_factory=dict)
    surges: Search | None = None
    around: Sequence[Counted] = ()
    places: Mapping[str, FlatPlace] = field(default_factory=dict)
    documents: int = 0
    left_out: int = 0
    withheld: Sequence[str] = ()
    version: str = ""
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


_Found = TypeVar("_Found")


def once(material: Material, name: str, make: Callable[[], _Found]) -> _Found:
    """What `make` gives, worked out the first time that it is asked for by this name."""
    if name not in material.kept:
        material.kept[name] = make()
    found: _Found = material.kept[name]
    return found


def parted(incidents: Sequence[Counted], scope: Scope) -> tuple[Incidents, Incidents, Incidents]:
    """The incidents that lie in the period, those that only touch it, those that were only threatened."""
    import numpy as np

    every = as_columns(incidents)
    begin, end = every.days
    first, last = scope.since.toordinal(), scope.until.toordinal()
    touches = ((begin > 0) | (end > 0)) & (begin <= last) & (np.where(end > 0, end, last) >= first)
    happened = touches & every.single("stage").told(lambda stage: stage in STAGES, bool)
    inside = happened & (first <= begin) & (end > 0) & (end <= last)
    return every.chosen(inside), every.chosen(happened & ~inside), every.chosen(touches & ~happened)


UNNAMED = "an unnamed outlet"


class Cell(NamedTuple):
    """One cell of a tally: its row, and the ids of its incidents: all, and those with a figure of each measure."""

    key: str | None
    apart: str | None
    row: Row
    ids: tuple[str, ...]
    by_measure: Mapping[str, tuple[str, ...]]


def cells_by(material: Material, name: str) -> list[Cell]:
    """The cells of a tally by one part, those with the most incidents first, those apart at the end."""
    return once(material, f"cells by {name}", lambda: _cells_by(material, name))


def hurt_in(material: Material, each: Counted) -> Hurt:
    """What the figures of one incident come to under the report's rule."""
    found: dict[str, Hurt] = material.kept.setdefault("hurt", {})
    held = found.get(each.id)
    if held is None:
        held = found[each.id] = tolls(each.told, material.scope.rule)
    return held


def speakers(material: Material) -> Claimants:
    """The names under which the sources of the period's incidents are listed."""
    return once(
        material,
        "speakers",
        lambda: Claimants([*material.incidents, *material.apart], material.cutting.names),
    )


def doers(material: Material) -> Named:
    """The names under which those who are said to have done the period's incidents are listed."""
    return once(material, "doers", lambda: Named(material.incidents, material.cutting.names))


def _cells_by(material: Material, name: str) -> list[Cell]:
    incidents, rule = material.incidents, material.scope.rule
    rows = {(row[name], row["apart"]): row for row in tally(incidents, (name,), rule, material.cutting).rows}
    cut = dimension(name, incidents, material.cutting)
    held: dict[tuple[str | None, str | None], list[tuple[Counted, Hurt]]] = defaultdict(list)
    for each in incidents:
        for share in cut(each):
            is_whole = share.group is None and share.voices is None
            hurt = hurt_in(material, each) if is_whole else tolls(_narrowed(each, share), rule)
            held[share.key, share.apart or None].append((each, hurt))
    found = [
        Cell(key, apart, rows[key, apart], tuple(each.id for each, _ in pairs), _measured(pairs))
        for (key, apart), pairs in held.items()
    ]
    return sorted(
        found, key=lambda cell: (bool(cell.apart), -len(cell.ids), -_weight(cell.row), str(cell.key))
    )


def whole(material: Material) -> Cell:
    """The tally of all incidents as one cell."""
    pairs = [(each, hurt_in(material, each)) for each in material.incidents]
    row = tally(material.incidents, (), material.scope.rule, material.cutting).rows[0]
    ids = tuple(each.id for each in material.incidents)
    return Cell("all", None, row, ids, _measured(pairs))


def told_by(material: Material, measure: str) -> list[tuple[str, tuple[str, ...]]]:
    """The names of the sources whose figures make up a measure, each with its incidents, the most first."""
    names = speakers(material)
    effect, is_fighters = MEASURES[measure]
    found: dict[str, list[str]] = defaultdict(list)
    keys: dict[str, set[str]] = defaultdict(set)
    for each in material.incidents:
        for said in heard(each.told, material.scope.rule):
            is_numbered = said.low is not None or said.high is not None
            if said.effect == effect and (said.group == "militants") == is_fighters and is_numbered:
                name = names.name(said.voice.key)
                keys[name].add(said.voice.key)
                ids = found[name]
                if each.id not in ids[-1:]:
                    ids.append(each.id)
    shown = {UNNAMED: "unnamed outlets"} if len(keys[UNNAMED]) > 1 else {}
    told = [(shown.get(name, name), tuple(ids)) for name, ids in found.items() if ids]
    return sorted(told, key=lambda pair: (-len(pair[1]), pair[0]))


def _narrowed(each: Counted, share: Share) -> list[Told]:
    """The figures of an incident that a cell is of: of one group of people, or of some sources."""
    return [
        said
        for said in each.told
        if share.group in (None, said.group) and (share.voices is None or said.voice.key in share.voices)
    ]


def _measured(pairs: Sequence[tuple[Counted, Hurt]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: [] for name in MEASURES}
    for each, hurt in pairs:
        for name, harm in MEASURES.items():
            if harm in hurt:
                found[name].append(each.id)
    return {name: tuple(ids) for name, ids in found.items()}


def _weight(row: Row) -> float:
    return float(row["killed_high"] or 0) + float(row["militants_killed_high"] or 0)
