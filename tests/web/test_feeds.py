"""Feeds are valid, told by the filters of the pages, and change as the record does."""

from __future__ import annotations

import feedparser
import pytest
from lxml import etree
from starlette.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("path", ["new.atom", "new.rss", "contested.atom", "contested.rss"])
def test_a_feed_is_read_by_any_reader(client: TestClient, path: str) -> None:
    answer = client.get(f"/feeds/{path}")
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == ("atom10" if path.endswith("atom") else "rss20")
    assert read.entries
    for entry in read.entries:
        assert client.get(entry.link.removeprefix("http://localhost")).status_code == 200
        assert entry.title
        assert entry.id.startswith("urn:corroborate:incident:")
        assert entry["published_parsed"]


def test_atom_has_what_its_standard_demands(client: TestClient) -> None:
    root = etree.fromstring(client.get("/feeds/new.atom?place=Pakistan").content)
    assert all(root.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost/feeds/new.atom?place=Pakistan"
    assert "place=Pakistan" in links["alternate"]
    for entry in root.findall(f"{ATOM}entry"):
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "summary"))


def test_only_what_was_asked_for_is_in_it(client: TestClient) -> None:
    assert not feedparser.parse(client.get("/feeds/new.rss?since=2090").content).entries
    contested = feedparser.parse(client.get("/feeds/contested.atom?limit=500").content).entries
    told = client.get("/api/v1/incidents?only=contested&limit=50").json()
    assert {each.id.rsplit(":", 1)[1] for each in contested} == {row["id"] for row in told["items"]}


def test_a_feed_that_does_not_exist_and_a_filter_that_does_not(client: TestClient) -> None:
    assert client.get("/feeds/old.atom").status_code == 422
    assert client.get("/feeds/new.atom?colour=red").status_code == 400


def test_pages_lead_to_their_feeds(client: TestClient) -> None:
    for page in ("/", "/incidents?place=Pakistan"):
        assert 'type="application/atom+xml"' in client.get(page).text
    assert "/feeds/new.atom?place=Pakistan" in client.get("/incidents?place=Pakistan").text


def test_the_interface_is_described_without_foreign_scripts(client: TestClient) -> None:
    shown = client.get("/api").text
    assert "list_incidents" in shown
    assert '<script src="http' not in shown
    assert shown.count('class="call"') == sum(
        len(methods) for methods in client.get("/api/v1/openapi.json").json()["paths"].values()
    )
