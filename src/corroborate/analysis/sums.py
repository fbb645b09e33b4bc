"""A quoted total held against the record: which incidents explain it, and what remains unexplained."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from corroborate.analysis.contests import shown
from corroborate.analysis.figures import said_of
from corroborate.analysis.incidents import Counted, Doer, Incidents, Told
from corroborate.analysis.segments import Several
from corroborate.analysis.tolls import tolls
from corroborate.analysis.views import View
from corroborate.model import Count, Total, When
from corroborate.model.columned import columned
from corroborate.model.flat import FlatPlace, FlatRecord, FlatReport
from corroborate.model.selection import folded

Within = Callable[[str, str], bool]
"""Whether one registered actor is, or belongs to, another."""

_EFFECTS = {"killed": "killed", "injured": "injured", "captured": "captured", "missing": "missing"}
_PARTS = {"security_forces": ("security_forces", "military", "police", "paramilitary")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the record holds for a total: `low` to `high` over `incidents`; what it lacks is `unexplained`.

    `unexplained` is the total less what the record holds at most, never below 0; None where the total has no
    number or its measure cannot be summed from incidents.
    """

    total: Total
    incidents: tuple[str, ...]
    low: int | None
    high: int | None
    unexplained: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An incident as a total is held against it; `span` gives the least and greatest figure of an effect and group."""

    id: str
    earliest: date | None
    latest: date | None
    names: tuple[str, ...]
    country: str | None
    doers: tuple[tuple[str | None, str], ...]
    documents: frozenset[str]
    span: Callable[[str, str], tuple[int, int]]


class Ledger:
    """The record's incidents, to hold many totals against: by document, and by their first day."""

    def __init__(self, views: Iterable[View] = (), entries: Iterable[Entry] = ()) -> None:
        every = [*map(entry_of_view, views), *entries]
        self._entry: Callable[[int], Entry] = every.__getitem__
        self._told: dict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(every):
            for document in entry.documents:
                self._told[document].append(at)
        dated = [
            (each.earliest, each.id, at) for at, each in enumerate(every) if each.earliest and each.latest
        ]
        self._dated = [at for _, _, at in sorted(dated)]
        self._starts = [day for day, _, _ in sorted(dated)]

    @classmethod
    def of(cls, incidents: Incidents, record: FlatRecord) -> Ledger:
        """A ledger of the incidents of a flat record: their entries are made when a total asks for them."""
        ledger, entries = cls(), _Entries(incidents, record)
        ledger._entry = lru_cache(maxsize=None)(entries.entry)
        for document, at in entries.told():
            ledger._told[document].append(at)
        first, last = incidents.days
        ledger._dated = np.flatnonzero((first > 0) & (last > 0)).tolist()
        ledger._starts = [date.fromordinal(day) for day in first[ledger._dated].tolist()]
        return ledger

    def told_by(self, document: str) -> list[Entry]:
        """The incidents that a document tells of as news."""
        return [self._entry(at) for at in self._told.get(document, ())]

    def during(self, period: When) -> list[Entry]:
        """The incidents that lie within a period; an end that is open bounds nothing."""
        first = bisect_left(self._starts, period.earliest) if period.earliest else 0
        last = bisect_right(self._starts, period.latest) if period.latest else len(self._starts)
        return [entry for at in self._dated[first:last] if _in_period(entry := self._entry(at), period)]


class _Entries:
    """The entries of incidents of a flat record."""

    def __init__(self, incidents: Incidents, record: FlatRecord) -> None:
        self._incidents, reports = incidents, incidents.several("reports")
        self._reports = columned(FlatReport, record.reports)
        at = reports.held.told(lambda place: place)
        is_news = ~self._reports.column("background").told(bool, bool)[at]
        self._news = Several(reports.owners[is_news], self._reports.column("document").at(at[is_news]))

    def told(self) -> Iterable[tuple[str, int]]:
        """Each document with each incident that it tells of as news."""
        pairs = zip(self._news.held, self._news.owners.tolist(), strict=True)
        return dict.fromkeys(pairs)

    def entry(self, at: int) -> Entry:
        """The entry of the incident at a place."""
        id_, place = (self._incidents.single(name)[at] for name in ("id", "place"))
        days = [int(each[at]) or None for each in self._incidents.days]
        doers = (each for each in self._doers[at] if each.responsibility != "denied")
        return _entry((id_, *days), place, doers, self._documents[at], self._figures[at])

    @cached_property
    def _doers(self) -> list[tuple[Doer, ...]]:
        return self._incidents.several("doers").lists(len(self._incidents))

    @cached_property
    def _figures(self) -> list[tuple[Told, ...]]:
        return self._incidents.told.lists(len(self._incidents))

    @cached_property
    def _documents(self) -> list[tuple[str, ...]]:
        return self._news.lists(len(self._incidents))


def entry_of_view(view: View) -> Entry:
    """The entry of an incident of which the whole view is at hand."""
    where = view.where
    return Entry(
        id=view.incident.id,
        earliest=view.when.earliest,
        latest=view.when.latest,
        names=tuple(name for name in (where.name, *where.within) if name),
        country=where.country,
        doers=tuple((who.actor, who.name) for who in view.perpetrators if who.responsibility != "denied"),
        documents=frozenset(report.document for report in view.incident.reports if not report.background),
        span=lambda effect, group: _span(view, effect, group),
    )


def entry_of_counted(each: Counted, record: FlatRecord) -> Entry:
    """The entry of one incident of a flat record."""
    reports = (record.reports[at] for at in each.reports)
    documents = (report.document for report in reports if not report.background)
    return _entry((each.id, each.earliest, each.latest), each.place, each.accused, documents, each.told)


def _entry(
    dated: tuple[str, int | None, int | None], place: FlatPlace | None, doers: Iterable[Doer],
    documents: Iterable[str], told: Sequence[Told],
) -> Entry:  # fmt: skip
    id_, first, last = dated
    return Entry(
        id=id_,
        earliest=date.fromordinal(first) if first and last else None,
        latest=date.fromordinal(last) if first and last else None,
        names=place.chain if place else (),
        country=place.country if place else None,
        doers=tuple((who.id if who.is_registered else None, who.name) for who in doers),
        documents=frozenset(documents),
        span=lambda effect, group: _told_span(told, effect, group),
    )


def _told_span(figures: Sequence[Told], effect: str, group: str) -> tuple[int, int]:
    """As `_span`, of the figures laid flat."""
    if group == "unknown" and effect in ("killed", "injured"):
        found = tolls(figures, "range")
        toll = found.get((effect, False), found.get((effect, True)))
        return (toll.low, toll.high) if toll else (0, 0)
    groups = _PARTS.get(group, (group,)) if group != "unknown" else None
    by_voice: dict[str, list[Count]] = {}
    for told in figures:
        if told.effect == effect and (groups is None or told.group in groups):
            by_voice.setdefault(told.voice.key, []).append(Count(low=told.low, high=told.high))
    return _least_and_greatest(by_voice)


def against_record(total: Total, ledger: Ledger, is_within: Within | None = None) -> Comparison:
    """The incidents in a total's period, at its place, by its actor, and what they come to.

    An incident counts where its days lie within the period, its place is or lies in the total's place, and
    the actor is among its perpetrators. A total that names no place is held against the countries that its
    document tells of; one that names no period is a roll-up of its own document, and held against that.
    Killed, injured, captured and missing are summed from the least to the greatest figure of any source;
    attacks and locations are counted.
    """
    belongs = is_within or (lambda child, ancestor: child == ancestor)
    found = [each for each in _in_reach(total, ledger) if _at(each, total) and _by(each, total, belongs)]
    low, high = _summed(total, found)
    quoted = total.count.low if total.count.low is not None else total.count.high
    unexplained = max(0, quoted - high) if quoted is not None and high is not None else None
    return Comparison(
        total=total,
        incidents=tuple(each.id for each in found),
        low=low,
        high=high,
        unexplained=unexplained,
        reason=_reason(total, len(found), (low, high), unexplained),
    )


def _in_reach(total: Total, ledger: Ledger) -> list[Entry]:
    own = ledger.told_by(total.document)
    if not _has_period(total):
        return own
    during = ledger.during(total.period)
    if total.where.name:
        return during
    countries = {each.country for each in own if each.country}
    return [each for each in during if each.country in countries]


def _has_period(total: Total) -> bool:
    return total.period.earliest is not None or total.period.latest is not None


def _in_period(entry: Entry, period: When) -> bool:
    if entry.earliest is None or entry.latest is None:
        return False
    after = period.earliest is None or entry.earliest >= period.earliest
    return after and (period.latest is None or entry.latest <= period.latest)


def _at(entry: Entry, total: Total) -> bool:
    if not total.where.name:
        return True
    wanted = folded(total.where.name)
    country = total.where.precision == "country" and total.where.country
    return bool(country and country == entry.country) or any(folded(name) == wanted for name in entry.names)


def _by(entry: Entry, total: Total, belongs: Within) -> bool:
    if not total.actor:
        return True
    wanted = total.actor
    return any(
        belongs(actor, wanted) if actor else folded(name) == folded(wanted) for actor, name in entry.doers
    )


def _summed(total: Total, found: Sequence[Entry]) -> tuple[int | None, int | None]:
    if total.measure == "attacks":
        return len(found), len(found)
    if total.measure == "locations":
        places = {folded(each.names[0]) for each in found if each.names}
        return len(places), len(places)
    effect = _EFFECTS.get(total.measure)
    if effect is None:
        return None, None
    spans = [each.span(effect, total.group) for each in found]
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def _span(view: View, effect: str, group: str) -> tuple[int, int]:
    """The least and the greatest figure of any source for one incident, effect and group."""
    if group == "unknown":
        figure = view.killed if effect == "killed" else view.injured if effect == "injured" else None
        if figure is not None:
            return figure.low or 0, figure.high or 0
    groups = _PARTS.get(group, (group,)) if group != "unknown" else None
    by_voice: dict[str, list[Count]] = {}
    for said in said_of(view.incident):
        if said.casualty.effect == effect and (groups is None or said.casualty.group in groups):
            by_voice.setdefault(said.voice.key, []).append(said.count)
    return _least_and_greatest(by_voice)


def _least_and_greatest(by_voice: Mapping[str, Sequence[Count]]) -> tuple[int, int]:
    lows = [sum(count.low or 0 for count in counts) for counts in by_voice.values()]
    highs = [sum(count.high or count.low or 0 for count in counts) for counts in by_voice.values()]
    return min(lows, default=0), max(highs, default=0)


def _reason(
    total: Total, incidents: int, held: tuple[int | None, int | None], unexplained: int | None
) -> str:
    quoted = f"{shown(total.count)} {total.measure}"
    if held[1] is None:
        return f"{quoted} quoted; the record does not sum {total.measure}"
    sums = str(held[0]) if held[0] == held[1] else f"{held[0]}–{held[1]}"
    of = "" if _has_period(total) else " of its own document"
    explained = (
        f"{quoted} quoted; the record holds {sums} in {incidents} incident{'s' * (incidents != 1)}{of}"
    )
    if unexplained is None:
        return explained
    return f"{explained}; {unexplained} remain unexplained" if unexplained else f"{explained}: explained"
