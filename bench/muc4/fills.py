"""Single fills of 1992 from the parts of a report: dates, places, numbers, nations, confidence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache

from corroborate.actors.nations import nations
from corroborate.model import Count, Perpetrator, Report, When, Where

NINE = {
    "SV": "EL SALVADOR",
    "GT": "GUATEMALA",
    "HN": "HONDURAS",
    "AR": "ARGENTINA",
    "BO": "BOLIVIA",
    "CL": "CHILE",
    "CO": "COLOMBIA",
    "EC": "ECUADOR",
    "PE": "PERU",
}
STATE_ROLES = frozenset(("government", "military", "police"))
CONFIDENCE = {
    "fact": "REPORTED AS FACT",
    "claimed": "CLAIMED OR ADMITTED",
    "accused": "SUSPECTED OR ACCUSED",
    "suspected": "SUSPECTED OR ACCUSED",
}


def confidence_of(party: Perpetrator) -> str:
    """Organization confidence by the decision tree of part 2, slot 11."""
    if (
        party.responsibility in ("accused", "suspected")
        and party.attribution
        and party.attribution[0].role in STATE_ROLES
    ):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return CONFIDENCE[party.responsibility]


def number_of(count: Count, phrase: str) -> str:
    """A count as the keys write it: "3", "5-", "5-7", "~100"; PLURAL or 1 by the noun where none is said."""
    low, high = count.low, count.high
    if low is None and high is None:
        return "PLURAL" if _is_plural(phrase) else "1"
    if low is not None and low == high:
        hedged = re.search(r"\b(about|around|some|roughly|approximately)\b", (count.wording or "").lower())
        return f"~{low}" if hedged and low > 1 else str(low)
    if low is not None and high is not None:
        return f"{low}-{high}"
    return f"{low}-" if low is not None else f"-{high}"


def _is_plural(phrase: str) -> bool:
    """Whether the head noun of a phrase is a plural."""
    head = re.split(r"\b(?:OF|IN|AT|ON|NEAR|FROM|WHO|THAT)\b", phrase.upper())[0].split()
    word = re.sub(r"\W+$", "", head[-1]) if head else ""
    return (word.endswith("S") and not word.endswith(("SS", "BUS"))) or word in ("PEOPLE", "MEN", "WOMEN", "CHILDREN", "POLICEMEN", "PERSONNEL")  # fmt: skip


def date_of(when: When, published: date | None) -> str | None:
    """A date as the keys write it (7.3).

    The article's own day bounds it where the text gives none, or a day of the week without a date, or only
    a stretch of days ("last week"); a night that began the day before is that day's.
    """
    first, last = when.earliest, when.latest
    if first and last and not (published and (_is_weekday(when) or (last - first).days > _STRETCH)):
        if first == last or re.search(r"\bnight\b", when.wording or "", re.IGNORECASE):
            return _day(first)
        return f"{_day(first)} - {_day(last)}"
    bound = published or last
    return f"- {_day(bound)}" if bound else None


_STRETCH = 4
"""Days beyond which an interval is none that the keys give."""


def _is_weekday(when: When) -> bool:
    said = (when.wording or "").lower()
    return bool(re.search(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", said)) and not re.search(
        r"\d", said
    )


def _day(day: date) -> str:
    return f"{day:%d %b %y}".upper()


def place_of(where: Where) -> str | None:
    """A place as the keys write it, the country first; the kinds in brackets are left out."""
    names = [_plain(name).upper() for name in (where.name, *where.within) if name]
    return ": ".join(dict.fromkeys(reversed(names))) if names else None


def likely_country(reports: Sequence[Report], text: str, dateline: str = "") -> str | None:
    """The one of the nine countries that most incidents of a document are in, else that it names most (7.4, 5).

    Else the country of the place in its dateline.
    """
    known = Counter(country for report in reports if (country := country_of(report.where)) in NINE.values())
    if known:
        return known.most_common(1)[0][0]
    for said in (text, dateline):
        named = {name: _times_named(code, said) for code, name in NINE.items()}
        best = max(named, key=lambda name: named[name])
        if named[best]:
            return best
    return None


def _times_named(code: str, text: str) -> int:
    """How often a text names a country, its people or its capital."""
    nation = nations()[code]
    names = "|".join(re.escape(_plain(name)) for name in (*nation.names, *nation.demonyms, *nation.capitals))
    return len(re.findall(rf"\b(?:{names})\b", _plain(text), re.IGNORECASE))


def _plain(said: str) -> str:
    """A text without accents."""
    return unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()


def country_of(where: Where) -> str | None:
    """The country of a place in capitals, None where it is not known."""
    if where.country in NINE:
        return NINE[where.country]
    return where.within[-1].upper() if where.within else (where.country or None)


def foreign_nation(phrase: str, place: str) -> str | None:
    """The country that a phrase gives its target ("U.S. embassy"), where it is not that of `place` (7.16, 7.23)."""
    home = place.split(":")[0]
    for word in re.findall(r"U\.S\.|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]{2,4}\b", phrase):
        for part in (word, *word.split()):
            nation = _nations().get(part.lower())
            if nation is not None:
                return nation if nation != home else None
    return None


@cache
def _nations() -> dict[str, str]:
    """The entries of the set list by names and demonyms of countries, in small letters."""
    named = {"u.s.": "UNITED STATES"}
    for code, nation in nations().items():
        entry = _ENTRIES.get(code, nation.names[0].upper())
        named |= {each.lower(): entry for each in (*nation.names, *nation.demonyms)}
    return named


_ENTRIES = {"RU": "USSR", "CN": "PEOPLES REP OF CHINA", "DE": "WEST GERMANY", "KR": "REPUBLIC OF KOREA", "TW": "REPUBLIC OF CHINA"}  # fmt: skip
