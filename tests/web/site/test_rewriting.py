"""A page without a server, and without the names of private people."""

from __future__ import annotations

from corroborate.publishing import Names
from corroborate.web.site.holding import Withheld
from corroborate.web.site.rewriting import Links, rewritten

KNOWN = {"/": "index.html", "/incidents/ab12": "incidents/ab12.html"}


def page_of(body: str, **names: str) -> str:
    """A page about the incident `own`; `names` are private names by the id of an incident."""
    text = f"<!doctype html><html><head><title>A</title></head><body>{body}</body></html>"
    of = {name: Names(private=frozenset({said})) for name, said in names.items()}
    hide = Withheld(of).for_page("/incidents/own", text)
    return rewritten(text, "index.html", Links(KNOWN), hide)


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
        '<p title="Zarina Bibi said">Zarina Bibi, 34, told<b>Bibi</b></p><script type="application/json">'
        '{"by":"Zarina Bibi"}</script>',
        own="Zarina Bibi",
    )
    assert "Zarina" not in made
    assert "Bibi" not in made
    assert made.count("[name held back]") == 4


def test_words_of_a_name_are_held_back_beside_what_tells_of_the_person_alone() -> None:
    made = page_of(
        '<ul><li><a href="/incidents/ab12">Karim shot</a> in the market</li><li>President Karimi; Karim Shah</li></ul>',
        ab12="Abdul Karim",
    )
    assert "[name held back] shot" in made
    assert "Karim Shah" in made


def test_rows_of_a_table_tell_of_their_incident() -> None:
    made = page_of(
        '<table><tr data-id="ab12"><td>Karim</td></tr><tr data-id="cd"><td>Karim</td></tr></table>',
        ab12="Karim",
    )
    assert made.count("Karim") == 1


def test_a_whole_name_is_held_back_everywhere() -> None:
    text = "<html><body><p>Abdul Karim and Karim</p></body></html>"
    hide = Withheld({}, {"Abdul": frozenset({"Abdul Karim"})}).for_page("/about", text)
    assert "<p>[name held back] and Karim</p>" in rewritten(text, "about/index.html", Links(KNOWN), hide)


def test_a_page_that_holds_no_name_is_left_alone() -> None:
    assert (
        Withheld({"ab12": Names(private=frozenset({"Ali"}))}).for_page("/about", "<p>Alice Springs</p>")
        is None
    )


def test_the_list_of_incidents_gets_the_script_of_a_site() -> None:
    text = (
        '<html><head><script src="/static/built/incidents.js"></script></head><body><section data-island="incidents" '
        'data-points="/incidents.points.json" data-rows="all"><form data-part="filters" data-desk-only action="/incidents">'
        '<div><input name="as_of"></div><div><input name="type"></div></form></section></body></html>'
    )  # fmt: skip
    made = rewritten(text, "incidents/index.html", Links({"/incidents": "incidents/index.html"}), None)
    assert 'data-source="../data/incidents/index.json"' in made
    assert 'src="../static/built/site-incidents.js"' in made
    assert "hidden" in made
    assert 'action="index.html"' in made
    assert "as_of" not in made


def test_hostile_text_stays_text() -> None:
    made = page_of("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert "<script>alert" not in made
