"""How programs are answered: part of a list with the address of the next, unless they know it already."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from fastapi import Request, Response

from corroborate.web.api.schemas import Problem
from corroborate.web.remembered import answered

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}, "description": said}
    for status, said in (
        (400, "What was asked makes no sense."),
        (403, "This desk may not be changed, or another site asked."),
        (404, "The record does not hold it."),
        (422, "What was sent does not fit."),
    )
}
UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing changed since the ETag that was sent."}
}


def told(request: Request, make: Callable[[], Any]) -> Response:
    """What `make` gives, under a mark of the record's state; nothing where the asker has seen that state."""

    def written() -> str:
        return json.dumps(make(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    return answered(request, written, "application/json")


def part(request: Request, rows: Iterable[Any], total: int, cut: tuple[int, int]) -> dict[str, Any]:
    """Part of a list: `cut` is its offset and the most rows it may have."""
    offset, limit = cut
    items = list(rows)
    behind = offset + limit
    following = str(request.url.include_query_params(offset=behind)) if items and behind < total else None
    return {"total": total, "offset": offset, "limit": limit, "next": following, "items": items}
