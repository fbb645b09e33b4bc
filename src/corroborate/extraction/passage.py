"""A document read closely: its sentences with every number, date, name and known word in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corroborate.actors import ActorMention, LocalAliases, Registry, load_registry
from corroborate.actors.nations import nations
from corroborate.extraction.triggers import find_triggers
from corroborate.language.casing import Spellings, is_loud, quieted, spellings
from corroborate.language.dates import DateMention, find_dates
from corroborate.language.lexicon import Lexicon, Match, compile_lexicon, read_entries
from corroborate.language.numbers import CountMention, find_counts
from corroborate.language.sentences import Sentence, split_sentences
from corroborate.language.speech import Utterance, find_utterances
from corroborate.model import UNDATED, Document, Span, When, span_of
from corroborate.places import Gazetteer, PlaceContext, PlaceMention, open_gazetteer
from corroborate.reading.datelines import place_of

if TYPE_CHECKING:
    from corroborate.extraction.attribution import Speakers
    from corroborate.extraction.people import People


@dataclass(frozen=True, slots=True)
class Tools:
    """What extraction looks names up in."""

    registry: Registry
    gazetteer: Gazetteer


_TOWN = 5_000
"""Inhabitants from which a place lends its name to a word in capitals."""
_DENY = ("den", "reject", "refut")
"""How the verbs begin with which somebody denies what follows."""


@dataclass(slots=True)
class Passage:
    """A document's text with its mentions; every list of lists has one entry a sentence.

    `denials` are the stretches, in characters of the text, of what somebody denies, `past` those that tell of
    somebody's past deeds ("accused of killing two soldiers"), filled in when deeds are found.
    `found_people` and `speakers` (see `speakers_of`) are found when they are first asked for. `bond`, where a
    second reader gives it, is the log-odds that two stretches of the text (characters) tell of one incident, 0.0
    where it cannot say.
    """

    document: Document
    tools: Tools
    sentences: list[Sentence]
    aliases: LocalAliases
    people: list[list[Match]]
    triggers: list[list[Match]]
    things: list[list[Match]]
    markers: list[list[Match]]
    counts: list[list[CountMention]]
    dates: list[list[DateMention]]
    actors: list[list[ActorMention]]
    places: list[list[PlaceMention]]
    utterances: list[Utterance]
    context: PlaceContext
    headline_end: int
    denials: list[tuple[int, int]]
    past: list[tuple[int, int]] = field(default_factory=list)
    found_people: dict[int, list[People]] = field(default_factory=dict)
    speakers: Speakers | None = None
    bond: Callable[[tuple[int, int], tuple[int, int]], float] | None = None
    _starts: list[int] = field(default_factory=list)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds the character at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def stretch(self, sentence: int, begin: int, end: int) -> tuple[int, int]:
        """The characters, first and behind the last, of tokens `begin` to `end` (exclusive) of a sentence."""
        said = self.sentences[sentence]
        return said.starts[begin], said.ends[end - 1]

    def span(self, sentence: int, begin: int, end: int) -> Span:
        """The span of tokens `begin` to `end` (exclusive) of a sentence."""
        return span_of(self.document.text, *self.stretch(sentence, begin, end))

    def sentence_span(self, sentence: int) -> Span:
        """The span of a whole sentence."""
        said = self.sentences[sentence]
        return span_of(self.document.text, said.start, said.end)


@cache
def lexicon(*names: str) -> Lexicon:
    """The lexicon compiled from the named files of this room, `people` or `triggers`, `things`."""
    folder = files("corroborate.extraction") / "lexicon"
    entries = [entry for name in names for entry in read_entries(folder / f"{name}.yaml")]
    return compile_lexicon(entries)


@cache
def default_tools() -> Tools:
    """The shipped registry and gazetteer."""
    return Tools(registry=load_registry(), gazetteer=open_gazetteer())


def read_closely(document: Document, tools: Tools) -> Passage:
    """The passage of a document: every mention found, nothing yet decided."""
    registry, gazetteer = tools.registry, tools.gazetteer
    sentences = split_sentences(in_usual_case(document.text, tools))
    aliases = registry.document_aliases(sentences)
    actors = [registry.find(sentence, aliases) for sentence in sentences]
    places = [
        gazetteer.find(sentence, [(actor.begin, actor.end) for actor in found])
        for sentence, found in zip(sentences, actors, strict=True)
    ]
    countries = {
        c for found in actors for one in found if one.actor and (c := _country_of(registry, one.actor))
    }
    context = gazetteer.context(
        (mention for found in places for mention in found),
        hints=[hint for sentence in sentences for hint in gazetteer.hints(sentence)],
    ).with_countries([*countries, *_written_in(document, gazetteer)])
    if context.main_country:
        aliases = aliases.with_countries([context.main_country])  # "BLA" where the places are in Pakistan
        for i, named in enumerate(actors):
            if any(one.actor is None and one.name[:1].isupper() for one in named):
                actors[i] = registry.find(sentences[i], aliases)
    words = lexicon("triggers")
    utterances = find_utterances(sentences)
    people = [lexicon("people").matches(sentence) for sentence in sentences]
    return Passage(
        document=document,
        tools=tools,
        sentences=sentences,
        aliases=aliases,
        people=people,
        triggers=[
            find_triggers(sentence, words.matches(sentence), [*nouns, *names])
            for sentence, nouns, names in zip(sentences, people, actors, strict=True)
        ],
        things=[lexicon("things").matches(sentence) for sentence in sentences],
        markers=[lexicon("markers").matches(sentence) for sentence in sentences],
        counts=[find_counts(sentence) for sentence in sentences],
        dates=_dates(sentences, document),
        actors=actors,
        places=places,
        utterances=utterances,
        denials=[(said.start, said.end) for said in utterances if said.verb.startswith(_DENY)],
        context=context,
        headline_end=len(document.title)
        if document.title and document.text.startswith(document.title)
        else 0,
        _starts=[sentence.start for sentence in sentences],
    )


def in_usual_case(text: str, tools: Tools) -> str:
    """A text in capitals in usual writing, known names as they are written elsewhere; another text as it is."""
    if not is_loud(text):
        return text

    def is_place(name: str) -> bool:
        return any(
            place.population >= _TOWN or place.level != "place" for place in tools.gazetteer.lookup(name)
        )

    return quieted(text, _spellings(tools.registry), is_place)


@cache
def _spellings(registry: Registry) -> Spellings:
    names = [name for actor in registry for name in (actor.name, *actor.aliases)]
    countries = [name for nation in nations().values() for name in (*nation.names, *nation.demonyms)]
    return spellings([*names, *countries])


def _written_in(document: Document, gazetteer: Gazetteer) -> list[str]:
    """The country of the place in the dateline that reading took out, where the place is known."""
    dateline = next((each.text for each in document.removed if each.kind == "dateline"), None)
    place = place_of(dateline) if dateline else None
    if place is None:
        return []
    for name in reversed([part.strip() for part in re.split(r"[(),/]", place) if part.strip()]):
        found = gazetteer.lookup(name)
        countries = [each for each in found if each.level == "country"] or found
        if countries and (country := countries[0].country):
            return [country]
    return []


def _country_of(registry: Registry, actor: str) -> str | None:
    known = registry.get(actor)
    return known.country if known is not None else None


def _dates(sentences: Sequence[Sentence], document: Document) -> list[list[DateMention]]:
    anchor = document.published_on
    previous: When | None = None
    found = []
    for sentence in sentences:
        mentions = [_in_the_past(mention, anchor) for mention in find_dates(sentence, anchor, previous)]
        for mention in mentions:
            if mention.when.earliest is not None and mention.kind in ("point", "relative"):
                previous = mention.when
        found.append(mentions)
    return found


def _in_the_past(mention: DateMention, anchor: date | None) -> DateMention:
    """A date that deeds can be of: one after the day of publication is a plan's, and tells no day of what was done."""
    begins = mention.when.earliest
    if anchor is None or begins is None or begins <= anchor:
        return mention
    wording = mention.when.wording
    if begins <= anchor + _GRACE and "tomorrow" not in (wording or "").lower():
        return mention
    return replace(mention, when=replace(UNDATED, wording=wording), kind="duration")


_GRACE = timedelta(days=1)
"""Outlets east of an event print the day before it."""
