"""Small worlds for property tests: incidents drawn at random, whole and laid flat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tellings import ARMY, FRONT, MONITOR, NOBODY, POLICE, RESIDENTS, RIVAL, by, incident, span, told

from corroborate.model import Casualty, Count, When, Where
from corroborate.model.encoding import claims_of
from corroborate.model.flat import (
    FlatCasualty,
    FlatPerpetrator,
    FlatPlace,
    FlatRecord,
    FlatReport,
    FlatSilence,
    FlatSource,
    FlatSpeaker,
    FlatTactic,
    FlatTarget,
)
from corroborate.model.incident import Incident

SPEAKERS = (ARMY, FRONT, MONITOR, NOBODY, POLICE, RESIDENTS, RIVAL, None)
GROUPS = ("military", "police", "security_forces", "militants", "civilians", "unknown")
FIRST = date(2024, 1, 1)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low = draw(st.none() | st.integers(0, 30))
    high = draw(st.none() | st.integers(low or 0, 40))
    return Count(low=low, high=high, wording="some")


@st.composite
def casualties(draw: st.DrawFn) -> Casualty:
    speaker = draw(st.sampled_from(SPEAKERS))
    return Casualty(
        effect=draw(st.sampled_from(("killed", "injured", "captured"))),
        group=draw(st.sampled_from(GROUPS)),
        count=draw(counts()),
        span=span(),
        attribution=(speaker,) if speaker else (),
        denied=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    if draw(st.integers(0, 7)) == 0:
        return When(earliest=None, latest=None, precision="unresolved", wording="once")
    first = FIRST + timedelta(days=draw(st.integers(0, 120)))
    spread = draw(st.sampled_from((0, 0, 0, 3, 40)))
    return When(earliest=first, latest=first + timedelta(days=spread), precision="days" if spread else "day")


PLACES = (
    Where(name="Mina", within=("Lower", "East", "Eastland"), country="EL", precision="near"),
    Where(name="Sura", within=("Lower", "East", "Eastland"), country="EL", precision="near"),
    Where(name="Dor", within=("Upper", "East", "Eastland"), country="EL", precision="exact"),
    Where(name="East", within=("Eastland",), country="EL", precision="province"),
    Where(name="Eastland", country="EL", precision="country"),
    Where(name="somewhere"),
    Where(name=None),
)


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    reports = []
    start = draw(st.integers(0, 10**6)) * 10
    for number in range(draw(st.integers(1, 4))):
        who = draw(st.lists(st.sampled_from((FRONT, RIVAL, ARMY)), max_size=2))
        how: Any = draw(st.sampled_from(("claimed", "fact", "accused", "denied")))
        reports.append(
            told(
                start + number,
                *draw(st.lists(casualties(), max_size=4)),
                who=tuple(by(each, how, FRONT) for each in who),
                when=draw(whens()),
                where=draw(st.sampled_from(PLACES)),
                background=draw(st.integers(0, 4)) == 0,
                tactics=tuple(draw(st.lists(st.sampled_from(("ied", "raid")), max_size=2))),
                type=draw(st.sampled_from(("armed_clash", "attack", "suicide_bomb"))),
                stage=draw(st.sampled_from(("carried_out", "carried_out", "foiled", "threatened"))),
            )
        )
    outlets = tuple(draw(st.sampled_from(("Daily", "Post", None))) for _ in reports)
    return incident(*reports, outlets=outlets)


def worlds(most: int = 8) -> st.SearchStrategy[list[Incident]]:
    """Some incidents, each with its own reports."""
    return st.lists(incidents(), max_size=most, unique_by=lambda each: each.id)


def flat(*held: Incident) -> FlatRecord:
    """Incidents laid flat, as the store does it."""
    reports = [(report, each.id) for each in held for report in each.reports]
    claims = [(at, claim) for at, (report, _) in enumerate(reports) for claim in claims_of(report)]
    return FlatRecord(
        reports=[_report(report, incident) for report, incident in reports],
        sources={
            source.id: FlatSource(
                source.id, source.publisher, source.published, source.copy_of, source.is_compiled
            )
            for each in held
            for source in each.sources
        },
        casualties=[
            FlatCasualty(
                at, hurt.effect, hurt.group, hurt.count.low, hurt.count.high, hurt.denied, _speaker(hurt)
            )
            for at, (report, _) in enumerate(reports)
            for hurt in report.casualties
        ],
        perpetrators=[
            FlatPerpetrator(at, who.name, who.actor, who.responsibility, _speaker(who), who.kind)
            for at, (report, _) in enumerate(reports)
            for who in report.perpetrators
        ],
        targets=[
            FlatTarget(at, each.name, each.kind, each.group)
            for at, (report, _) in enumerate(reports)
            for each in report.targets
        ],
        tactics=[FlatTactic(at, claim.value) for at, claim in claims if claim.field == "tactic"],
        silences=[
            FlatSilence(at, each.party.name, each.party.role)
            for at, (report, _) in enumerate(reports)
            for each in report.silences
        ],
    )


def _report(report: Any, incident: str) -> FlatReport:
    where = report.where
    chain = tuple(name for name in (where.name, *where.within) if name)
    place = FlatPlace(chain, where.country, where.precision) if chain else None
    when = report.when
    return FlatReport(
        report.id, incident, report.document, report.type, report.stage, report.background,
        when.earliest and when.earliest.isoformat(), when.latest and when.latest.isoformat(), where.country, place,
    )  # fmt: skip


def _speaker(said: Any) -> FlatSpeaker:
    first = said.attribution[0] if said.attribution else None
    return FlatSpeaker(first.name, first.role, first.actor) if first else FlatSpeaker(None, None, None)
