"""Sections on surges, days of many attacks, agreement and coverage: true of the data, and plain where it is too little."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tellings import ARMY, FRONT, MONITOR, by, dead, incident, told
from tests.publishing.report.materials import material_of

from corroborate.analysis.dimensions import Cutting
from corroborate.model import When
from corroborate.model.incident import Incident
from corroborate.publishing.report import Material, Scope, surges_in
from corroborate.publishing.report.agreeing import agreement
from corroborate.publishing.report.blocks import Block, Figure, Grid, Paragraph, plain
from corroborate.publishing.report.covering import coverage
from corroborate.publishing.report.unusual import operations_told, surges_told
from worlds import PLACES, flat

MAY = Scope(since=date(2024, 5, 1), until=date(2024, 5, 31), unit="month")


def on(day: date, number: int, place: int = 1) -> Incident:
    when = When(earliest=day, latest=day, precision="day")
    doer = by(FRONT, "claimed", FRONT)
    return incident(told(number, dead(1, FRONT), who=(doer,), when=when, where=PLACES[place]))


def words_of(blocks: Sequence[Block]) -> str:
    return " ".join(plain(each.parts) for each in blocks if isinstance(each, Paragraph))


def rows_of(blocks: Sequence[Block]) -> list[list[str]]:
    return [[plain(cell) for cell in row] for each in blocks if isinstance(each, Grid) for row in each.rows]


def searched(held: Sequence[Incident]) -> Material:
    from corroborate.analysis.counted import count_incidents

    past = count_incidents(flat(*held))
    cutting = Cutting(since=date(2023, 1, 1), until=MAY.until)
    return material_of(held, MAY, surges=surges_in(past, MAY, cutting), around=past)


def test_a_week_of_many_incidents_after_a_quiet_year_is_a_surge_and_leads_to_its_incidents() -> None:
    quiet = [on(date(2023, 1, 2) + timedelta(days=28 * n), n) for n in range(17)]
    burst = [on(date(2024, 5, 14), 100 + n) for n in range(9)]
    blocks = surges_told(searched([*quiet, *burst]))
    assert rows_of(blocks)[0][:3] == ["All incidents", "of 13 May 2024", "9"]
    counts = [row[2][0] for block in blocks if isinstance(block, Grid) for row in block.rows]
    assert all(isinstance(each, Figure) and len(each.incidents) == 9 for each in counts)


def test_an_even_past_has_no_surge_and_says_how_many_weeks_were_tested() -> None:
    even = [on(date(2023, 1, 2) + timedelta(days=7 * n), n) for n in range(73)]
    said = words_of(surges_told(searched(even)))
    assert "No week that begins in the period" in said
    assert "weeks of all incidents, of provinces and of actors were tested" in said


def test_a_record_without_a_past_cannot_tell_a_surge() -> None:
    assert "too short a time back" in words_of(surges_told(material_of([on(date(2024, 5, 14), 1)], MAY)))


def test_a_day_of_attacks_at_many_places_is_listed_with_its_incidents() -> None:
    many = [incident(told(50 + n, dead(1, FRONT), who=(by(FRONT, "claimed", FRONT),),
                          where=_town(n))) for n in range(6)]  # fmt: skip
    quiet = [on(date(2024, 2, 20) + timedelta(days=20 * n), n) for n in range(4)]
    rows = rows_of(operations_told(searched([*quiet, *many])))
    assert rows[0][1] == "14 May 2024"
    assert rows[0][3] == "6"


def _town(n: int) -> object:
    from dataclasses import replace

    return replace(PLACES[1], name=f"Town {n}", precision="exact")


def test_a_quiet_period_has_no_such_day_and_says_so() -> None:
    assert "On no day did one actor" in words_of(operations_told(searched([on(date(2024, 5, 14), 1)])))


def test_figures_of_two_sides_are_counted_as_same_or_higher() -> None:
    held = [
        incident(told(1, dead(5, FRONT)), told(2, dead(2, ARMY))),
        incident(told(3, dead(4, FRONT)), told(4, dead(4, ARMY))),
    ]
    row = rows_of(agreement(material_of(held)))[0]
    assert row[:6] == ["armed groups / the state", "military killed", "2", "1", "1", "0"]


def test_where_no_two_sides_give_figures_nothing_is_said_of_agreement() -> None:
    said = words_of(agreement(material_of([incident(told(1, dead(5, ARMY)))])))
    assert "whether they agree cannot be told" in said
    assert "Nobody is told to have claimed" in said


def test_claims_and_denials_are_counted_by_actor() -> None:
    held = [
        incident(told(1, who=(by(FRONT, "claimed", FRONT),)), told(2, who=(by(FRONT, "accused", ARMY),))),
        incident(told(3, who=(by(FRONT, "denied", FRONT),))),
    ]
    rows = [row for row in rows_of(agreement(material_of(held))) if row[0] == "Northern Front"]
    assert rows == [["Northern Front", "2", "1", "1", "0", "1"]]


def test_each_source_adds_what_none_above_it_told() -> None:
    held = [
        incident(told(1, dead(1, MONITOR)), told(2, dead(1, ARMY))),
        incident(told(3, dead(2, ARMY))),
    ]
    blocks = coverage(material_of(held))
    added = [int(row[3]) for row in rows_of(blocks)]
    assert sum(added) == 2
    assert added == sorted(added, reverse=True)
