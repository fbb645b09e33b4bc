"""What figures for one effect come to under a named rule: victims and fighters apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from corroborate.analysis.figures import RULES, over_groups
from corroborate.analysis.incidents import Figures, Told
from corroborate.analysis.segments import keyed, once
from corroborate.errors import BadRequest
from corroborate.model.columned import Coded, Numbers

RULE_SOURCES: Mapping[str, str] = {
    "lowest": "every source is heard and the lowest figure is the best, as ACLED takes the most conservative "
    "figure until others corroborate a higher one (ACLED Codebook, on fatalities)",
    "range": "every source is heard and none of the figures is best: only the span from the least to the "
    "greatest is given, as Airwars gives a minimum and a maximum for each incident (Airwars, methodology)",
    "official": "only governments, armies and police are heard; the lowest of their figures is the best",
    "claimant": "only armed groups are heard; the lowest of their figures is the best",
    "independent": "only sources that are no party are heard: outlets, monitors, residents, witnesses; the "
    "lowest of their figures is the best",
}
"""Each rule, whom it hears, and where it comes from; low, best and high are told apart as in UCDP GED."""


class Toll(NamedTuple):
    """People hurt: `low` ≤ `best` ≤ `high`; `best` is None under the rule `range`.

    `is_open`: a source says "at least", so that there may be more than `high`.
    """

    low: int
    best: int | None
    high: int
    is_open: bool


Harm = tuple[str, bool]
"""An effect (killed, injured, captured, …), and whether it was fighters whom it hit."""


def checked_rule(rule: str) -> str:
    """A rule that exists. Raises BadRequest."""
    if rule not in RULES:
        raise BadRequest(f"rule {rule!r}: there is no such rule; choose among {', '.join(RULES)}")
    return rule


def heard(told: Iterable[Told], rule: str) -> list[Told]:
    """The figures of the sources to which a rule listens."""
    if rule in _HEAR_ALL:
        return list(told)
    listens = RULES[rule]
    return [each for each in told if listens(each.voice)]


def tolls(told: Sequence[Told], rule: str) -> dict[Harm, Toll | None]:
    """The toll of each effect that the sources heard speak of; None where none of them gives a number.

    Figures of one source for several groups are added, never those of two sources; a whole stands where it is
    greater than its parts (`figures.overall`). Fighters (militants) are never added to the other people hit:
    each effect has two tolls.
    """
    grouped: dict[Harm, list[Told]] = {}
    for each in told if rule in _HEAR_ALL else heard(told, rule):
        harm = (each.effect, each.group == "militants")
        held = grouped.get(harm)
        if held is None:
            grouped[harm] = [each]
        else:
            held.append(each)
    return {harm: _toll(said, rule) for harm, said in grouped.items()}


_HEAR_ALL = ("lowest", "range")


def _toll(said: list[Told], rule: str) -> Toll | None:
    if len(said) == 1:
        bound = _summed(said)
        return (
            None
            if bound is None
            else Toll(bound[0], None if rule == "range" else bound[0], bound[1], bound[2])
        )
    by_source: dict[str, list[Told]] = {}
    for each in said:
        by_source.setdefault(each.voice.key, []).append(each)
    sums = [bound for each in by_source.values() if (bound := _summed(each)) is not None]
    if not sums:
        return None
    # A source that speaks of one group alone cannot lower the least where another gives the whole.
    whole = [each for each in sums if each[3]]
    low = min(each[0] for each in whole or sums)
    high = max(each[1] for each in sums)
    best = None if rule == "range" else low
    return Toll(low, best, high, any(each[2] for each in sums))


def _summed(said: list[Told]) -> tuple[int, int, bool, bool] | None:
    """One source's least and greatest, whether it is open above, and whether it is for all groups together."""
    if len(said) == 1:
        _, _, group, low, high = said[0]
        is_open, is_whole = low is not None and high is None, group == "unknown"
    else:
        is_open = any(each.low is not None and each.high is None for each in said)
        lows = {each.group: each.low if each.low is not None else each.high for each in said}
        highs = {each.group: each.high if each.high is not None else each.low for each in said}
        low, high, is_whole = over_groups(lows), None if is_open else over_groups(highs), True
    least = low if low is not None else high
    greatest = high if high is not None else low
    if least is None or greatest is None:
        return None
    return least, max(least, greatest), is_open, is_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolls:
    """The tolls of many at once: row n is of `owners[n]` (ascending), what `harm` says; NaN where nobody gives a number.

    What is best under a rule that finds one is the low.
    """

    owners: Numbers
    harm: Coded
    low: Numbers
    high: Numbers
    is_open: Numbers


def tolls_of(figures: Figures, rule: str) -> Tolls:
    """The toll of each owner of figures and each effect, as `tolls` finds it of one."""
    told = figures if rule in _HEAR_ALL else figures.at(figures.voice.told(RULES[rule], bool))
    fighters = told.group.told(lambda group: group == "militants")
    harms = [(effect, is_fighters) for effect in told.effect.values for is_fighters in (False, True)]
    harm = Coded(2 * told.effect.codes + fighters, harms)
    source = told.voice.known_as(lambda voice: voice.key).codes
    first, said = once(keyed(told.owners, harm.codes, source))
    low, high, is_open, is_whole = _summed_each(told, first, said)
    spoken, toll = once(keyed(told.owners[first], harm.codes[first]))
    is_known = ~np.isnan(low)
    has_whole = np.bincount(toll[is_known & is_whole], minlength=len(spoken)) > 0
    # A source that speaks of one group alone cannot lower the least where another gives the whole.
    lowers = is_known & (is_whole | ~has_whole[toll])
    least, greatest = np.full(len(spoken), np.inf), np.full(len(spoken), -np.inf)
    np.minimum.at(least, toll[lowers], low[lowers])
    np.maximum.at(greatest, toll[is_known], high[is_known])
    least[np.isinf(least)], greatest[np.isinf(greatest)] = np.nan, np.nan
    rows = first[spoken]
    return Tolls(
        owners=told.owners[rows], harm=harm.at(rows), low=least, high=greatest,
        is_open=np.bincount(toll[is_known & is_open], minlength=len(spoken)) > 0,
    )  # fmt: skip


def _summed_each(told: Figures, first: Numbers, said: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """As `_summed` of each source: least, greatest, whether it is open above, whether it is for all groups together."""
    count = len(first)
    least, most = (
        np.where(np.isnan(one), other, one) for one, other in ((told.low, told.high), (told.high, told.low))
    )
    is_open = np.bincount(said[~np.isnan(told.low) & np.isnan(told.high)], minlength=count) > 0
    is_known = np.bincount(said[~np.isnan(least)], minlength=count) > 0
    part = told.group.told(lambda group: _PARTS.get(group, 2))
    low = np.where(is_known, _over_groups(said, part, least, count), np.nan)
    high = np.where(is_open, low, np.where(is_known, _over_groups(said, part, most, count), np.nan))
    is_whole = (np.bincount(said, minlength=count) > 1) | (part[first] == 3)
    return low, np.maximum(low, high), is_open, is_whole


_PARTS = {"security_forces": 0, **dict.fromkeys(("military", "police", "paramilitary"), 1), "unknown": 3}


def _over_groups(said: Numbers, part: Numbers, numbers: Numbers, count: int) -> Numbers:
    """As `figures.over_groups`, of each source."""
    known = np.nan_to_num(numbers)
    forces, bodies, others, every = (
        np.bincount(said, known * (part == each), minlength=count) for each in range(4)
    )
    return np.maximum(every, np.maximum(forces, bodies) + others)
