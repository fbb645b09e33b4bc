"""A record that holds nothing yet: every room opens, and every list is empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate.web import Desk, make_app

PAGES = ("/", "/incidents", "/incidents.points.json", "/incidents.csv", "/documents", "/review", "/totals", "/search",
         "/search?q=army", "/decisions", "/add", "/extract", "/about", "/api", "/feeds/new.atom", "/feeds/contested.rss")  # fmt: skip
LISTS = ("incidents", "claims", "totals", "stances", "documents", "decisions", "search?q=army", "changes")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk on a new record."""
    with corroborate.open(tmp_path_factory.mktemp("empty") / "record.db", author="Ana") as record:
        yield TestClient(make_app(Desk(record=record)), base_url="http://localhost")


@pytest.mark.parametrize("path", PAGES)
def test_a_room_of_an_empty_record_opens(empty: TestClient, path: str) -> None:
    assert empty.get(path).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_an_empty_record_is_empty(empty: TestClient, path: str) -> None:
    assert empty.get(f"/api/v1/{path}").json()["items"] == []
