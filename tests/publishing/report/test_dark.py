"""Colours of a dark page: readable whatever palette a template brings, and light in print."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from tests.publishing.report.test_pages import material as material  # the fixture
from tests.publishing.report.test_pages import page

from corroborate.publishing.report import Material, Palette
from corroborate.publishing.report.dark import contrast, dark_palette

PALETTES = [
    Palette(),
    Palette(accent="#0b6e4f", second="#000080", third="#330000"),
    Palette(accent="#ffff00", paper="#fff8e7", ink="#3b2f2f", tint="#ffffff"),
    Palette(paper="#000000", ink="#ffffff", tint="#222222", accent="#ffcc00", second="#99ccff"),
]


@pytest.mark.parametrize("palette", PALETTES)
def test_letters_can_be_read_on_every_ground(palette: Palette) -> None:
    dark = dark_palette(palette, {})
    for letters in ("ink", "accent", "second"):
        for ground in ("paper", "tint"):
            assert contrast(getattr(dark, letters), getattr(dark, ground)) >= 4.5


def test_the_hue_of_a_template_s_accent_stays() -> None:
    red, green, blue = (int(dark_palette(PALETTES[1], {}).accent[at : at + 2], 16) for at in (1, 3, 5))
    assert green > blue > red


def test_a_template_that_is_dark_already_stays_as_it_is() -> None:
    assert dark_palette(PALETTES[3], {}) == PALETTES[3]


def test_colours_that_a_template_names_for_dark_pages_are_taken() -> None:
    assert dark_palette(Palette(), {"accent": "#ff8800"}).accent == "#ff8800"


@pytest.mark.parametrize(
    ("one", "other", "found"), [("#000000", "#ffffff", 21.0), ("#777777", "#777777", 1.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, found: float) -> None:
    assert contrast(one, other) == pytest.approx(found)


def test_the_page_is_dark_on_screens_that_ask_for_it_and_never_in_print(material: Material) -> None:
    said = page(material)
    head = said[: said.index("</head>")]
    assert (
        head.count("prefers-color-scheme: dark")
        == head.count("@media screen and (prefers-color-scheme: dark)")
        > 0
    )
    for name, colour in asdict(dark_palette(Palette(), {})).items():
        assert f"--{name}: {colour};" in head


def test_drawings_are_painted_in_the_page_s_colours(material: Material) -> None:
    svg = re.search(r"<svg .*?</svg>", page(material), re.DOTALL)
    assert svg is not None
    assert 'fill="var(--accent)"' in svg[0]
    assert not re.findall(r'(?:fill|stroke)="#', svg[0])
