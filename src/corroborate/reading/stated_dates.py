"""Dates of publication as sites and feeds write them: with day, month and year, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = {
    name: n
    for n, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_TIME = r"""
    (?: [T\s,|–-]* (?:at\s+)? (?P<hour{0}>[01]?\d|2[0-4])[:.](?P<minute{0}>[0-5]\d)(?::(?P<second{0}>[0-5]\d)(?:\.\d+)?)?
        \s*(?P<half{0}>[ap]\.?m\b\.?)?
        \s*(?P<zone{0}>Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d)? )?
"""
_STATED = re.compile(
    rf"""
      (?<![\d/.-]) (?P<y1>\d{{4}})(?P<sep>[-/.])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})(?![\d/-]) {_TIME.format(1)}
    | \b (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<m2>{MONTH})\b\.?,?[\s-]*(?P<y2>\d{{4}})\b {_TIME.format(2)}
    | \b (?P<m3>{MONTH})\b\.?[\s-]*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y3>\d{{4}})\b {_TIME.format(3)}
    | (?<![\d/.-]) (?P<a4>\d{{1,2}})(?P<sep4>[-/.])(?P<b4>\d{{1,2}})(?P=sep4)(?P<y4>\d{{4}})(?![\d/-]) {_TIME.format(4)}
    | \b (?P<d5>\d{{1,2}})-(?P<m5>{MONTH})-(?P<y5>\d\d)\b {_TIME.format(5)}
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """Characters `start` to `end` state a day: `value` in ISO 8601 with the time if given, or the `problem`."""

    start: int
    end: int
    value: str | None
    problem: str | None = None


def find_stated(text: str) -> Iterator[StatedDate]:
    """The full dates of `text`, left to right; dates without a year are none of them."""
    for match in _STATED.finditer(text):
        yield _stated(match)


def parse_stated(value: object) -> StatedDate | None:
    """The date that a metadata field states; None where it states none with day, month and year.

    Takes ISO 8601 (also 20250607), RFC 822, names of months, and Unix time in seconds or milliseconds.
    """
    text = str(value).strip()
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    elif re.fullmatch(r"[1-9]\d{8,9}(\.\d+)?|[1-9]\d{11,12}", text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 10 else 1)
        moment = datetime.fromtimestamp(seconds, UTC)
        return StatedDate(start=0, end=len(text), value=moment.isoformat(timespec="seconds"))
    return next(find_stated(text), None)


def doubt_about(value: str, today: date | None = None) -> str | None:
    """What makes a stated day doubtful, in words: it lies after tomorrow. None where nothing does."""
    day = date.fromisoformat(value[:10])
    if day > (today or datetime.now(UTC).date()) + timedelta(days=1):
        return f"publication date {day} lies in the future: check it or give --published"
    return None


def month_number(name: str) -> int:
    """The number of a month by its English name or abbreviation."""
    return _MONTHS[name[:3].lower()]


def _stated(match: re.Match[str]) -> StatedDate:
    said = match.groupdict()
    which = next(n for n in "12345" if said[f"y{n}"])
    year = int(said[f"y{which}"])
    if which == "4":
        first, second = int(said["a4"]), int(said["b4"])
        if first <= 12 and second <= 12 and first != second and said["sep4"] != ".":
            problem = f"{match.group().strip()!r} may be day-first or month-first"
            return StatedDate(start=match.start(), end=match.end(), value=None, problem=problem)
        day, month = (second, first) if second > 12 else (first, second)
    else:
        name = said[f"m{which}"]
        month = int(name) if name.isdigit() else month_number(name)
        day = int(said[f"d{which}"])
    if which == "5":
        year += 2000
    return _valued(match, (year, month, day), _clock(said, which))


def _valued(match: re.Match[str], ymd: tuple[int, int, int], clock: str) -> StatedDate:
    said = match.group().strip()
    try:
        day = date(*ymd)
    except ValueError:
        problem = f"{said!r} is no day of the calendar"
        return StatedDate(start=match.start(), end=match.end(), value=None, problem=problem)
    if day.year < 1900 or day == date(1970, 1, 1):
        problem = f"{said!r} cannot be a date of publication"
        return StatedDate(start=match.start(), end=match.end(), value=None, problem=problem)
    return StatedDate(start=match.start(), end=match.end(), value=day.isoformat() + clock)


def _clock(said: dict[str, str | None], which: str) -> str:
    hour = said[f"hour{which}"]
    if hour is None:
        return ""
    h = int(hour)
    half = (said[f"half{which}"] or "").lower()
    if half and h <= 12:
        h = h % 12 + (12 if half.startswith("p") else 0)
    if h > 23:
        return ""
    second = said[f"second{which}"]
    clock = f"T{h:02}:{said[f'minute{which}']}" + (f":{second}" if second else "")
    return clock + _zone(said[f"zone{which}"])


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
