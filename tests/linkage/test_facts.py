"""A report laid flat."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from corroborate.linkage import Figure, decode_facts, encode_facts, facts_of
from corroborate.linkage.facts import NEWS_LAG
from corroborate.linkage.words import place_key
from corroborate.model import (
    NOWHERE,
    UNDATED,
    Casualty,
    Count,
    Document,
    Party,
    Perpetrator,
    Report,
    Span,
    Target,
    When,
    Where,
)

PUBLISHED = date(2025, 6, 5)
DOCUMENT = Document(id="doc", source="t", text="", published=PUBLISHED.isoformat())
SAID = Span(start=0, end=4, quote="said")


def reported(**changes: Any) -> Report:
    given: dict[str, Any] = {
        "id": "r",
        "document": "doc",
        "type": "armed_clash",
        "evidence": (SAID,),
        **changes,
    }
    return Report(**given)


def casualty(effect: str, group: str, low: int | None, high: int | None, who: str = "") -> Casualty:
    source = (Party(name=who, role="media"),) if who else ()
    count = Count(low=low, high=high)
    return Casualty(effect=effect, group=group, count=count, span=SAID, attribution=source)  # type: ignore[arg-type]


def days(earliest: date | None, latest: date | None, precision: str = "month") -> When:
    return When(earliest=earliest, latest=latest, precision=precision, wording="w")  # type: ignore[arg-type]


def figures(*casualties: Casualty) -> tuple[Figure, ...]:
    return facts_of(reported(casualties=casualties), DOCUMENT).figures


def test_facts_survive_being_stored() -> None:
    facts = facts_of(reported(casualties=(casualty("killed", "police", 2, None),)), DOCUMENT, "copies")
    assert decode_facts(encode_facts(facts)) == facts


def test_an_undated_deed_is_presumed_to_be_recent_but_an_undated_memory_is_not() -> None:
    facts = facts_of(reported(), DOCUMENT)
    assert (facts.earliest, facts.latest) == (PUBLISHED.toordinal() - NEWS_LAG, PUBLISHED.toordinal())
    assert facts.date_precision == "presumed"
    assert facts_of(reported(background=True), DOCUMENT).earliest is None


def test_a_date_said_without_an_anchor_is_not_presumed() -> None:
    when = When(earliest=None, latest=None, precision="unresolved", wording="Wednesday")
    assert facts_of(reported(when=when), DOCUMENT).earliest is None


def test_no_deed_is_reported_before_it_is_done() -> None:
    facts = facts_of(reported(when=days(date(2025, 6, 1), date(2025, 6, 30))), DOCUMENT)
    assert facts.latest == PUBLISHED.toordinal()


def test_places_are_told_finest_first_without_the_country() -> None:
    where = Where(
        name="Kund Kapran", within=("Kech", "Balochistan", "Pakistan"), country="PK", precision="district"
    )
    facts = facts_of(reported(where=where), DOCUMENT)
    assert len(facts.fine) == 2
    assert facts.area is not None
    province = Where(name="Balochistan", within=("Pakistan",), country="PK", precision="province")
    assert (
        facts_of(reported(where=province), DOCUMENT).fine,
        facts_of(reported(where=province), DOCUMENT).area,
    ) == (
        (),
        facts.area,
    )


@pytest.mark.parametrize(
    ("precision", "within", "area"),
    [("province", ("Diyala", "Iraq"), place_key("Diyala")), ("country", ("Iraq",), None)],
)
def test_a_village_that_no_gazetteer_knows_lies_below_what_holds_it(
    precision: str, within: tuple[str, ...], area: str | None
) -> None:
    where = Where(name="Umm Tareef", within=within, precision=precision, country="IQ")  # type: ignore[arg-type]
    facts = facts_of(reported(where=where), DOCUMENT)
    assert (facts.fine, facts.area) == ((place_key("Umm Tareef"),), area)


def test_a_country_is_no_place_in_itself() -> None:
    where = Where(name="Iraq", precision="country", country="IQ")
    facts = facts_of(reported(where=where), DOCUMENT)
    assert (facts.fine, facts.area, facts.country) == ((), None, "IQ")


def test_the_places_that_its_words_name_beside_its_own_are_kept() -> None:
    told = Span(start=0, end=4, quote="The convoy left Zamuran for Khartoum.")
    where = Where(name="Zamuran", within=("Kech", "Balochistan", "Pakistan"), precision="near", country="PK")
    assert facts_of(reported(evidence=(told,), where=where), DOCUMENT).said == (place_key("Khartoum"),)


def test_a_report_without_place_and_date_has_neither() -> None:
    facts = facts_of(reported(when=UNDATED, where=NOWHERE, background=True), DOCUMENT)
    assert (facts.fine, facts.area, facts.country, facts.latest) == ((), None, None, None)


def test_two_claimants_give_a_range_and_one_claimants_groups_a_sum() -> None:
    assert figures(
        casualty("killed", "military", 4, 4, "Ada"), casualty("killed", "military", 5, 5, "Bo")
    ) == (Figure(effect="killed", low=4, high=5),)
    assert figures(casualty("killed", "military", 3, 3), casualty("killed", "civilians", 2, 2)) == (
        Figure(effect="killed", low=5, high=5),
    )


def test_a_figure_for_people_unsaid_holds_those_of_the_groups() -> None:
    assert figures(casualty("killed", "unknown", 12, 12), casualty("killed", "police", 2, 2)) == (
        Figure(effect="killed", low=12, high=12),
    )


def test_at_least_leaves_the_range_open_and_casualties_leave_it_unknown() -> None:
    assert figures(casualty("killed", "police", 5, None)) == (Figure(effect="killed", low=5, high=None),)
    assert figures(casualty("injured", "police", None, None)) == (
        Figure(effect="injured", low=None, high=None),
    )


def test_a_denied_figure_and_a_denied_party_do_not_count() -> None:
    denied = Perpetrator(name="X", kind="organization", responsibility="denied", span=SAID, actor="x")
    assert facts_of(reported(perpetrators=(denied,)), DOCUMENT).actors == ()


def test_a_target_is_told_by_class_and_name() -> None:
    target = Target(name="Coastal Express", kind="object", group="civilians", effect="seized", span=SAID)
    facts = facts_of(reported(targets=(target,), tactics=("hijacking",)), DOCUMENT)
    assert facts.landmarks == ("landmark.train",)
    assert facts.tactics == ("tactic.hostages",)
    assert facts.names == ("coastal express",)
