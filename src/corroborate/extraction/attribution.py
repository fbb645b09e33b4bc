"""On whose word: the chain of speakers behind any stretch of a document, the first speaker first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corroborate.extraction.speakers import Speaker, speaker_of
from corroborate.language.clauses import leading_subject
from corroborate.language.cues import DETERMINERS, word_set
from corroborate.model import Attribution, Party

if TYPE_CHECKING:
    from corroborate.actors import ActorMention
    from corroborate.extraction.passage import Passage
    from corroborate.language.sentences import Sentence
    from corroborate.language.speech import Utterance

_GROUP_NOUNS = word_set(
    "group outfit organisation organization militants rebels insurgents fighters separatists militia movement faction",
    "jihadists guerrillas front gang cartel alliance gunmen attackers network",
)
_REPORT_NOUNS = word_set("report study survey data figures paper analysis research tally database review")
_STATEMENT_NOUNS = word_set("statement communique communiqué message post release video letter announcement")
_PERSON_NOUNS = word_set(
    "spokesman spokesperson spokeswoman official officer commander general colonel minister governor mayor president",
    "leader analyst resident witness source chief head expert activist doctor elder villager researcher lawyer",
)
_STATE_NOUNS = word_set(
    "rights aid media monitoring research army military police government security ministry"
)
_PRONOUNS = word_set("he she it they we i this who which them him her")
_PLURAL_PRONOUNS = frozenset(("they", "them", "we"))
_PEOPLE_PRONOUNS = frozenset(("he", "she", "him", "her"))
_RESUMES = word_set("meanwhile separately elsewhere however")
_NEW_TOPICS = (("in", "a", "separate"), ("in", "another"), ("in", "a", "different"), ("in", "a", "similar"))
_CLAIMS = frozenset(
    ("say", "claim", "allege", "add", "state", "tell", "report", "confirm", "announce", "insist")
)
_REACH = 40


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance with its speaker, who passed it on, and the sentence of its cue."""

    utterance: Utterance
    speaker: Speaker | None
    relay: Party | None
    sentence: int


class Speakers:
    """All utterances of a passage with their speakers, pronouns and short names resolved."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._people: list[Speaker] = []
        self._by_sentence: dict[int, list[Heard]] = {}
        self._alone = _alone_in_role(passage)
        self.heard = [self._hear(one) for one in sorted(passage.utterances, key=lambda one: one.cue)]
        self._by_start = sorted(self.heard, key=lambda one: one.utterance.start)
        self._starts = [one.utterance.start for one in self._by_start]
        self._longest = max((one.utterance.end - one.utterance.start for one in self.heard), default=0)
        self._outlet_until = -1
        self._outlet = self._outlet_of_all()

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
            inherited = self._inherited(self.passage.sentence_at(start))
            named = [inherited] if inherited is not None else []
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
            speaker = self._resolve(at, *_tokens(self.passage.sentences[at], utterance.source))
        if speaker is not None and speaker.party.role == "unattributed" and utterance.verb in ("citing", "quoting"):
            speaker = None
        if speaker is not None:
            self._people.append(speaker)
        heard = Heard(utterance, speaker, self._told(utterance, n), n)
        self._by_sentence.setdefault(n, []).append(heard)
        return heard

    def speaker(self, n: int, begin: int, end: int) -> Speaker | None:
        """Who tokens `begin` to `end` of sentence `n` mean, when all of the passage has been heard."""
        before = [one.speaker for one in self.heard if one.speaker is not None and one.sentence <= n]
        held, self._people = self._people, before
        found = self._resolve(n, begin, end)
        self._people = held
        return found

    def _resolve(self, n: int, begin: int, end: int) -> Speaker | None:
        """The speaker of a phrase: of a pronoun or `the group` the last it can mean, else by its own words."""
        lowers = self.passage.sentences[n].lowers
        words = lowers[begin:end]
        if len(words) == 1 and words[0] in _PRONOUNS:
            return self._pronoun(words[0], n, begin)
        definite = len(words) > 1 and words[0] in ("the", "this", "that", "its", "their", "these", "his")
        if definite and words[1] in ("same", "latest", "same"):
            words = [words[0], *words[2:]]
        if definite and len(words) == 2:
            found = self._definite(words[1], n, begin)
            if found is not None:
                return found
        if _is_the_group(words):
            group = self._last_group(n, begin)
            if group is not None:
                return group
        named = self._settled(speaker_of(self.passage, n, begin, end))
        if named is None and end - begin == 1 and self.passage.sentences[n].words[begin][0].isupper():
            return self._introduced(frozenset((self.passage.sentences[n].words[begin],)))
        if named is None or (named.party.role == "unattributed" and named.party.actor is None):
            return self._by_name(named) or self._for_its_own(named, words, n, begin) or named
        return named

    def _for_its_own(self, named: Speaker | None, words: list[str], n: int, begin: int) -> Speaker | None:
        """`Ali Omar, the agency's spokesman`, `a member of its council`: of the party that was just named."""
        if named is None:
            return None
        holder = None
        for i in range(len(words) - 2):
            if words[i] == "the" and words[i + 2] == "'s":
                holder = self._definite(words[i + 1], n, begin)
        if holder is None and ("its" in words or "their" in words):
            holder = self._organisation_before(n, begin)
        if holder is None:
            return None
        party = holder.party
        if party.role != "armed_group":
            party = Party(name=named.party.name, role=party.role)
        return replace(named, party=party, person=True)

    def _settled(self, named: Speaker | None) -> Speaker | None:
        """`the army` is the one army that the document names by its country."""
        if (
            named is None
            or named.person
            or named.party.actor is not None
            or named.party.role not in self._alone
        ):
            return named
        return replace(named, party=replace(named.party, actor=self._alone[named.party.role]))

    def _pronoun(self, word: str, n: int, begin: int) -> Speaker | None:
        recent = self._people[-6:][::-1]
        if word in _PEOPLE_PRONOUNS or word == "i":
            return next((one for one in recent if one.person), next(iter(recent), None))
        if word in _PLURAL_PRONOUNS:
            return self._several_before(n, begin) or next(iter(recent), None)
        return self._organisation_before(n, begin) or next(iter(recent), None)

    def _several_before(self, n: int, begin: int) -> Speaker | None:
        """Whom `they` takes up: the speaker or the plural subject of this sentence or the one before it."""
        sentences = self.passage.sentences
        for m in (n, n - 1):
            if m < 0 or sentences[m].paragraph != sentences[n].paragraph:
                return None
            spoke = [one.speaker for one in self._heard_in(m) if one.speaker is not None]
            if spoke:
                return spoke[-1]
            head = leading_subject(sentences[m], begin if m == n else len(sentences[m]))
            if head is not None and sentences[m].lowers[head[0]] not in _PRONOUNS:
                subject = self._resolve(m, *head)
                if subject is not None and subject.plural and subject.party.role != "unattributed":
                    return subject
        return None

    def _organisation_before(self, n: int, begin: int) -> Speaker | None:
        """What `it` takes up: the last organisation that spoke or headed a sentence, two paragraphs back at most."""
        sentences = self.passage.sentences
        for m in range(n, max(-1, n - 6), -1):
            if sentences[m].paragraph < sentences[n].paragraph - 1:
                return None
            spoke = [one.speaker for one in self._heard_in(m) if one.speaker is not None]
            for one in reversed(spoke):
                if not one.person or one.party.role in ("armed_group", "military") or one.party.actor:
                    return one
            head = leading_subject(sentences[m], begin if m == n else len(sentences[m]))
            if head is not None and sentences[m].lowers[head[0]] not in _PRONOUNS:
                subject = self._resolve(m, *head)
                if (
                    subject is not None
                    and not subject.person
                    and not subject.plural
                    and subject.party.role != "unattributed"
                ):
                    return subject
        return None

    def _heard_in(self, n: int) -> list[Heard]:
        return self._by_sentence.get(n, [])

    def _definite(self, noun: str, n: int, begin: int) -> Speaker | None:
        """Whom `the group`, `the statement`, `the ministry` takes up; None where it names somebody itself."""
        recent = self._people[-10:][::-1]
        if noun in _GROUP_NOUNS:
            group = self._last_group(n, begin)
            if group is not None:
                return group
            return next((one for one in recent if one.party.role == "armed_group"), None)
        if noun in _REPORT_NOUNS:
            return next((one for one in recent if one.vehicle in _REPORT_NOUNS), None) or next(
                (
                    one
                    for one in recent
                    if one.party.role in ("monitor", "media", "international", "civil_society")
                ),
                None,
            )
        if noun in _STATEMENT_NOUNS:
            return next((one for one in recent[:2] if one.vehicle in _STATEMENT_NOUNS), None) or next(
                iter(recent), None
            )
        same = next(
            (one for one in recent if one.noun == noun or noun in one.party.name.lower().split()), None
        )
        if same is not None or noun not in _PERSON_NOUNS:
            return same
        return next((one for one in recent if one.person), None) if noun.startswith("spokes") else None

    def _last_group(self, n: int, begin: int) -> Speaker | None:
        """The armed group named last before token `begin` of sentence `n`, at the head of its sentence if any is."""
        for m in range(n, max(-1, n - _REACH), -1):
            groups = [
                one
                for one in self.passage.actors[m]
                if one.role == "armed_group"
                and (m < n or one.begin < begin)
                and _is_named(self.passage.sentences[m], one)
            ]
            if groups:
                chosen = groups[0]
                party = Party(name=chosen.name, role="armed_group", actor=chosen.actor)
                return Speaker(party, False, False, None, None, frozenset((chosen.name,)))
        return None

    def _by_name(self, named: Speaker | None) -> Speaker | None:
        """The speaker who was introduced with the same name before: `Chaudhry` for a general of that name."""
        return self._introduced(named.names) if named is not None and named.names else None

    def _introduced(self, names: frozenset[str]) -> Speaker | None:
        for one in reversed(self._people):
            if one.names & names and one.party.role != "unattributed":
                return one
        return None

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

    def _inherited(self, n: int) -> Heard | None:
        """The source whose account a sentence goes on with: `According to …` opened its paragraph's story."""
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
        return n == m + 1 and _is_backshifted(self.passage.sentences[n]) and said.end >= told.end - 80

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
    """The speakers of a passage, found once for the passage last asked about."""
    global _last
    if _last is None or _last.passage is not passage:
        _last = Speakers(passage)
    return _last


_last: Speakers | None = None


def attribution_at(passage: Passage, start: int, end: int) -> Attribution:
    """Who says what stands at the characters `start` to `end`; empty in the document's own voice.

    First speaker first, then each one who passed it on (codebook, Who says so).
    """
    return speakers_of(passage).chain(start, end)


def _is_the_group(words: list[str]) -> bool:
    """`the separatist group`, `statements from the militant group`: no group by a name of its own."""
    for i in range(len(words) - 1):
        if words[i] == "the" and any(word in _GROUP_NOUNS for word in words[i + 1 : i + 4]):
            return all(word not in _STATE_NOUNS for word in words[i : i + 4])
    return False


def _alone_in_role(passage: Passage) -> dict[str, str]:
    """The one actor that the document names in each of a state's roles, where it names one only."""
    actors: dict[str, set[str]] = {}
    for found in passage.actors:
        for one in found:
            if one.actor and one.role in ("military", "government", "police"):
                actors.setdefault(one.role, set()).add(one.actor)
    return {role: next(iter(found)) for role, found in actors.items() if len(found) == 1}


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


def _is_named(sentence: Sentence, mention: ActorMention) -> bool:
    shouted = not any(word.islower() for word in sentence.words)
    return sentence.words[mention.begin][0].isupper() and (mention.actor is not None or not shouted)


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
