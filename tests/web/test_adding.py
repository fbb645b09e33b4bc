"""The Add page: what is given is read, watched and shown; what is hostile is named and left out."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate.web import Desk, make_app

ARTICLE = (
    "Two soldiers were killed in an ambush near Turbat in Kech district of Balochistan on 3 May 2024, "
    "police said on Friday."
)


def _ended(client: TestClient, address: str) -> dict[str, object]:
    """The job once it has ended; three polls a second, as a browser would wait."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        told: dict[str, object] = client.get(f"{address}.json").json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.05)
    raise AssertionError(f"{address} did not end")


def _given(client: TestClient, **what: object) -> str:
    answer = client.post("/add", follow_redirects=False, **what)  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_pasted_text_becomes_a_document_with_its_incident(client: TestClient) -> None:
    address = _given(client, data={"text": ARTICLE, "publisher": "The Daily", "published": "2024-05-04"})
    told = _ended(client, address)
    assert told["state"] == "done"
    assert told["done"] == 1
    shown = client.get(address).text
    assert "New incidents" in shown
    assert "The Daily" in shown
    assert 'http-equiv="refresh"' not in shown


def test_what_was_added_is_in_the_record_under_its_bare_name(client: TestClient) -> None:
    sent = [("files", ("../../etc/morning.txt", ARTICLE.encode(), "text/plain"))]
    told = _ended(client, _given(client, files=sent, data={"published": "2024-05-04"}))
    (found,) = told["found"]  # type: ignore[misc]
    document = client.app.state.desk.record.document(found["url"].rpartition("/")[2])  # type: ignore[attr-defined]
    assert document.source == "morning.txt"


def test_adding_again_changes_nothing_and_says_so(client: TestClient) -> None:
    _ended(client, _given(client, data={"text": ARTICLE, "published": "2024-05-04"}))
    address = _given(client, data={"text": ARTICLE, "published": "2024-05-04"})
    _ended(client, address)
    shown = client.get(address).text
    assert "1 held already" in shown
    assert "Incidents that the record knew" in shown


def test_a_script_gets_the_job_as_json(client: TestClient) -> None:
    answer = client.post("/add", data={"text": ARTICLE}, headers={"Accept": "application/json"})
    assert answer.status_code == 202
    assert answer.json()["url"] == f"/add/{answer.json()['job']}"


def test_one_bad_file_is_named_and_the_others_go_on(client: TestClient) -> None:
    sent = [("files", ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "text/html")),
            ("files", ("good.txt", ARTICLE.encode(), "text/plain"))]  # fmt: skip
    address = _given(client, files=sent)
    assert _ended(client, address)["done"] == 1
    shown = client.get(address).text
    assert "What could not be read" in shown
    assert "picture.html" in shown


def test_a_zip_with_paths_is_read_without_writing_anything(client: TestClient, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../outside.txt", ARTICLE)
        archive.writestr("/absolute.txt", ARTICLE + " The army denied it.")
    before = sorted(tmp_path.rglob("*"))
    told = _ended(client, _given(client, files=[("files", ("a.zip", packed.getvalue(), "application/zip"))]))
    assert told["done"] == 1, "a path that climbs out is left out, as hidden files are"
    assert [
        each for each in sorted(tmp_path.rglob("*")) if each not in before and "record" not in each.name
    ] == []


def test_a_bomb_is_refused_in_one_line(client: TestClient) -> None:
    bomb = gzip.compress(b"a" * 60_000_000)
    address = _given(client, files=[("files", ("bomb.txt.gz", bomb, "application/gzip"))])
    assert _ended(client, address)["done"] == 0
    assert "archive bomb" in client.get(address).text


@pytest.mark.parametrize(
    "address",
    ["/etc/passwd", "file:///etc/passwd", "ftp://example.org/a", "-", "*.txt", "http://", "https://exa\x00mple"],
)  # fmt: skip
def test_only_addresses_of_the_web_are_fetched(client: TestClient, address: str) -> None:
    answer = client.post("/add", data={"url": address}, headers={"Accept": "application/json"})
    assert answer.status_code == 400


def test_addresses_of_this_machine_are_not_fetched(client: TestClient) -> None:
    address = _given(client, data={"url": "http://127.0.0.1:9/secret"})
    assert _ended(client, address)["done"] == 0
    assert "What could not be read" in client.get(address).text


def test_nothing_given_and_an_impossible_day_are_told(client: TestClient) -> None:
    assert client.post("/add", data={}).status_code == 400
    assert client.post("/add", data={"text": ARTICLE, "published": "yesterday"}).status_code == 400


def test_a_job_that_nobody_knows_is_a_page_that_says_so(client: TestClient) -> None:
    assert client.get("/add/none").status_code == 404
    assert client.get("/add/none.json").headers["content-type"] == "application/problem+json"


def test_a_job_that_was_stopped_keeps_what_it_read(client: TestClient) -> None:
    rows = "\n".join(f'{{"text": "Day {n}. {ARTICLE}"}}' for n in range(400))
    address = _given(client, files=[("files", ("many.jsonl", rows.encode(), "application/jsonl"))])
    assert client.post(f"{address}/cancel", follow_redirects=False).status_code == 303
    told = _ended(client, address)
    assert int(str(told["done"])) < 400
    assert "Stopped" in client.get(address).text


def test_a_page_watches_without_script(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = client.app.state.jobs  # type: ignore[attr-defined]
    monkeypatch.setattr(type(jobs), "_work", lambda self: None)
    address = _given(client, data={"text": ARTICLE})
    shown = client.get(address).text
    assert 'http-equiv="refresh"' in shown
    assert "Waits for its turn" in shown


def test_very_many_jobs_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = client.app.state.jobs  # type: ignore[attr-defined]
    monkeypatch.setattr(type(jobs), "_work", lambda self: None)
    answers = [
        client.post("/add", data={"text": ARTICLE}, follow_redirects=False).status_code for _ in range(21)
    ]
    assert answers == [303] * 20 + [503]


def test_a_readonly_desk_adds_nothing(desk_record: Path) -> None:
    with corroborate.open(desk_record, readonly=True) as record:
        client = TestClient(make_app(Desk(record=record, is_readonly=True)), base_url="http://localhost")
        assert client.post("/add", data={"text": ARTICLE}).status_code == 403
        assert "read-only" in client.get("/add").text


def test_the_playground_marks_what_it_understood(client: TestClient) -> None:
    shown = client.post("/extract", data={"text": ARTICLE, "published": "2024-05-04"}).text
    assert '<mark class="mention mention-casualty"' in shown
    assert "1 incident" in shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "<script>alert(1)</script>",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_the_playground_takes_any_text(client: TestClient, text: str) -> None:
    answer = client.post("/extract", data={"text": text, "published": "never"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_the_playground_is_empty_at_first(client: TestClient) -> None:
    shown = client.get("/extract").text
    assert 'data-island="playground"' in shown
    assert "<mark" not in shown
