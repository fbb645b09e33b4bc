"""Deciding at the desk, in a real browser: with keys, with forms, with somebody else at the same time."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
from playwright.sync_api import Page, expect
from reader import PATIENCE, Reader

ARTICLE = """Nine soldiers were killed when gunmen ambushed an army convoy near Ansongo in the Gao region of Mali on
Tuesday, residents said. The army said four soldiers were killed."""


def decisions(reader: Reader) -> list[dict[str, object]]:
    """What was decided at this desk, oldest first."""
    rows: list[dict[str, object]] = httpx.get(
        f"{reader.desk}/decisions.json", timeout=PATIENCE / 1_000
    ).json()
    return rows


def first_pair(reader: Reader) -> Page:
    """The first pair of incidents that waits."""
    page = reader.open("/review?kind=pair")
    with page.expect_navigation():
        page.get_by_role("link", name="Begin").click()
    expect(page.locator("html[data-keys] table.sides")).to_be_visible()
    return page


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    expect(page.locator("html")).to_have_attribute("data-keys", "")
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_merge_and_its_undo_by_keys_alone(reader: Reader) -> None:
    page = first_pair(reader)
    pair = page.url
    press(page, "s")
    expect(page.locator(".just")).to_contain_text("Decided")
    assert [each["kind"] for each in decisions(reader)] == ["same"]
    press(page, "u")
    assert decisions(reader)[0]["withdrawn_by"] == "Ana"
    assert reader.open(pair[len(reader.desk) :]).get_by_role("button", name="Same").is_visible()


def test_ten_items_are_reviewed_without_a_mouse(reader: Reader) -> None:
    page = first_pair(reader)
    seen = set()
    for _ in range(3):
        seen.add(page.url)
        press(page, "d")
    page = reader.open("/review")
    with page.expect_navigation():
        page.get_by_role("link", name="Begin").click()
    for _ in range(7):
        press(page, "j")
        seen.add(page.url)
    assert len(seen) == 10
    assert [each["kind"] for each in decisions(reader)] == ["different"] * 3


def test_the_keys_are_told_and_never_pressed_while_typing(reader: Reader) -> None:
    page = first_pair(reader)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("the same incident")
    page.keyboard.press("Escape")
    page.get_by_label("Reason").first.click()
    page.keyboard.type("so said")
    assert decisions(reader) == []


def test_a_corrected_count_changes_the_tally(reader: Reader) -> None:
    rows = httpx.get(
        f"{reader.desk}/incidents.json?grade=single-source&order=-killed&limit=1", timeout=PATIENCE / 1_000
    ).json()
    incident = (rows if isinstance(rows, list) else rows["incidents"])[0]
    page = reader.open(f"/review/incidents/{incident['id']}")
    row = page.locator("tr", has=page.get_by_role("rowheader", name=re.compile("killed"))).first
    row.get_by_text("Decide").first.click()
    row.get_by_label("At least").fill("70001")
    row.get_by_label("at most").fill("70001")
    with page.expect_navigation():
        row.get_by_role("button", name="Correct").click()
    assert decisions(reader)[0]["kind"] == "correct"
    after = reader.open(f"/incidents/{incident['id']}").locator("main").inner_text()
    assert "70,001" in after
    assert "70,001" in reader.open("/incidents?order=-killed").locator("table[data-part=table]").inner_text()


def test_two_people_at_once_never_overwrite_each_other(reader: Reader) -> None:
    reader.meant = ("409",)
    page = first_pair(reader)
    pair = page.url
    other = reader.page.context.new_page()
    other.goto(pair)
    with other.expect_navigation():
        other.get_by_role("button", name="Different").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Same").click()
    expect(page.locator("main")).to_contain_text("Ana")
    assert [each["kind"] for each in decisions(reader)] == ["different"]


def was_read(page: Page) -> None:
    """Wait until what was given has been read, and the page shows what was found for good."""
    page.wait_for_url("**/add/*")
    expect(page.locator("[data-job]")).to_have_count(0, timeout=3 * PATIENCE)
    expect(page.locator('main a[href^="/incidents/"]').first).to_be_visible()


def test_a_pasted_article_is_read_while_one_watches(reader: Reader) -> None:
    page = reader.open("/add")
    page.locator("textarea[name=text]").fill(ARTICLE)
    page.locator("input[name=published]").first.fill("2025-03-12")
    page.locator("textarea[name=text]").locator("xpath=ancestor::form").get_by_role("button").last.click()
    was_read(page)
    page.locator('main a[href^="/incidents/"]').first.click()
    expect(page.locator("main")).to_contain_text("Ansongo")
    assert (
        httpx.get(f"{reader.desk}/incidents.json?place=Ansongo", timeout=PATIENCE / 1_000).text.count('"id"')
        >= 1
    )


def test_a_dropped_file_is_added(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "ambush.txt"
    file.write_text(f"---\npublished: 2025-03-12\npublisher: Sahel Wire\n---\n{ARTICLE}", encoding="utf-8")
    page = reader.open("/add")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("input[type=file]").locator("xpath=ancestor::form").get_by_role("button").last.click()
    was_read(page)


def test_the_playground_shows_what_is_found_as_one_types(reader: Reader) -> None:
    page = reader.open("/extract")
    page.locator("textarea").first.fill(ARTICLE)
    expect(page.locator("[data-part=found]")).to_contain_text("Ansongo")
    expect(page.locator("[data-part=marked] mark").first).to_be_visible()
