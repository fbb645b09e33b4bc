"""The search of a site: a page whose script looks through the incidents."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/search")
def search(request: Request) -> Response:
    """A field, and room for what is found."""
    return page(request, "site-search.html", title="Search")
