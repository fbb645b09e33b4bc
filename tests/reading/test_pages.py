"""Web pages: the article, its day, its publisher, and pages without any."""

from __future__ import annotations

from io import BytesIO

import pytest

from corroborate.errors import UnreadableDocument
from corroborate.model import Document
from corroborate.reading.options import ReadingOptions
from corroborate.reading.pages import read_page, text_of_markup
from corroborate.reading.streams import Stream

ARTICLE = """<article><h1>Six soldiers killed in ambush near Tessit</h1>
<figure><img src="x.jpg"><figcaption>Troops on patrol. AFP/File</figcaption></figure>
<p>BAMAKO (Reuters) - Gunmen killed six soldiers on Thursday in an ambush in northern Mali, the army said.</p>
<p>Residents said the attackers came on motorcycles and burned two vehicles before they left.</p>
<p>ADVERTISEMENT</p><p><a href="/x">Also read: Nine killed as convoy hits mine</a></p></article>"""


def _read(body: str, head: str = "", url: str | None = None, charset: str = "utf-8") -> Document:
    page = f"<!DOCTYPE html><html><head>{head}</head><body><nav><a>Home</a></nav>{body}<footer>© 2025</footer></body></html>"
    stream = Stream(source="a.html", file=BytesIO(page.encode(charset)), url=url)
    (document,) = read_page(stream, ReadingOptions())
    return document


def test_the_article_without_what_surrounds_it() -> None:
    document = _read(ARTICLE)
    assert document.text == (
        "Six soldiers killed in ambush near Tessit\n\n"
        "Gunmen killed six soldiers on Thursday in an ambush in northern Mali, the army said.\n"
        "Residents said the attackers came on motorcycles and burned two vehicles before they left."
    )
    assert (document.media_type, document.language) == ("text/html", "en")
    assert document.content.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-03-14T08:30:00+00:00">',
        '<meta name="pubdate" content="2025-03-14">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-03-14"}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"datePublished":"2025-03-14"}]}</script>',
    ],
)
def test_the_day_stands_in_the_head_of_the_page(head: str) -> None:
    assert (_read(ARTICLE, head).published or "")[:10] == "2025-03-14"


@pytest.mark.parametrize(
    "line", ['<time datetime="2025-03-14T08:30">Friday</time>', "<p>Posted on 14 March 2025</p>"]
)
def test_the_day_stands_in_the_body_of_the_page(line: str) -> None:
    body = ARTICLE.replace("</h1>", f"</h1>{line}")
    assert (_read(body).published or "")[:10] == "2025-03-14"


def test_a_page_without_a_day_is_not_dated_today() -> None:
    document = _read(ARTICLE)
    assert document.published is None
    assert "no publication date" in document.notes[0]


def test_the_year_of_the_copyright_line_dates_nothing() -> None:
    assert _read(ARTICLE, "<title>News 2025</title>").published is None


def test_the_day_may_stand_in_the_address() -> None:
    assert _read(ARTICLE, url="https://ex.org/2025/03/14/ambush").published == "2025-03-14"


def test_the_publisher_is_the_site() -> None:
    assert _read(ARTICLE, '<meta property="og:site_name" content="Sahel Watch">').publisher == "Sahel Watch"
    linked = '{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"Sahel Watch"}}'
    assert _read(ARTICLE, f'<script type="application/ld+json">{linked}</script>').publisher == "Sahel Watch"


def test_without_a_site_the_agency_of_the_dateline_is_the_publisher() -> None:
    assert _read(ARTICLE).publisher == "Reuters"


def test_a_page_in_an_old_encoding_says_so_itself() -> None:
    body = ARTICLE.replace("Residents", "Résidents")
    assert "Résidents" in _read(body, '<meta charset="iso-8859-1">', charset="cp1252").text


@pytest.mark.parametrize(
    "body", ["", "<div id='app'></div><script>load()</script>", "<p> </p>", "<!-- only this -->"]
)
def test_a_page_without_text_is_one_clear_line(body: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.html: "):
        _read(body)


def test_broken_and_deep_markup_does_no_harm() -> None:
    deep = "<div>" * 3000 + ARTICLE + "</b></i>" * 50
    try:
        assert "soldiers" in _read(deep).text
    except UnreadableDocument as error:
        assert "\n" not in str(error)  # noqa: PT017  (either outcome is right; a crash is not)


def test_markup_in_a_feed_or_table_becomes_paragraphs() -> None:
    text = text_of_markup("<p>Two died.</p><script>x()</script><p>Three<br>fled &amp; hid.</p>")
    assert [line.strip() for line in text.split("\n") if line.strip()] == [
        "Two died.",
        "Three",
        "fled & hid.",
    ]
    assert text_of_markup("2 < 3 and 5 > 4") == "2 < 3 and 5 > 4"
