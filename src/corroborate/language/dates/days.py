"""Days, weeks, months and years as intervals."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from corroborate.model.vocabulary import WhenPrecision
from corroborate.model.when import When

DateKind: TypeAlias = Literal["point", "period", "duration", "relative"]
DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}


class Frame(NamedTuple):
    """What dates are read against: the document's day, and the date told last."""

    anchor: date | None
    previous: When | None = None


Resolver: TypeAlias = Callable[["re.Match[str]", Frame], When | None]
"""What a match means; None where it is no date after all."""
Pattern: TypeAlias = tuple["re.Pattern[str]", Resolver, DateKind]
"""A form of dates, over the words of a sentence in lower case, each parted by one space."""


def span(earliest: date | None, latest: date | None, precision: WhenPrecision | None = None) -> When:
    """The interval, with the precision that its length has where none is given."""
    return When(earliest=earliest, latest=latest, precision=precision or _by_length(earliest, latest))


def _by_length(earliest: date | None, latest: date | None) -> WhenPrecision:
    if earliest is None or latest is None:
        return "unresolved"
    days = (latest - earliest).days + 1
    if days == 1:
        return "day"
    if days == 7 and earliest.weekday() == 0:
        return "week"
    if days <= 13:
        return "days"
    return "month" if days <= 31 else "year" if days <= 366 else "longer"


def unresolved(latest: date | None = None) -> When:
    """A date that the text leaves open, at most known to be no later than `latest`."""
    return When(earliest=None, latest=latest, precision="unresolved")


def day(year: int, month: int, number: int) -> date | None:
    """That day, None where the calendar has none ('31 April')."""
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return date(year, month, number)


def month(year: int, number: int) -> When:
    """That month, first day to last."""
    return span(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> When:
    """That year, first day to last."""
    return span(date(number, 1, 1), date(number, 12, 31), "year")


def week(of: date) -> When:
    """The Monday-to-Sunday week that holds the day `of`."""
    monday = of - of.weekday() * DAY
    return span(monday, monday + 6 * DAY, "week")


def months_before(of: date, count: int) -> date:
    """The same day `count` months earlier (later where negative), or the last of that month."""
    at = of.year * 12 + of.month - 1 - count
    year_, month_ = divmod(at, 12)
    return date(year_, month_ + 1, min(of.day, monthrange(year_, month_ + 1)[1]))


def latest_day(month_: int, number: int, anchor: date) -> date | None:
    """The latest such day not after the anchor (one day's grace, for outlets east of the event)."""
    for year_ in range(anchor.year + 1, anchor.year - 9, -1):
        found = day(year_, month_, number)
        if found is not None and found <= anchor + DAY:
            return found
    return None


def latest_month(number: int, anchor: date) -> int:
    """The year of the latest such month that had begun by the anchor."""
    return anchor.year - (number > anchor.month)


def latest_weekday(number: int, anchor: date) -> date:
    """The latest such weekday not after the anchor (Monday is 0)."""
    return anchor - (anchor.weekday() - number) % 7 * DAY


def part(of: When, which: str) -> When:
    """The early, middle or late third of an interval, or its halves and edges as words name them."""
    if of.earliest is None or of.latest is None:
        return of
    days = (of.latest - of.earliest).days
    if days < 40:
        cuts = {"early": (0, 9), "mid": (10, 19), "late": (20, days)}
    else:
        cuts = {"early": (0, days // 3), "mid": (days // 3, 2 * days // 3), "late": (2 * days // 3, days)}
    begin, end = cuts[which]
    return span(of.earliest + begin * DAY, of.earliest + end * DAY)
