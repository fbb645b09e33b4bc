"""The group that people count in, by their noun or by what they are members of."""

from __future__ import annotations

from typing import cast

from corroborate.actors import ActorMention
from corroborate.extraction.passage import Passage
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.model.vocabulary import Group

_GROUP_OF_KIND: dict[str, Group] = {
    "military": "military",
    "police": "police",
    "paramilitary": "paramilitary",
    "armed_group": "militants",
    "government": "officials",
}
_TRAINED = frozenset({"recruit", "recruits"})
_NO_LONGER = frozenset({"former", "retired", "ex"})
_SECURITY = frozenset({"military", "police", "paramilitary", "security_forces"})
_BANDS = frozenset("Group Front Movement Faction Jihad Rebels Militia Resistance Cartel Gang Clan".split())


def group_of(passage: Passage, i: int, first: Match, last: Match) -> tuple[Group, str | None]:
    """The group of a phrase: by its noun, or, for "members" and the like, by what they are members of."""
    own = last.kind.removeprefix("people.")
    named = next(
        (a for a in passage.actors[i] if a.end in (first.begin, last.end) or a.begin <= first.begin < a.end),
        None,
    )
    actor = named.actor if named else None
    if first is not last and own in ("member", "unknown", "civilians", "militants"):
        own = _of_compound(first.kind.removeprefix("people."), own)
    if named is not None and own in ("member", "unknown", "military", "security_forces"):
        kind = _group_of_actor(passage, named)
        if kind is not None and (own != "military" or kind in ("police", "paramilitary", "militants")):
            own = kind
    if own == "officials" and first.begin and passage.sentences[i].lowers[first.begin - 1] in _NO_LONGER:
        own = "civilians"  # "a former sarpanch"
    if own == "military":
        of, owner = _owner(passage, i, last.end)
        return (of, owner) if of in ("paramilitary", "police", "militants") else ("military", actor)
    if own == "member" or passage.sentences[i].lowers[last.end - 1] == "men":
        force = _force_before(passage, i, first.begin, last.end)
        own = own if force is None else force
        if own == "member" and passage.sentences[i].lowers[last.end - 1] in _TRAINED:
            of, owner = _owner(passage, i, last.end)
            return of or "military", owner or actor
    if passage.sentences[i].lowers[last.end - 1] == "personnel" and first is last:
        of, owner = _owner(passage, i, last.end)
        return (cast(Group, own), actor) if of is None else (of, owner or actor)
    if own in ("member", "unknown", "civilians") or last.kind == "people.member":
        of, owner = _owner(passage, i, last.end)
        if of is not None and last.kind == "people.member":
            return of, owner or actor
        if of is not None and (own != "civilians" or of not in ("civilians", "officials")):
            return (cast(Group, own) if own == "civilians" else of), owner or actor
    return cast(Group, "unknown" if own == "member" else own), actor


def _group_of_actor(passage: Passage, mention: ActorMention) -> Group | None:
    """The group that an actor's people count in; an armed branch of a police force is police."""
    actor = passage.tools.registry.get(mention.actor) if mention.actor else None
    parent = passage.tools.registry.get(actor.parent) if actor is not None and actor.parent else None
    if mention.kind == "paramilitary" and parent is not None and parent.kind == "police":
        return "police"
    return _GROUP_OF_KIND.get(mention.kind)


def _of_compound(first: str, last: str) -> str:
    if first in _SECURITY or (first == "militants" and last in ("member", "unknown")):
        return first
    return first if last == "member" else last


def _owner(passage: Passage, i: int, after: int) -> tuple[Group | None, str | None]:
    """What people are "of": members of the police, officers from the Frontier Corps."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    if after >= len(lowers) or lowers[after] not in ("of", "from", "belonging", "with", "in"):
        return None, None
    for mention in passage.actors[i]:
        if after < mention.begin <= after + 3 and mention.kind in _GROUP_OF_KIND:
            return _group_of_actor(passage, mention), mention.actor
    if lowers[after] in ("with", "in"):
        return None, None
    if _BANDS_PLAIN.intersection(lowers[after + 1 : after + 5]) and lowers[after + 1] in (
        "a",
        "an",
        "the",
        "rival",
        "armed",
    ):
        return "militants", None  # "members of a rival gang"
    if _is_band(sentence, after + 1):
        return "militants", None
    if _names_army(["and", *lowers[after + 1 : after + 4]]) and "police" not in lowers[after + 1 : after + 4]:
        joint = "police" in lowers[after + 3 : after + 7]
        return ("security_forces" if joint else "military"), None
    for match in passage.people[i]:
        if after < match.begin <= after + 4:
            kind = match.kind.removeprefix("people.")
            if kind in _SECURITY and _names_army(lowers[match.end : match.end + 4]):
                return "security_forces", None  # "members of the police and the army"
            return (None if kind in ("member", "unknown") else cast(Group, kind)), None
    return None, None


def _force_before(passage: Passage, i: int, begin: int, end: int) -> Group | None:
    """The force that "an officer" or "his men" are of: the one spoken of last, here or in the sentence before."""
    lowers = passage.sentences[i].lowers
    noun = lowers[end - 1]
    own = begin > 0 and lowers[begin - 1] in ("his", "its", "their")
    if noun not in ("officer", "officers") and not (own and noun in ("men", "members", "personnel")):
        return None
    if lowers[end : end + 1] in (["of"], ["from"], ["with"]):
        return None
    for n, upto in ((i, begin), (i - 1, 10_000)):
        if n < 0:
            break
        words = passage.sentences[n].lowers[:upto]
        for word in reversed(words):
            if word in _FORCES:
                return _FORCES[word]
    after = [word for word in lowers[end:] if word in _FORCES]
    return _FORCES[after[0]] if after and noun != "men" else None


_FORCES: dict[str, Group] = {
    "police": "police",
    "policeman": "police",
    "policemen": "police",
    "army": "military",
    "military": "military",
    "troops": "military",
    "soldier": "military",
    "soldiers": "military",
    "battalion": "military",
    "paramilitary": "paramilitary",
}
_BANDS_PLAIN = frozenset("gang gangs group groups cartel faction outfit cell".split())


def _names_army(words: list[str]) -> bool:
    """Whether "and the army" follows."""
    return words[:1] == ["and"] and bool({"army", "military", "navy"} & set(words[1:4]))


def _is_band(sentence: Sentence, at: int) -> bool:
    """Whether the name of a band stands at `at`: "the Tigre River Group"."""
    at += sentence.lowers[at : at + 1] == ["the"]
    end = at
    while end < len(sentence.words) and sentence.words[end][:1].isupper() and end - at < 7:
        end += 1
    return bool(_BANDS.intersection(sentence.words[at + 1 : end]))
