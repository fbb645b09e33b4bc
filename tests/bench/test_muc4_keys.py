"""Answer keys of 1992 in a made-up miniature."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.muc4 import keys
from bench.muc4.keys import Fill, Template
from bench.muc4.predictions import set_and_number, write_slots

KEY = """\
;;; made up
0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  2 FEB 90 - 04 FEB 90 / - 05 FEB 90
3.  INCIDENT: LOCATION              (PERU: PUNO (DEPARTMENT): AYAVIRI (CITY / TOWN)) / (PERU)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         "DYNAMITE"
7.  INCIDENT: INSTRUMENT TYPE       DYNAMITE: "DYNAMITE"
                                    GUN: "-"
8.  PERP: INCIDENT CATEGORY         TERRORIST ACT/STATE-SPONSORED VIOLENCE
9.  PERP: INDIVIDUAL ID             "GROUP OF REBELS" / "REBELS"
10. PERP: ORGANIZATION ID           ? "RED DAWN"
11. PERP: ORGANIZATION CONFIDENCE   ? SUSPECTED OR ACCUSED BY AUTHORITIES: "RED DAWN"
12. PHYS TGT: ID                    "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
                                    "TWO TRUCKS"
13. PHYS TGT: TYPE                  TRANSPORTATION ROUTE: "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
                                    TRANSPORT VEHICLE: "TWO TRUCKS"
14. PHYS TGT: NUMBER                1: "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
                                    2 / PLURAL: "TWO TRUCKS"
15. PHYS TGT: FOREIGN NATION        -
16. PHYS TGT: EFFECT OF INCIDENT    DESTROYED: "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
17. PHYS TGT: TOTAL NUMBER          *
18. HUM TGT: NAME                   "JOSE PARDO"
19. HUM TGT: DESCRIPTION            ("ENGINEER" / "BUILDER"): "JOSE PARDO"
                                    "WATCHMEN"
20. HUM TGT: TYPE                   CIVILIAN: "JOSE PARDO"
                                    SECURITY GUARD: "WATCHMEN"
21. HUM TGT: NUMBER                 1: "JOSE PARDO"
                                    5 - 7: "WATCHMEN"
22. HUM TGT: FOREIGN NATION         -
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "JOSE PARDO"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  ATTACK

0.  MESSAGE: ID                     TST1-MUC3-0002 (SOMEBODY)
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def answers(tmp_path: Path) -> dict[str, list[Template]]:
    path = tmp_path / "key-tst1"
    path.write_text(KEY)
    return keys.read_keys([path])


@pytest.fixture
def template(answers: dict[str, list[Template]]) -> Template:
    return answers["TST1-MUC3-0001"][0]


def test_a_report_without_incidents_has_no_templates(answers: dict[str, list[Template]]) -> None:
    assert answers["TST1-MUC3-0002"] == []
    assert [each.optional for each in answers["TST1-MUC3-0001"]] == [False, True]


def test_alternatives_stand_in_quotes_and_brackets_and_hold_quotes(template: Template) -> None:
    assert template.slots[keys.INDIVIDUAL] == (Fill(values=("GROUP OF REBELS", "REBELS")),)
    assert template.slots[keys.TARGET][0].values == ('"LOS ALAMOS" BRIDGE', "BRIDGE")
    assert template.slots[keys.DESCRIPTION][0] == Fill(values=("ENGINEER", "BUILDER"), tags=("JOSE PARDO",))
    assert template.slots[keys.CATEGORY][0].values == ("TERRORIST ACT", "STATE-SPONSORED VIOLENCE")


def test_references_belong_to_all_alternatives(template: Template) -> None:
    assert template.slots[keys.TARGET_NUMBER][1] == Fill(values=("2", "PLURAL"), tags=("TWO TRUCKS",))
    assert template.slots[keys.INSTRUMENT_TYPE][1] == Fill(values=("GUN",))  # "-" refers to nothing


def test_numbers_and_dates_have_one_form(template: Template) -> None:
    assert template.slots[keys.PERSON_NUMBER][1] == Fill(values=("5-7",), tags=("WATCHMEN",))
    assert template.slots[keys.DATE] == (Fill(values=("02 FEB 90 - 04 FEB 90", "- 05 FEB 90")),)


def test_locations_lose_the_kinds_of_their_places(template: Template) -> None:
    assert template.slots[keys.LOCATION] == (Fill(values=("PERU: PUNO: AYAVIRI", "PERU")),)
    between = keys.read_fill(keys.LOCATION, "CHILE: TALCA (CITY) - RENCA (TOWN)")
    assert between == Fill(values=("CHILE: TALCA - RENCA",))


def test_what_may_be_left_out_and_what_does_not_apply(template: Template) -> None:
    assert template.slots[keys.CONFIDENCE][0].optional
    assert keys.read_fill(keys.STAGE, "ATTEMPTED / -") == Fill(values=("ATTEMPTED",), optional=True)
    assert template.slots[keys.TARGET_NATION] == ()
    assert keys.TARGET_TOTAL not in template.slots


def test_reports_are_found_in_capitals_and_in_mixed_case(tmp_path: Path) -> None:
    (tmp_path / "loud").write_text("TST3-MUC4-0001\n\n   LIMA.\n\nTST3-MUC4-0002\n   QUITO.\n")
    (tmp_path / "quiet").write_bytes("Tst4-Muc4-0001 \n\n   Bogotá.\n".encode())
    reports = keys.read_reports([tmp_path / "loud", tmp_path / "quiet"])
    assert {key: text.strip() for key, text in reports.items()} == {
        "TST3-MUC4-0001": "LIMA.",
        "TST3-MUC4-0002": "QUITO.",
        "TST4-MUC4-0001": "Bogotá.",
    }


def test_templates_are_printed_as_they_are_read(tmp_path: Path, answers: dict[str, list[Template]]) -> None:
    path = tmp_path / "key-printed"
    write_slots(path, answers)
    again = keys.read_keys([path])
    assert again["TST1-MUC3-0002"] == []
    first = again["TST1-MUC3-0001"][0]
    assert first.values(keys.TARGET) == ['"LOS ALAMOS" BRIDGE', "TWO TRUCKS"]
    assert first.slots[keys.INSTRUMENT_TYPE][1] == Fill(values=("GUN",))
    assert keys.TARGET_TOTAL not in first.slots


def test_ids_are_set_and_number() -> None:
    assert set_and_number("TST3-MUC4-0012") == "30012"
    assert set_and_number("DEV-MUC3-0007") == "7"
