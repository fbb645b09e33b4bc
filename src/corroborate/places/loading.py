"""GeoNames dumps loaded into an index of one's own, beside the shipped one."""

from __future__ import annotations

import io
import os
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corroborate.errors import DataFileBroken
from corroborate.places.spelling import key_of
from corroborate.places.writing import SCHEMA, usable_names, write_meta, write_skeletons

_COLUMNS = 19
_LEVELS = {"PCLI": "country", "ADM1": "province", "ADM2": "district"}
_KINDS = {
    "P": "town", "A": "district", "H": "river", "T": "mountain", "L": "area", "R": "road", "S": "site", "V": "forest",
}  # fmt: skip
_NOT_ASKED = frozenset(
    ("CH", "SCH", "HTL", "MUS", "HSP", "BLDG", "MALL", "REST", "GRVE", "WLL", "SPNG", "CMTY")
)
"""Features that are facilities rather than places."""
_LANGUAGES = frozenset(("", "en", "fr", "es", "pt", "de"))
_BATCH = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load brought: places, names, and the files read."""

    places: int
    names: int
    files: tuple[str, ...]


@dataclass(slots=True)
class _Divisions:
    """Divisions by their codes ("PK.02", "PK.02.1174872"), to be the parents of what they hold."""

    by_code: dict[str, int] = field(default_factory=dict)

    def parent(self, codes: tuple[str, ...]) -> int | None:
        """The finest known division of a country's code, first-level code, second-level code."""
        for size in range(len(codes), 1, -1):
            if (found := self.by_code.get(".".join(codes[:size]))) is not None:
                return found
        return None


def load_geonames(paths: Iterable[Path], gazetteer_path: Path) -> Loaded:
    """Builds the index `gazetteer_path` from GeoNames dumps; what stood there before is replaced when all is read.

    Takes `allCountries.txt` or `PK.txt` (or their zips), and beside them `admin1CodesASCII.txt`,
    `admin2Codes.txt` and `alternateNames.txt` or `alternateNamesV2.txt`. Files are read line by line, so that
    the whole of GeoNames fits; loading the same files again gives the same index.
    """
    files = [Path(path) for path in paths]
    for path in files:
        if not path.is_file():
            raise DataFileBroken(
                f"{path}: no such file; give GeoNames dumps such as PK.txt or allCountries.zip"
            )
    gazetteer_path.parent.mkdir(parents=True, exist_ok=True)
    partial = gazetteer_path.with_name(f"{gazetteer_path.name}.{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    try:
        loaded = _write(files, partial)
        partial.replace(gazetteer_path)
    finally:
        partial.unlink(missing_ok=True)
    return loaded


def _write(files: list[Path], target: Path) -> Loaded:
    divisions = _Divisions()
    db = sqlite3.connect(target)
    try:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        db.execute("INSERT INTO source VALUES (1, 'GeoNames, CC BY 4.0')")
        for path in _in_order(files, "admin"):
            _load_divisions(db, path, divisions)
        for path in _in_order(files, "dump"):
            _load_places(db, path, divisions)
        for path in _in_order(files, "alternate"):
            _load_names(db, path)
        _file_under_divisions(db, divisions)
        write_skeletons(db)
        write_meta(db, (row[0] for row in db.execute("SELECT DISTINCT key FROM name")), "loaded")
        db.commit()
        places = db.execute("SELECT count(*) FROM place").fetchone()[0]
        names = db.execute("SELECT count(*) FROM name").fetchone()[0]
    finally:
        db.close()
    if not places:
        raise DataFileBroken(f"{', '.join(path.name for path in files)}: no places in these files")
    return Loaded(places=places, names=names, files=tuple(path.name for path in files))


def _in_order(files: list[Path], sort: str) -> list[Path]:
    """The files of one sort: codes of divisions, alternate names, or dumps of places."""

    def sort_of(path: Path) -> str:
        name = path.name.casefold()
        return (
            "admin" if name.startswith("admin") else "alternate" if name.startswith("alternate") else "dump"
        )

    return sorted(path for path in files if sort_of(path) == sort)


def _load_divisions(db: sqlite3.Connection, path: Path, divisions: _Divisions) -> None:
    """admin1CodesASCII.txt and admin2Codes.txt: code, name, ASCII name, GeoNames id."""
    for n, row in _rows(path):
        if len(row) < 4 or not row[3].isdigit():
            raise DataFileBroken(
                f"{path.name}, line {n}: needs code, name, ASCII name, id, separated by tabs"
            )
        code, place = row[0], int(row[3])
        level = "province" if code.count(".") == 1 else "district"
        parent = divisions.by_code.get(code.rpartition(".")[0]) if level == "district" else None
        divisions.by_code[code] = place
        values = (place, row[1], level, level, code.partition(".")[0], parent, None, None, 0, 1)
        db.execute("INSERT OR REPLACE INTO place VALUES (?,NULL,?,?,?,?,?,?,?,?,?)", values)
        _name(db, place, row[1], [row[2]])


def _load_places(db: sqlite3.Connection, path: Path, divisions: _Divisions) -> None:
    """A dump in GeoNames' main format: 19 columns, one place a line."""
    read = 0
    for n, row in _rows(path):
        if len(row) < _COLUMNS:
            raise DataFileBroken(f"{path.name}, line {n}: {len(row)} columns, a GeoNames dump has {_COLUMNS}")
        if row[7] in _NOT_ASKED or not row[1]:
            continue
        try:
            _load_place(db, row, divisions)
        except ValueError as error:
            raise DataFileBroken(f"{path.name}, line {n}: {error}; is this a GeoNames dump?") from error
        read += 1
        if read % _BATCH == 0:
            db.commit()


def _load_place(db: sqlite3.Connection, row: list[str], divisions: _Divisions) -> None:
    place, level = int(row[0]), _LEVELS.get(row[7])
    codes = (row[8], row[10], row[11]) if row[11] else (row[8], row[10])
    parent = divisions.parent(codes[:-1] if level else codes)
    if level == "province":
        divisions.by_code.setdefault(f"{row[8]}.{row[10]}", place)
    if level == "district":
        divisions.by_code.setdefault(f"{row[8]}.{row[10]}.{row[11]}", place)
    values = (
        place, row[1], level or _KINDS.get(row[6], "place"), level or "place", row[8] or None,
        None if parent == place else parent, float(row[4]), float(row[5]), int(row[14] or 0), 1,
    )  # fmt: skip
    db.execute("INSERT OR REPLACE INTO place VALUES (?,NULL,?,?,?,?,?,?,?,?,?)", values)
    _name(db, place, row[1], [row[2], *row[3].split(",")])


def _load_names(db: sqlite3.Connection, path: Path) -> None:
    """alternateNames.txt: id, place's id, language, name; links, codes and old scripts are passed over."""
    for n, row in _rows(path):
        if len(row) < 4 or not row[1].isdigit():
            raise DataFileBroken(f"{path.name}, line {n}: needs id, place, language, name, separated by tabs")
        if row[2] in _LANGUAGES and db.execute("SELECT 1 FROM place WHERE id = ?", (int(row[1]),)).fetchone():
            _name(db, int(row[1]), "", [row[3]])


def _file_under_divisions(db: sqlite3.Connection, divisions: _Divisions) -> None:
    """Gives divisions that came without a point (code tables alone) the middle of what they hold."""
    db.execute(
        "UPDATE place SET latitude = (SELECT avg(p.latitude) FROM place p WHERE p.parent = place.id),"
        " longitude = (SELECT avg(p.longitude) FROM place p WHERE p.parent = place.id)"
        " WHERE latitude IS NULL"
    )


def _name(db: sqlite3.Connection, place: int, main: str, others: list[str]) -> None:
    rows = [(key_of(main), place, 0)] if main else []
    rows += [(key_of(name), place, 1) for name in usable_names(others)]
    db.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", (row for row in rows if row[0]))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of a dump, split at tabs, with their numbers."""
    with _open(path) as lines:
        for n, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                yield n, line.rstrip("\r\n").split("\t")


@contextmanager
def _open(path: Path) -> Iterator[Iterable[str]]:
    try:
        if path.suffix.casefold() != ".zip":
            with path.open(encoding="utf-8", newline="\n") as lines:
                yield lines
            return
        with zipfile.ZipFile(path) as archive:
            inside = [i for i in archive.namelist() if i.endswith(".txt") and "readme" not in i.casefold()]
            if not inside:
                raise DataFileBroken(f"{path.name}: no .txt file inside; give a zip as GeoNames offers it")
            best = max(inside, key=lambda name: archive.getinfo(name).file_size)
            with archive.open(best) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise DataFileBroken(f"{path.name}: not readable as a GeoNames dump in UTF-8; {error}") from error
