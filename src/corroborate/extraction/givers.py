"""Who gives a figure where no verb of speech does: "the ministry gives 21 dead", "by the governor's account"."""

from __future__ import annotations

from corroborate.extraction.attribution import speakers_of
from corroborate.extraction.passage import Passage
from corroborate.language.cues import is_adverb
from corroborate.model import Attribution

_GIVE = frozenset(
    "give gives gave given giving put puts putting count counts counted list lists listed record records recorded "
    "register registers registered document documented documents tally tallied estimates estimated estimate lowered "
    "raised revised corrected cites cited reports reported releases released publishes published".split()
)
_ACCOUNTS = frozenset(
    "account accounts count counts estimate estimates reckoning tally tallies figures figure".split()
)
_SIDES = frozenset(
    ', ; : . ( ) “ ” " and but while when where who which that after before as because'.split()
)
_HELD = frozenset("has have had now also later then yesterday already today first".split())
_LINKS = frozenset(
    "a an the at to as of toll total number count dead provisional death preliminary its list".split()
)
_REACH = 12
"""Tokens between a verb that gives a figure and the figure."""


def giver_of(passage: Passage, i: int, begin: int, end: int) -> Attribution:
    """Who gives the figure of tokens `begin` to `end` of sentence `i`; empty where nobody is named."""
    found = _subject(passage, i, begin) or _accounted(passage, i, end) or _possessed(passage, i, begin)
    if found is None:
        return ()
    speaker = speakers_of(passage).speaker(i, *found)
    if speaker is None or speaker.party.role == "unattributed":
        return ()
    return (speaker.party,)


def gapped_giver(passage: Passage, i: int, begin: int) -> Attribution:
    """Who gives the figure at token `begin` where the verb is left out: "… at 43, and a monitor at 50"."""
    lowers = passage.sentences[i].lowers
    at = begin - 1
    if at < 4 or lowers[at] != "at" or not _PUT.intersection(lowers[:at]):
        return ()
    start = at
    while start and lowers[start - 1] not in _SIDES and at - start < 5:
        start -= 1
    if start == at or _PUT.intersection(lowers[start:at]) or lowers[start - 1] != "and":
        return ()
    speaker = speakers_of(passage).speaker(i, start, at)
    return (speaker.party,) if speaker is not None and speaker.party.role != "unattributed" else ()


_PUT = frozenset({"put", "puts"})


def _subject(passage: Passage, i: int, at: int) -> tuple[int, int] | None:
    """The subject of the verb that gives a figure which stands at token `at`."""
    lowers = passage.sentences[i].lowers
    for verb in range(at - 1, max(0, at - _REACH), -1):
        if lowers[verb] in _GIVE:
            break
        if lowers[verb] in _SIDES - {"and", ","}:
            return None
    else:
        return None
    if verb + 1 < at and not (_LINKS.intersection(lowers[verb + 1 : at]) or "and" in lowers[verb:at]):
        return None
    end = verb
    while end and (lowers[end - 1] in _HELD or is_adverb(lowers[end - 1])):
        end -= 1
    begin = end
    while begin and lowers[begin - 1] not in _SIDES and end - begin < _REACH:
        begin -= 1
    return (begin, end) if begin < end else None


def _possessed(passage: Passage, i: int, at: int) -> tuple[int, int] | None:
    """Whose figure it is: "the ministry's latest figure stands at 20 dead", "the army's last count is 31"."""
    lowers = passage.sentences[i].lowers
    for noun in range(at - 1, max(1, at - _REACH), -1):
        if lowers[noun] in _FIGURES:
            break
        if lowers[noun] in (";", ":", "."):
            return None
    else:
        return None
    owner = next((n for n in range(noun - 1, max(0, noun - 5), -1) if lowers[n] in ("'s", "’s")), None)
    if owner is None:
        return None
    begin = owner
    while begin and lowers[begin - 1] not in _SIDES and owner - begin < 6:
        begin -= 1
    return begin, owner


_FIGURES = frozenset("figure figures count toll tally total estimate report statement list".split())


def _accounted(passage: Passage, i: int, at: int) -> tuple[int, int] | None:
    """Whose account a figure is that ends at token `at`: "by the governor's account", "by the official count"."""
    lowers = passage.sentences[i].lowers
    for by in range(at, min(len(lowers), at + 8)):
        if lowers[by] in ("by", "on"):
            break
        if lowers[by] in (".", ";"):
            return None
    else:
        return None
    account = next((n for n in range(by + 2, min(len(lowers), by + 8)) if lowers[n] in _ACCOUNTS), None)
    if account is None:
        return None
    owner = next((n for n in range(by + 1, account) if lowers[n] in ("'s", "’s", "'", "’")), None)
    return (by + 1, owner) if owner is not None else None
