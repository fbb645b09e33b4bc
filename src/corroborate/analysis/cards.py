"""An incident as a card: all that a listing, a map, a timeline and a work list need, so that it can be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from corroborate.analysis.figures import RULES, Figure, Said, figures, overall, said_of
from corroborate.analysis.private import private_names
from corroborate.analysis.views import View, view
from corroborate.model import Report
from corroborate.model.card import Card, CardFigure, CardPerpetrator, CardReport, CardRow, Filed
from corroborate.model.incident import Incident
from corroborate.model.vocabulary import Group


def filed(incident: Incident) -> Filed:
    """An incident (decisions applied, at least one report left) as its card, what finds it, and its row."""
    seen, said = view(incident), said_of(incident)
    reports = tuple(card_report(each, incident) for each in incident.reports)
    return Filed(_card(seen, said), reports, _row(seen, said))


def card_of(incident: Incident) -> Card:
    """The card of an incident (decisions applied, at least one report left)."""
    return _card(view(incident), said_of(incident))


def _card(seen: View, said: Sequence[Said]) -> Card:
    incident = seen.incident
    captured = overall(incident, "captured", told=said)
    published = sorted(each.published for each in incident.sources if each.published)
    return Card(
        id=incident.id,
        type=seen.type,
        stage=seen.stage,
        earliest=_day(seen.when.earliest),
        latest=_day(seen.when.latest),
        date_precision=seen.when.precision,
        date_wording=seen.when.wording,
        place=seen.where.name,
        within=seen.where.within,
        country=seen.where.country,
        latitude=seen.where.latitude,
        longitude=seen.where.longitude,
        place_precision=seen.where.precision,
        tactics=seen.tactics,
        perpetrators=tuple(
            CardPerpetrator(who.name, who.actor, who.responsibility, who.kind) for who in seen.perpetrators
        ),
        groups=tuple(dict.fromkeys(group for each in incident.reports for group in _groups(each))),
        killed_low=seen.killed.low,
        killed_high=seen.killed.high,
        injured_low=seen.injured.low,
        injured_high=seen.injured.high,
        captured_low=captured.low,
        captured_high=captured.high,
        killed=_by_rule(seen.killed, incident, said),
        injured=_by_rule(seen.injured, incident, said),
        grade=seen.grade.name,
        grade_reason=seen.grade.reason,
        contested=contested_lines(seen),
        silent=tuple(dict.fromkeys(each.party.name for told in incident.reports for each in told.silences)),
        sources=len(seen.voices),
        documents=len(incident.sources),
        first_published=published[0] if published else None,
        last_published=published[-1] if published else None,
        title=incident.source_of(incident.reports[0]).title,
        background=seen.background,
        confidence=None,
        undated=seen.when.earliest is None and seen.when.latest is None,
        unplaced=seen.where.latitude is None,
        unknown_actor=any(
            who.actor is None and who.kind in ("organization", "unit") for who in seen.perpetrators
        ),
        decisions=sum(each.withdrawn_at is None for each in incident.decisions),
    )


def _row(seen: View, said: Sequence[Said]) -> CardRow:
    incident = seen.incident
    return CardRow(
        source_names=tuple(voice.name for voice in seen.voices),
        reports=tuple(report.id for report in incident.reports),
        private=tuple(sorted(private_names(incident.reports))),
        figures={
            rule: tuple(
                (each.effect, each.group, each.low, each.best, each.high, each.reason)
                for each in figures(incident, rule, said)
            )
            for rule in RULES
        },
    )


def contested_lines(seen: View) -> tuple[str, ...]:
    """What sources differ on, a line each: "military killed: Northern Front 5; the army 2"."""
    return tuple(
        f"{contest.field}: {'; '.join(f'{said.name} {said.value}' for said in contest.statements)}"
        for contest in seen.contests
    )


def _by_rule(lowest: Figure, incident: Incident, said: Sequence[Said]) -> Mapping[str, CardFigure]:
    """The figures of all rules; none where nobody says anything of the effect."""
    told = [each for each in said if each.casualty.effect == lowest.effect]
    if not told:
        return {}
    found = {
        rule: lowest if rule == lowest.rule else overall(incident, lowest.effect, rule, told)
        for rule in RULES
    }
    return {
        rule: CardFigure(each.low, each.best, each.high, each.group, each.reason)
        for rule, each in found.items()
    }


def _groups(report: Report) -> list[Group]:
    """Groups of people that a report says were hit, or meant to be."""
    return [*(each.group for each in report.casualties), *(each.group for each in report.targets)]


def card_report(report: Report, incident: Incident) -> CardReport:
    """What a report of an incident is found by."""
    when, where = report.when, report.where
    doers = [name for who in report.perpetrators for name in (who.actor, who.name)]
    hit = [each.name for each in report.targets if each.kind == "organization"]
    named = {
        "place": (where.name, *where.within, where.country, where.wording),
        "actor": (*doers, *hit),
        "type": (report.type,),
        "tactic": report.tactics,
        "group": _groups(report),
        "source": (incident.source_of(report).publisher,),
    }
    terms = ((kind, name) for kind, names in named.items() for name in names if name)
    return CardReport(
        report=report.id,
        starts=_day(when.earliest or when.latest),
        ends=_day(when.latest or when.earliest),
        terms=tuple(dict.fromkeys(terms)),
    )


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
