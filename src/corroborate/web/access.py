"""Who is at the desk and what they may do: the one place that accounts and roles will change."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request, Response

from corroborate.errors import BadRequest
from corroborate.web.desk import Desk

_COOKIE = "author"
_LONGEST = 80
_YEAR = 365 * 24 * 3_600


class NotAllowed(BadRequest):
    """Someone may not do what they asked for."""


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    found: Desk = request.app.state.desk
    return found


def author_of(request: Request) -> str:
    """Whose name decisions carry: what this browser said last, else what the settings say; "" is nobody yet."""
    said = unquote(request.cookies.get(_COOKIE, "")).strip()[:_LONGEST]
    return said or desk_of(request).record.author


def remember_author(response: Response, name: str) -> None:
    """Let this browser sign as `name` from now on."""
    response.set_cookie(
        _COOKIE, quote(name.strip()[:_LONGEST]), max_age=_YEAR, httponly=True, samesite="strict"
    )


def may_decide(request: Request) -> bool:
    """Can this desk change its record?"""
    return not desk_of(request).is_readonly


def refuse_unless_deciding(request: Request) -> None:
    """Raises NotAllowed where the record may only be read."""
    if not may_decide(request):
        raise NotAllowed("this desk was opened read-only; serve the record without --readonly to change it")
