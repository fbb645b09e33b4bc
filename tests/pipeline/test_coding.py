from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.extraction import LANGUAGES
from corroborate.model import Coding, Document
from corroborate.pipeline.coding import CODED_LANGUAGES, ahead, code_text


def test_the_pipeline_codes_the_languages_that_the_extractor_reads() -> None:
    assert CODED_LANGUAGES == LANGUAGES


def test_a_text_is_coded_without_a_record() -> None:
    text = "Two soldiers were killed on Tuesday when a bomb went off in Quetta, police said."
    coding = code_text(text, published="2024-05-15", publisher="The Daily")
    (report,) = coding.reports
    assert report.when.earliest is not None
    assert report.when.earliest.isoformat() == "2024-05-14"
    assert coding.document.publisher == "The Daily"


def test_documents_are_begun_ahead_and_finished_in_order() -> None:
    told: list[str] = []

    def begin(name: str) -> Callable[[], Coding]:
        told.append(f"begin {name}")
        return lambda: Coding(document=Document(id=name, source=name, text=""))

    for name, finish in ahead("abcd", begin, 2):
        told.append(f"end {finish().document.id}{name}")
    assert told == [
        "begin a", "begin b", "begin c", "end aa", "begin d", "end bb", "end cc", "end dd",
    ]  # fmt: skip


def test_what_cannot_be_begun_fails_at_its_turn() -> None:
    def begin(name: str) -> Callable[[], Coding]:
        raise ValueError(name)

    for _, finish in ahead("ab", begin, 5):
        with pytest.raises(ValueError, match=r"^[ab]$"):
            finish()
