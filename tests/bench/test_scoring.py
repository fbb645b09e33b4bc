"""The scorer counts what a careful reader would count."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.results import interval, mean
from bench.scoring import (
    Scores,
    align,
    has_place,
    is_close_name,
    is_date_right,
    is_same_count,
    is_same_group,
    is_same_name,
    is_same_role,
    score_document,
    score_merges,
    summary,
)

GOLD: dict[str, Any] = {
    "incidents": [
        {
            "key": "bomb",
            "type": ["remote_explosive_landmine_ied"],
            "when": ["2024-05-01", "2024-05-01"],
            "place": ["Tamsa", "North Province"],
            "perpetrators": [["River Front", "claimed"]],
            "targets": ["army truck"],
            "weapons": [],
            "casualties": [
                ["killed", "military", 4, 4, "military"],
                ["killed", "military", 6, 6, "armed_group"],
            ],
            "silences": [],
        }
    ],
    "totals": [["attacks", 12, 12, "unknown", None]],
    "stances": [["president", "condemns", None]],
}


def found(**changes: Any) -> dict[str, Any]:
    army, front = {"name": "army", "role": "military"}, {"name": "River Front", "role": "armed_group"}
    incident: dict[str, Any] = {
        "id": "r1",
        "type": "remote_explosive_landmine_ied",
        "when": {"earliest": "2024-05-01", "latest": "2024-05-01", "wording": "Wednesday"},
        "where": {"name": "Tamsa", "within": ["North Province"], "latitude": 1.0},
        "perpetrators": [{"name": "River Front", "responsibility": "claimed"}],
        "targets": [{"name": "army truck"}],
        "casualties": [
            {"effect": "killed", "group": "military", "count": {"low": 4, "high": 4}, "attribution": [army]},
            {"effect": "killed", "group": "military", "count": {"low": 6, "high": 6}, "attribution": [front]},
        ],
        "silences": [],
        "evidence": [],
    }
    totals: list[dict[str, Any]] = [
        {"measure": "attacks", "count": {"low": 12}, "group": "unknown", "attribution": [], "actor": None}
    ]
    stances = [{"act": "condemns", "actor": {"name": "the president"}, "toward": None, "about": "the blast"}]
    return {"incidents": [incident | changes], "totals": totals, "stances": stances}


def measured(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    scores = Scores()
    score_document(document, GOLD, "a", scores)
    return summary(scores)


def test_a_perfect_document_has_everything_right() -> None:
    result = measured(found())
    assert {result[name]["f1"] for name in ("incident", "perpetrator", "casualty", "totals", "stances")} == {
        100.0
    }
    assert {result[name]["accuracy"] for name in ("type", "date", "place", "finest place", "target")} == {
        100.0
    }


def test_a_figure_on_the_wrong_partys_word_is_no_hit() -> None:
    swapped = found()
    swapped["incidents"][0]["casualties"][1]["attribution"] = []
    assert measured(swapped)["casualty"]["recall"] == 50.0


def test_an_incident_that_was_not_found_loses_its_figures_too() -> None:
    missed = found() | {"incidents": []}
    assert measured(missed)["incident"]["gold"] == 1
    assert measured(missed)["casualty"]["gold"] == 2


def test_nothing_in_common_but_the_type_is_no_match() -> None:
    other = found(
        where={"name": "Elsewhere", "within": []},
        when={"earliest": None, "latest": None, "wording": None},
        perpetrators=[],
        targets=[],
        casualties=[],
    )
    assert align(other["incidents"], GOLD["incidents"]) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Baloch Liberation Army", "BLA", True),
        ("the BLA", "BLA", True),
        ("Quetta city", "Quetta", True),
        ("Baloch Liberation Army", "Balochistan Liberation Front", False),
        ("", "BLA", False),
    ],
)
def test_names_are_equal_contained_or_acronyms(one: str, other: str, same: bool) -> None:
    assert is_same_name(one, other) is same


def test_a_transliteration_is_a_close_name_and_no_more() -> None:
    assert is_close_name("Kohlu", "Kohloo")
    assert not is_close_name("Kohlu", "Kalat")


def test_security_forces_stand_for_each_branch_but_branches_not_for_each_other() -> None:
    assert is_same_group("security_forces", "police")
    assert not is_same_group("military", "police")
    assert is_same_group("civilians", "unknown")


def test_at_least_five_is_low_five() -> None:
    assert is_same_count({"low": 5, "high": None}, 5, None)
    assert not is_same_count({"low": 5, "high": None}, 5, 5)


def test_the_states_voices_count_as_one_and_the_rebels_do_not() -> None:
    assert is_same_role([{"role": "police"}], "government")
    assert not is_same_role([{"role": "armed_group"}], "government")
    assert is_same_role([], "unattributed")


def test_a_day_inside_the_gold_interval_is_right_and_a_wider_one_is_not() -> None:
    assert is_date_right({"earliest": "2024-05-02", "latest": "2024-05-02"}, ["2024-05-01", "2024-05-03"])
    assert not is_date_right({"earliest": "2024-04-30", "latest": "2024-05-02"}, ["2024-05-01", "2024-05-03"])


def test_a_village_unknown_to_the_gold_passes_where_what_holds_it_is_the_golds_finest() -> None:
    assert has_place({"name": "Little Tamsa Bridge", "within": ["Tamsa"]}, ["Tamsa", "North Province"])
    assert not has_place({"name": None, "within": []}, ["Tamsa"])


def test_merges_are_scored_by_pairs_and_never_pairs_are_watched() -> None:
    merges = {"same": [["a:x", "b:x", "c:x"]], "never": [["a:x", "a:y"]]}
    links = {"a:x": "1", "b:x": "2", "c:x": "3", "a:y": "4"}
    result = score_merges(merges, links, [["1", "2", "4"], ["3"]])
    assert (result["recall"], result["never broken"]) == (33.3, 1)


def test_the_bootstrap_interval_holds_the_mean() -> None:
    low, high = interval([0.0, 1.0] * 50, mean)
    assert low < 0.5 < high
