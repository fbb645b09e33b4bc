"""What in a sentence speaks for a sum: its periods, days and telling words, and what was told before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corroborate.extraction.totals.figure import Figure
from corroborate.language.dates import DateMention
from corroborate.language.lexicon import Match
from corroborate.model import NOWHERE, UNDATED, Attribution, When, Where
from corroborate.model.vocabulary import Group, WhenPrecision

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_LONG = frozenset(("week", "month", "year", "longer"))
_SAYING = frozenset(
    "said says told announced reported stated confirmed added claimed statement issued report published released "
    "briefing reporters quoted".split()
)
_UNITS = frozenset(("week", "month", "year", "quarter"))
_RECORD = frozenset(
    "highest deadliest lowest bloodiest worst most largest record biggest heaviest first".split()
)


@dataclass(slots=True)
class Context:
    """What the sentences before have set: who counts, over what period and where."""

    attribution: Attribution = ()
    period: When = UNDATED
    where: Where = NOWHERE
    sentence: int = -9
    paragraph: int = -1
    group: Group = "unknown"
    is_digest: bool = False


@dataclass(slots=True)
class Signs:
    """The words of one sentence that speak for a sum or for a single incident."""

    words: list[Match]
    periods: list[DateMention] = field(default_factory=list)
    days: list[DateMention] = field(default_factory=list)
    since: list[int] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def kinds(self, prefix: str, begin: int, end: int) -> list[Match]:
        """The matches of a class, or of classes with that beginning, within tokens `begin` to `end`."""
        return [m for m in self.words if m.kind.startswith(prefix) and begin <= m.begin < end]


def sort_dates(passage: Passage, i: int, signs: Signs) -> None:
    """Parts the periods of a sentence from its days; the day of saying and of comparing are neither."""
    lowers = passage.sentences[i].lowers
    signs.since = [at for at, word in enumerate(lowers) if word == "since" and _opens_span(lowers, at)]
    for mention in passage.dates[i]:
        if mention.kind == "duration":
            continue
        since = next((at for at in signs.since if 0 <= mention.begin - at <= 9), None)
        if since is not None and not {",", ";"}.intersection(lowers[since : mention.begin]):
            signs.periods.append(_up_to_now(mention, passage))
        elif _is_long(mention, lowers) or "hours" in lowers[mention.begin : mention.end]:
            if not _is_comparison(lowers, mention):
                signs.periods.append(mention)
        elif not _is_day_of_saying(lowers, mention):
            signs.days.append(mention)


def _opens_span(lowers: list[str], at: int) -> bool:
    """Whether 'since' at `at` opens the span of a sum: not 'has since died', not 'the highest since'."""
    before = lowers[max(0, at - 9) : at]
    after = lowers[at + 1] if at + 1 < len(lowers) else "."
    if not _NOT_BEFORE_SINCE.isdisjoint(before[-1:]) or after in _NOT_AFTER_SINCE:
        return False
    return _RECORD.isdisjoint(before)


_NOT_BEFORE_SINCE = frozenset(
    "has have had was were year years month months week weeks days anniversary".split()
)
_NOT_AFTER_SINCE = frozenset(
    ", . then morning dawn midnight early yesterday noon last overnight he she being "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def _up_to_now(mention: DateMention, passage: Passage) -> DateMention:
    """'since the war began on 15 April 2023': from that day to the day of the report."""
    when, now = mention.when, passage.document.published_on
    if when.earliest is None or (when.latest == now and when.earliest != when.latest):
        return mention
    precision: WhenPrecision = "unresolved"
    if now is not None and now >= when.earliest:
        length = (now - when.earliest).days
        precision = "month" if length <= 31 else "year" if length <= 366 else "longer"
    return replace(mention, when=replace(when, latest=now, precision=precision), kind="period")


def _is_day_of_saying(lowers: list[str], mention: DateMention) -> bool:
    near = (*lowers[max(0, mention.begin - 4) : mention.begin], *lowers[mention.end : mention.end + 2])
    return not _SAYING.isdisjoint(near)


def _is_long(mention: DateMention, lowers: list[str]) -> bool:
    if mention.when.precision in _LONG or lowers[mention.begin] == "since":
        return True
    if mention.when.precision == "unresolved":
        return mention.kind == "period" or bool(_UNITS.intersection(lowers[mention.begin : mention.end]))
    earliest, latest = mention.when.earliest, mention.when.latest
    return earliest is not None and latest is not None and (latest - earliest).days >= 4


def _is_comparison(lowers: list[str], mention: DateMention) -> bool:
    """Whether the date is what a figure is compared with: 'the highest since 2011', 'up from 465 in 2023'."""
    before = lowers[max(0, mention.begin - 6) : mention.begin]
    if not _RECORD.isdisjoint(before) and "since" in (*before, lowers[mention.begin]):
        return True
    near = before[-3:]
    counted = any("0" <= word < ":" for word in near)
    if {"compared", "against", "versus"}.intersection(near) or ("than" in near and not counted):
        return True
    if "over" in near[-1:]:
        return True
    return "from" in near and near[-1:] != ["from"] and "to" not in lowers[mention.end : mention.end + 2]


def follows(passage: Passage, i: int, context: Context) -> bool:
    """Whether sentence `i` goes on where totals were just told."""
    return i - context.sentence <= 1 or passage.sentences[i].paragraph == context.paragraph


def clause(lowers: list[str], figure: Figure, relatives: bool = True) -> tuple[int, int]:
    """The stretch that holds the figure, between semicolons, 'while', and ', in which', ', when', ', which'."""
    begin, end = 0, len(lowers)
    for at, word in enumerate(lowers):
        parts = word in _PARTING or (
            relatives and word in _RELATIVE and at > 0 and lowers[at - 1] in (",", "in", "of")
        )
        if parts and at < figure.begin:
            begin = at + 1
        elif parts and at >= figure.end:
            return begin, at
    return begin, end


_PARTING = frozenset((";", "while", "whereas"))
_RELATIVE = frozenset(("which", "when", "where"))
