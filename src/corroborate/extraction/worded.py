"""What a text was taken for, in a few words: for those who look whether it was understood."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.extraction.confidence import Rated
from corroborate.model import Report

_LEFT_OPEN = ("undated", "unplaced", "nobody", "unharmed")
"""Doubts about what a report does not tell: days and places that are missing wait by themselves."""


def doubted(report: Report, rated: Iterable[Rated]) -> str:
    """The least sure thing that a report says, what it leaves open only where it says nothing: "place: Kech"."""
    own = sorted((each for each in rated if each.report == report.id), key=lambda each: each.confidence)
    told = [each for each in own if each.field not in _LEFT_OPEN] or own
    return f"{told[0].field}: {said(told[0], report)}" if told else ""


def said(rated: Rated, report: Report | None) -> str:
    """What was understood, in a few words; of totals and stances the words themselves."""
    if report is None:
        return rated.span.quote
    once = {
        "incident": f"there was such an incident ({report.type})",
        "type": report.type,
        "stage": report.stage,
        "date": " to ".join(
            dict.fromkeys(str(day) for day in (report.when.earliest, report.when.latest) if day)
        ),
        "place": ", ".join(
            dict.fromkeys(name for name in (report.where.name, *report.where.within[:1]) if name)
        ),
        "undated": "no day is told",
        "unplaced": "no place is told",
        "nobody": "no perpetrator is told",
        "unharmed": "no casualties are told",
    }
    return once.get(rated.field) or _said_of(rated, report)


def _said_of(rated: Rated, report: Report) -> str:
    if rated.field == "perpetrator":
        who = report.perpetrators[rated.item]
        return f"{who.name} ({who.responsibility})"
    if rated.field == "target":
        return f"{report.targets[rated.item].name} ({report.targets[rated.item].effect})"
    if rated.field == "weapon":
        return report.weapons[rated.item].name
    hurt = report.casualties[rated.item]
    low, high = hurt.count.low, hurt.count.high
    figure = "an unknown number" if low is None else f"{low}" if low == high else f"{low} to {high or 'more'}"
    return f"{figure} {hurt.effect} ({hurt.group}), as {hurt.attribution[0].name if hurt.attribution else 'the text'} says"
