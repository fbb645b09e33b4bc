"""The first page, and the page about the record."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

import corroborate
from corroborate.model.card import CardCount
from corroborate.web import Desk, make_app
from corroborate.web.drawing import months_drawn


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    with corroborate.open(tmp_path / "record.db") as record:
        page = TestClient(make_app(Desk(record=record)), base_url="http://localhost").get("/").text
    assert "This record is empty" in page
    assert 'href="/add"' in page


def test_the_counts_lead_to_what_they_count(client: TestClient) -> None:
    page = client.get("/").text
    contested = int(re.search(r'href="/incidents\?only=contested">([\d,]+)<', page).group(1))  # type: ignore[union-attr]
    assert contested == client.app.state.desk.record.cards(only="contested", limit=0).total  # type: ignore[attr-defined]
    assert contested > 0


def test_what_is_contested_is_told_with_both_sides(client: TestClient) -> None:
    assert re.search(r"killed: [^<]+; [^<]+<", client.get("/").text)


def test_the_page_follows_the_record(client: TestClient) -> None:
    record = client.app.state.desk.record  # type: ignore[attr-defined]
    before = client.get("/").text
    incident = record.cards(only="contested", limit=1).cards[0]
    record.reject(record.show(incident.id).view.incident.reports[0].id, reason="not an incident")
    after = client.get("/").text
    assert '<a href="/decisions">1</a>' in after
    assert '<a href="/decisions">0</a>' in before


def test_the_method_names_every_rule_and_grade_and_what_is_in_force(client: TestClient) -> None:
    page = client.get("/about").text
    for word in ("lowest", "range", "official", "claimant", "independent", "Confirmed", "Denied", "grammar"):
        assert word in page


def test_a_readonly_desk_offers_no_adding(client: TestClient) -> None:
    record = client.app.state.desk.record  # type: ignore[attr-defined]
    page = (
        TestClient(make_app(Desk(record=record, is_readonly=True)), base_url="http://localhost").get("/").text
    )
    assert 'href="/add"' not in page
    assert "Read-only" in page


def test_months_without_incidents_are_drawn_as_gaps() -> None:
    drawn = months_drawn(
        [CardCount("2024-11", 3, 2, 9), CardCount("2025-02", 1, 0, 0), CardCount("", 5, 1, 1)]
    )
    assert [each.month for each in drawn.bars] == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert [each.incidents for each in drawn.bars] == [3, 0, 0, 1]
    assert drawn.most_killed == 9
    assert drawn.bars[0].killed_y1 < drawn.bars[0].killed_y2


def test_only_the_last_months_are_drawn_and_the_others_counted() -> None:
    counts = [CardCount(f"{2000 + year}-06", 2, 0, 0) for year in range(10)]
    drawn = months_drawn(counts, most_months=13)
    assert [each.month for each in drawn.bars if each.incidents] == ["2008-06", "2009-06"]
    assert drawn.earlier == 16


def test_no_month_draws_nothing() -> None:
    assert months_drawn([]).bars == ()
