"""How what two sides say of the same incidents compares: figures, responsibility, silence, delay."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from corroborate.analysis.counted import Counted, Told
from corroborate.analysis.dimensions import Claimants, Cutting, Named, dimension
from corroborate.analysis.distributions import student, wilson
from corroborate.analysis.figures import EFFECTS
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.tally import rounded
from corroborate.errors import BadRequest
from corroborate.model.column import Column
from corroborate.model.flat import FlatRecord

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
    names = Claimants(incidents, (cutting or Cutting()).names)
    pairs: dict[Compared, list[Both]] = defaultdict(list)
    for each in incidents:
        for (effect, group), said in _by_figure(each, between, names).items():
            for one, other in combinations(sorted(said), 2):
                pairs[one[1], other[1], effect, group].append(Both(each.id, said[one], said[other]))
    return pairs


def _by_figure(
    each: Counted, between: str, names: Claimants
) -> dict[tuple[str, str], dict[tuple[int, str], int]]:
    """For each effect and group the least figure of each party, by its rank (armed groups, state, others) and name."""
    if between not in ("side", "claimant"):
        raise BadRequest(f"between {between!r}: choose side or claimant")
    found: dict[tuple[str, str], dict[tuple[int, str], int]] = defaultdict(dict)
    for told in each.told:
        least = told.low if told.low is not None else told.high
        if least is None or told.voice.camp == "unnamed":
            continue
        party = _party(told, between, names)
        held = found[(told.effect, told.group)]
        held[party] = min(least, held.get(party, least))
    return {key: said for key, said in found.items() if len(said) > 1}


def _party(told: Told, between: str, names: Claimants) -> tuple[int, str]:
    camp = told.voice.camp
    return _RANKS[camp], _CAMPS[camp] if between == "side" else names.name(told.voice.key)


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
    kept = {each.id for each in incidents}
    names = _doer_names(incidents, cutting or Cutting())
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for who in record.perpetrators:
        incident = record.reports[who.report].incident
        if incident in kept:
            key = who.actor or who.name.casefold()
            said[names.get(key, key)][_SAID[who.responsibility]].add(incident)
    return said


_SAID = {"claimed": "claimed", "fact": "laid", "accused": "laid", "suspected": "laid", "denied": "denied"}


def _doer_names(incidents: Sequence[Counted], how: Cutting) -> dict[str, str]:
    """Names of all who are said to have done anything, those who only deny it too."""
    shown = {who.id: how.names(who.id, who.name) for each in incidents for who in each.doers}
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
    silent = officially_silent(record)
    cut = dimension(by, incidents, cutting or Cutting()) if by else None
    held: dict[str | None, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for each in incidents:
        for share in cut(each) if cut else (None,):
            if share is None or share.key is not None:
                cell = held[share.key if share else None]
                weight = share.weight if share else 1.0
                cell[0] += weight
                cell[1] += weight * (each.id in silent)
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
    return {record.reports[each.report].incident for each in record.silences if each.role in _OFFICIAL}


def delays(record: FlatRecord, incidents: Sequence[Counted]) -> Sheet:
    """Days from an incident to its first report as news: over all, and of each publisher.

    Only incidents dated to the day count. A report dated before its incident has no delay and is counted apart.
    """
    spans: dict[str, list[int]] = defaultdict(list)
    early: dict[str, int] = defaultdict(int)
    for each in incidents:
        if each.earliest is None or each.earliest != each.latest:
            continue
        first = _first_published(record, each)
        for publisher, day in first.items():
            _sort_delay(day - each.earliest, publisher, spans, early)
        if first:
            _sort_delay(min(first.values()) - each.earliest, ANY_PUBLISHER, spans, early)
    rows = [_delayed(name, spans[name], early[name]) for name in {*spans, *early}]
    rows.sort(key=lambda row: (row["publisher"] != ANY_PUBLISHER, -row["incidents"], row["publisher"]))
    return Sheet(kind="delay", columns=DELAYED, rows=tuple(rows), notes=_DELAY_NOTES)


ANY_PUBLISHER = "first of any"


def _first_published(record: FlatRecord, each: Counted) -> dict[str, int]:
    """The first day on which each publisher told of an incident as news."""
    found: dict[str, int] = {}
    for at in each.reports:
        report = record.reports[at]
        source = record.sources.get(report.document)
        if report.background or source is None or not source.published:
            continue
        day = date.fromisoformat(source.published[:10]).toordinal()
        name = source.publisher or "an unnamed outlet"
        found[name] = min(day, found.get(name, day))
    return found


def _sort_delay(days: int, name: str, spans: dict[str, list[int]], early: dict[str, int]) -> None:
    if days < 0:
        early[name] += 1
    else:
        spans[name].append(days)


def _delayed(name: str, days: list[int], early: int) -> dict[str, Any]:
    ordered = sorted(days)
    at = {
        f"days_{part}": ordered[min(len(ordered) - 1, len(ordered) * part // 100)] if ordered else None
        for part in _PARTS
    }
    return {"publisher": name, "incidents": len(ordered), **at, "before": early}


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
