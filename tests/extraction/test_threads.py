"""Which tellings are one incident."""

from __future__ import annotations

from datetime import date

import pytest

from coded import Case, article, asked, cases, coded_case, told
from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.deeds import find_deeds
from corroborate.extraction.joining import places_fit
from corroborate.extraction.thread import Thread
from corroborate.extraction.threads import weave
from corroborate.model import Where


def woven(text: str) -> list[Thread]:
    passage = read_closely(article(text), default_tools())
    return weave(passage, [deed for i in range(len(passage.sentences)) for deed in find_deeds(passage, i)])


@pytest.mark.parametrize("case", cases("threads.yaml"), ids=lambda case: case["proves"])
def test_tellings_come_together(case: Case) -> None:
    coding = coded_case(case)
    assert [
        told(report, one) for report, one in zip(coding.reports, case["incidents"], strict=True)
    ] == asked(case)


def test_nothing_told_is_no_thread() -> None:
    assert woven("The ferry leaves the harbour at noon.") == []


def test_a_thread_remembers_every_telling() -> None:
    (thread,) = woven("Gunmen attacked a post near Kidal on Monday. The attack killed three soldiers.")
    assert [deed.sentence for deed in thread.deeds] == [0, 1]
    assert thread.when is not None
    assert thread.when.earliest == date(2025, 6, 9)


def test_the_same_village_speaks_for_one_incident_and_another_country_against() -> None:
    village = Where(
        name="Komanda", within=("Ituri", "Democratic Republic of the Congo"), country="CD", precision="exact"
    )
    province = Where(
        name="Ituri", within=("Democratic Republic of the Congo",), country="CD", precision="province"
    )
    abroad = Where(name="Arua", within=("Uganda",), country="UG", precision="exact")
    assert (
        places_fit(village, [village]) > places_fit(village, [province]) > 0 > places_fit(village, [abroad])
    )


def test_the_best_place_of_a_thread_decides() -> None:
    here = Where(name="Komanda", within=("Ituri",), country="CD", precision="exact")
    abroad = Where(name="Arua", within=("Uganda",), country="UG", precision="exact")
    assert places_fit(here, [abroad, here]) == places_fit(here, [here])


def test_a_place_unsaid_speaks_neither_for_nor_against() -> None:
    assert places_fit(None, [Where(name="Arua")]) == places_fit(Where(name="Arua"), []) == 0.0
