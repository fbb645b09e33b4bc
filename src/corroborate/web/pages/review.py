"""The work list, and its pairs: are two incidents one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corroborate.analysis import View, as_decided, view
from corroborate.errors import BadRequest
from corroborate.model import Decision
from corroborate.model.card import Card
from corroborate.model.incident import Incident, Link
from corroborate.record import Record
from corroborate.review import Task, in_force
from corroborate.review.worklist import KINDS
from corroborate.web.access import desk_of
from corroborate.web.comparing import Compared, side_by_side
from corroborate.web.deciding import Act, Form, Standing, aids, decide, standing_of
from corroborate.web.queue import KIND_NAMES, address, chosen, step, work
from corroborate.web.quoting import Quoted, quotes_of
from corroborate.web.remembered import answered
from corroborate.web.rendering import page, rendered

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PAGE = 50
REASONS = {
    "same": "the same deed: day, place and figures fit",
    "different": "two deeds: day, place or figures do not fit",
}
"""What a decision says for itself where nobody says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task of the list with its page and the incidents it is about."""

    task: Task
    href: str
    cards: tuple[Card, ...]


@router.get("/review")
def review(request: Request, kind: str = "", offset: int = 0) -> Response:
    """What waits for a person, what matters most first."""
    if kind and kind not in KINDS:
        raise BadRequest(f"kind {kind!r}: there is no such kind of task; choose among {', '.join(KINDS)}")
    found, is_current = work(request)
    return answered(request, lambda: _listed(request, found, kind, offset), is_current=is_current)


def _listed(request: Request, found: Sequence[Task], kind: str, offset: int) -> str:
    listed = chosen(found, kind)
    offset = max(0, min(offset, len(listed) - 1))
    shown = listed[offset : offset + _PAGE]
    return rendered(
        request,
        "review.html",
        title="Review",
        kind=kind,
        kinds=KIND_NAMES,
        counts=Counter(task.kind for task in found),
        rows=_rows(desk_of(request).record, shown, kind, offset),
        most=max((task.killed for task in shown), default=0),
        offset=offset,
        limit=_PAGE,
        total=len(listed),
        everything=len(found),
        conflicts=len(desk_of(request).record.conflicts()),
    )


def _rows(record: Record, shown: Sequence[Task], kind: str, offset: int) -> list[Row]:
    wanted = {each for task in shown for each in task.about[:2]}
    cards = {card.id: card for card in record.store.cards_of(wanted)}
    return [
        Row(
            task=task,
            href=address(task, kind, offset + i),
            cards=tuple(cards[each] for each in task.about[:2] if each in cards),
        )
        for i, task in enumerate(shown)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two incidents side by side. `link` is why they may be one; `done` are decisions about them in force."""

    left: View
    right: View
    is_one: bool
    link: Link | None
    rows: list[Compared]
    quotes: tuple[list[Quoted], list[Quoted]]
    done: list[Decision]
    standing: Standing


@router.get("/review/pairs/{left}/{right}")
def pair(request: Request, left: str, right: str) -> Response:
    """Two incidents with their differences marked."""
    seen = _pair(desk_of(request).record, left, right)
    return page(
        request,
        "pair.html",
        title="Are these one incident?",
        pair=seen,
        step=step(request, f"{left}/{right}"),
        here=request.url.path,
        **aids(request),
    )


@router.post("/review/pairs/{left}/{right}")
def decide_pair(request: Request, left: str, right: str, form: Form) -> Response:
    """Same or different."""
    record = desk_of(request).record
    verdict = form.one("verdict")
    if verdict not in REASONS:
        raise BadRequest(f"verdict {verdict!r}: choose same or different")
    reason = form.one("reason") or REASONS[verdict]

    def do(author: str) -> Decision:
        act = record.merge if verdict == "same" else record.keep_apart
        return act(left, right, reason=reason, author=author)

    act = Act(standing=lambda: standing_of(_both(record, left, right)), do=do, then=request.url.path)
    return decide(request, form, act)


def _both(record: Record, left: str, right: str) -> list[Incident]:
    """The incidents of two reports: one where they were joined."""
    found = [record.store.incident(each) for each in (left, right)]
    return found[:1] if found[0].id == found[1].id else found


def _pair(record: Record, left: str, right: str) -> Pair:
    both = _both(record, left, right)
    one, other = both[0], both[-1]
    views = [view(_seen(each)) for each in (one, other)]
    reports = [{report.id for report in each.reports} for each in (one, other)]
    links = [
        link for link in one.links
        if (link.left in reports[0] and link.right in reports[1])
        or (link.left in reports[1] and link.right in reports[0])
    ]  # fmt: skip
    standing = standing_of(both)
    return Pair(
        left=views[0],
        right=views[1],
        is_one=one.id == other.id,
        link=max(links, key=lambda link: link.score, default=None),
        rows=side_by_side(*views),
        quotes=(quotes_of(record, one), quotes_of(record, other)),
        done=[each for each in in_force(standing.decisions) if _is_about(each, reports)],
        standing=standing,
    )


def _seen(incident: Incident) -> Incident:
    """As people decided it; as it was read where they rejected all of it."""
    decided = as_decided(incident)
    return decided if decided.reports else incident


def _is_about(decision: Decision, reports: list[set[str]]) -> bool:
    """Does a decision say whether two incidents are one?"""
    return decision.kind in ("same", "different") and all(
        told.intersection(decision.subjects) for told in reports
    )


@router.get("/review/next")
def first(request: Request, kind: str = "") -> Response:
    """The first task of the list: where one begins, or goes on another day."""
    listed = chosen(work(request).tasks, kind)
    return RedirectResponse(address(listed[0], kind, 0) if listed else f"/review?kind={kind}", 303)
