"""Articles in rows: each bad row is one clear line, and the rest is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest

from corroborate.errors import ItemFailed, UnreadableArchive
from corroborate.model import Document
from corroborate.reading.options import ReadingOptions
from corroborate.reading.streams import Stream
from corroborate.reading.tables import read_csv, read_json, read_json_lines

BODY = "Two policemen were killed in the town."
Reader = Callable[[Stream, ReadingOptions], Iterator[Document | ItemFailed]]


def _read(
    reader: Reader, content: str | bytes, options: ReadingOptions | None = None
) -> list[Document | ItemFailed]:
    content = content.encode() if isinstance(content, str) else content
    return list(reader(Stream(source="t", file=BytesIO(content)), options or ReadingOptions()))


def _facts(found: Document | ItemFailed) -> tuple[str | None, str | None, str | None, str | None]:
    assert isinstance(found, Document), found
    return found.title, found.published, found.publisher, found.url


@pytest.mark.parametrize(
    "row",
    [
        {"text": BODY, "title": "T", "published": "2025-06-05", "publisher": "P", "url": "u"},
        {"body": BODY, "headline": "T", "date": "2025-06-05", "source": "P", "link": "u"},
        {"Content": BODY, "Title": "T", "Publication Date": "5 June 2025", "outlet": "P", "URL": "u"},
        {
            "content": [BODY],
            "title": "T",
            "publishedAt": "2025-06-05",
            "source": {"id": 1, "name": "P"},
            "url": "u",
        },
        {"text": f"<p>{BODY}</p>", "title": "T", "timestamp": 1749081600, "publisher": "P", "url": "u"},
    ],
)
def test_columns_are_known_by_their_common_names(row: dict[str, object]) -> None:
    (found,) = _read(read_json_lines, json.dumps(row))
    title, published, publisher, url = _facts(found)
    assert (title, (published or "")[:10], publisher, url) == ("T", "2025-06-05", "P", "u")


def test_columns_can_be_named() -> None:
    options = ReadingOptions(columns={"text": "artikel", "published": "tag"})
    (found,) = _read(read_json_lines, json.dumps({"artikel": BODY, "tag": "2025-06-05", "text": ""}), options)
    assert _facts(found)[1] == "2025-06-05"


def test_each_bad_line_is_named_and_the_rest_is_read() -> None:
    good = json.dumps({"text": BODY})
    lines = [
        good,
        "{bad",
        "",
        '{"x": 1}',
        "[1]",
        '{"text": ""}',
        "[" * 100_000,
        good,
    ]
    found = _read(read_json_lines, "\n".join(lines))
    assert [isinstance(item, Document) for item in found] == [True, False, False, False, False, False, True]
    assert [str(item).split(":")[0] for item in found[1:-1]] == [f"t, line {n}" for n in (2, 4, 5, 6, 7)]
    assert "not JSON" in str(found[1])
    assert "no text column named text, body or content" in str(found[2])


def test_a_huge_line_is_passed_over_without_being_kept() -> None:
    lines = b'{"text": "' + b"x" * 300_000 + b'"}\n' + json.dumps({"text": BODY}).encode()
    found = _read(read_json_lines, lines, ReadingOptions(max_bytes=100_000))
    assert "line 1: larger than 100,000 bytes" in str(found[0])
    assert "max_bytes" in str(found[0])
    assert isinstance(found[1], Document)


def test_the_bytes_of_a_line_are_the_documents() -> None:
    line = json.dumps({"text": BODY})
    (found,) = _read(read_json_lines, f"{line}\r\n")
    assert isinstance(found, Document)
    assert (found.content, found.source) == (line.encode(), "t#1")


def test_a_json_file_is_an_article_or_a_list_of_them() -> None:
    assert len(_read(read_json, json.dumps({"text": BODY}))) == 1
    assert len(_read(read_json, json.dumps([{"text": BODY}, {"text": BODY + "!"}]))) == 2
    assert len(_read(read_json, json.dumps({"articles": [{"text": BODY}]}))) == 1


def test_csv_rows_may_run_over_lines_and_hold_delimiters() -> None:
    (found,) = _read(read_csv, f'headline;body;date\nT;"{BODY}\nIt was late; no one saw it.";2025-06-05\n')
    assert _facts(found)[:2] == ("T", "2025-06-05")
    assert isinstance(found, Document)
    assert found.text.endswith("town.\nIt was late; no one saw it.")


def test_the_bytes_of_a_csv_row_are_header_and_row() -> None:
    found = _read(read_csv, f"text,title\n{BODY},A\n{BODY},B\n")
    assert [item.content for item in found if isinstance(item, Document)] == [
        f"text,title\n{BODY},{name}".encode() for name in "AB"
    ]


def test_csv_without_a_text_column_says_what_there_is() -> None:
    with pytest.raises(
        UnreadableArchive, match="t: no text column named text, body or content; there are 'a', 'b'"
    ):
        _read(read_csv, "a,b\n1,2\n")


def test_csv_with_a_mark_or_in_an_old_encoding() -> None:
    assert isinstance(_read(read_csv, b"\xef\xbb\xbftext,title\n" + BODY.encode() + b",T\n")[0], Document)
    (found,) = _read(read_csv, "text,title\nZwei Männer getötet,T\n".encode("cp1252"))
    assert isinstance(found, Document)
    assert "Männer" in found.text


def test_an_empty_cell_is_one_failure_and_a_blank_row_is_none() -> None:
    found = _read(read_csv, f"text,title\n,A\n,\n{BODY},B\n")
    assert [isinstance(item, Document) for item in found] == [False, True]
    assert str(found[0]).startswith("t, row 2: the text is empty")


def test_a_quote_that_is_never_closed_is_bounded() -> None:
    content = 'text,title\n"' + ("x" * 1000 + "\n") * 200
    found = _read(read_csv, content, ReadingOptions(max_bytes=2_000_000))
    assert len(found) == 1
