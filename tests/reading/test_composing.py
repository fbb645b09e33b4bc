"""Headline, day, publisher and language of a text."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.errors import BadRequest, UnreadableDocument
from corroborate.model import content_id
from corroborate.reading import ReadingOptions, read_text
from corroborate.reading.composing import Draft, compose

BODY = "Four soldiers were killed on Wednesday in an ambush near the town, the army said in a statement."


def _compose(text: str, options: ReadingOptions | None = None, **facts: object):  # type: ignore[no-untyped-def]
    draft = Draft(source="a.txt", content=text.encode(), text=text, **facts)  # type: ignore[arg-type]
    return compose(draft, options or ReadingOptions())


def test_the_text_begins_with_the_headline_and_a_blank_line() -> None:
    document = _compose(f"Four soldiers killed in ambush\n{BODY}\nNo group claimed it.")
    assert document.title == "Four soldiers killed in ambush"
    assert document.text == f"Four soldiers killed in ambush\n\n{BODY}\nNo group claimed it."


@pytest.mark.parametrize(
    "first",
    [
        BODY,
        "He said, “We will fight.”",
        "The following is the statement:",
        "word " * 45 + "end",
        "Two died. Three fled",
    ],
)
def test_a_first_line_that_reads_as_a_sentence_is_no_headline(first: str) -> None:
    assert _compose(f"{first}\n{BODY}").title is None


@pytest.mark.parametrize(
    "first", ["Who bombed the market?", "Two killed in Washington, D.C", "‘They came at night’"]
)
def test_headlines_may_ask_quote_and_abbreviate(first: str) -> None:
    assert _compose(f"{first}\n\n{BODY}").title == first


def test_a_lone_line_is_the_text_and_no_headline() -> None:
    assert _compose("Five killed in blast").title is None


def test_a_headline_from_metadata_stands_once() -> None:
    document = _compose(f"FOUR KILLED, ARMY SAYS\n\n{BODY}", title="Four killed, army says")
    assert document.text == f"Four killed, army says\n\n{BODY}"


def test_offsets_of_what_was_removed_are_offsets_of_the_text() -> None:
    document = _compose(f"Four killed\n\n34\n\n{BODY}\n\nShare this article")
    assert [(piece.text, document.text[piece.at :][:4]) for piece in document.removed] == [
        ("34", "Four"),
        ("Share this article", ""),
    ]


def test_a_dateline_leaves_the_text_and_names_the_agency() -> None:
    document = _compose(f"Four killed\n\nBAMAKO, Mali (Reuters) - {BODY}")
    assert document.text.endswith(f"\n\n{BODY}")
    assert document.publisher == "Reuters"
    assert document.removed[0].kind == "dateline"


def test_a_date_line_and_a_dateline_on_one_line() -> None:
    document = _compose(f" date 2025-09-07 Balochistan [Pakistan], September 7 : {BODY}")
    assert (document.text, document.title, document.published) == (BODY, None, "2025-09-07")
    assert [piece.kind for piece in document.removed] == ["date line", "dateline"]


def test_days_as_headings_of_a_chronicle_are_not_the_day_of_publication() -> None:
    text = f"A bad month\n\n5 June 2025\n\n{BODY}\n\n7 June 2025\n\n{BODY}"
    document = _compose(text)
    assert document.published is None
    assert "5 June 2025" in document.text


def test_metadata_stand_above_a_date_line_and_the_user_above_both() -> None:
    text = f"Four killed\n\nPosted on 7 September 2025\n\n{BODY}"
    assert _compose(text).published == "2025-09-07"
    assert _compose(text, published="2025-09-06").published == "2025-09-06"
    options = ReadingOptions(published="5 September 2025", publisher="The Desk")
    document = _compose(text, options, published="2025-09-06", publisher="The Post")
    assert (document.published, document.publisher) == ("2025-09-05", "The Desk")


def test_a_document_without_a_date_stays_without_and_says_so() -> None:
    document = _compose(f"Four killed\n\nQUETTA, Sept 7 (Reuters) - {BODY}")
    assert document.published is None
    assert any("no publication date found" in note and "--published" in note for note in document.notes)


def test_an_impossible_date_is_noted_and_not_used() -> None:
    document = _compose(BODY, published="2025-02-30")
    assert document.published is None
    assert "no day of the calendar" in document.notes[0]


def test_a_future_date_is_kept_and_noted() -> None:
    document = _compose(BODY, ReadingOptions(today=date(2025, 6, 5)), published="2025-06-09")
    assert document.published == "2025-06-09"
    assert any("future" in note for note in document.notes)


def test_the_users_own_date_must_make_sense() -> None:
    with pytest.raises(BadRequest, match=r"2025-02-30.*write it as"):
        ReadingOptions(published="2025-02-30")
    with pytest.raises(BadRequest, match="soon"):
        ReadingOptions(published="soon")


def test_another_language_is_marked_and_kept_whole() -> None:
    urdu = "بدھ کے روز فوجی قافلے پر حملے میں کم از کم پانچ فوجی ہلاک اور متعدد زخمی ہو گئے۔"
    document = _compose(urdu)
    assert (document.text, document.language) == (urdu, "ur")
    assert any("not coded" in note for note in document.notes)


def test_nothing_but_furniture_is_no_document() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt: no text found"):
        _compose("Share\n\n34\n\nAll rights reserved")


def test_a_text_at_hand_is_read_the_same_way() -> None:
    document = read_text(BODY, title="Four killed", publisher="P", published="2025-06-05", source="mine")
    assert document.text == f"Four killed\n\n{BODY}"
    assert (document.publisher, document.published, document.source) == ("P", "2025-06-05", "mine")
    assert document.id == content_id(BODY.encode())
    with pytest.raises(UnreadableDocument):
        read_text("  ")
