"""The playground: one article pasted, what is understood of it marked, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.errors import BadRequest, ItemFailed
from corroborate.model import Attribution, Coding, Report, Span, Stance, Total
from corroborate.web.access import desk_of
from corroborate.web.extracting import LONGEST, coded
from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

KINDS = ("perpetrator", "target", "weapon", "casualty", "silence", "total", "stance")
"""What is marked in a text."""

Pieces = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a text tells: the text in pieces, each with the kind of mention that it is ("" for none)."""

    pieces: Pieces
    incidents: Sequence[Report]
    totals: Sequence[Total]
    stances: Sequence[Stance]


@router.get("/extract")
def playground(request: Request) -> Response:
    """The empty playground."""
    return _page(request, "", "", None)


@router.post("/extract")
def try_out(
    request: Request, text: Annotated[str, Form()] = "", published: Annotated[str, Form()] = ""
) -> Response:
    """The playground with a text and what it tells."""
    try:
        coding = coded(desk_of(request).settings, text, published)
    except (ItemFailed, BadRequest) as trouble:
        return _page(request, text, published, None, trouble=str(trouble))
    return _page(request, text, published, seen_in(coding))


def seen_in(coding: Coding) -> Seen:
    """What a coding tells, with its text cut at the mentions."""
    return Seen(
        pieces=cut(coding.document.text, list(mentions(coding))),
        incidents=coding.reports,
        totals=coding.totals,
        stances=coding.stances,
    )


def mentions(coding: Coding) -> Iterator[tuple[Span, str]]:
    """Every span that a coding points to, with what stands there."""
    for told in coding.reports:
        yield from ((each.span, "perpetrator") for each in told.perpetrators)
        yield from ((each.span, "target") for each in told.targets)
        yield from ((each.span, "weapon") for each in told.weapons)
        yield from ((each.span, "casualty") for each in told.casualties)
        yield from ((each.span, "silence") for each in told.silences)
    yield from ((each.span, "total") for each in coding.totals)
    yield from ((each.span, "stance") for each in coding.stances)


def cut(text: str, marked: Sequence[tuple[Span, str]]) -> Pieces:
    """A text in pieces; of mentions that overlap the first is marked, of those that begin together a figure."""
    found, at = [], 0
    for span, kind in sorted(marked, key=lambda each: (each[0].start, each[1] != "casualty")):
        if span.start < at or span.end <= span.start:
            continue
        found += [(text[at : span.start], ""), (text[span.start : span.end], kind)]
        at = span.end
    found.append((text[at:], ""))
    return tuple(each for each in found if each[0])


def _page(request: Request, text: str, published: str, seen: Seen | None, trouble: str = "") -> Response:
    return page(
        request, "playground.html", title="What an article tells", text=text, published=published, seen=seen,
        trouble=trouble, kinds=KINDS, longest=LONGEST, said=_said,
    )  # fmt: skip


def _said(attribution: Attribution) -> str:
    """Who says so, for the end of a line."""
    return f", according to {attribution[0].name}" if attribution else ""
