"""Bytes on their way in: opened late, read within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from corroborate.errors import UnreadableArchive, UnreadableDocument
from corroborate.reading.options import ReadingOptions

_CHUNK = 1 << 16
_RATIO = 250  # text seldom packs better than 1:30; the densest bombs reach 1:1000 per layer
_RATIO_FROM = 20_000_000  # bytes below which a ratio proves nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """An open source with its name, and what whoever served it said of it. `packed` counts archives around it."""

    source: str
    file: BinaryIO
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    packed: int = 0


class BoundedReader:
    """Reads an unpacking stream and stops it where it grows like a bomb.

    `packed_size` is what it is unpacked from, in bytes; None where that is not known.
    """

    def __init__(self, file: BinaryIO, source: str, packed_size: int | None, limit: int) -> None:
        self._file = file
        self._source = source
        self._packed_size = packed_size
        self._limit = limit
        self._total = 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; raises UnreadableArchive past the limit or the ratio."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        chunk = self._file.read(size)
        self._total += len(chunk)
        if self._total > self._limit:
            raise UnreadableArchive(
                f"{self._source}: unpacks to more than {megabytes(self._limit)}: unpack it yourself and give the folder"
            )
        if self._packed_size is not None and self._total > max(_RATIO_FROM, _RATIO * self._packed_size):
            raise UnreadableArchive(
                f"{self._source}: unpacks to more than {_RATIO} times its size, like an archive bomb: not read"
            )
        return chunk


def read_whole(stream: Stream, options: ReadingOptions) -> bytes:
    """All bytes of one document; raises UnreadableDocument where it is larger than `max_bytes`."""
    parts: list[bytes] = []
    total = 0
    while chunk := stream.file.read(_CHUNK):
        total += len(chunk)
        if total > options.max_bytes:
            raise UnreadableDocument(too_large(stream.source, options))
        parts.append(chunk)
    return b"".join(parts)


def read_lines(stream: Stream, options: ReadingOptions) -> Iterator[tuple[int, bytes | None]]:
    """Line number (from 1) and line; None in place of a line longer than `max_bytes`, which is skipped."""
    number = 0
    while line := stream.file.readline(options.max_bytes + 1):
        number += 1
        if len(line) <= options.max_bytes or line.endswith(b"\n"):
            yield number, line
            continue
        del line
        while (rest := stream.file.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def too_large(where: str, options: ReadingOptions) -> str:
    """The message about a document above the limit."""
    return f"{where}: larger than {megabytes(options.max_bytes)}: split it, or raise the limit (max_bytes)"


def megabytes(size: int) -> str:
    """A size in bytes as a reader says it."""
    return f"{size / 1_000_000:g} MB" if size >= 1_000_000 else f"{size:,} bytes"
