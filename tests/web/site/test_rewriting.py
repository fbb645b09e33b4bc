"""A page without a server, and without the names of private people."""

from __future__ import annotations

from corroborate.web.site.rewriting import Withheld, rewritten

KNOWN = {"/": "index.html", "/incidents/ab12": "incidents/ab12.html"}


def page_of(body: str, names: tuple[str, ...] = ()) -> str:
    text = f"<!doctype html><html><head><title>A</title></head><body>{body}</body></html>"
    return rewritten(text, "index.html", KNOWN, Withheld(names).for_page(text))


def test_a_link_to_a_page_of_the_site_becomes_one_between_files() -> None:
    assert 'href="incidents/ab12.html"' in page_of('<a href="/incidents/ab12">it</a>')


def test_a_link_that_needs_the_desk_leaves_its_words() -> None:
    made = page_of('<p><a href="/review/pairs/1/2">near</a> it</p>')
    assert "href" not in made
    assert "near" in made


def test_what_is_for_the_desk_alone_is_left_out() -> None:
    assert "Accept" not in page_of("<form data-desk-only><button>Accept</button></form>")


def test_private_names_are_held_back_in_text_and_attributes_and_data() -> None:
    made = page_of(
        '<p title="Zarina Bibi said">Zarina Bibi, 34, told<b>Zarina Bibi</b></p><script type="application/json">'
        '{"by":"Zarina Bibi"}</script>',
        ("Zarina Bibi", "Someone Else"),
    )
    assert "Zarina" not in made
    assert made.count("[name held back]") == 4


def test_a_name_within_another_word_is_left() -> None:
    assert "Alice Springs" in page_of("<p>Alice Springs</p>", ("Ali",))


def test_hostile_text_stays_text() -> None:
    made = page_of("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert "<script>alert" not in made
