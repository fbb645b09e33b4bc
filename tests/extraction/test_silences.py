"""Parties that are said not to have spoken."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.silences import find_silences
from corroborate.language.lexicon import Entry, read_entries
from corroborate.model import Document, Silence

CASES = yaml.safe_load((Path(__file__).parent / "silences.yaml").read_text(encoding="utf-8"))
ENTRIES = read_entries(files("corroborate.extraction") / "lexicon" / "silences.yaml")


def silences_in(text: str, publisher: str | None = None) -> list[Silence]:
    document = Document(id="x", source="x", text=text, language="en", publisher=publisher)
    return find_silences(read_closely(document, default_tools()))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_sentence_says_who_was_silent(case: dict[str, Any]) -> None:
    found = [f"{one.party.name}/{one.party.role}" for one in silences_in(case["text"])]
    assert found == case["silent"]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.kind for entry in ENTRIES])
def test_every_way_of_saying_nothing_is_found_in_its_example(entry: Entry) -> None:
    assert len(silences_in(entry.example)) == 1


def test_what_an_outlet_could_not_verify_is_its_own_silence() -> None:
    (silence,) = silences_in("The claim could not be independently verified.", publisher="Valley Times")
    assert (silence.party.name, silence.party.role) == ("Valley Times", "media")


def test_the_span_is_the_sentence() -> None:
    (silence,) = silences_in("Two men died. The army has not commented.")
    assert silence.span.quote == "The army has not commented."
