"""The party behind a phrase that names a speaker: a group, its spokesperson, a role, a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from corroborate.actors.nations import nations
from corroborate.actors.state import nation_mentions
from corroborate.language.cues import DETERMINERS, is_adverb, word_set
from corroborate.language.lexicon import Entry, Lexicon, Match, compile_lexicon, read_entries
from corroborate.model import Party
from corroborate.model.vocabulary import Role

if TYPE_CHECKING:
    from corroborate.actors import ActorMention, Registry
    from corroborate.extraction.passage import Passage
    from corroborate.language.sentences import Sentence

_CUTS = word_set(
    "of for from by with in at on to near inside based speaking citing quoting between about who which whose , (",
    "reviewed seen obtained published posted issued released shared compiled cited contacted reached interviewed",
)
_OF = word_set("of for from by with to")
_AUTHORED = word_set("of by")
_OWN = frozenset(("local_source", "witness", "civil_society", "media", "analyst", "monitor", "international"))
_ORGANISATIONS = word_set(
    "ministry government army military police group agency commission council organisation organization institute",
    "observatory department hospital party outfit front movement office staff committee authority mission",
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A party as one phrase names it.

    `person` is one who can be "he" or "she"; `plural` who can be "they"; `vehicle` is the thing that speaks
    ("report"), `noun` the word that says what they are, `names` the capitalised words.
    """

    party: Party
    person: bool
    plural: bool
    vehicle: str | None
    noun: str | None
    names: frozenset[str]


@cache
def speaker_nouns() -> Lexicon:
    """The nouns of `speakers.yaml`."""
    return compile_lexicon(entry for entry in _entries() if entry.kind.startswith("speaker."))


@cache
def name_words() -> Lexicon:
    """The words that tell what bears a proper name: `Tribune`, `Observatory`."""
    return compile_lexicon(entry for entry in _entries() if entry.kind.startswith("named."))


@cache
def _entries() -> list[Entry]:
    return read_entries(files("corroborate.extraction") / "lexicon" / "speakers.yaml")


def speaker_of(passage: Passage, n: int, begin: int, end: int) -> Speaker | None:
    """Who speaks in tokens `begin` to `end` (exclusive) of sentence `n`; None where nobody is recognised."""
    sentence, first = passage.sentences[n], begin
    while begin < end and (
        sentence.lowers[begin] in DETERMINERS or (begin and sentence.lowers[begin] == "of")
    ):
        begin += 1
    core = _core_end(sentence, begin, end)
    begin = _later_phrase(sentence.lowers, begin, core)
    if (
        first < begin
        and sentence.lowers[begin - 1] in ("a", "an")
        and _ends_in_capital(passage, n, begin, core)
    ):
        begin = core - 1  # "a thing Moscow denies"
    if begin >= core or _is_mute(passage, n, begin, core):
        return None
    phrase = _Phrase(
        passage.tools.registry,
        sentence,
        begin,
        core,
        end,
        [match for match in speaker_nouns().matches(sentence) if begin <= match.begin and match.end <= end],
        [one for one in passage.actors[n] if first <= one.begin and begin < one.end <= end],
    )
    return phrase.speaker()


def _later_phrase(lowers: list[str], begin: int, core: int) -> int:
    """Where the subject begins once what stands before its article is left out: "hours later the army"."""
    for i in range(core - 2, begin, -1):
        if lowers[i] in _ARTICLES and lowers[i - 1] not in _BEFORE_ARTICLE:
            return i + 1
    return begin


def _ends_in_capital(passage: Passage, n: int, begin: int, core: int) -> bool:
    """Whether a country or its capital follows a plain noun: a clause of its own begins with it."""
    sentence = passage.sentences[n]
    plain = core - begin == 2 and sentence.words[begin].islower()
    return plain and any(one.begin == core - 1 and one.end == core for one in nation_mentions(sentence))


def _is_mute(passage: Passage, n: int, begin: int, core: int) -> bool:
    """Whether a phrase names nobody: a day, a thing, a deed, or something that is done ("coming from a candidate")."""
    sentence = passage.sentences[n]
    if any(one.begin <= begin and core <= one.end for one in passage.dates[n]):
        return True
    if any(
        one.end == core and one.kind.startswith("weapon") and one.begin <= begin for one in passage.things[n]
    ):
        return True
    if any(one.end == core and one.kind in _EVENTS for one in passage.triggers[n]):
        return True
    after = sentence.lowers[begin + 1 : begin + 2]
    return sentence.words[begin].islower() and sentence.lowers[begin].endswith("ing") and (
        after[:1] == ["for"] or after[:1] == ["from"] or bool(DETERMINERS.intersection(after))
    )  # fmt: skip


_EVENTS = frozenset(
    "n.kill n.death n.attack n.explosion n.ambush n.abduction n.clash n.airstrike n.shelling".split()
)
_ARTICLES = word_set("the a an")
_BEFORE_ARTICLE = word_set("and or , & all both half")
"""What joins the article after it to the words before: "elders and the Red Cross", "all the residents"."""


def _core_end(sentence: Sentence, begin: int, end: int) -> int:
    """The end of the noun phrase proper, before `of …`, `, a …`, `who …`."""
    i = begin
    while i < end and (sentence.lowers[i] not in _CUTS or i == begin):
        i += 1
    return i


@dataclass(slots=True)
class _Phrase:
    registry: Registry
    sentence: Sentence
    begin: int
    core: int
    end: int
    nouns: list[Match]
    mentions: list[ActorMention]

    def speaker(self) -> Speaker | None:
        head = self._head(self.begin, self.core)
        inner = [one for one in self.mentions if one.begin < self.core]
        kind = _kind(head) if head else None
        if kind in ("delegate", "vehicle"):
            return self._for_another(head, kind, inner)
        if head is not None and kind in _OWN and not _covers(inner, head):
            return self._by_own_name() or self._by_role(head)
        if inner:
            return self._by_mention(inner, head)
        if head is not None:
            return self._by_role(head)
        return self._by_apposition()

    def _head(self, begin: int, end: int) -> Match | None:
        """The last noun of a speaker before the phrase goes on; of two joined by `and` the first."""
        found = None
        for match in self.nouns:
            if begin <= match.begin < end:
                if found is not None and "and" in self.sentence.lowers[found.end : match.begin]:
                    return found
                found = match
        return found

    def _for_another(self, head: Match | None, kind: str | None, inner: list[ActorMention]) -> Speaker | None:
        """A spokesman, a statement: the party it is named with, before it or after `for`, `by`, `of`."""
        assert head is not None
        vehicle = self.sentence.lowers[head.end - 1] if kind == "vehicle" else None
        person = kind == "delegate"
        later = [one for one in self.mentions if one.begin >= self.core]
        named = [one for one in (*inner[-1:], *later[:1]) if one.kind != "spokesperson"] or inner or later
        roles = [n for n in self.nouns if _kind(n) not in ("delegate", "vehicle")]
        before = [n for n in roles if n.end <= head.begin]
        after = [n for n in roles if n.begin >= head.end]
        chosen = next(iter(before[-1:] or after[:1]), None)
        if named and (chosen is None or not self._stands_nearer(chosen, named[0], head)):
            party = self._mentioned(named[0])
            if self.sentence.lowers[head.end : head.end + 2] == ["close", "to"]:
                party = Party(name=self._text(self.begin, named[0].end), role=party.role)
            return self._speaker(party, person, vehicle, head)
        if chosen is not None:
            name = self._described() if person or chosen in before else self._tail(chosen)
            if chosen in before and self.sentence.lowers[head.begin] in _MOUTHPIECES:
                name = self._text(self.begin, head.begin)  # an army spokesman speaks for the army
            role = cast(Role, _kind(chosen))
            return self._speaker(Party(name=name, role=role), person, vehicle, head)
        return self._unheld(head, person, vehicle)

    def _stands_nearer(self, noun: Match, mention: ActorMention, head: Match) -> bool:
        """Whether a role of its own ("residents") rather than the party named after it holds the statement."""
        if mention.begin <= noun.begin and noun.end <= mention.end:
            return False
        if noun.end <= head.begin:
            return mention.begin > head.begin
        return noun.end <= mention.begin and _kind(noun) in _OWN

    def _unheld(self, head: Match, person: bool, vehicle: str | None) -> Speaker:
        """A spokesman or a report of nobody the registry knows: by the name after `by`, or by its own words."""
        words = self.sentence.words
        if vehicle is not None:
            for i in range(head.end, self.end - 1):
                if self.sentence.lowers[i] in _AUTHORED and words[min(i + 1, self.end - 1)][0].isupper():
                    name = self._text(i + 1, _core_end(self.sentence, i + 1, self.end))
                    return self._speaker(Party(name=name, role="unattributed"), False, vehicle, head)
        role = _ROLE_OF.get(self.sentence.lowers[head.end - 1], "unattributed")
        if (
            person
            and words[head.end - 1] == "Officer"
            and words[head.end : head.end + 1]
            and words[head.end][0].isupper()
        ):
            role = "police"  # "Officer Ann Lee"
        if (
            role == "unattributed"
            and person
            and _demonyms().intersection(self.sentence.lowers[self.begin : self.core])
        ):
            role = "government"  # "an Israeli spokesman"
        name = self._described() if person else self._text(self.begin, self.core)
        return self._speaker(Party(name=name, role=role), person, vehicle, head)

    def _described(self) -> str:
        """The phrase with what follows `of` or `at`: "coordinator of a relief organisation"."""
        is_more = self.core < self.end and self.sentence.lowers[self.core] in _COMPLEMENTS
        return self._text(self.begin, _aside(self.sentence, self.core, self.end) if is_more else self.core)

    def _by_role(self, head: Match) -> Speaker:
        noun = self.sentence.lowers[head.end - 1]
        person = noun not in _ORGANISATIONS and not _is_plural(noun)
        end = self._named_end(head)
        if self.sentence.lowers[end + 1 : end + 2] == ["including"]:
            end = self.end
        name = self._described() if end == self.core else self._text(self.begin, end)
        role = "international" if self.sentence.lowers[self.begin] in _WORLD else _kind(head)
        capital = next(
            (one for one in nation_mentions(self.sentence) if (one.begin, one.end) == (self.begin, end)), None
        )
        if capital is not None:
            return self._speaker(Party(name=name, role=capital.role, actor=capital.actor), False, None, head)
        return self._speaker(Party(name=name, role=cast(Role, role)), person, None, head)

    def _named_end(self, head: Match) -> int:
        """Where the name ends: before a spokesman, and before what belongs to the verb ("residents always")."""
        lowers = self.sentence.lowers
        if lowers[head.end - 1] in _MOUTHPIECES and head.end - 1 > self.begin:
            return head.end - 1
        for i in range(head.end, self.core):
            is_account = lowers[i] in ("'s", "’s") and lowers[self.core - 1] in _ACCOUNTS
            if is_account or lowers[i] in _AFTER_NAME or is_adverb(lowers[i]) or self._is_participle(i):
                return i
        return self.core

    def _is_participle(self, i: int) -> bool:
        word = self.sentence.words[i]
        return word.islower() and word.endswith("ed") and len(word) > 3

    def _by_own_name(self) -> Speaker | None:
        """`A network of activists, the Valley Committee`: the registered name beside the description."""
        for one in self.mentions:
            before = self.sentence.lowers[max(self.begin, one.begin - 2) : one.begin]
            if before[-1:] == [","] or before == [",", "the"]:
                return self._speaker(self._mentioned(one), False, None, None)
        return None

    def _by_mention(self, inner: list[ActorMention], head: Match | None) -> Speaker:
        armed = [one for one in inner if one.role == "armed_group"]
        mention = (
            (armed or inner)[0]
            if "and" in self.sentence.lowers[self.begin : self.core]
            else (armed or inner)[-1]
        )
        trailing = self.sentence.words[mention.end : self.core]
        person = mention.kind == "spokesperson" or (bool(trailing) and "and" not in trailing)
        party = self._mentioned(mention)
        if head is not None and mention.role == "unattributed":
            party = Party(name=party.name, actor=party.actor, role=cast(Role, _kind(head)))
        return self._speaker(party, person, None, head)

    def _by_apposition(self) -> Speaker | None:
        """`Ali Khan, a resident of the town`; `Bashir, who heads the militia`; or a bare name."""
        named_so = self._by_own_name()
        if named_so is not None:
            return named_so
        named = self.sentence.words[self.begin][0].isupper()
        is_held = not named and self.sentence.lowers[self.core : self.core + 1] not in ([","], ["("], ["who"])
        rest = _core_end(self.sentence, min(self.core + 2 - is_held, self.end), self.end)
        head = self._head(self.core, rest) or (None if is_held else self._head(self.core, self.end))
        name = self._text(self.begin, rest if is_held else self.core)
        if head is not None and _kind(head) in ("delegate", "vehicle"):
            after = [one for one in self.mentions if one.begin >= self.core]
            if after:
                return self._speaker(self._mentioned(after[0]), True, None, head)
            holder = [
                n for n in self.nouns if _kind(n) not in ("delegate", "vehicle") and n.begin >= self.core
            ]
            role = cast(Role, _kind(holder[0])) if holder else "unattributed"
            return self._speaker(Party(name=name, role=role), True, None, head)
        if head is not None:
            return self._speaker(Party(name=name, role=cast(Role, _kind(head))), named, None, head)
        actor = self.registry.resolve(name) if named and self.core - self.begin < 4 else None
        if actor is not None:
            return self._speaker(Party(name=name, role=actor.role, actor=actor.id), False, None, None)
        if named and self._is_bare_name():
            told = [one for one in name_words().matches(self.sentence) if self.begin <= one.begin < self.core]
            bearer: Role = cast(Role, told[-1].kind.removeprefix("named.")) if told else "unattributed"
            return self._speaker(Party(name=name, role=bearer), not told, None, None)
        return None

    def _is_bare_name(self) -> bool:
        """Whether the phrase is a proper name throughout, where capitals tell that at all."""
        words = self.sentence.words[self.begin : self.core]
        if self.begin == 0 and len(words) == 1:
            return False
        named = all(word[0].isupper() or word in ("de", "al", "bin", "van", "ul", "-", ".") for word in words)
        return named and any(word.islower() for word in self.sentence.words)

    def _mentioned(self, mention: ActorMention) -> Party:
        """The party of a mention; one that is named by a common noun alone keeps the words before it."""
        name = mention.name
        if mention.actor is None and name.islower() and self.begin <= mention.begin < self.core:
            nouns = (n for n in self.nouns if self.sentence.lowers[n.end - 1] not in _MOUTHPIECES)
            last = max([mention.end, *(n.end for n in nouns if n.end <= self.core)])
            name = self._text(self.begin, last)
        role: Role = "armed_group" if mention.kind == "armed_group" else mention.role
        if name.lower().endswith(_STATE_VOICES):
            role = "government"
        if role == "government" and name.lower().split()[0] in _WORLD:
            role = "international"
        return Party(name=name, role=role, actor=mention.actor)

    def _speaker(self, party: Party, person: bool, vehicle: str | None, head: Match | None) -> Speaker:
        words = self.sentence.words[self.begin : self.end]
        names = frozenset(word for word in words if word[0].isupper() and len(word) > 2)
        noun = self.sentence.lowers[head.end - 1] if head else None
        plural = "and" in self.sentence.lowers[self.begin : self.core] or (
            noun is not None and _is_plural(noun)
        )
        return Speaker(party, person, plural, vehicle, noun, names)

    def _text(self, begin: int, end: int) -> str:
        words, starts, ends = self.sentence.words, self.sentence.starts, self.sentence.ends
        while end > begin and words[end - 1] in (",", "(", "'s", "’s"):
            end -= 1
        parts = [words[begin]]
        for i in range(begin + 1, end):
            parts.append(("" if starts[i] == ends[i - 1] else " ") + words[i])
        return "".join(parts)

    def _tail(self, noun: Match) -> str:
        begin = noun.begin
        lowers = self.sentence.lowers
        while begin > self.begin and lowers[begin - 1] not in _OF and lowers[begin - 1] not in DETERMINERS:
            begin -= 1
        return self._text(begin, noun.end)


_COMPLEMENTS = ("of", "in", "at", "from", "with")
_AFTER_NAME = word_set(
    "itself himself herself themselves always never now also already later still again once alone",
    "run set made built led sent held put took came went both all have has had",
)
"""Small words that follow a name and are none of it, participles that no ending tells among them."""
_ACCOUNTS = word_set("figures figure count toll tally account estimate reckoning list")
_MOUTHPIECES = _ACCOUNTS | word_set("spokesman spokesperson spokeswoman spokesmen spokespersons spokespeople")
"""An army spokesman, and the army's figures, are the army's word."""
_STATE_VOICES = ("state television", "state tv", "state radio", "state broadcaster")
"""Those who speak for the state whose they are."""
_WORLD = frozenset({"un", "u.n", "u.n."})
"""How the offices and officials of the United Nations begin."""
_ROLE_OF: dict[str, Role] = {
    "officer": "military",
    "officers": "military",
    "command": "military",
    "headquarters": "military",
}
"""The role of delegates of nobody named who are by their noun the state's."""


@cache
def _demonyms() -> frozenset[str]:
    """The demonyms of all nations, in small letters."""
    return frozenset(word.lower() for nation in nations().values() for word in nation.demonyms)


def _aside(sentence: Sentence, begin: int, end: int) -> int:
    """The end of a prepositional phrase of at most five words."""
    for i in range(begin + 1, min(begin + 6, end)):
        if sentence.lowers[i] in _CUTS:
            return i
    return min(begin + 6, end) if begin + 1 < end else begin


def _kind(match: Match) -> str:
    return match.kind.removeprefix("speaker.")


def _covers(mentions: list[ActorMention], head: Match) -> bool:
    return any(
        one.begin < head.end and head.begin < one.end and (one.actor or one.begin <= head.begin)
        for one in mentions
    )


def _is_plural(noun: str) -> bool:
    return (noun.endswith("s") and not noun.endswith("ss")) or noun in (
        "people",
        "media",
        "police",
        "spokesmen",
    )
