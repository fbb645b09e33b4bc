"""Agreement between parties, coverage by sources, totals against each other and against the flat record."""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tellings import ARMY, FRONT, MONITOR, POLICE, RIVAL, by, dead, incident, span, told

from corroborate.analysis import Ledger, against_record, view
from corroborate.analysis.agreement import delays, figures_compared, responsibility, silence
from corroborate.analysis.counted import count_incidents
from corroborate.analysis.coverage import overlap, seen_by, sources
from corroborate.analysis.dimensions import DIMENSIONS
from corroborate.analysis.estimates import OTHERS, chao, histories_of
from corroborate.analysis.figures import RULES
from corroborate.analysis.latent_classes import latent_classes
from corroborate.analysis.log_linear import log_linear, poisson
from corroborate.analysis.rivals import rival_totals
from corroborate.analysis.unseen import unseen
from corroborate.errors import BadRequest
from corroborate.model import Count, Party, Silence, Total, When, Where
from corroborate.model.held import HeldTotal
from corroborate.model.incident import Incident, Source
from worlds import flat, worlds

MAY = When(earliest=date(2024, 5, 1), latest=date(2024, 5, 31), precision="month")
YEAR = When(earliest=date(2024, 1, 1), latest=date(2024, 12, 31), precision="year")


def quoted(number: int, *said: Party, low: int, high: int | None = None, **more: Any) -> HeldTotal:
    facts: dict[str, Any] = {
        "measure": "killed",
        "period": MAY,
        "where": Where(name="Eastland", country="EL", precision="country"),
    }
    count = Count(low=low, high=low if high is None else high)
    total = Total(document=f"d{number}", count=count, span=span(), attribution=said, **(facts | more))
    return HeldTotal(id=f"t{number}", total=total, source=Source(id=f"d{number}", publisher="Daily"))


# --- figures of two sides ----------------------------------------------------------------------------


def test_two_sides_are_compared_group_by_group_by_their_least_figures() -> None:
    held = [
        incident(told(10 * n, dead(9, FRONT), dead(3, ARMY), dead(2, POLICE, group="police")))
        for n in range(4)
    ]
    (row,) = figures_compared(count_incidents(flat(*held))).rows
    assert (row["one"], row["other"], row["group"], row["incidents"]) == (
        "armed groups",
        "the state",
        "military",
        4,
    )
    assert row["ratio"] == pytest.approx(9.5 / 3.5, abs=1e-3)
    assert row["ratio_low"] <= row["ratio"] <= row["ratio_high"]
    assert (row["one_higher"], row["same"], row["sum_one"], row["sum_other"]) == (1, 0, 36, 12)


def test_two_incidents_give_no_interval_and_unnumbered_figures_no_pair() -> None:
    held = [incident(told(10 * n, dead(9, FRONT), dead(3, ARMY))) for n in range(2)]
    assert figures_compared(count_incidents(flat(*held))).rows[0]["ratio_low"] is None
    vague = incident(told(1, dead("several", FRONT), dead(3, ARMY)))
    assert figures_compared(count_incidents(flat(vague))).rows == ()


def test_claimants_are_compared_by_name() -> None:
    of = incident(told(1, dead(9, FRONT), dead(3, RIVAL), dead(4, MONITOR)))
    rows = figures_compared(count_incidents(flat(of)), "claimant").rows
    assert {(row["one"], row["other"]) for row in rows} == {
        ("Northern Front", "Southern League"), ("Northern Front", "the Monitor"), ("Southern League", "the Monitor"),
    }  # fmt: skip
    with pytest.raises(BadRequest, match="choose side or claimant"):
        figures_compared(count_incidents(flat(of)), "friends")


# --- responsibility, silence, delay -------------------------------------------------------------------


def test_responsibility_tells_claims_charges_and_denials_apart() -> None:
    held = (
        incident(told(1, who=(by(FRONT, "claimed", FRONT), by(FRONT, "accused", ARMY)))),
        incident(told(20, who=(by(FRONT, "accused", ARMY), by(FRONT, "denied", FRONT)))),
        incident(told(40, who=(by(FRONT, "claimed", FRONT),))),
    )
    record = flat(*held)
    (row,) = responsibility(record, count_incidents(record)).rows
    assert {name: row[name] for name in ("incidents", "claimed", "laid", "denied")} == {
        "incidents": 3, "claimed": 2, "laid": 2, "denied": 1,
    }  # fmt: skip
    assert (row["claimed_only"], row["laid_unclaimed"], row["laid_and_denied"]) == (1, 1, 1)


def test_silence_counts_incidents_of_which_officials_are_said_to_be_silent() -> None:
    quiet = incident(told(1, silences=(Silence(party=ARMY, span=span()),)))
    other = incident(told(20, silences=(Silence(party=FRONT, span=span()),)))
    record = flat(quiet, other)
    (row,) = silence(record, count_incidents(record)).rows
    assert (row["incidents"], row["silent"], row["share"]) == (2, 1, 0.5)
    (row,) = silence(record, count_incidents(record), "country").rows
    assert row["country"] == "Eastland"


def test_delay_is_from_the_day_to_the_first_report_and_misdated_ones_stand_apart() -> None:
    held = incident(told(1), told(2), outlets=("Daily", "Post"))
    late = incident(
        told(20, when=When(earliest=date(2024, 5, 20), latest=date(2024, 5, 20), precision="day")),
        outlets=("Daily",),
    )
    record = flat(held, late)
    rows = {row["publisher"]: row for row in delays(record, count_incidents(record)).rows}
    assert (rows["first of any"]["days_50"], rows["Post"]["days_50"]) == (1, 2)
    assert (rows["Daily"]["incidents"], rows["Daily"]["before"]) == (1, 1)


# --- coverage -----------------------------------------------------------------------------------------


def test_what_each_source_adds() -> None:
    seen = {"a": frozenset({1, 2, 3}), "b": frozenset({3, 4}), "c": frozenset({3})}
    rows = {row["source"]: row for row in sources(seen).rows}
    assert [row["added"] for row in rows.values()] == [3, 1, 0]
    assert (rows["a"]["alone"], rows["b"]["alone"], rows["b"]["reached"]) == (2, 1, 1)
    pair = overlap(seen).rows[0]
    assert (pair["both"], pair["only_one"], pair["expected"]) == (1, 2, 1.5)
    assert sources({}).rows == overlap({}).rows == ()


@given(st.dictionaries(st.sampled_from("abcde"), st.frozensets(st.integers(0, 20), min_size=1), max_size=5))
@settings(max_examples=40, deadline=None)
def test_what_sources_add_comes_to_all_that_is_told(seen: dict[str, frozenset[int]]) -> None:
    rows = sources(seen).rows
    assert sum(row["added"] for row in rows) == len(frozenset().union(*seen.values()))
    assert [row["added"] for row in rows] == sorted((row["added"] for row in rows), reverse=True)


def test_sources_are_publishers_or_first_speakers_and_a_copy_is_its_originals() -> None:
    of = incident(
        told(1, dead(5, FRONT)), told(2, dead(5, FRONT)), outlets=("Daily", "Post"), copies={"d2": "d1"}
    )
    record = flat(of)
    counted = count_incidents(record)
    assert set(seen_by(record, counted)) == {"Daily"}
    assert set(seen_by(record, counted, "speaker")) == {"Northern Front"}
    with pytest.raises(BadRequest, match="publisher or speaker"):
        seen_by(record, counted, "reader")


def test_a_compiled_dataset_is_a_source_to_compare_but_no_list_and_no_voice() -> None:
    from dataclasses import replace

    of = incident(told(1, dead(5)), told(2, dead(7)), outlets=("Daily", "Codebook"))
    of = replace(of, sources=(of.sources[0], replace(of.sources[1], is_compiled=True)))
    record = flat(of)
    counted = count_incidents(record)
    assert set(seen_by(record, counted)) == {"Daily", "Codebook"}
    assert set(seen_by(record, counted, compiled=False)) == {"Daily"}
    assert {told.voice.camp for told in counted[0].told} == {"independent", "unnamed"}


# --- what none told -----------------------------------------------------------------------------------


def world(true: int, *chances: float) -> Counter[tuple[int, ...]]:
    chance = random.Random(7)
    drawn = (tuple(int(chance.random() < each) for each in chances) for _ in range(true))
    return Counter(pattern for pattern in drawn if any(pattern))


def test_a_poisson_regression_is_that_of_statsmodels() -> None:
    from statsmodels.genmod import api

    chance = np.random.default_rng(3)
    for _ in range(5):
        design = np.column_stack([np.ones(15), chance.integers(0, 2, (15, 4))])
        counts = chance.poisson(np.exp(design @ chance.normal(1, 0.5, 5))).astype(float)
        ours, theirs = poisson(counts, design), api.GLM(counts, design, family=api.families.Poisson()).fit()
        assert ours is not None
        assert ours.effects == pytest.approx(theirs.params, rel=1e-6)
        assert ours.errors == pytest.approx(theirs.bse, rel=1e-6)
        assert ours.aic == pytest.approx(theirs.aic, rel=1e-9)


def test_a_regression_that_foretells_every_count_tells_nothing() -> None:
    assert poisson(np.array([2.0, 5.0]), np.array([[1.0, 0.0], [1.0, 1.0]])) is None


def test_a_source_without_a_name_is_no_party_to_agree_with() -> None:
    reportedly = Party(name="reportedly", role="unattributed")
    of = incident(told(1, dead(3, ARMY), dead(5, FRONT), dead(9, reportedly)))
    (row,) = figures_compared(count_incidents(flat(of)), "claimant").rows
    assert (row["sum_one"], row["sum_other"]) == (5, 3)


@pytest.mark.parametrize("method", [chao, log_linear, lambda of: latent_classes(of, rounds=800)])
def test_independent_sources_tell_how_many_there_were(method: Any) -> None:
    patterns = world(1_000, 0.5, 0.4, 0.3)
    of = method(patterns)
    assert sum(patterns.values()) <= of.low <= of.total <= of.high
    assert of.low <= 1_050
    assert of.high >= 950


def test_sources_that_hardly_meet_leave_more_unseen() -> None:
    apart, together = (
        Counter({(1, 0): 50, (0, 1): 50, (1, 1): 2}),
        Counter({(1, 0): 5, (0, 1): 5, (1, 1): 90}),
    )
    assert (chao(apart).total or 0) > 5 * (chao(together).total or 0)


def test_the_lower_bound_is_right_for_independent_lists_of_unlike_size() -> None:
    every = Counter(
        {
            (1, 0, 0): 320,
            (0, 1, 0): 80,
            (0, 0, 1): 20,
            (1, 1, 0): 80,
            (1, 0, 1): 20,
            (0, 1, 1): 5,
            (1, 1, 1): 5,
        }
    )
    of = chao(every)
    assert (of.total or 0) - sum(every.values()) == pytest.approx(320, rel=0.02)


def test_unlike_visibility_is_a_model_of_its_own() -> None:
    chance = random.Random(7)
    told = Counter(
        tuple(int(chance.random() < (each if plain else each / 4)) for each in (0.7, 0.6, 0.5, 0.5))
        for plain in (chance.random() < 0.5 for _ in range(2_000))
    )
    del told[(0, 0, 0, 0)]
    of = log_linear(told)
    assert "unlike" in of.model
    assert (of.low or 0) <= 2_000 <= (of.high or 0)


def test_few_incidents_leave_an_interval_and_no_warning(recwarn: pytest.WarningsRecorder) -> None:
    few = Counter({(1, 0, 0): 5, (0, 1, 0): 4, (1, 1, 0): 2, (0, 0, 1): 2, (1, 1, 1): 1})
    of = log_linear(few)
    assert 14 < (of.low or 0) < (of.total or 0) < (of.high or 0) < 1_000
    assert not recwarn.list


def test_small_sources_are_one_list_and_too_few_lists_are_said() -> None:
    seen = {name: frozenset(range(9 - n, 20)) for n, name in enumerate("abcdef")}
    names, patterns = histories_of(seen, 3)
    assert names == ("a", "b", OTHERS)
    assert sum(patterns.values()) == 16
    two = unseen({"a": frozenset({1, 2}), "b": frozenset({2, 3})})
    assert {row["method"]: row["unseen"] is None for row in two.rows} == {
        "chao": False, "log-linear": True, "latent classes": True,
    }  # fmt: skip
    assert unseen({}).rows == ()
    assert all(row["misleads"] for row in two.rows)
    assert all("copying" in row["held_truth"] for row in two.rows)
    with pytest.raises(BadRequest, match="2 to 5"):
        histories_of(seen, 9)


# --- totals -----------------------------------------------------------------------------------------------


def test_totals_of_two_claimants_for_one_period_contradict_where_they_do_not_meet() -> None:
    held = [quoted(1, ARMY, low=20), quoted(2, FRONT, low=50), quoted(3, MONITOR, low=15, high=60)]
    (row,) = rival_totals(held).rows
    assert (row["one"], row["other"], row["one_low"], row["other_low"]) == (
        "Northern Front",
        "the army",
        50,
        20,
    )


def test_a_month_with_more_than_its_year_contradicts_and_a_claimant_is_no_rival_of_itself() -> None:
    held = [quoted(1, ARMY, low=20, period=YEAR), quoted(2, FRONT, low=50), quoted(3, ARMY, low=70)]
    whys = [row["why"] for row in rival_totals(held).rows]
    assert len(whys) == 2
    assert any("more than 20 in the whole" in why for why in whys)


def test_totals_of_other_places_groups_or_measures_are_no_rivals() -> None:
    held = [quoted(1, ARMY, low=20), quoted(2, FRONT, low=50, group="police"), quoted(3, FRONT, low=50, measure="injured"),
            quoted(4, FRONT, low=50, where=Where(name="Mina", country="EL", precision="near"))]  # fmt: skip
    assert rival_totals(held).rows == ()


def test_totals_that_name_neither_place_nor_actor_contradict_for_the_very_same_period_alone() -> None:
    nowhere = Where(name=None)
    held = [quoted(1, ARMY, low=20, where=nowhere), quoted(2, FRONT, low=50, where=nowhere),
            quoted(3, MONITOR, low=10, where=nowhere, period=YEAR), quoted(4, FRONT, low=90)]  # fmt: skip
    (row,) = rival_totals(held).rows
    assert {row["one_id"], row["other_id"]} == {held[0].id, held[1].id}
    assert row["why"].endswith("for the same period, of no said place")


@given(
    worlds(5),
    st.sampled_from(("killed", "injured", "captured", "attacks", "locations")),
    st.sampled_from(("unknown", "military", "security_forces")),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_total_is_held_against_the_flat_record_as_against_views(
    held: list[Incident], measure: Any, group: Any
) -> None:
    record = flat(*held)
    quick = Ledger.of(count_incidents(record), record)
    whole = Ledger([view(each) for each in held])
    for total in (
        quoted(1, low=40, measure=measure, group=group, period=YEAR).total,
        quoted(
            1, low=40, measure=measure, group=group, period=YEAR, actor="front", where=Where(name="East")
        ).total,
    ):
        assert against_record(total, quick) == against_record(total, whole)


def test_no_total_is_ever_added_to_a_tally() -> None:
    from corroborate.model import Coding, Document
    from corroborate.record import Record
    from corroborate.store import open_store

    with Record(open_store(":memory:")) as record:
        document = Document(id="d1", source="x", text="words " * 20)
        (report,) = (told(1, dead(3, ARMY)),)
        record.store.save(Coding(document=document, reports=(report,)))
        before = record.tally()[0]
        totals = tuple(quoted(2, ARMY, low=500).total for _ in range(1))
        record.store.save(Coding(document=Document(id="d2", source="y", text="words " * 20), totals=totals))
        assert len(record.totals()) == 1
        assert record.tally()[0] == before


def test_the_page_on_analysis_describes_every_column() -> None:
    from corroborate.analysis import agreement, coverage, operations, rivals, surges, tally, trend
    from corroborate.analysis import unseen as none_told
    from corroborate.analysis.series import Measured

    text = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text(encoding="utf-8")
    what = Measured(measure="killed")
    every = (
        *(each for each in tally.columns_of(()) if each.name.startswith(("killed", "incidents", "apart"))),
        *trend.columns_of(what), *surges.columns_of(what), *operations.COLUMNS, *agreement.COMPARED, *agreement.ANSWERED,
        *agreement.SILENT, *agreement.DELAYED, *coverage.SOURCES, *coverage.OVERLAP, *none_told.UNSEEN, *rivals.COLUMNS,
    )  # fmt: skip
    assert [
        each.name
        for each in every
        if f"| `{each.name}` | {each.type} | {each.unit} | {each.description} |" not in text
    ] == []
    assert [name for name in (*DIMENSIONS, *RULES) if f"`{name}`" not in text] == []
