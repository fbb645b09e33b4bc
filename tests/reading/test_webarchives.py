"""Web archives: their pages, and archives cut off in the middle."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

from corroborate.errors import ItemFailed, UnreadableArchive
from corroborate.model import Document
from corroborate.reading import read
from corroborate.reading.options import ReadingOptions
from corroborate.reading.streams import Stream
from corroborate.reading.webarchives import read_web_archive

PAGE = b"<html><body><article><h1>Two killed</h1><p>Gunmen killed two men in the town.</p></article></body></html>"


def _record(
    body: bytes, kind: str = "text/html", status: str = "200 OK", url: str = "https://ex.org/2025/06/05/a"
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2025-07-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _read(content: bytes, **options: int) -> list[Document | ItemFailed]:
    stream = Stream(source="a.warc", file=BytesIO(content))
    return list(read_web_archive(stream, ReadingOptions(**options)))  # type: ignore[arg-type]


def test_pages_are_read_and_all_else_is_passed_over() -> None:
    content = (
        _record(PAGE)
        + _record(b"\x89PNG", "image/png")
        + _record(PAGE, status="404 Not Found")
        + _record(PAGE)
    )
    found = _read(content)
    assert [item.source for item in found if isinstance(item, Document)] == ["a.warc#1", "a.warc#4"]


def test_the_day_is_never_the_day_of_the_crawl() -> None:
    (document,) = _read(_record(PAGE))
    assert isinstance(document, Document)
    assert (document.published, document.url) == ("2025-06-05", "https://ex.org/2025/06/05/a")
    (undated,) = _read(_record(PAGE, url="https://ex.org/a"))
    assert isinstance(undated, Document)
    assert undated.published is None


def test_the_bytes_are_the_pages() -> None:
    (document,) = _read(gzip.compress(_record(PAGE)))
    assert isinstance(document, Document)
    assert document.content == PAGE


def test_an_archive_cut_off_keeps_what_came_before() -> None:
    found = _read(_record(PAGE) + _record(PAGE)[:-60])
    assert isinstance(found[0], Document)
    assert "record 2: cut off" in str(found[1])


def test_a_packed_archive_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(_record(PAGE)) + gzip.compress(_record(PAGE))[:-40])
    found = list(read(path))
    assert isinstance(found[0], Document)
    assert "cut off" in str(found[1])


def test_what_only_begins_like_an_archive_is_one_line() -> None:
    (failed,) = _read(b"WARC/1.0 nonsense\r\n\r\n" * 3 + b"HTTP nonsense")
    assert isinstance(failed, UnreadableArchive)
    assert "no pages or texts" in str(failed)


def test_a_page_above_the_limit_is_passed_over() -> None:
    found = _read(_record(b"x" * 50_000) + _record(PAGE), max_bytes=10_000)
    assert "record 1: larger than 10,000 bytes" in str(found[0])
    assert isinstance(found[1], Document)
