"""Every entry of this room's lexicons holds in its own example."""

from __future__ import annotations

from importlib.resources import files

import pytest

from corroborate.language.lexicon import Entry, compile_lexicon, read_entries
from corroborate.language.sentences import split_sentences
from corroborate.places.vocabulary import vocabulary

LEXICONS = ["kinds.yaml", "leads.yaml", "common.yaml", "abbreviations.yaml"]


def entries() -> list[tuple[str, Entry]]:
    folder = files("corroborate.places") / "lexicon"
    return [(name, entry) for name in LEXICONS for entry in read_entries(folder / name)]


@pytest.mark.parametrize(("name", "entry"), entries(), ids=lambda value: getattr(value, "kind", value))
def test_the_example_holds_one_of_the_forms(name: str, entry: Entry) -> None:
    lexicon = compile_lexicon([entry])
    assert any(lexicon.matches(sentence) for sentence in split_sentences(entry.example)), name


def test_a_kind_of_several_words_is_read_whole() -> None:
    kind = vocabulary().kind_at(["police", "station", "area", "of"], 0)
    assert kind is not None
    assert (kind.size, kind.word) == (3, "district")
