"""Coordinated people of one group as one figure."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.model import Count

_OWN = frozenset({"their", "his", "her"})


def summed_tolls(passage: Passage, i: int, told: list[Harm]) -> list[Harm]:
    """The harms of one phrase with the people of one group as one figure: "a nurse and her two children"."""
    summed: list[Harm] = []
    for harm in told:
        same = [h for h in told if h.at == harm.at and h.effect == harm.effect]
        if harm is same[0]:
            people = sorted((h.people for h in same), key=lambda p: p.begin)
            summed += [replace(harm, people=whom) for whom in summed_people(passage, i, people)]
    return summed


def summed_people(passage: Passage, i: int, hit: list[People]) -> list[People]:
    """Coordinated people of one group as one figure: "two policemen and a head constable" are three police.

    Beside "several" a counted part gives a lower bound: "an inspector and several constables" are at least two.
    """
    sentence = passage.sentences[i]
    joined: list[People] = []
    if any(people.group == "civilians" for people in hit):  # "three men and a boy"
        hit = [
            replace(p, group="civilians")
            if sentence.lowers[p.head] in ("men", "man") and p.group == "unknown"
            else p
            for p in hit
        ]
    rest = sum(people.count.low or 0 for people in hit[1:])
    if len(hit) > 2 and hit[0].count.low == rest and not hit[1].part:
        hit = hit[:1]  # "eight civilians, five women and three children"
    for people in hit:
        last = next(
            (p for p in joined if p.group == people.group and p.part == people.part and not p.bare), None
        )
        if last is None or people.bare or people.group == "unknown" or people.definite:
            joined.append(people)
            continue
        if people.count.low is None and (
            people.begin == people.head or sentence.lowers[people.begin] in _OWN
        ):
            low, high = last.count.low, last.count.high  # "about 70 patients and their relatives"
        else:
            low, high = _added(last.count, people.count)
        wording = passage.document.text[sentence.starts[last.begin] : sentence.ends[people.end - 1]]
        whole = replace(last, end=people.end, count=Count(low=low, high=high, wording=wording))
        joined[joined.index(last)] = whole
    return joined


def _added(a: Count, b: Count) -> tuple[int | None, int | None]:
    lows = [count.low for count in (a, b) if count.low is not None]
    if not lows:
        return None, None
    low = sum(lows) + (len(lows) < 2)
    exact = all(count.low is not None and count.low == count.high for count in (a, b))
    return low, low if exact else None
