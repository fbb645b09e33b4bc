"""The answers about the pieces of a document as one coding, each incident once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corroborate.extraction import Tools, read_closely
from corroborate.llm.account import Account
from corroborate.llm.claims import Claims, each_once
from corroborate.llm.lookups import Lookups
from corroborate.llm.pieces import Piece
from corroborate.llm.values import code, number, objects, percent, text_of
from corroborate.model import (
    NOWHERE,
    UNDATED,
    Attribution,
    Change,
    Coding,
    Document,
    Report,
    Span,
    Stance,
    Total,
    report_id,
)
from corroborate.model.encoding import stance_id, total_id
from corroborate.model.vocabulary import Act, Group, Measure


@dataclass(frozen=True, slots=True)
class Told:
    """What a model answered about one piece."""

    piece: Piece
    answer: dict[str, Any]


def assemble(document: Document, told: Sequence[Told], tools: Tools, account: Account) -> Coding:
    """The coding of a document from all that was told of it; what its text does not say is left out."""
    lookups = Lookups(read_closely(document, tools))
    reports: list[Report] = []
    sums: list[Total] = []
    taken: list[tuple[Stance, int | None]] = []
    for each in told:
        claims = Claims(lookups, each.piece, account)
        places = _joined(reports, [claims.report(one) for one in objects(each.answer.get("incidents"))])
        sums += [total for one in objects(each.answer.get("totals")) if (total := _total(claims, one))]
        for one in objects(each.answer.get("stances")):
            stance = _stance(claims, one)
            if stance is not None:
                taken.append((stance, _meant(one.get("incident"), places)))
    numbered = _numbered(document, reports)
    stances = (replace(stance, incident=numbered[at].id if at is not None else None) for stance, at in taken)
    return Coding(
        document=document,
        reports=tuple(sorted(numbered, key=lambda report: report.evidence[0].start)),
        totals=each_once(sums, total_id),
        stances=each_once(stances, stance_id),
    )


def _joined(reports: list[Report], told: Iterable[Report | None]) -> list[int | None]:
    """Puts what one piece tells beside what earlier ones told; gives back where each incident stands now."""
    earlier = list(range(len(reports)))
    places: list[int | None] = []
    for report in told:
        if report is None:
            places.append(None)
            continue
        alike = [(score, -at) for at in earlier if (score := _likeness(reports[at], report))]
        if alike:
            at = -max(alike)[1]
            earlier.remove(at)
            reports[at] = _merged(reports[at], report)
        else:
            at = len(reports)
            reports.append(_merged(report, report))  # each claim once
        places.append(at)
    return places


def _likeness(a: Report, b: Report) -> int:
    """How much speaks for two tellings being of one incident; 0 where they share no sentence or contradict."""
    shared = {span.start for span in a.evidence} & {span.start for span in b.evidence}
    days = {a.when.earliest, b.when.earliest} - {None}
    names = {a.where.name, b.where.name} - {None}
    same_place = len(names) < 2 or a.where.name in b.where.within or b.where.name in a.where.within
    if not shared or len(days) > 1 or not same_place:
        return 0
    return len(shared) + 2 * (a.type == b.type) + len(days) + len(names)


def _merged(a: Report, b: Report) -> Report:
    """Two tellings of one incident as one: what the first leaves open the second fills, claims side by side."""
    return replace(
        a,
        type=b.type if a.type == "other" else a.type,
        tactics=tuple(dict.fromkeys((*a.tactics, *b.tactics))),
        when=a.when if a.when.earliest or not b.when.wording else b.when,
        where=a.where if a.where.country or not b.where.name else b.where,
        perpetrators=each_once(
            (*a.perpetrators, *b.perpetrators),
            lambda p: (p.actor or p.name, p.responsibility, _speaker(p.attribution)),
        ),
        targets=each_once((*a.targets, *b.targets), lambda t: (t.name.lower(), t.effect)),
        weapons=each_once((*a.weapons, *b.weapons), lambda w: w.name.lower()),
        casualties=each_once(
            (*a.casualties, *b.casualties),
            lambda c: (c.effect, c.group, c.count.low, c.count.high, c.denied, _speaker(c.attribution)),
        ),
        silences=each_once((*a.silences, *b.silences), lambda s: s.party.actor or s.party.name),
        evidence=tuple(
            sorted({s.start: s for s in (*a.evidence, *b.evidence)}.values(), key=lambda s: s.start)
        ),
        background=a.background and b.background,
    )


def _speaker(attribution: Attribution) -> str:
    return (attribution[0].actor or attribution[0].name.lower()) if attribution else ""


def _numbered(document: Document, reports: Sequence[Report]) -> list[Report]:
    """The reports with ids from their first sentence, as the grammar makes them."""
    seen: dict[str, int] = {}
    found = []
    for report in reports:
        first = report.evidence[0].quote
        nth = seen.get(first, 0)
        seen[first] = nth + 1
        found.append(replace(report, id=report_id(document.id, first, nth)))
    return found


def _meant(told: Any, places: Sequence[int | None]) -> int | None:
    """Where the incident stands that a stance names by its number from 1."""
    nth = number(told)
    return places[nth - 1] if nth and nth <= len(places) else None


def _total(claims: Claims, told: dict[str, Any]) -> Total | None:
    span = claims.quoted(told)
    if span is None:
        claims.account.unsaid["total"] += 1
        return None
    lookups, piece = claims.lookups, claims.piece
    claims.account.kept += 1
    return Total(
        document=lookups.passage.document.id,
        measure=code(told.get("measure"), Measure) or "other",
        count=claims.count(told, span),
        group=code(told.get("group"), Group) or "unknown",
        period=lookups.when(told.get("period"), piece, span.start) or UNDATED,
        where=lookups.where(told.get("where"), piece, span.start) or NOWHERE,
        actor=_doer(claims, told.get("actor"), span),
        attribution=claims.speakers(told, span),
        change=_change(claims, told.get("change"), span),
        span=span,
    )


def _doer(claims: Claims, told: Any, span: Span) -> str | None:
    """Whose deeds a total sums: the registry's id, else the name that the text has."""
    name = claims.lookups.name(told, claims.piece, span)
    return (claims.lookups.actor_id(name) or name.quote) if name else None


def _change(claims: Claims, told: Any, span: Span) -> Change | None:
    wording = text_of(told.get("wording")) if isinstance(told, dict) else ""
    found = claims.lookups.quotes.find(wording, claims.piece, span.start) if wording else None
    return Change(wording=found.quote, percent=percent(told.get("percent"))) if found else None


def _stance(claims: Claims, told: dict[str, Any]) -> Stance | None:
    span = claims.quoted(told)
    act: Act | None = code(told.get("act"), Act)
    actor = next(
        (claims.lookups.party(one, claims.piece, span) for one in objects([told.get("actor")]) if span), None
    )
    if span is None or act is None or actor is None:
        claims.account.unsaid["stance"] += 1
        return None
    claims.account.kept += 1
    toward = claims.lookups.name(told.get("toward"), claims.piece, span)
    said_by = claims.speakers(told, span)
    return Stance(
        document=claims.lookups.passage.document.id,
        actor=actor,
        act=act,
        toward=toward.quote if toward else None,
        about=text_of(told.get("about")) or span.quote,
        attribution=tuple(
            party for party in said_by if (party.actor or party.name) != (actor.actor or actor.name)
        ),
        span=span,
    )
