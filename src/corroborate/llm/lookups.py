"""Words that a model points at, looked up here: days, places, parties and who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corroborate.actors import ActorMention
from corroborate.extraction import Passage
from corroborate.extraction.attribution import attribution_at
from corroborate.language.dates import find_dates
from corroborate.language.sentences import split_sentences
from corroborate.llm.pieces import Piece
from corroborate.llm.quotes import Quotes
from corroborate.llm.values import code, objects, text_of
from corroborate.model import NOWHERE, UNDATED, Attribution, Party, Span, When, Where
from corroborate.model.vocabulary import Role
from corroborate.places import PlaceMention

_LOCATED = ("exact", "near", "district", "province", "region", "country")


class Lookups:
    """One document's words, as the registry, the gazetteer and the calendar know them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.quotes = Quotes(passage.document.text)

    def when(self, wording: Any, piece: Piece, near: int) -> When | None:
        """The days that words of the text say; None where there are words but not in the text."""
        said = text_of(wording)
        if not said:
            return UNDATED
        span = self.quotes.find(said, piece, near)
        if span is None:
            return None
        dates = [
            (mention.when, *self._reach(n, mention.begin, mention.end))
            for n in self._sentences(span)
            for mention in self.passage.dates[n]
        ]
        found = [(min(end, span.end) - max(start, span.start), when) for when, start, end in dates]
        meant = max((each for each in found if each[0] > 0), key=lambda each: each[0], default=None)
        if meant is not None:
            return meant[1]
        read = [
            mention.when
            for sentence in split_sentences(span.quote)
            for mention in find_dates(sentence, self.passage.document.published_on)
        ]
        return (
            read[0] if read else When(earliest=None, latest=None, precision="unresolved", wording=span.quote)
        )

    def where(self, wording: Any, piece: Piece, near: int) -> Where | None:
        """The place that words of the text name; None where there are words but not in the text."""
        said = text_of(wording)
        if not said:
            return NOWHERE
        span = self.quotes.find(said, piece, near)
        if span is None:
            return None
        gazetteer, context = self.passage.tools.gazetteer, self.passage.context
        found = [gazetteer.resolve(mention, context) for mention in self._places(span)]
        for sentence in split_sentences(f"In {span.quote}") if not found else ():
            found += [gazetteer.resolve(mention, context) for mention in gazetteer.find(sentence)]
        known = [where for where in found if where.precision in _LOCATED]
        if known:
            return min(known, key=lambda where: _LOCATED.index(where.precision))
        unknown = Where(name=span.quote, wording=span.quote, reason=f"{span.quote}: in no gazetteer")
        return found[0] if found else unknown

    def name(self, told: Any, piece: Piece, span: Span) -> Span | None:
        """The words of the text that a name stands for, near `span`, without its first small words if need be."""
        words = without_article(text_of(told)).split()
        while words:
            found = self.quotes.find(" ".join(words), piece, span.start)
            if found is not None:
                return found
            words = words[1:] if words[0].islower() else []
        return None

    def actor(self, name: Span) -> ActorMention | None:
        """The party that the registry finds at a name."""
        for n in self._sentences(name):
            for mention in self.passage.actors[n]:
                start, end = self._reach(n, mention.begin, mention.end)
                if start < name.end and name.start < end:
                    return mention
        return None

    def actor_id(self, name: Span) -> str | None:
        """The registry's id of the party at a name; None where it knows none, or several."""
        mention = self.actor(name)
        if mention is not None and mention.actor:
            return mention.actor
        known = self.passage.tools.registry.resolve(name.quote)
        return known.id if known else None

    def party(self, told: Mapping[str, Any], piece: Piece, span: Span) -> Party | None:
        """A speaker whom the text names; None where it names no such one."""
        role: Role = code(told.get("role"), Role) or "unattributed"
        name = without_article(text_of(told.get("name")))
        found = self.quotes.find(name, piece, span.start) if name else None
        if found is not None:
            mention = self.actor(found)
            knows = mention is not None and mention.actor is not None and mention.role != "unattributed"
            return Party(
                name=found.quote, role=mention.role if mention and knows else role, actor=self.actor_id(found)
            )
        publisher = self.passage.document.publisher
        if name and publisher and name.lower() == publisher.lower():
            return Party(name=publisher, role=role, actor=None)
        return self._known_otherwise(name)

    def speakers(self, told: Any, piece: Piece, span: Span) -> Attribution | None:
        """The chain of speakers that a model names; None where the text does not name one of them."""
        chain: list[Party] = []
        for each in objects(told):
            party = self.party(each, piece, span)
            if party is None:
                return None
            if party not in chain:
                chain.append(party)
        return tuple(chain)

    def heard(self, span: Span) -> Attribution:
        """Who says what stands at `span`, by the grammar."""
        return attribution_at(self.passage, span.start, span.end)

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins."""
        return self.passage.sentence_span(self.passage.sentence_at(span.start))

    def _known_otherwise(self, name: str) -> Party | None:
        """The party of the text that the registry knows by a name which the text does not use."""
        registry, wanted = self.passage.tools.registry, name.lower()
        known = registry.resolve(name) if name else None
        for found in self.passage.actors if name else ():
            for mention in found:
                actor = registry.get(mention.actor) if mention.actor else None
                names = (actor.name, *actor.aliases) if actor else ()
                if actor and (actor == known or wanted in (each.lower() for each in names)):
                    return Party(name=mention.name, role=mention.role, actor=actor.id)
        return None

    def _places(self, span: Span) -> Iterator[PlaceMention]:
        for n in self._sentences(span):
            for mention in self.passage.places[n]:
                start, end = self._reach(n, mention.begin, mention.end)
                if start < span.end and span.start < end:
                    yield mention

    def _sentences(self, span: Span) -> range:
        if not self.passage.sentences:
            return range(0)
        last = self.passage.sentence_at(max(span.start, span.end - 1))
        return range(self.passage.sentence_at(span.start), last + 1)

    def _reach(self, n: int, begin: int, end: int) -> tuple[int, int]:
        sentence = self.passage.sentences[n]
        return sentence.starts[begin], sentence.ends[end - 1]


def without_article(name: str) -> str:
    """A name without the article before it."""
    first, _, rest = name.partition(" ")
    return rest.strip() if first.lower() == "the" and rest.strip() else name
