"""What incidents can be tallied by, and to which cells each incident belongs, with which share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

import numpy as np

from corroborate.analysis.divisions import LEVELS, NOWHERE, Divisions, LevelsOf, divisions_of, nothing_known
from corroborate.analysis.incidents import Counted, Incidents, as_columns
from corroborate.analysis.periods import UNITS, period_of, shares_of
from corroborate.analysis.segments import Several, begins, keyed, once, rows_of, several
from corroborate.analysis.voices import Voice
from corroborate.errors import BadRequest
from corroborate.model.columned import Coded, Coding, Numbers, coded
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


def laid(name: str, incidents: Incidents, cutting: Cutting) -> Several:
    """The shares of all incidents in a dimension: of those that are alike in what it goes by they are found once."""
    if name in ("group", "claimant"):
        return _by_figures(name, incidents, cutting)
    cut, fields = dimension(name, incidents, cutting), _GOES_BY[name]
    first, kind = once(keyed(*(_alike(incidents, each) for each in fields)))
    cells = zip(*(_cells(incidents, each, first) for each in fields), strict=True)
    found = several([cut(_ALIKE._replace(**dict(zip(fields, each, strict=True)))) for each in cells])
    rows, owners = rows_of(kind, begins(found.owners, len(first)))
    return Several(owners, found.held.at(rows))


_ALIKE = Counted("", "", "", None, None, None, None, False)
_GOES_BY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(UNITS, ("earliest", "latest")),
    **dict.fromkeys(LEVELS, ("place",)),
    "type": ("type",),
    "stage": ("stage",),
    "actor": ("doers",),
    "dyad": ("type", "doers", "sides"),
    "tactic": ("tactics",),
}
"""The fields of an incident that tell its shares in a dimension."""
_LISTS = ("doers", "sides", "tactics")


def _alike(incidents: Incidents, field_: str) -> Numbers:
    """A number for each incident, the same where a field is the same."""
    if field_ in _LISTS:
        held = incidents.several(field_)
        numbers = Several(held.owners, Coded(held.held.codes, range(len(held.held.values))))
        return coded(numbers.lists(len(incidents))).codes
    held_once = incidents.single(field_)
    return (
        held_once.known_as(lambda place: place and place[:3]).codes if field_ == "place" else held_once.codes
    )


def _cells(incidents: Incidents, field_: str, rows: Numbers) -> Iterable[Any]:
    """What stands in a field of some incidents."""
    if field_ not in _LISTS:
        return incidents.single(field_).at(rows)
    held = incidents.several(field_)
    at, owners = rows_of(rows, begins(held.owners, len(incidents)))
    return Several(owners, held.held.at(at)).lists(len(rows))


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
        for place, count in _often(as_columns(incidents).single("place")):
            divisions = known.of(place)
            for holder in divisions[:at] if divisions[at] else ():
                finer[holder][str(divisions[at])] += count

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
        doers = as_columns(incidents).several("doers").held
        accused = doers.at(doers.told(lambda who: who.responsibility != "denied", bool))
        said = _most_said(accused.known_as(lambda who: (who.id, who.name)))
        self.by_id = {id_: names(id_, name) for id_, name in said.items()}
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

    def __init__(self, incidents: Sequence[Counted], names: Names) -> None:
        columns = as_columns(incidents)
        spoken, told = columns.several("voices"), columns.told
        pairs = Coding()
        codes = [
            pairs.codes((voice.key, _shown(voice)) for voice in each.values)[each.codes]
            for each in (spoken.held, told.voice)
        ]
        order = np.argsort(np.concatenate([spoken.owners, told.owners]), kind="stable")
        said = _most_said(Coded(np.concatenate(codes)[order], list(pairs)))
        self._names = {key: names(key.partition(":")[2], name) for key, name in said.items()}

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


def _by_figures(name: str, incidents: Incidents, cutting: Cutting) -> Several:
    """The shares of all incidents by the groups, or by the claimants, of their figures."""
    told = incidents.told
    if name == "group":
        of, shares = told.group, [Share(group, group=group) for group in told.group.values]
    else:
        names, voices = Claimants(incidents, cutting.names), told.voice.used()
        of = voices.known_as(lambda voice: names.name(voice.key))
        keys: dict[str, set[str]] = {}
        for voice in voices.values:
            keys.setdefault(names.name(voice.key), set()).add(voice.key)
        shares = [Share(each, voices=frozenset(keys[each])) for each in of.values]
    first, _ = once(keyed(told.owners, of.codes))
    silent = np.setdiff1d(np.arange(len(incidents)), told.owners)
    owners = np.concatenate([told.owners[first], silent])
    codes = np.concatenate([of.codes[first], np.full(len(silent), len(shares))])
    order = np.argsort(owners, kind="stable")
    return Several(owners[order], Coded(codes[order], [*shares, Share(None, apart="no figure told")]))


def _often(column: Coded) -> Iterable[tuple[Any, int]]:
    """Each value of a column with how often it occurs, in the order in which they first do."""
    first, of = once(column.codes)
    return zip(column.at(first), np.bincount(of).tolist(), strict=True)


def _most_said(pairs: Coded) -> dict[str, str]:
    """For each key of pairs the name that stands beside it most often, the first of those as often."""
    found: dict[str, tuple[int, str]] = {}
    for (key, name), count in _often(pairs):
        if key not in found or count > found[key][0]:
            found[key] = (count, name)
    return {key: name for key, (_, name) in found.items()}


def _shown(voice: Voice) -> str:
    role = voice.key.partition(":")[0]
    return _PRIVATE.get(role) or ("unnamed sources" if voice.camp == "unnamed" else voice.name)


_PRIVATE = {"witness": "witnesses", "local_source": "local sources"}
