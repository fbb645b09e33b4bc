"""The map: where incidents are placed, and how finely; drawn from outlines that lie in the package."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import cos, radians, sqrt
from pathlib import Path

from corroborate.model.flat import FlatPlace
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Picture
from corroborate.publishing.report.material import Material
from corroborate.publishing.report.templates import Palette

_WIDTH, _LEAST, _MOST = 720.0, 280.0, 470.0
_STEP = 50
"""Outlines are kept in steps of a fiftieth of a degree."""
_REACH: Mapping[str, tuple[float, str]] = {
    "exact": (0.0, "the place itself"),
    "near": (0.0, "near the place"),
    "district": (25.0, "somewhere in the district"),
    "province": (75.0, "somewhere in the province"),
    "region": (75.0, "somewhere in the region"),
    "country": (0.0, "somewhere in the country"),
}
"""How far around its mark an incident may lie, in kilometres as they are drawn, and what that means."""
_MOST_NAMES = 14
_KILOMETRES = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on the map with its incidents; `named` is the one name that all of them have, else ""."""

    name: str
    latitude: float
    longitude: float
    precision: str
    incidents: tuple[str, ...]
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of the world that is drawn, in degrees, and how it comes to points of the drawing."""

    west: float
    south: float
    east: float
    north: float

    @property
    def stretch(self) -> float:
        """How much narrower a degree of longitude is than one of latitude, in the middle."""
        return max(0.2, cos(radians((self.south + self.north) / 2)))

    @property
    def scale(self) -> float:
        """Points to a degree of latitude."""
        return _WIDTH / ((self.east - self.west) * self.stretch)

    @property
    def height(self) -> float:
        """Points from south to north."""
        return (self.north - self.south) * self.scale

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The point of the drawing for a place."""
        return (longitude - self.west) * self.stretch * self.scale, (self.north - latitude) * self.scale


def drawn_map(material: Material, palette: Palette) -> Picture | None:
    """The map of all incidents with coordinates; None where there are none."""
    marks = marks_of(material)
    if not marks:
        return None
    placed = sum(len(mark.incidents) for mark in marks)
    missing = len(material.incidents) - placed
    frame = framed(marks)
    names = "; ".join(f"{mark.name} {len(mark.incidents)}" for mark in marks[:_MOST_NAMES])
    note = (
        "A circle around a mark shows how far from it the incident may lie. Boundaries are those of Natural Earth "
        "and say nothing of whose they are."
    )
    left = f"{words.counted(missing, 'incident')} without a place on the map. " if missing else ""
    return Picture(
        name="map",
        svg=_svg(marks, frame, palette),
        title="Where, and how finely that is known",
        alt=f"Map of {words.counted(placed, 'incident')} at {words.counted(len(marks), 'place')}: {names}.",
        note=f"{left}{note}",
    )


def marks_of(material: Material) -> list[Mark]:
    """Incidents by place and precision, the most first."""
    found: dict[tuple[float, float, str], list[str]] = {}
    names: dict[tuple[float, float, str], list[str]] = {}
    for each in material.incidents:
        place = material.places.get(each.id, each.place)
        if not _is_placed(place):
            continue
        assert place is not None
        key = (round(place.latitude or 0.0, 3), round(place.longitude or 0.0, 3), _kind(place.precision))
        found.setdefault(key, []).append(each.id)
        names.setdefault(key, []).append(place.chain[0] if place.chain else "")
    marks = [
        Mark(
            name=_together(names[key]),
            latitude=key[0],
            longitude=key[1],
            precision=key[2],
            incidents=tuple(ids),
            named=names[key][0] if len(set(names[key])) == 1 else "",
        )
        for key, ids in found.items()
    ]
    return sorted(marks, key=lambda mark: (-len(mark.incidents), mark.name))


def _together(names: Sequence[str]) -> str:
    """The name of a mark: unknown villages lie where the place is that holds them, and are named after the commonest."""
    (first, _), *others = Counter(names).most_common()
    return f"{first} and others" if others else first


def _is_placed(place: FlatPlace | None) -> bool:
    return place is not None and place.latitude is not None and place.longitude is not None


def _kind(precision: str) -> str:
    return precision if precision in _REACH else "country"


def framed(marks: Sequence[Mark]) -> Frame:
    """The part of the world around some marks, not too narrow and of a shape that fits a page."""
    west, east = min(mark.longitude for mark in marks), max(mark.longitude for mark in marks)
    south, north = min(mark.latitude for mark in marks), max(mark.latitude for mark in marks)
    if east - west > 240:
        return Frame(west=-170, south=-56, east=180, north=76)
    wide, high = max((east - west) * 1.3, 8.0), max((north - south) * 1.35, 5.0)
    stretch = max(0.2, cos(radians((south + north) / 2)))
    wide = max(wide, high * _WIDTH / _MOST / stretch)
    high = max(high, wide * stretch * _LEAST / _WIDTH)
    middle, centre = (west + east) / 2, (south + north) / 2
    return Frame(
        west=middle - wide / 2, south=centre - high / 2, east=middle + wide / 2, north=centre + high / 2
    )


@lru_cache(maxsize=1)
def outlines() -> Mapping[str, Sequence[Sequence[int]]]:
    """The outlines of countries by ISO 3166-1 alpha-2, each ring as steps from point to point.

    From Natural Earth 1:50m (public domain), points in fiftieths of a degree, small islands left out.
    """
    held: Mapping[str, Sequence[Sequence[int]]] = json.loads(
        Path(__file__).with_name("outlines.json").read_text(encoding="ascii")
    )
    return held


Ring = list[tuple[float, float]]


def land(frame: Frame) -> tuple[str, tuple[tuple[str, float, float], ...]]:
    """The countries of a frame as the data of an SVG path, and the names that fit with where they stand."""
    rings = list(_rings(frame))
    return "".join(_path(ring, frame) for _, ring in rings), tuple(_countries(rings, frame))


def _rings(frame: Frame) -> Iterable[tuple[str, Ring]]:
    """The rings of all countries that reach into the frame, with their codes, cut off a little outside of it."""
    for code, points, (west, south, east, north) in _world():
        for turn in (0, -360, 360):
            is_along = east + turn >= frame.west and west + turn <= frame.east
            if is_along and north >= frame.south and south <= frame.north:
                ring = _cut([(longitude + turn, latitude) for longitude, latitude in points], frame)
                if ring:
                    yield code, ring


@lru_cache(maxsize=1)
def _world() -> tuple[tuple[str, Ring, Box], ...]:
    """All rings with their codes, and from where to where each reaches: west, south, east, north."""
    found = []
    for code, rings in outlines().items():
        for points in filter(None, map(_unrolled, rings)):
            longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
            reach = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
            found.append((code, points, reach))
    return tuple(found)


def _cut(ring: Ring, frame: Frame) -> Ring:
    """A ring without what lies outside the frame and a tenth around it (after Sutherland and Hodgman, 1974)."""
    wide, high = (frame.east - frame.west) / 10, (frame.north - frame.south) / 10
    sides = (
        (0, 1, frame.west - wide), (0, -1, frame.east + wide), (1, 1, frame.south - high), (1, -1, frame.north + high),
    )  # fmt: skip
    for axis, sign, edge in sides:
        kept: Ring = []
        for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
            was_inside, is_inside = (sign * (each[axis] - edge) >= 0 for each in (before, point))
            if was_inside != is_inside:
                part = (edge - before[axis]) / (point[axis] - before[axis])
                kept.append(
                    (before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1]))
                )
            if is_inside:
                kept.append(point)
        ring = kept
    return ring


def _countries(rings: Sequence[tuple[str, Ring]], frame: Frame) -> Iterable[tuple[str, float, float]]:
    """Where the names of countries stand: amid the part of each that is drawn; none where that is small."""
    from corroborate.datasets.countries import countries

    if frame.east - frame.west > _FEW_DEGREES:
        return
    known, wide, high = countries(), (frame.east - frame.west) / 18, (frame.north - frame.south) / 12
    across = [frame.west + wide * (x + 0.5) for x in range(18)]
    lines = [frame.south + high * (y + 0.5) for y in range(12)]
    for code, ring in rings:
        inside = sorted(_held(ring, across, lines)) if code in known else []
        if len(inside) >= _FEWEST_POINTS:
            x, y = (sum(point[at] for point in inside) / len(inside) for at in (0, 1))
            nearest = min(inside, key=lambda point: abs(point[0] - x) + abs(point[1] - y))
            yield known[code].name, *frame.at(*nearest)


_FEW_DEGREES, _FEWEST_POINTS = 60, 6


def _held(ring: Ring, across: Sequence[float], lines: Sequence[float]) -> Iterable[tuple[float, float]]:
    """Which points of a grid a ring holds: those from which a ray crosses it an odd number of times."""
    for y in lines:
        (x1, y1), crossings = ring[-1], []
        for x2, y2 in ring:
            if (y1 > y) != (y2 > y):
                crossings.append((x2 - x1) * (y - y1) / (y2 - y1) + x1)
            x1, y1 = x2, y2
        yield from ((x, y) for x in across if sum(x < crossing for crossing in crossings) % 2)


def _unrolled(steps: Sequence[int]) -> list[tuple[float, float]]:
    """The points of a ring, going on beyond 180° where it crosses it; none of a ring around a pole."""
    points: list[tuple[float, float]] = []
    x, y, turn = 0, 0, 0
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        if at and abs(steps[at]) > 180 * _STEP:
            turn += -360 if steps[at] > 0 else 360
        points.append((x / _STEP + turn, y / _STEP))
    return points if abs(points[0][0] - points[-1][0]) < 180 else []


def _svg(marks: Sequence[Mark], frame: Frame, palette: Palette) -> str:
    height = frame.height
    legend, below = _legend(marks, height, palette)
    outline, named = land(frame)
    countries = "".join(
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="13" letter-spacing="2" fill="{palette.ink}" fill-opacity="0.6">{escape(name.upper())}</text>'
        for name, x, y in named
    )
    reaches = "".join(_reach(mark, frame, palette) for mark in marks)
    dots = "".join(_dot(mark, frame, palette) for mark in reversed(marks))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height + below:.0f}" '
        f'width="{_WIDTH:g}" height="{height + below:.0f}" font-family="{_FONT}" font-size="12">'
        f'<defs><clipPath id="frame"><rect width="{_WIDTH:g}" height="{height:.0f}"/></clipPath></defs>'
        f'<g clip-path="url(#frame)"><rect width="{_WIDTH:g}" height="{height:.0f}" fill="{palette.sea}"/>'
        f'<path d="{outline}" fill="{palette.land}" stroke="{palette.muted}" stroke-width="0.8" stroke-linejoin="round"/>'
        f"{countries}{reaches}{dots}{_names(marks, frame, palette)}</g>"
        f'<rect width="{_WIDTH:g}" height="{height:.0f}" fill="none" stroke="{palette.rule}"/>'
        f"{legend}</svg>"
    )


_FONT = "Source Sans Pro, Noto Sans, Helvetica, Arial, sans-serif"


def _path(ring: Sequence[tuple[float, float]], frame: Frame) -> str:
    said = []
    for longitude, latitude in ring:
        x, y = frame.at(longitude, latitude)
        said.append(f"{x:.1f} {y:.1f}")
    return f"M{'L'.join(said)}Z"


def _reach(mark: Mark, frame: Frame, palette: Palette) -> str:
    kilometres = _REACH[mark.precision][0]
    if not kilometres:
        return ""
    x, y = frame.at(mark.longitude, mark.latitude)
    radius = max(_size(mark) + 4, kilometres / _KILOMETRES * frame.scale)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{palette.accent}" fill-opacity="0.10" '
        f'stroke="{palette.accent}" stroke-opacity="0.6" stroke-dasharray="4 3"/>'
    )


def _size(mark: Mark) -> float:
    return min(16.0, 3.6 + 1.9 * sqrt(len(mark.incidents) - 1))


def _dot(mark: Mark, frame: Frame, palette: Palette) -> str:
    """A mark that leads to its incidents: a disc where the place is known, hollow near it, a square for a country."""
    x, y = frame.at(mark.longitude, mark.latitude)
    told = f"{mark.name}: {words.counted(len(mark.incidents), 'incident')}, {_REACH[mark.precision][1]}"
    return (
        f'<a href="incidents:{" ".join(mark.incidents)}"><title>{escape(told)}</title>'
        f"{_shape(mark.precision, (x, y), _size(mark), palette)}</a>"
    )


def _shape(precision: str, at: tuple[float, float], size: float, palette: Palette) -> str:
    x, y = at
    if precision == "country":
        return (
            f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" height="{2 * size:.1f}" '
            f'fill="{palette.paper}" stroke="{palette.accent}" stroke-width="1.6"/>'
        )
    fill = (
        palette.accent if precision == "exact" else palette.paper if precision == "near" else palette.accent
    )
    opacity = "1" if precision in ("exact", "near") else "0.55"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{fill}" fill-opacity="{opacity}" '
        f'stroke="{palette.accent if precision == "near" else palette.paper}" stroke-width="1.6"/>'
    )


Box = tuple[float, float, float, float]


def _names(marks: Sequence[Mark], frame: Frame, palette: Palette) -> str:
    """The names of the places with the most incidents, where they run over neither one another nor a mark."""
    taken = {mark: _around(mark, frame) for mark in marks}
    said: list[str] = []
    for mark in marks[:_MOST_MARKS]:
        text = mark.name + (f" {len(mark.incidents)}" if len(mark.incidents) > 1 else "")
        beside = [box for other, box in taken.items() if other is not mark]
        box = next(
            (box for box in _beside(mark, frame, 6.4 * len(text) + 4) if _is_free(box, frame, beside)), None
        )
        if box is not None:
            taken[Mark(name=text, latitude=0, longitude=0, precision="", incidents=(str(len(said)),))] = box
            said.append(
                f'<text x="{(box[0] + box[2]) / 2:.1f}" y="{box[3] - 4:.1f}" text-anchor="middle" fill="{palette.ink}" '
                f'stroke="{palette.land}" stroke-width="3" stroke-opacity="0.85" paint-order="stroke">{escape(text)}</text>'
            )
        if len(said) >= _MOST_NAMES:
            break
    return "".join(said)


_MOST_MARKS = 60
"""Marks whose names are tried."""


def _around(mark: Mark, frame: Frame) -> Box:
    (x, y), size = frame.at(mark.longitude, mark.latitude), _size(mark)
    return x - size, y - size, x + size, y + size


def _beside(mark: Mark, frame: Frame, wide: float) -> Iterable[Box]:
    """Where a name may stand: right of its mark, left of it, below, above."""
    (x, y), gap = frame.at(mark.longitude, mark.latitude), _size(mark) + 3
    for left, top in (
        (x + gap, y - 8),
        (x - gap - wide, y - 8),
        (x - wide / 2, y + gap - 2),
        (x - wide / 2, y - gap - 14),
    ):
        yield left, top, left + wide, top + 16


def _is_free(box: Box, frame: Frame, taken: Iterable[Box]) -> bool:
    is_inside = box[0] >= 2 and box[2] <= _WIDTH - 2 and box[1] >= 2 and box[3] <= frame.height - 2
    return is_inside and not any(_over(box, other) for other in taken)


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(marks: Sequence[Mark], height: float, palette: Palette) -> tuple[str, float]:
    """What the marks mean, and how high that is."""
    found = [name for name in _REACH if any(mark.precision == name for mark in marks)]
    said, x, y = [], 8.0, height + 18
    for name in found:
        words_ = _REACH[name][1]
        wide = 34 + 6.3 * len(words_)
        if x + wide > _WIDTH:
            x, y = 8.0, y + 22
        ring = (
            f'<circle cx="{x + 8:.1f}" cy="{y:.1f}" r="8.5" fill="{palette.accent}" fill-opacity="0.1" '
            f'stroke="{palette.accent}" stroke-opacity="0.6" stroke-dasharray="4 3"/>'
            if _REACH[name][0]
            else ""
        )
        said.append(
            f"{ring}{_shape(name, (x + 8, y), 4.2, palette)}"
            f'<text x="{x + 22:.1f}" y="{y + 4:.1f}" fill="{palette.ink}">{escape(words_)}</text>'
        )
        x += wide
    return "".join(said), y - height + 14
