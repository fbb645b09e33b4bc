"""Whether a figure is a sum over several incidents or a period, or one incident's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corroborate.extraction.totals.figure import Figure
from corroborate.extraction.totals.signs import Context, Signs, clause, follows
from corroborate.language.numbers import find_percentages
from corroborate.model import When

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_SPANNING = frozenset(("past", "recent", "far", "between", "since"))
THRESHOLD = 2.0  # the weights below were set on sentences written for the tests, then checked on gold


def weigh(passage: Passage, i: int, figure: Figure, signs: Signs, context: Context) -> float:
    """How much speaks for a sum (2 is enough): periods, data, several events, change; against: one event, a day."""
    lowers = passage.sentences[i].lowers
    begin, end = clause(lowers, figure)
    low = figure.count.low or figure.count.high or 0
    span = _period_weight(lowers, signs, begin, end)
    several = _several(lowers, signs, figure, begin, end)
    goes_on = follows(passage, i, context) and not signs.days
    weight = (
        span
        + several
        + _change_weight(passage, i, figure, signs)
        + _measure_weight(figure, low, several, context.is_digest)
    )
    is_monitored = any(mention.role == "monitor" for mention in passage.actors[i])
    weight += min(1.5, 1.0 * bool(signs.kinds("sign.data", 0, len(lowers))) + 1.0 * is_monitored)
    weight += 1.0 * bool(signs.kinds("sign.sum", begin, end) or _has_stretch(lowers))
    weight += 1.0 * goes_on + 1.0 * (goes_on and lowers[0] in _TAKES_UP)
    weight += 1.0 * (context.is_digest and not signs.days) + 1.5 * (low >= 1000) + 0.5 * (30 <= low < 1000)
    begin, end = clause(lowers, figure, relatives=False)
    if several < 2 and span < 2.5 and _has_single(lowers, signs, figure, begin, end):
        weight -= 2.0
    if several < 2 and span < 2.5 and any(begin <= m.begin < end for m in signs.days):
        weight -= 1.5
    return weight


def _has_stretch(lowers: list[str]) -> bool:
    """Whether a sentence says 'in a single week', 'within three months'."""
    for at, word in enumerate(lowers):
        if (
            word in _STRETCHES
            and at > 1
            and not {"in", "within", "over"}.isdisjoint(lowers[max(0, at - 4) : at])
        ):
            return lowers[at - 1] not in ("few", "several", "the", "last", "this", "next", "past")
    return False


_STRETCHES = frozenset("week weeks fortnight month months".split())
_TAKES_UP = frozenset(("they", "these", "those", "another"))


def _measure_weight(figure: Figure, low: int, several: float, is_digest: bool) -> float:
    if figure.measure == "attacks":
        return 2.0 if low >= 10 else 1.0 if low >= 4 else -1.0
    if figure.measure == "locations":
        return -9.0 if low < 3 or not several or figure.is_definite else 0.0
    if low == 1:
        return -1.0
    is_noun = figure.begin <= figure.at < figure.end
    return -1.0 if figure.measure == "other" and is_noun and not is_digest else 0.0


def _change_weight(passage: Passage, i: int, figure: Figure, signs: Signs) -> float:
    """2 for a percentage, 1 for a level that moved or a record; a growing toll alone is one incident's."""
    sentence = passage.sentences[i]
    begin, end = clause(sentence.lowers, figure)
    changes = [
        m
        for m in signs.kinds("change.", begin, end)
        if not {"on", "into", "onto", "near"}.intersection(
            sentence.lowers[m.end : m.end + 1]
        )  # "bombs fell on"
    ]
    if not changes:
        return 0.0
    if find_percentages(sentence):
        return 2.0
    if any(m.kind == "change.record" and "since" in sentence.lowers[m.end : m.end + 8] for m in changes):
        return 1.0
    moved = figure.at < figure.begin and any(m.kind != "change.record" for m in changes)
    return 1.0 if moved and "toll" not in sentence.lowers else 0.0


def _period_weight(lowers: list[str], signs: Signs, begin: int, end: int) -> float:
    best = 2.5 if any(begin <= at < end for at in signs.since) else 0.0
    for mention in signs.periods:
        if not begin <= mention.begin < end:
            continue
        said = lowers[max(0, mention.begin - 1) : mention.end]
        if said[0] == "before" or ("since" in said and _is_short(mention.when)):
            continue
        if "hours" in said:
            best = max(best, 1.0)
        elif any(word in _SPANNING for word in said[:4]):
            best = max(best, 2.5)
        elif "this" in said[:3] and "year" in said:
            best = max(best, 2.0)
        else:
            best = max(best, 1.5 if mention.when.precision in ("year", "longer") else 1.0)
    return best


def _is_short(when: When) -> bool:
    """Whether a span is that of one event which goes on: "has killed 99 people since Sunday"."""
    return (
        when.earliest is not None
        and when.latest is not None
        and (when.latest - when.earliest).days <= _ONE_EVENT
    )


_ONE_EVENT = 7  # days


def _several(lowers: list[str], signs: Signs, figure: Figure, begin: int, end: int) -> float:
    """2 where several incidents are named as such or the figure is broken down by places, 1 for plural events."""
    if signs.kinds("sign.many", begin, end):
        return 2.0
    for other in signs.figures:
        if (
            other is not figure
            and other.measure == "attacks"
            and (other.count.low or other.count.high or 0) > 1
        ):
            return 2.0
    parts = [o for o in signs.figures if o.part and o.at == figure.at and o is not figure]
    if (
        sum(lowers[part.end : part.end + 1] in (["in"], ["at"], ["from"]) for part in parts)
        >= 2 - figure.part
    ):
        return 2.0
    plural = [
        m
        for m in signs.kinds("measure.attacks", begin, end)
        if lowers[m.end - 1].endswith("s") and not figure.begin <= m.begin < figure.end
    ]
    definite = all("the" in lowers[max(0, m.begin - 3) : m.begin] for m in plural)
    return (0.5 if definite else 1.0) if plural else 0.0


def _has_single(lowers: list[str], signs: Signs, figure: Figure, begin: int, end: int) -> bool:
    """Whether one incident is told of near the figure: 'the blast', 'in a raid', 'hijacking'."""
    for match in signs.words:
        near = max(begin, figure.begin - 14) <= match.begin < min(end, figure.end + 14)
        if not near or match.kind not in ("event.one", "measure.attacks", "measure.captured"):
            continue
        if lowers[match.end - 1].endswith("s") or figure.begin <= match.begin < figure.end:
            continue
        if not {"every", "each", "per"}.intersection(lowers[max(0, match.begin - 2) : match.begin]):
            return True
    return bool({"hijacking", "hijacked", "massacre", "gunman", "bomber"}.intersection(lowers[begin:end]))
