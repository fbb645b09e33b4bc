"""Groups of entities as reports: what happened, to whom, by whom, with what, and where and when the text says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import find_people
from corroborate.extraction.tagged.entities import Entity
from corroborate.extraction.tagged.grouping import Group
from corroborate.extraction.tagged.seen import Seen
from corroborate.language.tagger import Mention, labels
from corroborate.model import (
    UNDATED,
    UNKNOWN,
    Count,
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
from corroborate.model.vocabulary import EventType, Responsibility, Stage, TargetEffect
from corroborate.model.vocabulary import Group as PeopleGroup

TYPES: dict[str, tuple[EventType, tuple[str, ...]]] = {
    "attack": ("attack", ()),
    "bombing": ("remote_explosive_landmine_ied", ()),
    "kidnapping": ("abduction_forced_disappearance", ("kidnapping",)),
    "arson": ("looting_property_destruction", ("arson",)),
    "robbery": ("looting_property_destruction", ("robbery",)),
    "forced work stoppage": ("other", ("forced work stoppage",)),
}
"""MUC-4's types of incident in the contract's terms: the type, and the tactic that keeps them apart."""
STAGES: dict[str, Stage] = {
    "ACCOMPLISHED": "carried_out",
    "ATTEMPTED": "attempted",
    "THREATENED": "threatened",
}
EFFECTS: dict[str, TargetEffect] = {
    "DEATH": "killed",
    "INJURY": "injured",
    "NO INJURY": "none",
    "NO DEATH": "none",
    "NO INJURY OR DEATH": "none",
    "REGAINED FREEDOM": "none",
    "DESTROYED": "destroyed",
    "SOME DAMAGE": "damaged",
    "NO DAMAGE": "none",
    "PROPERTY TAKEN FROM TARGET": "seized",
}
SURE: dict[str, Responsibility] = {
    "REPORTED AS FACT": "fact",
    "CLAIMED OR ADMITTED": "claimed",
    "SUSPECTED OR ACCUSED": "accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused",
    "POSSIBLE": "suspected",
}
PEOPLE: dict[str, PeopleGroup] = {
    "CIVILIAN": "civilians",
    "POLITICAL FIGURE": "officials",
    "GOVERNMENT OFFICIAL": "officials",
    "FORMER GOVERNMENT OFFICIAL": "officials",
    "LEGAL OR JUDICIAL": "officials",
    "DIPLOMAT": "officials",
    "LAW ENFORCEMENT": "police",
    "ACTIVE MILITARY": "military",
    "FORMER ACTIVE MILITARY": "civilians",
    "SECURITY GUARD": "civilians",
}


def report_of(passage: Passage, group: Group, found: Sequence[Entity], seen: Seen, nth: int) -> Report:
    """One incident as a report; `nth` tells apart those that begin in one sentence."""
    chosen = [found[n] for n in group.all]
    anchors = [found[n] for n in group.anchors]
    kind, tactics = TYPES[labels().types[int(group.types.argmax())]]
    evidence = _evidence(passage, anchors or chosen, seen)
    when, where = _setting(passage, anchors or chosen, seen)
    return Report(
        id=report_id(passage.document.id, evidence[0].quote, nth),
        document=passage.document.id,
        type=kind,
        tactics=tactics,
        stage=_stage(chosen, seen),
        when=when,
        where=where,
        perpetrators=tuple(_perpetrators(passage, chosen, seen)),
        targets=tuple(
            _target(passage, each, seen) for each in chosen if each.role.startswith(("target", "victim"))
        ),
        weapons=tuple(_weapon(passage, each, seen) for each in chosen if each.role == "instrument"),
        evidence=evidence,
    )


def _span(passage: Passage, mention: Mention) -> Span:
    return span_of(passage.document.text, mention.start, mention.end)


def _likeliest(name: str, entities: Sequence[Entity], seen: Seen) -> str:
    """The value of an attribute that the mentions of some entities speak for, weighed by how sure they are."""
    members = [n for each in entities for n in each.members]
    weights = seen.scores[members][:, None]
    return labels().attributes[name][int((seen.said[name][members] * weights).sum(0).argmax())]


def _stage(chosen: Sequence[Entity], seen: Seen) -> Stage:
    return STAGES[_likeliest("stage", chosen, seen)]


def _perpetrators(passage: Passage, chosen: Sequence[Entity], seen: Seen) -> list[Perpetrator]:
    groups = [each for each in chosen if each.role == "perpetrator_organization"]
    sure: Responsibility = SURE.get(_likeliest("confidence", groups, seen), "fact") if groups else "fact"
    made = []
    for each in chosen:
        if not each.role.startswith("perpetrator"):
            continue
        span = _span(passage, seen.mentions[each.best])
        is_group = each.role == "perpetrator_organization"
        actor = passage.tools.registry.resolve(span.quote) if is_group else None
        made.append(
            Perpetrator(
                name=span.quote,
                kind="organization" if is_group else "group",
                responsibility=SURE.get(_likeliest("confidence", [each], seen), sure) if is_group else sure,
                span=span,
                attribution=attribution_at(passage, span.start, span.end),
                actor=actor.id if actor else None,
            )
        )
    return made


def _target(passage: Passage, entity: Entity, seen: Seen) -> Target:
    span = _span(passage, seen.mentions[entity.best])
    thing = entity.role == "target"
    effect = _likeliest("damage" if thing else "effect", [entity], seen)
    return Target(
        name=span.quote,
        kind="object" if thing else "person" if entity.role == "victim_name" else "people",
        group="unknown" if thing else PEOPLE[_likeliest("person", [entity], seen)],
        effect=EFFECTS.get(effect, "unknown"),
        span=span,
        count=count_at(passage, span, one=entity.role == "victim_name"),
        attribution=attribution_at(passage, span.start, span.end),
    )


def _weapon(passage: Passage, entity: Entity, seen: Seen) -> Weapon:
    span = _span(passage, seen.mentions[entity.best])
    return Weapon(name=span.quote, kind=_likeliest("tool", [entity], seen).lower(), span=span)


def count_at(passage: Passage, span: Span, one: bool = False) -> Count:
    """How many the phrase at `span` speaks of: its own number, that of the people it names, else one or several."""
    i = passage.sentence_at(span.start)
    sentence = passage.sentences[i]
    for people in find_people(passage, i):
        if sentence.starts[people.begin] < span.end and span.start < sentence.ends[people.end - 1]:
            if people.count.low is not None or people.count.high is not None:
                return replace(people.count, wording=people.count.wording or span.quote)
            break
    if one:
        return Count(low=1, high=1, wording=span.quote)
    for count in passage.counts[i]:
        near = span.start - sentence.ends[count.end - 1]
        if 0 <= near <= 12 or span.start <= sentence.starts[count.begin] < span.end:
            return replace(count.count, wording=count.count.wording or span.quote)
    before = sentence.lowers[max(0, _token(sentence.starts, span.start) - 1)]
    if before in ("a", "an", "the", "his", "her", "its") and not _is_plural(span.quote):
        return Count(low=1, high=1, wording=span.quote)
    if not _is_plural(span.quote):
        return Count(low=1, high=1, wording=span.quote)
    return replace(UNKNOWN, wording=span.quote)


def _token(starts: Sequence[int], offset: int) -> int:
    return next((n for n, start in enumerate(starts) if start >= offset), len(starts) - 1)


def _is_plural(phrase: str) -> bool:
    head = phrase.lower().split(" of ")[0].split()[-1].strip("\"'")
    return (head.endswith("s") and not head.endswith("ss")) or head in (
        "people",
        "men",
        "women",
        "children",
        "policemen",
        "police",
    )


def _evidence(passage: Passage, chosen: Sequence[Entity], seen: Seen) -> tuple[Span, ...]:
    places = {passage.sentence_at(seen.mentions[each.best].start) for each in chosen}
    return tuple(passage.sentence_span(i) for i in sorted(places))


def _setting(passage: Passage, chosen: Sequence[Entity], seen: Seen) -> tuple[When, Where]:
    """The date and the place told nearest to the mentions: in their sentences, else in those beside them."""
    counted: dict[int, float] = {}
    for each in chosen:
        for n in each.members:
            i = passage.sentence_at(seen.mentions[n].start)
            counted[i] = counted.get(i, 0.0) + float(seen.scores[n])
    order = sorted(counted, key=lambda i: -counted[i])
    beside = [i + step for i in order for step in (-1, 1) if 0 <= i + step < len(passage.sentences)]
    dates = [
        date.when
        for i in [*order, *beside]
        for date in passage.dates[i]
        if date.kind in ("point", "relative")
    ]
    places = [place for i in [*order, *beside] for place in passage.places[i]]
    found = [passage.tools.gazetteer.resolve(place, passage.context) for place in places]
    fine = [where for where in found if where.precision in ("exact", "near", "district")]
    known = next(iter(fine or [where for where in found if where.precision != "unresolved"] or found), None)
    return (dates[0] if dates else UNDATED), known or Where(name=None)
