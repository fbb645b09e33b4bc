"""What a coding says, thing by thing, each with the signs that speak against it.

A sign is only ever a reason for doubt; how much each weighs is learned (`calibration.yaml`). What a report leaves
open is said too: that a deed has no day, no place, no doer or no casualties in the text may be wrong as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from corroborate.model import Casualty, Coding, Perpetrator, Report, Stance, Target, Total, Weapon
from corroborate.model.span import Span

Field = Literal[
    "incident", "type", "stage", "date", "place", "perpetrator", "target", "weapon", "casualty", "undated", "unplaced",
    "nobody", "unharmed", "total", "stance",
]  # fmt: skip
"""That there is such an incident; given that, each thing said of it or left open; totals and stances."""
Signs = Mapping[str, bool]
LOOSE_DAYS = ("month", "year", "longer")
LOOSE_PLACES = ("country", "region", "unresolved")
SELDOM = frozenset(
    "agreement arrests change_to_group_activity headquarters_or_base_established non_violent_transfer_of_territory other "
    "peaceful_protest protest_with_intervention violent_demonstration".split()
)
"""Types that are told of far more often in general than as an incident, and that nobody need lead."""
SIDES = frozenset("armed_clash government_regains_territory non_state_actor_overtakes_territory".split())
"""Types in which both sides act, so that the doer is easily taken for the other."""
PROPERTY = frozenset("looting_property_destruction disrupted_weapons_use".split())
SHORT = 50
"""Characters of a stance below which little was understood of it."""
LEAD = 200
"""Characters at the beginning of a text in which a headline and a lead sum up what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One thing that a coding says or leaves open.

    `report` is the id of the report, None for totals and stances; `item` counts the report's perpetrators,
    targets, weapons or casualties, or the coding's totals or stances; `signs` are those that hold; `span` are the
    words of a thing that has its own, else the first evidence of the report.
    """

    field: Field
    report: str | None
    item: int
    signs: tuple[str, ...]
    span: Span


def stated(coding: Coding) -> Iterator[Stated]:
    """Everything that can be right or wrong in a coding, reports first, in their order."""
    for report in coding.reports:
        others = [each for each in coding.reports if each is not report]
        for field, item, span, signs in chain(_of_report(report, others), _lists_of(report, others)):
            yield Stated(field=field, report=report.id, item=item, signs=_held(signs), span=span)
    for n, total in enumerate(coding.totals):
        held = _held(total_signs(total, coding))
        yield Stated(field="total", report=None, item=n, signs=held, span=total.span)
    for n, stance in enumerate(coding.stances):
        held = _held(stance_signs(stance, coding))
        yield Stated(field="stance", report=None, item=n, signs=held, span=stance.span)


def _held(signs: Signs) -> tuple[str, ...]:
    return tuple(name for name, holds in signs.items() if holds)


def _of_report(report: Report, others: Sequence[Report]) -> Iterator[tuple[Field, int, Span, Signs]]:
    """What every report says once, or leaves open."""
    first = report.evidence[0]
    yield "incident", 0, first, incident_signs(report, others)
    yield "type", 0, first, type_signs(report, others)
    yield "stage", 0, first, stage_signs(report)
    if report.when.earliest is None and report.when.latest is None:
        yield "undated", 0, first, open_signs(report)
    else:
        yield "date", 0, first, date_signs(report, others)
    if report.where.name is None:
        yield "unplaced", 0, first, open_signs(report)
    else:
        yield "place", 0, first, place_signs(report, others)


def _lists_of(report: Report, others: Sequence[Report]) -> Iterator[tuple[Field, int, Span, Signs]]:
    """What a report may say several times, or not at all."""
    for n, who in enumerate(report.perpetrators):
        yield "perpetrator", n, who.span, perpetrator_signs(who, report, others)
    for n, target in enumerate(report.targets):
        yield "target", n, target.span, target_signs(target, report, others)
    for n, weapon in enumerate(report.weapons):
        yield "weapon", n, weapon.span, weapon_signs(weapon, report, others)
    for n, hurt in enumerate(report.casualties):
        yield "casualty", n, hurt.span, casualty_signs(hurt, report)
    if not report.perpetrators:
        yield "nobody", 0, report.evidence[0], open_signs(report)
    if not report.casualties:
        yield "unharmed", 0, report.evidence[0], open_signs(report)


def incident_signs(report: Report, others: Sequence[Report]) -> Signs:
    """What speaks against there being such an incident."""
    said: tuple[Casualty | Perpetrator | Target, ...] = (
        *report.casualties, *report.perpetrators, *report.targets
    )  # fmt: skip
    return {
        "undated": report.when.precision == "unresolved",
        "loosely dated": report.when.precision in LOOSE_DAYS,
        "loosely placed": report.where.precision in LOOSE_PLACES,
        "nobody named": not report.perpetrators,
        "nobody hit": not report.targets,
        "at most one hit": len(report.targets) < 2,
        "no figure": not report.casualties,
        "nothing but the deed": not said,
        "told once": len(report.evidence) == 1,
        "no speaker": not any(each.attribution for each in said),
        "no weapon": not report.weapons,
        "seldom an incident": report.type in SELDOM,
        "alone of its type": not any(each.type == report.type for each in others),
    }


def type_signs(report: Report, others: Sequence[Report]) -> Signs:
    """What speaks against the type."""
    return {
        "both sides act": report.type in SIDES,
        "property": report.type in PROPERTY,
        "general": report.type in ("attack", "other"),
        "tactic": bool(report.tactics),
        "no weapon": not report.weapons,
        "told at length": len(report.evidence) > 1,
        "several incidents": len(others) > 1,
    }


def stage_signs(report: Report) -> Signs:
    """What speaks against how far the deed is said to have gone."""
    return {
        "not carried out": report.stage != "carried_out",
        "threatened": report.stage == "threatened",
        "done without a trace": report.stage == "carried_out"
        and not report.casualties
        and not report.targets,
        "harm in vain": report.stage != "carried_out" and bool(report.casualties),
        "seldom an incident": report.type in SELDOM,
        "told at length": len(report.evidence) > 1,
    }


def date_signs(report: Report, others: Sequence[Report]) -> Signs:
    """What speaks against the day."""
    wording = (report.when.wording or "").lower()
    return {
        "beside the deed not": not _is_in(wording, report, first=True),
        "not in the evidence": not _is_in(wording, report),
        "several days": report.when.precision in ("days", "week"),
        "loose": report.when.precision in LOOSE_DAYS,
        "no figure": not any(letter.isdigit() for letter in wording),
        "told at length": len(report.evidence) > 1,
        "several incidents": len(others) > 2,
    }


def place_signs(report: Report, others: Sequence[Report]) -> Signs:
    """What speaks against the place."""
    where = report.where
    wording = (where.wording or where.name or "").lower()
    return {
        "beside the deed not": not _is_in(wording, report, first=True),
        "not in the evidence": not _is_in(wording, report),
        "several of that name": "places of that name" in (where.reason or ""),
        "shared": any(each.where.name == where.name for each in others),
        "loose": where.precision in LOOSE_PLACES,
        "little around it": len(where.within) < 2,
        "told at length": len(report.evidence) > 1,
        "several incidents": bool(others),
    }


def perpetrator_signs(who: Perpetrator, report: Report, others: Sequence[Report]) -> Signs:
    """What speaks against a doer, or against how surely it is said to be one."""
    first = report.evidence[0]
    return {
        "unknown party": who.actor is None,
        "no name": not who.name[:1].isupper(),
        "no organization": who.kind != "organization",
        "both sides act": report.type in SIDES,
        "away from the deed": not first.start <= who.span.start < first.end,
        "told at length": len(report.evidence) > 1,
        "told at great length": len(report.evidence) > 2,
        "not claimed": who.responsibility != "claimed",
        "one of several": len(report.perpetrators) > 1,
        "of this incident alone": not any(
            who.name == each.name for one in others for each in one.perpetrators
        ),
    }


def target_signs(target: Target, report: Report, others: Sequence[Report]) -> Signs:
    """What speaks against whom or what it is said to have hit."""
    first = report.evidence[0]
    return {
        "no name": not target.name[:1].isupper(),
        "no people": target.kind not in ("person", "people"),
        "place": target.kind == "place",
        "unsaid group": target.group == "unknown",
        "unsaid effect": target.effect in ("unknown", "none"),
        "no number": target.count.low is None,
        "away from the deed": not first.start <= target.span.start < first.end,
        "told at length": len(report.evidence) > 1,
        "one of several": len(report.targets) > 1,
        "one of many": len(report.targets) > 3,
        "several incidents": bool(others),
        "seldom an incident": report.type in SELDOM,
    }


def weapon_signs(weapon: Weapon, report: Report, others: Sequence[Report]) -> Signs:
    """What speaks against what it is said to have been done with."""
    first = report.evidence[0]
    return {
        "away from the deed": not first.start <= weapon.span.start < first.end,
        "told at length": len(report.evidence) > 1,
        "one of several": len(report.weapons) > 1,
        "several incidents": bool(others),
        "not carried out": report.stage != "carried_out",
        "seldom an incident": report.type in SELDOM,
    }


def casualty_signs(hurt: Casualty, report: Report) -> Signs:
    """What speaks against a figure, its group, or who is said to give it."""
    first = report.evidence[0]
    beside = [each for each in report.casualties if each is not hurt and each.effect == hurt.effect]
    return {
        "no number": hurt.count.low is None,
        "no speaker": not hurt.attribution,
        "other figures": bool(beside),
        "other figures of the group": any(each.group == hurt.group for each in beside),
        "away from the deed": not first.start <= hurt.span.start < first.end,
        "told at length": len(report.evidence) > 1,
        "told at great length": len(report.evidence) > 2,
        "many figures": len(report.casualties) > 3,
        "civilians or unsaid": hurt.group in ("civilians", "unknown"),
        "neither killed nor injured": hurt.effect not in ("killed", "injured"),
        "none": hurt.count.high == 0,
    }


def open_signs(report: Report) -> Signs:
    """What speaks against leaving a thing open: the more a text says of a deed, the likelier it says that too."""
    return {
        "told at length": len(report.evidence) > 1,
        "much else": len(report.targets) + len(report.casualties) > 2,
    }


def total_signs(total: Total, coding: Coding) -> Signs:
    """What speaks against a total: most wrong ones are the figure of one incident."""
    low = total.count.low
    return {
        "no speaker": not total.attribution,
        "in the lead": total.span.start < LEAD,
        "few days": total.period.precision in ("day", "days"),
        "placed": total.where.name is not None,
        "placed finely": total.where.precision in ("exact", "near", "district"),
        "few totals": len(coding.totals) < 3,
        "the only total": len(coding.totals) == 1,
        "neither deeds nor casualties": total.measure not in ("attacks", "killed", "injured", "locations"),
        "small": low is None or low < 10,
        "exact": total.count.low == total.count.high,
    }


def stance_signs(stance: Stance, coding: Coding) -> Signs:
    """What speaks against a stance."""
    return {
        "no name": not stance.actor.name[:1].isupper(),
        "no party known": stance.actor.actor is None,
        "toward somebody": stance.toward is not None,
        "accuses": stance.act == "accuses",
        "easily taken for another": stance.act in ("accuses", "denies", "assesses", "threatens"),
        "in the lead": stance.span.start < LEAD,
        "few words": len(stance.span.quote) < SHORT,
        "the only stance": len(coding.stances) == 1,
        "few stances": len(coding.stances) < 3,
    }


def _is_in(wording: str, report: Report, first: bool = False) -> bool:
    """Whether words stand in the evidence, or in its first sentence."""
    spans = report.evidence[:1] if first else report.evidence
    return bool(wording) and any(wording in span.quote.lower() for span in spans)
