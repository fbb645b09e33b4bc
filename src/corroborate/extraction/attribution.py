"""On whose word: the chain of speakers behind any stretch of a document, the first speaker first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corroborate.extraction.armed import armed_names
from corroborate.extraction.ownvoice import own_voice
from corroborate.extraction.referents import Referents
from corroborate.extraction.speakers import Speaker
from corroborate.language.cues import DETERMINERS, word_set
from corroborate.language.sentences import split_sentences
from corroborate.model import Attribution, Party

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage
    from corroborate.language.sentences import Sentence
    from corroborate.language.speech import Utterance


def _is_of_nobody(speaker: Speaker) -> bool:
    """Whether a message or a report speaks of which nobody says whose it is (codebook: "reportedly" has no source)."""
    party = speaker.party
    alone = speaker.vehicle is not None and party.name.lower() == speaker.noun
    return alone and party.role == "unattributed" and party.actor is None


_TELLERS = frozenset(("police", "military", "government", "local_source", "witness"))
_RESUMES = word_set("meanwhile separately elsewhere however")
_NEW_TOPICS = (("in", "a", "separate"), ("in", "another"), ("in", "a", "different"), ("in", "a", "similar"))
_CLAIMS = frozenset(
    ("say", "claim", "allege", "add", "state", "tell", "report", "confirm", "announce", "insist")
)


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance with its speaker, who passed it on, and the sentence of its cue."""

    utterance: Utterance
    speaker: Speaker | None
    relay: Party | None
    sentence: int


class Speakers:
    """All utterances of a passage with their speakers, pronouns and short names resolved.

    `voice` is the party whose own communiqué the document is.
    """

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._armed: frozenset[str] = frozenset()
        self._hear_all()
        self._arm()
        self._by_start = sorted(self.heard, key=lambda one: one.utterance.start)
        self._starts = [one.utterance.start for one in self._by_start]
        self._longest = max((one.utterance.end - one.utterance.start for one in self.heard), default=0)
        self.voice = _voice_of(passage)
        self._outlet_until = -1
        self._outlet = self._outlet_of_all()

    def _hear_all(self) -> None:
        self._referents = Referents(self.passage)
        self._by_sentence: dict[int, list[Heard]] = {}
        self.heard = [self._hear(one) for one in sorted(self.passage.utterances, key=lambda one: one.cue)]

    def _arm(self) -> None:
        """Speakers that speak of their fighters are armed groups wherever they speak; `the group` may be theirs."""
        said = [(one.utterance, one.speaker.party) for one in self.heard if one.speaker is not None]
        self._armed = armed_names(self.passage.document.text, said)
        if self._armed:
            self._hear_all()

    def around(self, start: int, end: int) -> list[Heard]:
        """The utterances that hold the characters `start` to `end`, the innermost first."""
        found = []
        most = max(1, end - start)
        first = bisect_left(self._starts, start - self._longest)
        for one in self._by_start[first:]:
            said = one.utterance
            if said.start >= end:
                break
            if min(end, said.end) - max(start, said.start) >= 0.6 * most:
                found.append(one)
        return sorted(found, key=_depth)

    def in_sentence(self, n: int) -> list[Heard]:
        """The utterances whose cue stands in sentence `n`, left to right."""
        return self._by_sentence.get(n, [])

    def chain(self, start: int, end: int) -> Attribution:
        """Who says the characters `start` to `end`, the first speaker first."""
        around = self.around(start, end)
        named = [one for one in around if one.speaker is not None]
        if not named:
            if around:
                return ()
            inherited = self._inherited(self.passage.sentence_at(start), start)
            if inherited is None:
                return self.voice
            named = [inherited]
        chain: list[Party] = []
        for one in named:
            for party in (one.speaker.party if one.speaker else None, one.relay):
                if party is not None and not any(_same(party, other) for other in chain):
                    chain.append(party)
        told = self._outlet is not None and self.passage.sentence_at(start) <= self._outlet_until
        if (
            chain
            and self._outlet is not None
            and told
            and not any(_same(self._outlet, other) for other in chain)
        ):
            chain.append(self._outlet)
        return tuple(chain)

    def _hear(self, utterance: Utterance) -> Heard:
        n = self.passage.sentence_at(utterance.cue[0])
        speaker = None
        if utterance.source is not None:
            at = self.passage.sentence_at(utterance.source[0])
            speaker = self._known(
                self._referents.resolve(at, *_tokens(self.passage.sentences[at], utterance.source))
            )
        if (
            speaker is not None
            and speaker.party.role == "unattributed"
            and utterance.verb in ("citing", "quoting")
        ):
            speaker = None
        if speaker is not None:
            self._referents.note(n, speaker)
            if _is_of_nobody(speaker):
                speaker = None
        heard = Heard(utterance, speaker, self._told(utterance, n), n)
        self._by_sentence.setdefault(n, []).append(heard)
        return heard

    def speaker(self, n: int, begin: int, end: int) -> Speaker | None:
        """Who tokens `begin` to `end` of sentence `n` mean, when all of the passage has been heard."""
        return self._known(self._referents.resolve_at(n, begin, end))

    def _known(self, speaker: Speaker | None) -> Speaker | None:
        """A speaker in the role that the whole passage gives it."""
        if speaker is None or speaker.party.name not in self._armed:
            return speaker
        return replace(speaker, party=replace(speaker.party, role="armed_group"))

    def _told(self, utterance: Utterance, n: int) -> Party | None:
        """The outlet that was told: `told AFP`, `in an interview with Radio Okapi`."""
        sentence = self.passage.sentences[n]
        outlets = [one for one in self.passage.actors[n] if one.role == "media"]
        for one in outlets:
            before = sentence.lowers[max(0, one.begin - 2) : one.begin]
            after_cue = 0 <= sentence.starts[one.begin] - utterance.cue[1] <= 60
            introduced = utterance.verb == "tell" and sentence.starts[one.begin] - utterance.cue[1] <= 6
            if after_cue and (introduced or before[-1:] == ["to"] or before == ["interview", "with"]):
                return Party(name=one.name, role="media", actor=one.actor)
            if before[-1:] == ["to"] and sentence.lowers[one.begin - 2 : one.begin - 1] == ["speaking"]:
                return Party(name=one.name, role="media", actor=one.actor)
        return None

    def _inherited(self, n: int, start: int) -> Heard | None:
        """The source whose account a sentence goes on with: `According to …` opened its paragraph's story."""
        for one in reversed(self.in_sentence(n)):
            said = one.utterance
            if (
                one.speaker is not None
                and said.cue[1] < start
                and ";" in self.passage.document.text[said.cue[1] : start]
            ):
                return one
        own = [one.speaker.party for one in self.in_sentence(n) if one.speaker]
        found = self._account_of(n)
        if found is None or found.speaker is None:
            return None
        return found if all(_same(party, found.speaker.party) for party in own) else None

    def _account_of(self, n: int) -> Heard | None:
        """The utterance whose account sentence `n` goes on with."""
        sentences = self.passage.sentences
        for m in range(n, -1, -1):
            if sentences[m].paragraph != sentences[n].paragraph:
                return None
            if m < n:
                for one in reversed(self.in_sentence(m)):
                    if one.speaker is not None:
                        return one if self._carries_on(one, m, n) else None
            if _opens_topic(sentences[m]):
                return None
        return None

    def _carries_on(self, one: Heard, m: int, n: int) -> bool:
        """Whether sentence `n` still is the account of `one`, which stands in sentence `m`."""
        said, told = one.utterance, self.passage.sentences[m]
        if said.verb in ("according to", "as per", "in the words of"):
            opens = said.cue[0] - told.start < 40
            return opens or (
                n == m + 1 and self.passage.sentences[n].lowers[0] in ("they", "he", "she", "it")
            )
        if said.verb not in _CLAIMS or said.direct:
            return False
        if n != m + 1:
            return False
        if said.end >= told.end - 80 and _is_backshifted(self.passage.sentences[n]):
            return True
        return said.start < said.cue[0] and one.speaker is not None and one.speaker.party.role in _TELLERS

    def _outlet_of_all(self) -> Party | None:
        """The outlet of whose report the whole article is an account: named in its lead and again."""
        outlets = [
            one.speaker.party for one in self.heard if one.speaker and one.speaker.party.role == "media"
        ]
        if not outlets or not self.heard:
            return None
        counts = Counter(_key(party) for party in outlets)
        first = outlets[0]
        self._outlet_until = max(
            one.sentence for one in self.heard if one.speaker and _same(one.speaker.party, first)
        )
        lead = any(one.speaker and one.speaker.party is first and one.sentence <= 2 for one in self.heard)
        return first if lead and counts[_key(first)] >= 2 else None


def speakers_of(passage: Passage) -> Speakers:
    """The speakers of a passage, found once."""
    if passage.speakers is None:
        passage.speakers = Speakers(passage)
    return passage.speakers


def attribution_at(passage: Passage, start: int, end: int) -> Attribution:
    """Who says what stands at the characters `start` to `end`; empty in the document's own voice.

    First speaker first, then each one who passed it on (codebook, Who says so).
    """
    return speakers_of(passage).chain(start, end)


def _voice_of(passage: Passage) -> Attribution:
    """The party to the conflict whose own communiqué the document is; empty for everything else."""
    return _published_by(passage) or own_voice(passage)


def _published_by(passage: Passage) -> Attribution:
    """The party whose office published the document, or that its first lines announce as its author."""
    publisher = passage.document.publisher
    named = passage.tools.registry.find(split_sentences(publisher)[0]) if publisher else []
    for one in named:
        official = publisher is not None and _IN_OFFICE.search(publisher) is not None
        whole = publisher is not None and len(one.name) >= len(publisher) - 4
        if one.role in _PARTIES and one.begin == 0 and (official or (whole and one.actor is not None)):
            return (Party(name=one.name, role=one.role, actor=one.actor),)
    for n, sentence in enumerate(passage.sentences[:4]):
        if not _COMMUNIQUE.isdisjoint(sentence.lowers) and len(sentence) < 14:
            for one in passage.actors[n]:
                if one.role in _PARTIES and one.actor is not None:
                    return (Party(name=one.name, role=one.role, actor=one.actor),)
    return ()


_PARTIES = frozenset(("armed_group", "military", "police", "government"))
_IN_OFFICE = re.compile(
    r"media (?:centre|center|wing|office)|press (?:service|office|centre|center)|public relations|spokes|information "
    r"office|directorate|general staff|command|ministry",
    re.IGNORECASE,
)
_COMMUNIQUE = word_set("communique communiqué communiques")


def _depth(one: Heard) -> tuple[int, int]:
    """Innermost first; of two with one content, whoever is cited comes before who cites."""
    said = one.utterance
    return said.end - said.start, 0 if said.verb in ("citing", "quoting") else 1


def _tokens(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    begin = bisect_left(sentence.starts, span[0])
    return begin, max(begin + 1, bisect_left(sentence.starts, span[1]))


def _same(a: Party, b: Party) -> bool:
    return _key(a) == _key(b)


def _key(party: Party) -> str:
    return party.actor or " ".join(word for word in party.name.lower().split() if word not in DETERMINERS)


def _opens_topic(sentence: Sentence) -> bool:
    """Whether a sentence turns to something else: `Meanwhile`, `In a separate incident`."""
    lowers = sentence.lowers
    return lowers[0] in _RESUMES or any(tuple(lowers[: len(topic)]) == topic for topic in _NEW_TOPICS)


def _is_backshifted(sentence: Sentence) -> bool:
    """Whether a sentence tells in the pluperfect what a speaker before it said: `Two had been killed`."""
    lowers = sentence.lowers
    return any(
        lowers[i] == "had" and i + 1 < len(lowers) and lowers[i + 1] != "a"
        for i in range(min(12, len(lowers)))
    )
