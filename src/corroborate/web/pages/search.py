"""Full text: the documents that hold all the words, and the incidents of which such words are quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corroborate.model.card import Card
from corroborate.model.held import DocumentPage, Hit
from corroborate.model.selection import Selection
from corroborate.record import Record
from corroborate.web.access import desk_of
from corroborate.web.asked import MOST
from corroborate.web.remembered import remembered
from corroborate.web.rendering import page, query
from corroborate.web.shelving import Shelf, shelf_asked, snippet_shown, words_marked

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """An incident of which the words asked for are quoted: the longest quote that holds one, and its claim."""

    hit: Hit
    card: Card | None
    quote: str
    claim: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search comes to: documents, or quotes, and how many there are of both."""

    documents: DocumentPage
    quotes: Sequence[Quoted]
    quotes_total: int


@router.get("/search")
def search(request: Request) -> Response:
    """What holds the words."""
    kind = "quotes" if request.query_params.get("in") == "quotes" else "documents"
    params = request.query_params
    shelf = shelf_asked(
        type(params)([each for each in params.multi_items() if each[0] != "in"]), _PAGE, "best"
    )
    given: Mapping[str, object] = {**shelf.given, "in": kind if kind == "quotes" else None}
    if "" in params.values() and shelf.query.text:
        return RedirectResponse(f"/search{query(given)}", 303)
    record = desk_of(request).record
    key = ("search", query(given), shelf.query.offset, shelf.query.limit)
    found = remembered(request, key, lambda: found_of(record, shelf, kind)) if shelf.query.text else None
    return page(
        request,
        "search.html",
        title=f"Search: {shelf.query.text}" if shelf.query.text else "Search",
        q=shelf.query.text,
        found=found,
        shelf=shelf,
        given=given,
        kind=kind,
        snippet_shown=snippet_shown,
        words_marked=words_marked,
    )


def found_of(record: Record, shelf: Shelf, kind: str) -> Found:
    """What the record holds of the words asked for."""
    asked = shelf.query
    documents = record.store.shelf(asked)
    first, most = (asked.offset, min(asked.limit, MOST)) if kind == "quotes" else (0, 0)
    quotes = record.store.quotes(asked.text, first, most)
    return Found(
        documents=documents, quotes=_quoted(record, quotes.hits, asked.text), quotes_total=quotes.total
    )


def _quoted(record: Record, hits: Sequence[Hit], text: str) -> list[Quoted]:
    """The hits with their incidents, and of each the longest quote that holds a word asked for."""
    cards = {card.id: card for card in record.cards_of({hit.incident for hit in hits if hit.incident})}
    wanted = {hit.id for hit in hits}
    best: dict[str, tuple[int, int, str, str]] = {}
    for held in record.store.claims(Selection(reports=tuple(wanted))) if wanted else ():
        claim = held.claim
        if claim.report in wanted:
            marks = str(words_marked(claim.span.quote, text)).count("<mark>")
            best[claim.report] = max(
                best.get(claim.report, (-1, 0, "", "")),
                (marks, len(claim.span.quote), claim.span.quote, claim.id),
            )
    return [
        Quoted(
            hit=hit,
            card=cards.get(hit.incident or ""),
            quote=best[hit.id][2] if hit.id in best else "",
            claim=best[hit.id][3] if hit.id in best else None,
        )
        for hit in hits
    ]
