"""What was out of the ordinary: periods with more incidents than their past explains, days of many attacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corroborate.analysis.dimensions import Cutting, dimension
from corroborate.analysis.incidents import Counted, Incidents, as_columns
from corroborate.analysis.operations import operations as found_operations
from corroborate.analysis.periods import Period
from corroborate.analysis.series import Measured, series_of
from corroborate.analysis.surges import alarm_of, surges, tested_from
from corroborate.analysis.tally import STAGES
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Asked, Block, Figure, Grid, Paragraph, Parts
from corroborate.publishing.report.material import Material, Row, Scope
from corroborate.publishing.report.matters import listing, lists_more

_WEEKLY = 92
"""Periods of so many days are searched week by week, longer ones month by month."""
_BY = (None, "province", "actor")
_MOST_ROWS = 20
_MOST_PLACES = 8
_CHANCE = 0.001


class Surge(NamedTuple):
    """One period of one place or actor (`by`), or of all (`name` is ""), with more incidents than its past explains."""

    name: str
    period: Period
    expected: float
    chance: float
    incidents: tuple[str, ...]
    by: str = ""


class Search(NamedTuple):
    """What a search for surges found, in periods of which `unit`, and how many periods could be tested."""

    unit: str
    tested: int
    found: tuple[Surge, ...]


def surges_in(past: Sequence[Counted], scope: Scope, cutting: Cutting) -> Search:
    """The weeks (or months) that begin in the days reported on and stand out of the record's past.

    All incidents together are tested, those of each province, and those laid to each actor.
    """
    unit = "week" if scope.days <= _WEEKLY else "month"
    alarm = alarm_of(unit, _CHANCE)
    tested, found, every_one = 0, list[Surge](), as_columns(past)
    for by in _BY:
        what = Measured(unit=unit, by=by)
        every = series_of(every_one, what, cutting)
        periods = every[0].periods if every else ()
        begin = tested_from(len(periods), alarm)
        shown = {each.name: each for each in periods[begin:] if each.first >= scope.since.toordinal()}
        tested += len(every) * len(shown)
        rising = [each for each in every if shown and max(each.lows[-len(shown) :]) >= alarm.fewest]
        rows = [row for row in surges(rising, what, alarm).rows if row["period"] in shown]
        cut = dimension(by, every_one, cutting) if by and rows else None
        for row in rows:
            name, period = row[by] if by else "", shown[row["period"]]
            ids = tuple(
                each.id
                for each in _lying_in(every_one, period)
                if cut is None or any(share.key == name for share in cut(each))
            )
            found.append(Surge(name, period, row["expected"], row["chance"], ids, by or ""))
    found.sort(key=lambda each: (each.period.first, each.name != "", each.chance))
    return Search(unit, tested, tuple(found))


def _lying_in(incidents: Incidents, period: Period) -> Incidents:
    """The incidents that lie in a period, and happened or were tried."""
    begin, end = incidents.days
    lies = (period.first <= begin) & (end > 0) & (end <= period.last)
    return incidents.chosen(lies & incidents.single("stage").told(lambda stage: stage in STAGES, bool))


def _days(first: int, last: int) -> Asked:
    """The filters for some days."""
    return (
        ("since", date.fromordinal(first).isoformat()),
        ("until", date.fromordinal(last).isoformat()),
    )


def surges_told(material: Material) -> list[Block]:
    """The surges as a table, or a sentence that says why there is none."""
    search = material.surges
    if search is None or not search.tested:
        return [
            Paragraph(
                parts=(
                    "The record reaches too short a time back to tell a surge from chance: each week is held against "
                    "half a year of weeks before it, each month against a year and a half.",
                )
            )
        ]
    tested = f"{words.counted(search.tested, search.unit)} of all incidents, of provinces and of actors"
    by_chance = (
        f"{tested} were tested; at a chance of 1 in {1 / _CHANCE:,.0f} {_some(search.tested * _CHANCE)} of them would stand out "
        "if nothing but chance were at work. A surge may be one of attention: of more reports, not of more violence."
    )
    if not search.found:
        none = f"No {search.unit} that begins in the period has more incidents than its own past explains. "
        return [Paragraph(parts=(none,)), Paragraph(parts=(by_chance,), is_note=True)]
    shown = search.found[:_MOST_ROWS]
    more = len(search.found) - len(shown)
    left = f" {words.counted(more, 'more surge')} left out." if more else ""
    return [
        Grid(
            caption="More incidents than the past explains",
            heads=("", search.unit, "incidents", "expected", "chance"),
            rows=tuple(_surge(material, each, search.unit) for each in shown),
            worded=(0, 1),
            note=f"Expected is what the past, the season and growth make likely. {by_chance}{left}",
        )
    ]


def _some(expected: float) -> str:
    return "fewer than 0.1" if expected < 0.1 else f"about {words.rough(expected)}"


def _surge(material: Material, each: Surge, unit: str) -> tuple[Parts, ...]:
    first = date.fromordinal(each.period.first)
    name = words.sentence(each.name) or "All incidents"
    when = f"of {words.day(first)}" if unit == "week" else words.month(first)
    of = listing(material, each.by, each.name)
    count = Figure(
        text=words.number(len(each.incidents)),
        incidents=each.incidents,
        of=f"surge, {name}, {unit} {when}",
        asked=(*_days(each.period.first, each.period.last), *(of or ())) if of or not each.name else None,
        is_among=lists_more(material, each.by),
    )
    return ((name,), (when,), (count,), (words.rough(each.expected),), (words.chance(each.chance),))


def operations_told(material: Material) -> list[Block]:
    """Days on which one actor struck at several places at once, each with its incidents, or that there are none."""
    first, last = (day.isoformat() for day in (material.scope.since, material.scope.until))
    sheet = found_operations(material.around, material.cutting)
    rows = [row for row in sheet.rows if row["last"] >= first and row["first"] <= last]
    if not rows:
        return [
            Paragraph(
                parts=(
                    "On no day did one actor strike at three or more places at once more often than its own pace explains. ",
                )
            ),
            Paragraph(parts=(sheet.notes[1],), is_note=True),
        ]
    more = len(rows) - _MOST_ROWS
    left = f" {words.counted(more, 'more such run')} of days left out." if more > 0 else ""
    return [
        Grid(
            caption="Days on which one actor struck at several places at once",
            heads=("actor", "days", "where", "incidents", "expected", "killed"),
            rows=tuple(_operation(material, row) for row in rows[:_MOST_ROWS]),
            worded=(0, 1, 2),
            note=f"Expected is what the actor's pace in the half year around makes likely. {' '.join(sheet.notes)}{left}",
        )
    ]


def _operation(material: Material, row: Row) -> tuple[Parts, ...]:
    ids, when = tuple(row["incident_ids"]), words.iso_days(row["first"], row["last"])
    of = f"{row['actor']}, {when}"
    places = [place.partition(",")[0] for place in row["places"]]
    more = len(places) - _MOST_PLACES
    where = ", ".join(places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
    actor = listing(material, "actor", row["actor"])
    first, last = (date.fromisoformat(row[end]).toordinal() for end in ("first", "last"))
    asked = (*_days(first, last), *actor) if actor else None
    killed: Parts = ("–",)
    if row["killed_low"] is not None:
        span = words.span(row["killed_low"], row["killed_high"])
        killed = (Figure(text=span, incidents=ids, of=f"killed, {of}", asked=asked, is_among=True),)
    count = Figure(
        text=words.number(row["incidents"]), incidents=ids, of=f"coordinated, {of}", asked=asked, is_among=True
    )  # fmt: skip
    return (
        (words.sentence(row["actor"]),),
        (when,),
        (where,),
        (count,),
        (words.rough(row["expected"]),),
        killed,
    )
