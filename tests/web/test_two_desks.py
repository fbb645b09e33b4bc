"""One record, several processes: each sees what the others do, nobody overwrites anybody, no request breaks."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate import Record
from corroborate.model import Decision
from corroborate.web import Desk, make_app

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
PAGES = (
    "/",
    "/incidents",
    "/incidents.json",
    "/review",
    "/totals",
    "/actors",
    "/places",
    "/documents",
    "/decisions",
    "/api/v1/incidents",
    "/api/v1/claims",
    "/api/v1/totals",
    "/api/v1/changes",
    "/feeds/new.atom",
)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"{name} is not carried"
    return found[1]


@pytest.fixture
def ana(desk_record: Path) -> Iterator[TestClient]:
    """A desk in this process, at which Ana decides."""
    with corroborate.open(desk_record, author="Ana") as record:
        yield TestClient(make_app(Desk(record=record)), follow_redirects=False, base_url="http://localhost")


@pytest.fixture
def ben(desk_record: Path) -> Iterator[httpx.Client]:
    """A desk in a process of its own, at which Ben decides."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "corroborate.cli", "serve", str(desk_record), "--port", port]
    environment = {**os.environ, "CORROBORATE_AUTHOR": "Ben", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            with httpx.Client(base_url=_address(server.stdout), timeout=None) as reader:
                yield reader
        finally:
            server.terminate()


def _address(lines: Any) -> str:
    """Where a desk says that it listens; the end of its words where it fails."""
    for line in lines:
        if found := re.search(r"http://\S+?(?=/ )", line):
            return found[0]
    raise AssertionError("the desk did not open")


def two(reader: TestClient) -> str:
    one, other = (each["id"] for each in reader.get("/api/v1/incidents?limit=2").json()["items"])
    return f"/review/pairs/{one}/{other}"


def test_each_desk_shows_what_the_other_decided(ana: TestClient, ben: httpx.Client) -> None:
    pair, before = two(ana), ben.get("/api/v1/incidents").json()["total"]
    for reader in (ana, ben):
        for page in PAGES:
            reader.get(page)
    assert ana.post(pair, data={"verdict": "same", "reason": "one deed"}).status_code == 303
    assert [reader.get("/api/v1/incidents").json()["total"] for reader in (ana, ben)] == [before - 1] * 2
    assert "one deed" in ben.get("/decisions").text
    made = ben.get("/api/v1/decisions").json()["items"][0]["id"]
    assert ben.post(f"/api/v1/decisions/{made}/withdraw", json={}).status_code == 200
    assert [reader.get("/api/v1/incidents").json()["total"] for reader in (ana, ben)] == [before] * 2
    assert ana.get("/api/v1/decisions").json()["items"][0]["withdrawn_by"] == "Ben"


def test_who_decides_on_what_the_other_desk_changed_is_shown_it(ana: TestClient, ben: httpx.Client) -> None:
    pair = two(ana)
    seen = ben.get(pair).text
    ana.post(pair, data={"verdict": "different", "reason": "a year apart"})
    sent = {"verdict": "same", "state": hidden(seen, "state"), "seen": hidden(seen, "seen")}
    answer = ben.post(pair, data=sent)
    assert answer.status_code == 409
    assert "a year apart" in answer.text
    assert len(ana.get("/api/v1/decisions").json()["items"]) == 1


def test_a_decision_between_the_look_and_the_deed_is_not_overwritten(
    ana: TestClient, desk_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = two(ana)
    seen = ana.get(pair).text
    merge = Record.merge

    def merge_after_ben(self: Record, *names: str, **signed: Any) -> Decision:
        monkeypatch.setattr(Record, "merge", merge)
        with corroborate.open(desk_record, author="Ben") as other:
            other.keep_apart(*names, reason="a year apart")
        return merge(self, *names, **signed)

    monkeypatch.setattr(Record, "merge", merge_after_ben)
    answer = ana.post(pair, data={"verdict": "same", "state": hidden(seen, "state"), "seen": ""})
    assert answer.status_code == 409
    assert "a year apart" in answer.text


def test_a_decision_about_something_else_disturbs_nobody(
    ana: TestClient, desk_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, third = two(ana), ana.get("/api/v1/incidents?limit=3").json()["items"][2]["id"]
    seen = ana.get(pair).text
    merge = Record.merge

    def merge_after_ben(self: Record, *names: str, **signed: Any) -> Decision:
        monkeypatch.setattr(Record, "merge", merge)
        with corroborate.open(desk_record, author="Ben") as other:
            other.accept(third, reason="checked")
        return merge(self, *names, **signed)

    monkeypatch.setattr(Record, "merge", merge_after_ben)
    answer = ana.post(pair, data={"verdict": "same", "state": hidden(seen, "state"), "seen": ""})
    assert answer.status_code == 303
    assert [each["author"] for each in ana.get("/api/v1/decisions").json()["items"]] == ["Ben", "Ana"]


def test_no_request_breaks_while_another_process_adds(ana: TestClient, desk_record: Path) -> None:
    news = [str(each) for each in sorted(ARTICLES.iterdir())[1::5]]
    adding = subprocess.Popen(
        [sys.executable, "-m", "corroborate.cli", "add", *news, "--record", str(desk_record)],
        stdout=subprocess.DEVNULL,
    )
    statuses = []
    while not statuses or adding.poll() is None:
        statuses += [(page, ana.get(page).status_code) for page in PAGES]
        chosen = ana.get("/api/v1/incidents?limit=1&order=-recorded").json()["items"][0]["id"]
        told = {"kind": "accept", "subjects": [chosen], "reason": "checked"}
        statuses.append(("decide", ana.post("/api/v1/decisions", json=told).status_code))
    assert adding.wait() == 0
    # 503 is a page that says what is awaited, on a slow machine; 500 is an error of the desk.
    assert [each for each in statuses if each[1] not in (200, 201, 503)] == []
    with corroborate.open(desk_record) as record:
        fresh = TestClient(make_app(Desk(record=record)), base_url="http://localhost")
        assert fresh.get("/api/v1/incidents").json() == ana.get("/api/v1/incidents").json()
        assert fresh.get("/api/v1/totals").json() == ana.get("/api/v1/totals").json()
        assert record.store.doers() == ana.app.state.desk.record.store.doers()  # type: ignore[attr-defined]
