"""A state's own parties in a sentence: "the Malian army", "Russia's defence ministry", "government of Chad"."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

from corroborate.actors.actor import ROLES, ActorMention
from corroborate.actors.matching import NameIndex, is_titled
from corroborate.actors.names import Keyed, keyed, word_set, words_between
from corroborate.actors.nations import STATE_KINDS, nation_names, speaking_names
from corroborate.language.lexicon import read_entries
from corroborate.language.sentences import Sentence, split_sentences

_MOUTHPIECES = word_set(
    "source sources statement statements report reports spokesman spokesperson spokeswoman"
)
_OTHERS = word_set(
    "islamist separatist rebel communist coalition occupation occupying provincial facto peacekeepers"
)
_UNSURE = [
    ["forces"],
    ["general", "staff"],
    ["commandos"],
    ["administration"],
    ["marines"],
    ["rangers"],
    ["official"],
]
"""Nouns for those who need not be the state's: rebels have forces, and a university its administration."""
_STEMS = {kind: stem for stem, kind in STATE_KINDS.items()} | {"paramilitary": "forces", "deeds": "mil"}


@functools.cache
def institutions() -> dict[str, NameIndex]:
    """The nouns of institutions.yaml: `party`, `modifier`, `deeds`, `things`."""
    pairs: dict[str, list[tuple[str, str]]] = {"party": [], "modifier": [], "deeds": [], "things": []}
    for entry in read_entries(resources.files("corroborate.actors") / "institutions.yaml"):
        sort = entry.kind if entry.kind in pairs else "party"
        pairs[sort].extend((form, entry.kind) for form in entry.forms)
    return {sort: NameIndex(names) for sort, names in pairs.items()}


@functools.cache
def first_keys() -> frozenset[str]:
    """The keys at which a party named by country or by a common noun can begin."""
    return frozenset(nation_names().first) | frozenset(institutions()["party"].first)


@dataclass(frozen=True, slots=True)
class _Noun:
    """A party noun from key `begin` to `end`, of `kind`."""

    begin: int
    end: int
    kind: str


def state_mention(sentence: Sentence, said: Keyed, i: int) -> ActorMention | None:
    """The party that is named by its country, or by a common noun alone, from key `i` on.

    A common noun alone ("the army") is a mention without an actor; of a thing ("police station") none.
    """
    nation = nation_names().at(sentence, said, i)
    if nation is not None:
        kind, _, code = nation.bearers[0].partition(":")
        end = i + len(nation.keys)
        mention = _of_nation(sentence, said, (i, end), code.lower())
        if mention is not None or kind == "d":
            return mention
    noun = _noun_at(sentence, said, i)
    if noun is None or _is_thing(sentence, said, noun.end) or _is_in_name(sentence, said.token(i)):
        return None
    owner, end = _nation_after(sentence, said, noun.end)
    actor = _actor_id(noun.kind, owner) if owner else None
    return _mention(sentence, said, (i, end if owner else noun.end), noun.kind, actor)


@functools.lru_cache(maxsize=4096)
def bare_kind(name: str) -> str | None:
    """The kind of a state's party that `name` says by common nouns alone ("the army", "health ministry").

    None for all else: names with a country or a place, those of rebels, and nouns that others bear as well.
    """
    sentences = split_sentences(name)
    words = sentences[0].lowers if len(sentences) == 1 else []
    begin, end = int(words[:1] == ["the"]), len(words)
    while end > begin + 1 and words[end - 1] in _MOUTHPIECES:
        end -= 1
    if begin == end or not _OTHERS.isdisjoint(words) or words[begin:end] in _UNSURE:
        return None
    said = keyed(words[begin:end])
    sentence = split_sentences(" ".join(words[begin:end]))[0]
    noun = _noun_at(sentence, said, 0) or _after_modifiers(sentence, said, 0)
    whole = noun is not None and noun.end == len(said.keys)
    return noun.kind if whole and noun is not None and noun.kind in _STEMS else None


def state_id(kind: str, country: str) -> str | None:
    """The generated id of the party of `kind` that the state `country` (ISO 3166-1 alpha-2) has; None for no such kind."""
    return _actor_id(kind, country.lower())


def nation_mentions(sentence: Sentence) -> list[ActorMention]:
    """The bare names of countries and capitals in a sentence, each as a mention of its government."""
    index, said = speaking_names(), keyed(sentence.lowers)
    found: list[ActorMention] = []
    for i, key in enumerate(said.keys):
        form = index.at(sentence, said, i) if key in index.first else None
        if form is None or (found and said.token(i) < found[-1].end):
            continue
        code = form.bearers[0][2:].lower()
        found.append(_mention(sentence, said, (i, i + len(form.keys)), "government", f"gov-{code}"))
    return found


def _of_nation(sentence: Sentence, said: Keyed, span: tuple[int, int], code: str) -> ActorMention | None:
    begin, end = span
    keys = said.keys
    after = (
        end + 1 if end < len(keys) and keys[end] == "s" and sentence.lowers[said.token(end)] == "'s" else end
    )
    noun = _noun_at(sentence, said, after)
    if noun is None:
        noun = _after_modifiers(sentence, said, after)
    if noun is not None:
        return _mention(sentence, said, (begin, noun.end), noun.kind, _actor_id(noun.kind, code))
    is_adjective = any(bearer.startswith("d:") for bearer in _bearers(sentence, said, begin))
    if after < len(keys) and is_adjective and institutions()["deeds"].at(sentence, said, after) is not None:
        return _mention(sentence, said, (begin, end), "military", f"mil-{code}")
    return None


def _bearers(sentence: Sentence, said: Keyed, i: int) -> tuple[str, ...]:
    form = nation_names().at(sentence, said, i)
    return form.bearers if form else ()


def _after_modifiers(sentence: Sentence, said: Keyed, i: int) -> _Noun | None:
    """The noun after one or two modifiers ("government", "ground") at key `i`."""
    for _ in range(2):
        modifier = institutions()["modifier"].at(sentence, said, i) if i < len(said.keys) else None
        if modifier is None:
            return None
        i += len(modifier.keys)
        noun = _noun_at(sentence, said, i)
        if noun is not None:
            return noun
    return None


def _noun_at(sentence: Sentence, said: Keyed, i: int) -> _Noun | None:
    form = institutions()["party"].at(sentence, said, i) if i < len(said.keys) else None
    if form is None:
        return None
    noun = _Noun(i, i + len(form.keys), form.bearers[0])
    longer = _noun_at(sentence, said, noun.end) if noun.kind in ("government", "police", "military") else None
    if longer is None or longer.kind == "armed_group":
        return noun
    return _Noun(i, longer.end, noun.kind if longer.kind == "government" else longer.kind)


def _nation_after(sentence: Sentence, said: Keyed, i: int) -> tuple[str | None, int]:
    """The code of the country in "of Chad", "of the Republic of Chad" at key `i`, and the key it ends at."""
    keys = said.keys
    if i >= len(keys) or keys[i] != "of":
        return None, i
    i += 1
    if i < len(keys) and keys[i] == "the":
        i += 1
    if keys[i : i + 2] == ["republic", "of"]:
        i += 2
    nation = nation_names().at(sentence, said, i) if i < len(keys) else None
    if nation is None or not nation.bearers[0].startswith("n:"):
        return None, i
    end = i + len(nation.keys)
    return (None, i) if _noun_at(sentence, said, end) else (nation.bearers[0][2:].lower(), end)


def _is_in_name(sentence: Sentence, i: int) -> bool:
    """Whether the capitalised word at token `i` goes on a name ("Valley Defence Militia")."""
    words = sentence.words
    return (
        i > 0
        and not is_titled(sentence)
        and words[i][0].isupper()
        and words[i - 1][0].isupper()
        and (i > 1 or sentence.lowers[0] != "the")
    )


def _is_thing(sentence: Sentence, said: Keyed, i: int) -> bool:
    return i < len(said.keys) and institutions()["things"].at(sentence, said, i) is not None


def _actor_id(kind: str, code: str) -> str | None:
    stem = _STEMS.get(kind)
    return f"{stem}-{code}" if stem else None


def _mention(
    sentence: Sentence, said: Keyed, span: tuple[int, int], kind: str, actor: str | None
) -> ActorMention:
    begin, end = said.token(span[0]), said.token(span[1])
    return ActorMention(begin, end, words_between(sentence, begin, end), actor, ROLES[kind], kind)
