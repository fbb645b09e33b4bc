"""Articles in rows: JSON Lines, JSON, CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

from corroborate.errors import ItemFailed, UnreadableArchive, UnreadableDocument
from corroborate.model.document import Document
from corroborate.reading.characters import decode
from corroborate.reading.composing import Draft, compose
from corroborate.reading.options import ReadingOptions
from corroborate.reading.pages import text_of_markup
from corroborate.reading.plain import FIELD_NAMES
from corroborate.reading.streams import Stream, read_lines, read_whole, too_large

_LISTS = ("articles", "items", "documents", "results", "data", "entries")


def read_json_lines(stream: Stream, options: ReadingOptions) -> Iterator[Document | ItemFailed]:
    """A document a line; a line that is broken comes as the error, with its number."""
    for number, line in read_lines(stream, options):
        where = f"{stream.source}, line {number}"
        if line is None:
            yield UnreadableDocument(too_large(where, options))
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _line_read(line.strip(b"\r\n"), where, f"{stream.source}#{number}", options)


def read_json(stream: Stream, options: ReadingOptions) -> Iterator[Document | ItemFailed]:
    """The article, or the list of articles, of a JSON file."""
    content = read_whole(stream, options)
    data = _parse(decode(content, stream.source).text, stream.source)
    rows = _rows(data)
    if rows is None:
        yield _row_read(data, content, stream.source, stream.source, options)
        return
    for number, row in enumerate(rows, 1):
        item = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield _row_read(row, item, f"{stream.source}, item {number}", f"{stream.source}#{number}", options)


def read_csv(stream: Stream, options: ReadingOptions) -> Iterator[Document | ItemFailed]:
    """A document a row; the first row names the columns. The bytes of a document are the header and its row."""
    csv.field_size_limit(
        max(csv.field_size_limit(), min(options.max_bytes, 2**31 - 1))
    )  # a limit of the process
    lines = _Lines(stream, options)
    header_line = next(lines, "")
    header_bytes = lines.take()
    delimiter = max(",;\t|", key=header_line.count)
    header = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter), [])]
    _column_of("text", header, stream.source, options)
    rows = csv.reader(lines, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        where = f"{stream.source}, row {number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            lines.take()
            rows = csv.reader(lines, delimiter=delimiter)
            yield UnreadableArchive(f"{where}: {error}: repair or remove the row")
            continue
        content = header_bytes.rstrip(b"\r\n") + b"\n" + lines.take().rstrip(b"\r\n")
        if any(cell.strip() for cell in row):
            said = dict(zip(header, row, strict=False))
            yield _row_read(said, content, where, f"{stream.source}#{number}", options)


class _Lines:
    """The lines of a table as text, and the bytes of those taken since the last row."""

    def __init__(self, stream: Stream, options: ReadingOptions) -> None:
        self._lines = read_lines(stream, options)
        self._taken: list[bytes] = []
        self._source = stream.source
        self._options = options
        self.note: str | None = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        if line is None:
            raise csv.Error(too_large(f"line {number}", self._options))
        if b"\x00" in line:
            raise UnreadableArchive(
                f"{self._source}, line {number}: UTF-16 or binary data: save the table as UTF-8"
            )
        self._taken.append(line)
        decoded = decode(line, f"{self._source}, line {number}")
        self.note = self.note or decoded.note
        return decoded.text

    def take(self) -> bytes:
        """The bytes of the lines read since the last call."""
        taken = b"".join(self._taken)
        self._taken.clear()
        return taken


def _line_read(line: bytes, where: str, source: str, options: ReadingOptions) -> Document | ItemFailed:
    try:
        row = _parse(decode(line, where).text, where)
    except ItemFailed as error:
        return error
    return _row_read(row, line, where, source, options)


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UnreadableArchive(f"{where}: not JSON ({error}): repair or remove it") from error
    except RecursionError as error:
        raise UnreadableArchive(f"{where}: JSON nested too deeply: repair or remove it") from error


def _rows(data: Any) -> list[Any] | None:
    if isinstance(data, list):
        return data
    if isinstance(data, dict):
        return next((data[name] for name in _LISTS if isinstance(data.get(name), list)), None)
    return None


def _row_read(
    row: Any, content: bytes, where: str, source: str, options: ReadingOptions
) -> Document | ItemFailed:
    try:
        return compose(_draft(row, content, where, source, options), options)
    except ItemFailed as error:
        return error


def _draft(row: Any, content: bytes, where: str, source: str, options: ReadingOptions) -> Draft:
    if not isinstance(row, dict):
        raise UnreadableArchive(f"{where}: not an article: an object with a text is needed")
    names = [str(name) for name in row]
    text = _value(row, _column_of("text", names, where, options))
    if not text:
        raise UnreadableDocument(f"{where}: the text is empty: fill it or remove the row")
    said = {
        field: _value(row, _find_column(field, names, options))
        for field in ("title", "published", "publisher", "url", "language")
    }
    return Draft(
        source=source,
        content=content,
        text=text_of_markup(text),
        media_type="application/json" if content.lstrip()[:1] == b"{" else "text/csv",
        title=text_of_markup(said["title"]) if said["title"] else None,
        publisher=said["publisher"],
        published=said["published"],
        url=said["url"],
        language=said["language"],
    )


def _column_of(field: str, names: list[str], where: str, options: ReadingOptions) -> str:
    column = _find_column(field, names, options)
    if column is None:
        there = ", ".join(repr(name) for name in names[:12])
        wanted = options.columns.get(field) or "text, body or content"
        raise UnreadableArchive(
            f"{where}: no {field} column named {wanted}; there are {there}: rename one or name it by option"
        )
    return column


def _find_column(field: str, names: list[str], options: ReadingOptions) -> str | None:
    if field in options.columns:
        return options.columns[field] if options.columns[field] in names else None
    plain = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in reversed(names)}
    return next((plain[name] for name in FIELD_NAMES[field] if name in plain), None)


def _value(row: Mapping[str, Any], column: str | None) -> str | None:
    """A cell as text: a list of paragraphs is joined, an object (`{"name": …}`) gives its name."""
    value = row.get(column) if column is not None else None
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    if value is None or isinstance(value, bool):
        return None
    return str(value).strip() or None
