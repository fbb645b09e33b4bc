"""Rows of the tables that `columns` describes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corroborate.analysis import Comparison, Figure, View
from corroborate.model import Attribution, Decision, Report, Span, Where
from corroborate.model.encoding import (
    party_to_json,
    report_to_json,
    stance_to_json,
    total_to_json,
    where_from_json,
    where_to_json,
)
from corroborate.model.held import HeldClaim, HeldDocument, HeldStance, HeldTotal, Hit
from corroborate.model.incident import Source
from corroborate.publishing.names import ALL_SHOWN, Names

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How rows are shown: with which private names, as of when, with how many decimals of a degree (None: all).

    `moved` gives the coarser place in the stead of one, as `--coarsen` asks for.
    """

    names: Names = ALL_SHOWN
    as_of: str | None = None
    decimals: int | None = None
    moved: Callable[[Where], Where] | None = None

    def placed(self, where: Where) -> Where:
        """A place as it may be shown."""
        shown = self.moved(where) if self.moved else where
        if self.decimals is None or shown.latitude is None or shown.longitude is None:
            return shown
        latitude, longitude = round(shown.latitude, self.decimals), round(shown.longitude, self.decimals)
        return replace(shown, latitude=latitude, longitude=longitude)


def incident_row(view: View, how: Showing) -> Row:
    """One incident as a row."""
    incident = view.incident
    published = sorted(source.published for source in incident.sources if source.published)
    return {
        "id": incident.id,
        "type": view.type,
        "stage": view.stage,
        "tactics": list(view.tactics),
        "earliest": view.when.earliest.isoformat() if view.when.earliest else None,
        "latest": view.when.latest.isoformat() if view.when.latest else None,
        "date_precision": view.when.precision,
        **where_cells(view.where, how),
        "perpetrators": [
            f"{how.names.in_text(who.name)} ({who.responsibility})" for who in view.perpetrators
        ],
        "perpetrator_actors": [
            who.actor for who in view.perpetrators if who.actor and who.responsibility != "denied"
        ],
        **_figure("killed", view.killed),
        **_figure("injured", view.injured),
        "figures": [_figure_row(each, how) for each in view.figures],
        "rule": view.killed.rule,
        "rule_reason": how.names.in_text(view.killed.reason),
        "grade": view.grade.name,
        "grade_reason": how.names.in_text(view.grade.reason),
        "contested": [how.names.in_text(told) for told in contested_lines(view)],
        "sources": len(view.voices),
        "source_names": [how.names.in_text(voice.name) for voice in view.voices],
        "documents": len(incident.sources),
        "first_published": published[0] if published else None,
        "background": view.background,
        "reports": [report.id for report in incident.reports],
        "as_of": how.as_of,
    }


def contested_lines(view: View) -> list[str]:
    """What sources differ on, a line each: "military killed: Northern Front 5; the army 2"."""
    return [
        f"{contest.field}: {'; '.join(f'{said.name} {said.value}' for said in contest.statements)}"
        for contest in view.contests
    ]


def claim_row(held: HeldClaim, how: Showing) -> Row:
    """One claim as a row."""
    claim = held.claim
    value = claim.value if isinstance(claim.value, dict) else {}
    count = value.get("count") or {}
    return {
        "id": claim.id,
        "incident": held.incident,
        "report": claim.report,
        "field": claim.field,
        "value": how.names.in_value(
            _placed_value(claim.value, how) if claim.field == "where" else claim.value
        ),
        "effect": value.get("effect"),
        "group": value.get("group"),
        "low": count.get("low"),
        "high": count.get("high"),
        "wording": how.names.in_text(count.get("wording")),
        "denied": claim.denied,
        **_speaker(claim.attribution, how),
        "attribution": [how.names.in_value(party_to_json(party)) for party in claim.attribution],
        **_stands_in(claim.span, held.source, how),
        "as_of": how.as_of,
    }


def report_row(report: Report, incident: str, how: Showing) -> Row:
    """What one document tells of one incident, whole, as a row."""
    return {
        "id": report.id,
        "incident": incident,
        "document": report.document,
        "type": report.type,
        "stage": report.stage,
        "background": report.background,
        "coded": how.names.in_value(report_to_json(replace(report, where=how.placed(report.where)))),
        "as_of": how.as_of,
    }


def total_row(quoted: Sequence[HeldTotal], comparison: Comparison, how: Showing) -> Row:
    """One total, quoted once or several times, held against the record, as a row."""
    first = min(quoted, key=lambda held: (held.source.published or "9999", held.id))
    total = first.total
    return {
        "id": min(held.id for held in quoted),
        "measure": total.measure,
        "group": total.group,
        "low": total.count.low,
        "high": total.count.high,
        "wording": how.names.in_text(total.count.wording),
        "earliest": total.period.earliest.isoformat() if total.period.earliest else None,
        "latest": total.period.latest.isoformat() if total.period.latest else None,
        "period": total.period.wording,
        **where_cells(total.where, how),
        "actor": total.actor,
        "change_percent": total.change.percent if total.change else None,
        "change_wording": total.change.wording if total.change else None,
        **_speaker(total.attribution, how),
        "documents": list(dict.fromkeys(held.source.id for held in quoted)),
        "publishers": list(dict.fromkeys(held.source.publisher for held in quoted if held.source.publisher)),
        "record_low": comparison.low,
        "record_high": comparison.high,
        "unexplained": comparison.unexplained,
        "comparison": comparison.reason,
        "incidents": list(comparison.incidents),
        "coded": [_quotation(each, how) for each in quoted],
        **_stands_in(total.span, first.source, how),
        "as_of": how.as_of,
    }


def stance_row(held: HeldStance, how: Showing) -> Row:
    """One stance as a row."""
    stance = held.stance
    return {
        "id": held.id,
        "act": stance.act,
        "actor": how.names.of_party(stance.actor),
        "actor_role": stance.actor.role,
        "actor_id": stance.actor.actor,
        "toward": how.names.in_text(stance.toward),
        "about": how.names.in_text(stance.about),
        "incident": held.incident,
        "coded": how.names.in_value(stance_to_json(stance)),
        **_speaker(stance.attribution, how),
        **_stands_in(stance.span, held.source, how),
        "as_of": how.as_of,
    }


def decision_row(decision: Decision, how: Showing) -> Row:
    """One decision as a row."""
    return {
        "id": decision.id,
        "kind": decision.kind,
        "subjects": list(decision.subjects),
        "field": decision.field,
        "value": decision.value,
        "author": decision.author,
        "made_at": decision.made_at.isoformat(),
        "reason": decision.reason,
        "withdrawn_at": decision.withdrawn_at.isoformat() if decision.withdrawn_at else None,
        "withdrawn_by": decision.withdrawn_by,
        "as_of": how.as_of,
    }


def document_row(held: HeldDocument, how: Showing) -> Row:
    """One document as a row, without its text."""
    source = held.source
    return {
        "id": source.id,
        "kind": source.kind,
        "title": how.names.in_text(source.title),
        "publisher": source.publisher,
        "published": source.published,
        "language": source.language,
        "url": source.url,
        "source": source.source,
        "copy_of": source.copy_of,
        "coded_by": held.extractor,
        "reports": held.reports,
        "added_at": held.added_at,
        "notes": list(held.notes),
    }


def hit_row(hit: Hit) -> Row:
    """One finding of a search as a row."""
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "published": hit.published,
        "snippet": hit.snippet,
    }


def where_cells(where: Where, how: Showing) -> Row:
    """The cells that tell a place."""
    shown = how.placed(where)
    return {
        "place": shown.name,
        "within": list(shown.within),
        "country": shown.country,
        "latitude": shown.latitude,
        "longitude": shown.longitude,
        "place_precision": shown.precision,
    }


def _placed_value(value: Any, how: Showing) -> Any:
    return (
        where_to_json(how.placed(where_from_json(value))) if how.moved or how.decimals is not None else value
    )


def _quotation(held: HeldTotal, how: Showing) -> Row:
    shown = replace(held.total, where=how.placed(held.total.where))
    return {"document": held.source.id, **how.names.in_value(total_to_json(shown))}


def _figure(effect: str, figure: Figure) -> Row:
    return {f"{effect}_low": figure.low, f"{effect}_best": figure.best, f"{effect}_high": figure.high}


def _figure_row(figure: Figure, how: Showing) -> Row:
    return {
        "effect": figure.effect,
        "group": figure.group,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "reason": how.names.in_text(figure.reason),
    }


def _speaker(attribution: Attribution, how: Showing) -> Row:
    first = attribution[0] if attribution else None
    return {
        "speaker": how.names.of_party(first) if first else None,
        "speaker_role": first.role if first else None,
        "speaker_actor": first.actor if first else None,
        "via": [how.names.of_party(party) for party in attribution[1:]],
    }


def _stands_in(span: Span, source: Source, how: Showing) -> Row:
    return {
        "quote": how.names.in_text(span.quote),
        "start": span.start,
        "end": span.end,
        "document": source.id,
        "publisher": source.publisher,
        "published": source.published,
        "title": how.names.in_text(source.title),
        "url": source.url,
    }
