"""Short articles and the incidents that a careful reader finds in them."""

from __future__ import annotations

import pytest

from coded import Case, asked, cases, coded, coded_case, told


@pytest.mark.parametrize("case", cases("incidents.yaml"), ids=lambda case: case["proves"])
def test_article_tells_of(case: Case) -> None:
    coding = coded_case(case)
    assert [
        told(report, one) for report, one in zip(coding.reports, case["incidents"], strict=True)
    ] == asked(case)


@pytest.mark.parametrize(
    "case", [case for case in cases("incidents.yaml") if "totals" in case], ids=lambda case: case["proves"]
)
def test_sums_stand_apart(case: Case) -> None:
    totals = coded_case(case).totals
    assert [f"{total.measure} {total.count.low}" for total in totals] == case["totals"]


@pytest.mark.parametrize("case", cases("nothing.yaml"), ids=lambda case: case["proves"])
def test_article_without_violence_tells_of_no_incident(case: Case) -> None:
    assert coded_case(case).reports == ()


@pytest.mark.parametrize("case", cases("incidents.yaml"), ids=lambda case: case["proves"])
def test_reports_stand_in_the_order_of_the_text(case: Case) -> None:
    starts = [report.evidence[0].start for report in coded_case(case).reports]
    assert starts == sorted(starts)


def test_two_incidents_of_one_sentence_have_two_ids() -> None:
    first, second = coded(
        "Gunmen killed three farmers in Gwoza on Monday, and on Tuesday a roadside bomb killed two soldiers in Bama."
    ).reports
    assert first.id != second.id
    assert first.evidence == second.evidence


def test_a_stage_is_carried_out_where_somebody_was_harmed() -> None:
    (report,) = coded(
        "Gunmen tried to storm a police post in Djibo on Monday. Two policemen were killed in the attack."
    ).reports
    assert report.stage == "carried_out"


def test_the_same_words_in_another_document_are_another_report() -> None:
    text = "A grenade wounded five people in Goma on Friday."
    (one,), (other,) = coded(text).reports, coded(text + " It was raining.").reports
    assert one.id != other.id


def test_a_silence_belongs_to_the_incident_it_follows() -> None:
    (report,) = coded(
        "Gunmen killed three soldiers near Kidal on Monday. The army has not commented on the attack."
    ).reports
    assert len(report.silences) == 1


def test_weapons_are_named_once() -> None:
    (report,) = coded("A car bomb exploded in Homs on Monday. The car bomb killed four people.").reports
    assert [weapon.name.lower() for weapon in report.weapons] == ["car bomb"]
