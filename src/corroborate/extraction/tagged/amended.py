"""The grammar's coding with what the tagger sees beside it: each says what the other misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corroborate.extraction import code, is_read
from corroborate.extraction.passage import Passage, Tools, default_tools, read_closely
from corroborate.extraction.relevance import is_elsewhere
from corroborate.extraction.tagged.seen import look
from corroborate.extraction.tagged.tellings import ROLES, Telling, belongs, tellings
from corroborate.extraction.tagged.told import Told
from corroborate.model import Casualty, Coding, Document, Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How sure the tagger must be, each a probability, before the grammar's reports are amended.

    A report of violence without figures stays if some word in its evidence is a `deed` word; from `word` on such a word speaks for it. An
    incident is `new` where its words are that likely, and less likely than `known` to speak of one that the
    grammar found. Doers are taken from `doer` on, if they belong to the incident that surely (`theirs`).
    """

    deed: float = 0.2
    word: float = 0.3
    new: float = 0.7
    known: float = 0.3
    doer: float = 0.7
    theirs: float = 0.6


TRUST = Trust()
_QUIET = frozenset(
    ("arrests", "change_to_group_activity", "agreement", "disrupted_weapons_use", "peaceful_protest", "other")
)
"""Types without violence, whose words the tagger knows less well, and which seldom have a perpetrator."""


def extract_tagged(document: Document, tools: Tools | None = None, trust: Trust = TRUST) -> Coding:
    """What `document` tells by the project's codebook: the grammar's coding, amended by the tagger.

    Tellings are brought together by a learned score beside the grammar's rules. Reports whose words the tagger
    takes for no deed go; incidents that the grammar missed come, with dates, places, numbers and speakers as the
    grammar reads them; groups of people, speakers and doers that it left open are filled in.
    """
    if not is_read(document):
        return Coding(document=document)
    passage = read_closely(document, tools or default_tools())
    if not any(passage.triggers) or is_elsewhere(passage):
        return code(passage)
    told = Told(passage, look(document.text, ROLES, _relevant(passage)))
    passage.bond = told.bond
    return code(passage, second=lambda reports: amend(told, reports, trust))


def _relevant(passage: Passage) -> list[tuple[int, int]]:
    """The sentences with a word of violence, those beside them, and the first: the rest never meets the encoder."""
    told = {0} | {j for i, found in enumerate(passage.triggers) if found for j in (i - 1, i, i + 1)}
    return [(said.start, said.end) for i, said in enumerate(passage.sentences) if i in told]


def amend(told: Told, reports: Iterable[Report], trust: Trust = TRUST) -> tuple[Report, ...]:
    """The reports of a passage as both readers have them, in the order of the text."""
    kept = [each for each in reports if _is_firm(each) or _words_of(told, each, trust.deed)]
    new = list(_new(told, [_words_of(told, report, trust.word) for report in kept], trust))
    both = [*_without(kept, [each.span for report in new for each in report.casualties]), *new]
    filled = [_filled(told, report, trust) for report in both]
    return tuple(sorted(filled, key=lambda each: each.evidence[0].start))


def _is_firm(report: Report) -> bool:
    """Whether a report needs no word of the tagger's: it counts those hit, or tells of no violence."""
    return report.type in _QUIET or any(each.count.low is not None for each in report.casualties)


def _words_of(told: Told, report: Report, least: float) -> list[int]:
    """The numbers of the words of a deed that stand in a report's evidence."""
    return [
        n
        for n in told.of("trigger", least)
        if any(span.start <= told.seen.mentions[n].start < span.end for span in report.evidence)
    ]


def _without(reports: Iterable[Report], moved: Sequence[Span]) -> Iterator[Report]:
    """The reports without the figures that belong to others."""
    for report in reports:
        own = (each for each in report.casualties if not any(_overlap(each.span, span) for span in moved))
        yield replace(report, casualties=tuple(own))


def _new(told: Told, words: Sequence[list[int]], trust: Trust) -> Iterator[Report]:
    """The incidents that none of the reports tells of, by their `words`."""
    taken: dict[str, int] = {}
    for telling in tellings(told.seen):
        if max(told.seen.scores[telling.triggers]) < trust.new or all(map(told.is_past, telling.triggers)):
            continue
        if any(_is_one(told, telling, own, trust.known) for own in words):
            continue
        opening = told.sentence_span(telling.triggers[0]).quote
        report = told.report(telling, nth=900 + taken.setdefault(opening, 0))
        taken[opening] += 1
        if report.type != "other":
            yield report


def _is_one(told: Told, telling: Telling, words: list[int], known: float) -> bool:
    """Whether a telling speaks of the incident that has these words."""
    if not words:
        return False
    near = told.seen.together[np.ix_(telling.triggers, words)]
    return bool(set(words) & set(telling.triggers)) or float(near.mean(axis=1).max()) >= known


def _filled(told: Told, report: Report, trust: Trust) -> Report:
    """The report with the groups, speakers and doers that the grammar left open."""
    report = replace(report, casualties=tuple(_known(told, each) for each in report.casualties))
    words = _words_of(told, report, trust.word)
    if report.perpetrators or report.type in _QUIET or not words:
        return report
    likely = {n: belongs(n, words, told.seen) for n in told.of("perpetrator", trust.doer)}
    chosen = sorted(
        (n for n in likely if likely[n] >= trust.theirs), key=lambda n: -likely[n] * told.seen.scores[n]
    )
    doers = tuple(told.perpetrators(chosen[:1]))
    return replace(report, perpetrators=doers)


def _known(told: Told, claim: Casualty) -> Casualty:
    """A claim with its group and speaker, where the grammar has none and the tagger sees the figure."""
    over = [n for n in told.of("figure", 0.3) if _overlap(told.span(n), claim.span)]
    if not over:
        return claim
    if claim.group == "unknown":
        claim = replace(claim, group=told.harmed(over[0]))
    if not claim.attribution:
        claim = replace(claim, attribution=told.speakers(over[0]))
    return claim


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
