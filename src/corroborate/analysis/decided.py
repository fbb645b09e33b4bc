"""An incident as people decided it: rejected reports and claims out, corrected values in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from corroborate.model import Attribution, Decision, Report
from corroborate.model.encoding import (
    claims_of,
    count_from_json,
    when_from_json,
    where_from_json,
)
from corroborate.model.incident import Incident
from corroborate.model.naming import Explained, is_unplaced
from corroborate.model.report import Perpetrator

CORRECTABLE = ("type", "stage", "when", "where", "count", "actor")
"""What a person can correct: fields of a report, the count of a casualty claim, the actor of a perpetrator claim.

A place can be corrected for all reports that name it so, and an actor likewise; see `corroborate.model.naming`.
"""


def as_decided(incident: Incident) -> Incident:
    """The incident with the decisions in force applied; where all reports were rejected, none is left."""
    in_force = [each for each in incident.decisions if each.withdrawn_at is None]
    rejected = {subject for each in in_force if each.kind == "reject" for subject in each.subjects}
    corrected = [each for each in in_force if each.kind == "correct"]
    if not rejected and not corrected:
        return incident
    kept = [report for report in incident.reports if report.id not in rejected]
    explained = Explained(corrected)
    told = (_corrected(_without(report, rejected), corrected) for report in kept)
    return replace(incident, reports=tuple(_explained(report, explained) for report in told))


def _without(report: Report, rejected: set[str]) -> Report:
    """A report without the claims that were rejected."""
    if not any(claim.id in rejected for claim in claims_of(report)):
        return report
    gone = {(claim.field, claim.span) for claim in claims_of(report) if claim.id in rejected}
    whole = {field for field, _ in gone}
    changes: dict[str, Any] = {
        name: tuple(each for each in getattr(report, name) if (field, each.span) not in gone)
        for name, field in _LISTED.items()
        if field in whole
    }
    return replace(report, **changes)


_LISTED = {
    "perpetrators": "perpetrator",
    "targets": "target",
    "weapons": "weapon",
    "casualties": "casualty",
    "silences": "silence",
}


def _corrected(report: Report, corrections: Iterable[Decision]) -> Report:
    for each in corrections:
        if report.id in each.subjects:
            report = replace(report, **_value(each.field, each.value))
        elif each.field == "count":
            report = _recounted(report, each)
        elif each.field == "actor":
            report = _recharged(report, each)
    return report


def _recounted(report: Report, correction: Decision) -> Report:
    """A report in which one casualty claim has another count; its words stay."""
    named = {claim.id: claim for claim in claims_of(report) if claim.field == "casualty"}
    claim = next((named[subject] for subject in correction.subjects if subject in named), None)
    if claim is None:
        return report
    casualties = tuple(
        replace(each, count=count_from_json({"wording": each.count.wording, **correction.value}))
        if (each.span, each.effect, each.group, each.attribution)
        == (claim.span, claim.value["effect"], claim.value["group"], claim.attribution)
        else each
        for each in report.casualties
    )
    return replace(report, casualties=casualties)


def _recharged(report: Report, correction: Decision) -> Report:
    """A report in which one perpetrator claim means another party."""
    named = {claim.id: claim for claim in claims_of(report) if claim.field == "perpetrator"}
    claim = next((named[subject] for subject in correction.subjects if subject in named), None)
    if claim is None:
        return report
    said = (claim.span, claim.value["name"], claim.value["responsibility"], claim.attribution)
    party = (correction.value["name"], correction.value.get("actor"))
    perpetrators = tuple(
        _meaning(each, party)
        if (each.span, each.name, each.responsibility, each.attribution) == said
        else each
        for each in report.perpetrators
    )
    return replace(report, perpetrators=perpetrators)


def _explained(report: Report, explained: Explained) -> Report:
    """A report in which names mean what people said they do."""
    if not explained:
        return report
    changes: dict[str, Any] = {
        name: tuple(
            replace(each, attribution=_heard(each.attribution, explained)) for each in getattr(report, name)
        )
        for name in ("perpetrators", "targets", "casualties")
    }
    changes["perpetrators"] = tuple(
        _meaning(each, explained.party(each.name, each.actor)) for each in changes["perpetrators"]
    )
    placed = explained.place(report.where.name, report.where.country) if is_unplaced(report.where) else None
    return replace(report, **changes, **(_value("where", placed) if placed else {}))


def _heard(attribution: Attribution, explained: Explained) -> Attribution:
    meant = [(each, explained.party(each.name, each.actor)) for each in attribution]
    return tuple(
        each if party == (each.name, each.actor) else replace(each, name=party[0], actor=party[1])
        for each, party in meant
    )


def _meaning(who: Perpetrator, party: tuple[str, str | None]) -> Perpetrator:
    """A perpetrator by the name that a person gave; whom a person names is an organization."""
    if party == (who.name, who.actor):
        return who
    return replace(who, name=party[0], actor=party[1], kind="organization")


def _value(field: str | None, value: Any) -> Mapping[str, Any]:
    if field == "when":
        return {"when": when_from_json({"wording": None, "precision": _precision(value), **value})}
    if field == "where":
        known: dict[str, Any] = {
            "within": [],
            "country": None,
            "latitude": None,
            "longitude": None,
            "precision": "unresolved",
        }
        return {
            "where": where_from_json({**known, "wording": None, "reason": "corrected by a person", **value})
        }
    return {field: value} if field in ("type", "stage") else {}


def _precision(value: Mapping[str, Any]) -> str:
    days = (date.fromisoformat(value["latest"]) - date.fromisoformat(value["earliest"])).days
    return "day" if days == 0 else "days"
