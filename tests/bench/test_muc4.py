"""MUC-4's benchmark from files to figures, on two made-up reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.muc4 import __main__ as muc4
from bench.muc4 import gtt

from corroborate.extraction import extract
from corroborate.model import Coding, Document

KEY = """\
0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 FEB 90
3.  INCIDENT: LOCATION              PERU: AYAVIRI (CITY)
4.  INCIDENT: TYPE                  ATTACK
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
19. HUM TGT: DESCRIPTION            "FARMERS"
21. HUM TGT: NUMBER                 4: "FARMERS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "FARMERS"

0.  MESSAGE: ID                     TST1-MUC3-0002
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""
REPORTS = """\
TST1-MUC3-0001

   Lima, 4 Feb 90 (Radio Dos) -- [Text] Rebels shot dead four farmers near Ayaviri, Peru, on 2 February.

TST1-MUC3-0002

   Lima, 5 Feb 90 (Radio Dos) -- [Text] The harvest was good this year.
"""


def record(key: str, *templates: dict[str, Any]) -> str:
    return json.dumps({"docid": key, "doctext": "the harvest.", "templates": list(templates)}) + "\n"


def attack() -> dict[str, Any]:
    return {"incident_type": "attack", **{role: [] for role in gtt.ROLES}, "PerpInd": [[["rebels", 0]]]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "tst1"
    folder.mkdir(parents=True)
    (folder / "key-tst1").write_text(KEY)
    (folder / "tst1-muc3").write_text(REPORTS)
    (tmp_path / "processed").mkdir()
    (tmp_path / "processed" / "dev.json").write_text(
        record("TST1-MUC3-0001", attack()) + record("TST1-MUC3-0002")
    )
    return tmp_path


def test_parts_are_folders_files_or_all(data: Path) -> None:
    part = muc4.load(data)
    assert list(part.texts) == ["TST1-MUC3-0001", "TST1-MUC3-0002"]
    assert len(part.answers["TST1-MUC3-0001"]) == len(part.records["TST1-MUC3-0001"]["templates"]) == 1
    assert muc4.load(data, ["train"]).texts == {}
    assert muc4.load(data, ["tst1-muc3"]) == part == muc4.load(data, ["all"])


def test_another_folder_is_read_whole_where_it_has_no_tst(data: Path) -> None:
    (data / "raw" / "tst1").rename(data / "raw" / "final")
    assert len(muc4.load(data).texts) == 2


def test_gtts_texts_stand_in_for_missing_reports(data: Path) -> None:
    for path in (data / "raw" / "tst1").iterdir():
        path.unlink()
    assert muc4.load(data).texts == {"TST1-MUC3-0001": "the harvest.", "TST1-MUC3-0002": "the harvest."}


def test_all_metrics_are_measured_in_one_run(data: Path) -> None:
    judged, _ = muc4.run(muc4.load(data), extract)
    result = muc4.measure(judged)
    assert result["documents"] == 2
    assert result["templates"]["incident_type"]["f1"] == result["entities"]["PerpInd"]["f1"] == 100.0
    assert result["slots"]["HUM TGT: EFFECT OF INCIDENT"]["f1"] == result["victim number"] == 100.0


def test_a_limit_reads_the_first_reports(data: Path) -> None:
    def nothing(document: Document) -> Coding:
        return Coding(document=document)

    judged, _ = muc4.run(muc4.load(data), nothing, limit=1)
    assert [each.id for each in judged] == ["TST1-MUC3-0001"]
    assert muc4.measure(judged)["GTT micro-F1"] == 0.0


def test_mistakes_are_shown_with_text_gold_and_found(data: Path) -> None:
    def nothing(document: Document) -> Coding:
        return Coding(document=document)

    (case,) = muc4.cases(muc4.run(muc4.load(data), nothing)[0])
    assert (case["kind"], case["id"], case["found"]) == ("incident missed", "TST1-MUC3-0001", "-")
    assert "HUM TGT: NUMBER: 4: FARMERS" in case["gold"]


def test_predictions_are_written_in_both_published_forms(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = tmp_path / "said.json"
    monkeypatch.setattr("bench.results.OUT", tmp_path / "out")
    monkeypatch.setattr(
        "sys.argv", ["muc4", "--data", str(data), "--extractor", "grammar", "--predictions", str(said)]
    )
    muc4.main()
    written = json.loads(said.read_text())
    assert list(written) == ["10001", "10002"]
    assert written["10001"]["pred_templates"][0]["PerpInd"] == [["rebels"]]
    assert '19. HUM TGT: DESCRIPTION            "FARMERS"' in (tmp_path / "said.json.1992.txt").read_text()
    assert json.loads((tmp_path / "out" / "muc4-grammar.json").read_text())["documents"] == 2
