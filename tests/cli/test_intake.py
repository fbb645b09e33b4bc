from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import TOUR, run_command
from tests.llm.conftest import KEY, TEXT, FakeModel, refused

from corroborate.cli.options import Reading
from corroborate.errors import BadRequest

SCHEMA = json.loads(files("corroborate.model").joinpath("extraction.schema.json").read_text())


@pytest.fixture
def model() -> Iterator[FakeModel]:
    """A server that answers as a language model would."""
    with FakeModel() as fake:
        yield fake


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


def test_a_model_codes_what_is_extracted_and_its_account_goes_to_standard_error(
    model: FakeModel, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    ended = run_command(
        ["extract", str(file), "--extractor", "llm", "--published", "2025-06-04"], **given(model, tmp_path)
    )
    assert ended.code == 0
    jsonschema.validate(ended.json, SCHEMA)
    assert [each["count"]["low"] for each in ended.json["incidents"][0]["casualties"]] == [2, 5]
    assert "1 sent to small-7b; 1 calls" in ended.err
    assert KEY not in ended.err + ended.out


def test_a_record_keeps_which_model_coded_and_an_interrupted_run_goes_on(
    model: FakeModel, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for n in range(3):
        (tmp_path / "in" / f"{n}.txt").write_text(
            f"{TEXT} The road was closed {n} times that week, and reopened."
        )
    adding = ["add", str(tmp_path / "in"), "-r", str(tmp_path / "r.db"), "--json"]
    there = given(model, tmp_path, CORROBORATE_EXTRACTOR="llm", CORROBORATE_LLM_RETRIES="0")
    model.replies = [refused(503, "busy")]
    first = run_command(adding, **there)
    assert (first.code, first.json["added"], first.json["uncoded"], len(first.json["failed"])) == (3, 3, 1, 1)
    again = run_command(adding, **there)
    assert (again.code, again.json["recoded"], again.json["unchanged"], len(model.asked)) == (0, 1, 2, 4)
    rows = run_command(["documents", "-r", str(tmp_path / "r.db"), "--json"]).json
    assert {row["coded_by"] for row in rows} == {"llm:small-7b 0.1.0"}


def test_without_an_endpoint_nothing_is_read_and_one_line_says_what_to_set(tmp_path: Path) -> None:
    ended = run_command(["add", str(TOUR), "-r", str(tmp_path / "r.db"), "--extractor", "both"])
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert "set CORROBORATE_LLM_URL" in ended.err
    assert not (tmp_path / "r.db").exists()


def test_an_extractor_that_is_none_is_wrong_usage() -> None:
    assert run_command(["extract", str(TOUR), "--extractor", "magic"]).code == 2


def test_help_says_what_is_sent() -> None:
    shown = " ".join(run_command(["extract", "--help"]).out.split())
    assert (
        "llm sends the text, title, publisher and day of every document to the endpoint that you configured"
        in shown
    )


def given(model: FakeModel, folder: Path, **more: str) -> dict[str, str]:
    """The variables that configure the test's endpoint."""
    named = {"URL": model.url, "MODEL": "small-7b", "KEY": KEY, "CACHE": str(folder / "cache")}
    return {**{f"CORROBORATE_LLM_{name}": value for name, value in named.items()}, **more}
