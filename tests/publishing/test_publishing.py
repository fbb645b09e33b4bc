from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from codings import blast, document
from corroborate.analysis import view
from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.model import Party
from corroborate.model.incident import Incident, Source
from corroborate.publishing import (
    COLUMNS,
    FORMS,
    HELD_BACK,
    Names,
    Showing,
    checked_form,
    checked_kind,
    form_of,
    incident_row,
    names_of,
    private_names,
    write_whole,
)
from corroborate.publishing.columns import Column


def row(how: Showing | None = None, **changes: Any) -> dict[str, Any]:
    read = document()
    report = blast(read, **changes)
    of = Incident(
        id=report.id,
        reports=(report,),
        sources=(Source(id=read.id, publisher="The Daily", published="2024-05-15"),),
    )
    return incident_row(view(of), how or Showing())


def test_an_incident_row_has_exactly_the_described_columns_and_names_its_rule() -> None:
    found = row()
    assert tuple(found) == names_of("incidents")
    assert (found["rule"], found["killed_low"], found["killed_best"], found["killed_high"]) == (
        "lowest",
        2,
        2,
        5,
    )
    assert found["contested"] == ["military killed: Northern Front 5; the army 2"]


@pytest.mark.parametrize("column", [column for columns in COLUMNS.values() for column in columns])
def test_every_column_is_described(column: Column) -> None:
    assert len(column.description.split()) >= 2


def test_victims_are_private_and_officials_and_parties_are_not() -> None:
    assert private_names([blast(document())]) == {"Karim Dad"}


def test_private_names_are_held_back_wherever_they_stand() -> None:
    names = Names(private=frozenset({"Karim Dad"}))
    assert names.in_text("Shopkeeper Karim Dad, 41, was wounded; Karim Dadullah was not.") == (
        f"Shopkeeper {HELD_BACK}, 41, was wounded; Karim Dadullah was not."
    )
    assert names.in_value({"name": "Karim Dad", "all": ["Karim Dad", 1]}) == {
        "name": HELD_BACK,
        "all": [HELD_BACK, 1],
    }
    assert Names(shown=True).in_text("Karim Dad") == "Karim Dad"


def test_a_named_witness_becomes_a_witness_and_residents_stay_residents() -> None:
    names = Names()
    assert names.of_party(Party(name="Bibi Gul", role="witness")) == "a witness"
    assert names.of_party(Party(name="Residents", role="local_source")) == "Residents"
    assert names.of_party(Party(name="the Front", role="armed_group")) == "the Front"


def test_coordinates_can_be_coarsened() -> None:
    assert row(Showing(decimals=0))["latitude"] == 10.0


def written(form: str, rows: list[dict[str, Any]]) -> str:
    return "".join(FORMS[form](rows, "incidents", {"rule": "lowest"}))


def test_csv_keeps_unknown_apart_from_nothing_and_lists_readable() -> None:
    found = list(csv.DictReader(io.StringIO(written("csv", [row(casualties=())]))))
    assert found[0]["killed_low"] == ""
    assert found[0]["within"] == "Lower District; Eastland"
    assert list(found[0]) == list(names_of("incidents"))


def test_csv_never_holds_a_formula() -> None:
    risky = {**row(), "place": "=HYPERLINK(1)", "longitude": -20.0}
    (found,) = csv.DictReader(io.StringIO(written("csv", [risky])))
    assert found["place"] == "'=HYPERLINK(1)"
    assert found["longitude"] == "-20.0"


def test_json_lines_is_one_object_a_line() -> None:
    lines = written("jsonl", [row(), row()]).splitlines()
    assert [json.loads(line)["rule"] for line in lines] == ["lowest", "lowest"]


def test_geojson_has_points_where_known_and_says_its_rule() -> None:
    from corroborate.model import NOWHERE

    found = json.loads(written("geojson", [row(), row(where=NOWHERE)]))
    assert [each["geometry"] for each in found["features"]] == [
        {"type": "Point", "coordinates": [20.0, 10.0]},
        None,
    ]
    assert found["corroborate"]["rule"] == "lowest"
    assert json.loads(written("geojson", []))["features"] == []


def test_forms_and_kinds_that_do_not_exist_are_refused() -> None:
    assert form_of(Path("a.CSV")) == "csv"
    assert form_of(Path("a.json")) == "geojson"
    with pytest.raises(BadRequest, match="no form 'docx'"):
        form_of(Path("a.docx"))
    with pytest.raises(BadRequest, match=r"no ending that says the form; add one of \.jsonl"):
        form_of(Path("a"))
    with pytest.raises(BadRequest, match="nothing called 'hits'"):
        checked_kind("hits")
    with pytest.raises(BadRequest, match="no place"):
        "".join(FORMS[checked_form("geojson")]([], "claims", {}))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    to = tmp_path / "out.csv"
    write_whole(to, ["old"])

    def breaking() -> Any:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(to, breaking())
    assert to.read_text() == "old"
    assert list(tmp_path.iterdir()) == [to]
    with pytest.raises(UnwritableRecord, match="cannot be written"):
        write_whole(tmp_path / "nowhere" / "out.csv", ["x"])
