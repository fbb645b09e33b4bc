"""What a report says is true of the figures: checked on worlds drawn at random."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tellings import ARMY, FRONT, MONITOR, by, dead, incident, told
from tests.publishing.report.materials import YEAR, ids, material_of

from corroborate.analysis.periods import periods_between
from corroborate.analysis.series import Series
from corroborate.analysis.tally import MEASURES, tally
from corroborate.analysis.tolls import tolls
from corroborate.model.incident import Incident
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Figure, Grid, plain
from corroborate.publishing.report.changes import compared
from corroborate.publishing.report.findings import findings
from corroborate.publishing.report.material import Material, Scope
from corroborate.publishing.report.tables import cells_table, sides_table
from worlds import worlds

RULES = ("lowest", "range", "official", "claimant", "independent")
quick = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def figures(material: Material) -> list[Figure]:
    return [part for parts in findings(material) for part in parts if isinstance(part, Figure)]


def summed(material: Material, incidents: tuple[str, ...], measure: str) -> tuple[float, float]:
    """What the incidents behind a figure come to, each for itself."""
    chosen = [each for each in material.incidents if each.id in incidents]
    hurt = [tolls(each.told, material.scope.rule).get(MEASURES[measure]) for each in chosen]
    return sum(each.low for each in hurt if each), sum(each.high for each in hurt if each)


@quick
@given(held=worlds(), rule=st.sampled_from(RULES))
def test_every_sum_in_the_findings_is_that_of_the_tally_and_of_the_incidents_it_leads_to(
    held: list[Incident], rule: str
) -> None:
    material = material_of(held, replace(YEAR, rule=rule))
    row = tally(material.incidents, (), rule).rows[0]
    told_of = {figure.of: figure for figure in figures(material)}
    for measure, name in words.MEASURES.items():
        if measure in ("militants_injured", "militants_captured") or row[f"{measure}_low"] is None:
            continue
        low, high = row[f"{measure}_low"], row[f"{measure}_high"]
        said = words.said_span(low, high, bool(row[f"{measure}_open"]))
        assert told_of[name].text == words.sentence(said)
        assert summed(material, told_of[name].incidents, measure) == (low, high)


@quick
@given(held=worlds())
def test_every_count_in_the_findings_is_the_number_of_the_incidents_it_leads_to(held: list[Incident]) -> None:
    material = material_of(held)
    known = {each.id for each in material.incidents}
    for figure in figures(material):
        assert set(figure.incidents) <= known
        if figure.of not in words.MEASURES.values() and not figure.of.startswith("killed, "):
            said = re.findall(r"\d+", figure.text)
            if said and "other source" not in figure.text:
                assert len(figure.incidents) == int(said[-1])


@quick
@given(held=worlds(), name=st.sampled_from(("province", "type", "month", "actor")))
def test_every_cell_of_a_table_leads_to_the_incidents_that_make_it(held: list[Incident], name: str) -> None:
    material = material_of(held)
    for grid in cells_table(material, name, "a table"):
        assert isinstance(grid, Grid)
        for row in grid.rows:
            count, killed = row[1][0], row[2][0] if "killed" in grid.heads[2:3] else ""
            assert isinstance(count, Figure)
            assert words.number(len(count.incidents)) == count.text
            if isinstance(killed, Figure) and "unnumbered" not in killed.text:
                assert killed.text.rstrip("+*") == words.span(*summed(material, killed.incidents, "killed"))


@quick
@given(held=worlds())
def test_the_place_named_first_has_the_most_incidents(held: list[Incident]) -> None:
    material = material_of(held)
    where = [parts for parts in findings(material) if plain(parts).startswith("Where.")]
    counts = [len(part.incidents) for parts in where for part in parts if isinstance(part, Figure) and part.of.startswith("incidents")]  # fmt: skip
    assert counts == sorted(counts, reverse=True)


def test_no_quoted_total_is_added_to_any_figure() -> None:
    held = [incident(told(1, dead(3, ARMY)))]
    total = {"id": "t", "measure": "killed", "low": 900, "high": 900, "unexplained": 897}
    without, beside = material_of(held), material_of(held, totals=[total])
    assert figures(beside) == figures(without)
    assert "None is counted" in plain(findings(beside)[-1])


def test_fighters_are_never_among_the_people_killed() -> None:
    held = [incident(told(1, dead(3, ARMY, group="civilians"), dead(40, ARMY, group="militants")))]
    said = {plain(parts).split(".")[0]: plain(parts) for parts in findings(material_of(held))}
    assert said["Killed"].startswith("Killed. 3 people other than fighters")
    assert said["Fighters killed"].startswith("Fighters killed. 40 fighters")
    assert "the state alone gives the figure" in said["Fighters killed"]


def test_a_sum_states_its_range_its_rule_and_whose_figures_it_is_made_of() -> None:
    held = [incident(told(1, dead(5, FRONT), who=(by(FRONT, "claimed", FRONT),)), told(2, dead(2, ARMY)))]
    said = next(plain(parts) for parts in findings(material_of(held)) if plain(parts).startswith("Killed."))
    assert "2 to 5 people" in said
    assert "rule “lowest”: the cautious figure is 2" in said
    assert "Northern Front (for 1 incident)" in said
    assert "army (1)" in said


def test_people_whom_nobody_numbers_are_named_and_not_counted() -> None:
    held = [incident(told(1, dead("several", MONITOR)))]
    said = [plain(parts) for parts in findings(material_of(held))]
    assert "Killed. In 1 incident people were killed; no source gives a number." in said


def test_an_empty_period_says_so_and_what_that_does_not_mean() -> None:
    said = " ".join(plain(parts) for parts in findings(material_of([])))
    assert "holds no incident in 2024" in said
    assert "not that nothing happened" in said
    assert "nothing was read of it" in said


def test_what_is_dated_more_coarsely_than_the_period_is_not_counted() -> None:
    may = Scope(since=date(2024, 5, 14), until=date(2024, 5, 14))
    from corroborate.model import When

    long = When(earliest=date(2024, 5, 1), latest=date(2024, 5, 31), precision="month")
    material = material_of([incident(told(1, dead(9, ARMY), when=long))], may)
    assert not material.incidents
    assert ids(figures(material)) == set()
    assert [each.id for each in material.apart] == [material.rows[0]["id"]]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((5, 5, 5, 5, 5, 5, 5, 60), "more incidents a day than in November 2024 (5; 95 % interval"),
        ((5, 6, 4, 5, 6, 5, 4, 6), "November 2024 had 4; chance alone may explain the difference."),
        ((9, 5, 5, 5, 5, 5, 5, 6), "As many or more were last recorded in May 2024."),
        ((1, 1, 1, 1, 1, 1, 1, 50), "No month since May 2024 has as many."),
        ((3, 9), "the record is too short to tell chance from change"),
    ],
)
def test_a_change_is_called_one_only_where_chance_does_not_explain_it(
    counts: tuple[int, ...], said: str
) -> None:
    first = date(2024, 13 - len(counts), 1).toordinal()
    periods = tuple(periods_between(first, date(2024, 12, 31).toordinal(), "month"))
    numbers = tuple(map(float, counts))
    series = Series(name=None, unit="month", measure="incidents", periods=periods, lows=numbers, highs=numbers, squares=numbers)  # fmt: skip
    december = Scope(since=date(2024, 12, 1), until=date(2024, 12, 31), unit="month")
    assert said in "".join(map(str, compared(series, december, "incidents")))


def test_what_two_sides_say_stands_side_by_side_the_furthest_apart_first() -> None:
    near = incident(told(1, dead(3, FRONT)), told(2, dead(4, ARMY)))
    far = incident(told(3, dead(40, FRONT)), told(4, dead(2, ARMY)))
    grid = sides_table(material_of([near, far]))[0]
    assert isinstance(grid, Grid)
    assert [tuple(plain(cell) for cell in row[2:]) for row in grid.rows] == [("40", "2"), ("3", "4")]
