"""The desk as a web application: its pages, its interface for programs, its static files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.middleware.gzip import GZipMiddleware

from corroborate.errors import BadRequest
from corroborate.store.opening import IN_MEMORY
from corroborate.web import api
from corroborate.web.accounts import Accounts
from corroborate.web.desk import Desk
from corroborate.web.jobs import Jobs
from corroborate.web.pages import (
    about,
    actors,
    adding,
    correcting,
    decisions,
    documents,
    feeds,
    incident,
    incidents,
    joining,
    overview,
    places,
    playground,
    programs,
    review,
    search,
    totals,
)
from corroborate.web.problems import handle_problems
from corroborate.web.remembered import Memory
from corroborate.web.safety import Safety

STATIC = Path(__file__).parent / "static"

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    incidents.router,
    incident.router,
    documents.router,
    search.router,
    review.router,
    joining.router,
    correcting.router,
    decisions.router,
    totals.router,
    actors.router,
    places.router,
    adding.router,
    playground.router,
    api.router,
    programs.router,
    feeds.router,
    about.router,
)
"""Every room of the desk, in the order in which addresses are tried."""


_SILENT: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""Nothing is told to anybody, whatever the environment asks for."""


def make_app(desk: Desk, routers: Sequence[APIRouter] = ROUTERS) -> FastAPI:
    """The application of one desk; it holds no state but the record. Raises BadRequest for one in memory."""
    from corroborate import __version__

    if desk.record.path == IN_MEMORY:
        # One connection is all that such a record has, and a desk reads in several threads.
        raise BadRequest("a desk needs a record that is kept in a file; this one is in memory")

    app = FastAPI(
        title="Corroborate",
        version=__version__,
        summary="A record of incidents of armed conflict in which every figure says who gave it.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        max_body_size=desk.max_upload,
        telemetry=_SILENT,
    )
    app.state.desk = desk
    app.state.memory, app.state.answers = Memory(), Memory()
    app.state.accounts = Accounts(desk.record)
    app.state.jobs = Jobs(desk)
    handle_problems(app)
    for router in routers:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=5)
    app.add_middleware(Safety, desk=desk)
    return app
