"""Toward whom and about what: the words after a verb by which one party addresses or judges another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corroborate.actors.nations import nations
from corroborate.language.cues import is_adverb, vocabulary, word_set
from corroborate.model import Party

if TYPE_CHECKING:
    from corroborate.actors import ActorMention
    from corroborate.extraction.passage import Passage
    from corroborate.extraction.stance_verbs import Verb
    from corroborate.language.sentences import Sentence

_STATE = word_set("state government authorities military army regime forces state's establishment")
_STOPS = word_set(", ; : who which that after following during on in over for when while at as")
_PRONOUNS = word_set("it them him her they he she us")
_OWN = word_set("its their his her our my")
_MOST_WORDS = 9


def text_of(sentence: Sentence, begin: int, end: int) -> str:
    """Tokens `begin` to `end` (exclusive) as they stand in the text, white space made single."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    parts: list[str] = []
    for i in range(begin, end):
        parts.append(words[i] if i == begin or starts[i] == ends[i - 1] else f" {words[i]}")
    return "".join(parts)


def toward_and_matter(passage: Passage, n: int, verb: Verb, end: int, actor: Party) -> tuple[str | None, int]:
    """Toward whom a verb's object, up to token `end`, is, and the token at which its matter begins."""
    if verb.frame == "charge":
        return _charged(passage, n, verb, end, actor)
    if verb.frame == "plea":
        return _asked(passage, n, verb, end, actor)
    return _target(passage, n, verb, end, actor), verb.end


def clause_end(sentence: Sentence, begin: int) -> int:
    """Where the clause that begins at `begin` ends: before `;`, `, while`, `, but`, or with the sentence."""
    lowers = sentence.lowers
    last = len(lowers) - (lowers[-1] in (".", "!", "?"))
    quoted = lowers[:begin].count('"') % 2 == 1 or lowers[:begin].count("“") > lowers[:begin].count("”")
    for i in range(begin + 1, last):
        if quoted and lowers[i] in ("”", '"'):
            return i - (lowers[i - 1] in (",", "."))
        if lowers[i] == "and" and i + 1 < last and _is_said_next(sentence, i + 1):
            return i - (lowers[i - 1] == ",")
        if lowers[i] == ";" or (
            lowers[i - 1] == "," and lowers[i] in ("while", "but", "whereas", "adding", "saying")
        ):
            return i - (lowers[i] != ";")
    return max(begin, last)


def _is_said_next(sentence: Sentence, i: int) -> bool:
    """Whether another reporting verb of the same subject follows: `… and urged`, `… and later called`."""
    word = sentence.lowers[i]
    if is_adverb(word) and i + 1 < len(sentence):
        word = sentence.lowers[i + 1]
    return word in vocabulary().by_first and (word.endswith("ed") or word in ("said", "told", "called"))


def target_in(passage: Passage, n: int, begin: int, end: int, actor: Party) -> str | None:
    """The first other party named in tokens `begin` to `end`, with the state's name where it is a state's."""
    sentence = passage.sentences[n]
    for mention in passage.actors[n]:
        if begin <= mention.begin < end and not _is_self(mention, actor, sentence):
            return _with_state(passage, mention, sentence)
    for i in range(begin, end):
        if sentence.lowers[i] in _STATE and i and (sentence.lowers[i - 1] in ("the", "central", "federal")):
            return _generic(passage, text_of(sentence, i, i + 1))
    return None


def party_phrase(passage: Passage, n: int, begin: int, end: int, actor: Party) -> str | None:
    """The party that tokens `begin` to `end` name as a whole: registered, a state's, taken up by a pronoun, or as said."""
    sentence = passage.sentences[n]
    while begin < end and sentence.lowers[begin] in ("the", "a", "an"):
        begin += 1
    if begin >= end:
        return None
    if end - begin == 1 and sentence.lowers[begin] in _PRONOUNS:
        return _antecedent(passage, n, begin)
    named = target_in(passage, n, begin, end, actor)
    if named is not None:
        return named
    if sentence.lowers[begin] in _STATE and end - begin == 1:
        return _generic(passage, sentence.words[begin])
    stop = begin + 1
    while stop < end and stop - begin < _MOST_WORDS and sentence.lowers[stop] not in _STOPS:
        stop += 1
    return text_of(sentence, begin, stop)


def _is_self(mention: ActorMention, actor: Party, sentence: Sentence) -> bool:
    if mention.kind == "spokesperson" or (mention.begin and sentence.lowers[mention.begin - 1] in _OWN):
        return True
    return mention.name == actor.name or (actor.actor is not None and mention.actor == actor.actor)


def _with_state(passage: Passage, mention: ActorMention, sentence: Sentence) -> str:
    said = text_of(sentence, mention.begin, mention.end)
    if mention.actor is None:
        return _generic(passage, said) if said.lower() in _STATE else said
    actor = passage.tools.registry.get(mention.actor)
    of_state = actor is not None and actor.kind in ("government", "military", "police", "security_forces")
    nation = nations().get(actor.country) if actor is not None and actor.country and of_state else None
    return said if nation is None or nation.names[0] in said.split() else f"{said} ({nation.names[0]})"


def _generic(passage: Passage, said: str) -> str:
    """`the state` of the country that the document is about, where one stands out."""
    countries = sorted(passage.aliases.countries.items(), key=lambda item: (-item[1], item[0]))
    if not countries or (len(countries) > 1 and countries[0][1] < 2 * countries[1][1]):
        return said
    nation = nations().get(countries[0][0])
    return f"{said} ({nation.names[0]})" if nation is not None else said


def _antecedent(passage: Passage, n: int, before: int) -> str | None:
    """What `it` or `them` takes up within its sentence: the last noun phrase with an article that is no place."""
    sentence = passage.sentences[n]
    lowers = sentence.lowers
    for i in range(before - 1, -1, -1):
        if lowers[i] in ("a", "an", "the", "several", "some") and i + 1 < before:
            stop = i + 1
            while stop < before and lowers[stop] not in _STOPS and lowers[stop] not in ("of", "to", "'s"):
                stop += 1
            if sentence.words[i + 1][0].islower():
                return text_of(sentence, i + 1, stop)
    return _object_before(sentence, before)


def _object_before(sentence: Sentence, before: int) -> str | None:
    """The object of the main clause: `targeted | labourers and settlers | …, accusing them`."""
    lowers = sentence.lowers
    for i in range(1, before - 1):
        if len(lowers[i]) > 4 and lowers[i].endswith("ed") and lowers[i + 1] not in _STOPS:
            stop = i + 1
            while (
                stop < before and stop - i < _MOST_WORDS and lowers[stop] not in _STOPS | {"from", "of", "to"}
            ):
                stop += 1
            return text_of(sentence, i + 1, stop)
    return None


def _charged(passage: Passage, n: int, verb: Verb, end: int, actor: Party) -> tuple[str | None, int]:
    """`accused X of Y`, `blamed X for Y`, `blamed Y on X`: X, and where Y begins."""
    lowers = passage.sentences[n].lowers
    cuts = [i for i in range(verb.end + 1, end) if lowers[i] in ("of", "for")]
    gerunds = [i for i in cuts if i + 1 < end and lowers[i + 1].endswith("ing")]
    cut = next(iter(gerunds or cuts), None)
    on = [i for i in range(verb.end + 1, end) if lowers[i] == "on"]
    if lowers[verb.begin].startswith("blam") and on and (cut is None or not gerunds):
        return party_phrase(passage, n, on[-1] + 1, end, actor), verb.end
    if verb.end < len(lowers) and lowers[verb.end] in ("of", "for", ",", "."):
        return None, end
    if cut is None:
        return party_phrase(passage, n, verb.end, end, actor), verb.end
    return party_phrase(passage, n, verb.end, cut, actor), cut + 1


def _asked(passage: Passage, n: int, verb: Verb, end: int, actor: Party) -> tuple[str | None, int]:
    """`urged X to do Y`: X, and where Y begins; without `to` there is no X."""
    lowers = passage.sentences[n].lowers
    cut = next((i for i in range(verb.end, end) if lowers[i] in ("to", "for")), None)
    if cut is None or cut == verb.end:
        return target_in(passage, n, verb.end, end, actor), verb.end
    begin = cut - (lowers[cut - 1] == "not")
    return party_phrase(passage, n, verb.end, begin, actor), begin


def _target(passage: Passage, n: int, verb: Verb, end: int, actor: Party) -> str | None:
    if verb.act == "accuses" and verb.frame == "clause":
        return _alleged(passage, n, verb.end, end, actor)
    target = target_in(passage, n, verb.end, end, actor)
    if target is None and verb.act == "accuses":
        return target_in(passage, n, 0, verb.begin, actor)
    if target is None and verb.act in ("sanctions", "praises"):
        return party_phrase(passage, n, verb.end, end, actor)
    return target


def _alleged(passage: Passage, n: int, begin: int, end: int, actor: Party) -> str | None:
    """Whom an allegation is against: the agent after `by` of a passive clause, else the clause's subject."""
    sentence = passage.sentences[n]
    lowers = sentence.lowers
    begin += lowers[begin] == "that"
    stop = begin
    while stop < end and lowers[stop] not in (
        "were",
        "was",
        "is",
        "are",
        "had",
        "has",
        "have",
        "will",
        "would",
    ):
        stop += 1
    passive = any(
        lowers[i] in ("being", "been") or lowers[i].endswith("ed")
        for i in range(stop + 1, min(stop + 5, end))
    )
    if passive and "by" in lowers[stop:end]:
        by = lowers.index("by", stop) + 1
        return party_phrase(passage, n, by, min(end, by + 6), actor)
    if stop < end and stop - begin <= 12:
        named = target_in(passage, n, begin, stop, actor)
        plain = text_of(sentence, begin, stop).rstrip(", ")
        return plain if named is None or "," in plain else named
    return target_in(passage, n, begin, end, actor)
