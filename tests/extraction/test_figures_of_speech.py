"""Words of violence used as figures, in quarrels and in play, beside the same words in earnest."""

from __future__ import annotations

import pytest

from coded import coded


@pytest.mark.parametrize(
    "text",
    [
        "The new tax killed hopes of a boom in Accra on Monday.",
        "An explosion of food costs hit three provinces of Laos in May.",
        "The comedian's joke exploded like a bomb in the hall in Riga on Monday.",
        'During a drill near Vilnius on Monday, marines "killed" twelve guards.',
        "Marines stormed a mock village near Vilnius on Monday.",
        "The deputy attacked the abbot on Monday over his record on schools.",
        "Hunters shot three elephants near Maun on Monday.",
        "The Hawks ambushed the Bulls in the second half on Saturday in Durban.",
        "Black attacked the castled king on move 31 in Tbilisi on Monday.",
        "The musical bombed at cinemas in Manila on Monday.",
    ],
)
def test_a_figure_of_speech_is_no_incident(text: str) -> None:
    assert coded(text).reports == ()


@pytest.mark.parametrize(
    "text",
    [
        "The shelling killed hopes of a truce and four porters in Accra on Monday.",
        "An explosion in a food store hit three huts in Laos on Monday.",
        "A bomb exploded in the hall in Riga on Monday.",
        'The army said on Monday that it "neutralised" twelve rebels near Kidal.',
        "Marines stormed a village near Vilnius on Monday.",
        "A man attacked the abbot with a knife in Minsk on Monday.",
        "Poachers shot three rangers near Maun on Monday.",
        "Rebels ambushed the convoy in the second half of May near Durban.",
        "A cinema in Manila was bombed on Monday.",
        "The goalkeeper was shot and killed outside his house in Cali on Monday.",
    ],
)
def test_the_same_words_in_earnest_are_one(text: str) -> None:
    assert len(coded(text).reports) == 1
