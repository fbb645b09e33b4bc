"""RSS and Atom: an item with its text, or the page it links to where the user asks for that."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from corroborate.errors import ItemFailed, UnreadableArchive
from corroborate.model.document import Document
from corroborate.reading.characters import decode
from corroborate.reading.composing import Draft, compose
from corroborate.reading.options import ReadingOptions
from corroborate.reading.pages import page_draft, text_of_markup
from corroborate.reading.streams import Stream, read_whole

_ITEM = re.compile(rb"<(item|entry)[\s>].*?</\1\s*>", re.DOTALL)
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|\w+:feed)[\s>]")
_FULL_TEXT = 100  # words; summaries in feeds seldom pass 60


def read_feed(stream: Stream, options: ReadingOptions) -> Iterator[Document | ItemFailed]:
    """The items of a feed; raises UnreadableArchive where it is no feed, or defines entities."""
    content = read_whole(stream, options)
    feed = _parse(content, stream.source)
    raw = [match.group() for match in _ITEM.finditer(content)]
    if len(raw) != len(feed.entries):
        raw = [_as_json(entry) for entry in feed.entries]
    for number, (entry, item) in enumerate(zip(feed.entries, raw, strict=True), 1):
        try:
            yield compose(_draft(feed, entry, item, f"{stream.source}#{number}", options), options)
        except ItemFailed as error:
            yield error


def _parse(content: bytes, source: str) -> Any:
    text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    root = _ROOT.search(text)
    start = text[: root.start() if root else None]
    if _ENTITIES.search(start):
        raise UnreadableArchive(
            f"{source}: the feed defines entities of its own, which can be an attack: not read"
        )
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise UnreadableArchive(
            f"{source}: named as a feed or XML but is neither: check what the address gives"
        )
    import feedparser  # type: ignore[import-untyped]

    try:
        feed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # third-party parsers raise anything on broken feeds
        raise UnreadableArchive(f"{source}: a feed that cannot be parsed ({error}): get it again") from error
    if not feed.version and not feed.entries:
        raise UnreadableArchive(f"{source}: XML but no RSS or Atom feed: give the feed's own address")
    if not feed.entries:
        raise UnreadableArchive(f"{source}: a feed without items: nothing to read")
    return feed


def _draft(feed: Any, entry: Any, item: bytes, source: str, options: ReadingOptions) -> Draft:
    bodies = [part.get("value", "") for part in entry.get("content", ())]
    text = text_of_markup(max([*bodies, entry.get("summary", "")], key=len))
    link = entry.get("link")
    is_short = not any(bodies) and len(text.split()) < _FULL_TEXT
    if is_short and link and options.follow and options.fetcher is not None:
        return _followed(feed, entry, link, options)
    decode(item, source)  # refuses binary data
    notes = (
        ("the feed gives a summary only: give --follow to fetch the article",) if is_short and link else ()
    )
    return Draft(
        source=source,
        content=item,
        text=text,
        media_type="application/xml" if item.startswith(b"<") else "application/json",
        title=text_of_markup(entry.get("title", "")) or None,
        publisher=_publisher(feed, entry),
        published=_published(entry),
        url=link,
        notes=notes,
    )


def _followed(feed: Any, entry: Any, link: str, options: ReadingOptions) -> Draft:
    assert options.fetcher is not None
    page = options.fetcher.fetch(link)
    stream = Stream(source=page.url, file=BytesIO(page.content), url=page.url, charset=page.charset)
    draft = page_draft(stream, page.content)
    return replace(
        draft,
        publisher=draft.publisher or _publisher(feed, entry),
        published=draft.published or _published(entry),
    )


def _publisher(feed: Any, entry: Any) -> str | None:
    return (entry.get("source") or {}).get("title") or feed.feed.get("title") or None


def _published(entry: Any) -> str | None:
    """The day as the feed writes it, with its own offset; a day without one would shift in UTC."""
    return entry.get("published") or entry.get("updated") or None


def _as_json(entry: Any) -> bytes:
    """The bytes of an item where the feed's own cannot be told apart."""
    said: dict[str, Any] = {key: entry.get(key) for key in ("title", "link", "published", "summary")}
    parts: Sequence[Any] = entry.get("content", ())
    said["content"] = [part.get("value") for part in parts]
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
