"""The registry of parties: who is meant by a name, in a sentence and in a document."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from corroborate.actors.actor import Actor, ActorMention
from corroborate.actors.loading import read_actors, registry_files
from corroborate.actors.local import Definition, LocalAliases, LocalName, definitions, fits, local_name
from corroborate.actors.matching import Form, NameIndex
from corroborate.actors.names import Keyed, cut, keyed, word_set, words_between
from corroborate.actors.nations import nation_names, speaking_names, state_actor
from corroborate.actors.provisional import unknown_parties
from corroborate.actors.state import first_keys, nation_mentions, state_mention
from corroborate.errors import DataFileBroken
from corroborate.language.sentences import Sentence, split_sentences
from corroborate.model.vocabulary import Role

Relation = Literal["same", "part of", "unrelated"]
_SPEAKS = "speaks:"
_RENAMING = word_set(
    "New Real Continuity United Popular Democratic Revolutionary Official Original Young Second Free"
)


class Registry:
    """Registered parties, and those every state has (`gov-pk`, `mil-pk`, `police-pk`, `forces-pk`)."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = dict(actors)
        self._index: NameIndex | None = None
        self._first: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, key: str) -> Actor | None:
        """The actor with the id `key`, registered or a state's own; None where there is none."""
        return self._actors.get(key) or state_actor(key)

    def resolve(self, name: str) -> Actor | None:
        """The one actor that bears `name`, or a country's government; None where nobody or several do."""
        sentences = split_sentences(name)
        if not sentences:
            return None
        keys = cut(name)[1]
        for mention in self.find(sentences[0]):
            if (mention.begin, mention.end) == (0, len(sentences[0])) and mention.actor:
                return self.get(mention.actor)
        form = next((form for form in nation_names().first.get(keys[0], ()) if form.keys == keys), None)
        return self.get(f"gov-{form.bearers[0][2:].lower()}") if form else None

    def bearers(self, name: str) -> list[Actor]:
        """Every actor of that id, or whom `name` may mean: several share a short name ("BLA", "RSF")."""
        one = self.get(name) or self.resolve(name)
        said = name.casefold()
        return [one] if one else [a for a in self if said in map(str.casefold, (a.name, *a.aliases))]

    def find(self, sentence: Sentence, local: LocalAliases | None = None) -> list[ActorMention]:
        """The parties named in `sentence`, left to right, none overlapping, the longest name first.

        A common noun ("the army") and a name that nobody or several bear give a mention without an actor.
        """
        self._compiled()
        said = keyed(sentence.lowers)
        first = self._first
        names = local.index.first if local else {}
        found: list[ActorMention] = []
        reached = 0
        for i, key in enumerate(said.keys):
            if (key in first or key in names) and said.token(i) >= reached:
                mention = self._mention_at(sentence, said, i, local)
                if mention is not None:
                    found.append(mention)
                    reached = mention.end
        unknown = unknown_parties(sentence, found)
        return sorted(found + unknown, key=lambda mention: mention.begin) if unknown else found

    def nations(self, sentence: Sentence) -> list[ActorMention]:
        """Countries and capitals named bare ("Russia said", "Moscow denied it") as their governments.

        `find` leaves them to the places; this is for where a country speaks or acts.
        """
        return nation_mentions(sentence)

    def document_aliases(self, sentences: Sequence[Sentence]) -> LocalAliases:
        """What the document says of names: short forms it defines, countries and parties it speaks of."""
        countries: Counter[str] = Counter()
        actors: set[str] = set()
        names: dict[str, LocalName] = {}
        for sentence in sentences:
            mentions = self.find(sentence)
            countries.update(_countries_in(sentence))
            for mention in mentions:
                actor = self._actors.get(mention.actor) if mention.actor else None
                if actor is not None:
                    actors.add(actor.id)
                    countries.update([actor.country] if actor.country else [])
            if "(" in sentence.words or "," in sentence.words or "[" in sentence.words:
                names.update(self._defined(sentence, mentions, names))
        actors.update(local.actor for local in names.values() if local.actor)
        index = NameIndex((short, short) for short in names)
        return LocalAliases(names=names, index=index, countries=countries, actors=frozenset(actors))

    def is_within(self, child: str, ancestor: str) -> bool:
        """Whether `child` is `ancestor` or belongs to it at any remove."""
        key: str | None = child
        while key is not None:
            if key == ancestor:
                return True
            actor = self.get(key)
            key = actor.parent if actor else None
        return False

    def related(self, a: str, b: str) -> Relation:
        """Whether two ids are the same actor, one is part of the other, or they are unrelated."""
        if a == b:
            return "same"
        return "part of" if self.is_within(a, b) or self.is_within(b, a) else "unrelated"

    def _compiled(self) -> NameIndex:
        if self._index is None:
            self._index = NameIndex(_names(self._actors.values()))
            self._first = frozenset(self._index.first) | first_keys()
        return self._index

    def _mention_at(
        self, sentence: Sentence, said: Keyed, i: int, local: LocalAliases | None
    ) -> ActorMention | None:
        """The longest of a local name, a registered name and a state's party at key `i`."""
        best: ActorMention | None = None
        form = local.index.at(sentence, said, i) if local else None
        if local and form:
            best = _local_mention(sentence, said, i, form, local.names[form.bearers[0]])
        form = self._compiled().at(sentence, said, i)
        if form and len(form.keys) > 1 and _is_renamed(sentence, said.token(i)):
            form = None
        if form and (best is None or said.token(i + len(form.keys)) > best.end):
            best = self._registered(sentence, said, i, form, local)
        state = state_mention(sentence, said, i)
        if state and (best is None or state.end > best.end):
            return best if self._holds_name(sentence, said, i, state) else state
        return best

    def _holds_name(self, sentence: Sentence, said: Keyed, i: int, state: ActorMention) -> bool:
        """Whether a registered name ends a state's party: "India's Border Security Force"."""
        index = self._compiled()
        for k in range(i + 1, len(said.keys)):
            token = said.token(k)
            if token >= state.end:
                return False
            form = index.at(sentence, said, k) if said.keys[k] in index.first else None
            if form and len(form.keys) > 1 and said.token(k + len(form.keys)) >= state.end:
                return True
        return False

    def _registered(
        self, sentence: Sentence, said: Keyed, i: int, form: Form, local: LocalAliases | None
    ) -> ActorMention:
        begin, end = said.token(i), said.token(i + len(form.keys))
        name = words_between(sentence, begin, end)
        speaks = form.bearers[0].startswith(_SPEAKS)
        ids = [bearer.removeprefix(_SPEAKS) for bearer in form.bearers]
        chosen = (
            ids[0] if len(ids) == 1 and not self._is_ambiguous(ids[0], form) else self._choose(ids, local)
        )
        actors = [self._actors[key] for key in ([chosen] if chosen else ids)]
        roles: set[Role] = {actor.role for actor in actors}
        kind = "spokesperson" if speaks else actors[0].kind
        return ActorMention(
            begin, end, name, chosen, roles.pop() if len(roles) == 1 else "unattributed", kind
        )

    def _is_ambiguous(self, key: str, form: Form) -> bool:
        return any(cut(name)[1] == form.keys for name in self._actors[key].ambiguous)

    def _choose(self, ids: list[str], local: LocalAliases | None) -> str | None:
        """The bearer of an ambiguous name that the document speaks of; None unless one stands out."""
        if local is None:
            return None
        scores = sorted(((self._weight(key, local), key) for key in ids), reverse=True)
        if scores[0][0] == 0 or (len(scores) > 1 and scores[0][0] == scores[1][0]):
            return None
        return scores[0][1]

    def _is_credit(self, definition: Definition, local: LocalName) -> bool:
        """Whether a bracket names another known party, as a source or an owner: "Hezbollah (AFP)"."""
        keys = cut(definition.short)[1]
        forms = self._compiled().first.get(keys[0], ())
        form = next((form for form in forms if form.keys == keys), None)
        if form is None or local.actor in form.bearers:
            return False
        return not fits(definition.short, local.name.split())

    def _weight(self, key: str, local: LocalAliases) -> int:
        """How much the document speaks of an actor: itself named, one of its own named, its countries named."""
        if key in local.actors:
            return 10_000
        near = any(self.related(key, other) != "unrelated" for other in local.actors)
        actor = self._actors[key]
        places = [actor.country, *actor.also] if actor.country else list(actor.also)
        return 1_000 * near + sum(local.countries.get(code, 0) for code in dict.fromkeys(places))

    def _defined(
        self, sentence: Sentence, mentions: list[ActorMention], known: Mapping[str, LocalName]
    ) -> dict[str, LocalName]:
        found: dict[str, LocalName] = {}
        for definition in definitions(sentence, mentions):
            local = local_name(sentence, definition, mentions)
            if local is None or definition.short in known or self._is_credit(definition, local):
                continue
            found[definition.short] = local
            if local.actor is None and " " in local.name and local.name[0].isupper():
                found[local.name] = local
        return found


@functools.lru_cache(maxsize=4)
def load_registry(path: Path | None = None) -> Registry:
    """The registry at `path` (a YAML file or a folder of them), by default the shipped one.

    Raises DataFileBroken where an entry does not keep to the format or two actors share a name
    that neither marks as ambiguous (`~`).
    """
    actors = read_actors(registry_files(path))
    if path is not None:  # the shipped one is checked by its tests
        check_names(list(actors.values()))
    return Registry(actors)


def check_names(actors: Sequence[Actor]) -> None:
    """Raise DataFileBroken where an alias has two owners that do not both mark it as ambiguous."""
    owners: dict[tuple[str, ...], list[tuple[Actor, bool]]] = {}
    for actor in actors:
        for name in dict.fromkeys((actor.name, *actor.aliases)):
            owners.setdefault(cut(name)[1], []).append((actor, name in actor.ambiguous))
    for keys, owning in owners.items():
        ids = {actor.id for actor, _ in owning}
        if len(ids) > 1 and not all(marked for _, marked in owning):
            raise DataFileBroken(
                f"registry: {' and '.join(sorted(ids))} both bear {' '.join(keys)!r}; mark it with ~ in both"
            )


def _names(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            yield name, actor.id
        for name in actor.spokespersons:
            yield name, _SPEAKS + actor.id


def _is_renamed(sentence: Sentence, i: int) -> bool:
    """Whether the word before token `i` makes another party of a registered name: "New Irish …"."""
    return i > 0 and sentence.words[i - 1] in _RENAMING


def _local_mention(sentence: Sentence, said: Keyed, i: int, form: Form, local: LocalName) -> ActorMention:
    begin, end = said.token(i), said.token(i + len(form.keys))
    name = words_between(sentence, begin, end) if local.actor else local.name
    return ActorMention(begin, end, name, local.actor, local.role, local.kind)


def _countries_in(sentence: Sentence) -> Iterator[str]:
    named, speaking = nation_names(), speaking_names()
    said = keyed(sentence.lowers)
    for i, key in enumerate(said.keys):
        if key in named.first or key in speaking.first:
            form = named.at(sentence, said, i) or speaking.at(sentence, said, i)
            if form is not None:
                yield form.bearers[0][2:]
