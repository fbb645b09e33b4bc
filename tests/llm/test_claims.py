"""What of an answer stands: words of the text, codes of the codebook, and what is looked up here."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extraction.test_extract import assert_kept
from tests.llm.conftest import ANSWER, NOTHING, TEXT, article, told

from corroborate.extraction import default_tools
from corroborate.llm.account import Account
from corroborate.llm.assembling import Told, assemble
from corroborate.llm.pieces import Piece
from corroborate.model import Coding, Report
from corroborate.model.encoding import coding_to_json


def assembled(answer: dict[str, Any], text: str = TEXT, **document: Any) -> tuple[Coding, Account]:
    account = Account()
    whole = [Told(Piece(0, len(text)), answer)]
    return assemble(article(text, **document), whole, default_tools(), account), account


def only(answer: dict[str, Any], text: str = TEXT) -> Report:
    (report,) = assembled(answer, text)[0].reports
    return report


def casualty(quote: str, **given: Any) -> dict[str, Any]:
    return {**ANSWER["incidents"][0]["casualties"][0], "quote": quote, **given}


def test_a_claim_whose_words_are_not_in_the_text_is_dropped_and_counted() -> None:
    invented = casualty("Nine civilians were killed")
    coding, account = assembled(told(casualties=[casualty("Two soldiers were killed"), invented]))
    assert len(coding.reports[0].casualties) == 1
    assert account.unsaid == {"casualty": 1}


def test_an_incident_without_words_in_the_text_is_dropped_whole() -> None:
    coding, account = assembled(
        {**NOTHING, "incidents": [{"evidence": ["A plane was shot down"], "type": "attack"}]}
    )
    assert coding.reports == ()
    assert account.unsaid["incident"] == 1


def test_blanks_capitals_and_quotation_marks_may_differ_but_the_span_is_the_texts() -> None:
    text = "The “army” said two\nsoldiers were   killed near Mina."
    report = only(told(evidence=['the "army" said'], casualties=[casualty("Two soldiers were killed")]), text)
    assert report.casualties[0].span.quote == "two\nsoldiers were   killed"
    assert report.evidence[0].quote.startswith("The “army” said two")


def test_the_day_is_worked_out_here_and_words_that_are_not_there_give_none() -> None:
    assert str(only(told(when="Monday")).when.earliest) == "2025-06-02"
    invented = only(told(when="2025-06-02"))
    assert (invented.when.earliest, invented.when.wording) == (None, None)
    coding, _ = assembled(told(when="Monday"), published=None)
    assert (coding.reports[0].when.earliest, coding.reports[0].when.wording) == (None, "on Monday")


def test_coordinates_come_from_the_gazetteer_alone() -> None:
    text = "Two soldiers were killed in Quetta, Balochistan, on Monday, the army said."
    known = only(told(where="Quetta, Balochistan", latitude=1.0, longitude=2.0), text).where
    assert (known.country, known.precision) == ("PK", "exact")
    assert known.latitude == pytest.approx(30.2, abs=0.3)
    unknown = only(told(where="Quetta, Peru"), text).where
    assert (unknown.name, unknown.latitude) == (None, None)


def test_a_place_in_no_gazetteer_keeps_its_name_without_coordinates() -> None:
    where = only(told(where="near Mina")).where
    assert "Mina" in str(where.name)
    assert where.precision == "unresolved" or where.latitude is not None


def test_parties_are_the_registrys_where_it_knows_them() -> None:
    text = "The Balochistan Liberation Army said it killed three soldiers in Turbat on Monday."
    who = {"name": "Balochistan Liberation Army", "kind": "organization", "responsibility": "claimed", "quote": text,
           "said_by": [{"name": "BLA", "role": "media"}]}  # fmt: skip
    (found,) = only(told(evidence=[text], perpetrators=[who], casualties=[], targets=[]), text).perpetrators
    assert found.actor == default_tools().registry.resolve("Balochistan Liberation Army").id  # type: ignore[union-attr]
    assert [(party.actor, party.role) for party in found.attribution] == [(found.actor, "armed_group")]


def test_where_the_model_names_a_speaker_whom_the_text_does_not_the_grammar_hears_who_speaks() -> None:
    said = casualty("Two soldiers were killed", said_by=[{"name": "Reuters", "role": "media"}])
    coding, account = assembled(told(casualties=[said]))
    (found,) = coding.reports[0].casualties
    assert [party.role for party in found.attribution] == ["military"]
    assert account.unsaid["speaker"] == 1


def test_a_name_is_as_the_text_has_it_or_the_claim_is_dropped() -> None:
    base = ANSWER["incidents"][0]["perpetrators"][0]
    report = only(
        told(perpetrators=[{**base, "name": "the Northern Front"}, {**base, "name": "Southern Army"}])
    )
    assert [who.name for who in report.perpetrators] == ["Northern Front"]


def test_unknown_codes_become_the_open_ones_and_an_unknown_effect_no_claim() -> None:
    report = only(
        told(type="Explosion", stage="done", casualties=[casualty("Two soldiers were killed", group="Troops"), casualty("Two soldiers", effect="sad"),
                                                        casualty("at least five soldiers", effect="Dead", group="Army")])
    )  # fmt: skip
    assert (report.type, report.stage) == ("other", "carried_out")
    assert [(each.effect, each.group) for each in report.casualties] == [
        ("killed", "unknown"),
        ("killed", "military"),
    ]


def test_old_deeds_are_background() -> None:
    text = "In March 2019, gunmen killed two soldiers in Quetta."
    assert only(told(evidence=[text], when="In March 2019", casualties=[]), text).background
    assert not only(ANSWER).background


def test_the_background_is_as_old_as_the_grammars() -> None:
    from corroborate.extraction.incidents import _BACKGROUND_DAYS
    from corroborate.llm.claims import BACKGROUND_DAYS

    assert BACKGROUND_DAYS == _BACKGROUND_DAYS


SUMS = "Forty-one people were killed in attacks in Quetta in May 2025, up 24 percent, the monitor PICSS said. It condemned them."


def test_totals_and_stances_are_checked_as_well() -> None:
    party = {"name": "PICSS", "role": "monitor"}
    total = {"measure": "killed", "count": {"low": 41, "high": 41, "wording": "Forty-one"}, "group": "unknown", "period": "in May 2025",
             "where": "Quetta", "actor": None, "change": {"percent": 24, "wording": "up 24 percent"}, "said_by": [party],
             "quote": "Forty-one people were killed in attacks in Quetta in May 2025"}  # fmt: skip
    stance = {
        "actor": party,
        "act": "condemns",
        "toward": None,
        "about": "the attacks",
        "incident": 7,
        "said_by": [],
        "quote": "It condemned them",
    }
    answer = {
        "incidents": [],
        "totals": [total, total, {**total, "quote": "Ninety were hurt"}],
        "stances": [stance, {**stance, "act": "sulks"}],
    }
    coding, account = assembled(answer, SUMS)
    (found,) = coding.totals
    assert (found.count.low, str(found.period.earliest), found.where.country) == (41, "2025-05-01", "PK")
    assert found.change is not None
    assert found.change.percent == 24
    assert [(each.act, each.incident) for each in coding.stances] == [("condemns", None)]
    assert account.unsaid == {"total": 1, "stance": 1}
    assert_kept(coding)


def test_a_stance_is_tied_to_the_incident_it_names() -> None:
    stance = {"actor": {"name": "army", "role": "military"}, "act": "accuses", "toward": "Northern Front", "about": "the bomb", "incident": 1,
              "said_by": [], "quote": "the army said"}  # fmt: skip
    coding, _ = assembled({**ANSWER, "stances": [stance]})
    assert coding.stances[0].incident == coding.reports[0].id


def test_two_incidents_of_one_sentence_have_two_ids() -> None:
    text = "Gunmen killed a teacher in Quetta and a driver in Turbat on Monday."
    both = [
        told(evidence=["killed a teacher"], where="Quetta")["incidents"][0],
        told(evidence=["a driver"], where="Turbat")["incidents"][0],
    ]
    coding, _ = assembled({**NOTHING, "incidents": both}, text)
    assert len({report.id for report in coding.reports}) == 2
    assert_kept(coding)


def test_the_example_of_the_prompt_keeps_to_the_form_and_stands_whole() -> None:
    import jsonschema

    from corroborate.llm.form import form

    jsonschema.validate(ANSWER, form())
    coding, account = assembled(ANSWER)
    assert not account.unsaid
    assert coding_to_json(coding)["incidents"][0]["casualties"][1]["count"]["high"] is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([*TEXT.split(), TEXT[:40], "Monday", "killed", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*sorted(ANSWER["incidents"][0]), "quote", "name", "said_by", "count", "low", "high", "party"]), inner, max_size=6),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(JSON, st.sampled_from(sorted(ANSWER["incidents"][0])), JSON, JSON)
def test_whatever_is_answered_the_promises_are_kept(value: Any, key: str, total: Any, stance: Any) -> None:
    answer = {
        "incidents": [{**ANSWER["incidents"][0], key: value}, value],
        "totals": [total, value],
        "stances": [stance],
    }
    assert_kept(assembled(answer)[0])


def test_a_claim_told_twice_counts_once() -> None:
    report = only(told(casualties=[casualty("Two soldiers were killed", count="2")] * 3))
    assert len(report.casualties) == 1
