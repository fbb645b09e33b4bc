"""How well an incident is attested, with the reason in words (design rule 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from corroborate.analysis.contests import Contest, contested
from corroborate.analysis.voices import Voice, sides, voices, voices_in
from corroborate.model import Report
from corroborate.model.incident import Incident

GradeName = Literal["confirmed", "corroborated", "single-source", "contested", "denied"]
GRADES: tuple[str, ...] = get_args(GradeName)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade and why."""

    name: GradeName
    reason: str


def grade(
    incident: Incident, heard: Sequence[Voice] | None = None, contests: Sequence[Contest] | None = None
) -> Grade:
    """The grade of an incident; sources are counted by first speaker, never by outlet. The first that holds:

    denied: one source tells of it, and another denies it or its only figure.
    contested: sources contradict each other on a figure or on who did it.
    confirmed: both sides tell of it; or a party tells of it against its own interest, or a state body does,
    and a source that is no party tells of it too.
    corroborated: at least two sources that do not speak for one another.
    single-source: the rest.
    `heard` and `contests` are the incident's voices and contests, where they are known.
    """
    heard = voices(incident) if heard is None else heard
    named = [voice for voice in heard if voice.camp != "unnamed"] or heard
    distinct = sides(named)
    deniers = _deniers(incident)
    if deniers and len(distinct) <= 1:
        return Grade(
            name="denied",
            reason=f"told by {_names(named)} alone; {_listed(deniers)} {'deny' if len(deniers) > 1 else 'denies'} it",
        )
    if differing := contested(incident) if contests is None else contests:
        return Grade(
            name="contested", reason=f"sources differ on {_listed([each.field for each in differing])}"
        )
    if reason := _confirmation(incident, named):
        return Grade(name="confirmed", reason=reason)
    if len(distinct) >= 2:
        return Grade(name="corroborated", reason=f"{len(distinct)} independent sources: {_names(named)}")
    return Grade(name="single-source", reason=_single(incident, named))


def _confirmation(incident: Incident, heard: Sequence[Voice]) -> str | None:
    """Why the incident counts as confirmed; None where it does not."""
    armed = [voice for voice in heard if voice.camp == "armed_group"]
    state = [voice for voice in heard if voice.camp == "state"]
    independent = [voice for voice in heard if voice.camp == "independent"]
    if armed and state:
        return f"both sides tell of it: {_names(armed)}, and {_names(state)}"
    if not independent:
        return None
    if state:
        return f"told officially by {_names(state)}, and independently by {_names(independent)}"
    admitting = [voice for report in incident.reports for voice in _admitting(report, incident)]
    if admitting:
        return f"admitted by {_names(admitting)}, and told independently by {_names(independent)}"
    return None


def _admitting(report: Report, incident: Incident) -> list[Voice]:
    """Armed groups that tell of losses among fighters: against their interest."""
    if not any(hurt.group == "militants" and hurt.count.low for hurt in report.casualties):
        return []
    return [
        voice
        for hurt in report.casualties
        if hurt.group == "militants" and not hurt.denied and hurt.attribution
        for voice in voices_in(report, incident)
        if voice.camp == "armed_group" and voice.name == hurt.attribution[0].name
    ]


def _deniers(incident: Incident) -> list[str]:
    """Who says that it did not happen, or that nobody was hurt; not who merely denies having done it."""
    stances = [each.actor.name for each in incident.stances if each.act == "denies"]
    figures = [
        hurt.attribution[0].name
        for report in incident.reports
        for hurt in report.casualties
        if hurt.denied and hurt.attribution
    ]
    did_not = {
        who.attribution[0].name
        for report in incident.reports
        for who in report.perpetrators
        if who.responsibility == "denied" and who.attribution
    }
    return list(dict.fromkeys([*(name for name in stances if name not in did_not), *figures]))


def _single(incident: Incident, heard: Sequence[Voice]) -> str:
    documents = len({report.document for report in incident.reports})
    told = f"told by {_names(heard)} alone"
    return f"{told}, in {documents} documents that count as one source" if documents > 1 else told


def _names(heard: Sequence[Voice]) -> str:
    return _listed([voice.name for voice in heard])


def _listed(names: Sequence[str]) -> str:
    once = list(dict.fromkeys(names))
    if len(once) > 5:
        return f"{', '.join(once[:4])} and {len(once) - 4} more"
    return " and ".join([", ".join(once[:-1]), once[-1]] if len(once) > 2 else once)
