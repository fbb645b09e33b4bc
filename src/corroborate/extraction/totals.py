"""Sums that somebody reports over several incidents or a period: kept apart, so that nothing counts twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.figures import Figure, find_figures
from corroborate.language.dates import DateMention
from corroborate.language.lexicon import Lexicon, Match, compile_lexicon, read_entries
from corroborate.language.numbers import find_percentages
from corroborate.model import NOWHERE, UNDATED, Attribution, Change, Party, Span, Total, When, Where, span_of
from corroborate.model.vocabulary import Role, WhenPrecision

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_THRESHOLD = 2.0  # the weights below were set on sentences written for the tests, then checked on gold
_LONG = frozenset(("week", "month", "year", "longer"))
_SPANNING = frozenset(("past", "recent", "far", "between", "since"))
_SAYING = frozenset(
    "said says told announced reported stated confirmed added claimed statement issued report published released "
    "briefing reporters quoted".split()
)
_ANAPHORS = frozenset(
    "the report|report|the group|it|they|the data|data|the figures|figures|the statement|statement|the monitor|"
    "the organisation|the organization|the institute|the centre|the center|the study|the database|the ministry|"
    "the agency|the mission|the observatory|the network|the body|the document|the review|the think tank|he|she|"
    "the office|the commission|the army|the military|the tally|this|the monitoring group|the report|the outfit".split(
        "|"
    )
)
_UNITS = frozenset(("week", "month", "year", "quarter"))
_RECORD = frozenset(
    "highest deadliest lowest bloodiest worst most largest record biggest heaviest first".split()
)
_RECORDERS = frozenset(
    "recorded documented registered verified tallied counted logged tracked compiled put puts listed lists collected "
    "records data figures report database tally statistics annual monthly weekly quarterly count estimates estimated "
    "reported says said".split()
)
_DIGESTS = frozenset(
    "monthly weekly quarterly annual yearly assessment barometer bulletin factsheet snapshot roundup round-up digest "
    "statistics monitor incidents overview review update".split()
)
_DOERS = frozenset("armed_group military paramilitary security_forces police government".split())
_DOES = frozenset(
    "carried conducted launched mounted staged executed claimed killed kills carrying conducting launching killing "
    "committed perpetrated attacked injured captured abducted arrested detained fired eliminated neutralised neutralized".split()
)


@dataclass(slots=True)
class _Context:
    """What the sentences before have set: who counts, over what period and where."""

    attribution: Attribution = ()
    period: When = UNDATED
    where: Where = NOWHERE
    sentence: int = -9
    paragraph: int = -1
    is_digest: bool = False


@dataclass(slots=True)
class _Signs:
    """The words of one sentence that speak for a sum or for a single incident."""

    words: list[Match]
    periods: list[DateMention] = field(default_factory=list)
    days: list[DateMention] = field(default_factory=list)
    since: list[int] = field(default_factory=list)

    def kinds(self, prefix: str, begin: int, end: int) -> list[Match]:
        """The matches of a class, or of classes with that beginning, within tokens `begin` to `end`."""
        return [m for m in self.words if m.kind.startswith(prefix) and begin <= m.begin < end]


def find_totals(passage: Passage) -> tuple[Total, ...]:
    """All totals of a document, in reading order: per claimant, measure, group, period and place.

    `actor` is the name of the party whose deeds are summed. `span` covers the clause that holds the
    figure, so that no incident takes the same figure for its own.
    """
    context = _Context(is_digest=_is_digest(passage))
    found: list[Total] = []
    for i, sentence in enumerate(passage.sentences):
        if not passage.counts[i]:
            continue
        words = _lexicon().matches(sentence)
        if not words and not passage.people[i]:
            continue
        signs = _Signs(words)
        _sort_dates(passage, i, signs)
        if _may_hold(passage, i, signs, context):
            found += _totals_of(passage, i, signs, context)
    return _distinct(found)


def _is_digest(passage: Passage) -> bool:
    """Whether the document is a monitor's summary by its title: a monthly assessment, a weekly update."""
    title = (passage.document.title or "").lower()
    return not _DIGESTS.isdisjoint(title.replace(":", " ").replace(",", " ").split())


def total_spans(totals: tuple[Total, ...]) -> list[tuple[int, int]]:
    """The characters that totals take up, for the extraction of incidents to leave out."""
    return [(total.span.start, total.span.end) for total in totals]


def _may_hold(passage: Passage, i: int, signs: _Signs, context: _Context) -> bool:
    """A cheap look: whether anything in sentence `i` can speak for a sum."""
    if signs.periods or signs.since or _follows(passage, i, context):
        return True
    return any(m.kind.startswith(("sign.", "change.", "measure.")) for m in signs.words) or any(
        (mention.count.low or 0) >= 1000 for mention in passage.counts[i]
    )


def _totals_of(passage: Passage, i: int, signs: _Signs, context: _Context) -> list[Total]:
    figures = find_figures(passage, i, signs.words)
    found: list[Total] = []
    accepted: list[Figure] = []
    for figure in figures:
        follows = figure.part and any(whole.at == figure.at for whole in accepted)
        if follows or _weight(passage, i, figure, signs, context, figures) >= _THRESHOLD:
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
        context.sentence, context.paragraph = i, passage.sentences[i].paragraph
    elif signs.periods and signs.kinds("sign.data", 0, 999):
        context.period = signs.periods[0].when
    return found


def _sort_dates(passage: Passage, i: int, signs: _Signs) -> None:
    """Parts the periods of a sentence from its days; the day of saying and of comparing are neither."""
    lowers = passage.sentences[i].lowers
    signs.since = [at for at, word in enumerate(lowers) if word == "since" and _opens_span(lowers, at)]
    for mention in passage.dates[i]:
        if mention.kind == "duration":
            continue
        since = next((at for at in signs.since if 0 <= mention.begin - at <= 9), None)
        if since is not None and not {",", ";"}.intersection(lowers[since : mention.begin]):
            signs.periods.append(_up_to_now(mention, passage))
        elif _is_long(mention, lowers):
            if not _is_comparison(lowers, mention):
                signs.periods.append(mention)
        elif not _is_day_of_saying(lowers, mention):
            signs.days.append(mention)


def _opens_span(lowers: list[str], at: int) -> bool:
    """Whether 'since' at `at` opens the span of a sum: not 'has since died', not 'the highest since'."""
    before = lowers[max(0, at - 6) : at]
    after = lowers[at + 1] if at + 1 < len(lowers) else "."
    if before[-1:] in (["has"], ["have"], ["had"], ["was"], ["were"]) or after in (",", ".", "then"):
        return False
    return _RECORD.isdisjoint(before)


def _up_to_now(mention: DateMention, passage: Passage) -> DateMention:
    """'since the war began on 15 April 2023': from that day to the day of the report."""
    when, now = mention.when, passage.document.published_on
    if when.earliest is None or (when.latest == now and when.earliest != when.latest):
        return mention
    precision: WhenPrecision = "unresolved"
    if now is not None and now >= when.earliest:
        length = (now - when.earliest).days
        precision = "month" if length <= 31 else "year" if length <= 366 else "longer"
    return replace(mention, when=replace(when, latest=now, precision=precision), kind="period")


def _is_day_of_saying(lowers: list[str], mention: DateMention) -> bool:
    near = (*lowers[max(0, mention.begin - 4) : mention.begin], *lowers[mention.end : mention.end + 2])
    return not _SAYING.isdisjoint(near)


def _is_long(mention: DateMention, lowers: list[str]) -> bool:
    if mention.when.precision in _LONG or lowers[mention.begin] == "since":
        return True
    if mention.when.precision == "unresolved":
        return mention.kind == "period" or bool(_UNITS.intersection(lowers[mention.begin : mention.end]))
    earliest, latest = mention.when.earliest, mention.when.latest
    return earliest is not None and latest is not None and (latest - earliest).days >= 4


def _is_comparison(lowers: list[str], mention: DateMention) -> bool:
    """Whether the date is what a figure is compared with: 'the highest since 2011', 'up from 465 in 2023'."""
    before = lowers[max(0, mention.begin - 6) : mention.begin]
    if not _RECORD.isdisjoint(before) and "since" in (*before, lowers[mention.begin]):
        return True
    near = before[-3:]
    if {"than", "compared", "against", "versus"}.intersection(near) or "over" in near[-1:]:
        return True
    return "from" in near and near[-1:] != ["from"] and "to" not in lowers[mention.end : mention.end + 2]


def _follows(passage: Passage, i: int, context: _Context) -> bool:
    """Whether sentence `i` goes on where totals were just told."""
    return i - context.sentence <= 1 or passage.sentences[i].paragraph == context.paragraph


def _weight(
    passage: Passage, i: int, figure: Figure, signs: _Signs, context: _Context, figures: list[Figure]
) -> float:
    """How much speaks for a sum (2 is enough): periods, data, several events, change; against: one event, a day."""
    lowers = passage.sentences[i].lowers
    begin, end = _clause(lowers, figure)
    low = figure.count.low or figure.count.high or 0
    span = _period_weight(lowers, signs, begin, end)
    several = _several(lowers, signs, figures, figure, begin, end)
    follows = _follows(passage, i, context)
    weight = span + several + _change_weight(passage, i, figure, signs)
    weight += 1.0 * bool(signs.kinds("sign.data", 0, len(lowers)))
    weight += 1.0 * bool(signs.kinds("sign.sum", begin, end))
    weight += 1.0 * any(mention.role == "monitor" for mention in passage.actors[i])
    weight += 1.0 * follows + 1.0 * (follows and lowers[0] in ("they", "these", "those", "another"))
    weight += 1.0 * context.is_digest + 1.5 * (low >= 1000)
    weight += 2.0 * (sum(other.part and other.at == figure.at for other in figures) >= 2 and not figure.bare)
    weight += _measure_weight(figure, low, several)
    if several < 2 and span < 2 and _has_single(lowers, signs, figure, begin, end):
        weight -= 2.0
    if several < 2 and span < 2 and any(begin <= m.begin < end for m in signs.days):
        weight -= 1.5
    return weight


def _measure_weight(figure: Figure, low: int, several: float) -> float:
    if figure.measure == "attacks":
        return 1.0 if low >= 4 else -1.0
    if figure.measure == "locations":
        return -1.0 * (not several) - 1.0 * (low < 3)
    return -1.0 if figure.measure == "other" and figure.at >= figure.begin and figure.at < figure.end else 0.0


def _change_weight(passage: Passage, i: int, figure: Figure, signs: _Signs) -> float:
    """2 for a percentage, 1 for a level that moved or a record; a growing toll alone is one incident's."""
    sentence = passage.sentences[i]
    begin, end = _clause(sentence.lowers, figure)
    changes = signs.kinds("change.", begin, end)
    if not changes:
        return 0.0
    if find_percentages(sentence):
        return 2.0
    if any(m.kind == "change.record" and "since" in sentence.lowers[m.end : m.end + 8] for m in changes):
        return 1.0
    moved = figure.at < figure.begin and any(m.kind != "change.record" for m in changes)
    return 1.0 if moved and "toll" not in sentence.lowers else 0.0


def _period_weight(lowers: list[str], signs: _Signs, begin: int, end: int) -> float:
    best = 2.0 if any(begin <= at < end for at in signs.since) else 0.0
    for mention in signs.periods:
        if not begin <= mention.begin < end and begin > 0:
            continue
        said = lowers[max(0, mention.begin - 1) : mention.end]
        spans = any(word in _SPANNING for word in said[:4]) or ("this" in said[:3] and "year" in said)
        best = max(best, 2.0 if spans else 1.0)
    return best


def _several(
    lowers: list[str], signs: _Signs, figures: list[Figure], figure: Figure, begin: int, end: int
) -> float:
    """2 where several incidents are named as such, 1 where plural events are."""
    if signs.kinds("sign.many", max(begin, figure.begin - 12), min(end, figure.end + 12)):
        return 2.0
    for other in figures:
        if (
            other is not figure
            and other.measure == "attacks"
            and (other.count.low or other.count.high or 0) > 1
        ):
            return 2.0
    plural = [
        m
        for m in signs.kinds("measure.attacks", begin, end)
        if lowers[m.end - 1].endswith("s") and not figure.begin <= m.begin < figure.end
    ]
    return 1.0 if plural else 0.0


def _has_single(lowers: list[str], signs: _Signs, figure: Figure, begin: int, end: int) -> bool:
    """Whether one incident is told of near the figure: 'the blast', 'in a raid', 'hijacking'."""
    for match in signs.words:
        near = max(begin, figure.begin - 14) <= match.begin < min(end, figure.end + 14)
        if not near or match.kind not in ("event.one", "measure.attacks", "measure.captured"):
            continue
        if lowers[match.end - 1].endswith("s") or figure.begin <= match.begin < figure.end:
            continue
        if not {"every", "each", "per"}.intersection(lowers[max(0, match.begin - 2) : match.begin]):
            return True
    return bool({"hijacking", "hijacked", "massacre", "gunman", "bomber"}.intersection(lowers[begin:end]))


def _clause(lowers: list[str], figure: Figure) -> tuple[int, int]:
    """The stretch between semicolons, or 'while' and its comma, that holds the figure."""
    begin, end = 0, len(lowers)
    for at, word in enumerate(lowers):
        if (
            word in (";", "while", "whereas")
            or (word in ("which", "when", "whom") and lowers[at - 1] in ("in", ",") and word != "which")
            or lowers[at - 1 : at + 1] == ["in", "which"]
        ):
            if at < figure.begin:
                begin = at + 1
            elif at >= figure.end:
                end = at
                break
    return begin, end


def _total(passage: Passage, i: int, figure: Figure, signs: _Signs, context: _Context) -> Total:
    span = _span(passage, i, figure)
    attribution = _attribution(passage, i, figure, span, signs, context)
    period = _period(passage, i, figure, signs, context)
    return Total(
        document=passage.document.id,
        measure=figure.measure,
        count=figure.count,
        span=span,
        group=figure.group,
        period=period,
        where=_where(passage, i, figure, context),
        actor=_doer(passage, i, figure, attribution),
        attribution=attribution,
        change=_change(passage, i, figure, signs),
    )


def _span(passage: Passage, i: int, figure: Figure) -> Span:
    """The clause of the figure: from its number or its verb, whichever comes first, to the next comma."""
    sentence = passage.sentences[i]
    begin, end = min(figure.begin, figure.at), max(figure.end, figure.at + 1)
    begin = max(begin, end - 40)
    return span_of(passage.document.text, sentence.starts[begin], sentence.ends[end - 1])


def _period(passage: Passage, i: int, figure: Figure, signs: _Signs, context: _Context) -> When:
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
    return context.period if _follows(passage, i, context) else UNDATED


def _told_before(passage: Passage, i: int, mention: DateMention) -> When:
    """'that month': the last month that was told before."""
    unit = (mention.when.wording or "").lower().split()[-1]
    for m in range(i, max(-1, i - 8), -1):
        for other in reversed(passage.dates[m]):
            if other is not mention and other.when.precision == unit and other.kind == "period":
                return replace(other.when, wording=mention.when.wording)
    return mention.when


def _where(passage: Passage, i: int, figure: Figure, context: _Context) -> Where:
    places = passage.places[i]
    if not places:
        return context.where if _follows(passage, i, context) else NOWHERE
    near = min(places, key=lambda p: (p.begin < figure.end, abs(p.begin - figure.end)))
    return passage.tools.gazetteer.resolve(near, passage.context)


def _attribution(
    passage: Passage, i: int, figure: Figure, span: Span, signs: _Signs, context: _Context
) -> Attribution:
    """Who gives the figure: the utterance's speaker, the party that recorded it, or who was counting before."""
    said = attribution_at(passage, span.start, span.end)
    if said and said[0].name.lower() not in _ANAPHORS:
        return (_owner_of_data(said[0]), *said[1:])
    recorder = _recorder(passage, i)
    if recorder:
        return (recorder, *said[1:])
    goes_on = bool(said) or not signs.kinds("sign.many", 0, 999)
    if _follows(passage, i, context) and context.attribution and goes_on:
        return context.attribution
    return said


def _owner_of_data(party: Party) -> Party:
    """The Centre, of 'the Centre's database'."""
    name, apostrophe, rest = party.name.replace("’", "'").partition("'s ")
    if apostrophe and party.actor is None and not _RECORDERS.isdisjoint(rest.lower().split()):
        role: Role = "monitor" if party.role == "unattributed" else party.role
        return replace(party, name=name, role=role)
    return party


def _recorder(passage: Passage, i: int) -> Party | None:
    """The party that keeps the figures: 'ACLED recorded', 'the ministry's data', 'data from the observatory'."""
    lowers = passage.sentences[i].lowers
    for mention in passage.actors[i]:
        beside = {*lowers[mention.end : mention.end + 5], *lowers[max(0, mention.begin - 5) : mention.begin]}
        if (
            mention.role in ("monitor", "international", "civil_society", "government", "media")
            and beside & _RECORDERS
        ):
            return Party(name=mention.name, role=mention.role, actor=mention.actor)
    return None


def _doer(passage: Passage, i: int, figure: Figure, attribution: Attribution) -> str | None:
    """Whose deeds are summed: who 'carried out' them, or 'by' whom; a group that sums up its own deeds."""
    lowers = passage.sentences[i].lowers
    for mention in passage.actors[i]:
        is_hit = mention.begin < figure.end and figure.begin < mention.end
        if mention.kind not in _DOERS or (mention.actor is None and mention.kind != "armed_group") or is_hit:
            continue
        after = lowers[mention.end : mention.end + 6]
        acts = next((n for n, word in enumerate(after) if word in _DOES), None)
        is_active = acts is not None and _PASSIVES.isdisjoint(after[:acts]) and mention.begin < figure.end
        if is_active or "by" in lowers[max(0, mention.begin - 2) : mention.begin]:
            return _name(passage, mention.actor, mention.name)
    is_own = figure.measure in ("attacks", "locations", "killed", "captured")
    if attribution and attribution[0].role == "armed_group" and is_own:
        return _name(passage, attribution[0].actor, attribution[0].name)
    return None


_PASSIVES = frozenset("been was were are is being who that which".split())


def _name(passage: Passage, key: str | None, said: str) -> str:
    known = passage.tools.registry.get(key) if key else None
    return known.name if known else said


def _change(passage: Passage, i: int, figure: Figure, signs: _Signs) -> Change | None:
    """How the figure compares: 'rose by 24% to 580', 'the highest since 2011', 'up from 465'."""
    sentence = passage.sentences[i]
    begin, end = _clause(sentence.lowers, figure)
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
