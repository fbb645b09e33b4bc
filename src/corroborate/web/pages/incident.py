"""One incident: what is claimed by whom, what of it holds, why its reports are one, and how that came to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from corroborate.account import Account, account_of, contested_lines, shown_to_json
from corroborate.analysis import view
from corroborate.analysis.tolls import RULE_SOURCES
from corroborate.errors import UnknownSubject
from corroborate.model import Decision, Report
from corroborate.model.card import Card
from corroborate.model.held import HeldClaim
from corroborate.model.incident import Incident, Link, Source
from corroborate.record import Record, Shown
from corroborate.web.access import desk_of
from corroborate.web.claims import ClaimTable, claim_table
from corroborate.web.desk import Desk
from corroborate.web.placemap import PRECISIONS, PlaceMap, place_map
from corroborate.web.problems import Problem
from corroborate.web.remembered import remembered
from corroborate.web.rendering import page, query

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_MOST_NEAR = 6
_TOGETHER = 2
"""Seconds within which changes of the record are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A report of the incident: what it alone says, the claim at which it begins, and why it is here.

    `reasons` are what links it to others, with the weight of evidence in bits.
    """

    report: Report
    source: Source
    claim: str | None
    reasons: tuple[tuple[Source, tuple[str, ...], float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Another incident that may be the same."""

    card: Card
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that the page of an incident shows. `moments` are the times at which the record changed about it."""

    shown: Shown
    account: Account
    contested: tuple[str, ...]
    table: ClaimTable
    reports: tuple[Merged, ...]
    near: tuple[Near, ...]
    hit: tuple[HeldClaim, ...]
    weapons: tuple[HeldClaim, ...]
    silences: tuple[HeldClaim, ...]
    map: PlaceMap | None
    decisions: tuple[Decision, ...]
    moments: tuple[str, ...]

    @property
    def incident(self) -> Incident:
        """The incident with its reports."""
        return self.shown.view.incident


@router.get("/incidents/{name}.json")
def incident_json(request: Request, name: str, as_of: str | None = None, rule: str | None = None,
                  names: str = "") -> Response:  # fmt: skip
    """What `corroborate show --json` prints."""
    shown = desk_of(request).record.show(name, rule=rule or None, as_of=as_of or None)
    return JSONResponse(shown_to_json(shown, names == "yes", as_of or None))


@router.get("/incidents/{name}")
def incident(request: Request, name: str, as_of: str | None = None, rule: str | None = None) -> Response:
    """The page of an incident; former ids, and those of its reports, lead to it."""
    desk = desk_of(request)
    record = desk.record
    if "" in request.query_params.values():
        return RedirectResponse(f"/incidents/{name}{query({'as_of': as_of, 'rule': rule})}", 303)
    try:
        shown = _placed(desk, record.show(name, rule=rule, as_of=as_of))
    except UnknownSubject as trouble:
        raise _missing(record, name, as_of, trouble) from trouble
    if as_of is None and shown.view.incident.id != name:
        return RedirectResponse(f"/incidents/{shown.view.incident.id}{query({'rule': rule})}", 307)
    seen = remembered(request, ("incident", name, as_of, rule), lambda: seen_of(record, shown, name))
    return page(
        request,
        "incident.html",
        title=_title(shown),
        seen=seen,
        name=name,
        as_of=as_of or "",
        rule=shown.view.killed.rule,
        rules=RULE_SOURCES,
        precisions=PRECISIONS,
        given={"as_of": as_of, "rule": rule},
    )


def _placed(desk: Desk, shown: Shown) -> Shown:
    """The incident with its places as they may be shown."""
    if not desk.coarsen:
        return shown
    found = shown.view.incident
    reports = tuple(replace(report, where=desk.placed(report.where)) for report in found.reports)
    return replace(shown, view=view(replace(found, reports=reports), shown.view.killed.rule))


def seen_of(record: Record, shown: Shown, name: str) -> Seen:
    """All that is shown of an incident."""
    found = shown.view.incident
    texts = {source.id: record.document(source.id).text for source in found.sources}
    where = shown.view.where
    return Seen(
        shown=shown,
        account=account_of(shown, True, {}),
        contested=tuple(contested_lines(shown.view)),
        table=claim_table(shown, texts),
        reports=tuple(_merged(shown)),
        near=tuple(_near(record, shown)),
        hit=_each_once(shown.claims, "target"),
        weapons=_each_once(shown.claims, "weapon"),
        silences=tuple(held for held in shown.claims if held.claim.field == "silence"),
        map=place_map(where.latitude, where.longitude, where.precision)
        if where.latitude is not None and where.longitude is not None
        else None,
        decisions=tuple(reversed(found.decisions)),
        moments=_moments(record, found, name),
    )


def _title(shown: Shown) -> str:
    from corroborate import words

    seen = shown.view
    kind = words.sentence_case(words.TYPES.get(seen.type, seen.type))
    return f"{kind}, {words.place(seen.where)}, {words.days(seen.when)}"


def _missing(record: Record, name: str, as_of: str | None, trouble: UnknownSubject) -> Problem:
    """Why there is no such page, and where to look."""
    if as_of:
        return Problem(404, "Not known then", f"The record did not hold incident {name} on {as_of}. "
                       "Leave the day out to see it as it stands now.")  # fmt: skip
    return Problem(404, "No such incident", f"{trouble}. Addresses of merged incidents lead on to where their reports "
                   "are now; one that no report bears was never in this record, or all its reports were rejected.")  # fmt: skip


def _merged(shown: Shown) -> Iterable[Merged]:
    found = shown.view.incident
    sources = {report.id: found.source_of(report) for report in found.reports}
    first: dict[str, str] = {}
    for held in shown.claims:
        first.setdefault(held.claim.report, held.claim.id)
    for report in found.reports:
        reasons = [
            (sources[other], link.reasons, link.weight)
            for link in found.links
            if link.status == "linked" and report.id in (link.left, link.right)
            and (other := link.right if link.left == report.id else link.left) in sources
        ]  # fmt: skip
        yield Merged(
            report=report,
            source=sources[report.id],
            claim=first.get(report.id),
            reasons=tuple(sorted(reasons, key=lambda each: -each[2])),
        )


def _near(record: Record, shown: Shown) -> Iterable[Near]:
    """The incidents of the reports that wait to be judged, each once, the likeliest first."""
    own = {report.id for report in shown.view.incident.reports}
    seen: set[str] = set()
    for link in shown.proposals[: 3 * _MOST_NEAR]:
        other = link.right if link.left in own else link.left
        try:
            cards = record.cards_of([record.store.incident(other).id])
        except UnknownSubject:
            continue
        if cards and cards[0].id not in seen and len(seen) < _MOST_NEAR:
            seen.add(cards[0].id)
            yield Near(card=cards[0], link=link)


def _each_once(claims: Sequence[HeldClaim], field: str) -> tuple[HeldClaim, ...]:
    """The claims of one field, each name once."""
    found: dict[str, HeldClaim] = {}
    for held in claims:
        if held.claim.field == field:
            found.setdefault(str(held.claim.value["name"]).casefold(), held)
    return tuple(found.values())


def _moments(record: Record, found: Incident, name: str) -> tuple[str, ...]:
    """When the record changed about an incident: changes that follow one another at once are one, the last."""
    told = {found.id, name, *(report.id for report in found.reports)}
    subjects = {each for decision in found.decisions for each in (decision.id, *decision.subjects)}
    kept: list[str] = []
    for at in record.store.moments(told, subjects):
        if kept and _seconds(kept[-1], at) < _TOGETHER:
            kept[-1] = at
        else:
            kept.append(at)
    return tuple(reversed(kept))


def _seconds(one: str, other: str) -> float:
    return (datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds()
