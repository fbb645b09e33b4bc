from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import fmean

import pytest

from codings import ARMY, MINA, blast, day, document, killed
from corroborate.extraction.confidence import EMPTY, OVERLOOKED, UNREAD, confidence_in, confidence_of, rate
from corroborate.model import NOWHERE, UNDATED, Coding, Document, Report

QUIET = "The harvest was good. The road was mended."
LOUD = "Four men died in the night. Two were killed. Nobody knows more."


def coding(*reports: Report) -> Coding:
    return Coding(document=document(), reports=reports)


def sure_of(field: str, of: Coding) -> float:
    """The confidence in the first thing of a kind."""
    return next(each.confidence for each in rate(of) if each.field == field)


def test_everything_that_is_said_of_an_incident_is_rated_and_once() -> None:
    report = blast(document())
    fields = [each.field for each in rate(coding(report))]
    assert fields[:5] == ["incident", "type", "stage", "date", "place"]
    assert fields.count("target") == len(report.targets)
    assert fields.count("weapon") == len(report.weapons)
    assert fields.count("perpetrator") == len(report.perpetrators)
    assert fields.count("casualty") == len(report.casualties)


def test_what_is_left_open_is_rated_too() -> None:
    full = blast(document())
    bare = replace(full, when=UNDATED, where=NOWHERE, perpetrators=(), casualties=(), targets=(), weapons=())
    fields = {each.field for each in rate(coding(bare))}
    assert fields == {"incident", "type", "stage", "undated", "unplaced", "nobody", "unharmed"}


def test_every_confidence_is_a_chance() -> None:
    assert all(0.0 < each.confidence < 1.0 for each in rate(coding(blast(document()))))


def test_an_incident_of_which_nothing_is_told_is_less_sure() -> None:
    full = blast(document())
    bare = replace(full, when=UNDATED, where=NOWHERE, perpetrators=(), casualties=(), targets=(), weapons=())
    assert sure_of("incident", coding(bare)) < sure_of("incident", coding(full))


def test_a_figure_without_number_or_speaker_is_less_sure() -> None:
    read = document()
    said = replace(blast(read), casualties=(killed(read, "Five soldiers", 5, ARMY),))
    vague = replace(blast(read), casualties=(killed(read, "soldiers", None),))
    assert sure_of("casualty", coding(vague)) < sure_of("casualty", coding(said))


def test_a_report_is_as_sure_as_its_incident_and_what_it_says() -> None:
    report = blast(document())
    rated = rate(coding(report))
    said = fmean(each.confidence for each in rated if each.field != "incident")
    assert confidence_in(report, rated) == pytest.approx(sure_of("incident", coding(report)) * said)


def test_a_coding_is_as_sure_as_its_reports_on_the_whole() -> None:
    read = document()
    one, other = blast(read), replace(blast(read), id="2", when=UNDATED, where=MINA)
    both = coding(one, other)
    rated = rate(both)
    assert confidence_of(both) == pytest.approx((confidence_in(one, rated) + confidence_in(other, rated)) / 2)


def test_the_same_report_twice_as_loosely_dated_is_no_surer() -> None:
    tight = replace(blast(document()), when=day(date(2024, 5, 14)))
    loose = replace(tight, when=replace(tight.when, precision="month"))
    assert sure_of("incident", coding(loose)) <= sure_of("incident", coding(tight))


@pytest.mark.parametrize(
    ("text", "language", "sure"),
    [
        (QUIET, "en", EMPTY),
        (LOUD, "en", OVERLOOKED),
        (LOUD, None, OVERLOOKED),
        (QUIET, "es-MX", UNREAD),
        ("", None, EMPTY),
    ],
)
def test_without_an_incident_it_depends_on_the_words(text: str, language: str | None, sure: float) -> None:
    assert confidence_of(Coding(document=Document(id="0", source="x", text=text, language=language))) == sure
