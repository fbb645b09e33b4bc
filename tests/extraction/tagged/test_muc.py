"""Whole dispatches coded by MUC-4's convention."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.extraction.tagged import extract_muc
from corroborate.extraction.tagged.wording import features, types_by_wording
from corroborate.language.tagger import Mention, labels
from corroborate.reading import read_text

KIDNAPPED = (
    "LIMA, 9 FEB 90 (NOTIMEX) -- [TEXT] SHINING PATH GUERRILLAS YESTERDAY KIDNAPPED JORGE QUISPE, MAYOR OF THE TOWN OF "
    "AYAVIRI, PUNO DEPARTMENT, THE POLICE REPORTED TODAY. THE MAYOR WAS TAKEN FROM HIS HOME BY SIX ARMED MEN, WHO ARE "
    "HOLDING HIM CAPTIVE.\n\n"
    "ON 2 FEBRUARY, IN THE PORT OF CALLAO, A CAR BOMB EXPLODED IN FRONT OF THE BANCO DE CREDITO, KILLING POLICEMAN "
    "RAUL MEDINA AND DESTROYING THE BUILDING."
)


def test_two_incidents_of_one_dispatch_are_told_apart() -> None:
    coding = extract_muc(read_text(KIDNAPPED))
    by_type = {report.type: report for report in coding.reports}
    assert by_type.keys() == {"abduction_forced_disappearance", "remote_explosive_landmine_ied"}
    taken, bombed = by_type["abduction_forced_disappearance"], by_type["remote_explosive_landmine_ied"]
    assert "JORGE QUISPE" in {target.name for target in taken.targets}
    assert any("BOMB" in weapon.name for weapon in bombed.weapons)


def test_spans_quote_the_dispatch_as_it_stands() -> None:
    coding = extract_muc(read_text(KIDNAPPED))
    for report in coding.reports:
        for part in (*report.perpetrators, *report.targets, *report.weapons):
            assert coding.document.text[part.span.start : part.span.end] == part.span.quote


@pytest.mark.parametrize(
    "text",
    [
        "The central bank cut its rate by half a point on Tuesday as prices rose more slowly than feared.",
        "The ministers of the five countries signed the trade agreement and thanked their hosts.",
    ],
)
def test_texts_without_incidents_have_none(text: str) -> None:
    assert extract_muc(read_text(text)).reports == ()


def test_words_near_a_victim_say_what_was_done() -> None:
    text = (
        "Armed men abducted the engineer and held him hostage. Farther north a bomb exploded under a bridge."
    )
    engineer, bridge = text.index("engineer"), text.index("bridge")
    taken = Mention(start=engineer, end=engineer + 8, role="victim_described", score=1.0, first=0, last=0)
    hit = Mention(start=bridge, end=bridge + 6, role="target", score=1.0, first=0, last=0)
    types = labels().types
    assert types[int(types_by_wording(text, [taken]).argmax())] == "kidnapping"
    assert types[int(types_by_wording(text, [hit]).argmax())] == "bombing"
    assert np.isclose(types_by_wording(text, [hit]).sum(), 1.0, atol=1e-4)


def test_features_are_counted_at_most_twice_and_by_where_they_stand() -> None:
    text = "Bomb bomb bomb near the bank. The harvest was good."
    found = features(text, [(text.index("bank"), text.index("bank") + 4, "target")])
    assert found["S:bomb"] == found["N:bomb"] == 2
    assert found["R:Tbank"] == 1
    assert "S:harves" not in found
