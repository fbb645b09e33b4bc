"""Archives opened with care: counted as they unpack, and none inside another."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from gzip import GzipFile
from io import BufferedReader
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from corroborate.errors import ItemFailed, UnreadableArchive, UnreadableDocument
from corroborate.reading.formats import HEAD_BYTES
from corroborate.reading.options import ReadingOptions
from corroborate.reading.sources import NO_ARTICLES
from corroborate.reading.streams import CountedReader, Meter, MeteredReader, Stream

_MOST_MEMBERS = 1_000_000
_OFFICE = frozenset(("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"))


def open_gzip(stream: Stream, options: ReadingOptions) -> Stream:
    """What a gzip file holds, as a stream of its own."""
    _refuse_nested(stream)
    counted = CountedReader(stream.file)
    unpacked = cast(BinaryIO, GzipFile(fileobj=counted))
    meter = Meter(stream.source, options.max_archive_bytes, lambda: counted.count)
    reader = BufferedReader(MeteredReader(unpacked, stream.source, meter), HEAD_BYTES)
    return replace(stream, file=cast(BinaryIO, reader), packed=stream.packed + 1, media_type=None)


def open_members(stream: Stream, options: ReadingOptions) -> Iterator[Stream | ItemFailed]:
    """The members of a zip archive in the order of their names; what cannot be opened comes as the error."""
    _refuse_nested(stream)
    if not stream.file.seekable():
        raise UnreadableArchive(
            f"{stream.source}: a zip archive cannot be read as it streams: save it to a file"
        )
    try:
        archive = zipfile.ZipFile(stream.file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableArchive(f"{stream.source}: damaged zip archive ({error}): get it again") from error
    size = stream.file.seek(0, 2)
    meter = Meter(stream.source, options.max_archive_bytes, lambda: size)
    with archive:
        members = _articles(archive, stream)
        if not members:
            yield UnreadableArchive(f"{stream.source}: no readable files in this archive")
        for member in members:
            if meter.tripped:
                return
            yield _open_member(archive, member, stream, meter)


def _articles(archive: zipfile.ZipFile, stream: Stream) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise UnreadableArchive(
            f"{stream.source}: more than {_MOST_MEMBERS:,} files: unpack it and give the folder"
        )
    if any(member.filename in _OFFICE for member in members):
        raise UnreadableDocument(
            f"{stream.source}: an office document, e-book or program: save it as text or HTML"
        )
    return sorted(
        (member for member in members if _may_be_article(member)), key=lambda member: member.filename
    )


def _may_be_article(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not (member.is_dir() or hidden or path.suffix.lower() in NO_ARTICLES)


def _open_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, stream: Stream, meter: Meter
) -> Stream | ItemFailed:
    name = f"{stream.source}/{member.filename}"
    if member.flag_bits & 1:
        return UnreadableArchive(f"{name}: locked with a password: unpack it first")
    try:
        file = cast(BinaryIO, archive.open(member))
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        return UnreadableArchive(f"{name}: damaged or packed in an unknown way ({error}): unpack it first")
    reader = BufferedReader(MeteredReader(file, name, meter), HEAD_BYTES)
    return Stream(source=name, file=cast(BinaryIO, reader), packed=stream.packed + 1)


def _refuse_nested(stream: Stream) -> None:
    if stream.packed:
        raise UnreadableArchive(
            f"{stream.source}: an archive inside an archive is not opened: unpack it first"
        )
