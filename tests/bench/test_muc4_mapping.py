"""Codings in the terms of MUC-4."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bench.muc4 import categories, fills, keys, mapping
from bench.muc4.phrases import Wording, instrument, most_specific, name_in, unhedged, unquantified

from corroborate.model import (
    Casualty,
    Coding,
    Count,
    Document,
    Party,
    Perpetrator,
    Report,
    Span,
    Target,
    Weapon,
    When,
    Where,
    span_of,
)

TEXT = (
    "The mayor of Ayora, engineer Ana Maria Rey, was shot dead on 3 February by five hooded men of the Red Dawn. Rey "
    "was leaving the town hall, which burned down. Her driver Luis Mora was hurt. Police had accused the Red Dawn of a "
    "bomb attack in 1988."
)


def span(words: str) -> Span:
    at = TEXT.index(words)
    return span_of(TEXT, at, at + len(words))


def report(**more: Any) -> Report:
    made: dict[str, Any] = {
        "id": "r",
        "document": "d",
        "type": "attack",
        "evidence": (span("The mayor"),),
        "when": When(earliest=date(1990, 2, 3), latest=date(1990, 2, 3), precision="day"),
        "where": Where(name="Ayora", within=("Puno", "Peru"), country="PE"),
        "perpetrators": (
            Perpetrator(name="men", kind="group", responsibility="fact", span=span("five hooded men")),
            Perpetrator(name="Red Dawn", kind="organization", responsibility="accused", span=span("the Red Dawn"),
                        attribution=(Party(name="police", role="police"),)),
        ),
        "targets": (
            Target(name="Rey", kind="person", group="officials", effect="killed", span=span("Rey was"), count=Count(low=1, high=1)),
            Target(name="town hall", kind="object", group="unknown", effect="destroyed", span=span("the town hall")),
        ),
        "casualties": (
            Casualty(effect="injured", group="civilians", count=Count(low=1, high=1), span=span("driver Luis Mora was hurt")),
        ),
        "weapons": (Weapon(name="bomb", kind="bomb", span=span("bomb attack")),),
    }  # fmt: skip
    return Report(**(made | more))


def coded(*reports: Report, published: str = "1990-02-06") -> Coding:
    document = Document(id="d", source="made up", text=TEXT, published=published, language="en")
    return Coding(document=document, reports=reports)


def filled(**more: Any) -> keys.Template:
    (template,) = mapping.templates_of(coded(report(**more)))
    return template


def test_a_report_becomes_a_template() -> None:
    template = filled()
    assert template.values(keys.TYPE) == ["ATTACK"]
    assert template.values(keys.STAGE) == ["ACCOMPLISHED"]
    assert template.values(keys.DATE) == ["03 FEB 90"]
    assert template.values(keys.LOCATION) == ["PERU: PUNO: AYORA"]
    assert template.values(keys.INDIVIDUAL) == ["FIVE HOODED MEN"]
    assert template.values(keys.CATEGORY) == ["TERRORIST ACT"]
    assert template.values(keys.TARGET_TYPE) == ["GOVERNMENT OFFICE OR RESIDENCE"]
    assert template.values(keys.INSTRUMENT) == ["BOMB"]


def test_people_are_filled_by_their_fullest_names() -> None:
    template = filled(
        targets=(
            Target(
                name="Rey",
                kind="person",
                group="officials",
                effect="killed",
                span=span("engineer Ana Maria Rey"),
            ),
        )
    )
    assert template.values(keys.NAME) == ["ANA MARIA REY", "LUIS MORA"]
    assert template.slots[keys.DESCRIPTION] == (keys.Fill(values=("ENGINEER",), tags=("ANA MARIA REY",)),)
    assert template.slots[keys.PERSON_EFFECT] == (
        keys.Fill(values=("DEATH",), tags=("ANA MARIA REY",)),
        keys.Fill(values=("INJURY",), tags=("LUIS MORA",)),
    )


def test_confidence_is_by_who_accuses() -> None:
    assert filled().slots[keys.CONFIDENCE] == (
        keys.Fill(values=("SUSPECTED OR ACCUSED BY AUTHORITIES",), tags=("RED DAWN",)),
    )
    claimed = Perpetrator(
        name="Red Dawn", kind="organization", responsibility="claimed", span=span("the Red Dawn")
    )
    assert filled(perpetrators=(claimed,)).values(keys.CONFIDENCE) == ["CLAIMED OR ADMITTED"]


def test_who_only_denies_it_is_no_perpetrator() -> None:
    denied = Perpetrator(
        name="Red Dawn", kind="organization", responsibility="denied", span=span("the Red Dawn")
    )
    assert filled(perpetrators=(denied,)).values(keys.ORGANIZATION) == []


def test_kidnappings_have_no_physical_targets_and_no_instruments() -> None:
    template = filled(type="abduction_forced_disappearance")
    assert template.values(keys.TYPE) == ["KIDNAPPING"]
    assert keys.TARGET not in template.slots
    assert keys.INSTRUMENT not in template.slots


def test_arson_is_a_type_of_its_own() -> None:
    assert filled(tactics=("arson",)).values(keys.TYPE) == ["ARSON"]


@pytest.mark.parametrize(
    "more",
    [
        {"type": "arrests"},
        {"when": When(earliest=date(1989, 6, 1), latest=date(1989, 6, 1), precision="day")},
        {"targets": (Target(name="men", kind="people", group="military", effect="killed", span=span("five hooded men")),)},
        {"type": "armed_clash", "targets": ()},
    ],
)  # fmt: skip
def test_what_the_guidelines_do_not_want_is_left_out(more: dict[str, Any]) -> None:
    assert mapping.templates_of(coded(report(**more))) == []


def test_two_templates_that_say_the_same_are_one() -> None:
    assert len(mapping.templates_of(coded(report(), report()))) == 1


def test_gtts_templates_are_reduced_from_those_of_1992() -> None:
    assert mapping.reduced_of([filled()]) == [
        {
            "incident_type": "attack",
            "PerpInd": [["five hooded men"]],
            "PerpOrg": [["red dawn"]],
            "Target": [["town hall"]],
            "Victim": [["luis mora"]],
            "Weapon": [["bomb"]],
        }
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(earliest=date(1990, 2, 3), latest=date(1990, 2, 3), precision="day", wording="on Saturday"), "- 06 FEB 90"),
        (When(earliest=date(1990, 2, 3), latest=date(1990, 2, 3), precision="day", wording="Saturday 3 February"), "03 FEB 90"),
        (When(earliest=date(1990, 2, 4), latest=date(1990, 2, 5), precision="days", wording="last night"), "04 FEB 90"),
        (When(earliest=date(1990, 2, 4), latest=date(1990, 2, 5), precision="days", wording="this weekend"), "04 FEB 90 - 05 FEB 90"),
        (When(earliest=date(1990, 1, 1), latest=date(1990, 1, 31), precision="month", wording="in January"), "- 06 FEB 90"),
        (When(earliest=None, latest=None, precision="unresolved"), "- 06 FEB 90"),
    ],
)  # fmt: skip
def test_dates_are_written_as_in_the_keys(when: When, said: str) -> None:
    assert fills.date_of(when, date(1990, 2, 6)) == said


@pytest.mark.parametrize(
    ("count", "phrase", "said"),
    [
        (Count(low=3, high=3), "MEN", "3"),
        (Count(low=5, high=7), "MEN", "5-7"),
        (Count(low=5, high=None), "MEN", "5-"),
        (Count(low=100, high=100, wording="about 100"), "MEN", "~100"),
        (Count(low=None, high=None), "OWNERS OF THE BUS", "PLURAL"),
        (Count(low=None, high=None), "BUS", "1"),
    ],
)
def test_numbers_are_written_as_in_the_keys(count: Count, phrase: str, said: str) -> None:
    assert fills.number_of(count, phrase) == said


def test_the_country_is_the_likeliest_where_no_place_is_known() -> None:
    assert fills.likely_country([], "The Chilean minister left Chile for Lima, Peru.") == "CHILE"
    assert fills.likely_country([report()], "Nothing is said of it.") == "PERU"
    assert fills.likely_country([], "Nothing is said of it.", "BOGOTA, 3 MAY 90 (RADIO DOS) --") == "COLOMBIA"
    assert fills.likely_country([], "Nothing is said of it.") is None


def test_a_place_elsewhere_yields_to_the_country_that_the_document_is_about() -> None:
    washington = Where(name="Washington", within=("United States",), country="US")
    assert filled(where=washington).values(keys.LOCATION) == ["UNITED STATES: WASHINGTON"]
    coding = coded(report(where=washington), report())
    assert mapping.templates_of(coding)[0].values(keys.LOCATION) == ["PERU"]


def test_a_foreign_nation_is_not_that_of_the_place() -> None:
    assert fills.foreign_nation("the U.S. embassy", "PERU: LIMA") == "UNITED STATES"
    assert fills.foreign_nation("Soviet technicians", "PERU") == "USSR"
    assert fills.foreign_nation("Peruvian miners", "PERU") is None


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("police chief Gen. Carlos Rey", "Carlos Rey"),
        ("Senator Ana de la Rosaleda", "Ana de la Rosaleda"),
        ("the mayor", None),
        ("a Peruvian", None),
        ("the Miners' Union", None),
        ("Rosaleda's", "Rosaleda"),
    ],
)
def test_names_are_told_from_descriptions(phrase: str, name: str | None) -> None:
    assert name_in(phrase) == name


def test_phrases_lose_what_the_keys_leave_out() -> None:
    assert unquantified("at least two other STONE BRIDGES") == "STONE BRIDGES"
    assert unhedged("THE ALLEGED FIVE MEN") == "FIVE MEN"
    assert (instrument("BOMB ATTACK"), instrument("EXPLOSION")) == ("BOMB", None)
    assert most_specific(["BOMB", "CAR BOMB", "BOMBS", "RIFLE"]) == ["CAR BOMB", "RIFLE"]


def test_names_are_seen_in_capitals_too() -> None:
    loud = "THE SENATOR ANA MARIA QUIROZ WAS SHOT DEAD BY GUNMEN. QUIROZ WAS A LAWYER FROM THE NORTH OF THE COUNTRY."
    wording = mapping.wording_of(loud)
    assert isinstance(wording, Wording)
    assert wording.person_at(span_of(loud, loud.rindex("QUIROZ"), loud.rindex("QUIROZ") + 6)) == (
        "Ana Maria Quiroz",
        "",
    )


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("CAR BOMB", "VEHICLE BOMB"),
        ("AK-47 RIFLES", "RIFLE"),
        ("STICKS OF DYNAMITE", "DYNAMITE"),
        ("ROPE", None),
    ],
)
def test_instruments_have_types(phrase: str, kind: str | None) -> None:
    assert categories.tool(phrase) == kind


def test_targets_have_types_by_their_head_nouns() -> None:
    assert categories.facility("POLICE PATROL CAR") == "TRANSPORT VEHICLE"
    assert categories.facility("OFFICES OF THE AGRARIAN BANK") == "FINANCIAL"
    assert categories.person("RETIRED GENERAL", "military") == "FORMER ACTIVE MILITARY"
    assert categories.person("THEM", "police") == "LAW ENFORCEMENT"
