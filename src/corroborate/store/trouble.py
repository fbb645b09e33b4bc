"""What a database says went wrong, in the words of someone who only wants the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from corroborate.errors import RunFailed, UnreadableRecord, UnwritableRecord

_UNREADABLE = (
    ("not a database", "is not a record of Corroborate; give another path, or remove the file to start anew"),
    ("malformed", "is damaged; restore a copy, or salvage it with `sqlite3 FILE .recover`"),
    ("no such table", "is damaged: a table is missing; restore a copy"),
    ("no such column", "is damaged: a column is missing; restore a copy"),
    ("unable to open", "cannot be opened; check that its folder exists and that you may read it"),
    ("disk i/o error", "cannot be read or written: the disk reports an error; check the disk, then try again"),
)  # fmt: skip
_UNWRITABLE = (
    ("full", "cannot grow: the disk (or its quota) is full; free some space and run again, what was added stays"),
    ("readonly", "is read-only; change its permissions or copy it somewhere writable"),
    ("locked", "is being written by another process; wait for it to end, or raise the time limit"),
    ("busy", "is being written by another process; wait for it to end, or raise the time limit"),
)  # fmt: skip


@contextmanager
def told_plainly(path: str) -> Iterator[None]:
    """Turn what the database driver raises about the record at `path` into one clear line."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as trouble:
        raise plain(path, trouble) from trouble


def plain(path: str, trouble: DBAPIError | sqlite3.Error) -> RunFailed:
    """The error of ours that says what a driver's error means."""
    said = " ".join(str(trouble.orig if isinstance(trouble, DBAPIError) else trouble).split())
    for sign, meaning in _UNWRITABLE:
        if sign in said.lower():
            return UnwritableRecord(f"{path}: the record {meaning}")
    for sign, meaning in _UNREADABLE:
        if sign in said.lower():
            return UnreadableRecord(f"{path}: the file {meaning}")
    return UnreadableRecord(f"{path}: the database refused: {said}")


def is_locked(trouble: DBAPIError) -> bool:
    """Whether another process held the record: trying again may help."""
    said = str(trouble.orig).lower()
    return "locked" in said or "busy" in said
