"""Plain text, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corroborate.model.document import Document
from corroborate.reading.characters import decode
from corroborate.reading.composing import Draft, compose
from corroborate.reading.options import ReadingOptions
from corroborate.reading.streams import Stream, read_whole

# What front matter, header lines and tables call each field, the surest name first.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "main_text",
             "articlebody", "article_body", "content_text", "story", "raw_text", "description", "summary"),
    "title": ("title", "headline", "article_title", "heading"),
    "published": ("published", "publication_date", "published_at", "publish_date", "date_published", "datepublished",
                  "published_date", "pubdate", "pub_date", "date_publish", "publishedat", "date", "datetime",
                  "timestamp", "created_at", "time"),
    "publisher": ("publisher", "source_name", "outlet", "source", "publication", "newspaper", "site_name", "sitename",
                  "site", "agency", "provider", "source_domain", "domain"),
    "url": ("url", "link", "source_url", "article_url", "permalink", "uri", "web_url", "canonical_url"),
    "language": ("language", "lang"),
}  # fmt: skip
_BY_NAME = {name: field for field, names in FIELD_NAMES.items() for name in names}
_IGNORED = frozenset(
    ("author", "authors", "by", "byline", "tags", "categories", "category", "section", "location")
)
_PAIR = re.compile(r"\s*([A-Za-z][\w -]{1,30}?)\s*:\s*(.*)")
_FENCE = re.compile(r"\s*(?:---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_LONGEST_FRONT = 60  # lines


def read_plain(stream: Stream, options: ReadingOptions) -> Iterator[Document]:
    """The one document of a plain text; raises UnreadableDocument where it holds none."""
    content = read_whole(stream, options)
    decoded = decode(content, stream.source, stream.charset)
    notes = (decoded.note,) if decoded.note else ()
    yield compose(plain_draft(stream, content, decoded.text, notes), options)


def plain_draft(stream: Stream, content: bytes, text: str, notes: tuple[str, ...] = ()) -> Draft:
    """The draft of a text with its front matter or header lines taken off and understood."""
    fields, body = split_front_matter(text.lstrip("\ufeff"))
    return Draft(
        source=stream.source,
        content=content,
        text=body,
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        published=fields.get("published"),
        url=fields.get("url") or stream.url,
        language=fields.get("language"),
        notes=notes,
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields before a text (between `---` lines, or as `Title: …` lines), and the text after them."""
    fence = _FENCE.match(text)
    if fence:
        fenced = _fenced(text, fence.end())
        if fenced is not None:
            return fenced
    return _headed(text)


def field_named(name: str) -> str | None:
    """Which field a column or key of this name holds; None where the name says nothing."""
    return _BY_NAME.get(name.strip().lower().replace(" ", "_").replace("-", "_"))


def _fenced(text: str, begin: int) -> tuple[dict[str, str], str] | None:
    end = re.compile(r"^[ \t]*(?:---|\+\+\+|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(text, begin)
    if end is None:
        return None
    lines = text[begin : end.start()].splitlines()
    if len(lines) > _LONGEST_FRONT:
        return None
    pairs = [
        (match[1], match[2]) for line in lines if (match := _PAIR.fullmatch(line.replace(" = ", ": ", 1)))
    ]
    if not pairs:
        return None
    return _fields(dict(pairs)), text[end.end() :]


def _headed(text: str) -> tuple[dict[str, str], str]:
    """Header lines end with the first line that is none; the first must name a field we know."""
    pairs: dict[str, str] = {}
    rest = text.lstrip()
    while True:
        line, newline, following = rest.partition("\n")
        match = _PAIR.fullmatch(line.strip())
        known = match is not None and (
            field_named(match[1]) not in (None, "text") or match[1].lower() in _IGNORED
        )
        if match is None or not known or not match[2].strip() or len(line) > 500:
            break
        pairs[match[1]] = match[2]
        rest = following
        if not newline:
            break
    fields = _fields(pairs)
    if not {"title", "published", "publisher", "url"} & set(fields):
        return {}, text
    if (label := re.match(r"\s*(?:text|body|content)\s*:[ \t]*", rest, re.IGNORECASE)) is not None:
        rest = rest[label.end() :]
    return fields, rest


def _fields(pairs: Mapping[str, str]) -> dict[str, str]:
    """Each field by the surest of its names that has a value."""
    found: dict[str, tuple[int, str]] = {}
    for name, value in pairs.items():
        field = field_named(name)
        value = value.strip().strip("\"'").strip()
        if field is None or not value or value.lower() in ("null", "none", "~"):
            continue
        rank = FIELD_NAMES[field].index(name.strip().lower().replace(" ", "_").replace("-", "_"))
        if field not in found or rank < found[field][0]:
            found[field] = (rank, value)
    return {field: value for field, (_, value) in found.items()}
