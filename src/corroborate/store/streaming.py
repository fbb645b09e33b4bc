"""Rows one by one as SQLite gives them: of millions each costs half of what SQLAlchemy's does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select


def streamed(connection: Connection, asked: Select[Any]) -> Iterator[Any]:
    """The rows of a query as plain tuples; truth is 0 or 1."""
    compiled = asked.compile(connection, compile_kwargs={"render_postcompile": True})
    named = compiled.params
    values = [named[name] for name in compiled.positiontup or ()]
    cursor: Any = connection.connection.cursor()
    return iter(cursor.execute(str(compiled), values))
