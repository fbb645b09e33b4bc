"""Actors and places at the desk: lists, pages, names explained once so that all incidents follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate import Record
from corroborate.web import Desk, make_app


@pytest.fixture
def record(desk_record: Path) -> Record:
    return corroborate.open(desk_record, author="Ana")


@pytest.fixture
def desk(record: Record) -> TestClient:
    return TestClient(make_app(Desk(record=record)), follow_redirects=False, base_url="http://localhost")


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found
    return found[1]


def an_unknown(record: Record) -> str:
    """The name of an organization that no registry knows."""
    for doer in record.store.doers():
        if doer.actor is None and doer.kind == "organization":
            return doer.name
    raise AssertionError("none")


def an_unplaced(record: Record) -> tuple[str, str]:
    """The key and name of a place on no map."""
    for row in record.store.places():
        if row.name and not row.is_placed:
            return f"{row.country or 'ZZ'}:{row.name.casefold()}", row.name
    raise AssertionError("none")


def test_actors_are_listed_with_what_they_did_claimed_and_denied(desk: TestClient) -> None:
    for query in ("", "?show=registered", "?show=unknown", "?show=speakers", "?q=army"):
        assert desk.get(f"/actors{query}").status_code == 200
    assert desk.get("/actors?show=nonesuch").status_code == 400
    listed = re.findall(r'href="(/actors/(?!name:)[^"?]+)" dir', desk.get("/actors?show=registered").text)
    assert listed
    for path in listed[:4]:
        html = desk.get(path)
        assert html.status_code == 200
        assert "Its incidents" in html.text
    assert desk.get("/actors/ttp").status_code == 200
    assert desk.get("/actors/TTP").headers["location"] == "/actors/ttp"
    assert desk.get("/actors/name:nobody at all").status_code == 404


def test_an_unknown_actor_is_named_and_all_its_incidents_follow(desk: TestClient, record: Record) -> None:
    name = an_unknown(record)
    path = f"/actors/name:{name.casefold()}"
    html = desk.get(path).text
    assert "In these words" in html
    sent = {"verdict": "name", "actor": "ttp", "state": hidden(html, "state"), "reason": "so"}
    assert desk.post(path, data=sent).status_code == 303
    assert name not in {doer.name for doer in record.store.doers()}
    after = desk.get("/actors/ttp").text
    assert name.casefold() in after
    (decision,) = record.store.decisions()
    assert "Ana" in desk.get(path).text
    desk.post(f"/decisions/{decision.id}/undo", data={"reason": "no"})
    assert name in {doer.name for doer in record.store.doers()}


def test_an_alias_is_merged_on_the_page_of_the_actor(desk: TestClient, record: Record) -> None:
    name = an_unknown(record)
    assert desk.post("/actors/ttp", data={"alias": name}).status_code == 303
    assert record.store.decisions()[0].value["actor"] == "ttp"
    assert desk.post("/actors/ttp", data={"alias": "nobody at all"}).status_code == 404
    assert desk.post("/actors/ttp", data={}).status_code == 400


def test_an_actor_left_unknown_waits_no_more(desk: TestClient, record: Record) -> None:
    name = an_unknown(record)
    before = desk.get("/review?kind=actor").text.count("Who is it?")
    assert desk.post(f"/actors/name:{name}", data={"verdict": "unknown"}).status_code == 303
    assert desk.get("/review?kind=actor").text.count("Who is it?") == before - 1


def test_places_are_listed_by_country_with_those_on_no_map(desk: TestClient, record: Record) -> None:
    html = desk.get("/places").text
    assert "Country by country" in html
    assert "On no map" in html
    for path in re.findall(r'href="(/places/[^"?]+)" dir', html)[:8]:
        assert desk.get(path).status_code == 200
    assert desk.get("/places?q=a").status_code == 200
    assert desk.get("/places/nowhere at all").status_code == 404


def test_a_village_is_put_on_the_map_once(desk: TestClient, record: Record) -> None:
    key, name = an_unplaced(record)
    before = record.cards(only=["unplaced"]).total
    html = desk.get(f"/places/{key}").text
    assert "Put it on the map" in html
    assert "In these words" in html
    sent = {
        "verdict": "where",
        "place_name": name,
        "lat": "12.5",
        "lon": "33.25",
        "state": hidden(html, "state"),
    }
    assert desk.post(f"/places/{key}", data=sent).status_code == 303
    assert record.cards(only=["unplaced"]).total < before
    assert 12.5 in {card.latitude for card in record.cards(limit=500).cards}
    (decision,) = record.store.decisions()
    assert "12.500, 33.250" in desk.get(f"/places/{key}").text
    desk.post(f"/decisions/{decision.id}/undo", data={"reason": "no"})
    assert record.cards(only=["unplaced"]).total == before


def test_a_point_that_is_none_is_refused(desk: TestClient, record: Record) -> None:
    key, name = an_unplaced(record)
    for wrong in (
        {"lat": "x", "lon": "1"},
        {"lat": "95", "lon": "1"},
        {"lat": "1"},
        {},
        {"candidate": "geonames:0"},
    ):
        sent = {"verdict": "where", "place_name": name, **wrong}
        assert desk.post(f"/places/{key}", data=sent).status_code == 400
    assert not record.store.decisions()


def test_a_name_decided_by_another_meanwhile_is_shown(desk: TestClient, record: Record) -> None:
    name = an_unknown(record)
    path = f"/actors/name:{name.casefold()}"
    html = desk.get(path).text
    record.correct(f"actor:{name}", "actor", "The League", reason="own page", author="Ben")
    sent = {"verdict": "name", "actor": "ttp", "state": hidden(html, "state"), "seen": hidden(html, "seen")}
    answer = desk.post(path, data=sent)
    assert answer.status_code == 409
    assert "Ben" in answer.text


def test_nobody_names_at_a_read_only_desk(record: Record) -> None:
    desk = TestClient(
        make_app(Desk(record=record, is_readonly=True)), follow_redirects=False, base_url="http://localhost"
    )
    key, _ = an_unplaced(record)
    assert "Put it on the map" not in desk.get(f"/places/{key}").text
    assert desk.post(f"/places/{key}", data={"verdict": "unknown"}).status_code == 403
    assert desk.post(f"/actors/name:{an_unknown(record)}", data={"verdict": "unknown"}).status_code == 403
