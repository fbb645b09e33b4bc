"""Whose communiqué a document is that speaks of "our men": the party that signs it, or that it names first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corroborate.language.sentences import split_sentences
from corroborate.model import Attribution, Party
from corroborate.model.vocabulary import Role

if TYPE_CHECKING:
    from corroborate.actors import ActorMention
    from corroborate.extraction.passage import Passage

_OURS = frozenset(
    "men forces fighters mujahideen comrades brothers combatants fidayeen sarmachars units sappers army commandos "
    "soldiers martyrs side heroes troops guerrillas cadres columns patrols people's special unit detachments camp".split()
)
_PARTIES = frozenset({"armed_group", "military", "police", "government"})
_FIRST, _LAST, _SHORT = 4, 2, 10
"""Sentences at the head and the foot that name the author, and the most words of a signature."""
_OFTEN = 3
_PARTISAN = re.compile(
    r"voice|insurgen|jihad|resistance|liberation|revolution|committee|command|communiqu|statement|front[e]?\b|brigade",
    re.IGNORECASE,
)
"""What the publishers of those at war call themselves."""
_OFFICE = re.compile(
    r"^(?:office|ministry|department|directorate|presidency|prosecutor|press (?:service|office)|information (?:office|"
    r"service|cent)|media (?:cent|office))\b|\b(?:ministry|directorate|press (?:service|office))$",
    re.IGNORECASE,
)
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"human rights|united nations|\bun\b|peacekeep", re.IGNORECASE), "international"),
    (re.compile(r"polic|gendarm", re.IGNORECASE), "police"),
    (
        re.compile(r"army|armed forces|staff|military|command|navy|national security", re.IGNORECASE),
        "military",
    ),
    (
        re.compile(r"minist|government|presiden|prosecutor|directorate|department|governor", re.IGNORECASE),
        "government",
    ),
)


def own_voice(passage: Passage) -> Attribution:
    """The party that speaks in the whole document, where the document speaks of its own fighters; else nobody.

    An office of a state or of an international body that publishes the document speaks in it too.
    """
    publisher = passage.document.publisher or ""
    if _OFFICE.search(publisher):
        role = next((role for pattern, role in _ROLES if pattern.search(publisher)), None)
        return (Party(name=publisher, role=role),) if role is not None else ()
    if not _speaks_of_its_own(passage):
        return ()
    author = _author(passage)
    if author is not None:
        return (Party(name=author.name, role=author.role, actor=author.actor),)
    return (Party(name=publisher, role="armed_group"),) if _PARTISAN.search(publisher) else ()


def _speaks_of_its_own(passage: Passage) -> bool:
    """Whether "our men" stands outside of what somebody is quoted with, or "we" again and again in no newspaper."""
    publisher = passage.document.publisher or ""
    if publisher and not _PARTISAN.search(publisher):
        return False
    ours, we = 0, 0
    for sentence in passage.sentences:
        lowers = sentence.lowers
        if "our" not in lowers and "we" not in lowers:
            continue
        for at, word in enumerate(lowers[:-1]):
            if word in ("our", "we") and not _is_quoted(passage, sentence.starts[at]):
                ours += word == "our" and bool(_OURS.intersection(lowers[at + 1 : at + 3]))
                we += word == "we"
    return ours > 0 or we >= _OFTEN


def _is_quoted(passage: Passage, start: int) -> bool:
    return any(said.direct and said.start <= start < said.end for said in passage.utterances)


def _author(passage: Passage) -> ActorMention | None:
    """The party that the document names as its author: in its publisher, its signature or its first sentences."""
    publisher = passage.document.publisher
    if publisher:
        for one in passage.tools.registry.find(split_sentences(publisher)[0]):
            if one.role in _PARTIES and one.name[:1].isupper():
                return one
    last = range(len(passage.sentences) - 1, max(-1, len(passage.sentences) - 1 - _LAST), -1)
    feet = [n for n in last if len(passage.sentences[n]) <= _SHORT]
    found = [one for n in feet for one in passage.actors[n] if _is_party(one)]
    heads = [one for named in passage.actors[:_FIRST] for one in named if _is_party(one)]
    armed = [one for one in heads if one.role == "armed_group"]
    return next(iter([*found, *armed]), None)


def _is_party(mention: ActorMention) -> bool:
    return mention.role in _PARTIES and mention.name[:1].isupper()
