"""What incidents can be tallied by, and to which cells each incident belongs, with which share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from corroborate.analysis.counted import Counted
from corroborate.analysis.divisions import LEVELS, NOWHERE, Divisions, LevelsOf, divisions_of, nothing_known
from corroborate.analysis.periods import UNITS, period_of, shares_of
from corroborate.analysis.voices import Voice
from corroborate.errors import BadRequest
from corroborate.model.flat import FlatPlace

Coarse = Literal["apart", "apportion"]
Shared = Literal["each", "divided"]


class Share(NamedTuple):
    """That an incident belongs to the cell `key` with a `weight` (1 for the whole of it).

    Where `key` is None, `apart` says why the incident belongs to no cell. `group` and `voices` narrow the figures
    to one group of people or to some sources.
    """

    key: str | None
    weight: float = 1.0
    apart: str = ""
    group: str | None = None
    voices: frozenset[str] | None = None


Dimension = Callable[[Counted], Sequence[Share]]
Names = Callable[[str, str], str]
"""A doer's name for its id and the name that was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """How incidents are laid into cells.

    `coarse`: what is dated or placed more coarsely than the cell is listed apart, or apportioned: days evenly
    over the days said, places over the finer places of the same division in proportion to the incidents placed
    there. `shared`: an incident with several actors (dyads, tactics) counts whole in the cell of each, or is
    divided evenly among them. Days outside `since` to `until` are a cell apart. `levels` and `names` are a
    gazetteer's and a registry's knowledge.
    """

    coarse: Coarse = "apart"
    shared: Shared = "each"
    since: date | None = None
    until: date | None = None
    levels: LevelsOf = nothing_known
    names: Names = field(default=lambda id_, said: said)


def dimension(name: str, incidents: Sequence[Counted], cutting: Cutting) -> Dimension:
    """The dimension of that name over some incidents. Raises BadRequest where there is none."""
    if name in UNITS:
        return _in_time(name, cutting)
    if name in LEVELS:
        return _in_space(name, incidents, cutting)
    if name in _SINGLE:
        of = _SINGLE[name]
        return lambda each: (Share(of(each)),)
    if name in _SEVERAL:
        return _several(name, incidents, cutting)
    if name == "group":
        return _by_group
    if name == "claimant":
        return Claimants(incidents, cutting.names).cells
    raise BadRequest(f"by {name!r}: there is no such part; choose among {', '.join(DIMENSIONS)}")


_SINGLE: Mapping[str, Callable[[Counted], str]] = {
    "type": lambda each: each.type,
    "stage": lambda each: each.stage,
}
_SEVERAL = ("actor", "dyad", "tactic")
DIMENSIONS = (*UNITS, *LEVELS, *_SINGLE, *_SEVERAL, "group", "claimant")
PARTITIONS = (*UNITS, *LEVELS, *_SINGLE)
"""Those of which every incident has one cell, or shares that come to one: their cells add up to the whole."""


def _in_time(unit: str, cutting: Cutting) -> Dimension:
    first = cutting.since.toordinal() if cutting.since else 0
    last = cutting.until.toordinal() if cutting.until else date.max.toordinal()

    def cells(each: Counted) -> Sequence[Share]:
        earliest, latest = each.earliest, each.latest
        if earliest is None or latest is None:
            return (Share(None, apart="undated" if earliest is latest else "open-ended"),)
        period = period_of(earliest, unit)
        if latest <= period.last:
            return (Share(period.name),) if first <= latest and earliest <= last else _OUTSIDE
        if cutting.coarse == "apart":
            return (Share(None, apart=f"coarser than a {unit}"),)
        return _apportioned(earliest, latest, unit, (first, last))

    return cells


_OUTSIDE = (Share(None, apart="outside the period"),)


def _apportioned(earliest: int, latest: int, unit: str, window: tuple[int, int]) -> Sequence[Share]:
    """Even shares of the days said; those of days outside the window are apart."""
    days, inside = latest - earliest + 1, (max(earliest, window[0]), min(latest, window[1]))
    held = inside[1] - inside[0] + 1
    if held <= 0:
        return _OUTSIDE
    shares = [Share(period.name, share * held / days) for period, share in shares_of(*inside, unit)]
    beyond = (days - held) / days
    return [*shares, Share(None, beyond, "outside the period")] if held < days else shares


def _in_space(level: str, incidents: Sequence[Counted], cutting: Cutting) -> Dimension:
    at, known = LEVELS.index(level), _Known(cutting.levels)
    finer: dict[str | None, Counter[str]] = defaultdict(Counter)
    if cutting.coarse == "apportion":
        for each in incidents:
            divisions = known.of(each.place)
            for holder in divisions[:at] if divisions[at] else ():
                finer[holder][str(divisions[at])] += 1

    def cells(each: Counted) -> Sequence[Share]:
        divisions = known.of(each.place)
        if divisions[at] is not None:
            return (Share(divisions[at]),)
        holder = next((name for name in reversed(divisions[:at]) if name), None)
        if holder is None:
            return (Share(None, apart="place unknown"),)
        spread = finer.get(holder)
        if not spread:
            return (Share(None, apart=f"coarser than a {level}"),)
        return [Share(name, count / spread.total()) for name, count in spread.items()]

    return cells


class _Known:
    """The divisions of places, each place looked up once."""

    def __init__(self, levels: LevelsOf) -> None:
        self._levels = levels
        self._held: dict[tuple[tuple[str, ...], str | None, str], Divisions] = {}

    def of(self, place: FlatPlace | None) -> Divisions:
        if place is None:
            return NOWHERE
        key = (place.chain, place.country, place.precision)
        held = self._held.get(key)
        if held is None:
            held = self._held[key] = divisions_of(place, self._levels)
        return held


def _several(name: str, incidents: Sequence[Counted], cutting: Cutting) -> Dimension:
    named = Named(incidents, cutting.names)
    keys: dict[str, Callable[[Counted], Iterable[str]]] = {
        "actor": named.actors,
        "dyad": named.dyads,
        "tactic": lambda each: each.tactics,
    }
    of, missing = keys[name], f"no {name} told"

    def cells(each: Counted) -> Sequence[Share]:
        found = list(dict.fromkeys(of(each)))
        if not found:
            return (Share(None, apart=missing),)
        weight = 1 / len(found) if cutting.shared == "divided" else 1.0
        return [Share(key, weight) for key in found]

    return cells


SIDES = {
    "military": "security forces",
    "police": "security forces",
    "paramilitary": "security forces",
    "security_forces": "security forces",
    "militants": "militants",
    "civilians": "civilians",
    "officials": "officials",
}
"""The side of a dyad that each group of people hit stands for."""


class Named:
    """Doers by the registry's names, or by the name said most often; two of one name are told apart by id."""

    def __init__(self, incidents: Sequence[Counted], names: Names) -> None:
        said: dict[str, Counter[str]] = defaultdict(Counter)
        for who in (doer for each in incidents for doer in each.accused):
            said[who.id][who.name] += 1
        self.by_id = {id_: names(id_, told.most_common(1)[0][0]) for id_, told in said.items()}
        often = Counter(self.by_id.values())
        self.by_id = {id_: f"{name} ({id_})" if often[name] > 1 else name for id_, name in self.by_id.items()}

    def actors(self, each: Counted) -> list[str]:
        """The doers of an incident, denials left out."""
        return [self.by_id[who.id] for who in each.accused]

    def dyads(self, each: Counted) -> list[str]:
        """Two doers of a clash against each other; else each doer against the sides of people it hit."""
        actors = self.actors(each)
        if each.type == "armed_clash" and len(actors) > 1:
            ordered = sorted(actors)
            return [f"{one} – {other}" for n, one in enumerate(ordered) for other in ordered[n + 1 :]]
        sides = dict.fromkeys(SIDES[group] for group in each.sides if group in SIDES)
        return [f"{actor} – {side}" for actor in actors for side in sides]


def _by_group(each: Counted) -> Sequence[Share]:
    groups = dict.fromkeys(told.group for told in each.told)
    return [Share(group, group=group) for group in groups] or (Share(None, apart="no figure told"),)


class Claimants:
    """The names under which sources are listed: the registry's, or the one said most often.

    Private people speak as what they are (design rule 10), sources without a name as such.
    """

    def __init__(self, incidents: Iterable[Counted], names: Names) -> None:
        said: dict[str, Counter[str]] = defaultdict(Counter)
        for voice in (
            voice for each in incidents for voice in (*each.voices, *(told.voice for told in each.told))
        ):
            said[voice.key][_shown(voice)] += 1
        self._names = {
            key: names(key.partition(":")[2], told.most_common(1)[0][0]) for key, told in said.items()
        }

    def name(self, key: str) -> str:
        """The name of the source with this key."""
        return self._names[key]

    def cells(self, each: Counted) -> Sequence[Share]:
        """A cell for each source that gives a figure."""
        grouped: dict[str, set[str]] = {}
        for told in each.told:
            grouped.setdefault(self._names[told.voice.key], set()).add(told.voice.key)
        shares = [Share(name, voices=frozenset(keys)) for name, keys in grouped.items()]
        return shares or (Share(None, apart="no figure told"),)


def _shown(voice: Voice) -> str:
    role = voice.key.partition(":")[0]
    return _PRIVATE.get(role) or ("unnamed sources" if voice.camp == "unnamed" else voice.name)


_PRIVATE = {"witness": "witnesses", "local_source": "local sources"}
