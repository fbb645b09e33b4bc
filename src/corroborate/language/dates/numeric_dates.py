"""Dates in figures, and the dates of datelines and front matter."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from corroborate.language.dates import days
from corroborate.language.dates.days import MONTHS, Frame, Pattern
from corroborate.model.when import When

_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m>{_MONTH_NAMES})\b\.?,?[\s-]+(?P<y>(?:19|20)\d\d)\b",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_MONTH_NAMES})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b", re.I
)


def parse_date_text(text: str) -> date | None:
    """The day that a dateline or a front-matter field gives in full; None where it gives no year.

    Reads ISO 8601, RFC 2822, '7 Sept 2025', 'September 7, 2025', '07/09/2025' (day first where possible).
    """
    iso = _ISO.search(text)
    if iso:
        return days.day(int(iso["y"]), int(iso["m"]), int(iso["d"]))
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        named = pattern.search(text)
        if named:
            return days.day(int(named["y"]), MONTHS[named["m"].lower()], int(named["d"]))
    figures = _FIGURES.search(text)
    if figures:
        return read_figures(int(figures["a"]), int(figures["b"]), int(figures["y"]), None)
    return _read_mail_date(text)


def _read_mail_date(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        pass
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


def read_figures(first: int, second: int, year: int, anchor: date | None) -> date | None:
    """The day of '03/09/2024': day first, unless that is no day or lies after the anchor and the other does not."""
    day_first, month_first = days.day(year, second, first), days.day(year, first, second)
    if day_first and month_first and anchor and month_first <= anchor < day_first - days.DAY:
        return month_first
    return day_first or month_first


def _iso(match: re.Match[str], frame: Frame) -> When | None:
    found = days.day(int(match["y"]), int(match["m"]), int(match["d"]))
    return days.span(found, found) if found else None


def _figures(match: re.Match[str], frame: Frame) -> When | None:
    first, second = int(match["a"]), int(match["b"])
    found = read_figures(first, second, int(match["y"]), frame.anchor)
    if found is None:
        return None
    is_ambiguous = first != second and max(first, second) <= 12
    return days.span(found, found, "days" if is_ambiguous else "day")


NUMERIC_PATTERNS: tuple[Pattern, ...] = (
    (
        re.compile(r"(?<!\S)(?:on )?(?P<y>(?:19|20)\d\d) [-/] (?P<m>\d\d?) [-/] (?P<d>\d\d?)(?!\S)"),
        _iso,
        "point",
    ),
    (
        re.compile(r"(?<!\S)(?:on )?(?P<a>\d\d?) [-/] (?P<b>\d\d?) [-/] (?P<y>(?:19|20)\d\d)(?!\S)"),
        _figures,
        "point",
    ),
    (re.compile(r"(?<!\S)(?:on )?(?P<a>\d\d?)\.(?P<b>\d\d?)\.(?P<y>(?:19|20)\d\d)(?!\S)"), _figures, "point"),
)
