"""Sources of all kinds, good and bad: one line for each that fails, and the rest is read."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from corroborate.errors import ItemFailed, UnreadableDocument
from corroborate.model import Document
from corroborate.reading import ReadingOptions, Stream, read, read_all
from corroborate.reading.sources import unreadable

BODY = "Two policemen were killed in the town, residents said on Monday.\n"


def _one(source: str | Path, **options: int) -> Document | ItemFailed:
    (found,) = read(source, ReadingOptions(**options))  # type: ignore[arg-type]
    return found


def test_a_folder_is_read_with_all_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/a.txt", ".git/x.txt", "style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY + name)
    found = [Path(item.source).relative_to(tmp_path) for item in read(tmp_path) if isinstance(item, Document)]
    assert [str(path) for path in found] == ["b.txt", "a/a.txt", "a/z.txt"]


def test_databases_and_what_lies_beside_them_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    for name in ("r.db", "r.db-wal", "r.db-shm", "kept", "kept-journal", "x.sqlite3"):
        (tmp_path / name).write_bytes(b"SQLite format 3\x00" + bytes(100))
    (tmp_path / "half-journal").write_text(BODY)
    found = [Path(item.source).name for item in read(tmp_path) if isinstance(item, Document)]
    assert (found, len(list(read(tmp_path)))) == (["a.txt", "half-journal"], 2)


def test_a_pattern_is_read_in_order_and_one_without_files_says_so(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text(BODY + name)
    assert [Path(item.source).name for item in read(f"{tmp_path}/*.txt") if isinstance(item, Document)] == [
        "a.txt",
        "b.txt",
    ]
    assert "no file matches" in str(_one(f"{tmp_path}/*.pdf"))


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(BODY.encode()))))
    document = _one("-")
    assert isinstance(document, Document)
    assert (document.text, document.source) == (BODY.strip(), "standard input")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF: save"),
        (b"\x89PNG\r\n", "an image"),
        (b"SQLite format 3\x00", "a database: export"),
        (b"abc\x00def" * 20, "binary data"),
        (b"BZh91AY", "bzip2 archive: unpack"),
        (b"Share\n\n34\n", "no text found"),
    ],
)
def test_a_file_that_holds_no_text_is_one_clear_line(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    failed = _one(path)
    assert isinstance(failed, ItemFailed)
    assert str(failed).startswith(f"{path}: ")
    assert why in str(failed)
    assert "\n" not in str(failed)


def test_a_document_above_the_limit_names_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2_000_001)
    assert "larger than 2 MB" in str(_one(path, max_bytes=2_000_000))
    assert "max_bytes" in str(_one(path, max_bytes=2_000_000))


def test_a_long_line_below_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY.strip() + " and then again" * 50_000)
    assert isinstance(_one(path), Document)


def test_what_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    assert "no such file" in str(_one(tmp_path / "none.txt"))


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert "no readable files" in str(_one(tmp_path))


def test_a_broken_link_is_named_with_its_goal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    found = list(read(tmp_path))
    assert isinstance(found[0], Document)
    assert "b.txt: a broken link to" in str(found[1])


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in str(_one(tmp_path))


def test_a_file_that_may_not_be_read_is_named() -> None:
    failed = unreadable(Path("a.txt"), PermissionError(13, "Permission denied"))
    assert str(failed) == "a.txt: permission denied: allow reading or leave it out"


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    found = list(read_all([tmp_path / "none", tmp_path / "a.txt", "ftp://ex.org/a", tmp_path / "a.txt"]))
    assert [isinstance(item, Document) for item in found] == [False, True, False, True]


def test_reading_twice_gives_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    assert _one(tmp_path / "a.txt") == _one(tmp_path / "a.txt")


def test_the_time_of_the_file_is_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    document = _one(tmp_path / "a.txt")
    assert isinstance(document, Document)
    assert document.published is None


def test_content_decides_over_a_wrong_ending(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"<!DOCTYPE html><html><body><article><h1>T</h1><p>{BODY}</p></article></body></html>")
    document = _one(path)
    assert isinstance(document, Document)
    assert document.media_type == "text/html"


def test_lines_of_json_are_known_without_a_telling_name(tmp_path: Path) -> None:
    (tmp_path / "dump").write_text('{"text": "Two men were killed."}\n{"text": "A third died."}\n')
    assert len(list(read(tmp_path / "dump"))) == 2


def test_a_text_that_begins_with_a_brace_or_bracket_is_text(tmp_path: Path) -> None:
    for text in ("[Quetta] Two men were killed in the town.", "{sic} Two men were killed in the town."):
        (tmp_path / "a").write_text(text)
        document = _one(tmp_path / "a")
        assert isinstance(document, Document)
        assert document.text == text


def test_an_address_that_is_not_for_the_web_is_refused() -> None:
    failed = _one("file:///etc/hostname")
    assert isinstance(failed, ItemFailed)
    assert not isinstance(failed, UnreadableDocument)


def test_an_open_stream_is_a_source_under_the_name_it_is_given() -> None:
    stream = Stream(source="morning.txt", file=io.BytesIO(b"Two soldiers were killed in Kech on 3 May 2024."))
    (found,) = read(stream)
    assert isinstance(found, Document)
    assert (found.source, found.text) == ("morning.txt", "Two soldiers were killed in Kech on 3 May 2024.")


def test_a_stream_that_holds_nothing_is_one_clear_line() -> None:
    (found,) = read(Stream(source="empty.html", file=io.BytesIO(b"")))
    assert isinstance(found, ItemFailed)
    assert "empty.html" in str(found)
