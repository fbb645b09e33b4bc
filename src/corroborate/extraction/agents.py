"""Who did it: the subjects, by-phrases and possessors of the words that tell a deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corroborate.extraction.doers import Agent, Doer, find_doers
from corroborate.extraction.harm import Harm
from corroborate.extraction.kinds import SECURITY
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.extraction.voice import BE, BOUNDARIES, PREPOSITIONS, SKIPPED, verb_group_start
from corroborate.language.lexicon import Match

_BREAKS = (BOUNDARIES - {"but"}) | frozenset(
    ". said says told reported reports announced claimed according where if whether".split()
)
"""Words beyond which a verb has no subject, and a deed no doer."""
_OBLIQUE = PREPOSITIONS | frozenset("targeting than as via despite like including".split())
_LED_UP = frozenset(
    "supported backed joined accompanied aided followed led fought protected guarded escorted used owned run "
    "occupied held manned controlled inhabited inspired called cited quoted imposed demanded".split()
)
"""Participles whose by-phrase names no doer of the deed: "a convoy escorted by troops was hit"."""
_LIGHT = frozenset(
    "trigger triggered triggering triggers launch launched launching launches carry carried carries carrying stage "
    "staged staging mount mounted mounting conduct conducted conducting commit committed commits perpetrate perpetrated "
    "plant planted planting plants lay laid hurl hurled hurls hurling throw threw thrown throws throwing lob lobbed "
    "lobs lobbing detonate detonated detonates detonating use used uses using place placed drop dropped drops dropping "
    "fire fired fires firing made make cause caused causing explode exploded engineered orchestrated masterminded "
    "execute executed wage waged send sent unleash unleashed rain rained".split()
)
"""Verbs that a noun of violence makes a deed: "triggered a landmine blast", "launched a raid"."""
_QUIET = frozenset("v.seize v.arrest v.defuse v.foil v.surrender v.withdraw v.agree v.base".split())
_ANSWERS = frozenset(
    "repulsed repulse repulses repelled repel repels retaliated retaliate returned return retaliating repelling".split()
)
_SUFFERED = frozenset("v.die adj.dead v.missing n.death n.casualties v.lose".split())
"""Words that tell what became of people and never who did it."""
_SERIES = frozenset("series string spate wave number couple barrage".split())
_INITIATING = frozenset(
    "v.ambush n.ambush v.attack n.attack v.explode n.explosion v.suicide n.suicide v.hijack v.abduct n.abduction "
    "v.overtake v.arson n.grenade".split()
)
_TAKING = frozenset("took takes take held holds hold".split())
_FOUGHT = frozenset({"v.clash", "n.clash"})
"""Words of a fight, whose two sides stand behind "between" or "with"."""
_PARTICIPLES = frozenset("shot hit struck set torn blown hurt slain cut burnt bought held sent".split())


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence and those in it who may be doers."""

    passage: Passage
    sentence: int
    lowers: list[str]
    doers: list[Doer]
    people: Sequence[People]
    triggers: list[Match]


def find_agents(
    passage: Passage, i: int, told: Sequence[Match], people: Sequence[People], harms: Sequence[Harm], reach: tuple[int, int]
) -> list[Agent]:  # fmt: skip
    """Who is named as the doer of the deed that `told` tell, its main word first; at most two."""
    victims = {token for h in harms for token in range(h.people.begin, h.people.end)}
    doers = [
        d for d in find_doers(passage, i, people, reach) if not victims.intersection(range(d.head, d.end))
    ]
    if not doers:
        return []
    clause = _Clause(passage, i, passage.sentences[i].lowers, doers, people, passage.triggers[i])
    first: list[Agent] = []
    quiet: list[Agent] = []
    hurt = {h.people.group for h in harms if not h.negated}
    for trigger in told:
        found = [doer.agent for doer in _doers_of(clause, trigger, reach)]
        if trigger.kind == "v.clash" and len(found) > 1 and _is_against(clause.lowers, trigger):
            found = found[1:] if found[0].group in hurt - {found[1].group} else found[:1]
        elif trigger.kind in _FOUGHT and len(found) > 1:
            found = [replace(agent, kind="organization") for agent in found]  # neither gives way to the other
        if first and _is_of_aside(clause, trigger):
            continue
        if found and _is_quiet(clause.lowers, trigger):
            quiet = quiet or [replace(agent, quiet=True) for agent in found]
        elif found and not first:
            first = found
            if trigger.kind in _INITIATING or found[0].group not in SECURITY:
                break
        elif found and trigger.kind in _INITIATING and found[0].group == "militants":
            return found[:2]  # "rebels raided a post; soldiers killed two of them"
    return (first or quiet)[:2]


def _is_against(lowers: list[str], trigger: Match) -> bool:
    """Whether a verb of fighting names its two sides as subject and object: "troops clashed with rebels"."""
    return "with" in lowers[trigger.end : trigger.end + 12]


def _is_of_aside(clause: _Clause, trigger: Match) -> bool:
    """Whether a verb only tells what befell a doer before it did the deed: "Rangers attacked by rebels killed 16"."""
    passive = clause.lowers[trigger.end : trigger.end + 1] == ["by"]
    return passive and any(doer.end == trigger.begin for doer in clause.doers)


def _is_quiet(lowers: list[str], trigger: Match) -> bool:
    """Whether the word tells what was done in answer, or without violence: "recovered", "repulsed", "arrested"."""
    return trigger.kind in _QUIET or lowers[trigger.begin] in _ANSWERS


def _doers_of(clause: _Clause, trigger: Match, reach: tuple[int, int]) -> list[Doer]:
    lowers = clause.lowers
    if trigger.kind in _SUFFERED:
        return _at_hands(clause, trigger, reach[1])
    if trigger.kind in _FOUGHT:
        sides = _sides(clause, trigger, reach)
        if sides:
            return sides
    if trigger.kind.startswith("n."):
        return _of_noun(clause, trigger, reach)
    start = _taking(lowers, trigger.begin)
    start = verb_group_start(lowers, start, clause.triggers)
    if _is_passive(clause, trigger, start):
        return _by(clause, trigger.end, reach[1])
    if lowers[trigger.begin].endswith("ing") and lowers[trigger.end : trigger.end + 1] == ["of"]:
        return _by(clause, trigger.end, reach[1])  # "the killing of five herders by farmers"
    return _subject(clause, start, reach[0])


def _taking(lowers: list[str], at: int) -> int:
    """Where the verb stands that "hostage" or "prisoner" completes: "took three teachers | hostage"."""
    if lowers[at] not in ("hostage", "captive", "prisoner", "hostages"):
        return at
    return next((k for k in range(at - 1, max(-1, at - 13), -1) if lowers[k] in _TAKING), at)


def _at_hands(clause: _Clause, trigger: Match, end: int) -> list[Doer]:
    """Who had a hand in a death: "died at the hands of soldiers"."""
    lowers = clause.lowers
    at = next(
        (k for k in range(trigger.end, min(end, trigger.end + 9)) if lowers[k] in ("hands", "hand")), None
    )
    if at is None or lowers[at + 1 : at + 2] != ["of"]:
        return []
    return next(([doer] for doer in clause.doers if at + 2 <= doer.head <= at + 4), [])


def _sides(clause: _Clause, trigger: Match, reach: tuple[int, int]) -> list[Doer]:
    """Who fought whom: "a gun battle with rebels", "clashes between rebels and the army", "troops clashed with rebels"."""
    lowers, last = clause.lowers, min(reach[1], trigger.end + 12)
    link = next(
        (k for k in range(trigger.end, last) if lowers[k] in ("with", "between") or lowers[k] in _BREAKS),
        None,
    )
    if link is None or lowers[link] in _BREAKS:
        return []
    for n, doer in enumerate(clause.doers):
        if link < doer.begin <= link + 4 and not _BREAKS.intersection(lowers[link : doer.begin]):
            if lowers[link] == "between":
                return [doer, *(d for d in clause.doers[n + 1 : n + 2] if _follows(lowers, doer, d))]
            if trigger.kind == "n.clash":
                return [doer]
            start = verb_group_start(lowers, trigger.begin, clause.triggers)
            return [*_subject(clause, start, reach[0])[:1], doer]
    return []


def _is_passive(clause: _Clause, trigger: Match, start: int) -> bool:
    """Whether a verb's subject suffered it: "was shot", "five shot by", "a truck torched by"."""
    lowers = clause.lowers
    word = lowers[trigger.begin]
    if word.startswith(("come", "came", "coming")):
        return True  # "came under fire"
    if BE.intersection(lowers[start : trigger.begin]):
        return not word.endswith("ing") or "being" in lowers[start : trigger.begin]
    participle = word.endswith(("ed", "en", "own", "ung")) or word in _PARTICIPLES
    return participle and (
        lowers[trigger.end : trigger.end + 1] == ["by"] or _is_cut_short(clause, trigger, start)
    )


def _is_cut_short(clause: _Clause, trigger: Match, start: int) -> bool:
    """Whether "was" is left out, as headlines do: "Mayor shot dead at his gate by gunmen"."""
    lowers = clause.lowers
    after = lowers[trigger.end : trigger.end + 1]
    if start != trigger.begin or not after or after[0] not in ("in", "at", "on", "near", "outside"):
        return False
    if lowers[trigger.begin] in ("fired", "attacked", "opened"):
        return False
    for k in range(trigger.end, min(len(lowers), trigger.end + 12)):
        if lowers[k] in _BREAKS | {"and", ","} or any(m.begin == k for m in clause.triggers):
            return False
        if lowers[k] == "by":
            return True
    return False


def _subject(clause: _Clause, start: int, begin: int) -> list[Doer]:
    """The nearest party left of a verb that may be its subject, with the one coordinated with it."""
    lowers = clause.lowers
    if start and lowers[start - 1] in ("it", "they", "he", "she", "we", "i"):
        return []
    for n in range(len(clause.doers) - 1, -1, -1):
        doer = clause.doers[n]
        if doer.end > start:
            continue
        between = _past_aside(lowers[doer.end : start])
        if doer.begin < begin or len(between) > 30 or _BREAKS.intersection(between):
            return []
        if (_is_oblique(lowers, doer) and not _opens_clause(lowers, doer, between)) or _is_object(
            clause, doer, between
        ):
            continue
        if _is_inner(clause, n):
            continue
        if _has_other_subject(clause, doer.end, start):
            return []
        return _together(clause, n)
    return []


def _is_oblique(lowers: list[str], doer: Doer) -> bool:
    """Whether a preposition makes the party something else than the doer: "on the army", "with police"."""
    return doer.begin > 0 and lowers[doer.begin - 1] in _OBLIQUE and lowers[doer.begin - 1] != "by"


def _past_aside(between: list[str]) -> list[str]:
    """What stands between a party and its verb, without an aside: "Chad, which says it guards the border, shelled"."""
    aside = len(between) > 2 and between[0] == between[-1] == "," and between[1] in ("which", "who")
    return [] if aside else between


def _opens_clause(lowers: list[str], doer: Doer, between: list[str]) -> bool:
    """Whether "as" before a party opens a clause of which it is the subject: "as troops stormed the town"."""
    return lowers[doer.begin - 1] == "as" and all(word in SKIPPED for word in between)


def _is_inner(clause: _Clause, n: int) -> bool:
    """Whether a party only did what an aside tells of the one before: "Rangers attacked by rebels | killed 16"."""
    lowers, doer = clause.lowers, clause.doers[n]
    if not n or lowers[doer.begin - 1] != "by" or lowers[doer.end : doer.end + 1] in (["who"], ["which"]):
        return False
    outer = clause.doers[n - 1]
    return any(m.begin == outer.end and m.end == doer.begin - 1 and m.kind[0] == "v" for m in clause.triggers)


def _is_object(clause: _Clause, doer: Doer, between: list[str]) -> bool:
    """Whether a party is what an earlier verb did something to: "attacked the police and fled"."""
    if not between or between[0] not in ("and", ",", "or", "in", "near", "at", "on"):
        return False
    return any(
        m.kind.startswith("v.") and 0 <= doer.begin - m.end <= 4
        and not _BREAKS.intersection(clause.lowers[m.end : doer.begin])
        and "," not in clause.lowers[m.end : doer.begin]
        and not _is_passive(clause, m, verb_group_start(clause.lowers, m.begin, clause.triggers))
        for m in clause.triggers
    )  # fmt: skip


def _has_other_subject(clause: _Clause, begin: int, start: int) -> bool:
    """Whether other people stand right before the verb: "… the army, and villagers burned the post"."""
    lowers = clause.lowers
    for p in clause.people:
        if begin <= p.begin and p.end <= start and all(word in SKIPPED for word in lowers[p.end : start]):
            before = lowers[p.begin - 1] if p.begin else ""
            return before not in _OBLIQUE and before != ")"
    return False


def _together(clause: _Clause, n: int) -> list[Doer]:
    """A party and the one coordinated with it: "the army and allied militias attacked"."""
    doer = clause.doers[n]
    if n:
        other = clause.doers[n - 1]
        between = clause.lowers[other.end : doer.begin]
        if "and" in between and len(between) <= 3 and not _is_oblique(clause.lowers, other):
            return [other, doer]
        if _is_aside(clause.lowers, other, doer):
            return [other]
    return [doer]


def _is_aside(lowers: list[str], first: Doer, last: Doer) -> bool:
    """Whether the last party stands in an aside: "The M23, supported by the Rwandan army, took the town"."""
    between = lowers[first.end : last.begin]
    return between[:1] == [","] and lowers[last.end : last.end + 1] == [","] and len(between) <= 8


def _by(clause: _Clause, at: int, end: int) -> list[Doer]:
    """The party of the by-phrase that follows token `at`: "was shot on Monday by gunmen of the group"."""
    lowers = clause.lowers
    for k in range(at, min(end, at + 22)):
        if lowers[k] in _BREAKS and lowers[k] != "claimed":
            return []
        if lowers[k] not in ("by", "from") or lowers[k - 1] in _LED_UP:
            continue
        if lowers[k] == "from" and lowers[k - 1] not in ("fire", "attack", "attacks", "shelling"):
            continue
        for n, doer in enumerate(clause.doers):
            if k < doer.begin <= k + 5 and not _BREAKS.union(_OBLIQUE - {"of"}).intersection(
                lowers[k + 1 : doer.begin]
            ):
                after = [d for d in clause.doers[n + 1 : n + 2] if _follows(lowers, doer, d)]
                return [doer, *after]
    return []


def _follows(lowers: list[str], doer: Doer, other: Doer) -> bool:
    between = lowers[doer.end : other.begin]
    return "and" in between and len(between) <= 3


def _of_noun(clause: _Clause, trigger: Match, reach: tuple[int, int]) -> list[Doer]:
    """The doer of a noun of violence: its possessor, its by-phrase, or who launched it."""
    lowers = clause.lowers
    owner = next((d for d in reversed(clause.doers) if d.name_end <= trigger.begin), None)
    if owner is not None and trigger.begin - owner.name_end <= 4 and _is_owned(clause, owner, trigger):
        return [owner]
    found = _by(clause, trigger.end, min(reach[1], trigger.end + 16))
    if found:
        return found
    for at in range(trigger.begin - 1, max(reach[0], trigger.begin - 8) - 1, -1):
        if lowers[at] in _BREAKS or lowers[at] in ("by", "in"):
            return []
        if lowers[at] == "of" and lowers[at - 1] not in _SERIES:
            return []
        if lowers[at] in _LIGHT:
            start = verb_group_start(lowers, at, clause.triggers)
            if BE.intersection(lowers[start:at]) and not lowers[at].endswith("ing"):
                return []
            return _subject(clause, start, reach[0])
    return []


def _is_owned(clause: _Clause, owner: Doer, trigger: Match) -> bool:
    """Whether only what qualifies the noun stands between it and a party: "the group's deadly car bomb attack"."""
    i, passage = clause.sentence, clause.passage
    if owner.noun and owner.name_end == owner.end:
        return clause.lowers[owner.end : owner.end + 1] in (["'s"], ["'"], ["’s"], ["’"])
    if any(
        owner.name_end <= m.begin < trigger.begin and m.kind.startswith("object") for m in passage.things[i]
    ):
        return False
    if any(owner.name_end <= m.begin < trigger.begin and m.kind.startswith("v.") for m in clause.triggers):
        return False
    if owner.agent.group in SECURITY and owner.begin and clause.lowers[owner.begin - 1] in ("on", "against"):
        return False
    return all(
        word in ("'s", "'", "’", "’s") or (word[:1].isalpha() and word not in _OBLIQUE | BE | {"and", "or", "have", "has", "had", "who", "which", "that"})
        for word in clause.lowers[owner.name_end : trigger.begin]
    )  # fmt: skip


def in_order(told: Sequence[Match], main: Match) -> Iterator[Match]:
    """The words that tell a deed, the main one first."""
    yield main
    yield from (m for m in told if m is not main)
