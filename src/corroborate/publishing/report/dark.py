"""A report's colours on a dark page: the hues of the light ones, as bright as it takes to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from corroborate.publishing.report.templates import Palette

_READABLE = 5.5
"""The contrast that letters are given; 4.5 is what WCAG 2.2 asks for at least (success criterion 1.4.3)."""
_GROUNDS: Mapping[str, str] = {
    "paper": "#14181c", "tint": "#20262c", "rule": "#3a434c", "muted": "#6d7985", "sea": "#10151a", "land": "#232a31",
}  # fmt: skip
_LETTERS = ("ink", "accent", "second", "third")


def dark_palette(palette: Palette, own: Mapping[str, str]) -> Palette:
    """The palette of a dark page: what the template itself says (`own`), else grounds that are dark and letters that
    are brightened until they can be read on them. A palette whose paper is dark already stays as it is."""
    if luminance(palette.paper) < 0.2:
        return replace(palette, **own)
    grounds = {**_GROUNDS, **own}
    ground = max((grounds["paper"], grounds["tint"], grounds["land"]), key=luminance)
    letters = {name: brightened(getattr(palette, name), ground) for name in _LETTERS}
    letters["ink"] = brightened(palette.ink, ground, 12)
    return Palette(**{**asdict(palette), **grounds, **letters, **own})


def brightened(colour: str, ground: str, least: float = _READABLE) -> str:
    """A colour mixed with white until its contrast with a ground is at least that."""
    red, green, blue = _parts(colour)
    for step in range(101):
        mixed = [round(part + (255 - part) * step / 100) for part in (red, green, blue)]
        found = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(found, ground) >= least:
            return found
    return "#ffffff"


def contrast(one: str, other: str) -> float:
    """How well two colours stand apart, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour #rrggbb is, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
