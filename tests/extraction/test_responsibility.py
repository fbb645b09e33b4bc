"""Who is said to have done it, how surely, and on whose word."""

from __future__ import annotations

import pytest

from coded import Case, article, asked, cases, coded, coded_case, told
from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.responsibility import find_avowals, settled
from corroborate.model import Perpetrator, Span
from corroborate.model.vocabulary import PerpetratorKind, Responsibility

NOWHERE_SAID = Span(start=0, end=0, quote="")


def named(name: str, how: Responsibility, kind: PerpetratorKind = "organization") -> Perpetrator:
    return Perpetrator(name=name, kind=kind, responsibility=how, span=NOWHERE_SAID)


@pytest.mark.parametrize("case", cases("responsibility.yaml"), ids=lambda case: case["proves"])
def test_article_says_who_did_it(case: Case) -> None:
    coding = coded_case(case)
    assert [
        told(report, one) for report, one in zip(coding.reports, case["incidents"], strict=True)
    ] == asked(case)


def test_the_accuser_is_named() -> None:
    (report,) = coded(
        "Gunmen killed nine villagers in Ituri on Monday. The governor blamed the attack on the ADF."
    ).reports
    (accused,) = report.perpetrators
    assert [party.name.lower() for party in accused.attribution] == ["governor"]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the attack.",
        "Nobody has yet claimed the bombing.",
        "Neither group has claimed responsibility.",
        "The army did not claim responsibility for the raid.",
        "The ministry claimed a rise in exports.",
        "The farmers took their time and accepted the price.",
    ],
)
def test_no_claim_is_no_claim(text: str) -> None:
    assert find_avowals(read_closely(article(text), default_tools())) == []


def test_a_claim_by_the_party_itself_says_more_than_a_bare_statement() -> None:
    assert settled([named("M23", "fact"), named("M23", "claimed")]) == [named("M23", "claimed")]


def test_a_denial_is_kept_beside_the_accusation() -> None:
    both = [named("ADF", "accused"), named("ADF", "denied")]
    assert settled(both) == both


def test_nameless_groups_give_way_to_named_ones() -> None:
    assert settled([named("gunmen", "fact", "group"), named("ISWAP", "claimed")]) == [
        named("ISWAP", "claimed")
    ]


def test_of_nameless_groups_the_first_stands() -> None:
    assert settled([named("gunmen", "fact", "group"), named("men", "fact", "group")]) == [
        named("gunmen", "fact", "group")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Some 15 assailants claimed responsibility for the attack on Gao on Monday, which killed nine.", "group"),
        ("A bomb killed nine people in Gao on Monday. The army claimed responsibility.", "organization"),
        ("A bomb killed nine people in Gao on Monday. The Red Dune Front claimed responsibility.", "organization"),
    ],
)  # fmt: skip
def test_people_without_a_name_are_a_group(text: str, kind: PerpetratorKind) -> None:
    (report,) = coded(text).reports
    assert [each.kind for each in report.perpetrators] == [kind]


def test_one_officer_who_speaks_of_an_enemy_speaks_of_others() -> None:
    text = "The fighters killed two men in Ayacucho on Monday. It kills and it burns, a sergeant said of the front."
    named = [each.name for report in coded(text).reports for each in report.perpetrators]
    assert "sergeant" not in named
