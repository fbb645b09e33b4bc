"""Taking reports out of an incident, and joining incidents: what it will change, then the decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.analysis import View, as_decided, view
from corroborate.errors import BadRequest
from corroborate.model import Decision, Report
from corroborate.model.incident import Incident
from corroborate.web.access import desk_of
from corroborate.web.comparing import Compared, outcome
from corroborate.web.deciding import Act, Form, aids, decide, standing_of
from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a decision about to be made does: incidents before and after, and what they come to."""

    verb: str
    before: tuple[View, ...]
    after: tuple[View, ...]
    rows: list[Compared]
    reason: str
    fields: tuple[tuple[str, str], ...]


@router.get("/review/incidents/{name}/split")
def split(request: Request, name: str, report: Annotated[list[str], Query()] = []) -> Response:  # noqa: B006
    """What taking some reports out will change."""
    found = desk_of(request).record.store.incident(name)
    return _confirm(request, _parted(found, report), [found])


@router.post("/review/incidents/{name}/split")
def decide_split(request: Request, name: str, form: Form) -> Response:
    """Take them out."""
    record = desk_of(request).record
    out, reason = form.all("report"), form.one("reason") or SPLIT
    if not out:
        raise BadRequest("split: tick the reports to take out")
    return _decide(request, form, [name], lambda by: record.split(*out, reason=reason, author=by))


@router.get("/review/incidents/{name}/join")
def join(request: Request, name: str, other: str = "") -> Response:
    """What joining another incident will change."""
    store = desk_of(request).record.store
    if not other.strip():
        raise BadRequest("join: give the id of the other incident, or the beginning of it")
    both = [store.incident(each.strip()) for each in (name, other)]
    if both[0].id == both[1].id:
        raise BadRequest("join: these are one incident already")
    return _confirm(request, _joined(both, other.strip()), both)


@router.post("/review/incidents/{name}/join")
def decide_join(request: Request, name: str, form: Form) -> Response:
    """Join them."""
    record = desk_of(request).record
    other, reason = form.one("other"), form.one("reason") or JOIN
    return _decide(
        request, form, [name, other], lambda by: record.merge(name, other, reason=reason, author=by)
    )


SPLIT = "these tell of another deed"
JOIN = "the same deed: day, place and figures fit"


def _parted(found: Incident, names: Sequence[str]) -> Change:
    told = {report.id: report for report in found.reports}
    out = [each for each in dict.fromkeys(names) if each in told]
    if not out or len(out) == len(told):
        raise BadRequest("split: tick some of the reports, not none and not all; the rest stays together")
    parts = (
        _of(found, [report for each, report in told.items() if each not in out]),
        _of(found, [told[each] for each in out]),
    )
    return Change(
        verb=f"Take out {len(out)} of {len(told)} reports",
        before=(_seen(found),),
        after=tuple(_seen(each) for each in parts),
        rows=outcome([_seen(found)], [_seen(each) for each in parts]),
        reason=SPLIT,
        fields=tuple(("report", each) for each in out),
    )


def _joined(both: Sequence[Incident], other: str) -> Change:
    one, two = both
    sources = {each.id: each for each in (*one.sources, *two.sources)}
    together = replace(
        one,
        id=min(one.id, two.id),
        reports=(*one.reports, *two.reports),
        sources=tuple(sources.values()),
        decisions=tuple({each.id: each for each in (*one.decisions, *two.decisions)}.values()),
    )
    before = tuple(_seen(each) for each in both)
    after = (_seen(together),)
    return Change(
        verb="Join the two", before=before, after=after, rows=outcome(before, after), reason=JOIN,
        fields=(("other", other),),
    )  # fmt: skip


def _of(found: Incident, reports: Sequence[Report]) -> Incident:
    """The part of an incident that some of its reports make."""
    documents = {report.document for report in reports}
    return replace(
        found,
        id=min(report.id for report in reports),
        reports=tuple(reports),
        sources=tuple(each for each in found.sources if each.id in documents),
    )


def _seen(incident: Incident) -> View:
    decided = as_decided(incident)
    return view(decided if decided.reports else incident)


def _confirm(request: Request, change: Change, about: Sequence[Incident]) -> Response:
    return page(
        request,
        "confirm.html",
        title=f"{change.verb}?",
        change=change,
        incident=about[0],
        standing=standing_of(about),
        here=request.url.path,
        **aids(request),
    )


def _decide(request: Request, form: Form, names: Sequence[str], do: Callable[[str], Decision]) -> Response:
    store = desk_of(request).record.store
    found = {each.id: each for each in (store.incident(name) for name in names)}
    act = Act(
        standing=lambda: standing_of({each.id: each for each in map(store.incident, names)}.values()),
        do=do,
        then=f"/review/incidents/{min(found)}",
    )
    return decide(request, form, act)
