"""What is named first is named with all that is as much; sentences stay sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tellings import ARMY, FRONT, by, dead, incident, told
from tests.publishing.report.materials import YEAR, material_of

from corroborate.model import Party
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Figure, plain
from corroborate.publishing.report.entries import _contested
from corroborate.publishing.report.findings import findings
from corroborate.publishing.report.leading import foremost
from corroborate.publishing.report.matters import listing, lists_more
from corroborate.publishing.report.tables import _reach
from corroborate.publishing.report.unusual import _some


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ([5], 1), ([5, 4, 3, 2], 3), ([5, 4, 3, 3, 1], 4), ([5, 3, 3, 3, 3], 1), ([2, 2, 2, 2, 2], 0), ([3, 3, 2, 2, 2], 2),
        ([1, 1], 2),
    ],
)  # fmt: skip
def test_nothing_is_named_before_another_of_which_there_are_as_many(counts: list[int], named: int) -> None:
    assert foremost(counts) == named


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2025, 5, 3), date(2025, 5, 3), "on 3 May 2025"),
        (date(2025, 5, 1), date(2025, 5, 31), "in May 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "in 2025"),
        (date(2025, 5, 3), date(2025, 5, 12), "from 3 to 12 May 2025"),
        (date(2025, 2, 10), date(2025, 5, 20), "from 10 February to 20 May 2025"),
        (date(2024, 12, 30), date(2025, 1, 2), "from 30 December 2024 to 2 January 2025"),
        (date(2025, 1, 1), date(2025, 5, 31), "from January to May 2025"),
    ],
)
def test_days_stand_in_a_sentence_with_their_preposition(since: date, until: date, said: str) -> None:
    assert words.in_days(since, until) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Philippines", "the Philippines"), ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("United Arab Emirates", "the United Arab Emirates"), ("Mali", "Mali"), ("Philippinesville", "Philippinesville"),
    ],
)  # fmt: skip
def test_some_places_take_an_article(name: str, said: str) -> None:
    assert words.place(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("army", "“army”"), ("his office", "“office”"), ("Their Commission", "Commission"), ("local sources", "local sources"),
        ("the army", "the army"), ("Northern Front", "Northern Front"), ("إذاعة", "إذاعة"),
    ],
)  # fmt: skip
def test_a_source_without_a_name_stands_in_the_words_it_was_told_in(name: str, said: str) -> None:
    assert words.outsider(name) == said


@pytest.mark.parametrize(("expected", "said"), [(0.003, "fewer than 0.1"), (1.24, "about 1.2")])
def test_hardly_any_is_not_said_as_none(expected: float, said: str) -> None:
    assert _some(expected) == said


def test_who_agree_in_a_disagreement_are_named_together() -> None:
    said = [("Ministry", "1120"), ("Observatory", "40 or more"), ("Hospital", "1120"), ("Front", "denied")]
    told = _contested({"field": "unknown killed", "said": said})
    assert told == "People killed: 1,120 (Ministry, Hospital); 40 or more (Observatory); denied (Front)"


def test_a_disagreement_on_responsibility_says_who_claims_who_charges_and_who_denies() -> None:
    said = [("A", "A (claimed)"), ("B", "B (claimed)"), ("Mission", "C (accused)"), ("C", "C (denied)"), ("D", "C (denied)")]  # fmt: skip
    assert _contested({"field": "responsibility", "said": said}) == (
        "Responsibility: claimed by A and B; laid to C, according to Mission; denied by C; denied by C, according to D"
    )


def test_an_arabic_article_makes_no_name_common() -> None:
    jund = Party(name="Jund al-Sham", role="armed_group", actor=None)
    held = [incident(told(1, dead(2, ARMY), who=(by(jund, "claimed", jund),)))]
    said = " ".join(plain(parts) for parts in findings(material_of(held)))
    assert "The only party with a name is Jund al-Sham (1), which claimed it." in said


def test_whoever_claimed_all_is_said_to_have_claimed_all() -> None:
    held = [incident(told(n, dead(2, FRONT), who=(by(FRONT, "claimed", FRONT),))) for n in range(3)]
    said = " ".join(plain(parts) for parts in findings(material_of(held)))
    assert "Northern Front (3), which claimed all of them." in said
    assert "All 3 incidents are told by one source alone" in said


def test_a_group_s_list_in_the_desk_holds_others_too_and_an_actor_s_filter_never_replaces_the_report_s() -> (
    None
):
    held = [incident(told(1, dead(2, ARMY), who=(by(FRONT, "claimed", FRONT),)))]
    material = material_of(held)
    name = next(iter(material.incidents[0].doers)).name
    assert listing(material, "tactic", "raid") == (("tactic", "raid"),)
    assert listing(material, "province", "Sura, Elbonia") == (("place", "Sura"),)
    assert listing(material, "actor", name) is not None
    assert listing(material_of(held, replace(YEAR, actors=("X",))), "actor", name) is None
    assert lists_more(material, "group")
    assert not lists_more(material, "province")
    assert lists_more(material_of(held, replace(YEAR, places=("Sura",))), "province")


def test_every_figure_of_places_and_actors_in_the_findings_leads_to_a_list() -> None:
    held = [incident(told(n, dead(2, FRONT), who=(by(FRONT, "claimed", FRONT),))) for n in range(3)]
    figures = [part for parts in findings(material_of(held)) for part in parts if isinstance(part, Figure)]
    assert all(each.asked is not None for each in figures if each.of.startswith("incidents, "))


def test_names_from_right_to_left_leave_the_order_of_a_sentence_as_it_is() -> None:
    assert words.apart("الفاشر") == "\u2068الفاشر\u2069"
    assert words.apart("Sura") == "Sura"


def test_in_a_script_without_capitals_two_words_are_a_name() -> None:
    force = Party(name="قوات الدعم السريع", role="armed_group", actor=None)
    held = [incident(told(1, dead(2, ARMY), who=(by(force, "claimed", force),)))]
    said = " ".join(plain(parts) for parts in findings(material_of(held)))
    assert "The only party with a name is \u2068قوات الدعم السريع\u2069 (1)" in said


def test_a_total_of_a_place_on_no_map_leads_to_the_list_of_its_country() -> None:
    row = {"earliest": "2024-05-01", "latest": "2024-05-31", "place": "The hills", "within": ["Sura", "Elbonia"],
           "actor": None, "place_precision": "country"}  # fmt: skip
    days = (("since", "2024-05-01"), ("until", "2024-05-31"))
    assert _reach(row, YEAR) == (*days, ("place", "Elbonia"))
    assert _reach({**row, "place_precision": "district"}, YEAR) == (*days, ("place", "The hills"))
    assert _reach({**row, "place": None}, replace(YEAR, places=("Sura",))) is None
