"""Countries by the numbers and names that ISO, Gleditsch and Ward, ACLED and UCDP give them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import yaml

from corroborate.errors import DataFileBroken
from corroborate.model.selection import folded

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: ISO 3166-1 codes, Gleditsch and Ward's number where it is on their list, regions and names."""

    code: str
    alpha3: str
    number: int
    gw: int | None
    acled_region: str
    ucdp_region: str
    name: str
    ucdp_name: str


@functools.cache
def countries() -> Mapping[str, Country]:
    """All countries by ISO 3166-1 alpha-2 code. Raises DataFileBroken where the file does not keep to its format."""
    file = resources.files("corroborate.datasets") / "countries.yaml"
    found = {}
    for code, line in yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER).items():
        parts = [part.strip() for part in line.split("/")]
        if len(parts) not in (6, 7):
            raise DataFileBroken(
                f"countries.yaml, {code}: needs six or seven fields parted by /, and has {len(parts)}"
            )
        found[code] = Country(
            code=code,
            alpha3=parts[0],
            number=int(parts[1]),
            gw=None if parts[2] == "-" else int(parts[2]),
            acled_region=parts[3],
            ucdp_region=parts[4],
            name=parts[5],
            ucdp_name=parts[-1],
        )
    return found


@functools.cache
def by_number() -> Mapping[int, Country]:
    """The same by ISO's number."""
    return {each.number: each for each in countries().values()}


@functools.cache
def by_gw() -> Mapping[int, Country]:
    """The same by Gleditsch and Ward's number."""
    return {each.gw: each for each in countries().values() if each.gw is not None}


@functools.cache
def by_name() -> Mapping[str, Country]:
    """The same by the names that ACLED and UCDP use, folded."""
    return {folded(name): each for each in countries().values() for name in (each.ucdp_name, each.name)}
