from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from codings import ARMY, FRONT, blast, coding, document, words
from corroborate.model import NOWHERE, UNDATED, Coding, Report
from corroborate.model.encoding import (
    claims_of,
    coding_from_json,
    coding_to_json,
    report_from_json,
    report_to_json,
    stance_id,
    total_id,
)

SCHEMA = json.loads(files("corroborate.model").joinpath("extraction.schema.json").read_text())


def bare(of: str = "Something burned.") -> Report:
    read = document(of)
    return Report(id="r", document=read.id, type="other", evidence=(words(read, of),))


@pytest.mark.parametrize("coded", [coding(), Coding(document=document("Nothing.", published=None))])
def test_a_coding_keeps_the_output_contract(coded: Coding) -> None:
    jsonschema.validate(coding_to_json(coded), SCHEMA)
    assert set(coding_to_json(coded)) == {"document", "incidents", "totals", "stances"}


def test_a_coding_comes_back_from_json_text_as_it_was() -> None:
    coded = coding()
    through = json.loads(json.dumps(coding_to_json(coded)))
    back = coding_from_json(through, coded.document.text, coded.document.content)
    assert back == coded


def test_a_report_that_knows_next_to_nothing_survives_too() -> None:
    report = bare()
    assert report_from_json(report_to_json(report), report.document) == report


def test_each_figure_is_a_claim_of_its_own_speaker() -> None:
    figures = [claim for claim in claims_of(blast(document())) if claim.field == "casualty"]
    assert [(claim.value["count"]["low"], claim.attribution) for claim in figures] == [
        (5, (FRONT,)),
        (2, (ARMY,)),
    ]


def test_every_field_becomes_claims_and_every_claim_quotes_the_text() -> None:
    of = document()
    claims = claims_of(blast(of))
    assert {claim.field for claim in claims} == {
        "type", "stage", "tactic", "when", "where", "perpetrator", "target", "weapon", "casualty", "silence",
    }  # fmt: skip
    assert all(of.text[claim.span.start : claim.span.end] == claim.span.quote for claim in claims)
    assert next(claim for claim in claims if claim.field == "when").span.quote == "Tuesday"


def test_what_is_left_open_is_no_claim() -> None:
    report = replace(bare(), when=UNDATED, where=NOWHERE)
    assert [claim.field for claim in claims_of(report)] == ["type", "stage"]


def test_a_denial_is_kept_as_a_denial() -> None:
    report = blast(document())
    denied = replace(
        report,
        perpetrators=(replace(report.perpetrators[0], responsibility="denied"),),
        casualties=(replace(report.casualties[0], denied=True),),
    )
    assert [claim.field for claim in claims_of(denied) if claim.denied] == ["perpetrator", "casualty"]


def test_the_same_claim_twice_in_a_report_is_one() -> None:
    report = blast(document())
    twice = replace(report, casualties=report.casualties * 2)
    assert len(claims_of(twice)) == len(claims_of(report))


def test_ids_of_totals_and_stances_come_from_content() -> None:
    one, two = coding(), coding()
    assert total_id(one.totals[0]) == total_id(two.totals[0])
    assert total_id(one.totals[0]) != total_id(replace(one.totals[0], measure="killed"))
    assert stance_id(one.stances[0]) != stance_id(replace(one.stances[0], act="denies"))
