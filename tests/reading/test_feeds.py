"""Feeds: items with their text, followed links, and feeds that are none or are attacks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest

from corroborate.errors import FetchRefused, ItemFailed, UnreadableArchive
from corroborate.model import Document
from corroborate.reading import CannedFetcher
from corroborate.reading.feeds import read_feed
from corroborate.reading.options import ReadingOptions
from corroborate.reading.streams import Stream

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Valley Herald</title>
<item><title>Two police killed</title><link>https://ex.org/1</link><pubDate>Fri, 06 Jun 2025 01:30:00 +0500</pubDate>
<description>short</description><content:encoded><![CDATA[<p>Two policemen were killed.</p><p>Gunmen fled.</p>]]>
</content:encoded></item>
<item><title>Bomb</title><link>https://ex.org/2</link><description>A bomb went off.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Hill Post</title><entry><title>Mine kills three</title>
<link href="https://ex.org/3"/><published>2025-06-06T01:30:00+05:00</published>
<content type="html">&lt;p&gt;A mine killed three people.&lt;/p&gt;</content></entry></feed>"""
PAGE = b"<html><body><article><h1>Bomb</h1><p>A bomb went off in the town and killed two.</p></article></body></html>"


def _read(text: str, options: ReadingOptions | None = None) -> list[Document | ItemFailed]:
    stream = Stream(source="f.xml", file=BytesIO(text.encode()))
    found: Iterator[Document | ItemFailed] = read_feed(stream, options or ReadingOptions())
    return list(found)


def _document(found: Document | ItemFailed) -> Document:
    assert isinstance(found, Document)
    return found


def test_an_item_with_its_text_is_a_document() -> None:
    document = _document(_read(RSS)[0])
    assert document.text == "Two police killed\n\nTwo policemen were killed.\n\nGunmen fled."
    assert (document.publisher, document.url, document.source) == (
        "Valley Herald",
        "https://ex.org/1",
        "f.xml#1",
    )
    assert document.content.startswith(b"<item><title>Two police")


def test_the_day_keeps_the_offset_of_the_feed() -> None:
    assert _document(_read(RSS)[0]).published == "2025-06-06T01:30:00+05:00"
    assert _document(_read(ATOM)[0]).published == "2025-06-06T01:30:00+05:00"


def test_a_summary_is_marked_as_one() -> None:
    assert any("--follow" in note for note in _document(_read(RSS)[1]).notes)


def test_links_are_followed_only_when_asked() -> None:
    options = ReadingOptions(follow=True, fetcher=CannedFetcher(pages={"https://ex.org/2": PAGE}))
    document = _document(_read(RSS, options)[1])
    assert document.content == PAGE
    assert (document.publisher, document.url) == ("Valley Herald", "https://ex.org/2")


def test_a_link_that_fails_leaves_the_other_items() -> None:
    found = _read(RSS, ReadingOptions(follow=True, fetcher=CannedFetcher(pages={})))
    assert isinstance(found[0], Document)
    assert isinstance(found[1], FetchRefused)


def test_the_same_item_in_a_later_feed_is_the_same_document() -> None:
    later = RSS.replace("<title>Valley Herald</title>", "<title>Valley Herald</title><item><title>N</title>"
                        "<description>New.</description></item>")  # fmt: skip
    assert _document(_read(RSS)[0]).id == _document(_read(later)[1]).id


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "defines entities"),
        ('<!DOCTYPE x SYSTEM "http://ex.org/x.dtd" [ ]><rss></rss>', "defines entities"),
        ("not XML at all", "neither"),
        ("<?xml version='1.0'?><catalog><book/></catalog>", "no RSS or Atom"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "without items"),
    ],
)
def test_what_is_no_feed_is_one_clear_line(text: str, why: str) -> None:
    with pytest.raises(UnreadableArchive, match=rf"f\.xml: .*{why}"):
        _read(text)


def test_a_feed_that_is_cut_off_gives_what_it_holds() -> None:
    found = _read(RSS[: RSS.index("<item><title>Bomb")])
    assert _document(found[0]).title == "Two police killed"
