from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run, run_command

from corroborate.publishing import names_of


def test_a_file_is_written_in_the_form_of_its_name(run: Run, tmp_path: Path) -> None:
    ended = run("export", str(tmp_path / "map.geojson"), "--decimals", "1")
    assert ended.code == 0
    assert "best figures by the rule “lowest”" in ended.out
    features = json.loads((tmp_path / "map.geojson").read_text())["features"]
    assert features[0]["geometry"]["coordinates"] == [
        round(number, 1) for number in features[0]["geometry"]["coordinates"]
    ]


def test_without_a_file_the_table_goes_to_standard_output(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--what", "claims", "--format", "csv").out)))
    assert tuple(rows[0]) == names_of("claims")
    assert {row["field"] for row in rows} >= {"type", "casualty", "when", "where"}


def test_an_unknown_table_or_form_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("export", "--what", "weather").code == 2
    assert run("export", str(tmp_path / "x.doc")).code == 2
    assert not (tmp_path / "x.doc").exists()


def test_a_place_that_cannot_be_written_fails_in_one_line(run: Run, tmp_path: Path) -> None:
    ended = run("export", str(tmp_path / "missing" / "x.csv"))
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)


def test_a_folder_gets_every_table_and_what_was_withheld_is_said(run: Run, tmp_path: Path) -> None:
    ended = run("export", str(tmp_path / "shared"), "--what", "all", "--hxl", "--licence", "CC-BY-4.0")
    assert ended.code == 0
    assert "Withheld: the texts of the documents" in ended.out
    package = json.loads((tmp_path / "shared" / "datapackage.json").read_text())
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert (tmp_path / "shared" / "incidents.csv").read_text().splitlines()[1].startswith("#event+id")


def test_a_record_is_imported_and_what_fails_is_said(run: Run, tmp_path: Path) -> None:
    run("export", str(tmp_path / "shared"), "--what", "all", "--with-names")
    sources = [str(tmp_path / "shared"), str(tmp_path / "gone.csv")]
    ended = run_command(["import", *sources, "-r", str(tmp_path / "new.db")])
    assert ended.code == 3
    assert "3 new documents" in ended.out
    assert ended.err.startswith("corroborate: ")
    assert "gone.csv: cannot be read" in ended.err


def test_a_day_that_is_none_is_wrong_usage_of_import(tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    assert run_command(["import", str(tmp_path), "--published", "soon", "-r", str(new)]).code == 2
    assert not new.exists()
