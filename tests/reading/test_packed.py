"""Archives: what they hold is read, and bombs, nests and damage are one clear line."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

from corroborate.errors import ItemFailed, UnreadableArchive
from corroborate.model import Document, content_id
from corroborate.reading import ReadingOptions, read

BODY = b"Two policemen were killed in the town, residents said on Monday.\n"
LINE = json.dumps({"text": BODY.decode()}).encode() + b"\n"


def _read(path: Path, content: bytes, **options: int) -> list[Document | ItemFailed]:
    path.write_bytes(content)
    return list(read(path, ReadingOptions(**options)))  # type: ignore[arg-type]


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_packed_text_is_the_same_document_as_the_text(tmp_path: Path) -> None:
    (document,) = _read(tmp_path / "a.txt.gz", gzip.compress(BODY))
    assert isinstance(document, Document)
    assert (document.id, document.content) == (content_id(BODY), BODY)


def test_packed_lines_are_read_as_lines(tmp_path: Path) -> None:
    assert len(_read(tmp_path / "a.jsonl.gz", gzip.compress(LINE * 3))) == 3


def test_packed_lines_cut_off_keep_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({"text": f"The dead of {n}: {n * 7919} were killed, said the army."}).encode() + b"\n"
        for n in range(1500)
    )
    found = _read(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-1000])
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], UnreadableArchive)
    assert "damaged or cut off" in str(found[-1])


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    (failed,) = _read(tmp_path / "a.jsonl.gz", gzip.compress(b" " * 40_000_000))
    assert isinstance(failed, ItemFailed)
    assert "bomb" in str(failed) or "empty" in str(failed)


def test_an_archive_above_the_limit_is_stopped(tmp_path: Path) -> None:
    found = _read(tmp_path / "a.jsonl.gz", gzip.compress(LINE * 1000), max_archive_bytes=50_000)
    assert "max_archive_bytes" in str(found[-1])


def test_a_zip_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    content = _zip(
        {"b/two.jsonl": LINE * 2, "a.txt": BODY, "__MACOSX/a.txt": b"x", ".hidden": b"x", "p.png": b"\x89PNG"}
    )
    found = _read(tmp_path / "z.zip", content)
    assert [item.source.split("z.zip/")[1] for item in found if isinstance(item, Document)] == [
        "a.txt",
        "b/two.jsonl#1",
        "b/two.jsonl#2",
    ]


def test_a_bomb_in_a_zip_archive_ends_the_archive_with_one_line(tmp_path: Path) -> None:
    content = _zip({"a.txt": BODY, "b.jsonl": b"{}" + b" " * 60_000_000, "c.txt": BODY})
    found = _read(tmp_path / "z.zip", content)
    assert isinstance(found[0], Document)
    assert [str(item).count("like an archive bomb") for item in found[1:]] == [1]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    for content in (
        gzip.compress(gzip.compress(BODY)),
        _zip({"a.txt.gz": gzip.compress(BODY)}),
        _zip({"a.zip": _zip({"a": BODY})}),
    ):
        (failed,) = _read(tmp_path / "n.gz", content)
        assert isinstance(failed, UnreadableArchive)
        assert "inside an archive" in str(failed)


def test_a_damaged_archive_is_one_line(tmp_path: Path) -> None:
    for content in (b"PK\x03\x04 nonsense", _zip({"a.txt": BODY})[:-30], b"\x1f\x8b nonsense"):
        (failed,) = _read(tmp_path / "d", content)
        assert isinstance(failed, UnreadableArchive)
        assert "\n" not in str(failed)


def test_an_office_document_is_no_archive_of_articles(tmp_path: Path) -> None:
    (failed,) = _read(
        tmp_path / "a.docx", _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    )
    assert "office document" in str(failed)


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    (failed,) = _read(tmp_path / "z.zip", _zip({}))
    assert "no readable files" in str(failed)
