"""Every page of the desk in a real browser: it loads, it is accessible in both themes, it asks nobody else."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from reader import Reader

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
    found = {}
    for path in (*ROOMS, *things.values()):
        page = reader.open(path)
        page.wait_for_load_state("networkidle")
        if wrong := barriers(page, axe):
            found[path] = wrong
    reader.troubles = [each for each in reader.troubles if "404" not in each]  # /nowhere says so on purpose
    assert found == {}


def test_a_narrow_page_never_scrolls_sideways(reader: Reader, things: dict[str, str]) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    wide = []
    for path in (*ROOMS, *things.values()):
        page = reader.open(path)
        if page.evaluate("document.documentElement.scrollWidth") > 391:
            wide.append(path)
    reader.troubles = [each for each in reader.troubles if "404" not in each]
    assert wide == []


def test_a_filtered_view_is_a_permalink_and_its_csv_holds_the_same_rows(reader: Reader) -> None:
    page = reader.open("/incidents")
    page.get_by_label("Grade", exact=True).select_option("contested")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/incidents?grade=contested**")
    shown = page.locator("table[data-part=table] tbody tr").evaluate_all(
        "rows => rows.map(row => row.dataset.id)"
    )
    address = page.get_by_role("link", name="csv").get_attribute("href")
    text = httpx.get(f"{reader.desk}{address}", timeout=30).text
    rows = [row["id"] for row in csv.DictReader(io.StringIO(text))]
    assert shown
    assert rows[: len(shown)] == shown
    again = reader.open("/incidents?grade=contested")
    assert again.locator("table[data-part=table] tbody tr").first.get_attribute("data-id") == shown[0]


def test_brushing_the_timeline_narrows_the_table_and_the_address(reader: Reader) -> None:
    page = reader.open("/incidents")
    chart = page.locator(".timeline-chart svg").first
    chart.wait_for()
    before = page.locator("[data-part=summary]").inner_text()
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.99, box["y"] + 40, steps=8)
    page.mouse.up()
    page.wait_for_url("**since=**")
    expect(page.locator("[data-part=summary]")).not_to_have_text(before)
    assert "until=" in page.url


def test_without_javascript_every_page_is_whole(browser: Browser, desk: str, things: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in (*ROOMS[:-1], *things.values()):
        answer = page.goto(desk + path)
        assert answer is not None
        assert answer.ok, path
        assert page.locator("main h1").count() == 1, path
    page.goto(f"{desk}/incidents")
    page.get_by_label("From").fill("2025")
    page.get_by_role("button", name="Filter").click()
    assert "since=2025" in page.url
    assert page.locator("table[data-part=table] tbody tr").count() > 0
    context.close()


def test_without_webgl_the_map_is_drawn_all_the_same(old_browser: Browser, desk: str) -> None:
    page = old_browser.new_page()
    page.goto(f"{desk}/incidents")
    expect(page.locator("[data-part=map] svg").first).to_be_visible(timeout=15_000)
    assert page.locator("[data-part=map] canvas").count() == 0


def test_hostile_words_stay_words(reader: Reader) -> None:
    page = reader.open("/incidents?place=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.locator("img[src=x]").count() == 0
    assert "<img src=x" in page.locator("main").inner_text()
