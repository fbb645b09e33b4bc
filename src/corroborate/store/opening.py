"""A file becomes an open record: found or made, recognised, brought up to date."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from corroborate.errors import UnreadableRecord
from corroborate.store.tables import APPLICATION_ID, SCHEMA_VERSION
from corroborate.store.trouble import is_locked, told_plainly

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up; one document takes milliseconds."""

IN_MEMORY = ":memory:"


def open_engine(path: str, *, readonly: bool = False, create: bool = True) -> Engine:
    """An engine on the record at `path` (":memory:" for one that is not kept), with its tables in place.

    Raises UnreadableRecord where the file is missing (and may not be created), not a record, damaged, or
    from a newer version.
    """
    _refuse_missing(path, create and not readonly)
    engine = _engine(path, _mode(path, readonly))
    with told_plainly(path):
        _prepare(engine, path, readonly)
    return engine


def _mode(path: str, readonly: bool) -> str:
    """How SQLite shall open the file.

    In a folder that may not be written no shared memory can be set up: there a record that was closed in
    order is opened as one that nobody changes.
    """
    file = Path(path)
    if (
        path != IN_MEMORY
        and file.exists()
        and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))
    ):
        closed = not Path(f"{path}-wal").exists()
        return "mode=ro&immutable=1" if closed else "mode=ro"
    return "mode=ro" if readonly else "mode=rwc"


def _refuse_missing(path: str, create: bool) -> None:
    if path == IN_MEMORY:
        return
    file = Path(path)
    if file.is_dir():
        raise UnreadableRecord(f"{path}: is a folder; name a file in it, for example {path}/corroborate.db")
    if not file.exists() and not create:
        raise UnreadableRecord(
            f"{path}: there is no record here; make one with `corroborate add`, or give --record"
        )
    if not file.parent.is_dir():
        raise UnreadableRecord(f"{path}: the folder {file.parent} does not exist; create it first")


def _engine(path: str, mode: str) -> Engine:
    def connect() -> sqlite3.Connection:
        address = f"{Path(path).absolute().as_uri()}?{mode}" if path != IN_MEMORY else path
        return sqlite3.connect(
            address,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            uri=path != IN_MEMORY,
            check_same_thread=False,
        )

    pool = StaticPool if path == IN_MEMORY else QueuePool
    engine = create_engine(URL.create("sqlite", database=path), creator=connect, poolclass=pool)
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_connection(connection: Any, _record: Any) -> None:
    for pragma in ("synchronous=NORMAL", "temp_store=MEMORY", "cache_size=-16384"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _prepare(engine: Engine, path: str, readonly: bool) -> None:
    with engine.connect() as connection:
        version = _version(connection, path)
    if version == SCHEMA_VERSION:
        return
    if readonly:
        raise UnreadableRecord(f"{path}: the record is empty or from an older version; open it once to write")
    _use_write_ahead_log(engine, path)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if _version(connection, path) != SCHEMA_VERSION:
            _migrate(connection)


def _version(connection: Connection, path: str) -> str | None:
    """The form of the record; None where the file is still empty."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar()
    names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    if not names and application in (0, APPLICATION_ID):
        return None
    if application != APPLICATION_ID or "alembic_version" not in names:
        raise UnreadableRecord(f"{path}: is a database of another program, not a record; give another path")
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is not None and version > SCHEMA_VERSION:
        raise UnreadableRecord(
            f"{path}: the record was written by a newer version of Corroborate (form {version}, this program "
            f"knows {SCHEMA_VERSION}); update with `pip install -U corroborate`"
        )
    return version


def _use_write_ahead_log(engine: Engine, path: str) -> None:
    """Readers and one writer at once; changing the mode needs the file alone, so try for a while."""
    until = time.monotonic() + BUSY_SECONDS
    while path != IN_MEMORY:
        try:
            with engine.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
            return
        except (DBAPIError, sqlite3.OperationalError) as trouble:
            held = is_locked(trouble) if isinstance(trouble, DBAPIError) else "locked" in str(trouble)
            if not held or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "corroborate.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
