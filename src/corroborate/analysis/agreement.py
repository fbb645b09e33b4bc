"""How what two sides say of the same incidents compares: figures, responsibility, silence, delay."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from corroborate.analysis.dimensions import Claimants, Cutting, Named, Names, laid
from corroborate.analysis.distributions import student, wilson
from corroborate.analysis.figures import EFFECTS
from corroborate.analysis.incidents import Counted, Incidents, as_columns
from corroborate.analysis.segments import best_of, keyed, once, ranks
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.tally import crossed, rounded
from corroborate.analysis.voices import Voice
from corroborate.errors import BadRequest
from corroborate.model.column import Column
from corroborate.model.columned import Coded, Numbers, columned
from corroborate.model.flat import FlatPerpetrator, FlatRecord, FlatReport, FlatSilence, FlatSource

_CAMPS = {"armed_group": "armed groups", "state": "the state", "independent": "independent sources"}
_RANKS = {camp: rank for rank, camp in enumerate(_CAMPS)}
_OFFICIAL = frozenset(("government", "military", "police"))
_FEWEST = 3
Compared = tuple[str, str, str, str]
"""Two sides or claimants, an effect and a group of people."""


def figures_compared(
    incidents: Sequence[Counted], between: str = "side", cutting: Cutting | None = None
) -> Sheet:
    """For every pair of sides or claimants, effect and group: how their figures of the same incidents compare.

    Of each incident the least figure of each is taken (of a side, of its lowest claimant). `ratio` is the
    geometric mean of the one's figures over the other's, half a person added to each so that 0 counts; its
    interval is Student's on the logarithms, from three incidents on.
    """
    rows = [_compared(key, told) for key, told in both_told(incidents, between, cutting).items()]
    rows.sort(key=lambda row: (-row["incidents"], row["one"], row["other"], EFFECTS.index(row["effect"])))
    return Sheet(kind="agreement", columns=COMPARED, rows=tuple(rows), notes=_FIGURE_NOTES)


class Both(NamedTuple):
    """What two sides say of one incident: the least figure of each."""

    incident: str
    one: int
    other: int


def both_told(
    incidents: Sequence[Counted], between: str = "side", cutting: Cutting | None = None
) -> dict[Compared, list[Both]]:
    """For every pair of sides or claimants, effect and group the incidents of which both give a figure."""
    if between not in ("side", "claimant"):
        raise BadRequest(f"between {between!r}: choose side or claimant")
    every = as_columns(incidents)
    told, party = every.told, _parties(every, between, (cutting or Cutting()).names)
    least = np.where(np.isnan(told.low), told.high, told.low)
    said = np.flatnonzero(~np.isnan(least) & party.told(lambda each: each is not None, bool))
    _, figure = once(keyed(told.owners[said], told.effect.codes[said], told.group.codes[said]))
    rank = ranks(party.at(said).used())
    lowest = best_of(keyed(figure, rank), least[said])
    one, other = _pairs(figure[lowest])
    rows = (said[lowest[one]], said[lowest[other]])
    columns = [party.at(rows[0]), party.at(rows[1]), told.effect.at(rows[0]), told.group.at(rows[0])]
    first, pair = once(keyed(*(each.codes for each in columns)))
    numbers = [least[each].astype(int).tolist() for each in rows]
    ids = every.single("id").at(told.owners[rows[0]])
    found: list[list[Both]] = [[] for _ in first]
    for at, *both in zip(pair.tolist(), ids, *numbers, strict=True):
        found[at].append(Both._make(both))
    keys = zip(*(each.at(first) for each in columns), strict=True)
    return {
        (a[1], b[1], effect, group): held for (a, b, effect, group), held in zip(keys, found, strict=True)
    }


def _parties(incidents: Incidents, between: str, names: Names) -> Coded:
    """Whose each figure is, as its rank (armed groups, state, others) and its name; None of a source without one."""
    voices, shown = incidents.told.voice.used(), Claimants(incidents, names)

    def party(voice: Voice) -> tuple[int, str] | None:
        if voice.camp == "unnamed":
            return None
        return _RANKS[voice.camp], _CAMPS[voice.camp] if between == "side" else shown.name(voice.key)

    return voices.known_as(party)


def _pairs(owners: Numbers) -> tuple[Numbers, Numbers]:
    """Every pair of the rows of one owner, in the order of the rows; owners ascend."""
    size = len(owners)
    ends = np.searchsorted(owners, owners, side="right")
    after = ends - np.arange(size) - 1
    one = np.repeat(np.arange(size), after)
    return one, one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after)


def _compared(key: Compared, told: Sequence[Both]) -> dict[str, Any]:
    one, other, effect, group = key
    logs = [math.log((a + 0.5) / (b + 0.5)) for _, a, b in told]
    middle = sum(logs) / len(logs)
    half = _half(logs, middle)
    return {
        "one": one,
        "other": other,
        "effect": effect,
        "group": group,
        "incidents": len(told),
        "ratio": round(math.exp(middle), 4),
        "ratio_low": None if half is None else round(math.exp(middle - half), 4),
        "ratio_high": None if half is None else round(math.exp(middle + half), 4),
        "same": round(sum(a == b for _, a, b in told) / len(told), 4),
        "one_higher": round(sum(a > b for _, a, b in told) / len(told), 4),
        "sum_one": sum(a for _, a, _ in told),
        "sum_other": sum(b for _, _, b in told),
    }


def _half(logs: Sequence[float], middle: float) -> float | None:
    """Half the width of Student's interval of 95 % for a mean; None of fewer than three."""
    if len(logs) < _FEWEST:
        return None
    variance = sum((each - middle) ** 2 for each in logs) / (len(logs) - 1)
    return student(0.95, len(logs) - 1) * math.sqrt(variance / len(logs))


def responsibility(record: FlatRecord, incidents: Sequence[Counted], cutting: Cutting | None = None) -> Sheet:
    """For each actor the incidents that it claims, that others lay to it, that it or others deny it did."""
    rows = [_answered(actor, told) for actor, told in answers(record, incidents, cutting).items()]
    rows.sort(key=lambda row: (-row["incidents"], row["actor"]))
    return Sheet(kind="responsibility", columns=ANSWERED, rows=tuple(rows), notes=_ANSWER_NOTES)


def answers(
    record: FlatRecord, incidents: Sequence[Counted], cutting: Cutting | None = None
) -> dict[str, dict[str, set[str]]]:
    """The ids of the incidents that each actor claimed, that were laid to it, that were denied."""
    every = as_columns(incidents)
    kept, names = set(every.single("id")), _doer_names(every, cutting or Cutting())
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    who = columned(FlatPerpetrator, record.perpetrators)
    incident = columned(FlatReport, record.reports).column("incident").at(who.column("report").told(int))
    columns = (who.column(name) for name in ("name", "actor", "responsibility"))
    for id_, name, actor, word in zip(incident, *columns, strict=True):
        if id_ in kept:
            key = actor or name.casefold()
            said[names.get(key, key)][_SAID[word]].add(id_)
    return said


_SAID = {"claimed": "claimed", "fact": "laid", "accused": "laid", "suspected": "laid", "denied": "denied"}


def _doer_names(incidents: Incidents, how: Cutting) -> dict[str, str]:
    """Names of all who are said to have done anything, those who only deny it too."""
    said = {who.id: who.name for who in incidents.several("doers").held}
    shown = {id_: how.names(id_, name) for id_, name in said.items()}
    return shown | Named(incidents, how.names).by_id


def _answered(actor: str, told: dict[str, set[str]]) -> dict[str, Any]:
    claimed, laid, denied = told["claimed"], told["laid"], told["denied"]
    every = claimed | laid | denied
    low, high = wilson(len(claimed), len(every))
    return {
        "actor": actor,
        "incidents": len(every),
        "claimed": len(claimed),
        "laid": len(laid),
        "denied": len(denied),
        "claimed_only": len(claimed - laid),
        "laid_unclaimed": len(laid - claimed),
        "laid_and_denied": len(laid & denied),
        "claimed_share": round(len(claimed) / len(every), 4),
        "claimed_share_low": round(low, 4),
        "claimed_share_high": round(high, 4),
    }


def silence(
    record: FlatRecord, incidents: Sequence[Counted], by: str | None = None, cutting: Cutting | None = None
) -> Sheet:
    """The share of incidents of which a source says that officials had not commented or confirmed."""
    silent, every = officially_silent(record), as_columns(incidents)
    owners, shares = crossed([laid(by, every, cutting or Cutting())] if by else [], len(every))
    key = shares[0].known_as(lambda share: share.key) if by else Coded(np.zeros_like(owners), [None])
    weight = shares[0].told(lambda share: share.weight, float) if by else np.ones(len(owners))
    is_silent = every.single("id").told(lambda id_: id_ in silent, bool)[owners]
    counts = (np.bincount(key.codes, each, len(key.values)) for each in (weight, weight * is_silent))
    found = zip(key.values, *(each.tolist() for each in counts), strict=True)
    held = {name: told for name, *told in found if told[0] and (name is not None or not by)}
    rows = []
    for key, (count, quiet) in sorted(held.items(), key=lambda pair: (-pair[1][0], pair[0] or "")):
        low, high = wilson(quiet, count)
        row: dict[str, Any] = {by: key} if by else {}
        rows.append(
            row
            | {
                "incidents": rounded(count),
                "silent": rounded(quiet),
                "share": round(quiet / count, 4),
                "share_low": round(low, 4),
                "share_high": round(high, 4),
            }
        )
    key_column = (Column(by, "text", f"the {by}"),) if by else ()
    return Sheet(kind="silence", columns=(*key_column, *SILENT), rows=tuple(rows), notes=_SILENCE_NOTES)


def officially_silent(record: FlatRecord) -> set[str]:
    """The ids of the incidents of which a source says that officials had not commented or confirmed."""
    told = columned(FlatSilence, record.silences)
    is_official = told.column("role").told(lambda role: role in _OFFICIAL, bool)
    at = told.column("report").told(int)[is_official]
    return set(columned(FlatReport, record.reports).column("incident").at(at))


def delays(record: FlatRecord, incidents: Sequence[Counted]) -> Sheet:
    """Days from an incident to its first report as news: over all, and of each publisher.

    Only incidents dated to the day count. A report dated before its incident has no delay and is counted apart.
    """
    every = as_columns(incidents)
    owners, publisher, days = _published(record, every)
    first = best_of(keyed(owners, publisher.codes), days)
    of_any = best_of(owners, days)
    told = {name: days[first[publisher.codes[first] == code]] for code, name in enumerate(publisher.values)}
    rows = [
        _delayed(name, spans) for name, spans in (told | {ANY_PUBLISHER: days[of_any]}).items() if len(spans)
    ]
    rows.sort(key=lambda row: (row["publisher"] != ANY_PUBLISHER, -row["incidents"], row["publisher"]))
    return Sheet(kind="delay", columns=DELAYED, rows=tuple(rows), notes=_DELAY_NOTES)


ANY_PUBLISHER = "first of any"


def _published(record: FlatRecord, incidents: Incidents) -> tuple[Numbers, Coded, Numbers]:
    """The reports that tell as news of an incident dated to the day: of which, by whom, and how many days later."""
    held, (earliest, latest) = incidents.several("reports"), incidents.days
    at = held.held.told(int)
    reports = columned(FlatReport, record.reports)
    documents = reports.column("document").at(at)
    day = documents.told(lambda id_: _day_of(record.sources.get(id_)))
    is_news = ~reports.column("background").told(bool, bool)[at] & (day > 0)
    rows = np.flatnonzero(is_news & ((earliest > 0) & (earliest == latest))[held.owners])
    owners = held.owners[rows]
    publisher = (
        documents.at(rows).used().known_as(lambda id_: record.sources[id_].publisher or "an unnamed outlet")
    )
    return owners, publisher, day[rows] - earliest[owners]


def _day_of(source: FlatSource | None) -> int:
    said = source.published if source else None
    return date.fromisoformat(said[:10]).toordinal() if said else 0


def _delayed(name: str, days: Numbers) -> dict[str, Any]:
    ordered = np.sort(days[days >= 0]).tolist()
    at = {
        f"days_{part}": ordered[min(len(ordered) - 1, len(ordered) * part // 100)] if ordered else None
        for part in _PARTS
    }
    return {"publisher": name, "incidents": len(ordered), **at, "before": len(days) - len(ordered)}


_PARTS = (25, 50, 75, 95)

COMPARED = (
    Column("one", "text", "the one side or claimant"),
    Column("other", "text", "the other"),
    Column("effect", "text", "killed, injured, captured, …"),
    Column("group", "text", "the group of people"),
    Column("incidents", "integer", "incidents of which both give a figure", "incidents"),
    Column("ratio", "number", "the geometric mean of the one's figures over the other's", "ratio"),
    Column("ratio_low", "number", "the ratio is at least this, with 95 % confidence", "ratio"),
    Column("ratio_high", "number", "the ratio is at most this, with 95 % confidence", "ratio"),
    Column("same", "number", "share of the incidents in which both give the same figure", "share"),
    Column("one_higher", "number", "share in which the one's figure is the higher", "share"),
    Column("sum_one", "integer", "the one's figures added", "people"),
    Column("sum_other", "integer", "the other's figures added", "people"),
)
ANSWERED = (
    Column("actor", "text", "who is said to have done it"),
    Column("incidents", "integer", "incidents in which anybody speaks of its part", "incidents"),
    Column("claimed", "integer", "incidents that it claims", "incidents"),
    Column("laid", "integer", "incidents laid to it by others: as a fact, accused or suspected", "incidents"),
    Column("denied", "integer", "incidents of which its part is denied", "incidents"),
    Column("claimed_only", "integer", "claimed, and laid to it by nobody else", "incidents"),
    Column("laid_unclaimed", "integer", "laid to it, and not claimed", "incidents"),
    Column("laid_and_denied", "integer", "laid to it by some, denied by others", "incidents"),
    Column("claimed_share", "number", "share that it claims", "share"),
    Column("claimed_share_low", "number", "at least, with 95 % confidence", "share"),
    Column("claimed_share_high", "number", "at most, with 95 % confidence", "share"),
)
SILENT = (
    Column("incidents", "number", "how many incidents", "incidents"),
    Column("silent", "number", "those of which officials are said to have been silent", "incidents"),
    Column("share", "number", "their share", "share"),
    Column("share_low", "number", "at least, with 95 % confidence", "share"),
    Column("share_high", "number", "at most, with 95 % confidence", "share"),
)
DELAYED = (
    Column("publisher", "text", "who published it; “first of any” is the first report of all"),
    Column("incidents", "integer", "incidents dated to the day that it reported as news", "incidents"),
    *(
        Column(f"days_{part}", "integer", f"{part} % of them were reported within so many days", "days")
        for part in _PARTS
    ),
    Column("before", "integer", "incidents that are dated after the report: misdated, left out", "incidents"),
)

_FIGURE_NOTES = (
    "Incidents of which both speak are no sample of all: sides are silent where it suits them, so that a ratio "
    "of 1 does not show that either is right.",
    "Figures of different days are compared as the newest of each; intervals treat incidents as independent.",
)
_ANSWER_NOTES = (
    "“Laid to it” includes what a report states as a fact; whether others repeat the actor's own claim as a fact "
    "is not told apart.",
)
_SILENCE_NOTES = (
    "A share counts incidents in which a source says that officials were silent; where no source says so, "
    "officials may have spoken or not.",
)
_DELAY_NOTES = ("Days are those of publication; incidents dated more coarsely than to the day are left out.",)
