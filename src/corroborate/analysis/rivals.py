"""Quoted totals of the same things by different claimants that cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from corroborate.analysis.contests import meet, shown
from corroborate.analysis.sheet import Sheet
from corroborate.model import Count, Total
from corroborate.model.column import Column
from corroborate.model.held import HeldTotal
from corroborate.model.selection import folded


def rival_totals(held: Sequence[HeldTotal]) -> Sheet:
    """Pairs of totals of one measure, group, place and actor by two claimants that contradict each other.

    Over the same period they contradict where their ranges do not meet; where the one period holds the other,
    where the part is greater than the whole can be. A claimant that corrects itself is no rival of itself. Totals
    that name neither a place nor an actor are compared with such totals of the very same period alone, and the
    row says that they may be of different places.
    """
    grouped: dict[tuple[str, ...], list[HeldTotal]] = defaultdict(list)
    for each in held:
        total = each.total
        if total.period.earliest and total.period.latest and total.measure != "other":
            grouped[_topic(total)].append(each)
    pairs = (pair for told in grouped.values() for pair in combinations(told, 2))
    rows = [_row(one, other, why) for one, other in pairs if (why := _contradiction(one, other))]
    rows = list({(row["one_id"], row["other_id"]): row for row in rows}.values())
    rows.sort(key=lambda row: (row["earliest"], row["measure"], row["one"], row["other"]))
    return Sheet(kind="contradictions", columns=COLUMNS, rows=tuple(rows), notes=_NOTES)


def _topic(total: Total) -> tuple[str, ...]:
    where = total.where
    place = where.country if where.precision == "country" and where.country else folded(where.name or "")
    return total.measure, total.group, place or "", folded(total.actor or "")


def claimant_of(held: HeldTotal) -> str:
    """Whose total it is: its first speaker's, or the outlet's own."""
    said = held.total.attribution
    return said[0].name if said else held.source.publisher or "an unnamed outlet"


def _voice(held: HeldTotal) -> str:
    said = held.total.attribution
    if said:
        return said[0].actor or folded(said[0].name)
    return folded(held.source.publisher or held.source.copy_of or held.source.id)


def _contradiction(one: HeldTotal, other: HeldTotal) -> str | None:
    """Why two totals cannot both be right; None where they can."""
    if _voice(one) == _voice(other):
        return None
    if _period(one) == _period(other):
        if meet(one.total.count, other.total.count):
            return None
        of = "" if _is_placed(one.total) else ", of no said place"
        return f"{shown(one.total.count)} against {shown(other.total.count)} for the same period{of}"
    if not _is_placed(one.total):
        return None
    for part, whole in ((one, other), (other, one)):
        if _holds(whole, part) and _exceeds(part.total.count, whole.total.count):
            return f"{shown(part.total.count)} in a part of the period is more than {shown(whole.total.count)} in the whole"
    return None


def _is_placed(total: Total) -> bool:
    return bool(total.where.name or total.actor)


def _period(held: HeldTotal) -> tuple[Any, Any]:
    return held.total.period.earliest, held.total.period.latest


def _holds(whole: HeldTotal, part: HeldTotal) -> bool:
    (begin, end), (first, last) = _period(whole), _period(part)
    return bool(begin <= first and last <= end)


def _exceeds(part: Count, whole: Count) -> bool:
    least = part.low if part.low is not None else None
    return least is not None and whole.high is not None and least > whole.high


def _row(one: HeldTotal, other: HeldTotal, why: str) -> dict[str, Any]:
    first, second = sorted((one, other), key=lambda each: (claimant_of(each), each.id))
    total = first.total
    return {
        "measure": total.measure,
        "group": total.group,
        "place": total.where.name,
        "actor": total.actor,
        "earliest": min(_period(one)[0], _period(other)[0]).isoformat(),
        "latest": max(_period(one)[1], _period(other)[1]).isoformat(),
        "one": claimant_of(first),
        "one_low": total.count.low,
        "one_high": total.count.high,
        "other": claimant_of(second),
        "other_low": second.total.count.low,
        "other_high": second.total.count.high,
        "why": why,
        "one_id": first.id,
        "other_id": second.id,
    }


def _sides() -> Iterable[Column]:
    for side, words in (("one", "the one claimant"), ("other", "the other claimant")):
        yield Column(side, "text", words)
        yield Column(f"{side}_low", "integer", "its total at least; empty is unknown", "as the measure")
        yield Column(f"{side}_high", "integer", "its total at most; empty is unknown", "as the measure")


COLUMNS = (
    Column("measure", "text", "attacks, locations, killed, injured, captured, missing or arrested"),
    Column("group", "text", "whom it counts"),
    Column("place", "text", "where"),
    Column("actor", "text", "whose deeds are summed"),
    Column("earliest", "date", "the first day of both periods"),
    Column("latest", "date", "the last day of both periods"),
    *_sides(),
    Column("why", "text", "why both cannot be right"),
    Column("one_id", "text", "id of the one total"),
    Column("other_id", "text", "id of the other total"),
)
_NOTES = (
    "Claimants may count different things under one name (deaths on one side, whole districts or their own area); "
    "a contradiction is of words, and says not who is right. Totals of no said place may be of different places.",
)
