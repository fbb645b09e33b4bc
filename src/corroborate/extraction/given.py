"""Figures given without a noun: "the rebels say 2,000", "another had counted 85", "the former figure was 32"."""

from __future__ import annotations

from corroborate.extraction.arguments import parts_after
from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.persons import People
from corroborate.model.vocabulary import CasualtyEffect

_GIVE = frozenset(
    "says said say gave gives give given counted counts count claimed claims claim reported reports report cites cited "
    "lists listed mentioned mentions puts put estimates estimated".split()
)
_SPEAK = frozenset("spoke speaks speak spoken talked talks".split())
_FIGURE = frozenset("figure figures count tally toll number".split())
_CLOSED = frozenset('. , ; : ) ” " — – - and but at on by in last while yesterday later after a'.split())
_DEAD = frozenset({"v.kill", "v.die", "adj.dead", "n.death", "v.claimlives"})
_SPAN = 4
"""How many sentences back a bare figure looks for what it counts."""


def find_given(passage: Passage, i: int, people: list[People], found: list[Harm]) -> list[Harm]:
    """The bare figures of sentence `i` that somebody gives for what was told before, here or just above."""
    lowers = passage.sentences[i].lowers
    told = {h.people.begin for h in found}
    harms: list[Harm] = _named(passage, i) if "names" in lowers else []
    for p in people:
        if not p.bare or p.begin in told or not p.count.low or p.end - 1 != p.head or p.begin == 0:
            continue
        if lowers[p.end : p.end + 1] and lowers[p.end] not in _CLOSED:
            continue
        if not _is_given(lowers, p.begin):
            continue
        effect = _effect(passage, i, [*found, *harms], p.begin)
        if effect is not None:
            parts = [part for part in parts_after(lowers, p.end, people) if part.count.low]
            harms += [Harm(effect=effect, people=whom, at=p.begin) for whom in (p, *parts)]
    return harms


def _named(passage: Passage, i: int) -> list[Harm]:
    """The dead who are told of as names: "the diocese had 57 names"."""
    lowers = passage.sentences[i].lowers
    harms = []
    for mention in passage.counts[i]:
        end = mention.end
        if lowers[end : end + 1] != ["names"] or lowers[mention.begin - 1] not in _BEAR_NAMES:
            continue
        if mention.count.low and _effect(passage, i, [], mention.begin) == "killed":
            whom = People(
                begin=mention.begin, end=end + 1, head=end, group="unknown", count=mention.count, bare=True
            )
            harms.append(Harm(effect="killed", people=whom, at=end))
    return harms


_BEAR_NAMES = frozenset(
    "had has have holds held lists listed counts counted contains contained published collected".split()
)


def _is_given(lowers: list[str], at: int) -> bool:
    """Whether the words before the number at `at` give it as a figure."""
    before = lowers[at - 1]
    if before in _GIVE:
        return True
    two = lowers[at - 2] if at > 1 else ""
    if before == "of":
        return two in _SPEAK or (two in _FIGURE and two != "number")
    if before in ("as", "to"):
        return (two == "high" and before == "as") or (
            before == "to" and "figure" in lowers[max(0, at - 6) : at]
        )
    if before in ("was", "is", "were", "are", "remains", "stands"):
        return bool(_FIGURE.intersection(lowers[max(0, at - 5) : at]))
    if before == "and":  # "we reported 23 at midnight and 26 at four"
        return bool({"reported", "counted", "gave", "spoke"} & set(lowers[max(0, at - 7) : at]))
    return False


def _effect(passage: Passage, i: int, found: list[Harm], at: int) -> CasualtyEffect | None:
    """What the figure counts: what the sentence told last before it, else what the sentences before told."""
    before = [h for h in found if h.at < at]
    if before:
        return before[-1].effect if before[-1].effect in ("killed", "injured", "captured") else None
    for n in range(i - 1, max(-1, i - 1 - _SPAN), -1):
        kinds = {m.kind for m in passage.triggers[n]}
        if kinds & _DEAD or {"dead", "bodies", "killed", "toll"} & set(passage.sentences[n].lowers):
            return "killed"
        if kinds & {"v.injure", "n.injury"}:
            return "injured"
        if kinds & {"v.capture", "v.abduct"}:
            return "captured"
    return None
