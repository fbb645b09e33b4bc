"""A document's incidents: every telling found, told apart or brought together, each with its claims."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.deed import Deed
from corroborate.extraction.deeds import find_deeds
from corroborate.extraction.doers import is_office
from corroborate.extraction.givers import gapped_giver, giver_of
from corroborate.extraction.harm import Harm
from corroborate.extraction.kinds import told_tactics, type_of_tellings
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.extraction.relevance import is_elsewhere
from corroborate.extraction.responsibility import Avowal, find_avowals, perpetrators_of, settled
from corroborate.extraction.standing import set_in
from corroborate.extraction.thread import Thread
from corroborate.extraction.threads import weave
from corroborate.model import (
    UNDATED,
    Casualty,
    Count,
    Perpetrator,
    Report,
    Silence,
    Span,
    Target,
    Total,
    Weapon,
    When,
    Where,
    report_id,
    span_of,
)
from corroborate.model.vocabulary import Group, Stage, TargetEffect

_BACKGROUND_DAYS = 45
"""A deed older than this when its report was published, and dated no finer than a month, is background."""

_WEAPON_WORDS = frozenset(
    "ied ieds bomb bombs grenade grenades mine mines landmine landmines rocket rockets missile missiles mortar mortars "
    "drone drones shell shells device devices artillery bomber bombers vest rpg rpgs dynamite sniper".split()
)


def find_incidents(
    passage: Passage, totals: tuple[Total, ...], silences: list[Silence]
) -> tuple[Report, ...]:
    """The reports of a document, in the order of the text."""
    deeds = tellings_of(passage, totals)
    threads = weave(passage, deeds)
    _share_nothing(passage, threads)
    avowals = _shared_out(passage, threads, find_avowals(passage))
    reports = [_report(passage, thread, own) for thread, own in zip(threads, avowals, strict=True)]
    return _with_silences(passage, _numbered(passage, reports), silences)


def tellings_of(passage: Passage, totals: tuple[Total, ...]) -> list[Deed]:
    """Every telling of a deed, in the order of the text, without the figures that are sums; none of sport or film."""
    if is_elsewhere(passage):
        return []
    summed = [total.span for total in totals if total.measure != "locations"]
    deeds: list[Deed] = []
    for i in range(len(passage.sentences)):
        deeds.extend(_without_sums(passage, deed, summed) for deed in find_deeds(passage, i))
    passage.past = [passage.stretch(deed.sentence, deed.begin, deed.end) for deed in deeds if deed.recalled]
    set_in(passage, deeds)
    return deeds


def _share_nothing(passage: Passage, threads: list[Thread]) -> None:
    """That nobody was hurt "in either attack" is told of the incident before too."""
    for before, thread in pairwise(threads):
        for deed in thread.deeds:
            if "either" not in passage.sentences[deed.sentence].lowers or not deed.harms:
                continue
            if all(h.people.count.high == 0 for h in deed.harms):
                before.deeds.append(
                    replace(deed, dates=[], said_on=[], places=[], there=[], agents=[], hits=[])
                )


def _without_sums(passage: Passage, deed: Deed, summed: list[Span]) -> Deed:
    """The telling without the figures that are sums over several incidents; nothing may be left of it."""
    sentence = passage.sentences[deed.sentence]
    kept = [
        harm
        for harm in deed.harms
        if not any(span.start <= sentence.starts[harm.people.begin] < span.end for span in summed)
    ]
    begin, end = sentence.starts[deed.begin], sentence.ends[deed.end - 1]
    deed.summed = any(span.start < end and begin < span.end for span in summed) and (deed.plural or not kept)
    deed.harms = kept
    return deed


def _report(passage: Passage, thread: Thread, avowals: list[Avowal]) -> Report:
    deeds = thread.deeds
    casualties = _casualties(passage, thread)
    targets = _targets(passage, deeds)
    perpetrators = _perpetrators(passage, thread, avowals)
    when = _when(thread)
    kind = type_of_tellings([(deed.type, deed.kinds) for deed in deeds])
    return Report(
        id="",
        document=passage.document.id,
        type=kind,
        stage=_stage(deeds),
        tactics=told_tactics(kind, [tactic for deed in deeds for tactic in deed.tactics]),
        when=when,
        where=_where(passage, thread),
        perpetrators=tuple(perpetrators),
        targets=tuple(targets),
        weapons=tuple(_weapons(passage, deeds)),
        casualties=tuple(casualties),
        evidence=tuple(passage.sentence_span(i) for i in dict.fromkeys(deed.sentence for deed in deeds)),
        background=is_background(passage, when),
    )


def _stage(deeds: list[Deed]) -> Stage:
    """How far the incident went: as its tellings agree; harm done means it was carried out."""
    stages = [deed.stage for deed in deeds]
    return "carried_out" if len(set(stages)) > 1 and any(deed.harms for deed in deeds) else stages[0]


def _when(thread: Thread) -> When:
    if thread.when is not None:
        return thread.when
    said = [date for deed in thread.deeds for date in deed.said_on]
    return said[0].when if said else UNDATED


def is_background(passage: Passage, when: When) -> bool:
    """Whether a deed is so much older than its document that it is only recalled in it."""
    published = passage.document.published_on
    return bool(published and when.latest and (published - when.latest).days > _BACKGROUND_DAYS)


_TERRITORY = ("government_regains_territory", "non_state_actor_overtakes_territory")
_LOCATED = ("exact", "near", "district", "province")


def _where(passage: Passage, thread: Thread) -> Where:
    """The finest place of all tellings, inside the finest known place that another telling names.

    A place that no gazetteer knows keeps its name and takes the coordinates of the one that holds it.
    """
    mentions = [place for deed in thread.deeds for place in (deed.places or deed.there)] + thread.nearby
    found = [passage.tools.gazetteer.resolve(mention, passage.context) for mention in mentions]
    known = [where for where in found if where.precision in _LOCATED]
    told = [
        w
        for m, w in zip(mentions, found, strict=True)
        if m.relation != "dateline" and w.precision in _LOCATED
    ]
    known = told or known  # a dateline says where it was written
    if not known:
        return found[0] if found else Where(name=None)
    inside = [w for w in known if any(other.name in w.within for other in known if other is not w)]
    best = min(inside or known, key=lambda w: _LOCATED.index(w.precision) if not inside else -len(w.within))
    for mention, where in zip(mentions, found, strict=True):
        if _is_unknown(where) and mention.relation in ("in", "near") and where.name not in best.within:
            return where if _is_abroad(best, passage) else _within(where, best)
    return best


def _is_abroad(where: Where, passage: Passage) -> bool:
    """Whether a place lies in a country of which the document says much less than of another."""
    shares = [passage.context.share(country) for country in passage.context.weights]
    return passage.context.share(where.country) < 0.5 * max(shares, default=0.0)


def _is_unknown(where: Where) -> bool:
    """Whether no gazetteer knows the place, and nothing but its country is known of it."""
    return where.precision == "unresolved" or (where.precision == "country" and bool(where.within))


def _within(unknown: Where, holder: Where) -> Where:
    """An unknown place inside a known one."""
    if holder.name is None or unknown.name in (None, holder.name):
        return holder
    return replace(
        holder,
        name=unknown.name,
        within=(holder.name, *holder.within),
        precision="near" if holder.precision == "exact" else holder.precision,
        wording=unknown.wording,
        reason=f"{unknown.name}: in no gazetteer; placed at {holder.name}, which the report names beside it",
    )


def _casualties(passage: Passage, thread: Thread) -> list[Casualty]:
    """One entry a speaker, effect, group and figure; vague figures give way to counted ones of their speaker."""
    found: list[Casualty] = []
    context: Group = "unknown"
    for deed in thread.deeds:
        for harm in deed.harms:
            if harm.recalled or (harm.negated and harm.people.count.low != 0):
                continue
            people = harm.people
            if people.group == "unknown" and (
                harm.effect == "casualties" or _is_vague_noun(passage, deed, people)
            ):
                hit = _target_group(thread)
                harm = replace(harm, people=replace(people, group=hit if hit != "unknown" else context))
            elif people.group == "unknown" and _are_bystanders(passage, deed, people):
                harm = replace(harm, people=replace(people, group="civilians"))
            elif people.group != "unknown" and not people.part:
                context = people.group
            if _repeats(harm, found, passage, deed):
                continue
            found.append(_casualty(passage, deed, harm))
    return _distinct(_body_over_headline(passage, found))


def _body_over_headline(passage: Passage, found: list[Casualty]) -> list[Casualty]:
    """The claims of the body; a headline's figure stands only where the body gives none for that effect."""
    told = {c.effect for c in found if c.span.end > passage.headline_end}
    return [c for c in found if c.span.end > passage.headline_end or c.effect not in told]


def _is_vague_noun(passage: Passage, deed: Deed, people: People) -> bool:
    """Whether the noun leaves open whose people they are: "13 of his men", "eight officers"."""
    return passage.sentences[deed.sentence].lowers[people.head] in _VAGUE_NOUNS


def _are_bystanders(passage: Passage, deed: Deed, people: People) -> bool:
    """Whether people, else not said who, did what civilians do: "12 people queuing for flour", "who were asleep"."""
    lowers = passage.sentences[deed.sentence].lowers
    if lowers[people.head] not in ("people", "persons"):
        return False
    after = lowers[people.end : people.end + 9]
    if "." in after or ("," in after and "who" not in after):
        after = after[: after.index("," if "," in after else ".")]
    return bool(_PEACEFUL.intersection(after))


_PEACEFUL = frozenset(
    "waiting queuing queueing queued shopping praying sleeping asleep celebrating collecting fetching travelling traveling "
    "attending mourning playing fleeing strolling worshipping harvesting sheltering sheltered dancing dining eating "
    "returning farming fishing bathing lined voting wedding funeral prayers mass market".split()
)
_VAGUE_NOUNS = frozenset("men officer officers agent agents member members comrades recruits".split())


def _repeats(harm: Harm, found: list[Casualty], passage: Passage, deed: Deed) -> bool:
    """Whether a harm only speaks again of those told of before: "the slain soldiers", "the body was found"."""
    body = (
        passage.sentences[deed.sentence].lowers[harm.people.head]
        in (
            "body",
            "bodies",
            "corpse",
            "corpses",
            "life",
            "lives",
        )
        and (harm.people.count.low or 0) < 2
    )
    if _is_newcomer(harm, found, passage, deed):
        return False
    if (harm.people.definite or body) and any(c.effect == harm.effect for c in found):
        return True
    return harm.people.definite and harm.people.count.low is None


def _is_newcomer(harm: Harm, found: list[Casualty], passage: Passage, deed: Deed) -> bool:
    """Whether somebody is named by whose they are for the first time: "its driver died"."""
    lowers = passage.sentences[deed.sentence].lowers
    if lowers[harm.people.begin] not in _WHOSE or (harm.people.count.low, harm.people.count.high) != (1, 1):
        return False
    noun = lowers[harm.people.head]
    return not any(noun in c.count.wording.lower() for c in found if c.count.wording)


_WHOSE = frozenset({"his", "her", "its", "their"})


def _casualty(passage: Passage, deed: Deed, harm: Harm) -> Casualty:
    sentence = passage.sentences[deed.sentence]
    begin, end = min(harm.people.begin, harm.at), max(harm.people.end, harm.at + 1)
    start, stop = sentence.starts[harm.people.begin], sentence.ends[harm.people.end - 1]
    count = harm.people.count
    wording = count.wording or passage.document.text[start:stop]
    return Casualty(
        effect=harm.effect,
        group=harm.people.group,
        count=Count(low=count.low, high=count.high, wording=wording),
        span=span_of(passage.document.text, sentence.starts[begin], sentence.ends[end - 1]),
        attribution=gapped_giver(passage, deed.sentence, harm.people.begin)
        or attribution_at(passage, start, stop)
        or giver_of(passage, deed.sentence, harm.people.begin, harm.people.end),
        denied=_is_denied(passage, start, stop),
    )


def _is_denied(passage: Passage, start: int, stop: int) -> bool:
    return any(start_of <= start and stop <= end_of for start_of, end_of in passage.denials)


def _target_group(thread: Thread) -> Group:
    groups = [hit.group for deed in thread.deeds for hit in deed.hits if hit.group != "unknown"]
    return groups[0] if groups else "unknown"


def _distinct(found: list[Casualty]) -> list[Casualty]:
    kept: list[Casualty] = []
    for casualty in found:
        if not any(_same_claim(casualty, other) for other in kept):
            kept.append(casualty)
    return [c for c in kept if not _is_vague_twin(c, kept)]


def _speaker(casualty: Casualty) -> str:
    return casualty.attribution[0].name if casualty.attribution else ""


def _same_claim(a: Casualty, b: Casualty) -> bool:
    """The same figure by the same speaker; one that names no group says no more than one that does."""
    if a.effect != b.effect or _speaker(a) != _speaker(b) or a.denied != b.denied:
        return False
    groups = a.group == b.group or "unknown" in (a.group, b.group)
    return groups and (a.count.low, a.count.high) == (b.count.low, b.count.high)


def _is_vague_twin(casualty: Casualty, kept: list[Casualty]) -> bool:
    if casualty.count.low is not None or casualty.count.high is not None:
        return False
    return any(
        other is not casualty
        and other.effect == casualty.effect
        and other.count.low is not None
        and _speaker(other) == _speaker(casualty)
        and (casualty.group in (other.group, "unknown"))
        for other in kept
    )


def _targets(passage: Passage, deeds: list[Deed]) -> list[Target]:
    found: dict[str, Target] = {}
    for deed in deeds:
        for hit in deed.hits:
            span = passage.span(deed.sentence, hit.begin, hit.end)
            target = Target(
                name=hit.name, kind=hit.kind, group=hit.group, effect=hit.effect, span=span, count=hit.count,
                attribution=attribution_at(passage, span.start, span.end),
            )  # fmt: skip
            found.setdefault(hit.name.lower(), target)
        for harm in deed.harms:
            if not harm.people.bare and harm.people.count.low != 0:
                target = _harmed(passage, deed, harm)
                found.setdefault(target.name.lower(), target)
    return list(found.values())


def _harmed(passage: Passage, deed: Deed, harm: Harm) -> Target:
    span = passage.span(deed.sentence, harm.people.begin, harm.people.end)
    effect: TargetEffect = "unknown" if harm.effect == "casualties" else harm.effect
    single = harm.people.count.low == 1 and harm.people.count.high == 1
    return Target(
        name=span.quote,
        kind="person" if single else "people",
        group=harm.people.group,
        effect=effect,
        span=span,
        count=harm.people.count
        if harm.people.count.wording
        else replace(harm.people.count, wording=span.quote),
        attribution=attribution_at(passage, span.start, span.end),
    )


def _weapons(passage: Passage, deeds: list[Deed]) -> list[Weapon]:
    found: dict[str, Weapon] = {}
    for deed in deeds:
        i = deed.sentence
        lowers = passage.sentences[i].lowers
        matches = [m for m in passage.things[i] if m.kind.startswith("weapon")]
        matches += [
            m
            for m in passage.triggers[i]
            if m.kind.startswith("n.") and _WEAPON_WORDS.intersection(lowers[m.begin : m.end])
        ]
        for match in matches:
            if deed.begin <= match.begin < deed.end:
                span = passage.span(i, match.begin, match.end)
                kind = match.kind.partition(".")[2]
                found.setdefault(span.quote.lower(), Weapon(name=span.quote, kind=kind, span=span))
    return list(found.values())


def _perpetrators(passage: Passage, thread: Thread, avowals: list[Avowal]) -> list[Perpetrator]:
    """Those the tellings name, and those who claim or deny it in a sentence that speaks of this incident."""
    telling = [deed for deed in thread.deeds if deed.type not in _QUIET]
    found = [] if thread.type in _QUIET else perpetrators_of(passage, telling)
    for avowal in avowals:
        if avowal.perpetrator.responsibility != "denied" or _is_accused(avowal.perpetrator, found):
            found.append(avowal.perpetrator)
    return settled(found)


def _is_accused(denier: Perpetrator, found: list[Perpetrator]) -> bool:
    """Whether the one who denies is held responsible by anybody: others, and ministers, deny something else."""
    if not found:
        return denier.actor is not None or not is_office(denier.name)
    return any((p.actor and p.actor == denier.actor) or p.name == denier.name for p in found)


_QUIET = frozenset(
    {"arrests", "change_to_group_activity", "agreement", "disrupted_weapons_use", "peaceful_protest"}
)


def _shared_out(passage: Passage, threads: list[Thread], avowals: list[Avowal]) -> list[list[Avowal]]:
    """The claims of responsibility of each thread: those its own sentences make, and those that follow it."""
    tellers: dict[int, list[int]] = {}
    for n, thread in enumerate(threads):
        for i in dict.fromkeys(deed.sentence for deed in thread.deeds):
            tellers.setdefault(i, []).append(n)
    order = sorted(tellers)
    shared: list[list[Avowal]] = [[] for _ in threads]
    for avowal in avowals:
        for n in tellers.get(avowal.sentence) or _spoken_of(passage, avowal, threads, tellers, order):
            shared[n].append(avowal)
    return shared


def _spoken_of(
    passage: Passage, avowal: Avowal, threads: list[Thread], tellers: dict[int, list[int]], order: list[int]
) -> list[int]:
    """Which threads a claim that tells of no deed of its own is about: the last one told of, or the last few."""
    lowers = passage.sentences[avowal.sentence].lowers
    if "both" in lowers or "attacks" in lowers:
        before = [n for n, thread in enumerate(threads) if thread.deeds[0].sentence <= avowal.sentence]
        return before[-4:]
    last = bisect_right(order, avowal.sentence) - 1
    return tellers[order[last]][:1] if last >= 0 else []


def _numbered(passage: Passage, reports: list[Report]) -> list[Report]:
    seen: dict[str, int] = {}
    numbered = []
    for report in reports:
        first = report.evidence[0].quote
        nth = seen.get(first, 0)
        seen[first] = nth + 1
        numbered.append(replace(report, id=report_id(passage.document.id, first, nth)))
    return numbered


def _with_silences(passage: Passage, reports: list[Report], silences: list[Silence]) -> tuple[Report, ...]:
    """Silences belong to the news of the document; to its background only where there is no news."""
    news = [report for report in reports if not report.background] or reports
    told = {report.id: {_paragraph(passage, span) for span in report.evidence} for report in news}
    inhabited = set[int]().union(*told.values())
    heard = [(silence, _paragraph(passage, silence.span)) for silence in silences]
    return tuple(
        replace(report, silences=_apt(report, told[report.id], inhabited, heard))
        if report.id in told
        else report
        for report in reports
    )


def _apt(
    report: Report, own: set[int], inhabited: set[int], heard: list[tuple[Silence, int]]
) -> tuple[Silence, ...]:
    """The silences about this report: those of its own paragraphs, and those that close the telling of several."""
    kept = []
    for silence, here in heard:
        closing = here not in inhabited and report.evidence[0].start < silence.span.start
        if here in own or closing or "these" in silence.span.quote:
            kept.append(silence)
    return tuple(kept)


def _paragraph(passage: Passage, span: Span) -> int:
    return passage.sentences[passage.sentence_at(span.start)].paragraph
