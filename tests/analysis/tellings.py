"""Incidents in a few words, for tests of analysis: each telling is (publisher, speaker, number killed)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from corroborate.model import Casualty, Count, Party, Perpetrator, Report, Span, When, Where
from corroborate.model.incident import Incident, Source

FRONT = Party(name="Northern Front", role="armed_group", actor="front")
RIVAL = Party(name="Southern League", role="armed_group", actor="league")
ARMY = Party(name="the army", role="military", actor="mil-el")
POLICE = Party(name="police", role="police")
FOREIGN = Party(name="the ministry", role="military", actor="mil-xx")
MONITOR = Party(name="the Monitor", role="monitor")
RESIDENTS = Party(name="residents", role="local_source")
NOBODY = Party(name="reportedly", role="unattributed")
EXACT = {
    "five": (5, 5),
    "two": (2, 2),
    "at least five": (5, None),
    "up to nine": (None, 9),
    "several": (None, None),
}


def span(of: str = "words", start: int = 0) -> Span:
    return Span(start=start, end=start + len(of), quote=of)


def dead(
    number: int | str | None,
    *said: Party,
    group: Any = "military",
    effect: Any = "killed",
    denied: bool = False,
) -> Casualty:
    low, high = EXACT[number] if isinstance(number, str) else (number, number)
    count = Count(low=low, high=high, wording=str(number))
    words = span(f"{number} {group} {effect} {said}")
    return Casualty(effect=effect, group=group, count=count, span=words, attribution=said, denied=denied)


def by(who: Party, responsibility: Any, *said: Party) -> Perpetrator:
    words = span(f"{who.name} {responsibility} {said}")
    return Perpetrator(
        name=who.name,
        kind="organization",
        responsibility=responsibility,
        actor=who.actor,
        span=words,
        attribution=said,
    )


def told(number: int, *casualties: Casualty, who: tuple[Perpetrator, ...] = (), **more: Any) -> Report:
    day = date(2024, 5, 14)
    report = Report(
        id=f"r{number}",
        document=f"d{number}",
        type="armed_clash",
        evidence=(span(),),
        casualties=casualties,
        perpetrators=who,
        when=When(earliest=day, latest=day, precision="day"),
        where=Where(name="Mina", within=("Lower District", "Eastland"), country="EL", precision="near"),
    )
    return replace(report, **more)


def incident(
    *reports: Report, outlets: tuple[str | None, ...] = (), copies: dict[str, str] | None = None, **more: Any
) -> Incident:
    sources = tuple(
        Source(
            id=report.document,
            publisher=outlets[i] if i < len(outlets) else f"Outlet {i}",
            published=f"2024-05-1{5 + i}",
            copy_of=(copies or {}).get(report.document),
        )
        for i, report in enumerate(reports)
    )
    return Incident(id=reports[0].id, reports=reports, sources=sources, **more)
