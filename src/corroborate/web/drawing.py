"""Pictures that need no script: the record month by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corroborate.model.card import Card, CardCount

WIDTH, GROUND = 720, 122
_MOST_MONTHS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One month: where its bar stands, in units of the picture, and what it tells; days as filters take them."""

    month: str
    x: float
    width: float
    top: float
    height: float
    killed_y1: float
    killed_y2: float
    incidents: int
    killed_low: int
    killed_high: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """A picture of the months that hold incidents: `most` incidents and `most_killed` are its two scales.

    `earlier` counts incidents of months before the first that is drawn.
    """

    bars: tuple[Bar, ...]
    most: int
    most_killed: int
    earlier: int


def months_drawn(counts: Sequence[CardCount], most_months: int = _MOST_MONTHS) -> Months:
    """The last months up to the latest one counted, empty ones between them too; those without a day are left out."""
    held = {each.value: each for each in counts if each.value}
    if not held:
        return Months(bars=(), most=0, most_killed=0, earlier=0)
    names = _between(min(held), max(held))[-most_months:]
    shown = [held.get(name, CardCount(name, 0, 0, 0)) for name in names]
    most = max(1, *(each.incidents for each in shown))
    killed = max(1, *(each.killed_high for each in shown))
    bars = tuple(_bar(each, at, len(shown), most, killed) for at, each in enumerate(shown))
    earlier = sum(each.incidents for name, each in held.items() if name < names[0])
    return Months(bars=bars, most=most, most_killed=killed, earlier=earlier)


def most_killed(cards: Iterable[Card]) -> int:
    """The greatest figure of a list: where the scale ends on which each of its figures is drawn."""
    return max((card.killed_high or card.killed_low or 0 for card in cards), default=0)


def _bar(told: CardCount, at: int, drawn: int, most: int, killed: int) -> Bar:
    step = min(WIDTH / drawn, 40)
    height = told.incidents / most * (GROUND - 10)
    scale = (GROUND - 10) / killed
    has_room = at == 0 and told.value[5:] < "10"  # before the next January, which is labelled
    is_labelled = drawn <= 14 or told.value.endswith("-01") or has_room
    return Bar(
        month=told.value,
        x=round(at * step, 2),
        width=round(step * 0.78, 2),
        top=round(GROUND - height, 2),
        height=round(height, 2),
        killed_y1=round(GROUND - told.killed_high * scale, 2),
        killed_y2=round(GROUND - told.killed_low * scale, 2),
        incidents=told.incidents,
        killed_low=told.killed_low,
        killed_high=told.killed_high,
        label=(told.value if drawn <= 14 else told.value[:4]) if is_labelled else "",
    )


def _between(first: str, last: str) -> list[str]:
    """Every month from the first to the last, as 2024-05."""
    year, month = int(first[:4]), int(first[5:7])
    found = []
    while (name := f"{year:04d}-{month:02d}") <= last:
        found.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
