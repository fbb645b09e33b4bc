"""Pages of a desk made without a server: what answers an address is called as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import signature
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match

from corroborate.errors import UnwritableRecord
from corroborate.web.app import ROUTERS, make_app
from corroborate.web.desk import Desk
from corroborate.web.site import searching


class Pages:
    """Gives the text of the page at an address. The record is taken to stay as it is."""

    def __init__(self, desk: Desk) -> None:
        routers: Sequence[APIRouter] = (searching.router, *ROUTERS)
        self._app = make_app(desk, routers)
        self._routes = [
            each
            for router in routers
            for each in router.routes
            if isinstance(each, APIRoute) and "GET" in (each.methods or ())
        ]
        self._mark = desk.record.store.state_mark()

    def text(self, address: str) -> str:
        """The page. Raises UnwritableRecord where the desk answers anything but a page."""
        parts = urlsplit(address)
        scope = self._scope(parts.path, parts.query)
        for route in self._routes:
            match, found = route.matches(scope)
            if match is Match.FULL:
                answer = _called(route, {**scope, **found}, parts.query)
                if answer.status_code != 200:
                    raise UnwritableRecord(
                        f"{address}: the desk answered {answer.status_code}; no site was written"
                    )
                return bytes(answer.body).decode()
        raise UnwritableRecord(f"{address}: the desk has no such page; no site was written")

    def _scope(self, path: str, query: str) -> dict[str, Any]:
        return {
            "type": "http", "method": "GET", "app": self._app, "path": unquote(path), "root_path": "",
            "query_string": query.encode(), "headers": [(b"host", b"localhost")], "scheme": "http",
            "server": ("localhost", 80), "state": {"mark": self._mark},
        }  # fmt: skip


def _called(route: APIRoute, scope: dict[str, Any], query: str) -> Response:
    """What answers, called with its path's parts and what the query gives of its own parameters."""
    known = signature(route.endpoint).parameters
    asked = {name: value for name, value in parse_qsl(query) if name in known}
    answer: Response = route.endpoint(Request(scope), **asked, **scope["path_params"])
    return answer
