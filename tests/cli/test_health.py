from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, run_command


def test_a_sound_record_is_found_sound(run: Run) -> None:
    ended = run("check", "--json")
    assert ended.code == 0
    assert {each["what"] for each in ended.json} >= {
        "packages",
        "gazetteer",
        "actors",
        "extraction",
        "record",
        "file",
        "linkage",
    }


def test_a_damaged_record_is_found_out(record: Path) -> None:
    held = record.read_bytes()
    record.write_bytes(held[: len(held) // 2])
    ended = run_command(["check", "-r", str(record), "--json"])
    assert ended.code == 1
    assert [each["what"] for each in ended.json if not each["good"]]


def test_a_file_that_is_no_record_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_text("not a database, but long enough to be looked at as one " * 40)
    ended = run_command(["check", "-r", str(file)])
    assert ended.code == 1
    assert "WRONG" in ended.out
