"""Who says what, by grammar."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.language.lexicon import Entry, read_entries
from corroborate.language.quotation import find_quotations
from corroborate.language.sentences import split_sentences
from corroborate.language.speech import Utterance, find_utterances

CASES = yaml.safe_load((Path(__file__).parent / "speech.yaml").read_text(encoding="utf-8"))
ENTRIES = read_entries(files("corroborate.language") / "reporting.yaml")


def said_in(text: str) -> list[Utterance]:
    return find_utterances(split_sentences(text))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_each_speaker_gets_what_they_said(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [[one.source and text[slice(*one.source)], text[one.start : one.end]] for one in said_in(text)]
    assert sorted(found, key=str) == sorted(case["said"], key=str)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.kind for entry in ENTRIES])
def test_every_reporting_word_shows_itself_in_its_example(entry: Entry) -> None:
    found = [entry.example[slice(*one.cue)].lower() for one in said_in(entry.example)]
    assert any(
        cue in entry.forms or cue.split()[0] in {form.split()[0] for form in entry.forms} for cue in found
    )


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "The judge said: “The camp was full.\n“No one was counted.”"
    assert [text[one.start : one.end] for one in said_in(text)] == [
        "“The camp was full.",
        "“No one was counted.”",
    ]
    assert [one.continues for one in find_quotations(split_sentences(text))] == [False, True]


def test_a_pronoun_is_marked_as_carried_on() -> None:
    first, second = said_in("The council said the well was dry. It added that the pump had been stolen.")
    assert (first.continued, second.continued) == (False, True)


def test_a_scare_quote_is_no_speech() -> None:
    assert said_in("The “caretakers” left the depot at noon.") == []


def test_lemma_names_the_cue() -> None:
    assert [one.verb for one in said_in("The warden denied it; police told the court that he fled.")] == [
        "deny",
        "tell",
    ]


def test_text_without_a_cue_has_no_utterance() -> None:
    assert said_in("Rain fell on the valley. The river rose.") == []
    assert said_in("") == []


@pytest.mark.parametrize(
    "text", ["According to", "according to for citing they no", "( said", "“", "by", "said.", ", he"]
)
def test_broken_sentences_break_nothing(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in said_in(text))


def test_typewritten_quotation_marks_quote() -> None:
    text = "''The bridge is gone,'' said Mayor Ilse Brandt. ''We walked all night.''"
    found = find_utterances(split_sentences(text))
    assert [(text[one.start : one.end], one.direct) for one in found] == [
        ("''The bridge is gone,''", True),
        ("''We walked all night.''", True),
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("While police said four men died, residents hid.", "police", "four men died"),
        ('"It is over,” she said.', "she", '"It is over,”'),
        ("Officials are warning that the dam may break.", "Officials", "the dam may break"),
        ("“It was night,” said Ilse Brandt, head of the clinic.", "Ilse Brandt, head of the clinic", "“It was night,”"),
        ("Another said they had walked for days.", "Another", "they had walked for days"),
        ("The bishop called it a massacre.", "The bishop", "it a massacre"),
    ],
)  # fmt: skip
def test_clauses_quotations_and_speakers_of_unusual_shape(text: str, source: str, content: str) -> None:
    found = find_utterances(split_sentences(text))
    said = [(text[slice(*one.source)] if one.source else "", text[one.start : one.end]) for one in found]
    assert [(who, what.replace(", said Ilse Brandt", "")) for who, what in said] == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The northern states this week had rain.",
        "The town has 40 registered voters.",
        "She wants the dues back, and the keys.",
        "He called a taxi.",
    ],
)
def test_what_only_looks_like_reporting_reports_nothing(text: str) -> None:
    assert find_utterances(split_sentences(text)) == []
