"""Every page of the desk in a real browser: it loads, it is accessible in both themes, it asks nobody else."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from reader import PATIENCE, Reader, slow_down

import corroborate

ROOMS = (
    "/", "/incidents", "/incidents?grade=contested", "/incidents?place=nowhere", "/review", "/decisions", "/totals",
    "/actors", "/places", "/documents", "/search", "/search?q=killed", "/add", "/extract", "/about", "/api", "/nowhere",
)  # fmt: skip
IMPACTS = {"minor", "moderate", "serious", "critical"}


@pytest.fixture(scope="session")
def things(made_record: Path) -> dict[str, str]:
    """The address of one thing of each kind that has a page of its own."""
    with corroborate.open(made_record) as record:
        card = record.cards(only="contested", order="-killed", limit=1).cards[0]
        link = record.proposals()[0]
        document = record.show(card.id).view.incident.sources[0].id
    return {
        "incident": f"/incidents/{card.id}",
        "incident as known then": f"/incidents/{card.id}?rule=range",
        "document": f"/documents/{document}",
        "pair": f"/review/pairs/{link.left}/{link.right}",
        "fields": f"/review/incidents/{card.id}",
    }


@pytest.fixture
def axe() -> Axe:
    """What finds barriers."""
    return Axe()


def barriers(page: Page, axe: Axe) -> list[str]:
    """What axe-core finds wrong, a line each."""
    found: list[dict[str, Any]] = axe.run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found if each["impact"] in IMPACTS]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_barrier(reader: Reader, things: dict[str, str], axe: Axe, theme: Any) -> None:
    reader.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    reader.meant = ("404",)  # /nowhere says so on purpose
    found = {}
    for path in (*ROOMS, *things.values()):
        page = reader.open(path)
        if wrong := barriers(page, axe):
            found[path] = wrong
    assert found == {}


def test_a_narrow_page_never_scrolls_sideways(reader: Reader, things: dict[str, str]) -> None:
    reader.meant = ("404",)
    reader.page.set_viewport_size({"width": 390, "height": 844})
    wide = []
    for path in (*ROOMS, *things.values()):
        page = reader.open(path)
        if page.evaluate("document.documentElement.scrollWidth") > 391:
            wide.append(path)
    assert wide == []


SHIFTS = """window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries()))
        .observe({ type: 'layout-shift', buffered: true });"""
SHIFTED = """() => window.shifts
    .filter(({ startTime }) => startTime > performance.getEntriesByType('navigation')[0].domInteractive)
    .reduce((sum, { value }) => sum + value, 0)"""
"""The layout shift since the page was there as a whole: how it came to be there depends on the machine."""


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_when_scripts_have_come(reader: Reader, things: dict[str, str], width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 2400})
    reader.page.add_init_script(SHIFTS)
    found = {}
    for path in ("/", "/incidents", "/incidents?grade=contested", "/places/PK", *things.values()):
        found[path] = reader.open(path).evaluate(SHIFTED)
    assert {path: shifted for path, shifted in found.items() if shifted > 0.02} == {}


def test_a_filtered_view_is_a_permalink_and_its_csv_holds_the_same_rows(reader: Reader) -> None:
    page = reader.open("/incidents")
    page.get_by_label("Grade", exact=True).select_option("contested")
    with page.expect_navigation(url="**/incidents?grade=contested**"):
        page.get_by_role("button", name="Filter").click()
    shown = page.locator("table[data-part=table] tbody tr").evaluate_all(
        "rows => rows.map(row => row.dataset.id)"
    )
    address = page.get_by_role("link", name="csv").get_attribute("href")
    text = httpx.get(f"{reader.desk}{address}", timeout=PATIENCE / 1_000).text
    rows = [row["id"] for row in csv.DictReader(io.StringIO(text))]
    assert shown
    assert rows[: len(shown)] == shown
    again = reader.open("/incidents?grade=contested")
    assert again.locator("table[data-part=table] tbody tr").first.get_attribute("data-id") == shown[0]


def test_brushing_the_timeline_narrows_the_table_and_the_address(reader: Reader) -> None:
    page = reader.open("/incidents")
    before = page.locator("[data-part=summary]").inner_text()
    brush(page)
    expect(page).to_have_url(BRUSHED)
    expect(page.locator("[data-part=summary]")).not_to_have_text(before)


def test_the_timeline_is_brushed_before_the_map_has_come(reader: Reader) -> None:
    held: list[Route] = []
    let_through = Event()
    page = reader.page
    page.route(
        "**/chunk-drawn.js", lambda route: route.continue_() if let_through.is_set() else held.append(route)
    )
    page.goto(f"{reader.desk}/incidents")
    page.locator(".timeline-chart svg").first.wait_for()
    before = page.locator(".timeline-chart").bounding_box()
    start, end = ends(page)
    page.mouse.move(*start)
    page.mouse.down()
    let_through.set()
    for route in held:
        route.continue_()
    page.locator(".maplibregl-canvas").wait_for()
    assert page.locator(".timeline-chart").bounding_box() == before
    page.mouse.move(*end, steps=8)
    page.mouse.up()
    expect(page).to_have_url(BRUSHED)
    expect(page.locator("[data-island=incidents]")).to_have_attribute("data-ready", "")


def test_a_drag_goes_on_when_the_bars_are_drawn_anew(reader: Reader) -> None:
    page = reader.open("/incidents")
    start, end = ends(page)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.emulate_media(color_scheme="dark")  # draws them in other colours
    expect(page.locator(".timeline-band")).to_have_attribute("visibility", "visible")
    page.mouse.up()
    expect(page).to_have_url(BRUSHED)


BRUSHED = re.compile(r"since=\d{4}-\d{2}-\d{2}&until=\d{4}-\d{2}-\d{2}")
Point = tuple[float, float]


def ends(page: Page) -> tuple[Point, Point]:
    """Where a drag over the last bars of the timeline begins, and where it ends."""
    chart = page.locator(".timeline-chart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    y = box["y"] + 40
    return (box["x"] + box["width"] * 0.9, y), (box["x"] + box["width"] * 0.99, y)


def brush(page: Page) -> None:
    """Drag over the last bars of the timeline."""
    start, end = ends(page)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=8)
    page.mouse.up()


def test_without_javascript_every_page_is_whole(browser: Browser, desk: str, things: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    for path in (*ROOMS[:-1], *things.values()):
        answer = page.goto(desk + path)
        assert answer is not None
        assert answer.ok, path
        assert page.locator("main h1").count() == 1, path
    page.goto(f"{desk}/incidents")
    page.get_by_label("From").fill("2025")
    with page.expect_navigation(url="**since=2025**"):
        page.get_by_role("button", name="Filter").click()
    assert page.locator("table[data-part=table] tbody tr").count() > 0
    context.close()


def test_without_webgl_the_map_is_drawn_all_the_same(old_browser: Browser, desk: str) -> None:
    page = old_browser.new_page()
    page.set_default_timeout(PATIENCE)
    slow_down(page)
    page.goto(f"{desk}/incidents")
    expect(page.locator("[data-part=map] svg").first).to_be_visible()
    assert page.locator("[data-part=map] canvas").count() == 0


def test_hostile_words_stay_words(reader: Reader) -> None:
    page = reader.open("/incidents?place=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.locator("img[src=x]").count() == 0
    assert "<img src=x" in page.locator("main").inner_text()
