"""Quoted totals: who says how many over which time, beside what the record itself comes to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import QueryParams

from corroborate.account import sentence_around
from corroborate.analysis import Ledger
from corroborate.analysis.rivals import claimant_of
from corroborate.answers import QuotedTotal
from corroborate.errors import BadRequest, UnknownSubject
from corroborate.model import Total
from corroborate.model.held import HeldTotal
from corroborate.model.selection import Selection
from corroborate.publishing import ALL_SHOWN, Names, Showing, names_by_document
from corroborate.publishing.rows import total_row
from corroborate.record import Record
from corroborate.table import Table
from corroborate.web.access import desk_of
from corroborate.web.asked import Asked, asked
from corroborate.web.downloads import table_download
from corroborate.web.drawing import most_killed
from corroborate.web.keeping import keep
from corroborate.web.remembered import answered, remembered
from corroborate.web.rendering import page, query, rendered

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

OWN = ("claimant", "measure", "show")
_FILTERS = ("since", "until", "place", "actor", "text", "document")
SHOWN = {"unexplained": "more than the record explains", "explained": "explained by the record"}
_MOST_INCIDENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A total with who claims it, and what draws it: the quoted and the record's range on one scale."""

    id: str
    claimant: str
    total: Total
    quoted: Sequence[HeldTotal]
    incidents: tuple[str, ...]
    low: int | None
    high: int | None
    unexplained: int | None
    reason: str
    is_compared: bool

    @property
    def most(self) -> int:
        """The end of the scale on which both ranges are drawn."""
        ends = (self.total.count.low, self.total.count.high, self.low, self.high)
        return max((each for each in ends if each is not None), default=0)

    @property
    def found(self) -> str:
        """The listing in which the incidents that may explain it stand."""
        total = self.total
        asked_for = {
            "since": total.period.earliest, "until": total.period.latest, "place": total.where.name,
            "actor": total.actor,
        }  # fmt: skip
        is_bounded = total.period.earliest or total.period.latest
        own = {} if is_bounded else {"document": total.document}
        return "/incidents" + query({**asked_for, **own})


def telling(request: Request, most: int) -> tuple[list[Line], bool]:
    """The totals that say most: of a time and a place or party, held against incidents, told by most documents.

    And whether they are held against the record as it stands.
    """
    lines, is_current = _lines(request, asked(QueryParams()))
    fit = [
        each
        for each in lines
        if each.high and _begins(each.total) and (each.total.where.name or each.total.actor)
    ]
    fit.sort(key=lambda each: (-len(each.quoted), -len(each.incidents), each.id))
    return fit[:most], is_current


@router.get("/totals")
def totals(request: Request) -> Response:
    """The list, with the contradictions among those who claim."""
    wanted = asked(request.query_params, OWN)
    _refuse_unknown(wanted)
    lines, is_current = _lines(request, wanted)
    return answered(request, lambda: _listed(request, wanted, lines, is_current), is_current=is_current)


def _listed(request: Request, wanted: Asked, lines: Sequence[Line], is_current: bool) -> str:
    shown = [line for line in lines if _fits(line, wanted.more)]
    rivals = _rivals(request, wanted)
    limit = max(len(shown), 1) if desk_of(request).is_site else wanted.limit
    return rendered(
        request,
        "totals.html",
        title="Totals",
        asked=wanted,
        shown=SHOWN,
        lines=shown[wanted.offset : wanted.offset + limit],
        offset=wanted.offset,
        limit=limit,
        total=len(shown),
        held=len(lines),
        is_current=is_current,
        claimants=sorted({line.claimant for line in lines}),
        measures=sorted({line.total.measure for line in lines}),
        rivals=rivals[:20],
        many_rivals=len(rivals),
    )


@router.get("/totals.{form}")
def as_file(request: Request, form: str) -> Response:
    """The same totals as rows of the export."""
    wanted = asked(request.query_params, (*OWN, "names"))
    _refuse_unknown(wanted)
    found = [
        each for each in _quoted(request, wanted, patience=None)[0] if _fits(_line(each, True), wanted.more)
    ]
    rows = total_rows(request, found, shows_all=wanted.more.get("names") == "yes")
    return table_download(desk_of(request).record, Table("totals", list(rows)), form)


@router.get("/totals/{name}")
def total(request: Request, name: str) -> Response:
    """One total: its words, what others say of the same, and the incidents that explain it."""
    lines, is_current = _lines(request, asked(request.query_params))
    ids = {each.id: line for line in lines for each in line.quoted}
    found = [line for id_, line in ids.items() if id_.startswith(name)]
    if not found:
        raise UnknownSubject(f"{name!r}: the record holds no such total")
    line = found[0]
    record = desk_of(request).record
    cards = record.store.cards_of(line.incidents[:_MOST_INCIDENTS])
    return page(
        request,
        "total.html",
        title=f"{line.claimant}: a total",
        line=line,
        quotes={held.id: _sentence(record, held) for held in line.quoted},
        cards=cards,
        most=most_killed(cards),
        others=[each for each in lines if each.id != line.id and _topic(each.total) == _topic(line.total)],
        is_current=is_current,
    )


def _sentence(record: Record, held: HeldTotal) -> tuple[str, str, str]:
    """The sentence in which a total is quoted."""
    return sentence_around(record.document(held.source.id).text, held.total.span)


def _topic(total: Total) -> tuple[object, ...]:
    """What a total is of; where it names neither place nor actor, of its time alone."""
    is_named = total.where.name or total.actor
    period = None if is_named else (total.period.earliest, total.period.latest)
    return total.measure, total.group, total.where.name, total.actor, period


def _refuse_unknown(wanted: Asked) -> None:
    strange = sorted(set(wanted.filters) - set(_FILTERS))
    if strange:
        raise BadRequest(f"{strange[0]}: totals are not filtered by it; choose among {', '.join(_FILTERS)}")
    if wanted.more.get("show", "") not in ("", *SHOWN):
        raise BadRequest(f"show {wanted.more['show']!r}: choose {' or '.join(SHOWN)}")


def _lines(request: Request, wanted: Asked) -> tuple[list[Line], bool]:
    found, is_current = _quoted(request, wanted, None if desk_of(request).is_site else -1)
    lines = [_line(each, is_current is not None) for each in found]
    lines.sort(key=lambda line: (line.claimant.casefold(), line.id))
    order = sorted(
        lines, key=lambda line: _begins(line.total), reverse=True
    )  # the newest first, within it by claimant
    return order, bool(is_current)


def _quoted(
    request: Request, wanted: Asked, patience: float | None = -1
) -> tuple[list[QuotedTotal], bool | None]:
    """The totals asked for; whether they are compared with the record as it stands, None where not at all."""
    record = desk_of(request).record
    ledger, is_current = keep(request, "ledger", request.app.state.accounts.ledger, patience)
    key = ("totals", json.dumps(wanted.filters, sort_keys=True, default=str), id(ledger))
    empty: Any = wanted.filters
    found = remembered(request, key, lambda: record.quoted_totals(ledger=ledger or Ledger(), **empty))
    return found, is_current if ledger is not None else None


def _line(each: QuotedTotal, is_compared: bool) -> Line:
    first = min(each.quoted, key=lambda held: (held.source.published or "9999", held.id))
    compared = each.comparison
    return Line(
        id=min(held.id for held in each.quoted),
        claimant=claimant_of(first),
        total=first.total,
        quoted=each.quoted,
        incidents=compared.incidents,
        low=compared.low if is_compared else None,
        high=compared.high if is_compared else None,
        unexplained=compared.unexplained if is_compared else None,
        reason=compared.reason,
        is_compared=is_compared,
    )


def _begins(total: Total) -> str:
    day = total.period.earliest or total.period.latest
    return day.isoformat() if day else ""


def _fits(line: Line, more: Mapping[str, str]) -> bool:
    show = more.get("show")
    return (
        more.get("claimant") in (None, line.claimant)
        and more.get("measure") in (None, line.total.measure)
        and (not show or (line.unexplained is not None and bool(line.unexplained) == (show == "unexplained")))
    )


def _rivals(request: Request, wanted: Asked) -> list[Mapping[str, Any]]:
    """Totals of different claimants that cannot both be right."""
    filters: Any = wanted.filters
    key = ("rivals", json.dumps(filters, sort_keys=True, default=str))
    return remembered(request, key, lambda: list(desk_of(request).record.contradictions(**filters)))


def total_rows(request: Request, found: Iterable[QuotedTotal], shows_all: bool) -> Iterator[dict[str, Any]]:
    """The totals as the exports have them; names of private people held back unless they are asked for."""
    quoted = list(found)
    documents = {held.source.id for each in quoted for held in each.quoted}
    names: Mapping[str, Names] = {}
    if not shows_all and documents:
        claims = desk_of(request).record.store.claims(Selection(documents=tuple(documents)))
        names = names_by_document(claims)
    for each in quoted:
        told = [names[held.source.id] for held in each.quoted if held.source.id in names]
        how = ALL_SHOWN if shows_all else Names.together(told)
        yield total_row(each.quoted, each.comparison, Showing(names=how))
