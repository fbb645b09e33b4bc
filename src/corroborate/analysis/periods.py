"""Days in periods: which day, week, month, quarter or year a day lies in, and what comes before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from corroborate.errors import BadRequest

Unit = Literal["day", "week", "month", "quarter", "year"]
UNITS: tuple[str, ...] = get_args(Unit)
A_YEAR: dict[str, int] = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}
"""How many periods lie between one and the same a year before."""

_FIRST_MONDAY = date(1, 1, 1).toordinal()  # 1 January of the year 1 is a Monday in this calendar.


class Period(NamedTuple):
    """A period: its name ("2025-05", "2025-Q2", "2025-W21"), first and last day as ordinals, both included."""

    name: str
    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1


def checked_unit(name: str) -> str:
    """A unit that exists. Raises BadRequest."""
    if name not in UNITS:
        raise BadRequest(f"period {name!r}: there is no such period; choose among {', '.join(UNITS)}")
    return name


@lru_cache(maxsize=200_000)
def period_of(day: int, unit: str) -> Period:
    """The period that a day lies in; weeks are those of ISO 8601."""
    return _MAKERS[unit](date.fromordinal(day))


def periods_between(first: int, last: int, unit: str) -> Iterator[Period]:
    """Every period that has a day from `first` to `last`, in order."""
    day = first
    while day <= last:
        period = period_of(day, unit)
        yield period
        day = period.last + 1


def shares_of(first: int, last: int, unit: str) -> Iterator[tuple[Period, float]]:
    """The periods that an interval of days touches, each with the share of the days that lie in it."""
    days = last - first + 1
    for period in periods_between(first, last, unit):
        yield period, (min(last, period.last) - max(first, period.first) + 1) / days


def _day(day: date) -> Period:
    return Period(day.isoformat(), day.toordinal(), day.toordinal())


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    monday = day.toordinal() - weekday + 1
    return Period(f"{year:04d}-W{week:02d}", max(monday, _FIRST_MONDAY), monday + 6)


def _months(day: date, count: int, name: str) -> Period:
    begin = day.replace(month=(day.month - 1) // count * count + 1, day=1)
    months = begin.year * 12 + begin.month - 1 + count
    if months >= 9999 * 12 + 12:
        return Period(name, begin.toordinal(), date.max.toordinal())
    after = date(months // 12, months % 12 + 1, 1)
    return Period(name, begin.toordinal(), (after - timedelta(days=1)).toordinal())


_MAKERS: dict[str, Callable[[date], Period]] = {
    "day": _day,
    "week": _week,
    "month": lambda day: _months(day, 1, f"{day.year:04d}-{day.month:02d}"),
    "quarter": lambda day: _months(day, 3, f"{day.year:04d}-Q{(day.month + 2) // 3}"),
    "year": lambda day: _months(day, 12, f"{day.year:04d}"),
}
