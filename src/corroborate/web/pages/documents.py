"""The documents of the record, and each as it was read, with what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from corroborate import words
from corroborate.errors import UnknownSubject
from corroborate.model import Document
from corroborate.model.card import Card
from corroborate.model.held import DocumentCount, DocumentPage, HeldClaim, HeldDocument, HeldStance, HeldTotal
from corroborate.model.selection import Selection
from corroborate.record import Record
from corroborate.web.access import desk_of
from corroborate.web.asked import PAGE
from corroborate.web.listing import Whole
from corroborate.web.marking import KINDS, Marked, marked, mentions_of, quoted
from corroborate.web.problems import Problem
from corroborate.web.remembered import answered, remembered
from corroborate.web.rendering import page, query, rendered
from corroborate.web.shelving import NONE, ONLY, ORDERS, Shelf, shelf_asked, snippet_shown

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

PATH = "/documents"
_PARTS = ("publisher", "language", "coder")
_MOST = 100
_ORDER = (
    "casualty",
    "perpetrator",
    "target",
    "weapon",
    "when",
    "where",
    "silence",
    "tactic",
    "type",
    "stage",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A claim of a document in words: what it is about, what it says, and who says so."""

    claim: HeldClaim
    about: str
    said: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An incident that a document tells of, with its claims; `card` is None where no card is at hand."""

    incident: str
    card: Card | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document with all that was found in it, and its copies."""

    document: Document
    held: HeldDocument
    text: Marked
    told: tuple[Told, ...]
    totals: tuple[HeldTotal, ...]
    stances: tuple[HeldStance, ...]
    original: HeldDocument | None
    copies: tuple[HeldDocument, ...]


@router.get("/documents")
def documents(request: Request) -> Response:
    """The list of documents."""
    shelf = shelf_asked(request.query_params, Whole.MOST if desk_of(request).is_site else PAGE)
    if "" in request.query_params.values():
        return RedirectResponse(PATH + query(shelf.given), 303)
    return answered(request, lambda: _list(request, shelf))


def _list(request: Request, shelf: Shelf) -> str:
    found, counts = _listed(desk_of(request).record, shelf)
    return rendered(
        request,
        "documents.html",
        title="Documents",
        found=found,
        shelf=shelf,
        counts=counts,
        orders=ORDERS,
        only=ONLY,
        none=NONE,
        most=_MOST,
        snippet_shown=snippet_shown,
    )


@router.get("/documents/{name}.txt")
def document_text(request: Request, name: str) -> Response:
    """The text as read, without furniture; mentions count their places in it."""
    return PlainTextResponse(desk_of(request).record.document(name).text)


@router.get("/documents/{name}")
def document(request: Request, name: str) -> Response:
    """The page of a document."""
    desk = desk_of(request)
    record = desk.record
    try:
        found = record.document(name)
    except UnknownSubject as trouble:
        raise Problem(404, "No such document", f"{trouble}. Search for its words, or look it up in the list of "
                      "documents; its id is the SHA-256 of its bytes.") from trouble  # fmt: skip
    if found.id != name:
        return RedirectResponse(f"{PATH}/{found.id}", 307)
    read = remembered(request, ("document", found.id), lambda: read_of(record, found))
    if desk.is_site:
        read = replace(read, text=quoted(read.text))
    return page(
        request,
        "document.html",
        title=found.title or "A document without a title",
        read=read,
        kinds=KINDS,
        language=language_of(found.language),
    )


def _listed(record: Record, shelf: Shelf) -> tuple[DocumentPage, Mapping[str, Sequence[DocumentCount]]]:
    return record.store.shelf(shelf.query), record.store.shelf_counts(shelf.query, _PARTS)


def read_of(record: Record, found: Document) -> Read:
    """A document with all that the record holds of it."""
    selection = Selection(documents=(found.id,))
    claims = [held for held in record.store.claims(selection) if held.source.id == found.id]
    totals = [held for held in record.store.totals(selection) if held.source.id == found.id]
    stances = [held for held in record.store.stances(selection) if held.source.id == found.id]
    held = record.store.documents(selection)[0]
    copy_of = held.source.copy_of
    originals = record.store.documents(Selection(documents=(copy_of,))) if copy_of else []
    return Read(
        document=found,
        held=held,
        text=marked(found, mentions_of(found.text, claims, totals, stances)),
        told=tuple(_told(record, claims)),
        totals=tuple(sorted(totals, key=lambda each: each.total.span.start)),
        stances=tuple(sorted(stances, key=lambda each: each.stance.span.start)),
        original=originals[0] if originals else None,
        copies=tuple(record.store.copies(found.id)),
    )


def _told(record: Record, claims: Sequence[HeldClaim]) -> list[Told]:
    """The incidents of a document in the order in which it tells of them."""
    grouped: dict[str, list[HeldClaim]] = {}
    for held in sorted(claims, key=lambda each: each.claim.span.start):
        grouped.setdefault(held.incident, []).append(held)
    cards = {card.id: card for card in record.cards_of(grouped)}
    return [
        Told(incident=name, card=cards.get(name), lines=tuple(_lines(held))) for name, held in grouped.items()
    ]


def _lines(held: Sequence[HeldClaim]) -> list[Line]:
    in_order = sorted(held, key=lambda each: (_ORDER.index(each.claim.field), each.claim.span.start))
    return [_line(each) for each in in_order if each.claim.field != "stage"]


def _line(held: HeldClaim) -> Line:
    about, said = _said(held)
    chain = " via ".join(party.name for party in reversed(held.claim.attribution[:2]))
    return Line(claim=held, about=about, said=said, speaker=chain)


def _said(held: HeldClaim) -> tuple[str, str]:
    """What a claim is about, and what it says, in words."""
    field, value = held.claim.field, held.claim.value
    if field == "casualty":
        count = value["count"]
        number = words.bounds(count["low"], count["high"])
        wording = count["wording"] or ""
        said = number if wording in ("", number) else f"{number} “{wording}”"
        return f"{words.sentence_case(words.group(value['group']))} {value['effect']}", (
            f"denies {said}" if held.claim.denied else said
        )
    if field == "perpetrator":
        return "By", f"{value['name']} ({value['responsibility']})"
    if field == "when":
        return "Day", words.span_of_days(value["earliest"], value["latest"])
    if field == "type":
        return "Type", words.sentence_case(words.TYPES.get(value, value))
    abouts = {"target": "Hit", "weapon": "Weapon", "where": "Place", "silence": "Silent", "tactic": "Tactic"}
    name = value if isinstance(value, str) else value.get("name") or "unknown"
    return abouts.get(field, field), str(name)


def language_of(code: str | None) -> str:
    """A language as readers call it; the code where it is a rare one."""
    return _LANGUAGES.get((code or "").split("-")[0].lower(), code or "unknown")


_LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "it": "Italian", "pa": "Punjabi",
    "ps": "Pashto", "pt": "Portuguese", "ru": "Russian", "so": "Somali", "sw": "Swahili", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip
