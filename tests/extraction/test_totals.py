from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.extraction.passage import Passage, default_tools, read_closely
from corroborate.extraction.totals import find_totals, total_spans
from corroborate.language.lexicon import compile_lexicon, read_entries
from corroborate.language.sentences import split_sentences
from corroborate.model import Document, Total

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "total_cases.yaml").read_text())
ENTRIES = read_entries(files("corroborate.extraction") / "lexicon" / "totals.yaml")


def passage(text: str, published: str | None = "2025-06-15", title: str | None = None) -> Passage:
    document = Document(id="d", source="d.txt", text=text, title=title, published=published)
    return read_closely(document, default_tools())


def totals(text: str, **kind: Any) -> tuple[Total, ...]:
    return find_totals(passage(text, **kind))


def is_same(total: Total, expected: list[Any]) -> bool:
    measure, low, high, group, claimant = expected
    speakers = " ".join(party.name for party in total.attribution) + f" {total.actor or ''}"
    return (
        (total.measure, total.count.low, total.count.high) == (measure, low, high)
        and group in ("any", total.group)
        and (claimant in (None, "any") or claimant.lower() in speakers.lower())
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_sums_are_totals_and_single_incidents_are_not(case: dict[str, Any]) -> None:
    found = list(totals(case["text"], published=case.get("published", "2025-06-15")))
    for expected in case["totals"]:
        match = next((total for total in found if is_same(total, expected)), None)
        assert match is not None, (expected, found)
        found.remove(match)
    assert found == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.kind}: {entry.example[:30]}")
def test_the_example_of_each_entry_holds_one_of_its_forms(entry: Any) -> None:
    (sentence,) = split_sentences(entry.example)
    assert compile_lexicon([entry]).matches(sentence)


def test_a_change_goes_with_its_figure() -> None:
    (total,) = totals("Deaths rose by 24% to 580 in 2024, the ministry's report said.")
    assert total.change is not None
    assert total.change.percent == 24.0
    assert total.change.wording.startswith("rose by 24% to 580")


def test_a_fall_is_negative() -> None:
    (total,) = totals("Attacks declined by 15 percent to 92 in May, according to the report.")
    assert total.change is not None
    assert total.change.percent == -15.0


def test_a_record_is_a_change_and_its_year_no_period() -> None:
    (total,) = totals("In 2024 the army lost 410 soldiers killed, the highest since 2011, the report said.")
    assert total.change is not None
    assert "highest since 2011" in total.change.wording
    assert str(total.period.earliest) == "2024-01-01"


def test_a_sum_since_a_war_began_runs_to_the_day_of_the_report() -> None:
    (total,) = totals("More than 900 people have been killed since the war began on 3 March.")
    assert (str(total.period.earliest), str(total.period.latest)) == ("2025-03-03", "2025-06-15")


def test_more_than_a_number_is_no_comparison() -> None:
    (total,) = totals("The group carried out more than 111 operations in May alone, the report said.")
    assert str(total.period.latest) == "2025-05-31"


def test_that_month_is_the_month_told_before() -> None:
    found = totals(
        "The group carried out 40 attacks in April, according to the monitor. "
        "At least 60 soldiers were killed during that month."
    )
    assert [str(total.period.earliest) for total in found] == ["2025-04-01", "2025-04-01"]


def test_a_lead_that_repeats_its_headline_is_one_total() -> None:
    found = totals("Seven killed in separate attacks\nSeven people were killed in separate attacks in Mali.")
    assert len(found) == 1


def test_a_group_that_sums_up_its_own_deeds_is_claimant_and_doer() -> None:
    (total,) = totals("The Baloch Liberation Army said it carried out 44 attacks in May.")
    assert total.actor == "Baloch Liberation Army"
    assert total.attribution[0].role == "armed_group"


def test_the_span_holds_the_figure() -> None:
    found = totals("On the whole, 30 villagers were killed in separate raids in May.")
    assert "30 villagers were killed" in found[0].span.quote
    assert total_spans(found) == [(found[0].span.start, found[0].span.end)]


def test_without_a_date_the_period_stays_open() -> None:
    (total,) = totals("Some 3,000 people have been killed since January.", published=None)
    assert total.period.earliest is None
