"""How a period compares with earlier ones, in sentences that say what chance may explain."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.analysis.series import Series
from corroborate.analysis.trend import Change, change, highest_since
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Part
from corroborate.publishing.report.material import Scope

_FEWEST_PAST = 6
"""How many periods must lie before this one, so that “the highest since” means anything."""


def compared(series: Series | None, scope: Scope, what: str) -> list[Part]:
    """What the period before and the year before had, how sure the change is, and since when there was no more."""
    at = _place(series, scope)
    if series is None or at is None:
        return []
    said: list[Part] = []
    backs = [1, 12] if scope.unit == "month" else [1]
    told = [(back, change(series, at, back)) for back in backs if at >= back]
    unsure = [pair for pair in told if not _is_sure(pair[1])]
    said += [_changed(series, at, pair, what) for pair in told if pair not in unsure]
    said += _alike(series, at, unsure)
    since, is_sure = highest_since(series, at)
    if at >= _FEWEST_PAST and series.lows[at]:
        doubt = "" if is_sure or series.measure == "incidents" else " by the lowest figures"
        if since is None:
            first = words.period(series.periods[0].name)
            said.append(f"No {scope.unit} since {first} has as many{doubt}. ")
        elif since != series.periods[at - 1].name:
            said.append(f"As many or more were last recorded in {words.period(since)}{doubt}. ")
    return said


def _is_sure(found: Change) -> bool:
    """Does the interval of a change leave out that nothing changed?"""
    return found.low is not None and found.high is not None and (found.low > 1 or found.high < 1)


def _changed(series: Series, at: int, of: tuple[int, Change], what: str) -> str:
    """A change that chance does not explain, with its interval."""
    back, found = of
    assert found.low is not None
    assert found.high is not None
    then, name = series.lows[at - back], words.period(series.periods[at - back].name)
    low, high = (_signed(100 * (each - 1)) for each in (found.low, found.high))
    if found.ratio is None:
        return f"{name} had none (95 % interval of the change {low} to {high} %). "
    percent = round(100 * (found.ratio - 1))
    how = f"{abs(percent):,} % {'more' if percent > 0 else 'fewer'} {what} a day than"
    return (
        f"That is {how} in {name} ({words.number(then)}{_least(series)}; 95 % interval {low} to {high} %). "
    )


def _alike(series: Series, at: int, told: Sequence[tuple[int, Change]]) -> list[str]:
    """What earlier periods had, where chance alone may explain the difference."""
    if not told:
        return []
    names = [words.period(series.periods[at - back].name) for back, _ in told]
    lows = [series.lows[at - back] for back, _ in told]
    if len(names) > 1 and not any(lows):
        had = f"Neither {' nor '.join(names)} had any"
    else:
        had = words.listed(
            [
                f"{name} had {words.number(low) if low else 'none'}"
                for name, low in zip(names, lows, strict=True)
            ]
        )
    is_known = all(found.low is not None for _, found in told)
    many = "s" if len(told) > 1 else ""
    chance = (
        f"; chance alone may explain the difference{many}"
        if is_known
        else "; the record is too short to tell chance from change"
    )
    return [f"{had}{_least(series)}{chance}. "]


def _least(series: Series) -> str:
    return "" if series.measure == "incidents" else " by the lowest figures"


def _signed(percent: float) -> str:
    """A change in percent with its sign."""
    return f"{percent:+,.0f}".replace("-", "−")


def _place(series: Series | None, scope: Scope) -> int | None:
    if series is None or not scope.unit:
        return None
    first = scope.since.toordinal()
    return next((at for at, period in enumerate(series.periods) if period.first == first), None)
