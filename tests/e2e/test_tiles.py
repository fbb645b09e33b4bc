"""Map tiles, which are asked of nobody but the one server that the user names."""

from __future__ import annotations

import shutil
import struct
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from desks import opened
from playwright.sync_api import Browser, expect
from reader import Reader


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_HEAD = _chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0))
_GREY = _chunk(b"IDAT", zlib.compress((b"\0" + b"\x99" * 256) * 256))
TILE = b"\x89PNG\r\n\x1a\n" + _HEAD + _GREY + _chunk(b"IEND", b"")


class Tiles(BaseHTTPRequestHandler):
    """Gives the same grey tile for every address."""

    def do_GET(self) -> None:
        """Answer as tile servers do, which let other pages read what they give."""
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(TILE)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(TILE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def tiles() -> Iterator[str]:
    """The address of a server of tiles on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_tiles_come_from_the_server_that_is_named_and_from_no_other(
    browser: Browser, made_record: Path, tmp_path: Path, tiles: str
) -> None:
    copy = shutil.copy(made_record, tmp_path / "record.db")
    more = ("--tiles", f"{tiles}/{{z}}/{{x}}/{{y}}.png")
    with opened("serve", str(copy), *more, said=tmp_path / "said.txt") as desk:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        reader = Reader(context, desk)
        with reader.page.expect_response(lambda answer: answer.url.startswith(tiles)) as found:
            reader.open("/incidents?place=Syria")
        assert found.value.ok
        expect(reader.page.locator(".maplibregl-ctrl-attrib")).to_contain_text("Tiles: 127.0.0.1")
        context.close()
    assert {each[: len(tiles)] for each in reader.strangers} == {tiles}
    assert reader.troubles == []
