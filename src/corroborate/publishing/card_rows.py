"""Rows of incidents from what is kept on their cards: as `rows.incident_row` makes them, for exports of many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corroborate.analysis.figures import best
from corroborate.analysis.private import is_a_name, is_private_suspect
from corroborate.model import Where
from corroborate.model.card import Card, CardFigure, CardRow
from corroborate.publishing.names import Names
from corroborate.publishing.rows import Row, Showing, where_cells


def card_row(card: Card, told: CardRow, rule: str, how: Showing) -> Row:
    """One incident as a row, by the rule named."""
    said: Callable[[str], str | None] = str if how.names.is_open else how.names.in_text
    killed = _figure(card.killed, "killed", rule)
    injured = _figure(card.injured, "injured", rule)
    return {
        "id": card.id,
        "type": card.type,
        "stage": card.stage,
        "tactics": list(card.tactics),
        "earliest": card.earliest,
        "latest": card.latest,
        "date_precision": card.date_precision,
        **where_cells(where_of(card), how),
        "perpetrators": [f"{said(name)} ({responsibility})" for name, _, responsibility, _ in card.perpetrators],
        "perpetrator_actors": [
            actor for _, actor, responsibility, _ in card.perpetrators if actor and responsibility != "denied"
        ],
        "killed_low": killed[0],
        "killed_best": killed[1],
        "killed_high": killed[2],
        "injured_low": injured[0],
        "injured_best": injured[1],
        "injured_high": injured[2],
        "figures": [
            {"effect": effect, "group": group, "low": low, "best": figure, "high": high, "reason": said(reason)}
            for effect, group, low, figure, high, reason in told.figures[rule]
        ],
        "rule": rule,
        "rule_reason": said(killed[4]),
        "grade": card.grade,
        "grade_reason": said(card.grade_reason),
        "contested": [said(line) for line in card.contested],
        "sources": card.sources,
        "source_names": [said(name) for name in told.source_names],
        "documents": card.documents,
        "first_published": card.first_published,
        "background": card.background,
        "reports": list(told.reports),
        "as_of": how.as_of,
    }  # fmt: skip


def names_on(told: CardRow, card: Card | None = None) -> Names:
    """The names of private persons to hold back, those of parties and places on the card to be left."""
    private = frozenset(name for name in told.private if is_a_name(name))
    if not private:
        return _NONE
    public = set(told.source_names)
    if card is not None:
        by = (name for name, actor, _, kind in card.perpetrators if not is_private_suspect(kind, actor))
        public |= {*by, *(name for name in (card.place, *card.within) if name)}
    return Names(private=private, public=frozenset(public) - private)


_NONE = Names()


def _figure(held: Any, effect: str, rule: str) -> CardFigure | list[Any]:
    """A figure by a rule; one of nobody where nothing is said."""
    if held:
        figure: list[Any] = held[rule]
        return figure
    nothing = best([], rule, effect)
    return CardFigure(nothing.low, nothing.best, nothing.high, nothing.group, nothing.reason)


def where_of(card: Card) -> Where:
    """Where an incident is, by its card."""
    return Where(
        name=card.place, within=tuple(card.within), country=card.country, latitude=card.latitude,
        longitude=card.longitude, precision=card.place_precision,  # type: ignore[arg-type]  # cards hold precisions
    )  # fmt: skip
