"""Whatever the text, extraction keeps its promises: it never fails, quotes exactly, and stays in the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coded import article, cases, coded
from corroborate.extraction import extract
from corroborate.language.sentences import split_sentences
from corroborate.model import Coding, Span
from corroborate.model.encoding import claims_of, coding_to_json
from steps import steps

TEXTS = [
    case["text"]
    for name in ("incidents", "threads", "responsibility", "nothing")
    for case in cases(f"{name}.yaml")
]
SENTENCES = [text[s.start : s.end] for text in TEXTS for s in split_sentences(text)]
AMBUSH = "Gunmen killed three soldiers and wounded five others near Kidal on Monday, the army said. "
LIVELY = settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@cache
def contract() -> Draft202012Validator:
    text = (files("corroborate.model") / "extraction.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def spans_in(value: Any) -> Iterator[Span]:
    """Every span that a value holds, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each)
    elif is_dataclass(value):
        for one in fields(value):
            yield from spans_in(getattr(value, one.name))


def assert_kept(coding: Coding) -> None:
    """Exact quotes, the contract's shape, one id a report and a claim."""
    text = coding.document.text
    for span in spans_in((coding.reports, coding.totals, coding.stances)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.quote == text[span.start : span.end]
    assert list(contract().iter_errors(coding_to_json(coding))) == []
    ids = [report.id for report in coding.reports]
    assert len(ids) == len(set(ids))
    claims = [claim.id for report in coding.reports for claim in claims_of(report)]
    assert len(claims) == len(set(claims))


@LIVELY
@given(st.lists(st.sampled_from(SENTENCES), max_size=25), st.sampled_from([" ", "\n\n", "\n", "; ", ""]))
def test_shuffled_sentences_keep_the_promises(sentences: list[str], between: str) -> None:
    assert_kept(coded(between.join(sentences)))


@LIVELY
@given(st.lists(st.sampled_from([word for text in TEXTS for word in text.split()]), max_size=80))
def test_shuffled_words_keep_the_promises(words: list[str]) -> None:
    assert_kept(coded(" ".join(words)))


@LIVELY
@given(st.text(alphabet=st.characters(codec=None), max_size=300))
@example("\x00")
@example("\ud800 killed \udfff")
@example("“” ‘’ — … ۔ । \u202e\u200f")
def test_any_characters_keep_the_promises(text: str) -> None:
    assert_kept(coded(text))


@LIVELY
@given(st.sampled_from(TEXTS), st.integers(0, 400), st.text(max_size=12))
def test_a_text_broken_anywhere_keeps_the_promises(text: str, at: int, noise: str) -> None:
    assert_kept(coded(text[:at] + noise + text[at:]))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:50])
def test_reading_twice_says_the_same(text: str) -> None:
    assert coded(text) == coded(text)


def test_ids_depend_on_words_and_document_alone() -> None:
    document = article(AMBUSH)
    later = replace(document, source="elsewhere.txt", published="2025-06-18")
    assert [report.id for report in extract(document).reports] == [r.id for r in extract(later).reports]


@pytest.mark.parametrize("language", ["es", "ur", "ar", "zh-Hans", "fr-CA"])
def test_a_language_that_the_grammar_does_not_read_is_left_uncoded(language: str) -> None:
    document = article(AMBUSH, language=language)
    assert extract(document) == Coding(document=document)


@pytest.mark.parametrize("language", ["en", "en-GB", None])
def test_english_is_read_under_all_its_tags(language: str | None) -> None:
    assert len(coded(AMBUSH, language=language).reports) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\ufeff", ".", "…", "---"])
def test_a_text_without_words_says_nothing(text: str) -> None:
    coding = coded(text)
    assert (coding.reports, coding.totals, coding.stances) == ((), (), ())


def test_capitals_are_read_as_well() -> None:
    (report,) = coded("GUNMEN KILLED THREE SOLDIERS NEAR KIDAL ON MONDAY, THE ARMY SAID.").reports
    assert (report.type, report.where.name) == ("armed_clash", "Kidal")
    assert [(each.effect, each.count.low) for each in report.casualties] == [("killed", 3)]


def test_broken_characters_hide_nothing() -> None:
    (report,) = coded("\ud83d Gunmen killed three soldiers near Kidal on Monday. \udfff").reports
    assert [each.count.low for each in report.casualties] == [3]


def test_words_from_right_to_left_leave_the_english_readable() -> None:
    (report,) = coded(
        "\u200f\u202bقال الجيش\u202c “Gunmen killed three soldiers near Kidal on Monday.”"
    ).reports
    assert report.where.name == "Kidal"


@pytest.mark.parametrize("published", [None, "2025-06-15", "2025-06-15T23:59:00+05:00"])
def test_a_weekday_is_never_guessed(published: str | None) -> None:
    (report,) = coded(AMBUSH, published=published).reports
    assert (report.when.earliest is None) == (published is None)
    assert report.when.wording == "on Monday"


@pytest.mark.parametrize(
    "text",
    [
        AMBUSH * 30,
        AMBUSH.replace(".", " and") * 30,
        AMBUSH.upper().replace(".", " AND") * 30,
        "1 " * 700,
        "12, " * 500,
        "gunmen killed five soldiers; " * 70,
        "killed — five soldiers — " * 70,
        '"x," she said, ' * 70,
        "(TTP) " * 300,
        "“" * 20_000,
        "a" * 200_000,
        "a-" * 20_000,
        "." * 20_000,
        "\n" * 100_000,
    ],
    ids=lambda text: f"{text[:28]!r}",
)
def test_long_lines_are_read_in_steps_that_grow_with_their_length(text: str) -> None:
    half = steps(lambda: coded(text[: len(text) // 2]))
    assert steps(lambda: coded(text)) < 3 * half + 2_000


def test_a_long_digest_is_read_in_few_steps() -> None:
    towns = ("Kidal", "Goma", "Homs", "Mosul", "Kabul", "Turbat", "Marib", "Cali", "Sumy", "Yala")
    entries = [
        f"On {day} {month} gunmen killed {day % 7 + 2} soldiers in {town}, police said. Nobody claimed the attack."
        for month in ("April", "May") for day in range(1, 15) for town in towns[day % 3 :: 3]
    ]  # fmt: skip
    assert (
        steps(lambda: coded("\n\n".join(entries))) < 2_500_000
    )  # 1.4 million; each entry looks back at some before it
