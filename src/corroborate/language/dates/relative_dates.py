"""Dates told from the day of the report or from the date told last: 'on Wednesday', 'two days later'."""

from __future__ import annotations

import re
from datetime import date

from corroborate.language.dates import days
from corroborate.language.dates.days import DAY, WEEKDAYS, Frame, Pattern, Resolver
from corroborate.language.numerals import SMALL
from corroborate.model.when import When

_W = "(?:" + "|".join(WEEKDAYS) + ")"
_TIME = r"(?: (?:night|morning|evening|afternoon|noon|midnight|dawn|late|early))?"
_HOURS = r"(?:(?:the )?(?:early |pre-dawn |predawn |late |small |wee )?(?:hours|morning|evening|afternoon|night|eve|dawn) (?:of|on) )"
_N = r"(?:an?|one|\d{1,3}|" + "|".join(word for word in SMALL if word not in ("zero", "one", "both")) + ")"
_IN_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_UNIT = r"(?:hour|day|night|week|fortnight|month|year|decade)s?"


def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){body}(?!\S)")


def number_said(said: str) -> int:
    """'a' and 'an' are one."""
    return int(said) if said.isdigit() else SMALL.get(said, 1)


def _weekday(match: re.Match[str], frame: Frame) -> When | None:
    if frame.anchor is None:
        return days.unresolved()
    found = _day_named(match["day"], match["which"] or "", match["week"] or "", frame.anchor)
    lead = match["lead"] or ""
    if lead.startswith("since"):
        return days.span(found, frame.anchor)
    return days.span(found, found + DAY if "night of" in lead or "night on" in lead else found)


def _day_named(name: str, which: str, of_week: str, anchor: date) -> date:
    number = WEEKDAYS.index(name)
    monday = anchor - anchor.weekday() * DAY
    if of_week:
        return monday + (number - (7 if "last" in of_week or "previous" in of_week else 0)) * DAY
    found = days.latest_weekday(number, anchor)
    if which in ("last ", "past ") and found == anchor:
        return found - 7 * DAY
    if which in ("next ", "coming "):
        return found + 7 * DAY
    return found


def _weekday_range(match: re.Match[str], frame: Frame) -> When | None:
    if frame.anchor is None:
        return days.unresolved()
    last = _day_named(match["day2"], "", match["week"] or "", frame.anchor)
    return days.span(days.latest_weekday(WEEKDAYS.index(match["day"]), last - DAY), last)


def _offset(first: int, last: int) -> Resolver:
    def resolve(match: re.Match[str], frame: Frame) -> When | None:
        if frame.anchor is None:
            return days.unresolved()
        return days.span(frame.anchor + first * DAY, frame.anchor + last * DAY)

    return resolve


def _same(match: re.Match[str], frame: Frame) -> When | None:
    told = frame.previous
    if told is None:
        return days.unresolved()
    if match["unit"] in ("week", "month", "year"):
        return _unit_around(told.latest, match["unit"])
    return When(earliest=told.earliest, latest=told.latest, precision=told.precision)


def _unit_around(at: date | None, unit: str) -> When:
    if at is None:
        return days.unresolved()
    if unit == "week":
        return days.week(at)
    return days.month(at.year, at.month) if unit == "month" else days.year(at.year)


def _shifted(at: date, unit: str, count: int) -> When:
    """`count` units after `at` (before it where negative), as finely as the unit says it."""
    if unit in ("day", "night"):
        return days.span(at + count * DAY, at + count * DAY)
    if unit in ("week", "fortnight"):
        return days.week(at + count * (7 if unit == "week" else 14) * DAY)
    if unit == "month":
        moved = days.months_before(at, -count)
        return days.month(moved.year, moved.month)
    if unit == "hour":
        return days.span(at - DAY, at) if count < -12 else days.span(at, at)
    return days.year(at.year + count) if unit == "year" else days.span(date(at.year + 10 * count, 1, 1), None)


def _ago(match: re.Match[str], frame: Frame) -> When | None:
    if frame.anchor is None:
        return days.unresolved()
    return _shifted(frame.anchor, match["unit"].rstrip("s"), -number_said(match["n"]))


def _ago_to_the_day(match: re.Match[str], frame: Frame) -> When | None:
    """'five years ago today': the day itself, not its year."""
    if frame.anchor is None:
        return days.unresolved()
    unit, count = match["unit"].rstrip("s"), number_said(match["n"])
    if unit in _IN_DAYS:
        found = frame.anchor - count * _IN_DAYS[unit] * DAY
    else:
        found = days.months_before(frame.anchor, count * {"month": 1, "year": 12, "decade": 120}[unit])
    return days.span(found, found)


def _from_told(match: re.Match[str], frame: Frame) -> When | None:
    """'two days later', 'a day earlier': from the date told last."""
    told = frame.previous
    unit = match["unit"].rstrip("s")
    back = match["way"] in ("earlier", "before", "previously", "prior")
    at = (told.earliest if back else told.latest) if told and told.precision in ("day", "days") else None
    if at is None or unit == "hour":
        return (
            When(earliest=told.earliest, latest=told.latest, precision=told.precision)
            if told and unit == "hour"
            else days.unresolved()
        )
    return _shifted(at, unit, -number_said(match["n"]) if back else number_said(match["n"]))


def _next_to_told(match: re.Match[str], frame: Frame) -> When | None:
    """'the following day', 'the previous month': beside the date told last."""
    told, unit = frame.previous, match["unit"]
    step = -1 if match["way"] in ("previous", "preceding") else 1
    if told is None or told.earliest is None or told.latest is None:
        return days.unresolved()
    unit = "day" if unit in ("morning", "night", "evening", "afternoon") else unit
    return _shifted(told.earliest if step < 0 else told.latest, unit, step)


def _calendar_unit(match: re.Match[str], frame: Frame) -> When | None:
    """'last week', 'earlier this month', 'this year': calendar weeks, months and years."""
    if frame.anchor is None:
        return days.unresolved()
    unit, which = match["unit"], match["which"]
    moved = _shifted(frame.anchor, unit, {"last": -1, "next": 1}.get(which, 0))
    lead = match["lead"] or ""
    part = "early" if lead.startswith("early ") else "late" if lead.startswith("late ") else ""
    if which == "this" and "later" not in lead and moved.earliest:
        return days.span(moved.earliest, frame.anchor, moved.precision)
    if lead.startswith("since ") and moved.earliest:
        return days.span(moved.earliest, frame.anchor)
    return days.part(moved, part) if part and unit != "week" else moved


def _past(match: re.Match[str], frame: Frame) -> When | None:
    """'the past 24 hours', 'the last three months', 'the past week': up to the anchor."""
    if frame.anchor is None:
        return days.unresolved()
    unit, said = match["unit"].rstrip("s"), match["n"] or ""
    if said.strip() in ("few", "several", "couple of", "some", "many"):
        return days.unresolved(frame.anchor)
    count = number_said(said.strip() or "a")
    if unit == "hour":
        return days.span(frame.anchor - max(1, -(-count // 24)) * DAY, frame.anchor)
    if unit in ("day", "night", "week", "fortnight"):
        size = {"week": 7, "fortnight": 14}.get(unit, 1)
        return days.span(frame.anchor - count * size * DAY, frame.anchor)
    months = {"month": 1, "year": 12, "decade": 120}[unit] * count
    return days.span(days.months_before(frame.anchor, months), frame.anchor)


def _recent(match: re.Match[str], frame: Frame) -> When | None:
    return days.unresolved(frame.anchor)


def _year_so_far(match: re.Match[str], frame: Frame) -> When | None:
    return (
        days.span(date(frame.anchor.year, 1, 1), frame.anchor, "year") if frame.anchor else days.unresolved()
    )


def _weekend(match: re.Match[str], frame: Frame) -> When | None:
    if frame.anchor is None:
        return days.unresolved()
    saturday = days.latest_weekday(5, frame.anchor)
    if match["which"] == "last " and (frame.anchor - saturday).days < 2:
        saturday -= 7 * DAY
    return days.span(saturday, saturday + DAY)


def _duration(match: re.Match[str], frame: Frame) -> When | None:
    return days.unresolved()


_HOLIDAYS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year 's day": (1, 1),
    "new year 's eve": (12, 31),
    "valentine 's day": (2, 14),
    "labour day": (5, 1),
    "may day": (5, 1),
}


def _holiday(match: re.Match[str], frame: Frame) -> When | None:
    month, number = _HOLIDAYS[match["feast"]]
    if match["year"]:
        found = days.day(int(match["year"]), month, number)
    else:
        found = days.latest_day(month, number, frame.anchor) if frame.anchor else None
    return days.span(found, found) if found else days.unresolved()


WEEKDAY_PATTERNS: tuple[Pattern, ...] = (
    (
        _compiled(
            rf"(?:on |in )?(?:the )?(?:intervening )?(?:night )?(?:between |from |of )?(?P<day>{_W}){_TIME} (?:and|to|-|–|into|through|until) (?:early )?(?P<day2>{_W}){_TIME}"
            r"(?: (?:of )?(?P<week>last week|this week|the previous week))?(?<!and )"
        ),
        _weekday_range,
        "period",
    ),
    (
        _compiled(
            rf"(?P<lead>(?:on |since |by |from |until |during )?(?:early |late |later )?(?:on )?{_HOURS}?)(?:the )?(?P<which>last |next |this |past |coming |previous )?"
            rf"(?P<day>{_W}){_TIME}(?: (?:of )?(?P<week>last week|this week|the previous week))?"
        ),
        _weekday,
        "point",
    ),
)
DAY_PATTERNS: tuple[Pattern, ...] = (
    (
        _compiled(
            rf"(?P<n>{_N}) (?P<unit>(?:day|week|fortnight|month|year|decade)s?) ago (?:today|to the day)"
        ),
        _ago_to_the_day,
        "point",
    ),
    (_compiled(r"(?:the )?day before yesterday"), _offset(-2, -2), "point"),
    (
        _compiled(r"(?:earlier |late |early |later )?(?:today|tonight)(?: (?:morning|evening|afternoon))?"),
        _offset(0, 0),
        "point",
    ),
    (_compiled(r"(?:earlier |early |late )?this (?:morning|afternoon|evening)"), _offset(0, 0), "point"),
    (
        _compiled(r"(?:late |early )?(?:on )?yesterday(?: (?:morning|evening|afternoon|night))?"),
        _offset(-1, -1),
        "point",
    ),
    (_compiled(r"tomorrow"), _offset(1, 1), "point"),
    (_compiled(r"(?:overnight|(?:late )?last night|last evening)"), _offset(-1, 0), "point"),
    (
        _compiled(rf"(?:on )?(?P<feast>{'|'.join(_HOLIDAYS)})(?: ,)?(?: (?P<year>(?:19|20)\d\d))?"),
        _holiday,
        "point",
    ),
    (
        _compiled(
            r"(?:(?:on |in |during )?(?:the |that )(?:very )?same (?P<unit>day|night|evening|morning|afternoon|week|month|year|date))"
        ),
        _same,
        "relative",
    ),
    (
        _compiled(
            r"(?:later |earlier |early |late )?(?:on |in |during )?that (?:same )?(?P<unit>day|night|evening|morning|afternoon|week|month|year)"
        ),
        _same,
        "relative",
    ),
    (
        _compiled(rf"(?:about |around |some |nearly )?(?P<n>{_N}) (?P<unit>{_UNIT}) ago"),
        _ago,
        "point",
    ),
    (
        _compiled(
            rf"(?:just |only |less than |about )?(?P<n>{_N}) (?P<unit>{_UNIT}) (?P<way>earlier|later|before(?= [,.;]|$)|previously|afterwards)"
        ),
        _from_told,
        "relative",
    ),
    (
        _compiled(
            r"(?:on |in |during )?(?:the )(?P<way>following|next|previous|preceding) (?P<unit>day|morning|night|evening|afternoon|week|month|year)"
        ),
        _next_to_told,
        "relative",
    ),
    (_compiled(r"(?P<way>next) (?P<unit>day|morning)"), _next_to_told, "relative"),
    (
        _compiled(
            r"(?:in |during |over |within |for )?(?:the )?(?:(?:past|last|previous|preceding) "
            rf"(?P<n>(?:few |several |couple of |some |many )|{_N} )|past |(?<=the )last )(?P<unit>{_UNIT})"
        ),
        _past,
        "period",
    ),
    (
        _compiled(
            r"(?:in |over |during |within )?(?:the )?(?:most )?recent (?P<unit>hours|days|weeks|months|years|decades|times)"
        ),
        _recent,
        "period",
    ),
    (
        _compiled(
            r"(?:since (?:the )?(?:start|beginning) of (?:the|this) year|so far this year|(?:in |of )?(?:the )?year to date|this year alone)"
        ),
        _year_so_far,
        "period",
    ),
    (
        _compiled(
            r"(?P<lead>(?:since |in |during |over |of |throughout )?(?:earlier in |earlier |early |later |late |mid |so far )?)(?P<which>last|this|next) (?P<unit>week|month|year)"
        ),
        _calendar_unit,
        "period",
    ),
    (
        _compiled(
            r"(?:over |at |on |during |in )?(?:the |a )?(?P<which>last |this |past |previous )?weekend"
        ),
        _weekend,
        "period",
    ),
    (
        _compiled(
            rf"for (?:about |around |more than |over |nearly |almost |at least |up to )?(?P<n>{_N}|several|many|a few) (?P<unit>{_UNIT})(?! ago)"
        ),
        _duration,
        "duration",
    ),
)
