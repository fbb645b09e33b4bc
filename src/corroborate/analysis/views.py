"""An incident in one line: what its reports together say of what, when, where and who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from corroborate.analysis.contests import Contest, contested
from corroborate.analysis.figures import Figure, figures, overall, said_of
from corroborate.analysis.grades import Grade, grade
from corroborate.analysis.voices import Voice, voices
from corroborate.model import NOWHERE, UNDATED, Perpetrator, Report, When, Where
from corroborate.model.incident import Incident
from corroborate.model.vocabulary import EventType, Stage

_T = TypeVar("_T")
FINEST = ("exact", "near", "district", "province", "region", "country", "unresolved")
SUREST = ("claimed", "fact", "accused", "suspected", "denied")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the reports of one incident come to, by the rules of this module and the rule for figures named.

    `type`: the one that most documents give. `when`: the narrowest interval. `where`: the finest place that
    has coordinates. `perpetrators`: each party once, the surest responsibility first. `background`: no
    document tells of it as news.
    """

    incident: Incident
    type: EventType
    stage: Stage
    tactics: tuple[str, ...]
    when: When
    where: Where
    perpetrators: tuple[Perpetrator, ...]
    killed: Figure
    injured: Figure
    figures: tuple[Figure, ...]
    voices: tuple[Voice, ...]
    grade: Grade
    contests: tuple[Contest, ...]
    background: bool


def view(incident: Incident, rule: str = "lowest") -> View:
    """One incident seen by `rule`."""
    told = incident.reports
    news = [report for report in told if not report.background] or list(told)
    said, heard = said_of(incident), voices(incident)
    contests = contested(incident, said)
    return View(
        incident=incident,
        type=_commonest([report.type for report in news]),
        stage=_commonest([report.stage for report in news]),
        tactics=tuple(dict.fromkeys(tactic for report in told for tactic in report.tactics)),
        when=_narrowest(told),
        where=_finest(told),
        perpetrators=_surest(told),
        killed=overall(incident, "killed", rule, said),
        injured=overall(incident, "injured", rule, said),
        figures=tuple(figures(incident, rule, said)),
        voices=tuple(heard),
        grade=grade(incident, heard, contests),
        contests=tuple(contests),
        background=all(report.background for report in told),
    )


def _commonest(values: Sequence[_T]) -> _T:
    if values.count(values[0]) == len(values):
        return values[0]
    return Counter(values).most_common(1)[0][0]


def _narrowest(told: Sequence[Report]) -> When:
    """The shortest of the intervals said, the one said most often where several are as short."""
    dated = [report.when for report in told if report.when.earliest and report.when.latest]
    if not dated:
        return next((report.when for report in told if report.when != UNDATED), UNDATED)
    if len(dated) == 1:
        return dated[0]
    often = Counter((when.earliest, when.latest) for when in dated)
    return min(dated, key=lambda when: (_days(when), -often[(when.earliest, when.latest)]))


def _days(when: When) -> int:
    assert when.earliest is not None
    assert when.latest is not None
    return (when.latest - when.earliest).days


def _finest(told: Sequence[Report]) -> Where:
    named = [report.where for report in told if report.where.name]
    return min(named, key=lambda where: (FINEST.index(where.precision), -len(where.within)), default=NOWHERE)


def _surest(told: Sequence[Report]) -> tuple[Perpetrator, ...]:
    found: dict[str, Perpetrator] = {}
    for who in (each for report in told for each in report.perpetrators):
        key = who.actor or who.name.casefold()
        held = found.get(key)
        if held is None or SUREST.index(who.responsibility) < SUREST.index(held.responsibility):
            found[key] = who
    return tuple(sorted(found.values(), key=lambda who: SUREST.index(who.responsibility)))
