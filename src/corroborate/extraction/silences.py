"""Silence as data: parties that are said not to have commented, confirmed or given figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corroborate.extraction.attribution import speakers_of
from corroborate.language.clauses import source_after, subject_before
from corroborate.language.cues import is_adverb, word_set
from corroborate.language.lexicon import Lexicon, compile_lexicon, read_entries
from corroborate.model import Party, Silence, span_of

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage
    from corroborate.language.sentences import Sentence

_NOT = word_set(
    "not n't never didn't hasn't haven't hadn't doesn't don't cannot can't couldn't neither wasn't weren't"
)
_SAYING = word_set("comment say confirm give provide disclose discuss specify answer elaborate speak respond identify reveal "
                   "release issue make publish be reply react deny acknowledge offer announce verify drawn")  # fmt: skip
_IMPOSSIBLE = word_set(
    "not cannot couldn't can't unable impossible possible hasn't haven't yet no n't difficult neither none"
)
_GATE = word_set(
    "comment commented comments statement statements response respond responded reply replied verify verified figures",
    "confirm confirmed reached silent declined refused released issued disclosed details independently independent",
    "reaction word toll casualties elaborate available unavailable yet whether reachable tight-lipped confirmation how",
    "information corroborated corroborate acknowledged mention authenticate authenticated commenting version react",
    "figure losses answer answered details detail claim claims calls toll number verification neither given return",
)
_NOBODY = frozenset(("no", "nobody", "none", "neither"))
_REPORT = word_set("group groups one organisation organization party faction")
_REACH = 9


@dataclass(frozen=True, slots=True)
class _Words:
    state: Lexicon
    refusal: Lexicon
    matter: Lexicon
    word: Lexicon
    answer: frozenset[str]
    giving: frozenset[str]
    verification: frozenset[str]


@cache
def _words() -> _Words:
    entries = read_entries(files("corroborate.extraction") / "lexicon" / "silences.yaml")
    of = {entry.kind.removeprefix("silence."): entry for entry in entries}
    lexicons = {kind: compile_lexicon([entry]) for kind, entry in of.items()}
    verbs = {kind: frozenset(of[kind].forms) for kind in ("answer", "giving", "verification")}
    return _Words(lexicons["state"], lexicons["refusal"], lexicons["matter"], lexicons["word"], **verbs)


def find_silences(passage: Passage) -> list[Silence]:
    """Each party that the document says did not speak, with the sentence that says so.

    That no group has claimed a deed is no silence: it leaves the perpetrator open (codebook, Silence).
    """
    found: list[Silence] = []
    for n, sentence in enumerate(passage.sentences):
        if _GATE.isdisjoint(sentence.lowers):
            continue
        party = _silent_party(passage, n, sentence)
        if party is not None:
            found.append(
                Silence(party=party, span=span_of(passage.document.text, sentence.start, sentence.end))
            )
    return found


def _silent_party(passage: Passage, n: int, sentence: Sentence) -> Party | None:
    verifying = _unverified(sentence)
    if verifying is not None:
        return _verifier(passage, n, verifying)
    verb = _silent_verb(sentence)
    if verb is not None:
        return _subject(passage, n, verb)
    noun = _unsaid(sentence)
    if noun is None:
        return None
    holder = _without_comment(sentence, noun)
    if holder is not None:
        return _subject(passage, n, holder)
    return _from_whom(passage, n, noun) if sentence.lowers[noun - 1] not in _HELD else None


def _unverified(sentence: Sentence) -> int | None:
    """The token where somebody could not check: `could not be independently verified`."""
    lowers = sentence.lowers
    for i, word in enumerate(lowers):
        if word not in _words().verification and word not in ("confirmation", "verification"):
            continue
        before = lowers[max(0, i - 6) : i]
        if _IMPOSSIBLE.isdisjoint(before):
            continue
        independent = "independently" in lowers[max(0, i - 3) : i + 4] or "independent" in before
        if independent or ("verif" in word or "corrob" in word or "authent" in word):
            return i
        if word.startswith("confirm") and any(
            w in ("could", "cannot", "couldn't", "unable", "immediately") for w in before
        ):
            return i
    return None


def _verifier(passage: Passage, n: int, at: int) -> Party:
    """Who could not check: the subject of an active verb, else the outlet that writes."""
    sentence = passage.sentences[n]
    start = at
    while start and (
        sentence.lowers[start - 1] in _NOT
        or sentence.lowers[start - 1] in _HELPING
        or is_adverb(sentence.lowers[start - 1])
    ):
        start -= 1
    if "be" not in sentence.lowers[start:at] and "been" not in sentence.lowers[start:at]:
        subject = subject_before(sentence, start)
        speaker = speakers_of(passage).speaker(n, *subject) if subject else None
        if speaker is not None and speaker.party.role != "unattributed":
            return speaker.party
    return Party(
        name=passage.document.publisher or "this report",
        role="media" if passage.document.publisher else "unattributed",
    )


_HELPING = word_set(
    "so far yet",
    "so far yet could be been to unable was were is are has have had did able immediately independently can",
)


def _silent_verb(sentence: Sentence) -> int | None:
    """The first token of `declined to comment`, `has not responded`, `have not released figures`, `remained silent`."""
    words, lowers = _words(), sentence.lowers
    for match in words.state.matches(sentence):
        return match.begin
    for match in words.refusal.matches(sentence):
        following = next((w for w in lowers[match.end :] if not is_adverb(w)), "")
        if following in _SAYING and (
            following not in words.giving or _concerns(sentence, match.end) or following != "make"
        ):
            return match.begin
    for i, word in enumerate(lowers):
        if word not in _NOT:
            continue
        if word == "neither":
            near = range(i, min(i + 16, len(lowers)))
            answer = next((j for j in near if lowers[j] in words.answer), None)
            if answer is not None:
                return answer
        j = i + 1
        while j < len(lowers) and (is_adverb(lowers[j]) or lowers[j] in ("yet", "so", "far", "been")):
            j += 1
        if j < len(lowers) and lowers[j] in words.answer:
            if lowers[j + 1 : j + 2] != ["to"] or _concerns(sentence, j + 1):
                return i
            continue
        if (
            j < len(lowers)
            and lowers[j] in words.giving
            and lowers[j - 1] != "been"
            and _concerns(sentence, j + 1)
        ):
            return i
    return None


def _concerns(sentence: Sentence, begin: int) -> bool:
    """Whether what was not given is a statement, figures, details … within the next words."""
    return any(begin <= match.begin <= begin + _REACH for match in _words().matter.matches(sentence))


def _subject(passage: Passage, n: int, verb: int) -> Party | None:
    sentence = passage.sentences[n]
    start = verb
    while start and (
        sentence.lowers[start - 1] in _HELPING
        or is_adverb(sentence.lowers[start - 1])
        or sentence.lowers[start - 1] in _NOT
    ):
        start -= 1
    if start and sentence.lowers[start - 1] == "without":
        start -= 2 if sentence.lowers[start - 2] == "," else 1
    if start and sentence.lowers[start - 1] in ("and", "but"):
        start -= 1
        heard = [one.speaker for one in speakers_of(passage).in_sentence(n) if one.speaker]
        if heard:
            return heard[0].party
    subject = subject_before(sentence, start)
    if subject is None:
        return None
    if sentence.lowers[subject[0]] in _NOBODY and sentence.lowers[subject[1] - 1] in _REPORT:
        return None
    begin = subject[0] + (sentence.lowers[subject[0]] == "neither")
    end = sentence.lowers.index("nor", *subject) if "nor" in sentence.lowers[slice(*subject)] else subject[1]
    speaker = speakers_of(passage).speaker(n, begin, end)
    return speaker.party if speaker is not None else None


def _unsaid(sentence: Sentence) -> int | None:
    """The noun of `no official statement`, `no immediate comment`, with at most three words between."""
    lowers = sentence.lowers
    for match in _words().word.matches(sentence):
        before = lowers[max(0, match.begin - 4) : match.begin]
        while "," in before:
            before = before[before.index(",") + 1 :]
        if "no" in before or "without" in before:
            return match.end
    return None


def _without_comment(sentence: Sentence, end: int) -> int | None:
    """The verb of `the army had no comment`, `offered no confirmation`; None of `there was no comment`."""
    lowers = sentence.lowers
    for i in range(end - 2, max(0, end - 7), -1):
        if lowers[i] in _HOLDING:
            return i if lowers[i - 1] != "there" else None
    return None


_HELD = frozenset(("figure", "number", "toll", "breakdown", "for"))
_HOLDING = word_set(
    "had has have offered offering gave given giving give made issued provided published released"
)


def _from_whom(passage: Passage, n: int, end: int) -> Party | None:
    """The party after `from`, `by`, `of`; where none is named, the authorities whose word was awaited."""
    sentence = passage.sentences[n]
    for i in range(end, min(end + 12, len(sentence))):
        if sentence.lowers[i] in ("from", "by") and i + 1 < len(sentence):
            source = source_after(sentence, i + 1)
            speaker = speakers_of(passage).speaker(n, *source) if source else None
            if speaker is not None:
                return speaker.party
    if "official" in sentence.lowers[max(0, end - 4) : end]:
        return Party(name="authorities", role="government")
    following = sentence.lowers[end : end + 3]
    if following and following[0] in ("was", "were", "is", "has", "had", "immediately", "on", "yet"):
        return Party(name="authorities", role="unattributed")
    return None
