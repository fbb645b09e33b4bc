from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.language.lexicon import read_entries
from corroborate.language.numbers import CountMention, find_counts, find_percentages
from corroborate.language.sentences import Sentence, split_sentences

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "count_cases.yaml").read_text())
ENTRIES = read_entries(files("corroborate.language") / "numbers.yaml")


def sentence(text: str) -> Sentence:
    return split_sentences(text)[0]


def counts(text: str) -> list[CountMention]:
    return find_counts(sentence(text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_counts_are_read_as_the_codebook_says(case: dict[str, Any]) -> None:
    found = [[m.count.wording, m.count.low, m.count.high] for m in counts(case["text"])]
    assert found == case["counts"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.kind)
def test_the_example_of_each_class_of_hedges_is_a_count(entry: Any) -> None:
    (mention,) = counts(entry.example)
    kind = entry.kind.removeprefix("after.")
    assert (mention.count.low is None) == (kind in ("at_most", "vague"))
    assert (mention.count.high is None) == (kind in ("at_least", "vague"))
    assert mention.additional == (kind == "more")
    assert (mention.kind == "none") == (kind == "none")


def test_a_part_names_its_whole() -> None:
    found = counts("12 people, including two officers and three children, were killed and 30 injured.")
    assert [mention.part_of for mention in found] == [None, 0, 0, None]


def test_a_part_in_brackets_and_a_part_of_them() -> None:
    found = counts("Twelve people (among them two officers) died, five of them women.")
    assert [mention.part_of for mention in found] == [None, 0, 0]


def test_a_part_is_never_greater_than_its_whole() -> None:
    found = counts("They fought 14 battles in 7 districts, 13 of them in the north.")
    assert found[2].part_of == 0


def test_others_are_additional() -> None:
    assert [m.additional for m in counts("Two were killed and five others hurt.")] == [False, False]
    assert [m.additional for m in counts("Two more died, several others fled.")] == [True, True]


def test_the_noun_follows_the_mention() -> None:
    said = sentence("Dozens of soldiers and a couple of drivers fled.")
    assert [said.words[m.end] for m in find_counts(said)] == ["soldiers", "drivers"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose by 24% to 580.", [24.0]),
        ("Losses fell 3.5 per cent and then twenty percent.", [3.5, 20.0]),
        ("A 17-percent rise.", [17.0]),
        ("The per capita income.", []),
    ],
)
def test_percentages(text: str, values: list[float]) -> None:
    assert [mention.value for mention in find_percentages(sentence(text))] == values


def test_a_sentence_without_numbers_has_no_counts() -> None:
    assert counts("The minister visited the wounded in hospital.") == []
