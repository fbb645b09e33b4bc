"""The HTML file: safe, self-contained, every figure leading to its incidents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tellings import ARMY, FRONT, MONITOR, dead, incident, told
from tests.publishing.report.materials import material_of
from tests.publishing.valley import bomb, document

from corroborate.model.flat import FlatPlace
from corroborate.model.incident import Incident, Source
from corroborate.publishing.report import Material, Template
from corroborate.publishing.report.index import Index, runs
from corroborate.publishing.report.pages import html_pages
from corroborate.publishing.report.sections import composed
from corroborate.publishing.report.writing import _on_map
from worlds import PLACES

NO_CHARTS = tuple(
    name for name in Template().sections if name not in ("time", "groups", "tactics", "actors", "sides")
)
EVIL = '<script>alert("1")</script> #[evil] $x$ *b*'


def page(material: Material, **template: object) -> str:
    """The page without charts, which are dear to draw."""
    how = Template(**{"sections": NO_CHARTS, **template})  # type: ignore[arg-type]
    paper = composed(material, how)
    return "".join(html_pages(paper, how, Index(paper, list(_on_map(material, how)))))


@pytest.fixture
def material() -> Material:
    """Two incidents at one place, one of them contested and one with two sources."""
    sura = PLACES[1]
    held = [
        incident(told(1, dead(3, FRONT), where=sura), told(2, dead(40, ARMY), where=sura)),
        incident(told(3, dead(2, MONITOR), where=sura)),
    ]
    made = material_of(held)
    sources = {
        row["id"]: [
            {"title": EVIL, "publisher": "الشرق", "published": "2024-05-15", "url": "javascript:alert(1)"},
            {
                "title": "خبر عاجل",
                "publisher": None,
                "published": None,
                "url": "https://example.org/?a=1&b=2",
            },
        ]
        for row in made.rows
    }
    at = FlatPlace(("Sura",), "EL", "district", 26.0, 63.0)
    return replace(made, sources=sources, places={each.id: at for each in made.incidents})


def test_every_link_inside_the_page_leads_somewhere_and_no_name_is_there_twice(material: Material) -> None:
    said = page(material)
    names = Counter(re.findall(r'\bid="([^"]+)"', said))
    assert max(names.values()) == 1
    targets = set(re.findall(r'href="#([^"]+)"', said))
    assert targets <= set(names)
    assert {"incident-1", "incident-2", "figure-1"} <= targets


def test_the_page_asks_for_nothing_from_outside_and_runs_nothing(material: Material) -> None:
    said = page(material)
    assert "<script" not in said.lower()
    assert not re.findall(r'(?:src|href)="(?!#|data:|https://example\.org)[^"]*"', said)
    assert "@import" not in said
    assert "url(http" not in said


def test_words_of_strangers_are_never_markup(material: Material) -> None:
    said = page(material)
    assert "&lt;script&gt;alert" in said
    assert "javascript:" not in said
    assert "a=1&amp;b=2" in said


def test_the_page_is_well_formed_with_one_title_and_headings_in_order(material: Material) -> None:
    told: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            told.append(tag)

    Reader().feed(page(material))
    headings = [tag for tag in told if re.fullmatch(r"h[1-6]", tag)]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1
    assert all(int(b[1]) - int(a[1]) <= 1 for a, b in pairwise(headings))
    assert {"main", "nav", "caption", "figcaption"} <= set(told)


def test_right_to_left_texts_find_their_own_direction(material: Material) -> None:
    said = page(material, language="ur")
    assert '<html lang="ur" dir="rtl">' in said
    assert "<bdi>خبر عاجل</bdi>" in said
    assert '<td class="number" dir="ltr">' in said  # 3–7 is never 7–3


def test_the_map_shows_how_finely_a_place_is_known_and_leads_to_its_incidents(material: Material) -> None:
    said = page(material)
    assert "somewhere in the district" in said
    assert 'role="group" aria-label="Map of 2 incidents at 1 place: Sura 2."' in said
    assert "stroke-dasharray" in said
    assert re.search(r'<a href="#figure-\d+"><title>Sura: 2 incidents', said)


def test_contested_incidents_tell_both_sides(material: Material) -> None:
    assert "Military killed: 3 (Northern Front); 40 (the army)" in page(material)


def test_private_names_are_left_out(material: Material) -> None:
    of = document()
    held = Incident(id=bomb(of).id, reports=(bomb(of),), sources=(Source(id=of.id, title=of.title),))
    said = page(material_of([held]))
    assert "Turbat" in said
    assert "Gul Khan" not in said
    assert "Bibi Gul" not in said


def test_an_empty_month_is_an_honest_page() -> None:
    said = page(material_of([]))
    assert "holds no incident" in said
    assert 'id="method"' in said
    assert 'id="incidents"' not in said
    assert 'id="figures"' not in said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], []), ([1, 2, 3, 7], [(1, 3), (7, 7)]), ([2, 4, 5], [(2, 2), (4, 5)])],
)
def test_numbers_in_the_index_are_told_as_runs(numbers: list[int], said: list[tuple[int, int]]) -> None:
    assert runs(numbers) == said


def test_where_a_desk_runs_incidents_and_lists_lead_there(material: Material) -> None:
    said = page(material, desk="http://localhost:8000")
    first = material.incidents[0].id
    assert f'href="http://localhost:8000/incidents/{first}"' in said
    days = "since=2024-01-01&amp;until=2024-12-31"
    counted = "stage=carried_out&amp;stage=attempted&amp;stage=foiled"
    assert f'href="http://localhost:8000/incidents?{days}&amp;{counted}"' in said
    assert (
        f'href="http://localhost:8000/incidents?{days}&amp;grade=contested"' not in said
    )  # one incident: in the file


def test_incidents_that_are_not_told_whole_stand_in_a_line_each_and_figures_lead_to_them(
    material: Material,
) -> None:
    kept = material.rows[0]["id"]
    cut = replace(material, rows=[material.rows[0]], left_out=1)
    said = page(cut)
    assert said.count("<article") == 1
    line = re.search(r'<li id="incident-\d">.*?</li>', said)
    assert line is not None
    assert kept[:8] not in line[0]
    assert "Sura" in line[0]
    assert "Killed 2" in line[0] or "Killed 3–40" in line[0]
    assert set(re.findall(r'href="#([^"]+)"', said)) <= set(re.findall(r'\bid="([^"]+)"', said))
    assert "1 other is counted" in said


def test_a_figure_of_more_incidents_than_are_shown_says_by_which_command_they_are_listed(
    monkeypatch: pytest.MonkeyPatch, material: Material
) -> None:
    monkeypatch.setattr("corroborate.publishing.report.index._MOST_RUNS", 0)
    assert "corroborate incidents --from 2024-01-01 --to 2024-12-31</code>" in page(material)
