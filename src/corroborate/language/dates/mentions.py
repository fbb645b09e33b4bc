"""Dates as they are said, found in a sentence and resolved against the day of the report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from corroborate.language.dates.calendar_dates import MONTH_PATTERNS, YEAR_PATTERNS
from corroborate.language.dates.days import MONTHS, WEEKDAYS, DateKind, Frame, Resolver
from corroborate.language.dates.numeric_dates import NUMERIC_PATTERNS
from corroborate.language.dates.relative_dates import DAY_PATTERNS, WEEKDAY_PATTERNS
from corroborate.language.sentences import Sentence
from corroborate.model.when import When


@dataclass(frozen=True, slots=True)
class DateMention:
    """Tokens `begin` to `end` (exclusive) say the date `when`: a point, a period, a bare duration, or a
    date relative to the one told last.
    """

    begin: int
    end: int
    when: When
    kind: DateKind


_FAMILIES = (
    ("figures", NUMERIC_PATTERNS),
    ("month", MONTH_PATTERNS),
    ("weekday", WEEKDAY_PATTERNS),
    ("year", YEAR_PATTERNS),
    ("day", DAY_PATTERNS),
)
_FAMILY_OF: dict[str, str] = (
    dict.fromkeys(MONTHS, "month")
    | {f"{part}-{name}": "month" for name in MONTHS for part in ("mid", "early", "late", "end")}
    | dict.fromkeys(WEEKDAYS, "weekday")
    | {str(number): "year" for number in range(1900, 2100)}
    | {f"{part}-{number}": "year" for number in range(1900, 2100) for part in ("mid", "early", "late")}
    | {f"{number}s": "year" for number in range(1900, 2100, 10)}
    | dict.fromkeys(("quarter", "half", "months"), "day")
    | dict.fromkeys(
        "today tonight yesterday tomorrow overnight weekend christmas ago recent hour hours day days night week weeks "
        "fortnight month year years decade decades morning evening afternoon nights date times boxing valentine".split(),
        "day",
    )
)
_AMBIGUOUS = frozenset("may march mar jan jun sep dec apr oct nov feb aug jul april june august".split())
_SHORT_MONTHS = frozenset("jan mar apr jun jul aug oct nov dec".split())  # "of Mar Elias", "Jan Egeland"
_BEFORE_MONTH = frozenset(
    "in since during of until till by from through throughout before after between this last next early late mid "
    "past around".split()
)
_EACH = frozenset("every each most black good bloody ash".split())
_HOURS = frozenset("gmt hours hrs utc z".split())
_AT_HOUR = re.compile(r"at \d{4}")
_TITLES = frozenset("times mosque telegraph mirror post school magazine market".split())
_AFTER_MARCH = frozenset(
    "on to for from was by in and against through past organisers organizers movement".split()
)


def find_dates(sentence: Sentence, anchor: date | None, previous: When | None = None) -> list[DateMention]:
    """All dates in `sentence`, left to right, resolved against the document's day `anchor`.

    `previous` is the date told last, which 'the same day' and 'two days later' start from; within the
    sentence each date becomes the previous one of the next. Without an anchor only dates that carry their
    own year resolve; the wording always stays.
    """
    families = _families(sentence.lowers)
    if not families:
        return []
    line = " ".join(sentence.lowers)
    taken = bytearray(len(line) + 1)
    matches: list[tuple[re.Match[str], Resolver, DateKind]] = []
    for family, patterns in _FAMILIES:
        if family not in families:
            continue
        for pattern, resolver, kind in patterns:
            for match in pattern.finditer(line):
                begin, end = match.span()
                if not any(taken[begin:end]) and _is_meant(sentence, line, family, match):
                    taken[begin:end] = b"\1" * (end - begin)
                    matches.append((match, resolver, kind))
    return _resolved(sentence, line, matches, Frame(anchor, previous)) if matches else []


def _families(lowers: list[str]) -> set[str]:
    families = {_FAMILY_OF[word] for word in lowers if word in _FAMILY_OF}
    if ("year" in families and ("-" in lowers or "/" in lowers)) or any(
        word[-5:-4] == "." and word[0] < ":" and word.count(".") == 2 for word in lowers if len(word) > 7
    ):
        families.add("figures")
    if "day" in families and ("quarter" in lowers or "half" in lowers or "months" in lowers):
        families.add("year")
    return families


def _is_meant(sentence: Sentence, line: str, family: str, match: re.Match[str]) -> bool:
    """Whether the words are a date here: not 'every Friday', the Sunday Times, 'they may', 'at 2030'."""
    if family == "month":
        return _is_month(sentence, line, match)
    if family == "year":
        return not _is_clock(line, match)
    if family != "weekday":
        return True
    before = line[: match.start()].rsplit(None, 1)[-1:]
    after = line[match.end() :].split(None, 1)[:1]
    return not _EACH.intersection(before) and not _TITLES.intersection(after)


def _is_clock(line: str, match: re.Match[str]) -> bool:
    """Whether four figures are a time of day, as dispatches write it: 'at 2030', '(1930 GMT)', '2000 hours'."""
    after = line[match.end() :].split(None, 1)[:1]
    return bool(_HOURS.intersection(after)) or _AT_HOUR.fullmatch(match.group()) is not None


def _is_month(sentence: Sentence, line: str, match: re.Match[str]) -> bool:
    """Whether the month's name is meant as one: not the verbs 'may' and 'march', nor a person called June."""
    name = "mon" if "mon" in match.re.groupindex and match["mon"] else "mon2"
    at = line.count(" ", 0, match.start(name))
    if not sentence.words[at][0].isupper() and not sentence.lowers[at].startswith(
        ("mid-", "early-", "late-", "end-")
    ):
        return False
    if (
        "day" in match.re.groupindex
        or match["year"]
        or match["said"]
        or name == "mon2"
        or "mon2" in match.re.groupindex
    ):
        return True
    before = sentence.lowers[at - 1] if at else ""
    after = sentence.lowers[at + 1] if at + 1 < len(sentence) else ""
    if after.isdigit() or (
        after[:1].isalpha() and sentence.words[at + 1][0].isupper() and sentence.lowers[at] in _SHORT_MONTHS
    ):
        return False
    if before in _BEFORE_MONTH or sentence.lowers[at].startswith(("mid-", "end-")):
        return True
    if before in ("and", "or", ",", "to") and at > 1 and sentence.lowers[at - 2] in MONTHS:
        return True
    if before == "the" or after == "'s":
        return after not in _AFTER_MARCH
    return sentence.lowers[at] not in _AMBIGUOUS


def _resolved(
    sentence: Sentence, line: str, matches: list[tuple[re.Match[str], Resolver, DateKind]], frame: Frame
) -> list[DateMention]:
    found: list[DateMention] = []
    for match, resolver, kind in sorted(matches, key=lambda m: m[0].start()):
        when = resolver(match, frame)
        if when is None:
            continue
        begin = line.count(" ", 0, match.start())
        end = begin + 1 + match.group().count(" ")
        kind = "period" if sentence.lowers[begin] == "since" else kind
        mention = DateMention(begin, end, replace(when, wording=_wording(sentence, begin, end)), kind)
        found.append(mention)
        if mention.kind != "duration" and when.latest is not None:
            frame = Frame(frame.anchor, mention.when)
    return found


def _wording(sentence: Sentence, begin: int, end: int) -> str:
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    said = words[begin]
    for i in range(begin + 1, end):
        said += words[i] if starts[i] == ends[i - 1] else " " + words[i]
    return said
