"""What kind of thing some bytes are: by their first characters, then by name and declaration."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Literal

from corroborate.errors import UnreadableArchive, UnreadableDocument

Kind = Literal["text", "html", "feed", "warc", "jsonl", "json", "csv", "zip", "gzip"]

HEAD_BYTES = 32_768
_REFUSED = (
    (b"%PDF", "a PDF: save its text as .txt or .html"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound, image or video file"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database: export its articles as JSON Lines or CSV"),
    (b"PAR1", "a Parquet table: export it as JSON Lines or CSV"),
    (b"\xd0\xcf\x11\xe0", "an old office document: save it as text or HTML"),
    (b"{\\rtf", "an RTF document: save it as text or HTML"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first"),
)
_BY_SUFFIX: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".rdf": "feed",
    ".warc": "warc",
}
_BY_TYPE: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/csv": "csv",
    "application/warc": "warc",
}
_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|\w+:feed)[\s>]")
_HTML_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|title|meta|article|main|div|section|p|h1|table)\b[^<]{0,500}>",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(head: bytes, source: str, media_type: str | None = None) -> Kind:
    """The kind of what begins with `head`: content first, then the name's ending, then the declared type.

    Raises UnreadableDocument where it is empty or certainly no text, UnreadableArchive for archives not read.
    """
    if not head.strip():
        raise UnreadableDocument(f"{source}: empty: there is nothing to read")
    packed = _packed_kind(head, source)
    if packed:
        return packed
    text = _rough_text(head)
    declared = _BY_SUFFIX.get(_suffix(source)) or _BY_TYPE.get(
        (media_type or "").split(";")[0].strip().lower()
    )
    marked = _markup_kind(text, declared)
    if marked:
        return marked
    if declared == "html" and "<" not in text:
        return "text"
    return declared or _table_kind(text)


def _packed_kind(head: bytes, source: str) -> Kind | None:
    for magic, what in _REFUSED:
        if head.startswith(magic):
            error = UnreadableArchive if "archive" in what else UnreadableDocument
            raise error(
                f"{source}: {what}; not text that can be read" if ":" not in what else f"{source}: {what}"
            )
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head[257:262] == b"ustar":
        raise UnreadableArchive(f"{source}: a tar archive: unpack it and give the folder")
    return None


def _rough_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace").lstrip("\ufeff")
    return head.decode("utf-8", errors="replace").lstrip("\ufeff")


def _markup_kind(text: str, declared: Kind | None) -> Kind | None:
    """HTML or a feed by its first tag; other XML is taken for a feed, whose reader says what is wrong."""
    if not text.lstrip().startswith("<"):
        return None
    prolog = _PROLOG.match(text)
    root = text[prolog.end() if prolog else 0 :]
    if _FEED_ROOT.match(root):
        return "feed"
    if _HTML_START.match(text) or _HTML_START.match(root):
        return "html"
    return "feed" if text.lstrip().startswith("<?xml") and declared != "html" else declared


def _table_kind(text: str) -> Kind:
    """Without a telling name: JSON by its first line, a table by a header that names a text column, else text."""
    first, _, more = text.lstrip().partition("\n")
    if first.startswith(("{", "[{")) or re.match(r"\[\s*\{\s*\"", text.lstrip()):
        if first.startswith("{") and (not more.strip() or more.lstrip().startswith("{")) and _is_json(first):
            return "jsonl"
        return "json" if re.match(r"[\[{\s]*\"[^\"]*\"\s*:", text.lstrip()) else "text"
    names = {name.strip(" \"'").lower() for name in re.split(r"[,;\t|]", first.strip())}
    if (
        len(names) > 1
        and names & {"text", "body", "content"}
        and names & {"title", "headline", "date", "url", "source"}
    ):
        return "csv"
    return "text"


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return len(line) >= HEAD_BYTES - 100  # cut off by the head


def _suffix(source: str) -> str:
    name = re.split(r"[?#]", source, maxsplit=1)[0].lower() if "://" in source else source.lower()
    return PurePosixPath(name.removesuffix(".gz")).suffix
