"""Documents: the list, and each as it was read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate.web import Desk, make_app

HOSTILE = """Bomb kills <img src=x onerror=alert(1)> six in Kabul

KABUL, 5 June 2024 - A bomb killed six civilians in Kabul on Tuesday, police said, <script>alert("x")</script> and
"the style='x' of it" was "terror". The Taliban denied involvement.
"""
URDU = """نوشکی میں حملہ

کوئٹہ: ضلع نوشکی میں حملے میں کم از کم پانچ افراد جاں بحق ہوئے۔
"""


@pytest.fixture
def hostile(tmp_path: Path) -> TestClient:
    """A desk with a hostile document, a copy of it, and one that is written from right to left."""
    for name, text in (("a.txt", HOSTILE), ("b.txt", f"{HOSTILE}\n"), ("c.txt", URDU)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    record = corroborate.open(tmp_path / "r.db", author="Ana")
    record.add(tmp_path / "a.txt", publisher="<i>The Post</i>")
    record.add(tmp_path / "b.txt", tmp_path / "c.txt", publisher="Other Post")
    return TestClient(make_app(Desk(record=record)), base_url="http://localhost")


def _ids(client: TestClient, view: str = "") -> list[str]:
    return re.findall(
        r'<th scope="row" class="title"><a href="/documents/(\w+)"', client.get(f"/documents{view}").text
    )


def test_a_hostile_document_is_only_text(hostile: TestClient) -> None:
    for name in _ids(hostile):
        html = hostile.get(f"/documents/{name}").text
        assert "<script>alert" not in html
        assert "<img" not in html.split("<main", 1)[1]
        assert "<i>The Post" not in html


def test_marking_changes_no_letter_of_the_text(client: TestClient) -> None:
    from html import unescape

    for name in _ids(client)[:8]:
        article = re.search(
            r'<article class="text".*?</article>', client.get(f"/documents/{name}").text, re.S
        )
        assert article is not None
        kept = re.sub(r'<(p|details) class="furniture".*?</\1>', "", article[0], flags=re.S)
        shown = unescape(re.sub(r"<[^>]+>", "", kept))
        text = client.get(f"/documents/{name}.txt").text
        assert shown.split() == text.split()


def test_every_claim_beside_the_text_has_its_place_in_it(client: TestClient) -> None:
    name = _ids(client, "?order=-reports")[0]
    html = client.get(f"/documents/{name}").text
    aimed = set(re.findall(r'href="#((?:claim|total|stance)-\w+)"', html))
    placed = re.findall(r'id="((?:claim|total|stance)-\w+)"', html)
    assert aimed
    assert aimed <= set(placed)
    assert len(placed) == len(set(placed))


def test_text_from_right_to_left_is_left_to_the_browser(hostile: TestClient) -> None:
    found = [hostile.get(f"/documents/{name}").text for name in _ids(hostile)]
    urdu = next(html for html in found if "نوشکی" in html)
    assert re.search(r'<h1 dir="auto">\s*نوشکی', urdu)
    assert 'lang="ur"' in urdu


def test_copies_lead_to_each_other(hostile: TestClient) -> None:
    copies = _ids(hostile, "?only=copies")
    originals = _ids(hostile, "?only=originals")
    assert len(copies) == 1
    html = hostile.get(f"/documents/{copies[0]}").text
    original = next(each for each in originals if f'href="/documents/{each}"' in html)
    assert f'href="/documents/{copies[0]}"' in hostile.get(f"/documents/{original}").text


def test_the_list_is_narrowed_and_says_how_many(client: TestClient) -> None:
    everything = client.get("/documents").text
    publisher = re.findall(r'<option value="([^"]+)">[^<]+\((\d+)\)</option>', everything)[0]
    assert f"<b>{publisher[1]} document" in client.get("/documents", params={"publisher": publisher[0]}).text


def test_a_beginning_of_an_id_leads_to_the_document_and_an_unknown_one_to_help(client: TestClient) -> None:
    name = _ids(client)[0]
    assert client.get(f"/documents/{name[:10]}").url.path == f"/documents/{name}"
    missing = client.get("/documents/ffffffffffff")
    assert missing.status_code == 404
    assert "No such document" in missing.text


def test_filters_that_only_incidents_have_are_refused_in_words(client: TestClient) -> None:
    answer = client.get("/documents?actor=TTP")
    assert answer.status_code == 400
    assert "documents have no such filter" in answer.text


def test_a_search_shows_where_the_words_stand(hostile: TestClient) -> None:
    html = hostile.get('/search?q="six civilians"').text
    assert re.search(r"<mark>six</mark> <mark>civilians</mark>|<mark>six civilians</mark>", html)
    assert "<script>alert" not in html


def test_quotes_are_found_with_their_incidents(hostile: TestClient) -> None:
    html = hostile.get("/search?q=civil*&in=quotes").text
    assert re.search(r'<a href="/incidents/\w+">', html)
    assert re.search(r"<mark>civilians</mark>", html)


def test_a_search_without_words_teaches_and_one_without_findings_helps(client: TestClient) -> None:
    assert "How to search" in client.get("/search").text
    assert "Nothing holds all of these words" in client.get("/search?q=zzzqqq").text


@pytest.mark.parametrize("words", ['"', "*", "a AND (", "NEAR(", "<script>", "٪", "-x", 'un"closed', "^a:b"])
def test_whatever_is_typed_is_searched_for_and_nothing_breaks(client: TestClient, words: str) -> None:
    assert client.get("/search", params={"q": words}).status_code == 200
    assert client.get("/search", params={"q": words, "in": "quotes"}).status_code == 200


def test_right_to_left_words_are_found(hostile: TestClient) -> None:
    assert "<mark>نوشکی</mark>" in hostile.get("/search?q=نوشکی").text
