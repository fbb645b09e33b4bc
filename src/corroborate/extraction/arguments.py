"""Whom a verb of harm is about: its subject and its objects, with all that are coordinated with them."""

from __future__ import annotations

from corroborate.extraction.harm import Harm
from corroborate.extraction.people import People
from corroborate.extraction.voice import (
    BE,
    BOUNDARIES,
    LINKS,
    PREPOSITIONS,
    is_adjacent,
    is_aside,
    is_own_subject,
)
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence


def objects_of(sentence: Sentence, match: Match, people: list[People], triggers: list[Match]) -> list[People]:
    """The verb's objects: the people that follow it, and those coordinated with them."""
    lowers = sentence.lowers
    hit: list[People] = []
    reach = _after_aside(lowers, match.end, people)
    for candidate in people:
        if candidate.begin < reach:
            continue
        between = lowers[reach : candidate.begin]
        if (hit and len(between) > 6) or (not hit and not is_adjacent(between)):
            break
        if not hit and is_aside(lowers, match.end, candidate):
            break
        linked = all(word in LINKS or word in ("injuring", "wounding") for word in between)
        if hit and not linked and not _is_link(sentence, reach, candidate.begin):
            if candidate.part and "including" in between:
                pass
            else:
                break
        if not hit and any(match.end + 1 < t.begin < candidate.begin for t in triggers):
            break  # "killed 15 loggers and abducted others"
        if hit and any(word in ("injuring", "wounding") for word in between):
            break
        if hit and (
            is_own_subject(sentence, candidate, triggers)
            or (between == [","] and candidate.count.low is None)
        ):
            break
        hit.append(candidate)
        reach = candidate.end
    return hit


def _after_aside(lowers: list[str], end: int, people: list[People]) -> int:
    """Where the object begins that an aside parts from its verb: "have murdered, in one village alone, nine farmers"."""
    if lowers[end : end + 1] != [","] or lowers[end + 1 : end + 2] not in (
        ["in"],
        ["at"],
        ["on"],
        ["during"],
    ):
        return end
    close = next((n for n in range(end + 2, min(len(lowers), end + 8)) if lowers[n] == ","), None)
    if close is None or not any(p.begin == close + 1 and p.count.low for p in people):
        return end
    return close + 1


def subjects_of(sentence: Sentence, start: int, people: list[People], found: list[Harm]) -> list[People]:
    """The subject left of a verb group that starts at `start`, and those coordinated with it."""
    lowers = sentence.lowers
    before = [p for p in people if p.end <= start]
    hit: list[People] = []
    start = _before_apposition(lowers, _before_aside(lowers, start, before), before)
    start = _before_parts(lowers, start, before)
    before = [p for p in before if p.end <= start]
    edge, linked = start, False
    for candidate in reversed(before):
        between = lowers[candidate.end : edge]
        if (
            candidate.begin
            and lowers[candidate.begin - 1] == "("
            and lowers[candidate.end : candidate.end + 1] == [")"]
        ):
            continue  # "a sarpanch (village head)"
        if not hit:
            if any(word in BOUNDARIES for word in between) or _has_other_clause(between, sentence):
                break
            if candidate.bare and not candidate.part:
                hit.append(candidate)
                edge = candidate.begin
                continue
            if _is_doer_of_relative(lowers, candidate, before):
                continue  # the doer in a relative clause: "a trader whom rebels had accused was found dead"
            if _is_object_of_relative(lowers, candidate, before):
                continue  # "a gunman who had wounded a policeman was shot dead"
            relative = start > 0 and lowers[start - 1] in ("who", "that", "which")
            if not relative and _is_attached(lowers, candidate, before):
                continue
            if any(h.people.begin == candidate.begin and h.at >= candidate.end for h in found):
                shared = [h.people for h in found if h.at >= candidate.end]
                return shared if _may_share(between) else []
        elif not hit[-1].part and not _is_link(sentence, candidate.end, edge):
            break
        elif candidate.part and not hit[-1].part and hit[-1].bare:
            break  # "13 dead, including four children, and 22 injured"
        elif _is_attached(lowers, candidate, before) and (
            hit[-1].part or lowers[candidate.begin - 1] == "of"
        ):
            edge = candidate.begin - 1
            continue
        elif between == [","] and not hit[-1].part and not linked and not _are_listed(lowers, candidate, hit):
            break  # "According to the mayor, ten villagers were killed"
        if between == [","] and lowers[candidate.head] in ("whom", "them") and len(hit) == 1:
            break  # "one of whom, a girl, died"
        linked = linked or (bool(hit) and between != [","])
        hit.append(candidate)
        edge = candidate.begin
    return hit[::-1]


def _before_aside(lowers: list[str], start: int, before: list[People]) -> int:
    """Where an aside in dashes begins that ends at `start`: "15 villagers – the figure is the chief's – were"."""
    if start < 2 or lowers[start - 1] not in _DASHES:
        return start
    opens = next((n for n in range(start - 2, max(-1, start - 30), -1) if lowers[n] in _DASHES), None)
    if opens is None or any(p.part for p in before if opens < p.begin):
        return start
    return opens


def _before_apposition(lowers: list[str], start: int, before: list[People]) -> int:
    """Where an apposition begins that ends at `start`: "twelve guards, most of them under 21, were"."""
    end = start
    while end > 0 and lowers[end - 1] in ("also", "later"):
        end -= 1
    if end < 4 or lowers[end - 1] != ",":
        return start
    opens = next(
        (n for n in range(end - 2, max(0, end - 18), -1) if lowers[n] == "," and lowers[n + 1] in _APPOSED),
        None,
    )
    if opens is None or any(p.part for p in before if opens < p.begin):
        return start
    return opens if any(p.end == opens and p.count.low for p in before) else start


def _before_parts(lowers: list[str], start: int, before: list[People]) -> int:
    """Where parts begin that end with the force they belong to: "nine men, including two of the guard, were"."""
    if start < 4 or lowers[start - 1] != "," or not before or before[-1].part or before[-1].count.low:
        return start
    opens = next((n for n in range(start - 2, max(0, start - 22), -1) if lowers[n] == ","), None)
    if opens is None or lowers[opens + 1] != "including" or before[-1].begin < opens:
        return start
    return opens if any(p.end == opens and p.count.low for p in before) else start


_APPOSED = frozenset(
    "all most both mostly many some described said believed thought aged travelling traveling identified one".split()
)
_DASHES = frozenset({"-", "–", "—"})


def _are_listed(lowers: list[str], candidate: People, hit: list[People]) -> bool:
    """Whether two counted groups stand side by side: "Two policemen, five civilians killed"."""
    counted = all(p.count.low and p.begin < p.head and not p.definite for p in (candidate, hit[-1]))
    return counted and (
        candidate.begin == 0 or lowers[candidate.begin - 1] in (":", ",", ";", "said", "that")
    )


def parts_after(lowers: list[str], reach: int, people: list[People]) -> list[People]:
    """The parts of those told of, right of the verb: "11 were hurt, including two children"."""
    hit: list[People] = []
    for candidate in people:
        if candidate.begin < reach:
            continue
        between = lowers[reach : candidate.begin]
        near = len(between) <= 4 and all(w in LINKS or w in _PARTING for w in between)
        if not candidate.part or not (near or (not hit and _resumes(lowers, candidate, between))):
            break
        hit.append(candidate)
        reach = candidate.end
    return hit


def _resumes(lowers: list[str], part: People, between: list[str]) -> bool:
    """Whether parts stand further off: "killed 72 people on Tuesday, 20 of them children", "two dead, he says: …"."""
    if len(between) > 14 or BOUNDARIES.intersection(between[:-1]):
        return False
    if between[-1] in _COLONS:
        return True
    of_them = {"them", "whom"}.intersection(lowers[part.begin : part.head])
    return between[-1] == "," and bool(of_them) and "," not in between[:-1]


_COLONS = frozenset({":", "-", "–", "—"})
_PARTING = frozenset(": the all of mostly mainly whom four most half - – — ( at least".split())


def _is_link(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether only "and" and its like, names and ages stand between two coordinated phrases."""
    lowers = sentence.lowers
    if end - begin > 2 and lowers[begin] in _OF and lowers[end - 1] in ("and", ","):
        inner = lowers[begin + 1 : end - 1]
        if len(inner) <= 7 and not any(w in BOUNDARIES or w in _BREAKS for w in inner):
            return True  # "two soldiers of the garrison and three porters were killed"
    return all(
        sentence.lowers[at] in LINKS
        or sentence.words[at][:1].isupper()
        or (sentence.lowers[at] == "of" and sentence.words[at + 1][:1].isupper())
        or sentence.lowers[at] in ("identified", "as", "alias", "aged", "(", ")", "-", ".", "others")
        or sentence.lowers[at].isdigit()
        for at in range(begin, end)
    )


_OF = frozenset({"of", "from"})
_BREAKS = frozenset(", and or was were is are who which that said by had has have been".split())


def _is_object_of_relative(lowers: list[str], candidate: People, before: list[People]) -> bool:
    """Whether people are what those before them did something to in a relative clause with "who"."""
    opens = next(
        (at for at in range(candidate.begin - 2, max(-1, candidate.begin - 4), -1) if lowers[at] == "who"),
        None,
    )
    if opens is None or any(word in BE for word in lowers[opens : candidate.begin]):
        return False
    return lowers[candidate.begin - 1].endswith("ed") and any(p.end == opens for p in before)


def _is_doer_of_relative(lowers: list[str], candidate: People, before: list[People]) -> bool:
    """Whether people do something to those before them in a relative clause: "a trader whom rebels had accused"."""
    if candidate.begin == 0 or lowers[candidate.begin - 1] not in ("whom", "that"):
        return False
    return lowers[candidate.begin - 1] == "whom" or any(p.end == candidate.begin - 1 for p in before)


def _may_share(between: list[str]) -> bool:
    return "and" not in between or len(between) <= 6


def _is_attached(lowers: list[str], candidate: People, before: list[People]) -> bool:
    """Whether the people only belong to a phrase further left: "three members of the police were …"."""
    if candidate.begin == 0 or lowers[candidate.begin - 1] not in PREPOSITIONS - {"with"}:
        return False
    reach = 1 if lowers[candidate.begin - 1] == "of" else 12
    if candidate.count.low is None and _belongs_to_counted(lowers, candidate, before):
        return True
    return any(other.end <= candidate.begin and candidate.begin - other.end <= reach for other in before)


def _belongs_to_counted(lowers: list[str], candidate: People, before: list[People]) -> bool:
    """Whether they are the force whose counted men are told of: "nine men of the 3rd battalion of the army were"."""
    for other in before:
        link = lowers[other.end : candidate.begin]
        if (
            other.count.low
            and 2 <= len(link) <= 11
            and link[0] in _MEMBERS
            and not _BREAKS.intersection(link)
        ):
            return not BOUNDARIES.intersection(link)
    return False


_MEMBERS = frozenset("of from belonging attached".split())


def _has_other_clause(between: list[str], sentence: Sentence) -> bool:
    """Whether too much stands between a subject and its verb for them to belong together."""
    if len(between) > 25:
        return True
    return "and" in between and len(between) > 14


def objects_before_relative(lowers: list[str], at: int, people: list[People]) -> list[People]:
    """The object that a relative pronoun stands for: "eleven farmers whom gunmen had abducted"."""
    for back in range(at - 1, max(-1, at - 7), -1):
        if lowers[back] in ("whom", "that"):
            return [p for p in people if p.end == back or (p.end == back - 1 and lowers[back - 1] == ",")]
    return []
