"""Bytes on their way in: opened late, read within bounds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import RawIOBase
from typing import Any, BinaryIO

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


class Meter:
    """Counts what one archive unpacks to, and stops it where it grows like a bomb.

    `packed_size` says from how many bytes it was unpacked so far.
    """

    def __init__(self, source: str, limit: int, packed_size: Callable[[], int]) -> None:
        self._source = source
        self._limit = limit
        self._packed_size = packed_size
        self._total = 0
        self.tripped = False

    def add(self, size: int) -> None:
        """Count `size` more bytes; raises UnreadableArchive past the limit or the ratio."""
        self._total += size
        self.tripped = True  # until both limits are found to hold
        if self._total > self._limit:
            raise UnreadableArchive(
                f"{self._source}: unpacks to more than {megabytes(self._limit)}: split it, or raise the limit "
                "(max_archive_bytes)"
            )
        if self._total > max(_RATIO_FROM, _RATIO * self._packed_size()):
            raise UnreadableArchive(
                f"{self._source}: unpacks to more than {_RATIO} times its size, like an archive bomb: not read; "
                "unpack it yourself if you trust it"
            )
        self.tripped = False


class MeteredReader(RawIOBase):
    """An unpacking stream whose every byte a meter counts; where it is damaged it ends, and `damage` says why."""

    def __init__(self, file: BinaryIO, source: str, meter: Meter) -> None:
        self._file = file
        self._source = source
        self._meter = meter
        self.damage: UnreadableArchive | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` as far as one read goes; 0 at the end."""
        if self.damage is not None:
            return 0
        try:
            chunk: bytes = self._file.read1(len(buffer))  # type: ignore[attr-defined]
        except (
            EOFError,
            zlib.error,
            zipfile.BadZipFile,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            self.damage = UnreadableArchive(
                f"{self._source}: damaged or cut off ({error}): get it again; what came before was read"
            )
            return 0
        self._meter.add(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def check_end(stream: Stream) -> None:
    """Raise UnreadableArchive where `stream` ended because what it is unpacked from is damaged."""
    damage = getattr(getattr(stream.file, "raw", None), "damage", None)
    if damage is not None:
        raise damage


class CountedReader(RawIOBase):
    """A stream that knows how much was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` as far as one read goes; 0 at the end."""
        chunk = self._file.read(len(buffer))
        self.count += len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def read_whole(stream: Stream, options: ReadingOptions) -> bytes:
    """All bytes of one document; raises UnreadableDocument where it is larger than `max_bytes`."""
    parts: list[bytes] = []
    total = 0
    while chunk := stream.file.read(_CHUNK):
        total += len(chunk)
        if total > options.max_bytes:
            raise UnreadableDocument(too_large(stream.source, options))
        parts.append(chunk)
    check_end(stream)
    return b"".join(parts)


def read_lines(stream: Stream, options: ReadingOptions) -> Iterator[tuple[int, bytes | None]]:
    """Line number (from 1) and line; None in place of a line longer than `max_bytes`, which is skipped."""
    number = 0
    while line := stream.file.readline(options.max_bytes + 1):
        number += 1
        if not line.endswith(b"\n"):
            check_end(stream)  # rather than give half a line
        if len(line) <= options.max_bytes or line.endswith(b"\n"):
            yield number, line
            continue
        del line
        while (rest := stream.file.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield number, None
    check_end(stream)


def too_large(where: str, options: ReadingOptions) -> str:
    """The message about a document above the limit."""
    return f"{where}: larger than {megabytes(options.max_bytes)}: split it, or raise the limit (max_bytes)"


def megabytes(size: int) -> str:
    """A size in bytes as a reader says it."""
    return f"{size / 1_000_000:g} MB" if size >= 1_000_000 else f"{size:,} bytes"
