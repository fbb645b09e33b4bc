"""The place, day and agency that news puts before its first sentence, and lines that state the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from corroborate.language.lexicon import read_entries
from corroborate.reading.stated_dates import MONTH, StatedDate, find_stated, month_number

_UPPER = r"(?:[A-Z][A-Z'’.-]+|St\.)"
_NAME = r"(?:[A-Z][\w'’.-]+|St\.)"
_DATELINE = re.compile(
    rf"""
    (?P<places> (?!(?i:{MONTH})\b\.?[ ]\d)
        (?P<loud> {_UPPER}(?:[ ]{_UPPER}){{0,3}} )? (?(loud) | {_NAME}(?:[ ](?:{_NAME}|al|de|el|of|the)){{0,3}} )
        (?P<wider>[ ]?(?:,[ ]|/[ ]?)(?!(?i:{MONTH})\b) {_NAME}(?:[ ](?:{_NAME}|of|the)){{0,3}} ){{0,2}}
        (?:[ ]?\[{_NAME}(?:[ ]{_NAME}){{0,3}}\])?
    )?
    (?: (?P<day>
        ,?[ ]?(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?[ ])?
        (?i: (?P<m1>{MONTH})\.?[ ](?P<d1>\d{{1,2}}) | (?P<d2>\d{{1,2}})[ ](?P<m2>{MONTH})\b\.? )
        (?:,?[ ](?P<year>(?:19|20)\d\d))?\.?
    ) )?
    (?: ,?[ ]?[(/] (?P<agency>[A-Z][\w -]{{1,30}}|dpa) (?:[/,;][^()/]{{1,40}})? [)/] )?
    (?P<mark> [ ]?\.?(?:--?|[–—:])-?(?=[ ]|[“"‘A-Z]) )?
    [ ]*
    """,
    re.VERBOSE,
)
_MONITORED = re.compile(
    rf"""
    \s* (?P<place>(?!(?i:{MONTH})\b)[A-Z][\w .'’-]*? (?:[ ]\([A-Z][\w .'’-]+\))?) ,\s+
    (?: (?i:NO[ ]DATE)
      | (?P<day>\d{{1,2}})[ ](?P<month>(?i:{MONTH}))\.?(?:[ ](?P<year>\d\d(?:\d\d)?))?
      | (?P<month_first>(?i:{MONTH}))\.?[ ](?P<day_next>\d{{1,2}})[ ](?P<year_last>\d\d(?:\d\d)?)
    )
    (?:\s+[(\[](?P<agency>[^()]{{2,60}}?)[)\]](?=\s*--))? \s*--+
    (?:\s*\[[^\[\]]{{2,200}}\]){{0,6}} \s*
    """,
    re.VERBOSE,
)
"""How services that monitor the press of a region begin: SAN JOSE, 4 MAY 91 (AGENCY) -- [REPORT] [TEXT]."""
_CENTURY = 50
"""Years of two digits from this on are of the twentieth century."""
# Words in capitals before a colon that name no place.
_NO_PLACES = frozenset(
    [
        "breaking",
        "update",
        "updated",
        "watch",
        "exclusive",
        "analysis",
        "opinion",
        "explainer",
        "live",
        "video",
        "videos",
        "photos",
        "photo",
        "news",
        "editorial",
        "factbox",
        "timeline",
        "alert",
        "urgent",
        "listen",
        "read",
        "interview",
        "report",
        "correction",
        "feature",
        "profile",
        "insight",
        "questions",
        "question",
        "answer",
        "note",
        "background",
        "summary",
        "details",
        "context",
        "comment",
        "statement",
    ]
)
_SAYS_AGENCY = re.compile(r"\b(?:News|Agency|Press|Wire|Newswire|Media)\b")
_LEAD_DATE = re.compile(
    r"\s*(?:date|dated|published(?: on| at)?|posted(?: on)?|updated(?: on| at)?|last updated)\s*[:|-]?\s*",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"""\b(?:(?:first|last|originally|date)\s)?(?:published|posted|updated|modified|uploaded|issued|released|created
      |dated?|publication|release|press|time|on|at|the|of|edition|in|print|online
      |(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?
      |\d{1,2}[:.]\d{2}(?::\d\d)?|[ap]\.?m\.?|[A-Z]{1,2}[SD]?T|utc|gmt|hrs|hours|local|am|pm
      |by|\d+\s*min(?:ute)?s?(?:\sread)?)\b|[\W_]""",
    re.VERBOSE | re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_KEYWORD = re.compile(r"\b(?:published|posted|updated|modified|issued|released|dated?)\b", re.IGNORECASE)
_URL_DAY = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The first `end` characters of a paragraph are its dateline: with month and day, year, agency and place if said."""

    end: int
    month: int | None
    day: int | None
    year: int | None
    agency: str | None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """The first `end` characters of a line (or all of it) do nothing but state the day."""

    end: int
    stated: StatedDate
    updated: bool
    keyword: bool


@cache
def agencies() -> dict[str, str]:
    """The names by which each agency is named in datelines and tails, and its own name."""
    entries = read_entries(files("corroborate.reading").joinpath("agencies.yaml"))
    return {form: entry.kind for entry in entries for form in entry.forms}


def find_dateline(text: str) -> Dateline | None:
    """The dateline before the first sentence of `text`, which must name a day, an agency or a loud place."""
    monitored = _monitored_at(text)
    if monitored is not None:
        return _monitored(monitored)
    match = _DATELINE.match(text[:200])
    if match is None or match.end() == 0 or not text[match.end() : match.end() + 1]:
        return None
    agency = _agency(match["agency"])
    if not _is_dateline(match, agency):
        return None
    month = match["m1"] or match["m2"]
    return Dateline(
        end=match.end(),
        month=month_number(month) if month else None,
        day=int(match["d1"] or match["d2"]) if month else None,
        year=int(match["year"]) if match["year"] else None,
        agency=agency,
        place=match["places"],
    )


def is_dispatch(text: str) -> bool:
    """Whether a text begins as monitoring services begin, so that its first paragraph is no headline."""
    return _monitored_at(text) is not None


def _monitored_at(text: str) -> re.Match[str] | None:
    match = _MONITORED.match(text[:600])
    if match is None or not text[match.end() : match.end() + 1]:
        return None
    said = match["place"] + (match["agency"] or "")
    is_sure = "[" in match.group() or sum(map(str.isupper, said)) > sum(map(str.islower, said))
    return match if is_sure else None


def _monitored(match: re.Match[str]) -> Dateline:
    """The dateline of a dispatch as a monitoring service passes it on."""
    said = match["year"] or match["year_last"]
    year = int(said) if said else None
    if year is not None and year < 100:
        year += 1900 if year >= _CENTURY else 2000
    month, day = match["month"] or match["month_first"], match["day"] or match["day_next"]
    return Dateline(
        end=match.end(),
        month=month_number(month) if month else None,
        day=int(day) if day else None,
        year=year,
        agency=_agency(match["agency"]) or (match["agency"].title() if match["agency"] else None),
        place=match["place"],
    )


def place_of(dateline: str) -> str | None:
    """The place that begins a dateline, as in "LIMA, 3 MAY 90 (EFE) --" or "QUETTA, Pakistan, Sept 7 - "."""
    found = find_dateline(f"{dateline.strip()} X")
    return found.place if found else None


def find_date_line(text: str) -> DateLine | None:
    """What `text` says of its day of publication, where it says nothing else, or says it before all else."""
    whole = _whole_date_line(text) if len(text) < 200 else None
    if whole is not None:
        return whole
    lead = _LEAD_DATE.match(text)
    if lead is None:
        return None
    stated_first = next(find_stated(text[:120]), None)
    if stated_first is None or stated_first.start != lead.end():
        return None
    following = text[stated_first.end :].lstrip(" :|-–—")
    if not following[:1].isupper() and following[:1] not in "“\"‘'":
        return None
    end = len(text) - len(following)
    return DateLine(end=end, stated=stated_first, updated=_is_update(lead.group()), keyword=True)


def _whole_date_line(text: str) -> DateLine | None:
    """A line of nothing but dates, words about publication, and at most one name; the day first published wins."""
    dates = list(find_stated(text))
    if not dates:
        return None
    ends = [0, *(stated.end for stated in dates)]
    before = [text[end : stated.start] for end, stated in zip(ends, dates, strict=False)]
    rest = " ".join((*before, text[ends[-1] :]))
    if not _is_bare(rest):
        return None
    n = min(range(len(dates)), key=lambda n: _is_update(before[n]))
    keyword = bool(_KEYWORD.search(rest))
    return DateLine(end=len(text), stated=dates[n], updated=_is_update(before[n]), keyword=keyword)


def year_of(dateline: Dateline, text: str, url: str | None) -> date | None:
    """The day of a dateline, its year as said, or as said of the same day elsewhere in `text` or `url`."""
    if dateline.month is None or dateline.day is None:
        return None
    years = {dateline.year} if dateline.year else _years_nearby(dateline, text, url)
    if len(years) != 1:
        return None
    try:
        return date(years.pop(), dateline.month, dateline.day)
    except ValueError:
        return None


def day_in_url(url: str | None) -> date | None:
    """The day that an address states, as in /2025/06/05/."""
    for match in _URL_DAY.finditer(url or ""):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _is_dateline(match: re.Match[str], agency: str | None) -> bool:
    places, mark = match["places"] or "", match["mark"]
    if agency:
        return bool(places or mark or match["day"])
    if not mark or not places:
        return False
    if match["day"] or (match["wider"] and mark.startswith(" ") and mark.strip() != ":"):
        return True
    loud = (match["loud"] or "").lower()
    is_word = len(loud) < 4 or not _NO_PLACES.isdisjoint(re.split(r"[\W]+", loud)) or places in agencies()
    return bool(loud and not is_word and (mark.strip() != "-" or mark.startswith(" ")))


def _agency(said: str | None) -> str | None:
    """The agency of this name: one that is known, or one whose name says that it is one."""
    name = (said or "").strip()
    return agencies().get(name) or (name if _SAYS_AGENCY.search(name) else None)


def _years_nearby(dateline: Dateline, text: str, url: str | None) -> set[int]:
    days: Iterable[str] = (stated.value for stated in find_stated(text[:20_000]) if stated.value)
    years = {int(day[:4]) for day in days if day[5:10] == f"{dateline.month:02}-{dateline.day:02}"}
    address = re.search(r"/(20\d\d)/(\d{1,2})/", url or "")
    if address and int(address[2]) == dateline.month:
        years.add(int(address[1]))
    return years


def _is_bare(rest: str) -> bool:
    """Whether nothing is left beside the date but words about publication and a byline."""
    if len(rest.split()) > 16:
        return False
    rest = re.sub(r"\b[Bb]y:?\s+(?:(?:[A-Z][\w.'’-]*|admin|staff|editor)\s*,?\s*){1,4}", " ", rest)
    if not _DATE_WORDS.sub("", rest):
        return True
    name = re.match(
        r"\s*(?:[A-Z][\w.'’()-]*\s?)(?:(?:[A-Z][\w.'’()-]*|note|release|statement|of|the)\s?){0,3}[,:|–—-]?\s",
        rest,
    )
    return name is not None and not _DATE_WORDS.sub("", rest[name.end() :])


def _is_update(words: str) -> bool:
    return bool(_UPDATED.search(words)) and not re.search("published|posted", words, re.IGNORECASE)
