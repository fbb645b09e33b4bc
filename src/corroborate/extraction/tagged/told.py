"""Incidents as the tagger sees them put into reports, with the grammar's reading of each date, place, name and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log
from typing import Literal, Protocol, TypeVar, cast

import numpy as np

from corroborate.extraction.attribution import attribution_at, speakers_of
from corroborate.extraction.casualties import HARMS
from corroborate.extraction.incidents import is_background
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import find_people
from corroborate.extraction.persons import People
from corroborate.extraction.tagged.reports import count_at
from corroborate.extraction.tagged.seen import Seen
from corroborate.extraction.tagged.tellings import Telling
from corroborate.language.tagger import labels
from corroborate.model import (
    UNDATED,
    Attribution,
    Casualty,
    Perpetrator,
    Report,
    Span,
    Target,
    Weapon,
    When,
    Where,
    report_id,
    span_of,
)
from corroborate.model.vocabulary import CasualtyEffect, EventType, Group, Responsibility, Stage


class Words(Protocol):
    """Tokens `begin` to `end` (exclusive) of a sentence."""

    @property
    def begin(self) -> int:
        """The first."""

    @property
    def end(self) -> int:
        """The one behind the last."""


Stretch = TypeVar("Stretch", bound=Words)
FINE = ("exact", "near", "district", "province")
WORD = 0.3
"""How likely a word of a deed must be one for its bonds to count."""
SPEAKER, LINKED = 0.5, 0.5
"""How likely a speaker must be one, and a figure's."""


class Told:
    """The parts of the incidents of one text, as reports want them."""

    def __init__(self, passage: Passage, seen: Seen) -> None:
        self.passage = passage
        self.seen = seen
        self._words = self.of("trigger", WORD)

    def span(self, n: int) -> Span:
        """Where mention `n` stands."""
        mention = self.seen.mentions[n]
        return span_of(self.passage.document.text, mention.start, mention.end)

    def sentence(self, n: int) -> int:
        """The number of the sentence in which mention `n` begins."""
        return self.passage.sentence_at(self.seen.mentions[n].start)

    def of(self, role: str, least: float) -> list[int]:
        """The numbers of the mentions in a role that are at least so likely."""
        return [n for n, each in enumerate(self.seen.mentions) if each.role == role and each.score >= least]

    def sentence_span(self, n: int) -> Span:
        """The sentence in which mention `n` begins."""
        return self.passage.sentence_span(self.sentence(n))

    def is_past(self, n: int) -> bool:
        """Whether mention `n` stands where the text tells of somebody's past deeds."""
        at = self.seen.mentions[n].start
        return any(start <= at < end for start, end in self.passage.past)

    def likeliest(self, name: str, numbers: Iterable[int]) -> str:
        """The value of an attribute that mentions speak for, weighed by how sure they are."""
        chosen = list(numbers)
        weights = self.seen.scores[chosen][:, None]
        return labels().attributes[name][int((self.seen.said[name][chosen] * weights).sum(0).argmax())]

    def bond(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """The log-odds that the words of a deed in two stretches tell of one incident; 0.0 if either holds none."""
        a, b = self._words_in(*one), self._words_in(*other)
        if not a or not b or set(a) & set(b):
            return 0.0
        chance = min(0.98, max(0.02, float(self.seen.together[np.ix_(a, b)].mean())))
        return log(chance / (1.0 - chance))

    def _words_in(self, start: int, end: int) -> list[int]:
        return [n for n in self._words if start <= self.seen.mentions[n].start < end]

    def report(self, telling: Telling, nth: int) -> Report:
        """One incident as a report; `nth` tells apart those that begin in one sentence."""
        sentences = sorted({self.sentence(n) for n in (*telling.triggers, *telling.of("figure", "victim"))})
        evidence = tuple(self.passage.sentence_span(i) for i in sentences)
        when = self.when(telling)
        return Report(
            id=report_id(self.passage.document.id, evidence[0].quote, nth),
            document=self.passage.document.id,
            type=cast(EventType, self.likeliest("event", telling.triggers)),
            stage=cast(Stage, self.likeliest("state", telling.triggers)),
            when=when,
            where=self.where(telling),
            perpetrators=tuple(self.perpetrators(telling.of("perpetrator"))),
            targets=tuple(self.targets(telling)),
            weapons=tuple(self.weapons(telling)),
            casualties=tuple(self.casualties(telling)),
            evidence=evidence,
            background=is_background(self.passage, when),
        )

    def when(self, telling: Telling) -> When:
        """The day of the date that belongs to the incident most surely; else that of its words' own sentences."""
        dates = [
            date for n in telling.of("date") for date in self._over(n, self.passage.dates[self.sentence(n)])
        ]
        dates += [date for n in telling.triggers for date in self.passage.dates[self.sentence(n)]]
        known = [date.when for date in dates if date.kind != "duration" and date.when.earliest is not None]
        return known[0] if known else UNDATED

    def where(self, telling: Telling) -> Where:
        """The finest of the places that belong to the incident; else of those in its words' own sentences."""
        own = (self._over(n, self.passage.places[self.sentence(n)]) for n in telling.of("place"))
        places = [place for found in own for place in found]
        places = places or [
            place for n in telling.triggers for place in self.passage.places[self.sentence(n)]
        ]
        found = [self.passage.tools.gazetteer.resolve(place, self.passage.context) for place in places]
        known = [where for where in found if where.precision in FINE]
        if known:
            return min(known, key=lambda where: FINE.index(where.precision))
        return found[0] if found else Where(name=None)

    def perpetrators(self, numbers: Iterable[int]) -> Iterator[Perpetrator]:
        """The doers that these mentions name, each once."""
        taken: set[str] = set()
        for n in numbers:
            span = self.span(n)
            actor = self.passage.tools.registry.resolve(span.quote)
            name = actor.name if actor else span.quote
            if name.lower() in taken:
                continue
            taken.add(name.lower())
            kind: Literal["organization", "group"] = "organization" if actor else "group"
            yield Perpetrator(
                name=name,
                kind=kind,
                responsibility=cast(Responsibility, self.likeliest("responsibility", [n])),
                span=span,
                attribution=attribution_at(self.passage, span.start, span.end),
                actor=actor.id if actor else None,
            )

    def targets(self, telling: Telling) -> Iterator[Target]:
        """Whom and what it hit."""
        taken: set[str] = set()
        for n in telling.of("victim", "object"):
            span = self.span(n)
            if span.quote.lower() in taken:
                continue
            taken.add(span.quote.lower())
            people = self.people(n)
            thing = self.seen.mentions[n].role == "object"
            yield Target(
                name=span.quote,
                kind="object" if thing else "people",
                group=people.group if people and not thing else "unknown",
                effect="unknown",
                span=span,
                count=count_at(self.passage, span),
                attribution=attribution_at(self.passage, span.start, span.end),
            )

    def weapons(self, telling: Telling) -> Iterator[Weapon]:
        """With what it was done."""
        taken: set[str] = set()
        for n in telling.of("weapon"):
            span = self.span(n)
            if span.quote.lower() not in taken:
                taken.add(span.quote.lower())
                yield Weapon(name=span.quote, kind="", span=span)

    def casualties(self, telling: Telling) -> Iterator[Casualty]:
        """The figures, each with whoever gave it."""
        for n in sorted(telling.of("figure")):
            span = self.span(n)
            people = self.people(n)
            effect = cast(CasualtyEffect, self.likeliest("harm", [n]))
            if self._nearest_harm(n) not in (effect, "casualties") or not self._is_count(n):
                continue
            yield Casualty(
                effect=effect,
                group=people.group if people and people.group != "unknown" else self.harmed(n),
                count=count_at(self.passage, span),
                span=span,
                attribution=attribution_at(self.passage, span.start, span.end) or self.speakers(n),
            )

    def _nearest_harm(self, n: int) -> CasualtyEffect | None:
        """The harm that the word nearest to a figure tells of, among those of its sentence that tell of any."""
        mention, i = self.seen.mentions[n], self.sentence(n)
        said = self.passage.sentences[i]
        away = {
            max(said.starts[match.begin] - mention.end, mention.start - said.ends[match.end - 1]): match.kind
            for match in self.passage.triggers[i]
            if match.kind in HARMS
        }
        return HARMS[away[min(away)]] if away else None

    def harmed(self, n: int) -> Group:
        """Whose people a figure counts."""
        return cast(Group, self.likeliest("harmed", [n]))

    def people(self, n: int) -> People | None:
        """The people that mention `n` speaks of."""
        return next(self._over(n, find_people(self.passage, self.sentence(n))), None)

    def _over(self, n: int, found: Iterable[Stretch]) -> Iterator[Stretch]:
        """Those of what stands in the sentence of mention `n` that share words with it."""
        mention, said = self.seen.mentions[n], self.passage.sentences[self.sentence(n)]
        for each in found:
            if said.starts[each.begin] < mention.end and mention.start < said.ends[each.end - 1]:
                yield each

    def _is_count(self, n: int) -> bool:
        """Whether the grammar, too, reads the digits of a figure as a count and not as an age or a road's number."""
        mention, i = self.seen.mentions[n], self.sentence(n)
        said = self.passage.sentences[i]
        digits = {
            k
            for k, word in enumerate(said.lowers)
            if said.starts[k] < mention.end
            and mention.start < said.ends[k]
            and any(letter.isdigit() for letter in word)
        }
        return digits <= {k for count in self.passage.counts[i] for k in range(count.begin, count.end)}

    def speakers(self, n: int) -> Attribution:
        """The speaker whom the tagger ties to a figure, for figures with whom the grammar hears nobody."""
        linked = [m for m in self.of("speaker", SPEAKER) if self.seen.same[n, m] >= LINKED]
        if not linked:
            return ()
        best = max(linked, key=lambda m: self.seen.same[n, m])
        mention, i = self.seen.mentions[best], self.sentence(best)
        said = self.passage.sentences[i]
        begin = next((k for k, end in enumerate(said.ends) if end > mention.start), 0)
        end = next((k for k, start in enumerate(said.starts) if start >= mention.end), len(said.starts))
        speaker = speakers_of(self.passage).speaker(i, begin, end)
        return (speaker.party,) if speaker else ()
