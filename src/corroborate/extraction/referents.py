"""Whom a word takes up: `it`, `they`, `the group`, `the statement`, a surname, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from corroborate.actors.nations import state_actor
from corroborate.extraction.speakers import Speaker, speaker_of
from corroborate.language.clauses import leading_subject
from corroborate.language.cues import word_set
from corroborate.model import Party

if TYPE_CHECKING:
    from corroborate.actors import ActorMention
    from corroborate.extraction.passage import Passage
    from corroborate.language.sentences import Sentence

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
_REACH = 40


class Referents:
    """Who has spoken so far in a passage, and whom a pronoun or a short name means after that."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._spoken: list[Speaker] = []
        self._at: list[int] = []
        self._visible = 0
        self._alone = _alone_in_role(passage)

    def note(self, n: int, speaker: Speaker) -> None:
        """Remember that `speaker` spoke in sentence `n`."""
        self._spoken.append(speaker)
        self._at.append(n)
        self._visible = len(self._spoken)

    def resolve_at(self, n: int, begin: int, end: int) -> Speaker | None:
        """Whom tokens `begin` to `end` of sentence `n` mean, by what was said up to that sentence."""
        self._visible = bisect_right(self._at, n)
        found = self.resolve(n, begin, end)
        self._visible = len(self._spoken)
        return found

    def _recent(self, most: int) -> list[Speaker]:
        return self._spoken[max(0, self._visible - most) : self._visible][::-1]

    def _spoke_in(self, n: int) -> list[Speaker]:
        begin, end = bisect_left(self._at, n), bisect_right(self._at, n)
        return self._spoken[begin : min(end, self._visible)]

    def resolve(self, n: int, begin: int, end: int, plainly: bool = False) -> Speaker | None:
        """The speaker of a phrase: of a pronoun or `the group` the last it can mean, else by its own words.

        `plainly` looks for no holder of `its`: so the search for one ends.
        """
        lowers = self.passage.sentences[n].lowers
        words = lowers[begin:end]
        if len(words) == 1 and words[0] in _PRONOUNS:
            return self._pronoun(words[0], n, begin)
        if words in (
            ["another"],
            ["one", "of", "them"],
            ["others"],
            ["two", "of", "them"],
            ["some", "of", "them"],
        ):
            return self._several_before(n, begin) or next(iter(self._recent(1)), None)
        definite = len(words) > 1 and words[0] in ("the", "this", "that", "its", "their", "these", "his")
        if definite and words[1] in ("same", "latest", "same"):
            words = [words[0], *words[2:]]
        if definite and len(words) == 2:
            found = self._definite(words[1], n, begin)
            if found is not None:
                return found
        if _is_the_group(words) and not self._has_name(n, begin, end):
            group = self._last_group(n, begin)
            if group is not None:
                return group
        named = self._settled(speaker_of(self.passage, n, begin, end))
        if named is None and end - begin == 1 and self.passage.sentences[n].words[begin][0].isupper():
            return self._introduced(frozenset((self.passage.sentences[n].words[begin],)))
        if named is None or (named.party.role == "unattributed" and named.party.actor is None):
            holder = None if plainly else self._for_its_own(named, words, n, begin)
            return self._by_name(named) or holder or named
        return named

    def _has_name(self, n: int, begin: int, end: int) -> bool:
        """Whether the phrase names a party itself: `the Balochistan Liberation Front` is not `the front`."""
        sentence = self.passage.sentences[n]
        return any(begin <= one.begin < end and _is_named(sentence, one) for one in self.passage.actors[n])

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
        recent = self._recent(6)
        if word in _PEOPLE_PRONOUNS or word == "i":
            return self._person_before(n, begin) or next(
                (one for one in recent if one.person), next(iter(recent), None)
            )
        if word in _PLURAL_PRONOUNS:
            return self._several_before(n, begin) or next(iter(recent), None)
        return self._organisation_before(n, begin) or next(iter(recent), None)

    def _person_before(self, n: int, begin: int) -> Speaker | None:
        """Whom `he` takes up: the one who spoke in, or heads, this sentence or the one before it."""
        sentences = self.passage.sentences
        for m in (n, n - 1):
            if m < 0 or sentences[m].paragraph != sentences[n].paragraph:
                return None
            spoke = [one for one in self._spoke_in(m) if one.person and not one.plural]
            if spoke:
                return spoke[-1]
            head = leading_subject(sentences[m], begin if m == n else len(sentences[m]))
            if head is not None and sentences[m].lowers[head[0]] not in _PRONOUNS:
                subject = self.resolve(m, *head, plainly=True)
                alone = subject is not None and subject.person and not subject.plural
                if subject is not None and alone and subject.party.role != "unattributed":
                    return subject
        return None

    def _several_before(self, n: int, begin: int) -> Speaker | None:
        """Whom `they` takes up: the speaker or the plural subject of this sentence or the one before it."""
        sentences = self.passage.sentences
        for m in (n, n - 1):
            if m < 0 or sentences[m].paragraph != sentences[n].paragraph:
                return None
            spoke = self._spoke_in(m)
            if spoke:
                return spoke[-1]
            head = leading_subject(sentences[m], begin if m == n else len(sentences[m]))
            if head is not None and sentences[m].lowers[head[0]] not in _PRONOUNS:
                subject = self.resolve(m, *head, plainly=True)
                if subject is not None and subject.plural and subject.party.role != "unattributed":
                    return subject
        return None

    def _organisation_before(self, n: int, begin: int) -> Speaker | None:
        """What `it` takes up: the last organisation that spoke or headed a sentence, two paragraphs back at most."""
        sentences = self.passage.sentences
        for m in range(n, max(-1, n - 6), -1):
            if sentences[m].paragraph < sentences[n].paragraph - 1:
                return None
            spoke = self._spoke_in(m)
            for one in reversed(spoke):
                if not one.person or one.party.role in ("armed_group", "military") or one.party.actor:
                    return one
            head = leading_subject(sentences[m], begin if m == n else len(sentences[m]))
            if head is not None and sentences[m].lowers[head[0]] not in _PRONOUNS:
                subject = self.resolve(m, *head, plainly=True)
                if (
                    subject is not None
                    and not subject.person
                    and not subject.plural
                    and subject.party.role != "unattributed"
                ):
                    return subject
        return None

    def _definite(self, noun: str, n: int, begin: int) -> Speaker | None:
        """Whom `the group`, `the statement`, `the ministry` takes up; None where it names somebody itself."""
        recent = self._recent(10)
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
        """The speaker who was introduced with the same name before: `Sani` for a general of that name."""
        return self._introduced(named.names) if named is not None and named.names else None

    def _introduced(self, names: frozenset[str]) -> Speaker | None:
        for one in self._recent(len(self._spoken)):
            if one.names & names and one.party.role != "unattributed":
                return one
        return None


def _is_named(sentence: Sentence, mention: ActorMention) -> bool:
    shouted = not any(word.islower() for word in sentence.words)
    capital = any(
        word[0].isupper() for word in sentence.words[mention.begin : mention.end]
    )  # "al Shabaab" too
    return capital and (mention.actor is not None or not shouted)


def _is_the_group(words: list[str]) -> bool:
    """`the separatist group`, `statements from the militant group`: no group by a name of its own."""
    for i in range(len(words) - 1):
        if words[i] == "the" and any(word in _GROUP_NOUNS for word in words[i + 1 : i + 4]):
            return all(word not in _STATE_NOUNS for word in words[i : i + 4])
    return False


def _alone_in_role(passage: Passage) -> dict[str, str]:
    """The one party that the document names in each of a state's roles, where it is of the country it is about.

    A unit (the Frontier Corps) is not "the army", nor is a foreign army.
    """
    actors: dict[str, set[str]] = {}
    for found in passage.actors:
        for one in found:
            if one.actor and one.role in ("military", "government", "police"):
                actors.setdefault(one.role, set()).add(one.actor)
    alone = {role: next(iter(found)) for role, found in actors.items() if len(found) == 1}
    return {role: actor for role, actor in alone.items() if _is_of_the_scene(passage, actor)}


def _is_of_the_scene(passage: Passage, actor: str) -> bool:
    state, context = state_actor(actor), passage.context
    return state is not None and (not context.weights or context.leading_country == state.country)
