"""Plain text with front matter, with header lines, and with neither."""

from __future__ import annotations

import pytest

from corroborate.reading.plain import field_named, split_front_matter

BODY = "Four soldiers were killed in an ambush."


def test_front_matter_between_fences_is_understood() -> None:
    text = f'---\ntitle: "Four: killed"\npublisher: The Post\ndate: 2025-06-05\nurl: https://ex.org/a\n---\n\n{BODY}'
    fields, body = split_front_matter(text)
    assert fields == {
        "title": "Four: killed",
        "publisher": "The Post",
        "published": "2025-06-05",
        "url": "https://ex.org/a",
    }
    assert body.strip() == BODY


def test_header_lines_end_with_the_first_line_that_is_none() -> None:
    fields, body = split_front_matter(f"Title: Four killed\nSource: The Post\nDate: 5 June 2025\n\n{BODY}")
    assert fields == {"title": "Four killed", "publisher": "The Post", "published": "5 June 2025"}
    assert body.strip() == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"---\n{BODY}\n---\nMore.",
        f"---\ntitle: never closed\n{BODY}",
        f"Note: the day is not known.\n{BODY}",
        "Killed: four soldiers.\nInjured: two.",
        "http://ex.org/a\nText.",
        "",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_the_surest_name_of_a_field_wins() -> None:
    fields, _ = split_front_matter(f"---\ndate: 2025-06-07\npublished: 2025-06-05\n---\n{BODY}")
    assert fields["published"] == "2025-06-05"


def test_windows_line_ends_in_front_matter() -> None:
    fields, body = split_front_matter(f"---\r\ntitle: Four killed\r\n---\r\n{BODY}")
    assert (fields, body.strip()) == ({"title": "Four killed"}, BODY)


@pytest.mark.parametrize(
    ("name", "field"), [("Publication Date", "published"), ("HEADLINE", "title"), ("mood", None)]
)
def test_fields_have_many_names(name: str, field: str | None) -> None:
    assert field_named(name) == field
