"""Web pages: the article, its day, its publisher."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from corroborate.errors import UnreadableDocument
from corroborate.model.document import Document
from corroborate.reading.characters import decode
from corroborate.reading.composing import Draft, compose
from corroborate.reading.options import ReadingOptions
from corroborate.reading.streams import Stream, read_whole

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.-]+)""", re.I
)
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished",
    "publish-date", "publish_date", "publication_date", "published_time", "publisheddate", "pubdate", "pubyear",
    "article.published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "date",
)  # fmt: skip
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "tr",
        "table",
        "pre",
        "hr",
        "header",
        "footer",
    ]
)
_NO_TEXT = "script|style|figure|figcaption|iframe|noscript|button|form|aside|nav|svg"
_MARKUP = re.compile(
    r"</?(?:p|br|div|a|strong|em|b|i|span|ul|li|h[1-6]|img|figure|blockquote)\b[^<>]*>|&(?:\w+|#\d+);", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the head of a page says of it."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    body: str | None = None
    url: str | None = None


def read_page(stream: Stream, options: ReadingOptions) -> Iterator[Document]:
    """The article of a page; raises UnreadableDocument where the page holds none."""
    yield compose(page_draft(stream, read_whole(stream, options)), options)


def page_draft(stream: Stream, content: bytes) -> Draft:
    """The draft of a page: trafilatura's article, and the metadata that the page states."""
    declared = stream.charset or _declared_charset(content)
    decoded = decode(content, stream.source, declared)
    tree = _tree(decoded.text, stream.source)
    facts = _facts(tree)
    url = stream.url or facts.url
    article = _article(tree, url, stream.source)
    text = (article.text if article is not None else None) or facts.body
    if not text or not text.strip():
        raise UnreadableDocument(
            f"{stream.source}: HTML without article text (empty, or filled by scripts): save it from a browser"
        )
    return Draft(
        source=stream.source,
        content=content,
        text=text,
        media_type="text/html",
        title=facts.title or (article.title if article is not None else None),
        publisher=facts.publisher or _site_name(article),
        published=facts.published or _dated_by_markup(decoded.text, url),
        url=url,
        notes=(decoded.note,) if decoded.note else (),
    )


def text_of_markup(fragment: str) -> str:
    """The text of a piece of HTML as feeds and tables carry it; text without markup stays as it is."""
    if not _MARKUP.search(fragment):
        return fragment
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(f"<div>{fragment}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return re.sub(r"<[^<>]*>", " ", fragment)
    for element in list(tree.iter(*_NO_TEXT.split("|"), etree.Comment, etree.ProcessingInstruction)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text = "\n\n" + (element.text or "")
        element.tail = ("\n" if element.tag == "br" else "\n\n") + (element.tail or "")
    return str(tree.text_content())


def _declared_charset(content: bytes) -> str | None:
    match = _CHARSET.search(content[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _tree(text: str, source: str) -> Any:
    from trafilatura import load_html

    try:
        tree = load_html(text)
    except Exception as error:  # third-party parsers raise anything on broken pages
        raise UnreadableDocument(f"{source}: HTML that cannot be parsed ({error}): save it again") from error
    if tree is None:
        raise UnreadableDocument(
            f"{source}: HTML without article text (empty, or filled by scripts): save it from a browser"
        )
    return tree


def _article(tree: Any, url: str | None, source: str) -> Any:
    from copy import deepcopy

    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            deepcopy(tree),
            url=url,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "max_date": "2100-01-01",
            },
        )
    except Exception as error:  # third-party parsers raise anything on broken pages
        raise UnreadableDocument(f"{source}: HTML that cannot be parsed ({error}): save it again") from error


def _site_name(article: Any) -> str | None:
    """The site as its page names it; a bare host name is no better than the address."""
    name = article.sitename if article is not None else None
    return name if name and "." not in name else None


def _facts(tree: Any) -> _Facts:
    metas = _metas(tree)
    linked = _linked_data(tree)
    return _Facts(
        published=_first(
            _text(linked.get("datePublished")),
            *(metas.get(name) for name in _DATE_NAMES),
            *tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime"),
            *tree.xpath("//*[@itemprop='datePublished' and not(self::meta)]/text()"),
            _only(tree.xpath("//article//time/@datetime | //header//time/@datetime")),
        ),
        publisher=_first(_name(linked.get("publisher")), *(metas.get(name) for name in _SITE_NAMES)),
        title=_first(
            _text(linked.get("headline")), metas.get("og:title") if not tree.xpath("//h1") else None
        ),
        body=_text(linked.get("articleBody")),
        url=_first(*tree.xpath("//link[@rel='canonical']/@href"), metas.get("og:url")),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            found.setdefault(name.lower(), meta.get("content"))
    return found


def _linked_data(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the article, where the page has one."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _entries(data):
            kinds = entry.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(
                isinstance(kind, str) and ("Article" in kind or kind.endswith("Posting")) for kind in kinds
            ):
                return entry
    return {}


def _entries(data: Any) -> Iterator[dict[str, Any]]:
    for entry in data if isinstance(data, list) else [data]:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            if isinstance(graph, list):
                yield from (node for node in graph if isinstance(node, dict))


def _dated_by_markup(text: str, url: str | None) -> str | None:
    """htmldate's finding, where the page itself holds it: today's date may only be a guess, so it must stand there."""
    from htmldate import find_date

    try:
        found = find_date(text, extensive_search=False, original_date=True, url=url, max_date="2100-01-01")
    except Exception:  # a date that cannot be found is none
        return None
    if not found:
        return None
    today = datetime.now(UTC).date()
    is_near = abs((date.fromisoformat(found) - today).days) <= 1
    return found if not is_near or found in text or found.replace("-", "/") in f"{text} {url}" else None


def _first(*values: object) -> str | None:
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), None)


def _only(values: list[str]) -> str | None:
    return values[0] if len({value[:10] for value in values}) == 1 else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
