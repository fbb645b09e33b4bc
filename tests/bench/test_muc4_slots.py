"""Credit for fills and alignment of templates by the guidelines of 1992."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.muc4 import credit, keys, slots
from bench.muc4.keys import Fill, Template


def fill(said: str, tag: str | None = None) -> Fill:
    return Fill(values=(said,), tags=(tag,) if tag else ())


def incident(**more: tuple[Fill, ...]) -> Template:
    filled = {
        keys.TYPE: (fill("BOMBING"),),
        keys.DATE: (fill("02 FEB 90"),),
        keys.TARGET: (fill("BRIDGE"), fill("TRUCK")),
        keys.TARGET_NUMBER: (fill("1", "BRIDGE"), fill("1", "TRUCK")),
        keys.NAME: (),
    }
    return Template(slots=filled | {getattr(keys, name): fills for name, fills in more.items()})


@pytest.mark.parametrize(
    ("slot", "said", "gold", "worth"),
    [
        (keys.TYPE, "ATTACK", "BOMBING", 0.5),
        (keys.TYPE, "BOMBING", "ATTACK", 0.0),
        (keys.STAGE, "ATTEMPTED", "THREATENED", 0.0),
        (keys.CONFIDENCE, "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", 0.5),
        (keys.INSTRUMENT_TYPE, "GUN", "MACHINE GUN", 0.5),
        (keys.INSTRUMENT_TYPE, "EXPLOSIVE", "VEHICLE BOMB", 0.5),
        (keys.INSTRUMENT_TYPE, "VEHICLE BOMB", "BOMB", 0.0),
        (keys.TARGET_TYPE, "POLITICAL FIGURE OFFICE OR RESIDENCE", "GOVERNMENT OFFICE OR RESIDENCE", 0.5),
        (keys.TARGET_EFFECT, "DESTROYED", "SOME DAMAGE", 0.5),
        (keys.TARGET_EFFECT, "SOME DAMAGE", "DESTROYED", 0.0),
        (keys.PERSON_TYPE, "POLITICAL FIGURE", "GOVERNMENT OFFICIAL", 0.5),
        (keys.PERSON_TYPE, "ACTIVE MILITARY", "FORMER ACTIVE MILITARY", 0.5),
        (keys.PERSON_EFFECT, "NO DEATH", "NO INJURY OR DEATH", 0.5),
        (keys.INDIVIDUAL, "THE 3 PEASANTS", "PEASANTS", 1.0),
        (keys.DESCRIPTION, "OLD PEASANTS WHO WERE WITNESSES", "PEASANTS", 1.0),
        (keys.DESCRIPTION, "SALVADORAN PEASANTS", "PEASANTS", 1.0),
        (keys.DESCRIPTION, "THE 3 PEASANTS, WHICH THE MAYOR REGRETTED", "PEASANTS", 0.5),
        (keys.TARGET, "SOLDIERS AT THE BRIDGE", "BRIDGE", 0.5),
        (keys.TARGET, "OIL", "OIL PIPELINE", 0.5),
        (keys.TARGET, "STONE BRIDGE", "RAILWAY BRIDGE", 0.5),
        (keys.TARGET, "BRIDGE", "TRUCK", 0.0),
        (keys.NAME, "PARDO", "JOSE PARDO", 0.5),
        (keys.NAME, "MR. JOSE PARDO", "JOSE PARDO", 1.0),
        (keys.NAME, "ANA PARDO", "JOSE PARDO", 0.0),
        (keys.ORGANIZATION, "ARMY OF THE RED DAWN (ARD)", "ARMY OF THE RED DAWN", 1.0),
        (keys.ORGANIZATION, "BRIGADE", "6TH INFANTRY BRIGADE", 0.5),
        (keys.ORGANIZATION, "WHITE FRONT", "GREEN FRONT", 0.0),
        (keys.DATE, "03 FEB 90", "02 FEB 90 - 04 FEB 90", 0.5),
        (keys.DATE, "25 AUG 89", "- 26 AUG 89", 0.5),
        (keys.DATE, "27 AUG 89", "- 26 AUG 89", 0.0),
        (keys.DATE, "- 26 AUG 89", "25 AUG 89 - 26 AUG 89", 0.5),
        (keys.DATE, "- 26 AUG 89", "26 AUG 89", 0.5),
        (keys.DATE, "- 26 AUG 89", "25 AUG 89", 0.0),
        (keys.DATE, "25 AUG 89 - 26 AUG 89", "26 AUG 89", 0.0),
        (keys.LOCATION, "PERU: PUNO: AYAVIRI", "PERU: AYAVIRI", 1.0),
        (keys.LOCATION, "PERU", "PERU: PUNO", 0.5),
        (keys.LOCATION, "PERU: PUNO", "PERU", 0.5),
        (keys.LOCATION, "PERU: CUZCO", "PERU: PUNO: AYAVIRI", 0.5),
        (keys.LOCATION, "CHILE: AYAVIRI", "PERU: AYAVIRI", 0.5),
        (keys.LOCATION, "CHILE: TALCA", "CHILE: TALCA - RENCA", 0.5),
        (keys.LOCATION, "CHILE", "PERU", 0.0),
        (keys.PERSON_TOTAL, "7", "5-7", 0.5),
        (keys.PERSON_TOTAL, "7", "~7", 0.5),
        (keys.PERSON_TOTAL, "6", "5-7", 0.0),
        (keys.PERSON_TOTAL, "~7", "7", 0.0),
    ],
)  # fmt: skip
def test_partial_credit_follows_the_guidelines(slot: int, said: str, gold: str, worth: float) -> None:
    assert credit.credit(slot, fill(said), fill(gold)) == worth


def test_a_right_value_with_a_wrong_reference_is_partly_right() -> None:
    gold = Fill(values=("2",), tags=("GUARDS", "WATCHMEN"))
    assert credit.credit(keys.PERSON_NUMBER, fill("2", "WATCHMEN"), gold) == 1.0
    assert credit.credit(keys.PERSON_NUMBER, fill("2", "PEASANTS"), gold) == 0.5
    assert credit.credit(keys.PERSON_NUMBER, fill("3", "WATCHMEN"), gold) == 0.0
    assert credit.credit(keys.TARGET_EFFECT, fill("DESTROYED", "CAR"), fill("SOME DAMAGE", "BUS")) == 0.5


def test_a_description_needs_the_whole_name_that_it_refers_to() -> None:
    gold = fill("MAYOR", "JOSE PARDO")
    assert credit.credit(keys.DESCRIPTION, fill("MAYOR", "JOSE PARDO"), gold) == 1.0
    assert credit.credit(keys.DESCRIPTION, fill("MAYOR", "PARDO"), gold) == 0.5
    assert credit.credit(keys.DESCRIPTION, fill("MAYOR"), gold) == 0.5
    assert credit.credit(keys.DESCRIPTION, fill("JUDGE", "JOSE PARDO"), gold) == 0.0


def f1(responses: list[Template], key: list[Template], row: str = "all templates") -> float:
    return slots.rates([slots.tally(responses, key)])[row]["f1"]


def test_the_key_itself_scores_a_hundred() -> None:
    assert {f1([incident()], [incident()], row) for row in slots.MANNERS} == {100.0}


def test_what_is_optional_costs_nothing_when_it_is_left_out() -> None:
    gold = incident(ORGANIZATION=(replace(fill("RED DAWN"), optional=True),))
    assert f1([incident()], [gold]) == 100.0
    assert f1([], [replace(gold, optional=True)]) == 0.0
    assert slots.tally([], [replace(gold, optional=True)]).total() == 0


def test_a_slot_that_does_not_apply_is_not_scored() -> None:
    gold = incident()
    without = Template(slots={slot: fills for slot, fills in gold.slots.items() if slot != keys.DATE})
    assert f1([gold], [without]) == 100.0


def test_the_manners_differ_in_what_templates_without_a_partner_cost() -> None:
    found = slots.rates([slots.tally([incident(), incident()], [incident()]), slots.tally([], [incident()])])
    assert [(found[row]["precision"], found[row]["recall"]) for row in slots.MANNERS] == [
        (100.0, 100.0),
        (100.0, 50.0),
        (50.0, 100.0),
        (50.0, 50.0),
    ]


def test_slots_of_incidents_found_leave_the_others_out() -> None:
    tallies = [slots.tally([incident()], [incident()]), slots.tally([], [incident()])]
    assert slots.matched_rates(tallies)["INCIDENT: DATE"]["recall"] == 100.0
    assert slots.rates(tallies)["INCIDENT: DATE"]["recall"] == 50.0


def test_templates_stand_for_one_another_only_if_type_and_content_agree() -> None:
    other = incident(TARGET=(fill("CHURCH"),), TARGET_NUMBER=(fill("1", "CHURCH"),))
    assert slots.aligned([other], [incident()]) == []
    assert slots.aligned([incident(TYPE=(fill("KIDNAPPING"),))], [incident()]) == []
    assert slots.aligned([other, incident()], [incident()]) == [(1, 0)]
    bare = Template(slots={keys.TYPE: (fill("BOMBING"),), keys.DATE: (fill("02 FEB 90"),)})
    assert slots.aligned([incident()], [bare]) == [(0, 0)]


def test_texts_with_and_without_incidents_are_told_apart() -> None:
    tallies = [slots.tally([incident()], []), slots.tally([incident()], [incident()])]
    assert slots.rates(tallies)["text filtering"] == {"precision": 50.0, "recall": 100.0, "f1": 66.67}
