"""What takes seconds to find out of a large record: made in the background, shown as it last was meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from fastapi import Request, Response

from corroborate.web.access import desk_of
from corroborate.web.problems import API, Problem
from corroborate.web.remembered import mark_of

_Value = TypeVar("_Value")
_AT_ONCE = 1.0
"""Seconds: what took less last time is waited for, so that small records always show how they stand."""
_FIRST, _AGAIN = 2.5, 1.0
"""Seconds that a page waits where nothing is at hand yet, and where what last was can be shown: what took long at
first is seldom so long again, as only what changed is looked at."""


class Kept(NamedTuple, Generic[_Value]):
    """What was found out, None where nothing was yet; and whether it is of the record as it stands."""

    value: _Value | None
    is_current: bool


class _Held(NamedTuple):
    mark: Any
    value: Any
    seconds: float


class Keeper:
    """Keeps one answer of each kind and has a new one made when the record has moved on; two threads make them."""

    def __init__(self) -> None:
        self._door = Lock()
        self._worker = ThreadPoolExecutor(2, thread_name_prefix="keeper")
        self._making: dict[str, Future[_Held]] = {}
        self._held: dict[str, _Held] = {}

    def get(
        self, mark: Any, kind: str, make: Callable[[], _Value], patience: float | None = -1
    ) -> Kept[_Value]:
        """The newest answer at hand, which is current where it was made for the same `mark`.

        `patience` in seconds is how long a new one is waited for, None until it is there.
        """
        with self._door:
            future = self._making.get(kind)
            if future is not None and future.done():
                del self._making[kind]
                self._held[kind] = future.result()
            held = self._held.get(kind)
            if held and held.mark == mark:
                return Kept(held.value, True)
            if kind not in self._making:
                self._making[kind] = self._worker.submit(_made, mark, make)
            future = self._making[kind]
        try:
            held = future.result(_patience(held) if patience == -1 else patience)
        except NotYet:
            return Kept(held.value if held else None, False)
        return Kept(held.value, held.mark == mark)


class Gathering(Problem):
    """The record is looked through for the first time since the desk was opened."""

    def __init__(self) -> None:
        super().__init__(
            503, "Looking through the record", "this takes some seconds of a large one; look again"
        )

    def answer(self, path: str, request: Request | None = None) -> Response:
        """A page that looks again by itself."""
        from corroborate.web.rendering import page

        if request is None or path.startswith(API) or path.endswith((".json", ".csv")):
            answer = super().answer(path, request)
        else:
            answer = page(request, "gathering.html", status=self.status, title=self.title)
        answer.headers["Retry-After"] = "2"
        return answer


def kept(request: Request, kind: str, make: Callable[[], _Value]) -> _Value:
    """What is at hand of an answer, new or not. Raises Gathering where nothing is yet."""
    found = keep(request, kind, make)
    if found.value is None:
        raise Gathering
    return found.value


def keep(
    request: Request, kind: str, make: Callable[[], _Value], patience: float | None = -1, mark: Any = None
) -> Kept[_Value]:
    """The same at the desk that a request came to; the mark is that of the record's state unless one is given."""
    state = request.app.state
    if not hasattr(state, "keeper"):
        state.keeper = Keeper()
    keeper: Keeper = state.keeper
    state_mark = mark if mark is not None else mark_of(request)
    return keeper.get(state_mark, kind, make, None if desk_of(request).is_site else patience)


def _made(mark: Any, make: Callable[[], Any]) -> _Held:
    begun = time.monotonic()
    value = make()
    return _Held(mark, value, time.monotonic() - begun)


def _patience(held: _Held | None) -> float | None:
    if held is None:
        return _FIRST
    return None if held.seconds < _AT_ONCE else _AGAIN
