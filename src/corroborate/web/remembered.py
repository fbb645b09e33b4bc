"""What is costly to find out is found out once for each state of the record."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

from fastapi import Request

from corroborate.web.access import desk_of

_Value = TypeVar("_Value")
_MOST = 128


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
                held = (mark, make())
                self._keep(key, held)
            return cast(_Value, held[1])

    def _keep(self, key: Any, held: tuple[Any, Any]) -> None:
        with self._door:
            self._held[key] = held
            self._held.move_to_end(key)
            while len(self._held) > _MOST:
                oldest, _ = self._held.popitem(last=False)
                self._locks.pop(oldest, None)


def remembered(request: Request, key: Any, make: Callable[[], _Value]) -> _Value:
    """What `make` gives for this state of the record; `key` must name all that it depends on besides."""
    store = desk_of(request).record.store
    memory: Memory = request.app.state.memory
    return memory.get(key, store.state_mark(), make)
