"""Documents in, and texts coded without being kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from corroborate.errors import BadRequest
from corroborate.model.encoding import coding_to_json
from corroborate.web.access import desk_of, refuse_unless_deciding
from corroborate.web.api import schemas
from corroborate.web.extracting import coded
from corroborate.web.jobs import Job, address_of, reading_of, stream_of
from corroborate.web.pages.adding import Given, given, jobs_of

router = APIRouter()

Changing = [Depends(refuse_unless_deciding)]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": schemas.Given.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "text": {"type": "string"},
                        "url": {"type": "string"},
                        "publisher": {"type": "string"},
                        "published": {"type": "string"},
                        "follow": {"type": "string"},
                    },
                }
            },
        },
    }
}


async def _sent(request: Request) -> Given:
    """What was sent as JSON or as a form."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return await given(request)
    try:
        asked = schemas.Given.model_validate_json(await request.body())
    except ValidationError as trouble:
        raise RequestValidationError(trouble.errors()) from None
    if (asked.text is None) == (asked.url is None):
        raise BadRequest("give a text or a url, and one of them only")
    source = (
        address_of(asked.url) if asked.url is not None else stream_of("text", (asked.text or "").encode())
    )
    reading = reading_of(
        desk_of(request), publisher=asked.publisher, published=asked.published, follow=asked.follow
    )
    return Given(sources=(source,), reading=reading)


@router.post(
    "/documents", status_code=202, response_model=schemas.JobTold, tags=["documents"], dependencies=Changing,
    openapi_extra=_BODY, summary="Add documents",
)  # fmt: skip
def add_documents(request: Request, sent: Annotated[Given, Depends(_sent)]) -> Response:
    """Set out to add a text, an address, or files (multipart): they are read, coded and linked one after another.

    The answer says where to ask how it stands. Adding again changes nothing.
    """
    job = jobs_of(request).start(sent.sources, sent.reading)
    return JSONResponse(_told(job), 202, {"Location": f"/api/v1/jobs/{job.id}"})


JobId = Annotated[str, Path(max_length=100)]


@router.get("/jobs/{name}", response_model=schemas.JobTold, tags=["documents"], summary="How adding stands")
def show_job(request: Request, name: JobId) -> Response:
    """How far a job came, and what failed. Jobs are remembered until the desk closes."""
    return JSONResponse(_told(jobs_of(request).get(name)), headers={"Cache-Control": "no-store"})


@router.post(
    "/jobs/{name}/cancel", response_model=schemas.JobTold, tags=["documents"], dependencies=Changing, summary="Stop adding"
)  # fmt: skip
def cancel_job(request: Request, name: JobId) -> Response:
    """Stop before the next document; what was read is kept."""
    job = jobs_of(request).get(name)
    job.cancelled.set()
    return JSONResponse(_told(job))


@router.post("/extract", response_model=schemas.Coding, tags=["documents"], summary="Code a text")
def extract(request: Request, asked: schemas.ToExtract) -> Response:
    """What a text tells of incidents, totals and stances, each field with its words; nothing is kept."""
    coding = coded(desk_of(request).settings, asked.text, asked.published, asked.publisher)
    return JSONResponse({**coding_to_json(coding), "text": coding.document.text})


def _told(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "url": f"/api/v1/jobs/{job.id}",
        "state": job.state,
        "message": job.message,
        "read": job.done,
        "documents": list(job.documents),
        "failed": [str(each) for each in job.summary.failed] if job.summary else [],
    }
