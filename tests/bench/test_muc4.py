"""MUC-4's metrics on small made-up keys and codings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.muc4 import gtt, keys, mapping, slots
from bench.muc4.__main__ import judge, load, measure
from bench.muc4.keys import Fill, Template
from bench.muc4.predictions import write_reduced, write_slots

from corroborate.model import Coding, Document

KEY = """\
;;; made up
0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 FEB 90 - 04 FEB 90
3.  INCIDENT: LOCATION              PERU: PUNO (DEPARTMENT): AYAVIRI (CITY)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         "DYNAMITE"
7.  INCIDENT: INSTRUMENT TYPE       DYNAMITE: "DYNAMITE"
8.  PERP: INCIDENT CATEGORY         TERRORIST ACT
9.  PERP: INDIVIDUAL ID             "GROUP OF REBELS" / "REBELS"
10. PERP: ORGANIZATION ID           ? "RED DAWN"
11. PERP: ORGANIZATION CONFIDENCE   ? SUSPECTED OR ACCUSED BY AUTHORITIES: "RED DAWN"
12. PHYS TGT: ID                    "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
                                    "TWO TRUCKS"
13. PHYS TGT: TYPE                  TRANSPORTATION ROUTE: "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
                                    TRANSPORT VEHICLE: "TWO TRUCKS"
14. PHYS TGT: NUMBER                1: "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
                                    2: "TWO TRUCKS"
15. PHYS TGT: FOREIGN NATION        -
16. PHYS TGT: EFFECT OF INCIDENT    DESTROYED: "\\"LOS ALAMOS\\" BRIDGE" / "BRIDGE"
17. PHYS TGT: TOTAL NUMBER          -
18. HUM TGT: NAME                   "JOSE PARDO"
19. HUM TGT: DESCRIPTION            "ENGINEER": "JOSE PARDO"
                                    "WATCHMEN"
20. HUM TGT: TYPE                   CIVILIAN: "JOSE PARDO"
                                    SECURITY GUARD: "WATCHMEN"
21. HUM TGT: NUMBER                 1: "JOSE PARDO"
                                    5 - 7: "WATCHMEN"
22. HUM TGT: FOREIGN NATION         -
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "JOSE PARDO"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     TST1-MUC3-0002 (SOMEBODY)
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def key(tmp_path: Path) -> dict[str, list[Template]]:
    path = tmp_path / "key-tst1"
    path.write_text(KEY)
    return keys.read_keys([path])


def test_a_report_without_incidents_has_no_templates(key: dict[str, list[Template]]) -> None:
    assert (len(key["TST1-MUC3-0001"]), key["TST1-MUC3-0002"]) == (1, [])


def test_alternatives_references_and_inner_quotes_are_read(key: dict[str, list[Template]]) -> None:
    (template,) = key["TST1-MUC3-0001"]
    assert template.slots[keys.INDIVIDUAL] == (Fill(values=("GROUP OF REBELS", "REBELS")),)
    assert template.slots[keys.TARGET][0].values == ('"LOS ALAMOS" BRIDGE', "BRIDGE")
    assert template.slots[keys.PERSON_NUMBER][1] == Fill(values=("5 - 7",), tags=("WATCHMEN",))
    assert template.slots[keys.CONFIDENCE][0].optional
    assert template.slots[keys.TARGET_NATION] == ()


def test_the_key_itself_scores_a_hundred(key: dict[str, list[Template]]) -> None:
    found = slots.rates([slots.tally(key["TST1-MUC3-0001"], key["TST1-MUC3-0001"])])
    assert found["all templates"]["f1"] == found["matched only"]["f1"] == 100.0


@pytest.mark.parametrize(
    ("slot", "said", "gold", "worth"),
    [
        (keys.TYPE, Fill(values=("ATTACK",)), Fill(values=("BOMBING",)), 0.5),
        (keys.TYPE, Fill(values=("BOMBING",)), Fill(values=("ATTACK",)), 0.0),
        (keys.INDIVIDUAL, Fill(values=("THE 3 PEASANTS",)), Fill(values=("PEASANTS",)), 1.0),
        (keys.NAME, Fill(values=("PARDO",)), Fill(values=("JOSE PARDO",)), 0.5),
        (keys.NAME, Fill(values=("JOSE RIOS",)), Fill(values=("JOSE PARDO",)), 0.0),
        (keys.DATE, Fill(values=("03 FEB 90",)), Fill(values=("02 FEB 90 - 04 FEB 90",)), 0.5),
        (keys.DATE, Fill(values=("- 04 FEB 90",)), Fill(values=("04 FEB 90",)), 0.5),
        (keys.DATE, Fill(values=("- 04 FEB 90",)), Fill(values=("03 FEB 90",)), 0.0),
        (keys.LOCATION, Fill(values=("PERU",)), Fill(values=("PERU: PUNO (DEPARTMENT)",)), 0.5),
        (keys.LOCATION, Fill(values=("PERU: PUNO: AYAVIRI",)), Fill(values=("PERU: AYAVIRI (CITY)",)), 1.0),
        (keys.LOCATION, Fill(values=("CHILE: AYAVIRI",)), Fill(values=("PERU: AYAVIRI (CITY)",)), 0.5),
        (keys.TARGET_EFFECT, Fill(values=("DESTROYED",), tags=("X",)), Fill(values=("SOME DAMAGE",), tags=("Y",)), 0.5),
        (keys.TARGET_TYPE, Fill(values=("ENERGY",), tags=("X",)), Fill(values=("ENERGY",), tags=("TOWERS",)), 0.5),
        (keys.PERSON_NUMBER, Fill(values=("7",), tags=("GUARDS",)), Fill(values=("5 - 7",), tags=("GUARDS",)), 0.5),
        (keys.PERSON_NUMBER, Fill(values=("8",), tags=("GUARDS",)), Fill(values=("5 - 7",), tags=("GUARDS",)), 0.0),
    ],
)  # fmt: skip
def test_partial_credit_follows_the_guidelines(slot: int, said: Fill, gold: Fill, worth: float) -> None:
    assert slots.credit(slot, said, gold) == worth


def test_what_is_optional_costs_nothing_when_it_is_left_out(key: dict[str, list[Template]]) -> None:
    (template,) = key["TST1-MUC3-0001"]
    kept = {
        slot: fills
        for slot, fills in template.slots.items()
        if slot not in (keys.ORGANIZATION, keys.CONFIDENCE)
    }
    assert slots.rates([slots.tally([Template(slots=kept)], [template])])["all templates"]["f1"] == 100.0


def test_a_template_too_many_costs_precision_and_one_too_few_recall(key: dict[str, list[Template]]) -> None:
    (template,) = key["TST1-MUC3-0001"]
    spurious = slots.rates([slots.tally([template, template], [template])])
    assert (spurious["all templates"]["recall"], spurious["matched only"]["precision"]) == (100.0, 100.0)
    assert spurious["all templates"]["precision"] == 50.0
    assert slots.rates([slots.tally([], [template])])["all templates"]["recall"] == 0.0


def reduced(kind: str, **roles: list[list[str]]) -> dict[str, Any]:
    return {"incident_type": kind, **{role: roles.get(role, []) for role in gtt.ROLES}}


def test_templates_are_aligned_so_that_most_is_right() -> None:
    gold = [reduced("attack", Victim=[["jose pardo"]]), reduced("attack", Target=[["the bridge", "bridge"]])]
    predicted = [reduced("attack", Target=[["bridge"]]), reduced("attack", Victim=[["Jose Pardo"]])]
    assert gtt.rates([gtt.template_counts(predicted, gold)])["micro"]["f1"] == 100.0


def test_a_type_may_stand_for_one_that_contains_it_and_for_no_other() -> None:
    gold = [reduced("bombing / attack", Target=[["bridge"]])]
    assert gtt.template_counts([reduced("attack", Target=[["bridge"]])], gold)["Target"][0] == 1
    assert gtt.template_counts([reduced("arson", Target=[["bridge"]])], gold)["Target"][0] == 0


def test_an_entity_is_wrong_when_one_of_its_mentions_is() -> None:
    gold = [reduced("attack", PerpOrg=[["red dawn", "rd"]])]
    right = gtt.template_counts([reduced("attack", PerpOrg=[["the Red Dawn", "R.D."]])], gold)
    wrong = gtt.template_counts([reduced("attack", PerpOrg=[["red dawn", "army"]])], gold)
    assert (right["PerpOrg"][0], wrong["PerpOrg"][0]) == (1, 0)


def test_entities_of_all_templates_are_pooled() -> None:
    gold = [reduced("attack", PerpOrg=[["red dawn"]]), reduced("arson", PerpOrg=[["red dawn", "rd"]])]
    counts = gtt.entity_counts([reduced("robbery", PerpOrg=[["rd"]])], gold)
    assert list(counts["PerpOrg"]) == [1, 1, 1]


def test_an_empty_attack_finds_types_alone() -> None:
    gold = [reduced("attack", Victim=[["jose pardo"]])]
    found = gtt.rates(
        [gtt.template_counts([reduced("attack")], gold), gtt.template_counts([reduced("attack")], [])]
    )
    assert (found["incident_type"]["precision"], found["micro"]["f1"]) == (50.0, 50.0)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "tst1"
    folder.mkdir(parents=True)
    (folder / "key-tst1").write_text(KEY)
    (folder / "tst1-muc3").write_text(
        "TST1-MUC3-0001\n\n   Lima, 4 Feb 90 (AGENCY) -- [TEXT] Rebels killed four farmers with dynamite near Ayaviri "
        "on 2 February.\n\nTST1-MUC3-0002\n\n   Lima, 5 Feb 90 (AGENCY) -- [TEXT] The harvest was good.\n"
    )
    (tmp_path / "processed").mkdir()
    record = {
        "docid": "TST1-MUC3-0001",
        "doctext": "…",
        "templates": [reduced("bombing", Weapon=[["dynamite"]])],
    }
    empty = {"docid": "TST1-MUC3-0002", "doctext": "…", "templates": []}
    (tmp_path / "processed" / "dev.json").write_text(json.dumps(record) + "\n" + json.dumps(empty) + "\n")
    return tmp_path


def test_another_part_of_the_same_shape_is_read_as_it_is(part: Path) -> None:
    reports, answers, records = load(part, "tst")
    assert list(reports) == ["TST1-MUC3-0001", "TST1-MUC3-0002"]
    assert len(answers["TST1-MUC3-0001"]) == len(records["TST1-MUC3-0001"]["templates"]) == 1
    assert load(part, "dev")[0] == {}


def test_all_metrics_are_measured_in_one_run(part: Path) -> None:
    def nothing(document: Document) -> Coding:
        return Coding(document=document)

    reports, answers, records = load(part, "tst")
    judged = [judge(key, text, answers[key], records[key], nothing) for key, text in reports.items()]
    result = measure(judged)
    assert (result["documents"], result["GTT micro-F1"], result["REE micro-F1"]) == (2, 0.0, 0.0)


def test_predictions_are_written_in_both_published_forms(part: Path, key: dict[str, list[Template]]) -> None:
    write_reduced(part / "p.json", {"TST1-MUC3-0001": "text"}, {"TST1-MUC3-0001": [reduced("attack")]}, {})
    assert json.loads((part / "p.json").read_text())["TST1-MUC3-0001"]["pred_templates"] == [
        reduced("attack")
    ]
    write_slots(part / "key-p.1992.txt", key)
    assert keys.read_keys([part / "key-p.1992.txt"])["TST1-MUC3-0002"] == []
    (again,) = keys.read_keys([part / "key-p.1992.txt"])["TST1-MUC3-0001"]
    assert again.values(keys.TARGET) == ['"LOS ALAMOS" BRIDGE', "TWO TRUCKS"]


def test_a_coding_becomes_the_slots_of_1992() -> None:
    from corroborate.extraction import extract
    from corroborate.reading import read_text

    text = "Gunmen of the Shining Path shot dead four farmers near Ayaviri, Peru, on Monday, the police said."
    coding = extract(read_text(text, published="1990-02-06"))
    (template,) = mapping.templates(coding)
    assert template.values(keys.TYPE) == ["ATTACK"]
    assert template.values(keys.DATE) == ["05 FEB 90"]
    assert template.slots[keys.PERSON_EFFECT][0].values == ("DEATH",)
    assert template.values(keys.PERSON_NUMBER) == ["4"]
