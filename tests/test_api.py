from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import corroborate
from codings import TEXT, coding, document
from corroborate import Record, Table
from corroborate.errors import BadRequest, UnknownSubject, UnreadableRecord
from corroborate.model import Coding, Document
from corroborate.pipeline import AddOptions
from corroborate.pipeline.adding import EXTRACTOR
from corroborate.publishing import COLUMNS, HELD_BACK, names_of

AGAIN = TEXT.replace("Blast kills", "Bomb kills").replace("The Daily", "The Post")


def fake(read: Document) -> Coding:
    return coding(read) if "Mina" in read.text else Coding(document=read)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    (tmp_path / "a.txt").write_text(TEXT)
    with corroborate.open(tmp_path / "record.db", author="Ada") as held:
        held.add(
            tmp_path / "a.txt", options=AddOptions(code=fake), published="2024-05-15", publisher="The Daily"
        )
        yield held


def test_importing_is_light() -> None:
    code = (
        "import sys, corroborate; heavy = {'sqlalchemy', 'pandas', 'numpy', 'duckdb', 'splink', 'pyarrow', 'alembic'};"
        "print(sorted(heavy & set(sys.modules)), len([m for m in sys.modules if m.startswith('corroborate.')]))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["[]", "0"]


def test_the_version_is_that_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    assert corroborate.__version__ == project["version"]
    assert f"grammar {project['version']}" == EXTRACTOR
    with pytest.raises(AttributeError, match="no attribute"):
        _ = corroborate.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["incidents", "claims", "totals", "stances", "decisions", "documents"])
def test_every_table_has_the_described_columns_and_goes_to_pandas_and_arrow(
    record: Record, kind: str
) -> None:
    record.accept(record.incidents()[0]["id"], reason="read it")
    table = record.table(kind)
    assert len(table) > 0
    assert all(tuple(row) == names_of(kind) for row in table)
    frame, arrow = table.to_pandas(), table.to_arrow()
    assert tuple(frame.columns) == tuple(arrow.column_names) == table.columns
    assert len(frame) == arrow.num_rows == len(table)


def test_empty_tables_keep_their_columns(record: Record) -> None:
    nothing = record.incidents(place="Nowhere at all")
    assert list(nothing.to_pandas().columns) == list(names_of("incidents"))
    assert nothing.to_arrow().num_rows == 0


def test_unknown_stays_unknown_in_pandas(record: Record) -> None:
    frame = record.incidents().to_pandas()
    assert str(frame["killed_low"].dtype) == "Int64"
    assert frame["injured_low"].isna().all()


def test_a_missing_pandas_is_said_plainly(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadRequest, match="pip install pandas"):
        record.claims().to_pandas()
    with pytest.raises(BadRequest, match="pip install pyarrow"):
        record.claims().to_arrow()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"since": "2024-05", "until": "2024-05"}, 1),
        ({"until": "2023"}, 0),
        ({"place": ["Lower District", "x"]}, 1),
        ({"actor": "northern_front"}, 1),
        ({"type": "attack"}, 0),
        ({"grade": "contested"}, 1),
        ({"grade": ["confirmed"]}, 0),
        ({"text": "truck"}, 1),
        ({"as_of": "2020-01-01"}, 0),
        ({"limit": 0}, 0),
    ],
)
def test_incidents_are_filtered(record: Record, filters: Any, found: int) -> None:
    assert len(record.incidents(**filters)) == found


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"since": "yesterday"}, "is no day"),
        ({"since": "2024-05", "until": "2024-04"}, "is after"),
        ({"type": "party"}, "no such type"),
        ({"grade": "good"}, "no such grade"),
        ({"as_of": "once"}, "is no day or time"),
        ({"limit": -1}, "below 0"),
        ({"colour": "red"}, "no such filter"),
        ({"rule": "guess"}, "no such rule"),
    ],
)
def test_filters_that_make_no_sense_are_refused(record: Record, filters: Any, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        record.incidents(**filters)


def test_the_rule_is_the_one_asked_for_and_named(record: Record) -> None:
    assert [record.incidents(rule=rule)[0]["killed_best"] for rule in ("lowest", "claimant", "official")] == [
        2,
        5,
        2,
    ]
    assert record.incidents(rule="range")[0]["rule"] == record.incidents(rule="range").rule == "range"


def test_an_incident_is_shown_whole_by_the_beginning_of_its_id(record: Record) -> None:
    shown = record.show(record.incidents()[0]["id"][:8])
    assert shown.view.grade.name == "contested"
    assert len(shown.claims) == len(record.claims())
    assert shown.view.incident.stances
    with pytest.raises(UnknownSubject):
        record.show("zzzzzzzz")


def test_a_private_name_is_held_back_unless_asked_for(record: Record) -> None:
    for kind in ("incidents", "claims", "stances", "totals", "documents"):
        assert "Karim Dad" not in json.dumps(list(record.table(kind)))
    assert any(row["value"] == HELD_BACK or HELD_BACK in json.dumps(row) for row in record.claims())
    assert "Karim Dad" in json.dumps(list(record.claims(include_names=True)))


def test_a_total_is_held_against_the_record(record: Record) -> None:
    (total,) = record.totals()
    assert (total["low"], total["record_high"], total["unexplained"]) == (30, 1, 29)
    assert total["incidents"] == [record.incidents()[0]["id"]]


def test_merging_splitting_and_undoing(record: Record, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Elsewhere in the capital, a meeting was held about Mina.\n" + AGAIN)
    record.add(
        tmp_path / "b.txt", options=AddOptions(code=fake), published="2024-05-16", publisher="The Post"
    )
    reports = [report for row in record.incidents() for report in row["reports"]]
    assert len(reports) == 2
    if len(record.incidents()) == 2:
        record.merge(*reports, reason="the same truck")
    else:
        record.split(reports[1], reason="another truck")
    before = len(record.incidents())
    decision = record.decisions()[-1]
    record.undo(decision["id"][:10])
    assert len(record.incidents()) == 3 - before
    assert record.decisions()[-1]["withdrawn_by"] == "Ada"


def test_a_rejected_claim_leaves_the_figures(record: Record) -> None:
    claim = next(row for row in record.claims(field="casualty") if row["low"] == 5)
    decision = record.reject(claim["id"], reason="misread")
    assert record.incidents()[0]["killed_high"] == 2
    record.undo(decision.id)
    assert record.incidents()[0]["killed_high"] == 5


def test_an_incident_with_all_reports_rejected_is_no_longer_listed(record: Record) -> None:
    name = record.incidents()[0]["id"]
    record.reject(name, reason="a film")
    assert len(record.incidents()) == 0
    with pytest.raises(UnknownSubject, match="were rejected"):
        record.show(name)


@pytest.mark.parametrize("form", ["jsonl", "csv", "geojson"])
def test_exports_are_written_by_the_name_of_the_file(record: Record, tmp_path: Path, form: str) -> None:
    done = record.export(tmp_path / f"out.{form}", rule="official")
    assert (done.rows, done.form, done.rule) == (1, form, "official")
    assert "official" in done.path.read_text()
    assert "Karim Dad" not in done.path.read_text()


def test_every_kind_can_be_exported(record: Record, tmp_path: Path) -> None:
    for kind in COLUMNS.keys() - {"hits", "ftm"}:
        first = COLUMNS[kind][0].name
        assert record.export(tmp_path / f"{kind}.csv", kind).path.read_text().startswith(f"{first},")
    assert record.export(tmp_path / "ftm.jsonl", "ftm").rows > 0


def test_searching_finds_documents(record: Record) -> None:
    assert "[splinters]" in record.search("splinters")[0]["snippet"]
    assert record.document(record.search("splinters")[0]["id"]).text.startswith("Blast kills")
    assert len(record.search("nothing here")) == 0


def test_checking_a_sound_record_finds_nothing(record: Record) -> None:
    health = record.check()
    assert (health.damage, health.conflicts, health.loose, health.waiting) == ((), (), (), 0)
    assert health.sizes["documents"] == 1
    assert record.relink() == 1


def test_tables_can_be_cut_and_compared(record: Record) -> None:
    table = record.claims()
    assert isinstance(table[:2], Table)
    assert len(table[:2]) == 2
    assert table[:] == table
    assert repr(record.incidents()) == "<Table of 1 incidents, rule lowest>"


def test_a_record_that_is_not_there_is_not_made_when_asked_not_to(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match="no record here"):
        corroborate.open(tmp_path / "none.db", create=False)


def test_documents_of_the_hand_built_coding_are_found_by_day(record: Record) -> None:
    assert len(record.documents(since="2024-05-15", until="2024-05-15")) == 1
    assert record.documents()[0]["id"] == document().id
