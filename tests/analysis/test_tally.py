"""Tallies: what is counted where, what stays apart, and that nothing is lost or mixed."""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tellings import ARMY, FRONT, MONITOR, RIVAL, by, dead, incident, told

from corroborate.analysis import figures, overall, view
from corroborate.analysis.counted import Counted, count_incidents
from corroborate.analysis.dimensions import DIMENSIONS, PARTITIONS, Cutting
from corroborate.analysis.figures import RULES
from corroborate.analysis.incidents import as_columns
from corroborate.analysis.tally import MEASURES, STAGES, tally
from corroborate.analysis.tolls import RULE_SOURCES, tolls, tolls_of
from corroborate.errors import BadRequest
from corroborate.model import UNDATED, When
from corroborate.model.incident import Incident
from worlds import PLACES, flat, incidents, worlds

MANY = 25
ANY_RULE = st.sampled_from(sorted(RULES))


def counted(*held: Incident) -> list[Counted]:
    return list(count_incidents(flat(*held)))


def cells(held: list[Counted], *by_parts: str, **how: Any) -> dict[Any, Any]:
    rule = how.pop("rule", "lowest")
    rows = tally(held, by_parts, rule, Cutting(**how)).rows
    return {
        tuple(row[name] for name in by_parts) if len(by_parts) > 1 else row[by_parts[0]]: row for row in rows
    }


def over(first: date, last: date) -> When:
    return When(earliest=first, latest=last, precision="days")


# --- the flat record says what the views say ----------------------------------------------------------


@given(incidents())
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_flat_incident_is_what_its_view_is(of: Incident) -> None:
    seen, (one,) = view(of), counted(of)
    assert (one.id, one.type, one.stage, one.background) == (of.id, seen.type, seen.stage, seen.background)
    assert one.earliest == (seen.when.earliest and seen.when.earliest.toordinal())
    assert (one.place.chain if one.place else ()) == tuple(
        n for n in (seen.where.name, *seen.where.within) if n
    )
    assert set(one.tactics) == set(seen.tactics)
    told_so = {(who.actor, who.responsibility) for who in seen.perpetrators}
    assert {(who.id, who.responsibility) for who in one.doers} == told_so
    assert {voice.key for voice in one.voices} == {voice.key for voice in seen.voices}


@given(incidents())
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_toll_is_the_figure_of_the_views_where_all_are_heard(of: Incident) -> None:
    (one,) = counted(of)
    found = tolls(one.told, "lowest")
    for effect in ("killed", "injured"):
        seen, toll = overall(of, effect), found.get((effect, False)) or found.get((effect, True))
        if (effect, False) in found and found[(effect, False)] is None:
            continue  # fighters do not stand in for victims of whom nobody gives a number
        assert (toll and (toll.low, toll.best, toll.high)) == (
            (seen.low, seen.best, seen.high) if seen.low is not None else None
        )


@given(incidents())
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_groups_figures_are_those_of_the_views(of: Incident) -> None:
    held = cells([one for one in counted(of) if one.stage in STAGES], "group")
    for seen in figures(of):
        if seen.group in held and seen.effect in ("killed", "injured", "captured"):
            name = f"militants_{seen.effect}" if seen.group == "militants" else seen.effect
            assert (held[seen.group][f"{name}_low"], held[seen.group][f"{name}_high"]) == (
                seen.low,
                seen.high,
            )


# --- nothing is lost, nothing is counted twice --------------------------------------------------------


@given(worlds(), st.sampled_from(PARTITIONS), ANY_RULE, st.sampled_from(("apart", "apportion")))
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_cells_of_a_partition_sum_to_the_whole(
    held: list[Incident], part: str, rule: str, coarse: Any
) -> None:
    found = counted(*held)
    how = Cutting(coarse=coarse, since=date(2024, 1, 15), until=date(2024, 3, 20))
    (whole,) = tally(found, (), rule, how).rows
    parts = tally(found, tuple(dict.fromkeys((part, "type"))), rule, how).rows
    for name in [
        "incidents",
        *(f"{m}_{n}" for m in MEASURES for n in ("low", "best", "high", "incidents", "unnumbered")),
    ]:
        assert sum(row[name] or 0 for row in parts) == pytest.approx(whole[name] or 0)


@given(worlds(), st.sampled_from(("actor", "dyad", "tactic")))
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_divided_among_several_sums_to_the_whole(held: list[Incident], part: str) -> None:
    found = counted(*held)
    (whole,) = tally(found, ()).rows
    parts = tally(found, (part,), "lowest", Cutting(shared="divided")).rows
    for name in ("incidents", "killed_low", "killed_high", "militants_killed_low"):
        assert sum(row[name] or 0 for row in parts) == pytest.approx(whole[name] or 0)


@given(worlds(), st.lists(st.sampled_from(DIMENSIONS), max_size=2, unique=True), ANY_RULE)
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_range_contains_its_best(held: list[Incident], parts: list[str], rule: str) -> None:
    for row in tally(counted(*held), parts, rule).rows:
        for name in MEASURES:
            low, best, high = (row[f"{name}_{end}"] for end in ("low", "best", "high"))
            assert (low is None) == (high is None)
            assert best is None or low <= best <= high
            assert best is None or rule != "range"


@given(worlds(), ANY_RULE)
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_militants_are_never_among_the_victims(held: list[Incident], rule: str) -> None:
    def without(of: Incident) -> Incident:
        from dataclasses import replace

        kept = [
            replace(r, casualties=tuple(c for c in r.casualties if c.group != "militants"))
            for r in of.reports
        ]
        return replace(of, reports=tuple(kept))

    (whole,) = tally(counted(*held), (), rule).rows
    (bare,) = tally(counted(*(without(each) for each in held)), (), rule).rows
    for name in ("killed", "injured", "captured"):
        for end in ("low", "best", "high"):
            assert whole[f"{name}_{end}"] == bare[f"{name}_{end}"]


@given(worlds())
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_columns_are_those_described(held: list[Incident]) -> None:
    sheet = tally(counted(*held), ("month", "actor"))
    assert all(tuple(row) == tuple(column.name for column in sheet.columns) for row in sheet.rows)
    assert all(column.unit for column in sheet.columns if column.type == "number")


# --- coarse dates and places ---------------------------------------------------------------------------


def test_an_incident_between_two_months_is_apart_or_apportioned() -> None:
    held = counted(incident(told(1, dead(6), when=over(date(2024, 4, 30), date(2024, 5, 2)))))
    assert cells(held, "month")[None]["apart"] == "coarser than a month"
    spread = cells(held, "month", coarse="apportion")
    assert spread["2024-04"]["incidents"] == pytest.approx(1 / 3)
    assert spread["2024-05"]["killed_low"] == pytest.approx(4)
    assert cells(held, "quarter")["2024-Q2"]["incidents"] == 1


def test_undated_and_unplaced_incidents_are_apart_whatever_is_asked() -> None:
    held = counted(incident(told(1, dead(6), when=UNDATED, where=PLACES[-1])))
    assert cells(held, "year", coarse="apportion")[None]["apart"] == "undated"
    assert cells(held, "province", coarse="apportion")[None]["apart"] == "place unknown"


def test_days_outside_the_period_asked_for_stand_apart() -> None:
    held = counted(incident(told(1, dead(6), when=over(date(2024, 4, 30), date(2024, 5, 2)))))
    may = {"since": date(2024, 5, 1), "until": date(2024, 5, 31), "coarse": "apportion"}
    found = cells(held, "month", **may)
    assert set(found) == {"2024-05", None}
    assert found[None]["apart"] == "outside the period"


def test_a_place_known_to_the_province_goes_to_districts_as_others_there_do() -> None:
    fine = [incident(told(n, dead(1), where=PLACES[0 if n < 4 else 2])) for n in (1, 2, 3, 4)]
    coarse = incident(told(9, dead(4), where=PLACES[3]))
    held = counted(*fine, coarse)
    assert cells(held, "district")[None]["apart"] == "coarser than a district"
    spread = cells(held, "district", coarse="apportion")
    assert spread["Lower, East, Eastland"]["incidents"] == pytest.approx(3.75)
    assert spread["Upper, East, Eastland"]["killed_low"] == pytest.approx(2)


# --- who -------------------------------------------------------------------------------------------------


def test_an_incident_of_two_actors_counts_in_the_cell_of_each() -> None:
    held = counted(incident(told(1, dead(2), who=(by(FRONT, "fact"), by(RIVAL, "fact")))))
    found = cells(held, "actor")
    assert {name: row["incidents"] for name, row in found.items()} == {
        "Northern Front": 1,
        "Southern League": 1,
    }
    assert list(cells(held, "dyad")) == ["Northern Front – Southern League"]


def test_a_dyad_is_the_doer_and_the_side_it_hit() -> None:
    held = counted(
        incident(told(1, dead(2), dead(1, group="civilians"), who=(by(FRONT, "fact"),), type="attack"))
    )
    assert set(cells(held, "dyad")) == {"Northern Front – security forces", "Northern Front – civilians"}


def test_who_only_denies_it_is_no_actor() -> None:
    held = counted(incident(told(1, dead(2), who=(by(FRONT, "denied"),))))
    assert cells(held, "actor")[None]["apart"] == "no actor told"


def test_a_claimants_cell_holds_its_own_figures() -> None:
    held = counted(incident(told(1, dead("five", FRONT), dead("two", ARMY))))
    found = cells(held, "claimant", rule="range")
    assert found["Northern Front"]["killed_high"] == 5
    assert found["the army"]["killed_high"] == 2


def test_a_rule_hears_only_its_own_and_says_in_how_many() -> None:
    one, other = incident(told(1, dead("five", FRONT), dead("two", ARMY))), incident(told(5, dead(9, FRONT)))
    (row,) = tally(counted(one, other), (), "official").rows
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["killed_incidents"]) == (
        2,
        2,
        2,
        1,
    )
    assert row["incidents"] == 2


def test_unknown_is_not_nought() -> None:
    (row,) = tally(counted(incident(told(1, dead("several")))), ()).rows
    assert (row["killed_low"], row["killed_unnumbered"]) == (None, 1)


def test_at_least_is_open_above() -> None:
    (row,) = tally(counted(incident(told(1, dead("at least five", MONITOR)))), ()).rows
    assert (row["killed_low"], row["killed_high"], row["killed_open"]) == (5, 5, 1)


def test_an_incident_only_threatened_is_left_out_and_said_so() -> None:
    sheet = tally(counted(incident(told(1, stage="threatened"))), ())
    assert sheet.rows[0]["incidents"] == 0
    assert any("only threatened" in note for note in sheet.notes)


def test_an_empty_record_has_a_whole_of_nothing() -> None:
    (row,) = tally([], ()).rows
    assert (row["incidents"], row["killed_low"]) == (0, None)
    assert tally([], ("month",)).rows == ()


@pytest.mark.parametrize(
    ("parts", "rule"), [(("colour",), "lowest"), (("month", "month"), "lowest"), ((), "mine")]
)
def test_what_does_not_exist_is_refused(parts: tuple[str, ...], rule: str) -> None:
    with pytest.raises(BadRequest):
        tally([], parts, rule)


def test_every_rule_says_where_it_comes_from() -> None:
    assert set(RULE_SOURCES) == set(RULES)
    found: dict[str, list[str]] = defaultdict(list)
    for rule in RULES:
        found[tally([], (), rule).notes[0]].append(rule)
    assert all(len(rules) == 1 for rules in found.values())


# --- all at once as one by one ------------------------------------------------------------------------


@given(worlds(), ANY_RULE)
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_tolls_of_many_are_those_of_each(held: list[Incident], rule: str) -> None:
    every = count_incidents(flat(*held))
    of = tolls_of(every.told, rule)
    found: list[dict[Any, Any]] = [{} for _ in every]
    for owner, harm, low, high, is_open in zip(of.owners, of.harm, of.low, of.high, of.is_open, strict=True):
        found[owner][harm] = None if low != low else (low, high, is_open)
    one_by_one = [tolls(each.told, rule) for each in every]
    assert found == [
        {harm: toll and (toll.low, toll.high, toll.is_open) for harm, toll in each.items()}
        for each in one_by_one
    ]


@given(worlds(), st.lists(st.sampled_from(DIMENSIONS), max_size=2, unique=True), ANY_RULE)
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_incidents_counted_from_a_record_tally_as_a_list_of_them(
    held: list[Incident], by_parts: list[str], rule: str
) -> None:
    every = count_incidents(flat(*held))
    assert tally(every, by_parts, rule).rows == tally(list(every), by_parts, rule).rows


@given(worlds(), st.integers(0, 255))
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_some_of_the_incidents_are_the_same_incidents(held: list[Incident], bits: int) -> None:
    every = count_incidents(flat(*held))
    kept = [bool(bits >> at & 1) for at in range(len(every))]
    some = every.chosen(np.array(kept, bool))
    assert list(some) == [each for each, is_kept in zip(every, kept, strict=True) if is_kept]
    assert list(as_columns(list(every)).chosen(np.array(kept, bool))) == list(some)
