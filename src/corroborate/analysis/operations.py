"""Days on which one actor struck at many places at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from corroborate.analysis.dimensions import Cutting, laid
from corroborate.analysis.distributions import false_discovery, tail
from corroborate.analysis.incidents import Counted, Incidents, as_columns
from corroborate.analysis.segments import keyed
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.tally import STAGES
from corroborate.analysis.tolls import tolls
from corroborate.model.column import Column
from corroborate.model.columned import Coded
from corroborate.model.flat import FlatPlace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinated:
    """When a day counts as coordinated: so many incidents at so many places, and so small a false discovery rate."""

    incidents: int = 3
    places: int = 3
    rate: float = 0.05


_AROUND, _NEAR = 90, 3
"""Days on either side that tell an actor's pace, and days next to the one tested that are left out of it."""
_DEEDS = frozenset(
    ("armed_clash", "attack", "suicide_bomb", "remote_explosive_landmine_ied", "grenade", "air_drone_strike",
     "shelling_artillery_missile_attack", "abduction_forced_disappearance", "looting_property_destruction",
     "chemical_weapon", "non_state_actor_overtakes_territory", "sexual_violence", "mob_violence", "disrupted_weapons_use")
)  # fmt: skip


@dataclass(slots=True)
class _Day:
    """One actor's day that might be coordinated."""

    actor: str
    day: int
    held: list[int]
    places: list[str]
    expected: float = 0.0
    chance: float = 1.0
    discovery: float = 1.0


def operations(
    incidents: Sequence[Counted], cutting: Cutting | None = None, asked: Coordinated | None = None
) -> Sheet:
    """Days on which an actor did more, at more places, than its own pace explains; neighbouring days are one.

    The pace is the mean of the 90 days before and after, the nearest three left out; the chance of as many is
    negative binomial with the actor's own over-dispersion, and the false discovery rate is held over all days
    on which any actor did anything. Only incidents dated to the day are counted.
    """
    how, sought = cutting or Cutting(), asked or Coordinated()
    every = as_columns(incidents)
    is_deed = every.single("stage").told(lambda stage: stage in STAGES, bool)
    is_deed &= every.single("type").told(lambda kind: kind in _DEEDS, bool)
    deeds = every.chosen(is_deed)
    places, tested, found = [_fine_place(each) for each in deeds.single("place").values], 0, list[_Day]()
    for actor, days in _by_actor(deeds, how):
        tested += len(days)
        found += _candidates(actor, days, Coded(deeds.single("place").codes, places), sought)
    for day, rate in zip(found, _adjusted([day.chance for day in found], tested), strict=True):
        day.discovery = rate
    kept = sorted((d for d in found if d.discovery <= sought.rate), key=lambda d: (d.actor, d.day))
    rows = sorted((_row(run, deeds) for run in _runs(kept)), key=lambda row: (row["first"], row["actor"]))
    return Sheet(kind="operations", columns=COLUMNS, rows=tuple(rows), notes=tuple(_notes(tested, sought)))


def _adjusted(chances: list[float], tested: int) -> list[float]:
    """False discovery rates among all days tested, those that were no candidates with a chance of 1."""
    return false_discovery([*chances, *([1.0] * (tested - len(chances)))])[: len(chances)]


def _by_actor(deeds: Incidents, how: Cutting) -> Iterator[tuple[str, dict[int, list[int]]]]:
    """Each actor with the places of its incidents, those dated to the day, by day."""
    shares, (first, last) = laid("actor", deeds, how), deeds.days
    actor = shares.held.known_as(lambda share: share.key)
    is_dated = ((first > 0) & (first == last))[shares.owners] & actor.told(
        lambda name: name is not None, bool
    )
    owners, codes = shares.owners[is_dated], actor.codes[is_dated]
    order = np.lexsort((first[owners], codes))
    of, day = codes[order], first[owners][order]
    ends = np.flatnonzero(np.diff(keyed(of, day), prepend=-1, append=-1)).tolist()
    every = owners[order].tolist()
    found: dict[str, dict[int, list[int]]] = {}
    for begin, end in pairwise(ends):
        found.setdefault(actor.values[of[begin]], {})[int(day[begin])] = every[begin:end]
    return iter(found.items())


def _candidates(actor: str, days: dict[int, list[int]], places: Coded, sought: Coordinated) -> list[_Day]:
    found = []
    for day, held in days.items():
        if len(held) >= sought.incidents:
            named = list(dict.fromkeys(name for each in held if (name := places[each])))
            if len(named) >= sought.places:
                found.append(_Day(actor, day, held, named))
    if found:
        _judge(found, days)
    return found


def _fine_place(place: FlatPlace | None) -> str | None:
    """A place finer than a province: two incidents "in Balochistan" are not at two places."""
    if place is None or place.precision in ("province", "region", "country"):
        return None
    return ", ".join(place.chain)


def _judge(candidates: list[_Day], days: dict[int, list[int]]) -> None:
    """Give each candidate what was expected of its actor around it, and the chance of as many."""
    first, last = min(days) - 1, max(days)
    counts = np.zeros(last - first + 1)
    for day, held in days.items():
        counts[day - first] = len(held)
    sums, squares = np.cumsum(counts), np.cumsum(counts**2)
    at = np.array([each.day - first for each in candidates])
    total, square, size = (_ring(of, at) for of in (sums, squares, np.arange(1.0, counts.size + 1)))
    mean = np.maximum(total, 0.5) / np.maximum(size, 1.0)
    variance = np.maximum(square / np.maximum(size, 1.0) - mean**2, 0.0)
    spread = np.maximum(1.0, variance / mean) * (1 + 1 / np.maximum(size, 1.0))
    chance = tail(counts[at], mean, spread, np.maximum(size - 1, 1.0))
    for each, expected, likely in zip(candidates, mean, chance, strict=True):
        each.expected, each.chance = float(expected), float(likely)


def _ring(sums: Numbers, at: NDArray[np.int64]) -> Numbers:
    """The sum over the days around each one, without the nearest, from running sums that begin with a day of nothing."""

    def over(first: NDArray[np.int64], last: NDArray[np.int64]) -> Numbers:
        first, last = np.maximum(first, 1), np.minimum(last, sums.size - 1)
        held: Numbers = np.where(
            last >= first, sums[np.maximum(last, 0)] - sums[np.minimum(first - 1, sums.size - 1)], 0.0
        )
        return held

    return over(at - _AROUND, at - _NEAR - 1) + over(at + _NEAR + 1, at + _AROUND)


def _runs(days: list[_Day]) -> Iterable[list[_Day]]:
    """Days of one actor that follow one another, together."""
    run: list[_Day] = []
    for day in days:
        if run and (run[-1].actor, run[-1].day + 1) != (day.actor, day.day):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _row(run: list[_Day], deeds: Incidents) -> dict[str, Any]:
    held = [deeds[each] for day in run for each in day.held]
    killed = [toll for each in held if (toll := tolls(each.told, "range").get(("killed", False)))]
    return {
        "actor": run[0].actor,
        "first": date.fromordinal(run[0].day).isoformat(),
        "last": date.fromordinal(run[-1].day).isoformat(),
        "incidents": len(held),
        "expected": round(sum(day.expected for day in run), 3),
        "places": list(dict.fromkeys(place for day in run for place in day.places)),
        "killed_low": sum(toll.low for toll in killed) if killed else None,
        "killed_high": sum(toll.high for toll in killed) if killed else None,
        "chance": min(day.chance for day in run),
        "false_discovery": round(min(day.discovery for day in run), 6),
        "incident_ids": [each.id for each in held],
    }


COLUMNS = (
    Column("actor", "text", "who is said to have done it"),
    Column("first", "date", "the first day"),
    Column("last", "date", "the last day"),
    Column("incidents", "integer", "how many incidents of that actor on these days", "incidents"),
    Column("expected", "number", "how many its pace in the half year around makes likely", "incidents"),
    Column("places", "list", "where, places finer than a province"),
    Column(
        "killed_low", "integer", "people killed who are no fighters, at least; empty is unknown", "people"
    ),
    Column("killed_high", "integer", "people killed who are no fighters, at most", "people"),
    Column("chance", "number", "the chance of as many on an ordinary day of that actor", "probability"),
    Column(
        "false_discovery", "number", "the share of false ones among all days with a chance as small", "share"
    ),
    Column("incident_ids", "list", "the incidents"),
)


def _notes(tested: int, sought: Coordinated) -> Iterable[str]:
    yield (
        f"At least {sought.incidents} incidents at {sought.places} places; of the days listed no more than "
        f"{sought.rate:.0%} are expected to be chance, among {tested:,} days on which an actor did anything."
    )
    yield (
        "That incidents fall on one day does not show that they were planned together; a day to which reports "
        "of a longer time are dated looks the same."
    )
