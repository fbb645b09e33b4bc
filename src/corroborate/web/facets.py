"""What a view of incidents may be narrowed by, and what narrows it already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corroborate import words
from corroborate.model.card import CardCount
from corroborate.web.asked import Asked
from corroborate.web.listing import Listing
from corroborate.web.rendering import GRADES, country, query

ONLY = {
    "contested": "sources differ",
    "undated": "no day known",
    "unplaced": "no place known",
    "unknown_actor": "by somebody no registry knows",
    "news": "told as news",
    "background": "recalled as background",
}
"""The flags of a card, in words."""

LABELS = {
    "since": "From",
    "until": "To",
    "place": "Place",
    "actor": "Actor",
    "type": "Type",
    "stage": "Stage",
    "tactic": "Tactic",
    "group": "Who was hit",
    "grade": "Grade",
    "source": "Source",
    "document": "Document",
    "only": "Only",
    "text": "Quotes say",
    "as_of": "As known on",
    "bounds": "On the map",
}

_FACETS = (("type", "type"), ("grade", "grade"), ("country", "place"), ("group", "group"))
"""Parts that are counted, and the filters that choose their values."""
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet: `link` is the view with it, or without it where it is chosen already."""

    said: str
    value: str
    link: str
    incidents: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What a view may be narrowed by; `more` counts the values that are not shown."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter in force, and the view without it."""

    label: str
    said: str
    link: str


def said_of(name: str, value: str) -> str:
    """A filter's value in words."""
    if name == "type":
        return words.sentence_case(words.TYPES.get(value, value))
    if name == "grade":
        return GRADES.get(value, value)
    if name == "group":
        return words.sentence_case(words.group(value).replace("_", " "))
    if name == "only":
        return ONLY.get(value, value)
    if name == "place" and len(value) == 2 and value.isupper():
        return country(value)
    return value[:10] if name == "document" else value


def chips_of(asked: Asked, path: str) -> list[Chip]:
    """The filters in force, each with the view that lacks it."""
    found = []
    for name, value in asked.given.items():
        if name not in LABELS:
            continue
        for each in value if isinstance(value, tuple) else (value,):
            link = path + query(asked.without(name, each))
            found.append(Chip(label=LABELS[name], said=said_of(name, each), link=link))
    return found


def facets_of(
    listing: Listing, asked: Asked, counts: Mapping[str, Sequence[CardCount]], path: str
) -> list[Facet]:
    """What the view may be narrowed by. A facet that narrows it already is counted as though it did not."""
    found = []
    for part, name in _FACETS:
        told = counts[part]
        if name in asked.filters:
            told = listing.counts(asked, (part,), **{name: ()})[part]
        found.append(_facet(asked, name, told, path))
    return found


def _facet(asked: Asked, name: str, told: Sequence[CardCount], path: str) -> Facet:
    chosen: tuple[str, ...] = asked.filters.get(name, ())
    named = [each for each in told if each.value]
    shown = named[:_SHOWN] + [each for each in named[_SHOWN:] if each.value in chosen]
    choices = []
    for each in shown:
        is_chosen = each.value in chosen
        others = (
            asked.without(name, each.value) if is_chosen else {**asked.given, name: (*chosen, each.value)}
        )
        choices.append(
            Choice(
                said=said_of(name, each.value),
                value=each.value,
                link=path + query(others),
                incidents=each.incidents,
                is_chosen=is_chosen,
            )
        )
    label = "Country" if name == "place" else LABELS[name]
    return Facet(name=name, label=label, choices=tuple(choices), more=len(named) - len(shown))
