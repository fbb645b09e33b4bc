"""What the record holds, what is new, what waits for a person, what is contested, what others counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.model.card import Card, CardCount
from corroborate.record import Record
from corroborate.web.access import desk_of
from corroborate.web.drawing import Months, months_drawn
from corroborate.web.pages.totals import telling
from corroborate.web.remembered import answered, remembered
from corroborate.web.rendering import rendered

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_LISTED = 8
_GRADES = ("confirmed", "corroborated", "single-source", "contested", "denied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The record at a glance. `waiting` counts what people are asked about, by the kind of question."""

    documents: int
    publishers: int
    incidents: int
    contested: int
    totals: int
    decisions: int
    months: Months
    month_counts: Sequence[CardCount]
    grades: Mapping[str, int]
    countries: Sequence[CardCount]
    newest: Sequence[Card]
    disputed: Sequence[Card]
    waiting: Sequence[tuple[str, str, int]]

    @property
    def drawn(self) -> list[dict[str, str | int]]:
        """The months as the timeline's script takes them."""
        return [
            {
                "month": each.value,
                "n": each.incidents,
                "killed_low": each.killed_low,
                "killed_high": each.killed_high,
            }
            for each in self.month_counts
        ]


@router.get("/")
def overview(request: Request) -> Response:
    """The first page."""
    record = desk_of(request).record
    seen = remembered(request, "overview", lambda: glance(record))
    totals, is_current = telling(request, _LISTED) if seen.totals else ([], True)
    return answered(
        request,
        lambda: rendered(request, "overview.html", title="Overview", seen=seen, totals=totals),
        is_current=is_current,
    )


def glance(record: Record) -> Glance:
    """The record at a glance."""
    sizes = record.store.sizes("documents", "totals", "decisions")
    counts = record.card_counts(("month", "grade", "country", "source"))
    months = [each for each in counts["month"] if "" < each.value <= date.today().isoformat()]
    disputed = record.cards(only="contested", order="-killed", limit=_LISTED)
    newest = record.cards(only="news", order="-recorded", limit=_LISTED)
    return Glance(
        documents=sizes["documents"],
        publishers=len([each for each in counts["source"] if each.value]),
        incidents=sum(each.incidents for each in counts["grade"]),
        contested=disputed.total,
        totals=sizes["totals"],
        decisions=sizes["decisions"],
        months=months_drawn(months),
        month_counts=months,
        grades=_by_grade(counts["grade"]),
        countries=[each for each in counts["country"] if each.value][:12],
        newest=newest.cards,
        disputed=disputed.cards,
        waiting=_waiting(record),
    )


def _by_grade(counts: Sequence[CardCount]) -> dict[str, int]:
    found = {each.value: each.incidents for each in counts}
    return {name: found.get(name, 0) for name in _GRADES}


def _waiting(record: Record) -> list[tuple[str, str, int]]:
    """What people are asked: the question, where it is answered, how often it is open."""
    asked = (
        ("Sources differ: who is right?", "contested", "contested"),
        ("On which day was it?", "date", "undated"),
        ("Where was it?", "place", "unplaced"),
        ("Who is this organization?", "actor", "unknown_actor"),
    )
    merges = ("Are these two the same incident?", "/review?kind=pair", len(record.proposals()))
    return [
        merges,
        *(
            (said, f"/review?kind={kind}", record.cards(only=only, limit=0).total)
            for said, kind, only in asked
        ),
    ]
