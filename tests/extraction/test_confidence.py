from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from codings import ARMY, FRONT, MINA, day, document, killed, words
from corroborate.extraction.confidence import (
    EMPTY,
    OVERLOOKED,
    SIGNALS,
    UNREAD,
    confidence_in,
    confidence_of,
    signals,
)
from corroborate.model import NOWHERE, UNDATED, Coding, Document, Perpetrator, Report

QUIET = "The harvest was good. The road was mended."
LOUD = "Four men died in the night. Two were killed. Nobody knows more."


def report() -> Report:
    read = document()
    return Report(
        id="1",
        document=read.id,
        type="attack",
        evidence=(words(read, read.text[:20]),),
        when=day(date(2024, 5, 14)),
        where=MINA,
        perpetrators=(
            Perpetrator(name="x", kind="group", responsibility="fact", span=words(read, read.text[:4])),
        ),
    )


def test_a_report_that_leaves_nothing_open_is_sure() -> None:
    assert (signals(report()), confidence_in(report())) == ([], 1.0)


@pytest.mark.parametrize(
    ("sign", "changed"),
    [
        ("undated", replace(report(), when=UNDATED)),
        ("unplaced", replace(report(), where=NOWHERE)),
        ("nobody", replace(report(), perpetrators=())),
        ("vague type", replace(report(), type="other")),
    ],
)
def test_each_sign_of_doubt_lowers_it(sign: str, changed: Report) -> None:
    assert (signals(changed), confidence_in(changed)) == ([sign], SIGNALS[sign])


def test_one_speaker_with_two_figures_contradicts_himself_and_two_speakers_do_not() -> None:
    read = document()
    quote = read.text[:10]
    one, two = killed(read, quote, 2, ARMY), killed(read, quote, 5, ARMY)
    assert signals(replace(report(), casualties=(one, two))) == ["contradiction"]
    assert signals(replace(report(), casualties=(one, killed(read, quote, 5, FRONT)))) == []


def test_a_group_that_nobody_need_lead_is_no_sign() -> None:
    assert signals(replace(report(), type="peaceful_protest", perpetrators=())) == []


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


def test_a_coding_is_as_sure_as_its_reports_on_the_whole() -> None:
    doubtful = replace(report(), when=UNDATED)
    coding = Coding(document=document(), reports=(report(), doubtful))
    assert confidence_of(coding) == pytest.approx((1 + SIGNALS["undated"]) / 2)
