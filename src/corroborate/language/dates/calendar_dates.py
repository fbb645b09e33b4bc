"""Dates that name a month or a year: '3 September', 'late March 2024', 'between 13 and 15 August'."""

from __future__ import annotations

import re
from datetime import date

from corroborate.language.dates import days
from corroborate.language.dates.days import DAY, MONTHS, WEEKDAYS, Frame, Pattern
from corroborate.model.when import When

_FULL = "|".join(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))
_MON = rf"(?:(?:{_FULL})|(?:{'|'.join(name for name in MONTHS if len(name) < 5)})(?: \.)?)"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d\d"
_TO = r"(?:and|to|through|till|until|-|–|—|/|&)"
_TAIL = rf"(?:(?: ,| of)? (?P<year>{_Y})|(?: ,| of)? (?P<said>last|this|that|the same|the previous|the following) year)?"
_LEAD = (
    r"(?P<lead>(?:since |as of |until |by |from |on |in |during )?"
    r"(?:(?:the )?(?:late |early )?(?P<night>night|overnight|evening|morning|early hours|afternoon|dawn|hours) of )?(?:the )?)"
)
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)})(?: night| morning| evening| afternoon)?(?: ,)? (?:\( )?)?"


def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){body}(?!\S)")


def _number(said: str) -> int:
    return int(re.sub(r"\D", "", said))


def _month(said: str) -> int:
    return MONTHS[said.rstrip(" .")]


def stated_year(match: re.Match[str], frame: Frame) -> int | None:
    """The year that the words give: '2024', 'last year', 'that year'; None where they give none."""
    if match["year"]:
        return int(match["year"])
    said = match["said"]
    if said in ("last", "this") and frame.anchor:
        return frame.anchor.year - (said == "last")
    told = frame.previous.earliest if frame.previous else None
    if said and told:
        return told.year + {"the previous": -1, "the following": 1}.get(said, 0)
    return None


def _resolve_day(month: int, number: int, match: re.Match[str], frame: Frame) -> date | None:
    stated = stated_year(match, frame)
    if stated is not None:
        return days.day(stated, month, number)
    if match["said"]:
        return None
    return days.latest_day(month, number, frame.anchor) if frame.anchor else None


def _one_day(match: re.Match[str], frame: Frame) -> When | None:
    month, number = _month(match["mon"]), _number(match["day"])
    if days.day(2024, month, number) is None:
        return None
    found = _resolve_day(month, number, match, frame)
    if found is None:
        return days.unresolved()
    if match["lead"].startswith("since"):
        return days.span(found, frame.anchor if frame.anchor and frame.anchor >= found else None)
    return days.span(found, found + DAY if match["night"] in ("night", "overnight") else found)


def _day_range(match: re.Match[str], frame: Frame) -> When | None:
    """From `day` of `mon` to `day2` of `mon2` or the same month."""
    last_month = _month(match["mon2"])
    first_month = _month(match["mon"]) if "mon" in match.re.groupindex and match["mon"] else last_month
    first, last = _number(match["day"]), _number(match["day2"])
    if days.day(2024, first_month, first) is None or days.day(2024, last_month, last) is None:
        return None
    if first_month == last_month and first >= last:
        return None
    latest = _resolve_day(last_month, last, match, frame)
    if latest is None:
        return days.unresolved()
    own = int(match["year1"]) if "year1" in match.re.groupindex and match["year1"] else None
    return days.span(days.day(own or latest.year - (first_month > last_month), first_month, first), latest)


def _whole_month(match: re.Match[str], frame: Frame) -> When | None:
    number, which = _month(match["mon"]), match["which"] or ""
    stated = stated_year(match, frame)
    if stated is None and frame.anchor and not match["said"]:
        stated = days.latest_month(number, frame.anchor)
        if which == "last " and number == frame.anchor.month:
            stated -= 1
        elif which == "next " and number <= frame.anchor.month:
            stated += 1
    if stated is None:
        return days.unresolved()
    found = days.month(stated, number)
    third = {"e": "early", "s": "early", "b": "early", "m": "mid", "l": "late"}.get((match["part"] or " ")[0])
    if match["part"] and match["part"].startswith("end"):
        third = "late"
    if third:
        found = days.part(found, third)
    if match["lead"] == "since " and frame.anchor:
        return days.span(found.earliest, frame.anchor)
    return found


def _month_range(match: re.Match[str], frame: Frame) -> When | None:
    first, last = _month(match["mon"]), _month(match["mon2"])
    stated = stated_year(match, frame)
    if stated is None:
        if frame.anchor is None or match["said"]:
            return days.unresolved()
        stated = days.latest_month(last, frame.anchor)
    began = int(match["year1"]) if match["year1"] else stated - (first > last)
    return days.span(date(began, first, 1), days.month(stated, last).latest)


def _ordinal_part(match: re.Match[str], frame: Frame) -> When | None:
    """'the first quarter of 2025', 'the second half of last year', 'the first six months of 2024'."""
    stated = int(match["year"]) if match["year"] else None
    if stated is None and frame.anchor:
        stated = frame.anchor.year - (match["said"] == "last")
    if stated is None:
        return days.unresolved()
    sizes = {"quarter": 3, "half": 6}
    size = sizes.get(match["unit"]) or _COUNTS.get(match["count"] or "", 0)
    which = _ORDINALS[match["nth"]]
    begin = 12 - size if which == -1 else which * size
    if not size or begin + size > 12:
        return None
    return days.span(date(stated, begin + 1, 1), days.month(stated, begin + size).latest)


def _week_of_month(match: re.Match[str], frame: Frame) -> When | None:
    whole = _whole_month(match, frame)
    if whole is None or whole.earliest is None or whole.latest is None:
        return whole
    which = _ORDINALS[match["nth"]]
    begin = whole.latest - 6 * DAY if which == -1 else whole.earliest + 7 * which * DAY
    return days.span(begin, min(whole.latest, begin + 6 * DAY), "week")


_ORDINALS = {"first": 0, "1st": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
_COUNTS = {
    word: n
    for n, words in enumerate(
        "one/1 two/2 three/3 four/4 five/5 six/6 seven/7 eight/8 nine/9 ten/10 eleven/11".split(), 1
    )
    for word in words.split("/")
}
_PART = r"(?P<part>early |late |mid |mid-|end-|(?:start|beginning) of |(?:middle|end|close) of |(?:latter )?half of )?"
_PREP = r"(?P<lead>since |in |during |of |until |till |by |from |through |throughout |for |before |after |between |over |around |)"
_AS_MONTH = rf"(?:the )?{_PART}(?:the )?(?:month of )?(?P<which>last |next |this |past |)"

MONTH_PATTERNS: tuple[Pattern, ...] = (
    (
        _compiled(
            rf"{_LEAD}(?:between |from )?(?:the )?(?:night of |night between |intervening night of )?(?P<day>{_D}) (?P<mon>{_MON})"
            rf"(?: ,)?(?: (?P<year1>{_Y}))? {_TO} (?P<day2>{_D}) (?:of )?(?P<mon2>{_MON}){_TAIL}"
        ),
        _day_range,
        "period",
    ),
    (
        _compiled(
            rf"{_LEAD}(?:between |from )?(?P<mon>{_MON}) (?P<day>{_D})(?: ,)?(?: (?P<year1>{_Y}))? {_TO} "
            rf"(?P<mon2>{_MON}) (?P<day2>{_D}){_TAIL}"
        ),
        _day_range,
        "period",
    ),
    (
        _compiled(
            rf"(?:on |in )?(?:the )?(?:intervening )?(?:night )?(?:of |between |from )?(?:the )?(?P<day>{_D}) {_TO} (?:the )?"
            rf"(?P<day2>{_D}) (?:of )?(?P<mon2>{_MON}){_TAIL}"
        ),
        _day_range,
        "period",
    ),
    (
        _compiled(rf"(?:between |from |on )?(?P<mon2>{_MON}) (?P<day>{_D}) {_TO} (?P<day2>{_D}){_TAIL}"),
        _day_range,
        "period",
    ),
    (
        _compiled(
            rf"{_LEAD}{_WEEKDAY}(?:the )?(?P<day>{_D})(?: day)?(?: of)? (?P<mon>{_MON}){_TAIL}(?: \))?"
        ),
        _one_day,
        "point",
    ),
    (
        _compiled(rf"{_LEAD}{_WEEKDAY}(?P<mon>{_MON})(?: the)? (?P<day>{_D}){_TAIL}(?: \))?"),
        _one_day,
        "point",
    ),
    (
        _compiled(rf"(?:between |from )?(?P<mon>{_MON})(?: (?P<year1>{_Y}))? {_TO} (?P<mon2>{_MON}){_TAIL}"),
        _month_range,
        "period",
    ),
    (
        _compiled(
            rf"(?P<lead>in |during |)(?:the )?(?P<nth>first|second|third|fourth|last|final) week of (?P<part>zz)?(?P<which>zz)?"
            rf"(?P<mon>{_MON}){_TAIL}"
        ),
        _week_of_month,
        "period",
    ),
    (_compiled(rf"{_PREP}{_AS_MONTH}(?P<mon>{_MON}){_TAIL}"), _whole_month, "period"),
    (
        _compiled(rf"(?P<lead>)(?P<part>mid-|early-|late-|end-)(?P<which>)(?P<mon>{_MON}){_TAIL}"),
        _whole_month,
        "period",
    ),
)


def _in_year(match: re.Match[str], frame: Frame) -> When | None:
    found = days.year(int(match["year"]))
    part = (match["part"] or "").strip(" -")
    third = {"early": "early", "start of": "early", "beginning of": "early", "late": "late", "end of": "late"}
    if part:
        found = days.part(found, third.get(part, "mid"))
    if match["lead"] == "since ":
        late = frame.anchor if frame.anchor and found.earliest and frame.anchor >= found.earliest else None
        return days.span(found.earliest, late)
    return found


def _year_range(match: re.Match[str], frame: Frame) -> When | None:
    first, last = int(match["first"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    return days.span(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _decade(match: re.Match[str], frame: Frame) -> When | None:
    first = int(match["decade"])
    return days.span(date(first, 1, 1), date(first + 9, 12, 31), "longer")


YEAR_PATTERNS: tuple[Pattern, ...] = (
    (
        _compiled(
            r"(?:in |during |for |over )?(?:the )?(?P<nth>first|second|third|fourth|last|final) (?:(?P<count>\w+) )?"
            rf"(?P<unit>quarter|half|months)(?: of)?(?: the year)? (?:(?P<year>{_Y})|(?P<said>this|last|the) year)"
        ),
        _ordinal_part,
        "period",
    ),
    (
        _compiled(
            rf"(?:between |from |in )?(?P<first>{_Y}) (?:and|to|-|–|/|through|until) (?P<last>{_Y}|\d\d)(?! -)"
        ),
        _year_range,
        "period",
    ),
    (
        _compiled(
            r"(?P<lead>at |in |since |during |throughout |of |until |till |by |from |before |after |to |for |than |over |all of )"
            rf"(?:the )?(?P<part>early |late |mid |mid-|start of |beginning of |end of |middle of )?(?:the )?(?:year |fiscal year )?(?P<year>{_Y})"
        ),
        _in_year,
        "period",
    ),
    (
        _compiled(
            rf"(?P<lead>)(?P<part>early |late |mid |mid-)?(?P<year>{_Y})(?= (?:saw|was|has|marked|witnessed|remains|recorded|had|alone|proved)(?!\S))"
        ),
        _in_year,
        "period",
    ),
    (
        _compiled(
            rf"(?P<lead>)(?P<part>early |late |mid-|early-|late-|start of |beginning of |end of |middle of )(?P<year>{_Y})"
        ),
        _in_year,
        "period",
    ),
    (_compiled(rf"(?P<lead>the |\( )(?P<part>)(?P<year>{_Y})"), _in_year, "period"),
    (
        _compiled(r"(?:in |since |during )?(?:the )?(?:early |late |mid |mid-)?(?P<decade>(?:19|20)\d0)s"),
        _decade,
        "period",
    ),
)
