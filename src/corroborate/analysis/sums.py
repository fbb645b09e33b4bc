"""A quoted total held against the record: which incidents explain it, and what remains unexplained."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corroborate.analysis.contests import shown
from corroborate.analysis.figures import said_of
from corroborate.analysis.views import View
from corroborate.model import Count, Total, When
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


class Ledger:
    """The record's incidents, to hold many totals against: by document, and by their first day."""

    def __init__(self, views: Iterable[View]) -> None:
        self._dated: list[tuple[date, View]] = []
        self._told: dict[str, list[View]] = defaultdict(list)
        for view in views:
            if view.when.earliest and view.when.latest:
                self._dated.append((view.when.earliest, view))
            for document in {report.document for report in view.incident.reports if not report.background}:
                self._told[document].append(view)
        self._dated.sort(key=lambda pair: (pair[0], pair[1].incident.id))

    def told_by(self, document: str) -> list[View]:
        """The incidents that a document tells of as news."""
        return self._told.get(document, [])

    def during(self, period: When) -> list[View]:
        """The incidents that lie within a period; an end that is open bounds nothing."""
        starts = [day for day, _ in self._dated]
        first = bisect_left(starts, period.earliest) if period.earliest else 0
        last = bisect_right(starts, period.latest) if period.latest else len(starts)
        return [view for _, view in self._dated[first:last] if _in_period(view.when, period)]


def against_record(total: Total, ledger: Ledger, is_within: Within | None = None) -> Comparison:
    """The incidents in a total's period, at its place, by its actor, and what they come to.

    An incident counts where its days lie within the period, its place is or lies in the total's place, and
    the actor is among its perpetrators. A total that names no place is held against the countries that its
    document tells of; one that names no period is a roll-up of its own document, and held against that.
    Killed, injured, captured and missing are summed from the least to the greatest figure of any source;
    attacks and locations are counted.
    """
    belongs = is_within or (lambda child, ancestor: child == ancestor)
    found = [view for view in _in_reach(total, ledger) if _at(view, total) and _by(view, total, belongs)]
    low, high = _summed(total, found)
    quoted = total.count.low if total.count.low is not None else total.count.high
    unexplained = max(0, quoted - high) if quoted is not None and high is not None else None
    return Comparison(
        total=total,
        incidents=tuple(view.incident.id for view in found),
        low=low,
        high=high,
        unexplained=unexplained,
        reason=_reason(total, len(found), (low, high), unexplained),
    )


def _in_reach(total: Total, ledger: Ledger) -> list[View]:
    own = ledger.told_by(total.document)
    if not _has_period(total):
        return own
    during = ledger.during(total.period)
    if total.where.name:
        return during
    countries = {view.where.country for view in own if view.where.country}
    return [view for view in during if view.where.country in countries]


def _has_period(total: Total) -> bool:
    return total.period.earliest is not None or total.period.latest is not None


def _in_period(when: When, period: When) -> bool:
    if when.earliest is None or when.latest is None:
        return False
    after = period.earliest is None or when.earliest >= period.earliest
    return after and (period.latest is None or when.latest <= period.latest)


def _at(view: View, total: Total) -> bool:
    if not total.where.name:
        return True
    names = {folded(name) for name in (view.where.name, *view.where.within) if name}
    country = total.where.precision == "country" and total.where.country
    return folded(total.where.name) in names or bool(country and country == view.where.country)


def _by(view: View, total: Total, belongs: Within) -> bool:
    if not total.actor:
        return True
    wanted = total.actor
    who = [each for each in view.perpetrators if each.responsibility != "denied"]
    return any(
        belongs(each.actor, wanted) if each.actor else folded(each.name) == folded(wanted) for each in who
    )


def _summed(total: Total, found: Sequence[View]) -> tuple[int | None, int | None]:
    if total.measure == "attacks":
        return len(found), len(found)
    if total.measure == "locations":
        places = {folded(view.where.name) for view in found if view.where.name}
        return len(places), len(places)
    effect = _EFFECTS.get(total.measure)
    if effect is None:
        return None, None
    spans = [_span(view, effect, total.group) for view in found]
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
