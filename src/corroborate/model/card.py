"""One incident as a listing, a map, a timeline and a work list show it; computed once, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corroborate.model.selection import EVERYTHING, Selection

CARD_FORM = 3
"""The version of what makes a card: one more whenever grades, figures, views or the card itself change."""

GRADE_ORDER = ("confirmed", "corroborated", "single-source", "contested", "denied")
"""The grades as listings order them, the best attested first."""

CardOrder = Literal[
    "day", "-day", "killed", "-killed", "recorded", "-recorded", "changed", "-changed", "grade", "-grade"
]
CardFlag = Literal["contested", "undated", "unplaced", "unknown_actor", "background", "news"]
CardPart = Literal["month", "year", "type", "grade", "country", "group", "tactic", "source"]


class CardFigure(NamedTuple):
    """What a rule makes of the figures for one effect, as `corroborate.analysis.Figure`; None is unknown."""

    low: int | None
    best: int | None
    high: int | None
    group: str
    reason: str


class CardPerpetrator(NamedTuple):
    """A party said to have done it; `kind` individual without an `actor` is a private person."""

    name: str
    actor: str | None
    responsibility: str
    kind: str


class Card(NamedTuple):
    """What the reports of an incident come to, decisions applied, by the rules of `corroborate.analysis.View`.

    Days are ISO 8601 and None where unknown, times are UTC. `killed` and `injured` hold a figure for each named
    rule, and nothing where nobody gives a figure; `killed_low` to `captured_high` are those of the rule "lowest". `sources` counts first speakers,
    `contested` has a line for each thing on which they differ. `confidence` (0 to 1) is that of the
    least sure of its readings, None where nothing measured it. `unknown_actor`: an organization is named that no registry knows. `decisions` counts those in
    force. `first_recorded` is when the record first held one of its documents, `changed` when this card last
    became another.
    """

    id: str
    type: str
    stage: str
    earliest: str | None
    latest: str | None
    date_precision: str
    date_wording: str | None
    place: str | None
    within: tuple[str, ...]
    country: str | None
    latitude: float | None
    longitude: float | None
    place_precision: str
    tactics: tuple[str, ...]
    perpetrators: tuple[CardPerpetrator, ...]
    groups: tuple[str, ...]
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    captured_low: int | None
    captured_high: int | None
    killed: Mapping[str, CardFigure]
    injured: Mapping[str, CardFigure]
    grade: str
    grade_reason: str
    contested: tuple[str, ...]
    silent: tuple[str, ...]
    sources: int
    documents: int
    first_published: str | None
    last_published: str | None
    title: str | None
    background: bool
    confidence: float | None
    undated: bool
    unplaced: bool
    unknown_actor: bool
    decisions: int
    first_recorded: str = ""
    changed: str = ""


CARD_KEPT = len(Card._fields) - 2
"""How many parts of a card are kept in its body: all but when it was recorded and changed."""


class CardReport(NamedTuple):
    """What one report of an incident can be found by: `terms` are (kind, name), names as they are shown.

    Kinds are place, actor, type, tactic, group and source. `starts` and `ends` are its days, one standing for
    the other where only one is known.
    """

    report: str
    starts: str | None
    ends: str | None
    terms: tuple[tuple[str, str], ...]


UNSURE = 0.5
"""Readings below this confidence are more likely wrong than right: they wait for a person."""


class CardReading(NamedTuple):
    """A report of which extraction is not sure: the share of it that may be right, and the doubtful part of it in words."""

    report: str
    confidence: float
    said: str


class CardRow(NamedTuple):
    """What is kept with a card for tables and the work list, so that they are written without the reports.

    `figures` holds for each named rule (effect, group, low, best, high, reason) of every effect and group;
    `private` the names of private persons, to be held back; `unsure` the readings that are more likely wrong than
    right.
    """

    source_names: tuple[str, ...]
    reports: tuple[str, ...]
    private: tuple[str, ...]
    figures: Mapping[str, tuple[tuple[str, str, int | None, int | None, int | None, str], ...]]
    unsure: tuple[CardReading, ...] = ()


class Filed(NamedTuple):
    """An incident as it is filed: its card, what its reports are found by, and what its row tells beside."""

    card: Card
    reports: tuple[CardReport, ...]
    row: CardRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CardQuery:
    """Which cards, in which order, and which page of them; what is empty does not restrict.

    `selection` means what it means for incidents (any report of one fits all of it), but for `as_of` and `limit`,
    which are not looked at. Of several of one kind any fits; `sources` are publishers; every one of `only` must
    hold. `bounds` are west, south, east and north in degrees; west above east crosses the date line. In every
    order what is unknown comes last; "grade" has the best attested first.
    """

    selection: Selection = EVERYTHING
    stages: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    only: tuple[CardFlag, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    order: CardOrder = "day"
    offset: int = 0
    limit: int = 50


EVERY_CARD = CardQuery()


class CardPage(NamedTuple):
    """A page of cards, and how many there are on all pages."""

    cards: list[Card]
    total: int


class CardCount(NamedTuple):
    """How many incidents have one value ("2024-05", "attack", …; "" for none), and how many were killed in them.

    An incident of unknown figure adds nothing to the sums.
    """

    value: str
    incidents: int
    killed_low: int
    killed_high: int


class CardPoint(NamedTuple):
    """An incident on a map and on a timeline; one that no map can show has no coordinates."""

    id: str
    latitude: float | None
    longitude: float | None
    precision: str
    day: str | None
    killed_low: int | None
    killed_high: int | None
    grade: str
    type: str
    place: str | None


class CardCell(NamedTuple):
    """The incidents of one cell of a grid: `latitude` and `longitude` are their mean."""

    latitude: float
    longitude: float
    incidents: int
    killed_low: int
    killed_high: int


class CardPoints(NamedTuple):
    """Incidents, each a point, or, where they are too many, those with coordinates in cells `width` degrees wide.

    `placed` counts those on the map, `unplaced` those without coordinates.
    """

    points: list[CardPoint]
    cells: list[CardCell]
    width: float
    placed: int
    unplaced: int
