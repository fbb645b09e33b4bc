"""Who may ask the desk for what, and what its answers allow."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from fastapi import Request
from starlette.testclient import TestClient

import corroborate
from corroborate.errors import BadRequest
from corroborate.web import Desk, make_app
from corroborate.web.safety import content_policy
from corroborate.web.serving import free_port, is_loopback


def test_every_page_forbids_scripts_and_styles_within_it_and_everything_from_elsewhere(
    client: TestClient,
) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_tiles_open_the_policy_for_their_host_alone() -> None:
    assert "img-src 'self' data: blob: https://tiles.example" in content_policy(
        "https://tiles.example/{z}/{x}/{y}.png"
    )
    assert "http" not in content_policy(None)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example"])
def test_a_name_that_only_leads_here_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "localhost", "[::1]:8765"])
def test_this_machines_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
    ],
)
def test_another_site_cannot_change_anything(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/decisions/any/undo", headers=headers)
    assert answer.status_code == 403


def test_another_site_may_link_here(client: TestClient) -> None:
    assert client.get("/about", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_what_is_too_large_is_refused_with_and_without_a_stated_length(client: TestClient) -> None:
    small = dataclasses.replace(client.app.state.desk, max_upload=1_000)  # type: ignore[attr-defined]
    app = make_app(small)

    @app.post("/read")
    async def read(request: Request) -> int:
        return len(await request.body())

    narrow = TestClient(app, base_url="http://localhost")
    assert narrow.post("/read", content=b"x" * 900).status_code == 200
    assert narrow.post("/read", content=b"x" * 2_000).status_code == 413
    assert narrow.post("/read", content=iter([b"x" * 900, b"x" * 900])).status_code == 413


def test_an_address_that_is_nowhere_gets_a_page_that_helps(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "All incidents" in answer.text


def test_a_program_gets_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/nowhere")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404
    assert answer.json()["detail"]


def test_a_record_in_memory_is_refused_for_several_threads_read_it() -> None:
    with corroborate.open(":memory:") as record, pytest.raises(BadRequest, match="kept in a file"):
        make_app(Desk(record=record))


def test_an_error_of_the_desk_tells_nothing_of_its_insides(desk_record: Path) -> None:
    with corroborate.open(desk_record) as record:
        app = make_app(Desk(record=record))

        @app.get("/broken")
        def broken() -> None:
            raise RuntimeError("secret")

        answer = TestClient(app, raise_server_exceptions=False, base_url="http://localhost").get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_only_this_machine_is_loopback() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert is_loopback("localhost")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("192.168.1.4")


def test_a_taken_port_gives_way_to_the_next() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) != port
