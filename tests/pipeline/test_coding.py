from __future__ import annotations

from corroborate.extraction import LANGUAGES
from corroborate.pipeline.coding import CODED_LANGUAGES, code_text


def test_the_pipeline_codes_the_languages_that_the_extractor_reads() -> None:
    assert CODED_LANGUAGES == LANGUAGES


def test_a_text_is_coded_without_a_record() -> None:
    text = "Two soldiers were killed on Tuesday when a bomb went off in Quetta, police said."
    coding = code_text(text, published="2024-05-15", publisher="The Daily")
    (report,) = coding.reports
    assert report.when.earliest is not None
    assert report.when.earliest.isoformat() == "2024-05-14"
    assert coding.document.publisher == "The Daily"
