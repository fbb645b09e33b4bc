"""Lines, pieces cut out of them, and the text that remains."""

from __future__ import annotations

from corroborate.model import Removed
from corroborate.reading.layout import Line, assemble, cut_end, cut_line, cut_start, lines_of


def test_what_was_removed_stands_at_its_offset_of_the_remaining_text() -> None:
    lines = [
        Line(text="Headline"),
        cut_line(Line(text="34", gap=True), "share count"),
        Line(text="Body.", gap=True),
    ]
    text, removed = assemble(lines)
    assert text == "Headline\n\nBody."
    assert removed == (Removed(at=10, text="34", kind="share count"),)


def test_what_stood_last_is_removed_at_the_end() -> None:
    text, removed = assemble([Line(text="Body."), cut_line(Line(text="Share"), "share button")])
    assert (text, removed[0].at) == ("Body.", 5)


def test_a_cut_at_the_start_and_at_the_end_of_one_line() -> None:
    line = cut_end(cut_start(Line(text="KABUL: Two died. (AFP)"), 7, "dateline"), 10, "agency tail")
    text, removed = assemble([line])
    assert text == "Two died."
    assert [(piece.at, piece.text) for piece in removed] == [(0, "KABUL:"), (9, "(AFP)")]


def test_a_cut_at_the_start_moves_earlier_cuts() -> None:
    line = cut_start(cut_end(Line(text="KABUL: Two died. (AFP)"), 17, "agency tail"), 7, "dateline")
    assert {(at, text) for at, text, _ in line.cuts} == {(0, "KABUL:"), (9, "(AFP)")}


def test_line_breaks_of_all_systems_and_blank_runs_become_one() -> None:
    text, _ = assemble(lines_of("One.\r\n\r\n\r\nTwo.\rThree.\u2028Four.\x0c"))
    assert text == "One.\n\nTwo.\nThree.\nFour."


def test_text_broken_at_a_fixed_width_is_joined_to_paragraphs() -> None:
    wrapped = (
        "Gunmen attacked a convoy of the army on the road to the northern\n"
        "town on Wednesday, and four soldiers were killed in the clash that\n"
        "followed, the spokesman of the regional force said in a statement\n"
        "late on the same day.\n\n"
        "No group has claimed the attack, which was the third on this road\n"
        "since the beginning of the year."
    )
    assert [line.text.count(" ") > 12 for line in lines_of(wrapped)] == [True, True]


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert len(lines_of("Two men died.\nThree were hurt.\nNo one claimed it.\nThe army came.\n")) == 4
