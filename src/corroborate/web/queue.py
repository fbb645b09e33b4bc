"""The work list as one goes through it: what comes before and after the task at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import Request

from corroborate.doubtful import Doubtful, doubtful
from corroborate.model.naming import ACTOR, PLACE
from corroborate.review import Task
from corroborate.review.worklist import KINDS, Unsure, all_tasks, in_order, readings, unsettled
from corroborate.web.access import desk_of
from corroborate.web.keeping import keep, kept
from corroborate.web.remembered import remembered

KIND_NAMES = {
    "contested": "Contested",
    "pair": "Same or not",
    "reading": "Unsure readings",
    "place": "No place on the map",
    "date": "No date",
    "actor": "Unknown actors",
}
"""The kinds of tasks as the tabs call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where one is in the list: `number` of `total`, and the addresses around."""

    kind: str
    number: int
    total: int
    previous: str | None
    next: str | None
    after: str


def work(request: Request) -> list[Task]:
    """All that waits, what matters most first. Raises Gathering."""
    store = desk_of(request).record.store
    every = kept(request, "work", lambda: all_tasks(store.waiting()))
    unsure = _unsure(request)

    def waits() -> list[Task]:
        return unsettled(in_order([*every, *unsure]), store.decisions(), store.accepted())

    # What is open may be of some seconds ago; decisions count at once.
    return remembered(request, ("work", id(every), id(unsure)), waits)


MOST_RATED = 5_000
"""Incidents of a record of which every reading is rated in the background, some hundred a second."""


def _unsure(request: Request) -> list[Task]:
    """The readings of which extraction is not sure, as far as they were rated; anew only where documents were added."""
    record = desk_of(request).record

    def rated() -> list[Task]:
        if record.cards(limit=0).total > MOST_RATED:
            return []
        tolls = {card.id: card.killed_high or 0 for card in record.cards(limit=MOST_RATED).cards}
        told = (each for each in doubtful(record.store, include_names=True) if each.kind == "report")
        return readings(
            Unsure(
                each.id, each.incident or "", each.confidence, tolls.get(each.incident or "", 0), _said(each)
            )
            for each in told
        )

    added = record.store.state_mark()[1:3]
    return keep(request, "readings", rated, 0, added).value or []


_LEFT_OPEN = ("undated", "unplaced", "nobody", "unharmed")
"""Doubts about what a report does not tell: days and places that are missing wait by themselves."""


def _said(each: Doubtful) -> str:
    """What a reading takes a text for."""
    said = (doubt for doubt in each.doubts if doubt.field not in _LEFT_OPEN)
    doubt = next(said, each.doubts[0] if each.doubts else None)
    return f"{doubt.field}: {doubt.said}" if doubt else ""


def chosen(found: Sequence[Task], kind: str) -> Sequence[Task]:
    """The tasks of a kind, all for ""."""
    return [each for each in found if each.kind == kind] if kind in KINDS else found


def address(task: Task, kind: str, at: int) -> str:
    """The page on which a task is decided, with the place in the list that it came from."""
    where = f"?queue={kind}&at={at}"
    if task.kind == "pair":
        return f"/review/pairs/{task.key}{where}"
    if task.key.startswith(ACTOR):
        return f"/actors/{quote('name:' + task.key.removeprefix(ACTOR))}{where}"
    if task.key.startswith(PLACE):
        return f"/places/{quote(task.key.removeprefix(PLACE))}{where}"
    return f"/review/incidents/{task.key}{where}"


def in_queue(request: Request) -> str:
    """The part of an address that says where in the list one is; "" outside of any."""
    asked = {name: request.query_params[name] for name in ("queue", "at") if name in request.query_params}
    return f"?{urlencode(asked)}" if "queue" in asked else ""


def step(request: Request, *keys: str) -> Step | None:
    """What is around the task of one of these keys in the list that the address names; None outside of any list.

    A task that was just decided is in the list no more: what stood after it stands in its place.
    """
    kind, at = request.query_params.get("queue"), request.query_params.get("at", "0")
    if kind is None:
        return None
    found = chosen(work(request), kind)
    place = min(int(at), len(found)) if at.isdigit() and len(at) < 10 else 0
    here = next((i for i, each in enumerate(found) if each.key in keys), None)
    index = place if here is None else here
    follows = index if here is None else index + 1
    return Step(
        kind=kind,
        number=index + 1,
        total=len(found),
        previous=address(found[index - 1], kind, index - 1) if 0 < index <= len(found) else None,
        next=address(found[follows], kind, follows) if follows < len(found) else None,
        # Once this one is decided it is gone, and the next has its number.
        after=address(found[follows], kind, index) if follows < len(found) else f"/review?kind={kind}",
    )
