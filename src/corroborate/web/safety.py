"""What every request must fit and every answer carries: hosts, origins, the policy for content."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corroborate.web.desk import Desk
from corroborate.web.problems import Problem

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def content_policy(tiles: str | None) -> str:
    """The Content-Security-Policy: nothing but what this desk serves, no script or style within a page.

    `tiles` adds the one host that the user's setting names for map tiles.
    """
    parts = urlsplit(tiles) if tiles else None
    more = f" {parts.scheme}://{parts.netloc}" if parts and parts.netloc else ""
    return "; ".join((
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        f"img-src 'self' data: blob:{more}",
        f"connect-src 'self'{more}",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ))  # fmt: skip


class Safety:
    """Stands before the pages. Refuses foreign hosts, and requests that other sites send.

    A request that changes something must come from this desk's own pages or from no browser at all: browsers say
    so in `Sec-Fetch-Site` and `Origin`, which pages cannot forge (as OWASP's fetch-metadata policy has it), so
    that no token is needed in forms.
    """

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._hosts = frozenset(desk.hosts)
        self._headers = {
            "Content-Security-Policy": content_policy(desk.tiles),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await refusal.answer(scope["path"])(scope, receive, send_safely)
            return
        await self._app(scope, receive, send_safely)

    def _refusal(self, method: str, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if not self._answers_to(host):
            return Problem(421, "Misdirected request", f"this desk does not answer to the name {host!r}")
        if method not in SAFE_METHODS and not _is_own(headers, host):
            return Problem(403, "Refused", "another site sent this request; only the desk's own pages may")
        return None

    def _answers_to(self, host: str) -> bool:
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return "*" in self._hosts or name.lower() in self._hosts


def _is_own(headers: Headers, host: str) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host
