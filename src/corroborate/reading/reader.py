"""Sources in, documents out: one line of complaint for each that fails, and on to the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import TypeAlias

from corroborate.errors import ItemFailed
from corroborate.model.document import Document
from corroborate.reading.composing import Draft, compose
from corroborate.reading.feeds import read_feed
from corroborate.reading.fetching import FetchLimits, WebFetcher
from corroborate.reading.formats import HEAD_BYTES, Kind, kind_of
from corroborate.reading.options import ReadingOptions
from corroborate.reading.packed import open_gzip, open_members
from corroborate.reading.pages import read_page
from corroborate.reading.plain import read_plain
from corroborate.reading.sources import is_address, locate, unreadable
from corroborate.reading.streams import Stream, check_end
from corroborate.reading.tables import read_csv, read_json, read_json_lines
from corroborate.reading.webarchives import read_web_archive

Readings: TypeAlias = Iterator[Document | ItemFailed]
Source: TypeAlias = str | Path | Stream


def read(source: Source, options: ReadingOptions | None = None) -> Readings:
    """The documents of `source`, each as soon as it is read; what fails comes as the error, and the rest goes on.

    A source is a file, a folder, a pattern, `-` for standard input, an http(s) address, or an open stream.
    """
    options = _with_fetcher(options or ReadingOptions())
    if isinstance(source, Stream):
        yield from _guarded(read_stream(source, options), source.source)
        return
    name = str(source)
    if name == "-":
        yield from _guarded(_read_stdin(options), "standard input")
        return
    if is_address(name):
        yield from _guarded(_read_address(name, options), name)
        return
    for path in locate(source):
        if isinstance(path, ItemFailed):
            yield path
        else:
            yield from _guarded(_read_file(path, options), str(path))


def read_all(sources: Iterable[Source], options: ReadingOptions | None = None) -> Readings:
    """The documents of all `sources`, in their order."""
    options = _with_fetcher(options or ReadingOptions())
    for source in sources:
        yield from read(source, options)


def read_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    source: str = "text",
) -> Document:
    """The document of a text at hand; raises UnreadableDocument where it is blank, BadRequest for a bad date."""
    content = text.encode("utf-8", errors="surrogatepass")
    options = ReadingOptions(published=published, publisher=publisher)
    return compose(Draft(source=source, content=content, text=text, title=title), options)


def read_stream(stream: Stream, options: ReadingOptions) -> Readings:
    """The documents of an open stream, by the kind that its first bytes show."""
    buffered = stream.file if hasattr(stream.file, "peek") else BufferedReader(stream.file, HEAD_BYTES)  # type: ignore
    stream = replace(stream, file=buffered)
    head = buffered.peek(HEAD_BYTES)[:HEAD_BYTES]
    if not head:
        check_end(stream)
    kind = kind_of(head, stream.source, stream.media_type)
    yield from READERS[kind](stream, options)


def _read_stdin(options: ReadingOptions) -> Readings:
    yield from read_stream(Stream(source="standard input", file=sys.stdin.buffer), options)


def _read_address(url: str, options: ReadingOptions) -> Readings:
    assert options.fetcher is not None  # read() gives one
    page = options.fetcher.fetch(url)
    stream = Stream(
        source=page.url,
        file=BytesIO(page.content),
        url=page.url,
        media_type=page.media_type,
        charset=page.charset,
    )
    yield from read_stream(stream, options)


def _with_fetcher(options: ReadingOptions) -> ReadingOptions:
    """One fetcher for all pages of a run, so that a site's robots.txt is asked once."""
    if options.fetcher is not None:
        return options
    return replace(options, fetcher=WebFetcher(limits=FetchLimits(allow_private=options.allow_private)))


def _read_file(path: Path, options: ReadingOptions) -> Readings:
    with path.open("rb", buffering=HEAD_BYTES) as file:
        yield from read_stream(Stream(source=str(path), file=file), options)


def _guarded(readings: Readings, source: str) -> Readings:
    try:
        yield from readings
    except ItemFailed as error:
        yield error
    except OSError as error:
        yield unreadable(source, error)


def _read_gzip(stream: Stream, options: ReadingOptions) -> Readings:
    yield from read_stream(open_gzip(stream, options), options)


def _read_zip(stream: Stream, options: ReadingOptions) -> Readings:
    for member in open_members(stream, options):
        if isinstance(member, ItemFailed):
            yield member
        else:
            yield from _guarded(read_stream(member, options), member.source)
            member.file.close()


READERS: dict[Kind, Callable[[Stream, ReadingOptions], Readings]] = {
    "text": read_plain,
    "html": read_page,
    "feed": read_feed,
    "warc": read_web_archive,
    "jsonl": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "gzip": _read_gzip,
    "zip": _read_zip,
}
