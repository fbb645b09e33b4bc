"""The nouns as JSON and back: the shape that `corroborate extract` prints and that the record keeps.

The keys are those of the output contract (extraction.schema.json). Three keys go beyond it, and a reader of
the contract may ignore them: `reason` of a place, `background` of an incident, `url` of a document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from corroborate.model.claim import Claim, claim_id
from corroborate.model.coding import Coding
from corroborate.model.count import Count
from corroborate.model.document import Document
from corroborate.model.party import Attribution, Party
from corroborate.model.report import Casualty, Perpetrator, Report, Silence, Target, Weapon
from corroborate.model.span import Span
from corroborate.model.stance import Stance
from corroborate.model.total import Change, Total
from corroborate.model.vocabulary import Role
from corroborate.model.when import When
from corroborate.model.where import Where

Json: TypeAlias = dict[str, Any]


def coding_to_json(coding: Coding) -> Json:
    """One coded document as one JSON object, exactly as the output contract fixes it."""
    return {
        "document": document_to_json(coding.document),
        "incidents": [report_to_json(report) for report in coding.reports],
        "totals": [total_to_json(total) for total in coding.totals],
        "stances": [stance_to_json(stance) for stance in coding.stances],
    }


def coding_from_json(value: Json, text: str = "", content: bytes = b"") -> Coding:
    """The coding that `coding_to_json` wrote; text and bytes, which JSON does not hold, come beside it."""
    document = document_from_json(value["document"], text, content)
    return Coding(
        document=document,
        reports=tuple(report_from_json(each, document.id) for each in value["incidents"]),
        totals=tuple(total_from_json(each, document.id) for each in value["totals"]),
        stances=tuple(stance_from_json(each, document.id) for each in value["stances"]),
    )


def document_to_json(document: Document) -> Json:
    """What a document says of itself; its text and its bytes stay out."""
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "url": document.url,
    }


def document_from_json(value: Json, text: str = "", content: bytes = b"") -> Document:
    """The document that a JSON head describes, with the text and the bytes given."""
    return Document(
        id=value["id"],
        source=value["source"],
        text=text,
        title=value["title"],
        publisher=value["publisher"],
        published=value["published"],
        language=value["language"],
        url=value.get("url"),
        content=content,
    )


def report_to_json(report: Report) -> Json:
    """A report as an `incident` of the output contract; the document it stands in is known from around it."""
    return {
        "id": report.id,
        "type": report.type,
        "tactics": list(report.tactics),
        "stage": report.stage,
        "when": when_to_json(report.when),
        "where": where_to_json(report.where),
        "perpetrators": [
            {**_perpetrator_value(each), **_said(each.attribution, each.span)} for each in report.perpetrators
        ],
        "targets": [{**_target_value(each), **_said(each.attribution, each.span)} for each in report.targets],
        "weapons": [
            {"name": each.name, "kind": each.kind, "span": span_to_json(each.span)} for each in report.weapons
        ],
        "casualties": [
            {**_casualty_value(each), **_said(each.attribution, each.span), "denied": each.denied}
            for each in report.casualties
        ],
        "silences": [
            {"party": party_to_json(each.party), "span": span_to_json(each.span)} for each in report.silences
        ],
        "evidence": [span_to_json(span) for span in report.evidence],
        "background": report.background,
    }


def report_from_json(value: Json, document: str) -> Report:
    """The report of `document` that `report_to_json` wrote."""
    return Report(
        id=value["id"],
        document=document,
        type=value["type"],
        tactics=tuple(value["tactics"]),
        stage=value["stage"],
        when=when_from_json(value["when"]),
        where=where_from_json(value["where"]),
        perpetrators=tuple([_perpetrator_from_json(each) for each in value["perpetrators"]]),
        targets=tuple([_target_from_json(each) for each in value["targets"]]),
        weapons=tuple(
            Weapon(name=each["name"], kind=each["kind"], span=span_from_json(each["span"]))
            for each in value["weapons"]
        ),
        casualties=tuple([_casualty_from_json(each) for each in value["casualties"]]),
        silences=tuple(
            Silence(party=party_from_json(each["party"]), span=span_from_json(each["span"]))
            for each in value["silences"]
        ),
        evidence=tuple([span_from_json(each) for each in value["evidence"]]),
        background=bool(value.get("background", False)),
    )


def total_to_json(total: Total) -> Json:
    """A quoted sum as the output contract has it."""
    change = total.change
    return {
        "measure": total.measure,
        "count": count_to_json(total.count),
        "group": total.group,
        "period": when_to_json(total.period),
        "where": where_to_json(total.where),
        "actor": total.actor,
        "change": {"percent": change.percent, "wording": change.wording} if change else None,
        **_said(total.attribution, total.span),
    }


def total_from_json(value: Json, document: str) -> Total:
    """The total of `document` that `total_to_json` wrote."""
    change = value["change"]
    return Total(
        document=document,
        measure=value["measure"],
        count=count_from_json(value["count"]),
        group=value["group"],
        period=when_from_json(value["period"]),
        where=where_from_json(value["where"]),
        actor=value["actor"],
        change=Change(wording=change["wording"], percent=change["percent"]) if change else None,
        attribution=attribution_from_json(value["attribution"]),
        span=span_from_json(value["span"]),
    )


def stance_to_json(stance: Stance) -> Json:
    """A stance as the output contract has it."""
    return {
        "actor": party_to_json(stance.actor),
        "act": stance.act,
        "toward": stance.toward,
        "about": stance.about,
        "incident": stance.incident,
        **_said(stance.attribution, stance.span),
    }


def stance_from_json(value: Json, document: str) -> Stance:
    """The stance of `document` that `stance_to_json` wrote."""
    return Stance(
        document=document,
        actor=party_from_json(value["actor"]),
        act=value["act"],
        toward=value["toward"],
        about=value["about"],
        incident=value["incident"],
        attribution=attribution_from_json(value["attribution"]),
        span=span_from_json(value["span"]),
    )


def total_id(total: Total) -> str:
    """The id of a total, from its document, its words and what was measured."""
    return _content_id("total", total.document, total.measure, total.group, total.actor, total.span)


def stance_id(stance: Stance) -> str:
    """The id of a stance, from its document, its words, the act and who acts toward whom."""
    return _content_id("stance", stance.document, stance.act, stance.actor.name, stance.toward, stance.span)


def claims_of(report: Report) -> list[Claim]:
    """Every assertion of a report as a claim of its own, each once.

    Fields: type, stage, tactic, when, where (in the document's own voice), perpetrator, target, weapon,
    casualty, silence (with their own words and speakers). What the report leaves open is no claim.
    """
    claims = (
        Claim(
            id=claim_id(report.id, field, value, attribution, span),
            report=report.id,
            field=field,
            value=value,
            span=span,
            attribution=attribution,
            denied=denied,
        )
        for field, value, span, attribution, denied in _assertions(report)
    )
    return list({claim.id: claim for claim in claims}.values())


def span_to_json(span: Span) -> Json:
    """A span as JSON."""
    return {"start": span.start, "end": span.end, "quote": span.quote}


def span_from_json(value: Json) -> Span:
    """The span that JSON describes."""
    return Span(start=value["start"], end=value["end"], quote=value["quote"])


def count_to_json(count: Count) -> Json:
    """A count as JSON; null is unknown."""
    return {"low": count.low, "high": count.high, "wording": count.wording}


def count_from_json(value: Json) -> Count:
    """The count that JSON describes."""
    return _count(value["low"], value["high"], value["wording"])


@lru_cache(maxsize=10_000, typed=True)
def _count(low: int | None, high: int | None, wording: str | None) -> Count:
    return Count(low=low, high=high, wording=wording)  # many are alike: each is made once


def party_to_json(party: Party) -> Json:
    """A speaker as JSON."""
    return {"name": party.name, "actor": party.actor, "role": party.role}


def party_from_json(value: Json) -> Party:
    """The speaker that JSON describes."""
    return _party(value["name"], value["role"], value.get("actor"))


@lru_cache(maxsize=10_000)
def _party(name: str, role: Role, actor: str | None) -> Party:
    return Party(name=name, role=role, actor=actor)


def attribution_from_json(value: Sequence[Json]) -> Attribution:
    """The chain of speakers that JSON describes, first speaker first."""
    return tuple([party_from_json(each) for each in value]) if value else ()


def when_to_json(when: When) -> Json:
    """An interval of days as JSON, ISO 8601."""
    return {
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "precision": when.precision,
        "wording": when.wording,
    }


def when_from_json(value: Json) -> When:
    """The interval that JSON describes."""
    earliest, latest = value["earliest"], value["latest"]
    return When(
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
        precision=value["precision"],
        wording=value["wording"],
    )


def where_to_json(where: Where) -> Json:
    """A place as JSON, with the reason why this place was chosen."""
    return {
        "name": where.name,
        "within": list(where.within),
        "country": where.country,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "precision": where.precision,
        "wording": where.wording,
        "reason": where.reason,
    }


def where_from_json(value: Json) -> Where:
    """The place that JSON describes."""
    return Where(**{**value, "within": tuple(value["within"])})


def _assertions(report: Report) -> Iterator[tuple[str, Any, Span, Attribution, bool]]:
    first = report.evidence[0]
    yield "type", report.type, first, (), False
    yield "stage", report.stage, first, (), False
    for tactic in report.tactics:
        yield "tactic", tactic, first, (), False
    if report.when.earliest or report.when.latest or report.when.wording:
        yield "when", when_to_json(report.when), _words(report, report.when.wording), (), False
    if report.where.name:
        yield "where", where_to_json(report.where), _words(report, report.where.wording), (), False
    for who in report.perpetrators:
        denied = who.responsibility == "denied"
        yield "perpetrator", _perpetrator_value(who), who.span, who.attribution, denied
    for target in report.targets:
        yield "target", _target_value(target), target.span, target.attribution, False
    for weapon in report.weapons:
        yield "weapon", {"name": weapon.name, "kind": weapon.kind}, weapon.span, (), False
    for hurt in report.casualties:
        yield "casualty", _casualty_value(hurt), hurt.span, hurt.attribution, hurt.denied
    for silence in report.silences:
        yield "silence", party_to_json(silence.party), silence.span, (), False


def _words(report: Report, wording: str | None) -> Span:
    """The exact words inside the evidence, or the first evidence where they do not stand in it."""
    for span in report.evidence if wording else ():
        at = span.quote.find(wording or "")
        if at >= 0:
            start = span.start + at
            return Span(start=start, end=start + len(wording or ""), quote=wording or "")
    return report.evidence[0]


def _said(attribution: Attribution, span: Span) -> Json:
    return {"attribution": [party_to_json(party) for party in attribution], "span": span_to_json(span)}


def _perpetrator_value(who: Perpetrator) -> Json:
    return {
        "name": who.name,
        "kind": who.kind,
        "actor": who.actor,
        "responsibility": who.responsibility,
    }


def _perpetrator_from_json(value: Json) -> Perpetrator:
    return Perpetrator(
        name=value["name"],
        kind=value["kind"],
        actor=value["actor"],
        responsibility=value["responsibility"],
        attribution=attribution_from_json(value["attribution"]),
        span=span_from_json(value["span"]),
    )


def _target_value(target: Target) -> Json:
    return {
        "name": target.name,
        "kind": target.kind,
        "group": target.group,
        "count": count_to_json(target.count),
        "effect": target.effect,
    }


def _target_from_json(value: Json) -> Target:
    return Target(
        name=value["name"],
        kind=value["kind"],
        group=value["group"],
        count=count_from_json(value["count"]),
        effect=value["effect"],
        attribution=attribution_from_json(value["attribution"]),
        span=span_from_json(value["span"]),
    )


def _casualty_value(hurt: Casualty) -> Json:
    return {"effect": hurt.effect, "group": hurt.group, "count": count_to_json(hurt.count)}


def _casualty_from_json(value: Json) -> Casualty:
    return Casualty(
        effect=value["effect"],
        group=value["group"],
        count=count_from_json(value["count"]),
        attribution=attribution_from_json(value["attribution"]),
        denied=bool(value.get("denied", False)),
        span=span_from_json(value["span"]),
    )


def _content_id(*parts: object) -> str:
    words = "\n".join(
        f"{part.start}-{part.end} {part.quote}" if isinstance(part, Span) else str(part) for part in parts
    )
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:24]
