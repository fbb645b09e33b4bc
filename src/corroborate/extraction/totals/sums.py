"""Sums that somebody reports over several incidents or a period: kept apart, so that nothing counts twice."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corroborate.extraction.totals.claimants import claimants, doer
from corroborate.extraction.totals.figure import Figure
from corroborate.extraction.totals.figures import find_figures, has_ordinal
from corroborate.extraction.totals.signs import Context, Signs, clause, follows, sort_dates
from corroborate.extraction.totals.weighing import THRESHOLD, weigh
from corroborate.language.dates import DateMention
from corroborate.language.lexicon import Lexicon, compile_lexicon, read_entries
from corroborate.language.numbers import find_percentages
from corroborate.model import NOWHERE, UNDATED, Change, Span, Total, When, Where, span_of

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_DIGESTS = frozenset(
    "monthly weekly quarterly annual yearly assessment barometer bulletin factsheet snapshot roundup round-up digest "
    "statistics monitor incidents overview review update note".split()
)


def find_totals(passage: Passage) -> tuple[Total, ...]:
    """All totals of a document, in reading order: per claimant, measure, group, period and place.

    `actor` is the name of the party whose deeds are summed. `span` covers the clause that holds the
    figure, so that no incident takes the same figure for its own.
    """
    context = Context(is_digest=_is_digest(passage))
    found: list[Total] = []
    for i, sentence in enumerate(passage.sentences):
        if not passage.counts[i] and not has_ordinal(sentence.lowers):
            continue
        words = _lexicon().matches(sentence)
        if not words and not passage.people[i]:
            continue
        signs = Signs(words)
        sort_dates(passage, i, signs)
        if _may_hold(passage, i, signs, context):
            found += _totals_of(passage, i, signs, context)
    return _distinct(found)


def _is_digest(passage: Passage) -> bool:
    """Whether the document is a monitor's summary by its title: a monthly assessment, a weekly update."""
    title = (passage.document.title or "").lower()
    words = title.replace(":", " ").replace(",", " ").split()
    is_said = not {"says", "say", "said", "reports"}.isdisjoint(words)  # "99 killed, monitor says"
    return not _DIGESTS.isdisjoint(words) and not is_said


def total_spans(totals: tuple[Total, ...]) -> list[tuple[int, int]]:
    """The characters that totals take up, for the extraction of incidents to leave out."""
    return [(total.span.start, total.span.end) for total in totals]


def _may_hold(passage: Passage, i: int, signs: Signs, context: Context) -> bool:
    """A cheap look: whether anything in sentence `i` can speak for a sum."""
    if signs.periods or signs.since or follows(passage, i, context):
        return True
    if len(passage.counts[i]) > 2 and ":" in passage.sentences[i].lowers:
        return True
    return any(m.kind.startswith(("sign.", "change.", "measure.")) for m in signs.words) or any(
        (mention.count.low or 0) >= 1000 for mention in passage.counts[i]
    )


def _totals_of(passage: Passage, i: int, signs: Signs, context: Context) -> list[Total]:
    figures = find_figures(passage, i, signs.words, context.group)
    found: list[Total] = []
    signs.figures = figures
    accepted: list[Figure] = []
    for figure in figures:
        is_part = figure.part and any(whole.at == figure.at for whole in accepted)
        if is_part or weigh(passage, i, figure, signs, context) >= THRESHOLD:
            accepted.append(figure)
    found = [_total(passage, i, figure, signs, context) for figure in accepted]
    if found:
        speakers = next((total.attribution for total in found if total.attribution), ())
        is_shared = bool(speakers) and speakers[0].role in ("monitor", "unattributed", "international")
        found = [t if t.attribution or not is_shared else replace(t, attribution=speakers) for t in found]
        last = found[-1]
        context.attribution = last.attribution or context.attribution
        context.period = last.period if last.period.earliest or last.period.latest else context.period
        context.where = last.where if last.where.name else context.where
        groups = [figure.group for figure in accepted if figure.measure not in ("attacks", "locations")]
        context.group = groups[0] if groups else context.group
        context.sentence, context.paragraph = i, passage.sentences[i].paragraph
    elif signs.periods and signs.kinds("sign.data", 0, 999):
        context.period = signs.periods[0].when
    return found


def _total(passage: Passage, i: int, figure: Figure, signs: Signs, context: Context) -> Total:
    span = _span(passage, i, figure)
    attribution = claimants(passage, i, span, signs, context)
    period = _period(passage, i, figure, signs, context)
    return Total(
        document=passage.document.id,
        measure=figure.measure,
        count=figure.count,
        span=span,
        group=figure.group,
        period=period,
        where=_where(passage, i, figure, context),
        actor=doer(passage, i, figure, attribution),
        attribution=attribution,
        change=_change(passage, i, figure, signs),
    )


def _span(passage: Passage, i: int, figure: Figure) -> Span:
    """The clause of the figure: from its number or its verb, whichever comes first, to the next comma."""
    sentence = passage.sentences[i]
    begin, end = min(figure.begin, figure.at), max(figure.end, figure.at + 1)
    begin = max(begin, end - 40)
    return span_of(passage.document.text, sentence.starts[begin], sentence.ends[end - 1])


def _period(passage: Passage, i: int, figure: Figure, signs: Signs, context: Context) -> When:
    candidates = [m for m in signs.periods if m.when.earliest or m.when.latest] or signs.periods
    if candidates:
        near = min(candidates, key=lambda m: min(abs(m.begin - figure.end), abs(figure.begin - m.end)))
        if "that" in (near.when.wording or "").lower().split():
            return _told_before(passage, i, near)
        if near.when.earliest or near.when.latest or not context.period.earliest:
            return near.when
        return replace(context.period, wording=near.when.wording)
    if signs.days:
        return signs.days[0].when
    return context.period if follows(passage, i, context) else UNDATED


def _told_before(passage: Passage, i: int, mention: DateMention) -> When:
    """'that month': the last month that was told before."""
    unit = (mention.when.wording or "").lower().split()[-1]
    for m in range(i, max(-1, i - 8), -1):
        for other in reversed(passage.dates[m]):
            if other is not mention and other.when.precision == unit and other.kind == "period":
                return replace(other.when, wording=mention.when.wording)
    return mention.when


def _where(passage: Passage, i: int, figure: Figure, context: Context) -> Where:
    places = passage.places[i]
    if not places:
        return context.where if follows(passage, i, context) else NOWHERE
    near = min(places, key=lambda p: (p.begin < figure.end, abs(p.begin - figure.end)))
    where: Where = passage.tools.gazetteer.resolve(near, passage.context)
    return where


def _change(passage: Passage, i: int, figure: Figure, signs: Signs) -> Change | None:
    """How the figure compares: 'rose by 24% to 580', 'the highest since 2011', 'up from 465'."""
    sentence = passage.sentences[i]
    begin, end = clause(sentence.lowers, figure)
    signs_here = signs.kinds("change.", begin, end)
    near = [m for m in signs_here if -12 <= m.begin - figure.end <= 14 or -14 <= m.begin - figure.begin <= 0]
    if not near or figure.part:
        return None
    match = min(near, key=lambda m: min(abs(m.begin - figure.end), abs(figure.begin - m.end)))
    percents = [p for p in find_percentages(sentence) if begin <= p.begin < end]
    percent = (
        min(percents, key=lambda p: abs(p.begin - match.end)).value
        if percents
        else _MULTIPLES.get(sentence.lowers[match.begin])
    )
    if percent is not None and match.kind == "change.down":
        percent = -abs(percent)
    stop = match.end
    while (
        stop < end
        and sentence.lowers[stop] not in (",", ";", ".", "—", "–", "(", ")", "and", "while")
        and stop - match.begin < 12
    ):
        stop += 1
    return Change(
        wording=passage.document.text[sentence.starts[match.begin] : sentence.ends[stop - 1]], percent=percent
    )


_MULTIPLES = {"doubled": 100.0, "tripled": 200.0, "quadrupled": 300.0, "halved": -50.0, "doubling": 100.0}


def _distinct(found: list[Total]) -> tuple[Total, ...]:
    """Each total once: a lead that repeats its headline says the same sum again."""
    kept: dict[tuple[object, ...], Total] = {}
    for total in found:
        first = total.attribution[0].name if total.attribution else ""
        key = (total.measure, total.count.low, total.count.high, total.group, first)
        kept.setdefault(key, total)
    return tuple(kept.values())


@cache
def _lexicon() -> Lexicon:
    return compile_lexicon(read_entries(files("corroborate.extraction") / "lexicon" / "totals.yaml"))
