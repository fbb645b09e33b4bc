"""What is costly to find out is found out once for each state of the record."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

from fastapi import Request, Response

from corroborate.web.access import author_of, desk_of

_Value = TypeVar("_Value")
_MOST = 128
HTML = "text/html; charset=utf-8"
_LEVEL = 5
"""How hard answers are packed, of 9."""


class Memory:
    """Answers by what was asked, kept while the record stays as it is; of many the oldest are forgotten.

    Those who ask for the same at once wait for one answer.
    """

    def __init__(self) -> None:
        self._held: OrderedDict[Any, tuple[Any, Any]] = OrderedDict()
        self._locks: dict[Any, Lock] = {}
        self._door = Lock()

    def get(self, key: Any, mark: Any, make: Callable[[], _Value]) -> _Value:
        """The answer of this state, made where it is not at hand."""
        with self._door:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            held = self._held.get(key)
            if held is None or held[0] != mark:
                try:
                    held = (mark, make())
                except BaseException:
                    self._forget(key)
                    raise
                self._keep(key, held)
            return cast(_Value, held[1])

    def _forget(self, key: Any) -> None:
        with self._door:
            self._held.pop(key, None)
            self._locks.pop(key, None)

    def _keep(self, key: Any, held: tuple[Any, Any]) -> None:
        with self._door:
            self._held[key] = held
            self._held.move_to_end(key)
            while len(self._held) > _MOST:
                oldest, _ = self._held.popitem(last=False)
                self._locks.pop(oldest, None)


def mark_of(request: Request) -> tuple[str | int, ...]:
    """The mark of the record's state as a request found it: looked for once, for it costs more than what it guards."""
    held: tuple[str | int, ...] | None = getattr(request.state, "mark", None)
    if held is None:
        held = request.state.mark = desk_of(request).record.store.state_mark()
    return held


def remembered(request: Request, key: Any, make: Callable[[], _Value]) -> _Value:
    """What `make` gives for this state of the record; `key` must name all that it depends on besides."""
    memory: Memory = request.app.state.memory
    return memory.get(key, mark_of(request), make)


def answered(
    request: Request, make: Callable[[], str], media_type: str = HTML, is_current: bool = True
) -> Response:
    """What `make` writes for an address, a reader and this state of the record; nothing for who holds it already.

    It is made once and kept packed, as nearly all who ask take it; but not what is not of this state (`is_current`).
    """
    if not is_current or desk_of(request).is_site:
        return Response(make(), media_type=media_type)
    mark = _etag(request)
    headers = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    answers: Memory = request.app.state.answers
    key = (str(request.url), author_of(request))
    packed = answers.get(key, mark_of(request), lambda: gzip.compress(make().encode(), _LEVEL, mtime=0))
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), headers=headers, media_type=media_type)
    return Response(packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=media_type)


def _etag(request: Request) -> str:
    """A mark of all that an answer depends on."""
    from corroborate import __version__

    rule = desk_of(request).record.rule
    told = (__version__, *mark_of(request), rule, author_of(request), str(request.url))
    return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:24]}"'
