from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.publishing.valley import record

from corroborate import Record
from corroborate.exports import ExportOptions
from corroborate.publishing import COLUMNS, WHOLE


@pytest.fixture(scope="module")
def held() -> Iterator[Record]:
    with record() as opened:
        yield opened


def package(record: Record, to: Path, kind: Any = "incidents", **asked: Any) -> dict[str, Any]:
    beside = record.export(to, kind, **asked).package
    assert beside is not None
    made: dict[str, Any] = json.loads(beside.read_text())
    return made


def test_a_package_states_rule_day_version_licence_and_hash(held: Record, tmp_path: Path) -> None:
    options = ExportOptions(licence="CC-BY-4.0")
    made = package(held, tmp_path / "x.csv", rule="official", as_of="2099-01-01", options=options)
    said = made["corroborate"]
    assert (said["rule"], said["as_of"], said["version"]) == ("official", "2099-01-01", "0.1.0")
    assert made["licenses"] == [{"name": "CC-BY-4.0"}]
    (resource,) = made["resources"]
    digest = hashlib.sha256((tmp_path / "x.csv").read_bytes()).hexdigest()
    assert (resource["hash"], resource["path"], resource["rows"]) == (f"sha256:{digest}", "x.csv", 3)


def test_a_package_without_a_licence_names_none(held: Record, tmp_path: Path) -> None:
    assert "licenses" not in package(held, tmp_path / "x.csv")


def test_every_column_of_every_table_is_described(held: Record, tmp_path: Path) -> None:
    made = package(held, tmp_path / "folder", "all")
    assert [each["path"] for each in made["resources"]] == [f"{kind}.csv" for kind in WHOLE]
    for kind, resource in zip(WHOLE, made["resources"], strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in COLUMNS[kind]]
        assert all(field["description"] for field in fields)


def test_what_was_withheld_is_stated(held: Record, tmp_path: Path) -> None:
    said = package(held, tmp_path / "x.csv", decimals=1)["corroborate"]["withheld"]
    assert any("names of private people (2 " in line for line in said)
    assert any("rounded to 1 decimals" in line for line in said)
    shown = package(held, tmp_path / "y.csv", include_names=True)["corroborate"]["withheld"]
    assert not any("names" in line for line in shown)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_names_of_the_dead_are_in_no_table_unless_asked_for(
    held: Record, tmp_path: Path, form: str
) -> None:
    options = ExportOptions(form=form)
    held.export(tmp_path / "without", "all", options=options)
    assert not any("Gul Khan" in path.read_text() for path in (tmp_path / "without").iterdir())
    held.export(tmp_path / "with", "all", options=options, include_names=True)
    assert "Gul Khan" in (tmp_path / "with" / f"claims.{form}").read_text()


def test_a_bare_export_has_no_package(held: Record, tmp_path: Path) -> None:
    assert held.export(tmp_path / "x.csv", options=ExportOptions(is_bare=True)).package is None
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_frictionless_finds_the_package_valid(held: Record, tmp_path: Path) -> None:
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless is not installed; it validates packages"
    )
    done = held.export(
        tmp_path / "folder", ["incidents", "claims", "acled", "ged"], options=ExportOptions(hxl=True)
    )
    report = frictionless.validate(str(done.package))
    assert report.valid, report.flatten(["path", "message"])
