"""Marks over a text: cut where they overlap, none lost."""

from __future__ import annotations

from corroborate.model import Document
from corroborate.model.document import Removed
from corroborate.web.marking import Marked, Mention, marked

TEXT = "Bomb kills five\n\nPolice said five died in Kabul."


def _document(**more: object) -> Document:
    return Document(id="d", source="s", text=TEXT, **more)  # type: ignore[arg-type]


def _pieces(found: Marked) -> list[tuple[str, str]]:
    return [(each.text, each.kind) for line in found.paragraphs for each in line.pieces]


def test_of_overlapping_mentions_the_narrowest_is_seen_and_all_are_named() -> None:
    sentence = Mention(17, 48, "evidence", "a", "claim-a")
    figure = Mention(29, 38, "casualty", "b", "claim-b")
    crossing = Mention(34, 47, "place", "c", "claim-c")
    found = marked(_document(), [sentence, figure, crossing])
    assert _pieces(found)[1:] == [
        ("Police said ", "evidence"),
        ("five ", "casualty"),
        ("died", "casualty"),
        (" in Kabul", "place"),
        (".", "evidence"),
    ]
    both = found.paragraphs[1].pieces[2]
    assert both.claims == ("b", "c", "a")
    assert both.anchors == ("claim-c",)


def test_a_mention_over_two_lines_is_marked_in_both() -> None:
    found = marked(_document(), [Mention(5, 23, "casualty", "a", "claim-a")])
    assert [text for text, kind in _pieces(found) if kind] == ["kills five", "Police"]


def test_mentions_outside_the_text_are_left_out() -> None:
    found = marked(_document(), [Mention(40, 4_000, "place", "a"), Mention(9, 9, "place", "b")])
    assert not found.counts


def test_furniture_stands_where_it_stood() -> None:
    cut = (Removed(at=17, text="KABUL —", kind="dateline"), Removed(at=len(TEXT), text="Share", kind="share"))
    found = marked(_document(removed=cut), [])
    assert [line.removed or line.pieces[0].text for line in found.paragraphs] == [
        "Bomb kills five", "KABUL —", "Police said five died in Kabul.", "Share",
    ]  # fmt: skip


def test_those_counted_do_not_hide_the_figure() -> None:
    found = marked(_document(), [Mention(0, 15, "casualty", "a"), Mention(11, 15, "target", "b")])
    assert [(each.kind, each.claims) for each in found.paragraphs[0].pieces if each.text] == [
        ("casualty", ("a",)),
        ("casualty", ("a", "b")),
    ]
