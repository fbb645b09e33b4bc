"""Which reports are compared at all: those that share a key.

A key joins a stretch of time with something seldom: a place, an actor, a proper name, a landmark with a
tactic. Days fall into two rows of windows of four days, shifted by two, so that days at most two apart
always share one. Coarse dates ("in March", "last year") stand in each of their months, and meet others
there only through what is distinctive. A key depends on one report alone and no block is cut by size,
so that which reports are compared never depends on what else is in the record; blocks stay small since
each holds one place, actor or name in four days, or one distinctive thing in a month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from zlib import crc32

from corroborate.linkage.facts import ReportFacts

WINDOW = 4
"""Days in a window."""
FINE = 10
"""An interval of at most so many days stands in windows of days; a longer one only in months."""
LONGEST = 800
"""Days beyond which an interval ("since 2004") says nothing about when."""
PRECISE = 3
"""Days that an interval may last and still name the day ("on the night of the 3rd")."""
SOME_DEAD = 4
MANY_DEAD = 8
"""A number of dead that is seldom enough to be looked up by."""
VERY_MANY_DEAD = 30
"""A number of dead so seldom that two deeds of one day and country with as many are likely one, whatever
the exact figures."""
CHOSEN = 6
"""Telling words of a document that reports are looked up by, two by two and whatever the days of the deeds."""
STORY_LASTS = 30
"""Days in a window in which documents of one story are looked up by their words."""
COMMON_TYPES = frozenset(
    (
        "armed_clash",
        "attack",
        "remote_explosive_landmine_ied",
        "shelling_artillery_missile_attack",
        "air_drone_strike",
        "arrests",
        "peaceful_protest",
        "other",
    )
)
"""Types of deeds that every day brings in many places."""
_RARE_TYPES = frozenset(
    (
        "agreement",
        "change_to_group_activity",
        "government_regains_territory",
        "headquarters_or_base_established",
        "non_state_actor_overtakes_territory",
        "non_violent_transfer_of_territory",
    )
)
_CELLS_FROM = frozenset(("exact", "near", "district"))


def block_keys(facts: ReportFacts) -> set[str]:
    """The keys of `facts`: two reports are compared when they share one."""
    keys = {f"w|{facts.wording}"} if facts.wording else set()
    keys.update(_story_keys(facts))
    if facts.earliest is None or facts.latest is None:
        return keys | {f"undated|{facts.family}|{name}" for name in facts.fine[:1]}
    width = facts.latest - facts.earliest + 1
    if width <= FINE + 1:
        near, stretches = set(_near_features(facts)), windows(facts.earliest, facts.latest)
        keys.update(f"{window}|{feature}" for window in stretches for feature in near)
    if width <= PRECISE:
        days = range(facts.earliest, facts.latest + 1)
        keys.update(f"d{day}|{feature}" for feature in _day_features(facts) for day in days)
    if width <= LONGEST:
        rare = set(_rare_features(facts))
        keys.update(
            f"{month}|{feature}" for month in months(facts.earliest, facts.latest) for feature in rare
        )
    return keys


def _story_keys(facts: ReportFacts) -> Iterator[str]:
    """Two by two, a few of the telling words, chosen by their hash: documents alike choose alike.

    They find the reports of documents that come out within a few weeks, and whenever they come out those
    that their documents open with.
    """
    chosen = sorted(sorted(facts.story, key=lambda word: crc32(word.encode()))[:CHOSEN])
    stretches = ["t"] if facts.lead else []
    if facts.published is not None:
        half = STORY_LASTS // 2
        stretches += [f"t{facts.published // STORY_LASTS}", f"u{(facts.published + half) // STORY_LASTS}"]
    for stretch in stretches:
        yield from (f"{stretch}|{one}|{other}" for one, other in combinations(chosen, 2))


def windows(earliest: int, latest: int) -> set[str]:
    """The windows of days in which an interval stands."""
    half = WINDOW // 2
    straight = {f"a{day // WINDOW}" for day in range(earliest, latest + 1)}
    return straight | {f"b{(day + half) // WINDOW}" for day in range(earliest, latest + 1)}


def months(earliest: int, latest: int) -> list[str]:
    """The calendar months in which an interval stands."""
    first, last = date.fromordinal(earliest), date.fromordinal(latest)
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"m{month // 12}-{month % 12 + 1}" for month in span]


def _near_features(facts: ReportFacts) -> Iterator[str]:
    """What two reports of one incident share when both say its day."""
    yield from (f"p:{name}" for name in facts.fine)
    yield from (f"x:{actor}" for actor in facts.actors)
    yield from (f"n:{name}" for name in (*facts.names, *facts.mentions))
    if facts.area:
        yield f"a:{facts.area}|{facts.family}"
    if facts.country:
        yield from (f"c:{facts.country}|{thing}" for thing in (*facts.landmarks, *facts.tactics))
        if facts.type in _RARE_TYPES:
            yield f"c:{facts.country}|{facts.type}"
        killed = facts.figure("killed").low
        if killed:
            yield f"c:{facts.country}|k{killed}"
    yield from _cells(facts)


def _day_features(facts: ReportFacts) -> Iterator[str]:
    """What finds a report of the very day whose place is unknown, or told otherwise."""
    named = facts.said if facts.fine else {*facts.said, *facts.told}
    yield from (f"s:{name}" for name in (*facts.fine[:1], *named))
    yield from (f"{facts.type}|{thing}" for thing in (*facts.landmarks, *facts.tactics))
    if facts.type not in COMMON_TYPES:
        yield facts.type
    if facts.country and (facts.figure("killed").high or facts.figure("killed").low or 0) >= VERY_MANY_DEAD:
        yield f"c:{facts.country}|dead"
    for figure in facts.figures:
        if figure.low is not None and figure.low >= (MANY_DEAD if figure.effect != "killed" else SOME_DEAD):
            yield f"{figure.effect}{figure.low}"


def _cells(facts: ReportFacts) -> Iterator[str]:
    """Cells of one degree in two grids, the second shifted by half a degree."""
    if facts.latitude is None or facts.longitude is None or facts.place_precision not in _CELLS_FROM:
        return
    yield f"g:{int(facts.latitude // 1)},{int(facts.longitude // 1)}"
    yield f"h:{int((facts.latitude + 0.5) // 1)},{int((facts.longitude + 0.5) // 1)}"


def _rare_features(facts: ReportFacts) -> Iterator[str]:
    """What finds an incident again when a later report says no more than the month or the year."""
    yield from (f"n:{name}" for name in (*facts.names, *facts.mentions))
    landmarks = [thing for thing in facts.landmarks if thing.startswith("landmark.")]
    for landmark in landmarks:
        yield from (f"{landmark}|{tactic}" for tactic in facts.tactics)
        if facts.country:
            yield f"c:{facts.country}|{landmark}"
    for thing in (*facts.landmarks, *facts.tactics):
        yield from (f"{thing}|x:{actor}" for actor in facts.actors)
        if facts.area:
            yield f"{thing}|a:{facts.area}"
    if facts.fine:
        yield f"p:{facts.fine[0]}"
    yield from (f"p:{name}|{facts.family}" for name in facts.fine[1:])
    for dead in {facts.figure("killed").low, facts.figure("killed").high} - {None}:
        if dead is not None and dead >= MANY_DEAD:
            yield from (f"k{dead}|{where}" for where in (facts.area, facts.country) if where)
