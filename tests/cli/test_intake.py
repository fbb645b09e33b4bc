from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import TOUR, run_command

from corroborate.cli.options import Reading
from corroborate.errors import BadRequest

SCHEMA = json.loads(files("corroborate.model").joinpath("extraction.schema.json").read_text())


def test_extract_prints_a_line_a_document_that_keeps_to_the_contract() -> None:
    sources = sorted(str(path) for path in TOUR.iterdir())
    ended = run_command(["extract", *sources])
    told = [json.loads(line) for line in ended.out.splitlines()]
    assert (ended.code, [each["document"]["source"] for each in told]) == (0, sources)
    for each in told:
        jsonschema.validate(each, SCHEMA)


def test_one_bad_file_gets_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    ended = run_command(["extract", str(empty), str(tmp_path / "missing.txt"), str(TOUR / "sahel-wire.txt")])
    assert ended.code == 3
    assert len(ended.out.splitlines()) == 1
    lines = ended.err.splitlines()
    assert [str(empty) in lines[0], "missing.txt" in lines[1], len(lines)] == [True, True, 2]


def test_a_text_is_read_from_standard_input() -> None:
    text = "Two soldiers were killed in Gao on Tuesday, residents said."
    ended = run_command(["extract", "-", "--published", "2025-03-12", "--publisher", "The Daily"], stdin=text)
    assert ended.code == 0
    assert ended.json["document"]["publisher"] == "The Daily"
    assert ended.json["incidents"][0]["when"]["earliest"] == "2025-03-11"


def test_without_a_source_what_is_piped_in_is_read() -> None:
    ended = run_command(
        ["extract"], stdin="Two soldiers were killed in Gao on 11 March 2025, residents said."
    )
    assert (ended.code, len(ended.json["incidents"])) == (0, 1)


def test_an_impossible_date_is_wrong_usage() -> None:
    ended = run_command(["extract", str(TOUR), "--published", "2025-02-30"])
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


def test_adding_twice_changes_nothing(record: Path) -> None:
    ended = run_command(["add", str(TOUR), "-r", str(record), "--json"])
    assert ended.code == 0
    assert (ended.json["read"], ended.json["added"], ended.json["unchanged"]) == (3, 0, 3)


def test_adding_says_what_failed_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "good.txt").write_text("Two soldiers were killed in Gao on 11 March 2025, residents said.")
    ended = run_command(
        ["add", str(tmp_path / "binary.txt"), str(tmp_path / "good.txt"), "-r", str(tmp_path / "r.db")]
    )
    assert ended.code == 3
    assert "binary.txt" in ended.err
    assert ended.out.startswith("1 document read: 1 new and 1 failed.")


def test_a_column_needs_a_field_and_a_name() -> None:
    assert Reading(column=["text=body"]).chosen()["columns"] == {"text": "body"}
    with pytest.raises(BadRequest, match="FIELD=COLUMN"):
        Reading(column=["body"]).chosen()
