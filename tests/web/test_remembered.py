"""Answers are made once for each state of the record, and packed for all who take it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate.web import Desk, make_app
from corroborate.web.remembered import Memory


def test_an_answer_is_made_once_until_the_record_changes() -> None:
    memory, made = Memory(), []
    for mark in (1, 1, 2, 2):
        memory.get("asked", mark, lambda: made.append(1))
    assert len(made) == 2


def test_a_failure_is_not_remembered() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.get("asked", 1, lambda: 1 // 0)
    assert memory.get("asked", 1, lambda: 5) == 5
    assert len(memory._locks) == 1


def test_who_takes_no_gzip_gets_plain_text(client: TestClient) -> None:
    packed = client.get("/api/v1/incidents")
    plain = client.get("/api/v1/incidents", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_who_holds_an_answer_gets_none_until_something_is_decided(client: TestClient) -> None:
    first = client.get("/api/v1/incidents")
    held = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/api/v1/incidents", headers=held).status_code == 304
    name = first.json()["items"][0]["id"]
    client.post("/api/v1/decisions", json={"kind": "accept", "subjects": [name], "reason": "checked"})
    assert client.get("/api/v1/incidents", headers=held).status_code == 200


def test_another_rule_is_another_answer(desk_record: Path) -> None:
    marks = set()
    for rule in ("lowest", "range"):
        with corroborate.open(desk_record) as record:
            record.rule = rule
            marks.add(
                TestClient(make_app(Desk(record=record)), base_url="http://localhost")
                .get("/api/v1/incidents")
                .headers["ETag"]
            )
    assert len(marks) == 2
