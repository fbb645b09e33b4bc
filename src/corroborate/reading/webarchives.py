"""Web archives (WARC): the pages among their records."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from corroborate.errors import ItemFailed, UnreadableArchive, UnreadableDocument
from corroborate.model.document import Document
from corroborate.reading.characters import decode
from corroborate.reading.composing import compose
from corroborate.reading.options import ReadingOptions
from corroborate.reading.pages import page_draft
from corroborate.reading.plain import plain_draft
from corroborate.reading.streams import Stream, check_end, too_large

_CHUNK = 1 << 16
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_PATIENCE = (
    20  # times max_bytes: how much of an oversized record is passed over before the archive is given up
)


def read_web_archive(stream: Stream, options: ReadingOptions) -> Iterator[Document | ItemFailed]:
    """The pages and texts of an archive; where it is cut off, what came before stands."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    records = ArchiveIterator(stream.file)
    number = pages = 0
    while True:
        number += 1
        where = f"{stream.source}, record {number}"
        try:
            record = next(records, None)
        except ItemFailed:
            raise
        except Exception as error:  # warcio and zlib raise anything on damaged archives
            check_end(stream)
            raise UnreadableArchive(
                f"{where}: damaged or cut off ({error}); the records before it were read"
            ) from error
        if record is None:
            break
        if _is_article(record):
            pages += 1
            reading = _read_record(record, where, f"{stream.source}#{number}", options)
            if isinstance(reading, ItemFailed):
                check_end(stream)
            yield reading
    check_end(stream)
    if not pages:
        yield UnreadableArchive(
            f"{stream.source}: no pages or texts among its {number - 1} records: nothing to read"
        )


def _is_article(record: Any) -> bool:
    if record.rec_type not in ("response", "resource", "conversion"):
        return False
    if record.http_headers is not None and record.http_headers.get_statuscode() not in ("200", "203"):
        return False
    return _media_type(record)[0] in _TYPES


def _media_type(record: Any) -> tuple[str, str | None]:
    """The media type of what was served, and its charset."""
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    charset = parameters.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return kind.strip().lower(), charset


def _read_record(record: Any, where: str, source: str, options: ReadingOptions) -> Document | ItemFailed:
    try:
        content = _payload(record, where, options)
        media_type, charset = _media_type(record)
        url = record.rec_headers.get_header("WARC-Target-URI")
        stream = Stream(source=source, file=BytesIO(), url=url, charset=charset)
        if media_type == "text/plain":
            return compose(plain_draft(stream, content, decode(content, where, charset).text), options)
        return compose(page_draft(stream, content), options)
    except ItemFailed as error:
        return error


def _payload(record: Any, where: str, options: ReadingOptions) -> bytes:
    """The body of a record, unpacked and bounded."""
    parts, total = [], 0
    body = record.content_stream()
    try:
        while chunk := body.read(_CHUNK):
            total += len(chunk)
            if total <= options.max_bytes:
                parts.append(chunk)
            elif total > _PATIENCE * options.max_bytes:
                break
    except ItemFailed:
        raise
    except Exception as error:  # zlib and warcio raise anything on damaged bodies
        raise UnreadableDocument(f"{where}: damaged or cut off ({error}): get the archive again") from error
    if total > options.max_bytes:
        raise UnreadableDocument(too_large(where, options))
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise UnreadableDocument(
            f"{where}: cut off: {record.raw_stream.limit:,} bytes are missing: get the archive again"
        )
    return b"".join(parts)
