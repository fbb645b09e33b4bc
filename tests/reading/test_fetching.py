"""Fetching over a server of our own: what is allowed, what is refused, and that nothing runs away."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

import pytest

from corroborate.errors import FetchRefused
from corroborate.model import Document
from corroborate.reading import CannedFetcher, FetchLimits, ReadingOptions, WebFetcher, read
from corroborate.reading.addresses import Address
from corroborate.reading.fetching import _Answer

PAGE = b"<html><body><article><h1>Two killed</h1><p>Gunmen killed two men in the town.</p></article></body></html>"
Answer: TypeAlias = tuple[int, dict[str, str], bytes]


class _Site(BaseHTTPRequestHandler):
    answers: dict[str, Answer]
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Host", "")))
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Callable[[dict[str, Answer]], tuple[str, list[tuple[str, str]]]]]:
    """Serves the given answers on the loopback address; gives its root and the list of what was asked."""
    servers: list[ThreadingHTTPServer] = []

    def serve(answers: dict[str, Answer]) -> tuple[str, list[tuple[str, str]]]:
        asked: list[tuple[str, str]] = []
        handler = type("Site", (_Site,), {"answers": answers, "asked": asked})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}", asked

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def _html(body: bytes = PAGE, **headers: str) -> Answer:
    return 200, {"Content-Type": "text/html; charset=utf-8", **headers}, body


def _open(**limits: float) -> WebFetcher:
    return WebFetcher(limits=FetchLimits(allow_private=True, **limits))  # type: ignore[arg-type]


def test_a_page_is_fetched_and_read(site) -> None:  # type: ignore[no-untyped-def]
    root, _ = site({"/a": _html()})
    (document,) = read(f"{root}/a", ReadingOptions(allow_private=True, published="2025-06-05"))
    assert isinstance(document, Document)
    assert (document.title, document.url, document.content) == ("Two killed", f"{root}/a", PAGE)


def test_a_private_address_is_refused_and_never_asked(site) -> None:  # type: ignore[no-untyped-def]
    root, asked = site({"/a": _html()})
    (failed,) = read(f"{root}/a")
    assert isinstance(failed, FetchRefused)
    assert "private or reserved" in str(failed)
    assert asked == []


class _Redirecting(WebFetcher):
    """Every page but robots.txt leads to the metadata service of a cloud."""

    def _get(self, address: Address, deadline: float, most: int, cut: bool = False) -> _Answer:
        where = None if address.url.endswith("robots.txt") else "http://169.254.169.254/latest"
        return _Answer(status=302 if where else 404, content=b"", media_type="", charset=None, location=where)


def test_a_redirect_to_a_private_address_is_refused() -> None:
    fetcher = _Redirecting(resolver=lambda host, _: [host if host[0].isdigit() else "93.184.215.14"])
    with pytest.raises(FetchRefused, match=r"169\.254\.169\.254, which is private"):
        fetcher.fetch("http://ex.org/a")


def test_the_connection_goes_to_the_address_that_was_checked(site) -> None:  # type: ignore[no-untyped-def]
    root, asked = site({"/a": _html()})
    port = int(root.rsplit(":", 1)[1])
    answers = iter([["127.0.0.1"]] * 2 + [["203.0.113.9"]] * 9)
    fetcher = WebFetcher(limits=FetchLimits(allow_private=True), resolver=lambda *_: next(answers))
    assert fetcher.fetch(f"http://rebinding.example:{port}/a").content == PAGE
    assert {host for _, host in asked} == {f"rebinding.example:{port}"}


def test_redirects_are_followed_and_the_last_address_is_kept(site) -> None:  # type: ignore[no-untyped-def]
    root, _ = site({"/a": (301, {"Location": "/b"}, b""), "/b": _html()})
    assert _open().fetch(f"{root}/a").url == f"{root}/b"


def test_a_ring_of_redirects_ends(site) -> None:  # type: ignore[no-untyped-def]
    root, asked = site({"/a": (301, {"Location": "/a"}, b"")})
    with pytest.raises(FetchRefused, match="more than 5 redirects"):
        _open().fetch(f"{root}/a")
    assert len(asked) == 7


def test_a_redirect_to_a_file_is_refused(site) -> None:  # type: ignore[no-untyped-def]
    root, _ = site({"/a": (301, {"Location": "file:///etc/passwd"}, b"")})
    with pytest.raises(FetchRefused, match="only http and https"):
        _open().fetch(f"{root}/a")


def test_robots_are_respected_and_asked_once(site) -> None:  # type: ignore[no-untyped-def]
    rules = b"User-agent: *\nDisallow: /private\n"
    root, asked = site({"/robots.txt": (200, {}, rules), "/a": _html(), "/private/a": _html()})
    fetcher = _open()
    assert fetcher.fetch(f"{root}/a").content == PAGE
    with pytest.raises(FetchRefused, match=r"robots\.txt does not allow"):
        fetcher.fetch(f"{root}/private/a")
    assert [path for path, _ in asked] == ["/robots.txt", "/a"]


def test_a_site_that_cannot_give_its_robots_is_left_alone(site) -> None:  # type: ignore[no-untyped-def]
    root, _ = site({"/robots.txt": (503, {}, b""), "/a": _html()})
    with pytest.raises(FetchRefused, match="503"):
        _open().fetch(f"{root}/a")


def test_a_large_page_is_refused_with_the_limit(site) -> None:  # type: ignore[no-untyped-def]
    root, _ = site({"/a": _html(b"x" * 2_000_000)})
    with pytest.raises(FetchRefused, match="larger than 1 MB"):
        _open(max_bytes=1_000_000).fetch(f"{root}/a")


def test_a_packed_page_is_unpacked_and_a_bomb_is_not(site) -> None:  # type: ignore[no-untyped-def]
    packed = {"Content-Encoding": "gzip"}
    root, _ = site(
        {"/a": _html(gzip.compress(PAGE), **packed), "/b": _html(gzip.compress(bytes(50_000_000)), **packed)}
    )
    assert _open().fetch(f"{root}/a").content == PAGE
    with pytest.raises(FetchRefused, match="larger than 1 MB"):
        _open(max_bytes=1_000_000).fetch(f"{root}/b")


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_an_answer_without_a_page_says_what_to_do(site, status: int) -> None:  # type: ignore[no-untyped-def]
    root, _ = site({"/a": (status, {}, b"")})
    with pytest.raises(FetchRefused, match=rf"answered {status}: \w+"):
        _open().fetch(f"{root}/a")


def test_a_host_that_does_not_answer_is_one_line() -> None:
    (failed,) = read("http://127.0.0.1:9/", ReadingOptions(allow_private=True))
    assert isinstance(failed, FetchRefused)
    assert "\n" not in str(failed)


def test_a_canned_fetcher_stands_in_for_the_network() -> None:
    fetcher = CannedFetcher(pages={"https://ex.org/a": PAGE})
    found = list(read("https://ex.org/a", ReadingOptions(fetcher=fetcher)))
    missing = list(read("https://ex.org/b", ReadingOptions(fetcher=fetcher)))
    assert isinstance(found[0], Document)
    assert isinstance(missing[0], FetchRefused)
