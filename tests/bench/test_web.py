"""The benchmark of the desk: its made record is a record, and every address that it asks exists."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest
from bench.desk_record import make
from starlette.testclient import TestClient

import corroborate
from bench import web
from corroborate.web import Desk, make_app


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made record of 50 incidents."""
    path = tmp_path_factory.mktemp("bench") / "made.db"
    assert make(path, 50) == 60 * 3
    return path


def test_the_made_record_holds_incidents_told_twice_whose_figures_differ(record: Path) -> None:
    with corroborate.open(record, readonly=True) as held:
        page = held.cards(order="-killed", limit=50)
        assert page.total == 50
        assert {card.documents for card in page.cards} == {1, 2}
        assert any(card.contested for card in page.cards)
        assert all(card.latitude is not None for card in page.cards)
        assert len(held.search('"Front 1"')) > 1


def test_every_address_of_the_benchmark_answers(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with corroborate.open(record, author="Ana") as held:
        client = TestClient(make_app(Desk(record=held)), base_url="http://localhost")
        monkeypatch.setattr(httpx, "get", lambda url, **_: client.get(url))
        found = web.visited("http://localhost", web.addresses("http://localhost"))
    assert {"overview", "incidents", "points", "search", "API: changes", "feed, new"} <= set(found)
    assert all(told["kB"] >= 0 for _, told in found.values())


def test_percentiles_are_values_that_were_taken() -> None:
    assert web.percentile([3.0, 1.0, 2.0], 0.95) == 3.0
    assert web.percentile([5.0], 0.5) == 5.0


def test_somebody_decides_before_who_asks_first_is_timed(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with corroborate.open(shutil.copy(record, tmp_path / "copy.db"), author="Ana") as held:
        client = TestClient(make_app(Desk(record=held)), base_url="http://localhost")
        for name in ("get", "post"):
            asked = getattr(client, name)
            monkeypatch.setattr(
                httpx,
                name,
                lambda url, asked=asked, json=None, **_: asked(url, json=json) if json else asked(url),
            )
        told: dict[str, float] = {}
        web.after_decisions("http://localhost", {"review": ("/review", told)})
        assert told["after a decision"] >= 0
        assert len(held.store.decisions()) == web.DECISIONS
