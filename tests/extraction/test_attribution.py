"""On whose word: chains of speakers."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.extraction import Passage, default_tools, read_closely
from corroborate.extraction.attribution import attribution_at, speakers_of
from corroborate.extraction.speakers import name_words, speaker_nouns
from corroborate.language.lexicon import Entry, read_entries
from corroborate.language.sentences import split_sentences
from corroborate.model import Document

CASES = yaml.safe_load((Path(__file__).parent / "attribution.yaml").read_text(encoding="utf-8"))
ENTRIES = read_entries(files("corroborate.extraction") / "lexicon" / "speakers.yaml")


def read(text: str) -> Passage:
    return read_closely(Document(id="x", source="x", text=text, language="en"), default_tools())


def chain(passage: Passage, piece: str) -> list[str]:
    start = passage.document.text.rindex(piece)
    return [f"{party.name}/{party.role}" for party in attribution_at(passage, start, start + len(piece))]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['piece']} in {case['text'][:60]}" for case in CASES])
def test_each_piece_has_its_chain_of_speakers(case: dict[str, Any]) -> None:
    assert chain(read(case["text"]), case["piece"]) == case["chain"]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.example for entry in ENTRIES])
def test_every_kind_of_speaker_shows_itself_in_its_example(entry: Entry) -> None:
    lexicon = speaker_nouns() if entry.kind.startswith("speaker.") else name_words()
    kinds = [match.kind for match in lexicon.matches(split_sentences(entry.example)[0])]
    assert entry.kind in kinds


def test_a_group_and_its_spokesperson_are_one_party() -> None:
    passage = read(
        "The Balochistan Liberation Front (BLF) took the post. BLF spokesperson Gwahram Baloch said six men died."
    )
    start = passage.document.text.index("six men")
    (party,) = attribution_at(passage, start, start + 7)
    assert (party.role, party.actor) == ("armed_group", "blf")


def test_the_army_is_the_army_that_the_document_names() -> None:
    passage = read("The Malian army lost a post. The army said three men were missing.")
    start = passage.document.text.index("three men")
    assert [party.actor for party in attribution_at(passage, start, start + 9)] == ["mil-ml"]


def test_an_article_that_retells_an_outlet_carries_it_in_every_chain() -> None:
    text = (
        "Rebels took the mine, according to a report by The Balochistan Post (TBP).\n"
        "The BLF said two guards died. Nobody was held, TBP reported."
    )
    assert chain(read(text), "two guards") == ["BLF/armed_group", "The Balochistan Post/media"]


def test_what_a_speaker_reads_is_found_once_for_a_passage() -> None:
    passage = read("Police said two men fled.")
    assert speakers_of(passage) is speakers_of(passage)


def test_a_communique_is_the_word_of_its_party() -> None:
    text = "BALOCH LIBERATION ARMY - MEDIA COMMUNIQUE\nTwelve fighters fell in the pass."
    assert chain(read(text), "Twelve fighters") == ["BALOCH LIBERATION ARMY/armed_group"]


def test_an_outlet_speaks_in_no_voice_of_its_own() -> None:
    passage = read_closely(
        Document(id="x", source="x", text="Two men died.", language="en", publisher="Kabul Army Times"),
        default_tools(),
    )
    assert attribution_at(passage, 0, 7) == ()
