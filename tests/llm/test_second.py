"""Two readers: what the first is sure of never leaves the machine."""

from __future__ import annotations

import pytest
from tests.llm.conftest import ANSWER, FakeModel, Reply, article

from corroborate.extraction import extract
from corroborate.llm import ModelReader, SecondReader
from corroborate.model import Coding, Document

SURE = "Gunmen of the Northern Front killed three soldiers near Quetta on Monday, the army said."
UNSURE = "Three soldiers were killed. An attack was reported. Many were hurt and several more died later."


def nothing(document: Document) -> Coding:
    return Coding(document=document)


def test_only_what_the_first_reader_is_unsure_of_is_sent(reader: ModelReader, model: FakeModel) -> None:
    pair = SecondReader(extract, reader, 0.6)
    for text in (SURE, UNSURE, "The harvest was good."):
        pair.code(article(text))
    (asked,) = model.asked
    assert UNSURE in asked["messages"][1]["content"]
    assert reader.account.documents == 1


@pytest.mark.parametrize(("below", "sent"), [(0.0, 0), (1.1, 2)])
def test_the_threshold_says_how_much_is_sent(
    reader: ModelReader, model: FakeModel, below: float, sent: int
) -> None:
    pair = SecondReader(extract, reader, below)
    for text in (SURE, UNSURE):
        pair.code(article(text))
    assert len(model.asked) == sent


def test_a_language_that_the_first_does_not_read_is_sent(reader: ModelReader, model: FakeModel) -> None:
    text = "Dos soldados murieron el lunes cerca de Quetta."
    one = {
        **ANSWER["incidents"][0],
        "evidence": ["Dos soldados murieron"],
        "when": "el lunes",
        "where": "Quetta",
    }
    model.always = Reply(says={"incidents": [one]})
    (report,) = SecondReader(extract, reader, 0.6).code(article(text, language="es")).reports
    assert (report.where.country, report.when.wording) == ("PK", "el lunes")


def test_where_the_model_has_no_answer_the_first_coding_stands(reader: ModelReader, model: FakeModel) -> None:
    model.always = Reply(says="no")
    pair = SecondReader(extract, reader, 1.1)
    assert pair.code(article(SURE)) == extract(article(SURE))
    assert ["a.txt" in str(each) for each in pair.unanswered] == [True]
    assert reader.account.failed == 1


def test_where_the_model_answers_its_coding_counts(reader: ModelReader) -> None:
    coding = SecondReader(nothing, reader, 1.1).code(article())
    assert len(coding.reports) == 1
