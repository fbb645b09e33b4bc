"""The work list as one goes through it: what comes before and after the task at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlencode

from fastapi import Request

from corroborate.model.naming import ACTOR, PLACE
from corroborate.review import Task
from corroborate.review.worklist import KINDS, all_tasks, unsettled
from corroborate.web.access import desk_of
from corroborate.web.keeping import Gathering, keep
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


class Work(NamedTuple):
    """All that waits, what matters most first; whether it is of the record as it stands."""

    tasks: list[Task]
    is_current: bool


def work(request: Request) -> Work:
    """The whole list. Raises Gathering."""
    store = desk_of(request).record.store
    every = keep(request, "work", lambda: all_tasks(store.waiting()))
    if every.value is None:
        raise Gathering
    found = every.value

    def waits() -> list[Task]:
        return unsettled(found, store.decisions(), store.accepted())

    # What is open may be of some seconds ago; decisions count at once.
    return Work(remembered(request, "work", waits) if every.is_current else waits(), every.is_current)


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
    found = chosen(work(request).tasks, kind)
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
