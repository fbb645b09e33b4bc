"""Articles in: files, an address or a pasted text are given, their reading is watched, what was found is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.datastructures import UploadFile

from corroborate.model.card import Card
from corroborate.model.held import HeldDocument, HeldTotal
from corroborate.model.selection import Selection
from corroborate.reading import ReadingOptions, Stream
from corroborate.record import Record
from corroborate.web.access import desk_of, may_decide, refuse_unless_deciding
from corroborate.web.desk import Desk
from corroborate.web.jobs import Job, Jobs, address_of, reading_of, stream_of
from corroborate.web.problems import Problem
from corroborate.web.rendering import page, titled

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_MOST_FILES = 1_000
_MOST_SHOWN = 200
_LATEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave to be added, and how it is to be read."""

    sources: Sequence[str | Stream]
    reading: ReadingOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the documents of a job tell: the first of them with their incidents and totals.

    `new` are incidents that the record did not hold before, `joined` those to which reports were added or which it
    held already.
    """

    documents: Sequence[HeldDocument]
    new: Sequence[Card]
    joined: Sequence[Card]
    totals: Sequence[HeldTotal]


def jobs_of(request: Request) -> Jobs:
    """The jobs of the desk that a request came to."""
    found: Jobs = request.app.state.jobs
    return found


async def given(request: Request) -> Given:
    """The form that was sent: `files`, `url`, `text`, and `publisher`, `published`, `follow`. Raises Problem."""
    desk = desk_of(request)
    async with request.form(max_files=_MOST_FILES, max_fields=20) as form:
        sent = {name: str(value) for name, value in form.items() if isinstance(value, str)}
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
        streams = [
            stream_of(each.filename, await each.read()) for each in files if each.filename or each.size
        ]
    return _given(desk, streams, sent)


def _given(desk: Desk, streams: list[Stream], sent: dict[str, str]) -> Given:
    sources: list[str | Stream] = [*streams]
    if sent.get("url", "").strip():
        sources.append(address_of(sent["url"]))
    if sent.get("text", "").strip():
        sources.append(stream_of("pasted text", sent["text"].encode(errors="replace")))
    if not sources:
        raise Problem(400, "Nothing to read", "drop a file, or paste an address or a text")
    reading = reading_of(
        desk,
        publisher=sent.get("publisher", ""),
        published=sent.get("published", ""),
        follow=bool(sent.get("follow")),
    )
    return Given(sources=sources, reading=reading)


@router.get("/add")
def show_form(request: Request) -> Response:
    """The form, and the jobs of this desk."""
    jobs = jobs_of(request).newest(_LATEST) if may_decide(request) else []
    return page(request, "add.html", title="Add articles", jobs=jobs, limit=desk_of(request).max_upload)


@router.post("/add", dependencies=[Depends(refuse_unless_deciding)])
def start(request: Request, given: Annotated[Given, Depends(given)]) -> Response:
    """Set out to add what was given."""
    job = jobs_of(request).start(given.sources, given.reading)
    url = f"/add/{job.id}"
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"job": job.id, "url": url}, 202, {"Location": url})
    return RedirectResponse(url, 303)


@router.get("/add/{name}.json")
def progress(request: Request, name: str) -> Response:
    """How a job stands, for the script that watches it."""
    job = jobs_of(request).get(name)
    return JSONResponse(told(desk_of(request).record, job), headers={"Cache-Control": "no-store"})


@router.get("/add/{name}")
def show_job(request: Request, name: str) -> Response:
    """How a job stands; once it has ended, what was found."""
    job = jobs_of(request).get(name)
    found = found_by(desk_of(request).record, job) if job.has_ended else None
    title = "Added" if job.has_ended else "Adding"
    return page(request, "added.html", title=title, job=job, found=found, most=_MOST_SHOWN)


@router.post("/add/{name}/cancel", dependencies=[Depends(refuse_unless_deciding)])
def cancel(request: Request, name: str) -> Response:
    """Stop a job before its next document."""
    job = jobs_of(request).get(name)
    job.cancelled.set()
    return RedirectResponse(f"/add/{job.id}", 303)


def told(record: Record, job: Job) -> dict[str, Any]:
    """How a job stands, with the newest documents it read."""
    newest = _documents(record, job.documents[-_LATEST:])
    states = {"linking": "reading", "cancelled": "done"}
    return {
        "state": states.get(job.state, job.state),
        "done": job.done,
        "total": max(len(job.sources), job.done) if len(job.sources) > 1 else None,
        "message": job.message,
        "found": [
            {
                "url": f"/documents/{each.source.id}",
                "title": titled(each.source),
                "note": f"{each.reports} incident{'' if each.reports == 1 else 's'}",
            }
            for each in newest
        ],
    }


def found_by(record: Record, job: Job) -> Found:
    """What the documents of a job tell, as the record has it now."""
    ids = list(dict.fromkeys(job.documents))[:_MOST_SHOWN]
    if not ids:
        return Found(documents=(), new=(), joined=(), totals=())
    chosen = Selection(documents=tuple(ids))
    cards = record.cards(document=ids, limit=_MOST_SHOWN).cards
    return Found(
        documents=_documents(record, ids),
        new=[each for each in cards if each.first_recorded >= job.begun],
        joined=[each for each in cards if each.first_recorded < job.begun],
        totals=record.store.totals(chosen),
    )


def _documents(record: Record, ids: Sequence[str]) -> list[HeldDocument]:
    """Documents in the order of their ids as given."""
    if not ids:
        return []
    held = {each.source.id: each for each in record.store.documents(Selection(documents=tuple(ids)))}
    return [held[each] for each in dict.fromkeys(ids) if each in held]
