"""Where the sources of an incident disagree, and who says what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from corroborate.analysis.figures import Said, in_order, said_of
from corroborate.analysis.voices import voice_of
from corroborate.model import Count, Perpetrator
from corroborate.model.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One side of a disagreement: who says it, what, in which words, in which document."""

    name: str
    value: str
    quote: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """One field on which sources differ: `field` in words ("military killed"), one statement a source."""

    field: str
    statements: tuple[Statement, ...]


def contested(incident: Incident, told: Sequence[Said] | None = None) -> list[Contest]:
    """The fields of an incident on which its sources contradict each other.

    Figures of two sources contradict where their ranges do not meet: "at least five" and "seven" agree,
    "two" and "five" do not; a denial contradicts every figure above nothing. Responsibility is contested
    where it is denied, or where two registered parties that are not one another's parts each claim it.
    `told` is what `said_of` gives, where it is known.
    """
    told = said_of(incident) if told is None else told
    return [*_contested_figures(incident, told), *_contested_responsibility(incident)]


def meet(one: Count, other: Count) -> bool:
    """Whether two counts can both be right; a count without numbers agrees with all."""
    if (one.low is None and one.high is None) or (other.low is None and other.high is None):
        return True
    least = max(one.low or 0, other.low or 0)
    return all(count.high is None or least <= count.high for count in (one, other))


def _contested_figures(incident: Incident, all_told: Sequence[Said]) -> Iterator[Contest]:
    grouped: dict[tuple[str, str], list[Said]] = {}
    for said in all_told:
        grouped.setdefault((said.casualty.effect, said.casualty.group), []).append(said)
    denials = _denials(incident)
    for key in sorted({*grouped, *denials}, key=in_order):
        told = grouped.get(key, [])
        apart = [pair for pair in combinations(told, 2) if not meet(pair[0].count, pair[1].count)]
        refused = denials.get(key, [])
        if apart or (refused and told):
            statements = [_figure_said(each) for each in told]
            yield Contest(field=f"{key[1]} {key[0]}", statements=(*statements, *refused))


def _denials(incident: Incident) -> dict[tuple[str, str], list[Statement]]:
    found: dict[tuple[str, str], list[Statement]] = {}
    for report in incident.reports:
        for hurt in report.casualties:
            if hurt.denied:
                name = voice_of(hurt.attribution, report, incident).name
                statement = Statement(
                    name=name, value="denied", quote=hurt.span.quote, document=report.document
                )
                found.setdefault((hurt.effect, hurt.group), []).append(statement)
    return found


def _contested_responsibility(incident: Incident) -> Iterator[Contest]:
    told = [(who, report) for report in incident.reports for who in report.perpetrators]
    denied = {_who(who) for who, _ in told if who.responsibility == "denied"}
    charged = {_who(who) for who, _ in told if who.responsibility != "denied"}
    rivals = _unrelated({who.actor for who, _ in told if who.actor and who.responsibility == "claimed"})
    if len(rivals) < 2 and not denied & charged and not (denied and not charged):
        return
    statements: dict[tuple[str, str], Statement] = {}
    for who, report in told:
        name = voice_of(who.attribution, report, incident).name
        value = f"{who.name} ({who.responsibility})"
        statement = Statement(name=name, value=value, quote=who.span.quote, document=report.document)
        statements.setdefault((name, value), statement)
    yield Contest(field="responsibility", statements=tuple(statements.values()))


def _unrelated(actors: set[str]) -> list[str]:
    """Registered actors without those that belong to another of them: a brigade is no rival of its army."""
    if len(actors) < 2:
        return list(actors)
    from corroborate.actors import load_registry

    registry = load_registry()
    inside = {one for one, other in permutations(actors, 2) if registry.is_within(one, other)}
    return sorted(actors - inside)


def _who(who: Perpetrator) -> str:
    return who.actor or who.name.casefold()


def _figure_said(said: Said) -> Statement:
    return Statement(
        name=said.voice.name,
        value=shown(said.count),
        quote=said.casualty.span.quote,
        document=said.report.document,
    )


def shown(count: Count) -> str:
    """A count as a short text: "5", "5–7", "5 or more", "up to 7", "several"."""
    if count.low is None and count.high is None:
        return count.wording or "an unknown number"
    if count.low is None:
        return f"up to {count.high}"
    if count.high is None:
        return f"{count.low} or more"
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"
