"""A record held open: each look at it is of one moment, each change of it whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from corroborate.store.rows import stamp
from corroborate.store.trouble import is_locked, told_plainly

_TRIES = 5


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


class Transactions:
    """A record held open. Reading never waits for writing; writers of several processes take turns."""

    def __init__(self, path: str, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self.path = path
        self._engine = engine
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_plainly(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, str]]:
        """One transaction, alone from its start; another process's turn is waited for."""
        with told_plainly(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            transaction = _begin(connection)
            with transaction:
                yield connection, stamp(self._now())


def _begin(connection: Connection) -> Any:
    for attempt in range(_TRIES):
        try:
            return connection.begin()
        except DBAPIError as trouble:
            if not is_locked(trouble) or attempt == _TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError("unreachable")
