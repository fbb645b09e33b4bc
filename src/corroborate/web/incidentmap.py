"""The incidents of a view on a map that needs no script: outlines of countries, marks, and how finely each is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from math import log10

from corroborate.model.card import CardPoints
from corroborate.publishing.report.maps import Frame, Mark, framed, land

WIDTH, HEIGHT = 720, 360
_REACH = {"exact": 0.0, "near": 5.0, "district": 30.0, "province": 100.0}
"""How far from its point an incident may lie, in kilometres: what is known less finely is not drawn."""
_KILOMETRES = 111.2
_CLOSE = 26
"""Marks within a square of so many points become one with their number."""
_WORLD = Frame(west=-170, south=-56, east=180, north=76)
_STYLE = """
rect{fill:#fcfbf8}path{fill:#f2efe8;stroke:#8b8679;stroke-width:.7}text{font:11px system-ui,sans-serif;text-anchor:middle}
.country{fill:#5d5a53}.reach{fill:#1f4e79;fill-opacity:.12;stroke:#1f4e79;stroke-opacity:.5}
.mark{fill:#1f4e79;fill-opacity:.88;stroke:#fcfbf8;stroke-width:1.2}.number{fill:#fff;font-weight:600}
@media (prefers-color-scheme:dark){rect{fill:#16171a}path{fill:#25282d;stroke:#7c8089}.country{fill:#aaa59a}
.reach{fill:#93bfe8;stroke:#93bfe8}.mark{fill:#93bfe8;stroke:#16171a}.number{fill:#10202f}}
"""

Spot = tuple[float, float, int]
"""A point of the drawing and how many incidents lie there."""


def incident_map(found: CardPoints) -> str:
    """The drawing, in SVG, `WIDTH` by `HEIGHT` points; it is light or dark as the reader's system is."""
    marks = _marks(found)
    frame = _shaped(framed(marks)) if marks else _shaped(_WORLD)
    outline, names = land(frame)
    countries = (
        f'<text class="country" x="{x:.0f}" y="{y:.0f}">{escape(name)}</text>' for name, x, y in names
    )
    numbers = {mark: int(mark.name) for mark in marks}
    spots = _gathered((*frame.at(mark.longitude, mark.latitude), number) for mark, number in numbers.items())
    return "".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        f'<style>{_STYLE}</style><rect width="{WIDTH}" height="{HEIGHT}"/><path d="{outline}"/>',
        *countries,
        *_reaches(marks, frame),
        *(_drawn(spot) for spot in sorted(spots, key=lambda spot: spot[2])),
        "</svg>",
    ))  # fmt: skip


def _marks(found: CardPoints) -> list[Mark]:
    """A mark for each point and precision, and for each cell; its name is the number of its incidents."""
    numbers: dict[tuple[float, float, str], int] = defaultdict(int)
    for each in found.points:
        if each.latitude is not None and each.longitude is not None and each.precision in _REACH:
            numbers[each.latitude, each.longitude, each.precision] += 1
    for cell in found.cells:
        numbers[cell.latitude, cell.longitude, "exact"] += cell.incidents
    return [
        Mark(name=str(number), latitude=latitude, longitude=longitude, precision=precision, incidents=())
        for (latitude, longitude, precision), number in numbers.items()
    ]


def _shaped(frame: Frame) -> Frame:
    """The frame, grown to the shape of the drawing."""
    if frame.height < HEIGHT:
        more = (HEIGHT / frame.scale - (frame.north - frame.south)) / 2
        return replace(frame, south=frame.south - more, north=frame.north + more)
    wide = (frame.north - frame.south) * WIDTH / HEIGHT / frame.stretch
    more = (wide - (frame.east - frame.west)) / 2
    return replace(frame, west=frame.west - more, east=frame.east + more)


def _gathered(spots: Iterable[Spot]) -> list[Spot]:
    """One spot for each square that holds any, where most of its incidents lie."""
    squares: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        squares[int(spot[0] // _CLOSE), int(spot[1] // _CLOSE)].append(spot)
    greatest = ((max(held, key=lambda spot: spot[2]), held) for held in squares.values())
    return [(most[0], most[1], sum(number for _, _, number in held)) for most, held in greatest]


def _reaches(marks: Sequence[Mark], frame: Frame) -> Iterable[str]:
    for x, y, radius in sorted({
        (*frame.at(mark.longitude, mark.latitude), _REACH[mark.precision] / _KILOMETRES * frame.scale) for mark in marks
    }):  # fmt: skip
        if radius > _CLOSE / 4:
            yield f'<circle class="reach" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def _drawn(spot: Spot) -> str:
    x, y, number = spot
    radius = 4.5 if number == 1 else 7 + 3.5 * log10(number)
    disc = f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    return disc if number == 1 else f'{disc}<text class="number" x="{x:.1f}" y="{y + 4:.1f}">{number}</text>'
