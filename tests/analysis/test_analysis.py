from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tellings import (
    ARMY,
    FOREIGN,
    FRONT,
    MONITOR,
    NOBODY,
    POLICE,
    RESIDENTS,
    RIVAL,
    by,
    dead,
    incident,
    span,
    told,
)

from corroborate.analysis import (
    Ledger,
    against_record,
    as_decided,
    best,
    contested,
    figures,
    grade,
    meet,
    overall,
    said_of,
    view,
    voices,
)
from corroborate.errors import BadRequest
from corroborate.model import UNDATED, Count, Decision, Party, Stance, Total, When, Where
from corroborate.model.encoding import claims_of
from corroborate.model.incident import Incident


def graded(of: Incident) -> str:
    return grade(of).name


# --- who is a source --------------------------------------------------------------------------------


def test_five_outlets_that_repeat_one_communique_are_one_source() -> None:
    of = incident(*(told(n, dead("five", FRONT)) for n in range(5)))
    assert [voice.name for voice in voices(of)] == ["Northern Front"]
    assert grade(of).name == "single-source"
    assert "5 documents that count as one source" in grade(of).reason


def test_a_syndicated_copy_speaks_with_the_voice_of_what_it_copies() -> None:
    of = incident(told(1, dead("five")), told(2, dead("five")), copies={"d2": "d1"})
    assert graded(of) == "single-source"
    assert graded(incident(told(1, dead("five")), told(2, dead("five")))) == "corroborated"


def test_copies_of_a_document_outside_the_incident_are_one_source_too() -> None:
    of = incident(told(1, dead("five")), told(2, dead("five")), copies={"d1": "d0", "d2": "d0"})
    assert graded(of) == "single-source"


def test_an_outlet_that_attributes_adds_no_word_of_its_own() -> None:
    of = incident(told(1, dead("five", FRONT), dead("five")), told(2, dead("five", FRONT)))
    assert graded(of) == "single-source"


def test_a_body_that_an_armed_group_runs_speaks_for_its_side() -> None:
    ministry = Party(name="Northern Front-run health ministry", role="government")
    assert graded(incident(told(1, dead("two", FRONT)), told(2, dead("two", ministry)))) == "single-source"


def test_residents_of_two_outlets_are_two_sources_and_a_cue_without_a_source_is_none() -> None:
    assert (
        graded(incident(told(1, dead("five", RESIDENTS)), told(2, dead("five", RESIDENTS)))) == "corroborated"
    )
    assert graded(incident(told(1, dead("five", FRONT)), told(2, dead("five", NOBODY)))) == "single-source"


def test_the_police_and_the_army_of_one_state_are_one_side() -> None:
    assert graded(incident(told(1, dead("two", ARMY)), told(2, dead("two", POLICE)))) == "single-source"
    assert graded(incident(told(1, dead("two", ARMY)), told(2, dead("two", FOREIGN)))) == "corroborated"


# --- grades -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "name", "reason"),
    [
        (incident(told(1, dead("two", FRONT)), told(2, dead("two", ARMY))), "confirmed", "both sides"),
        (incident(told(1, dead("two", ARMY)), told(2, dead("two", MONITOR))), "confirmed", "officially by the army"),
        (incident(told(1, dead("two", FRONT)), told(2, dead("two", MONITOR))), "corroborated", "2 independent sources"),
        (
            incident(told(1, dead("two", FRONT, group="militants")), told(2, dead("two", MONITOR, group="militants"))),
            "confirmed",
            "admitted by Northern Front",
        ),
        (incident(told(1, dead("five", FRONT)), told(2, dead("two", ARMY))), "contested", "military killed"),
        (incident(told(1, who=(by(FRONT, "accused", ARMY), by(FRONT, "denied", FRONT)))), "contested", "responsibility"),
        (incident(told(1, who=(by(FRONT, "claimed", FRONT), by(RIVAL, "claimed", RIVAL)))), "contested", "responsibility"),
        (incident(told(1, dead("five", FRONT), dead("five", ARMY, denied=True))), "denied", "the army denies it"),
        (incident(told(1)), "single-source", "told by Outlet 0 alone"),
    ],
)  # fmt: skip
def test_grades_say_why(of: Incident, name: str, reason: str) -> None:
    assert grade(of).name == name
    assert reason in grade(of).reason


def test_a_denial_uttered_as_a_stance_denies_the_only_account() -> None:
    stance = Stance(document="d1", actor=ARMY, act="denies", about="the attack", span=span(), incident="r1")
    of = incident(told(1, dead("five", FRONT)), stances=(stance,))
    assert graded(of) == "denied"


# --- figures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("lowest", (2, 2, 5)),
        ("range", (2, None, 5)),
        ("official", (2, 2, 5)),
        ("claimant", (2, 5, 5)),
        ("independent", (2, 4, 5)),
    ],
)
def test_best_is_what_the_named_rule_says(rule: str, expected: tuple[int | None, ...]) -> None:
    of = incident(told(1, dead("five", FRONT), dead("two", ARMY), dead(4, MONITOR)))
    figure = best(said_of(of), rule)
    assert (figure.low, figure.best, figure.high) == expected
    assert figure.rule == rule


def test_a_rule_that_finds_nobody_says_so() -> None:
    figure = best(said_of(incident(told(1, dead("five", FRONT)))), "official")
    assert (figure.low, figure.best, figure.high) == (5, None, 5)
    assert "no official figure" in figure.reason
    with pytest.raises(BadRequest, match="choose among lowest"):
        best([], "guess")


def test_unknown_is_never_nothing() -> None:
    figure = overall(incident(told(1, dead("several", ARMY))), "killed")
    assert (figure.low, figure.best, figure.high) == (None, None, None)
    assert overall(incident(told(1, dead(0, ARMY))), "killed").best == 0
    assert overall(incident(told(1)), "killed").best is None


def test_the_newest_figure_of_a_source_replaces_its_older_one() -> None:
    of = incident(told(1, dead("two", ARMY)), told(2, dead("five", ARMY)))
    assert [figure.best for figure in figures(of)] == [5]
    assert contested(of) == []


def test_groups_of_one_source_are_added_up_and_a_whole_is_not_added_to_its_parts() -> None:
    apart = incident(told(1, dead(3, ARMY), dead(4, ARMY, group="civilians")))
    assert overall(apart, "killed").best == 7
    rolled = incident(
        told(1, dead(3, ARMY), dead(4, ARMY, group="civilians"), dead(9, ARMY, group="unknown"))
    )
    assert overall(rolled, "killed").best == 9
    forces = incident(told(1, dead(3, ARMY), dead(5, ARMY, group="security_forces")))
    assert overall(forces, "killed").best == 5


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((5, None), (7, 7), True), ((5, None), (2, 2), False), ((None, 9), (2, 2), True), ((None, None), (0, 0), True), ((5, 5), (0, 0), False)],
)  # fmt: skip
def test_counts_meet(one: Any, other: Any, expected: bool) -> None:
    assert meet(Count(low=one[0], high=one[1]), Count(low=other[0], high=other[1])) is expected


def test_what_two_sources_say_is_never_added() -> None:
    of = incident(told(1, dead("at least five", POLICE, group="unknown"), dead(90, FRONT)))
    assert (overall(of, "killed").low, overall(of, "killed").high) == (5, 90)


def test_fighters_are_not_mixed_with_the_victims() -> None:
    apart = incident(told(1, dead("five", FRONT), dead(12, ARMY, group="militants")))
    assert (overall(apart, "killed").low, overall(apart, "killed").high) == (5, 5)
    alone = incident(told(1, dead(12, ARMY, group="militants")))
    assert overall(alone, "killed").best == 12


def test_a_source_that_tells_of_one_group_does_not_lower_the_sum_of_another() -> None:
    both = (dead(3, ARMY), dead(4, ARMY, group="civilians"))
    figure = overall(
        incident(told(1, *both, dead(2, RESIDENTS, group="civilians"), dead(9, FRONT))), "killed"
    )
    assert (figure.low, figure.best, figure.high) == (7, 7, 9)
    assert "army" in figure.reason
    claimed = overall(incident(told(1, *both, dead("two", FRONT))), "killed", "claimant")
    assert (claimed.low, claimed.best, claimed.high) == (2, 2, 7)


def test_a_sum_with_an_open_end_stays_open() -> None:
    of = incident(told(1, dead("at least five", ARMY), dead(4, ARMY, group="civilians")))
    assert overall(of, "killed").low == 9
    assert "may be more" in overall(of, "killed").reason


def test_a_unit_is_no_rival_of_the_army_it_belongs_to() -> None:
    whole = Party(name="Islamic State", role="armed_group", actor="islamic-state")
    other = Party(name="al-Qaeda", role="armed_group", actor="al-qaeda")
    part = Party(name="AQIS", role="armed_group", actor="aqis")
    assert contested(incident(told(1, who=(by(other, "claimed", other), by(part, "claimed", part))))) == []
    assert contested(incident(told(1, who=(by(other, "claimed", other), by(whole, "claimed", whole))))) != []


def test_what_is_contested_names_each_claimant_and_its_figure() -> None:
    (contest,) = contested(incident(told(1, dead("five", FRONT), dead("two", ARMY))))
    assert contest.field == "military killed"
    assert [(each.name, each.value) for each in contest.statements] == [
        ("Northern Front", "5"),
        ("the army", "2"),
    ]


# --- views and decisions ------------------------------------------------------------------------------


def test_a_view_takes_the_finest_of_what_reports_say() -> None:
    vague = When(earliest=date(2024, 5, 1), latest=date(2024, 5, 31), precision="month")
    coarse = Where(name="Eastland", country="EL", precision="country")
    of = incident(told(1, when=vague, where=coarse, type="attack"), told(2), told(3))
    seen = view(of)
    assert (seen.type, seen.when.earliest, seen.where.name) == ("armed_clash", date(2024, 5, 14), "Mina")
    assert not seen.background
    assert view(incident(told(1, background=True))).background


def decision(kind: Any, subject: str, **more: Any) -> Decision:
    return Decision(
        id="d",
        kind=kind,
        subjects=(subject,),
        author="Ada",
        made_at=datetime(2024, 6, 1, tzinfo=UTC),
        reason="read it",
        **more,
    )


def test_rejected_claims_and_reports_do_not_count_until_the_rejection_is_withdrawn() -> None:
    report = told(1, dead("five", FRONT), dead("two", ARMY))
    claim = next(each for each in claims_of(report) if each.field == "casualty")
    rejected = decision("reject", claim.id)
    assert [
        hurt.count.low for hurt in as_decided(incident(report, decisions=(rejected,))).reports[0].casualties
    ] == [2]
    withdrawn = replace(rejected, withdrawn_at=rejected.made_at, withdrawn_by="Ada")
    assert len(as_decided(incident(report, decisions=(withdrawn,))).reports[0].casualties) == 2
    assert as_decided(incident(report, decisions=(decision("reject", "r1"),))).reports == ()


def test_corrections_replace_values_and_leave_the_words() -> None:
    report = told(1, dead("five", FRONT))
    claim = next(each for each in claims_of(report) if each.field == "casualty")
    corrections = (
        decision("correct", "r1", field="type", value="attack"),
        decision("correct", "r1", field="when", value={"earliest": "2024-05-01", "latest": "2024-05-02"}),
        decision("correct", claim.id, field="count", value={"low": 4, "high": 4}),
        decision("correct", "r1", field="where", value={"name": "Upper Mina"}),
    )
    (seen,) = as_decided(incident(report, decisions=corrections)).reports
    assert (seen.type, seen.when.precision, seen.where.name) == ("attack", "days", "Upper Mina")
    assert seen.casualties[0].count == Count(low=4, high=4, wording="five")


# --- totals -------------------------------------------------------------------------------------------


def total(measure: Any, number: int, **more: Any) -> Total:
    may = When(earliest=date(2024, 5, 1), latest=date(2024, 5, 31), precision="month")
    return replace(
        Total(document="d1", measure=measure, count=Count(low=number, high=number), span=span(), period=may),
        **more,
    )


def test_a_total_is_held_against_the_incidents_of_its_period_place_and_actor() -> None:
    june = When(earliest=date(2024, 6, 2), latest=date(2024, 6, 2), precision="day")
    ours = view(incident(told(1, dead("five", FRONT), dead("two", ARMY), who=(by(FRONT, "claimed", FRONT),))))
    later = view(incident(told(2, when=june)))
    theirs = view(incident(told(3, dead(4, ARMY), who=(by(RIVAL, "claimed", RIVAL),))))
    ledger = Ledger([ours, later, theirs])
    seen = against_record(total("killed", 9, actor="front", group="military"), ledger)
    assert (seen.incidents, seen.low, seen.high, seen.unexplained) == (("r1",), 2, 5, 4)
    assert "4 remain unexplained" in seen.reason
    assert against_record(total("attacks", 2), ledger).unexplained == 0
    lower, far = Where(name="Lower District"), Where(name="Far")
    assert against_record(total("attacks", 2, where=lower), ledger).incidents == ("r1", "r3")
    assert against_record(total("attacks", 2, where=far), ledger).incidents == ()
    assert against_record(total("arrested", 2), ledger).high is None


def test_a_total_that_names_no_place_is_held_against_the_countries_of_its_document() -> None:
    ours = view(incident(told(1)))
    abroad = view(incident(told(2, where=Where(name="Far", country="FA", precision="exact"))))
    ledger = Ledger([ours, abroad])
    assert against_record(total("attacks", 2), ledger).incidents == ("r1",)
    assert against_record(total("attacks", 2, document="d9"), ledger).incidents == ()


def test_a_roll_up_without_a_period_is_explained_by_its_own_document() -> None:
    numbers = {1: 12, 2: 2}
    parts = [view(incident(told(n, dead(dying, ARMY), document="d1"))) for n, dying in numbers.items()]
    ledger = Ledger([*parts, view(incident(told(3, dead(9, ARMY))))])
    seen = against_record(total("killed", 14, period=UNDATED), ledger)
    assert (seen.incidents, seen.low, seen.unexplained) == (("r1", "r2"), 14, 0)
    assert "of its own document: explained" in seen.reason


def test_a_unit_of_the_actor_counts_where_the_registry_says_so() -> None:
    brigade = Party(name="a brigade", role="armed_group", actor="front.x")
    ledger = Ledger([view(incident(told(1, who=(by(brigade, "claimed"),))))])
    seen = against_record(total("attacks", 1, actor="front"), ledger, lambda child, of: child.startswith(of))
    assert seen.high == 1
