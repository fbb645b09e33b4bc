"""Whose communiqué a document is."""

from __future__ import annotations

import pytest

from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.ownvoice import own_voice
from corroborate.model import Document


def voice(text: str, publisher: str | None = None) -> list[tuple[str, str]]:
    document = Document(id="x", source="x", text=text, publisher=publisher, language="en")
    return [(party.name, party.role) for party in own_voice(read_closely(document, default_tools()))]


STATEMENT = "On Monday our men stormed a post near Bosso. Six soldiers were killed.\n\nSpokesman, Boko Haram"


def test_a_statement_about_our_men_is_by_the_party_that_signs_it() -> None:
    assert voice(STATEMENT) == [("Boko Haram", "armed_group")]


def test_a_statement_that_nobody_signs_is_by_the_group_it_names_first() -> None:
    text = "The Taliban make known the following. We burned two lorries. We warned them. We shall come again."
    assert voice(text) == [("Taliban", "armed_group")]


def test_a_newspaper_speaks_for_nobody_even_when_it_speaks_of_itself() -> None:
    assert voice("Our men at the stadium report a calm crowd. Boko Haram was not seen.", "Lake Herald") == []


def test_what_somebody_says_of_their_own_is_a_quotation() -> None:
    assert voice('"Our soldiers held the bridge," the governor said. Boko Haram fled.') == []


@pytest.mark.parametrize(
    ("publisher", "role"),
    [
        ("Office of the Interior Minister", "government"),
        ("Press Office of the General Staff", "military"),
        ("Directorate of Police Information", "police"),
        ("Office for Human Rights Reporting", "international"),
    ],
)
def test_an_office_speaks_in_what_it_publishes(publisher: str, role: str) -> None:
    assert voice("Nine people were killed.", publisher) == [(publisher, role)]
