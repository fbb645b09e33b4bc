"""What the record holds, what is new, what waits for a person, what is contested."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def overview(request: Request) -> Response:
    """The first page."""
    return page(request, "overview.html", title="Overview")
