"""Programs decide, add, and follow what became different."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate.web import Desk, make_app

ARTICLE = "Gunmen killed two soldiers near Turbat in Kech district on Thursday, police said."


def _ids(client: TestClient, most: int = 2) -> list[str]:
    found: list[str] = [row["id"] for row in client.get(f"/api/v1/incidents?limit={most}").json()["items"]]
    return found


def _here(client: TestClient) -> str:
    address = "/api/v1/changes?limit=1000"
    while not (answer := client.get(address).json())["is_complete"]:
        address = answer["next"]
    return str(answer["next"])


def _decided(client: TestClient, **what: object) -> dict[str, object]:
    answer = client.post("/api/v1/decisions", json={"reason": "the same night", **what})
    assert answer.status_code == 201, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_what_was_merged_away_leads_to_its_successor(client: TestClient) -> None:
    here, (one, other) = _here(client), _ids(client)
    decision = _decided(client, kind="same", subjects=[one, other])
    kept, lost = sorted((one, other))
    told = client.get(here).json()
    gone = [each for each in told["items"] if each["kind"] == "gone"]
    assert [(each["id"], each["successor"], each["row"]) for each in gone] == [(lost, kept, None)]
    changed = {each["id"]: each["row"] for each in told["items"] if each["kind"] == "incident"}
    assert set(changed[kept]["reports"]) >= {one, other}
    assert client.get(f"/api/v1/incidents/{lost}").json()["incident"]["id"] == kept
    assert [each["id"] for each in told["items"] if each["kind"] == "decision"] == [decision["id"]]


def test_a_decision_is_withdrawn_once(client: TestClient) -> None:
    decision = _decided(client, kind="accept", subjects=_ids(client, 1), author="Bo")
    assert decision["author"] == "Bo"
    address = f"/api/v1/decisions/{decision['id']}/withdraw"
    assert client.post(address, json={"author": "Cy"}).json()["withdrawn_by"] == "Cy"
    assert client.post(address, json={}).status_code == 400
    assert client.get("/api/v1/decisions?in_force=true").json()["total"] == 0
    assert client.get("/api/v1/decisions").json()["total"] == 1


def test_a_corrected_day_is_the_day_of_the_incident(client: TestClient) -> None:
    (name,) = _ids(client, 1)
    reports = client.get(f"/api/v1/incidents/{name}").json()["incident"]["reports"]
    for report in reports:
        _decided(
            client, kind="correct", subjects=[report], field="when",
            value={"earliest": "2019-02-03", "latest": "2019-02-03"},
        )  # fmt: skip
    assert [
        row["id"] for row in client.get("/api/v1/incidents?since=2019-02&until=2019-02").json()["items"]
    ] == [name]


@pytest.mark.parametrize(
    "what",
    [
        {"kind": "same", "subjects": ["nothing-there", "neither-there"]},
        {"kind": "same", "subjects": []},
        {"kind": "accept", "subjects": ["a", "b"]},
        {"kind": "correct", "subjects": ["SUBJECT"]},
        {"kind": "correct", "subjects": ["SUBJECT"], "field": "where", "value": {"name": 5}},
        {
            "kind": "correct",
            "subjects": ["SUBJECT"],
            "field": "where",
            "value": {"name": "x", "latitude": 91},
        },
        {
            "kind": "correct",
            "subjects": ["SUBJECT"],
            "field": "count",
            "value": {"low": 10**40, "high": None},
        },
        {"kind": "correct", "subjects": ["SUBJECT"], "field": "count", "value": {"low": True, "high": 1}},
        {"kind": "correct", "subjects": ["SUBJECT"], "field": "type", "value": ["attack"]},
        {"kind": "correct", "subjects": ["SUBJECT"], "field": "when", "value": {"earliest": "0000-01-01"}},
        {"kind": "correct", "subjects": ["SUBJECT"], "field": "actor", "value": {"actor": [1]}},
        {"kind": "erase", "subjects": ["SUBJECT"]},
        {"kind": "accept", "subjects": ["SUBJECT"], "reason": ""},
        {"kind": "accept", "subjects": ["x' OR '1'='1"]},
        {"kind": "accept", "subjects": ["\x00"]},
    ],
)
def test_what_cannot_be_decided_is_refused_and_harms_nothing(
    client: TestClient, what: dict[str, object]
) -> None:
    (name,) = _ids(client, 1)
    before = client.get("/api/v1/incidents?limit=3").json()
    subjects = [name if each == "SUBJECT" else each for each in what["subjects"]]  # type: ignore[attr-defined]
    answer = client.post("/api/v1/decisions", json={"reason": "so", **what, "subjects": subjects})
    assert answer.status_code in (400, 404, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/api/v1/incidents?limit=3").json() == before


def test_a_count_of_a_report_changes_nothing_and_breaks_nothing(client: TestClient) -> None:
    (name,) = _ids(client, 1)
    what = {
        "kind": "correct",
        "subjects": [name],
        "field": "count",
        "value": {"low": 1, "high": 1},
        "reason": "so",
    }
    assert client.post("/api/v1/decisions", json=what).status_code in (201, 400)
    assert client.get(f"/api/v1/incidents/{name}").status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"\\ud800"', b"\xff\xfe", b'{"text": "\\ud800"}', b"[" * 100_000]
)
def test_bodies_that_are_none_are_refused(client: TestClient, body: bytes) -> None:
    for path in ("extract", "decisions", "documents"):
        answer = client.post(f"/api/v1/{path}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), (path, body, answer.text)


def test_a_text_is_coded_and_kept_nowhere(client: TestClient) -> None:
    before = client.get("/api/v1/documents?limit=1").json()["total"]
    told = client.post("/api/v1/extract", json={"text": ARTICLE, "published": "2024-05-04"}).json()
    (incident,) = told["incidents"]
    span = incident["casualties"][0]["span"]
    assert told["text"][span["start"] : span["end"]] == span["quote"]
    assert incident["when"]["earliest"] == "2024-05-02"
    assert client.get("/api/v1/documents?limit=1").json()["total"] == before


@pytest.mark.parametrize("what", [{"text": " "}, {"text": ARTICLE, "published": "never"}, {}, {"text": 5}])
def test_what_is_no_text_is_refused(client: TestClient, what: dict[str, object]) -> None:
    assert client.post("/api/v1/extract", json=what).status_code in (400, 422)


def _ended(client: TestClient, job: dict[str, object]) -> dict[str, object]:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        told: dict[str, object] = client.get(str(job["url"])).json()
        if told["state"] in ("done", "failed", "cancelled"):
            return told
        time.sleep(0.05)
    raise AssertionError(f"{job} did not end")


def test_a_document_that_is_added_is_among_the_changes(client: TestClient) -> None:
    here = _here(client)
    answer = client.post(
        "/api/v1/documents", json={"text": ARTICLE, "published": "2024-05-04", "publisher": "The Daily"}
    )
    assert answer.status_code == 202
    told = _ended(client, answer.json())
    (name,) = told["documents"]  # type: ignore[misc]
    kinds = {(each["kind"], each["id"]) for each in client.get(here).json()["items"]}
    assert ("document", name) in kinds
    assert "incident" in {kind for kind, _ in kinds}


def test_files_are_added_as_a_form(client: TestClient) -> None:
    sent = [("files", ("one.txt", ARTICLE.encode())), ("files", ("empty.txt", b""))]
    told = _ended(client, client.post("/api/v1/documents", files=sent).json())
    assert told["read"] == 1
    assert "empty.txt" in str(told["failed"])


@pytest.mark.parametrize(
    "what",
    [{}, {"text": "a", "url": "http://example.org"}, {"url": "/etc/passwd"}, {"url": "file:///etc/passwd"}],
)
def test_what_is_nothing_to_add_is_refused(client: TestClient, what: dict[str, str]) -> None:
    assert client.post("/api/v1/documents", json=what).status_code == 400


def test_a_readonly_desk_decides_and_adds_nothing(desk_record: Path) -> None:
    with corroborate.open(desk_record, readonly=True) as record:
        client = TestClient(make_app(Desk(record=record, is_readonly=True)), base_url="http://localhost")
        (name,) = _ids(client, 1)
        decision = {"kind": "accept", "subjects": [name], "reason": "seen"}
        assert client.post("/api/v1/decisions", json=decision).status_code == 403
        assert client.post("/api/v1/documents", json={"text": ARTICLE}).status_code == 403
        assert client.post("/api/v1/extract", json={"text": ARTICLE}).status_code == 200


def test_another_site_changes_nothing(client: TestClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    what = {"kind": "accept", "subjects": _ids(client, 1), "reason": "seen"}
    assert client.post("/api/v1/decisions", json=what, headers=foreign).status_code == 403
