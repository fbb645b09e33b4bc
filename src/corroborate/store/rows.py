"""Nouns as rows and rows as nouns; no SQL is run here."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import RowMapping

from corroborate.model import Claim, Decision, Document, Party, Removed, Report, Span, Stance, Total, Where
from corroborate.model.document import is_compiled, kind_of_document
from corroborate.model.encoding import (
    attribution_from_json,
    claims_of,
    party_to_json,
    report_from_json,
    report_to_json,
    stance_from_json,
    stance_id,
    stance_to_json,
    total_from_json,
    total_id,
    total_to_json,
)
from corroborate.model.incident import Link, Source
from corroborate.model.selection import folded

Row = dict[str, Any]

_LONGEST_INTEGER = 2**63 - 1


def stamp(at: datetime) -> str:
    """A time as the record writes it: UTC, microseconds, one width."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stamp_of(as_of: date | datetime) -> str:
    """The last moment that belongs to `as_of`: the end of a day (UTC), or the time itself."""
    if isinstance(as_of, datetime):
        return stamp(as_of)
    return f"{as_of.isoformat()}T23:59:59.999999Z"


def document_row(document: Document, recorded_at: str) -> Row:
    """A document as a row; its bytes are compressed."""
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "url": document.url,
        "media_type": document.media_type,
        "notes": _json(document.notes),
        "recorded_at": recorded_at,
        "removed": _json([[each.at, each.text, each.kind] for each in document.removed]),
        "text": document.text,
        "content": zlib.compress(document.content, 6),
    }


def document_of(row: RowMapping) -> Document:
    """The document of a row."""
    return Document(
        id=row["id"],
        source=row["source"],
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        language=row["language"],
        url=row["url"],
        media_type=row["media_type"],
        content=zlib.decompress(row["content"]),
        removed=tuple(Removed(at=at, text=text, kind=kind) for at, text, kind in json.loads(row["removed"])),
        notes=tuple(json.loads(row["notes"])),
    )


def source_of(row: RowMapping) -> Source:
    """What views need to know of a document."""
    return Source(
        id=row["id"],
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        language=row["language"],
        url=row["url"],
        source=row["source"],
        copy_of=row["copy_of"],
        kind=kind_of_document(row["media_type"]),
        is_compiled=is_compiled(row["media_type"]),
    )


def report_row(report: Report, recorded_at: str) -> Row:
    """A report as a row, with the columns it is looked up by."""
    where = report.where
    hit = [(each.name,) for each in report.targets if each.kind == "organization"]
    return {
        "id": report.id,
        "document": report.document,
        "type": report.type,
        "stage": report.stage,
        "background": report.background,
        "earliest": _day(report.when.earliest),
        "latest": _day(report.when.latest),
        "country": where.country,
        "place": where.name,
        "places": _place_keys(where),
        "latitude": where.latitude,
        "longitude": where.longitude,
        "actors": keys(
            name for who in [*((p.actor, p.name) for p in report.perpetrators), *hit] for name in who
        ),
        "recorded_at": recorded_at,
        "retired_at": None,
        "quotes": "\n".join(dict.fromkeys(span.quote for span in _spans(report))),
        "body": _json(report_to_json(report)),
    }


def report_of(row: RowMapping) -> Report:
    """The report of a row."""
    return report_from_json(json.loads(row["body"]), row["document"])


def claim_rows(report: Report, recorded_at: str) -> list[Row]:
    """Every claim of a report as a row."""
    return [_claim_row(claim, report.document, recorded_at) for claim in claims_of(report)]


def claim_of(row: RowMapping) -> Claim:
    """The claim of a row."""
    return Claim(
        id=row["id"],
        report=row["report"],
        field=row["field"],
        value=json.loads(row["value"]),
        span=Span(start=row["start"], end=row["stop"], quote=row["quote"]),
        attribution=attribution_from_json(json.loads(row["attribution"])),
        denied=bool(row["denied"]),
    )


def total_row(total: Total, recorded_at: str) -> Row:
    """A quoted total as a row."""
    return {
        "id": total_id(total),
        "document": total.document,
        "measure": total.measure,
        "grp": total.group,
        "low": _number(total.count.low),
        "high": _number(total.count.high),
        "actors": keys([total.actor]),
        "earliest": _day(total.period.earliest),
        "latest": _day(total.period.latest),
        "places": _place_keys(total.where),
        "recorded_at": recorded_at,
        "retired_at": None,
        "quote": total.span.quote,
        "body": _json(total_to_json(total)),
    }


def total_of(row: RowMapping) -> Total:
    """The total of a row."""
    return total_from_json(json.loads(row["body"]), row["document"])


def stance_row(stance: Stance, recorded_at: str) -> Row:
    """A stance as a row."""
    return {
        "id": stance_id(stance),
        "document": stance.document,
        "act": stance.act,
        "actors": keys([stance.actor.name, stance.actor.actor, stance.toward]),
        "report": stance.incident,
        "recorded_at": recorded_at,
        "retired_at": None,
        "quote": stance.span.quote,
        "body": _json(stance_to_json(stance)),
    }


def stance_of(row: RowMapping) -> Stance:
    """The stance of a row."""
    return stance_from_json(json.loads(row["body"]), row["document"])


def decision_row(decision: Decision, recorded_at: str) -> Row:
    """A decision as a row."""
    return {
        "id": decision.id,
        "kind": decision.kind,
        "subjects": _json(decision.subjects),
        "author": decision.author,
        "made_at": decision.made_at.isoformat(),
        "reason": decision.reason,
        "field": decision.field,
        "value": None if decision.value is None else _json(decision.value),
        "recorded_at": recorded_at,
    }


def decision_of(row: RowMapping) -> Decision:
    """The decision of a row, as it was made."""
    return Decision(
        id=row["id"],
        kind=row["kind"],
        subjects=tuple(json.loads(row["subjects"])),
        author=row["author"],
        made_at=datetime.fromisoformat(row["made_at"]),
        reason=row["reason"],
        field=row["field"],
        value=None if row["value"] is None else json.loads(row["value"]),
    )


def link_row(link: Link, recorded_at: str) -> Row:
    """A provisional link as a row."""
    return {
        "left_report": link.left,
        "right_report": link.right,
        "score": link.score,
        "weight": link.weight,
        "status": link.status,
        "rule": link.rule,
        "recorded_at": recorded_at,
        "retired_at": None,
        "reasons": _json(link.reasons),
    }


def link_of(row: RowMapping) -> Link:
    """The link of a row."""
    return Link(
        left=row["left_report"],
        right=row["right_report"],
        score=row["score"],
        weight=row["weight"],
        status=row["status"],
        rule=row["rule"],
        reasons=tuple(json.loads(row["reasons"])),
    )


def keys(names: Iterable[str | None]) -> str:
    """Names as one text in which each can be looked up whole: "|northern front|kech district|"."""
    held = dict.fromkeys(folded(name).replace("|", " ") for name in names if name)
    return f"|{'|'.join(held)}|" if held else ""


def _place_keys(where: Where) -> str:
    return keys([where.name, *where.within, where.country, where.wording])


def _claim_row(claim: Claim, document: str, recorded_at: str) -> Row:
    first: Party | None = claim.attribution[0] if claim.attribution else None
    value = claim.value if isinstance(claim.value, dict) else {}
    count = value.get("count") or {}
    return {
        "id": claim.id,
        "report": claim.report,
        "document": document,
        "field": claim.field,
        "effect": value.get("effect"),
        "grp": value.get("group"),
        "low": _number(count.get("low")),
        "high": _number(count.get("high")),
        "denied": claim.denied,
        "speaker": first.name if first else None,
        "speaker_role": first.role if first else None,
        "speaker_actor": first.actor if first else None,
        "start": claim.span.start,
        "stop": claim.span.end,
        "recorded_at": recorded_at,
        "retired_at": None,
        "quote": claim.span.quote,
        "value": _json(claim.value),
        "attribution": _json([party_to_json(party) for party in claim.attribution]),
    }


def _spans(report: Report) -> list[Span]:
    parts = (report.perpetrators, report.targets, report.weapons, report.casualties, report.silences)
    return [*report.evidence, *(each.span for part in parts for each in part)]


def _number(value: int | None) -> int | None:
    """A count for its column; one too long for a database stays in the JSON alone."""
    return value if value is None or value <= _LONGEST_INTEGER else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
