"""Who gives a figure where no verb of speech does."""

from __future__ import annotations

import pytest

from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.givers import gapped_giver, giver_of
from corroborate.model import Document


def giver(text: str, figure: str) -> str:
    passage = read_closely(Document(id="x", source="x", text=text, language="en"), default_tools())
    words = passage.sentences[0].lowers
    at = words.index(figure)
    found = giver_of(passage, 0, at, at + 1)
    return found[0].role if found else ""


@pytest.mark.parametrize(
    ("text", "figure", "role"),
    [
        ("The defence ministry now gives 21 dead and 68 injured.", "21", "government"),
        ("The general staff gave a toll of seven soldiers.", "seven", "military"),
        ("The health ministry's latest figure stands at 20 dead.", "20", "government"),
        ("The army's last count is 31.", "31", "military"),
        ("A lorry blew up, killing 30 people by the governor's account.", "30", "government"),
        ("Rain delayed the match, and nine people were hurt.", "nine", ""),
        ("The blast killed nine people.", "nine", ""),
    ],
)
def test_the_giver_of_a_figure(text: str, figure: str, role: str) -> None:
    assert giver(text, figure) == role


def test_a_figure_whose_verb_is_left_out_is_by_its_own_speaker() -> None:
    text = "The army put the dead at 43, and a war monitor at 50."
    passage = read_closely(Document(id="x", source="x", text=text, language="en"), default_tools())
    at = passage.sentences[0].lowers.index("50")
    assert [party.role for party in gapped_giver(passage, 0, at)] == ["monitor"]
