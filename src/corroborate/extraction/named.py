"""Those harmed who are no noun of the lexicon: a name, a pronoun, an unlisted calling."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import ONE, People, find_people
from corroborate.extraction.voice import BE, ENDS_PHRASE, verb_group_start
from corroborate.language.lexicon import Match

_ANIMALS = frozenset(
    "donkey donkeys cow cows cattle goat goats sheep livestock dog dogs camel camels horse horses animal animals "
    "buffalo buffaloes ox oxen mule mules poultry chickens elephants".split()
)


def find_named(passage: Passage, i: int, match: Match, found: list[Harm]) -> list[People]:
    """A person named without a noun: "killed Basu Das", "Basu Das was shot dead", "killed him"."""
    if match.kind not in ("v.kill", "v.injure", "v.abduct", "v.die", "v.capture"):
        return []
    sentence = passage.sentences[i]
    words, lowers = sentence.words, sentence.lowers
    after = match.end
    if after < len(lowers) and lowers[after] in ("him", "her"):
        return [replace(_antecedent(passage, i, found), begin=after, end=after + 1, head=after)]
    start = verb_group_start(lowers, match.begin, passage.triggers[i])
    blocked = _blocked(passage, i)
    passive = bool(set(lowers[start : match.begin]) & BE) or match.kind == "v.die"
    passive = passive or _is_reduced(passage, i, match)
    if passive and start and (lowers[start - 1] in ("he", "she")):
        return [replace(_antecedent(passage, i, found), begin=start - 1, end=start, head=start - 1)]
    begin, end = _name_before(words, start, blocked) if passive else _name_after(words, after, blocked)
    if end <= begin and match.kind == "v.capture":
        return []
    if end <= begin:
        return _unlisted(passage, i, start if passive else after, passive)
    return [People(begin=begin, end=end, head=end - 1, group="civilians", count=ONE, proper=True)]


def _unlisted(passage: Passage, i: int, at: int, passive: bool) -> list[People]:
    """People under a noun that no lexicon lists: "killed a chowkidar", "two tappers were shot dead"."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    if (
        not passive
        and at + 1 < len(lowers)
        and lowers[at] in ("their", "his", "her")
        and lowers[at + 1].isalpha()
    ):
        if lowers[at + 1] in _ANIMALS:
            return []
        return [People(begin=at, end=at + 2, head=at + 1, group="civilians", count=ONE)]
    if not passive and at + 1 < len(lowers) and lowers[at] in ("a", "an"):
        end = at + 1
        while end < len(lowers) and lowers[end].isalpha() and lowers[end] not in ENDS_PHRASE and end - at < 5:
            end += 1
        return [People(begin=at, end=end, head=end - 1, group="civilians", count=ONE)] if end > at + 1 else []
    things = {token for match in passage.things[i] for token in range(match.begin, match.end)}
    for mention in passage.counts[i]:
        noun = mention.end
        if mention.begin == at and lowers[noun : noun + 1] and lowers[noun] in _QUOTES:
            noun = _last_quoted(lowers, noun)  # killed nine "foreign agents"
        near = mention.begin == at or (passive and noun < at and at - noun <= 3)
        if (
            near
            and noun < len(lowers)
            and lowers[noun].isalpha()
            and not things & set(range(noun, min(at, noun + 3)))
        ):
            if noun in things or lowers[noun] in ENDS_PHRASE or lowers[noun] in _ANIMALS:
                continue
            count = mention.count
            return [People(begin=mention.begin, end=noun + 1, head=noun, group="civilians", count=count)]
    return []


def _is_reduced(passage: Passage, i: int, match: Match) -> bool:
    """Whether a counted noun stands before a bare participle: "six drinkers injured"."""
    lowers = passage.sentences[i].lowers
    after = lowers[match.end] if match.end < len(lowers) else "."
    if not lowers[match.begin].endswith("ed") or after not in _AFTER_REDUCED:
        return False
    return any(c.end in (match.begin - 1, match.begin - 2) and c.count.low for c in passage.counts[i])


_AFTER_REDUCED = frozenset(". , ; in by at and as when near after during on".split())
_QUOTES = frozenset({'"', "“", "‘", "'", "«"})


def _last_quoted(lowers: list[str], quote: int) -> int:
    """The last of up to four words after an opening quotation mark, before it closes."""
    end = quote + 1
    while end < len(lowers) and end - quote < 6 and lowers[end].isalpha():
        end += 1
    return end - 1 if end - quote > 1 else quote + 1


def _antecedent(passage: Passage, i: int, found: list[Harm]) -> People:
    """Whom "him" or "she" means: the last single person spoken of who is no attacker."""
    if found:
        return replace(found[-1].people, definite=True, count=ONE)
    for j in (i, i - 1):
        if j >= 0:
            for people in reversed(find_people(passage, j)):
                if (
                    (people.count.low, people.count.high) == (1, 1) and people.group != "militants"
                ) or people.proper:
                    return replace(people, count=ONE, definite=False)
    return People(begin=0, end=1, head=0, group="civilians", count=ONE)


def _blocked(passage: Passage, i: int) -> set[int]:
    """Tokens that are no person's name: those of actors and places."""
    ranges = [(a.begin, a.end) for a in passage.actors[i]] + [(p.begin, p.end) for p in passage.places[i]]
    return {token for begin, end in ranges for token in range(begin, end)}


def _name_before(words: list[str], start: int, blocked: set[int]) -> tuple[int, int]:
    end = start
    while end > 0 and words[end - 1] in (",", ")"):
        end -= 1
    begin = end
    while begin > 0 and words[begin - 1][:1].isupper() and begin - 1 not in blocked and end - begin < 5:
        begin -= 1
    return (begin, end) if end - begin >= 2 else (0, 0)


def _name_after(words: list[str], start: int, blocked: set[int]) -> tuple[int, int]:
    begin = start
    end = begin
    while (
        end < len(words)
        and (words[end][:1].isupper() or words[end] == ".")
        and end not in blocked
        and end - begin < 6
    ):
        end += 1
    return (begin, end) if end - begin >= 2 else (0, 0)
