"""How the record is made: method, rules, thresholds, versions, and what was not understood."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/about")
def about(request: Request) -> Response:
    """The method and the state of the record."""
    return page(request, "about.html", title="About the record")
