"""Sources in, documents out: one line of complaint for each that fails, and on to the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from corroborate.errors import ItemFailed
from corroborate.model.document import Document
from corroborate.reading.composing import Draft, compose
from corroborate.reading.formats import HEAD_BYTES, Kind, kind_of
from corroborate.reading.options import ReadingOptions
from corroborate.reading.plain import read_plain
from corroborate.reading.sources import locate, unreadable
from corroborate.reading.streams import Stream

Readings: TypeAlias = Iterator[Document | ItemFailed]


def read(source: str | Path, options: ReadingOptions | None = None) -> Readings:
    """The documents of `source`, each as soon as it is read; what fails comes as the error, and the rest goes on.

    A source is a file, a folder, a pattern, `-` for standard input, or an http(s) address.
    """
    options = options or ReadingOptions()
    name = str(source)
    if name == "-":
        yield from _guarded(_read_stdin(options), "standard input")
        return
    for path in locate(source):
        if isinstance(path, ItemFailed):
            yield path
        else:
            yield from _guarded(_read_file(path, options), str(path))


def read_all(sources: Iterable[str | Path], options: ReadingOptions | None = None) -> Readings:
    """The documents of all `sources`, in their order."""
    options = options or ReadingOptions()
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
    kind = kind_of(buffered.peek(HEAD_BYTES)[:HEAD_BYTES], stream.source, stream.media_type)
    yield from READERS[kind](replace(stream, file=cast(BinaryIO, buffered)), options)


def _read_stdin(options: ReadingOptions) -> Readings:
    yield from read_stream(Stream(source="standard input", file=sys.stdin.buffer), options)


def _read_file(path: Path, options: ReadingOptions) -> Readings:
    with path.open("rb", buffering=HEAD_BYTES) as file:
        yield from read_stream(Stream(source=str(path), file=cast(BinaryIO, file)), options)


def _guarded(readings: Readings, source: str) -> Readings:
    try:
        yield from readings
    except ItemFailed as error:
        yield error
    except OSError as error:
        yield unreadable(source, error)


READERS: dict[Kind, Callable[[Stream, ReadingOptions], Readings]] = {
    "text": read_plain,
}
