"""How an index is written: its tables, and what makes lookups in it quick."""

from __future__ import annotations

import re
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Iterator

from corroborate.places.spelling import DISTRICT, mark_of, skeleton_mark, skeleton_of

FORMAT = 4
SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ref TEXT, name TEXT NOT NULL, kind TEXT, level TEXT, country TEXT,
    parent INTEGER, latitude REAL, longitude REAL, population INTEGER NOT NULL, source INTEGER
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE skeleton (mark INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (mark, place)) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, countries TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, wording TEXT NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
"""
_UNUSABLE = re.compile(r"[\d,();/]|[^\x00-\u024f\u1e00-\u1eff\u2018\u2019\u02bb-\u02bf]")


def write_meta(db: sqlite3.Connection, keys: Iterable[str], signature: str) -> None:
    """Stores format, signature and the sorted marks of all keys, by which most words are turned away."""
    marks = array("I", sorted({mark_of(key) for key in keys}))
    if sys.byteorder == "big":
        marks.byteswap()
    rows = [("format", FORMAT), ("signature", signature), ("marks", marks.tobytes())]
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", rows)


def write_skeletons(db: sqlite3.Connection) -> None:
    """Files every place under the marks of its names' skeletons within its country, for other spellings of them."""
    rows = db.execute(
        "SELECT p.country, n.key, n.place FROM name n JOIN place p ON p.id = n.place WHERE p.country IS NOT NULL"
    )
    marks = {
        (skeleton_mark(country, bones), place)
        for country, key, place in rows
        if not key.startswith(DISTRICT) and (bones := skeleton_of(key))
    }
    db.executemany("INSERT INTO skeleton VALUES (?,?)", sorted(marks))


def usable_names(names: Iterable[str]) -> Iterator[str]:
    """Alternate names as a text could hold them: no codes, no machine transliterations, no other scripts."""
    for name in names:
        if not name[:1].isupper() or _UNUSABLE.search(name):
            continue
        if (len(name) < 5 and name.isupper()) or len(name) < 3 or name.count(" ") > 4:
            continue
        yield name
