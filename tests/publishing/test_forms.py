from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.publishing.valley import record

from corroborate import Record, tabling
from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.exports import ExportOptions
from corroborate.publishing import ALL_FORMS, COLUMNS, WHOLE, names_of


@pytest.fixture(scope="module")
def held() -> Iterator[Record]:
    with record() as opened:
        yield opened


def test_pandas_reads_csv_with_the_right_types(held: Record, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(held.export(tmp_path / "incidents.csv").path, parse_dates=["earliest"])
    bomb = frame[frame.place == "Turbat"].iloc[0]
    assert (bomb.killed_low, bomb.killed_high, bomb.latitude) == (4, 7, 26.0012)
    assert bomb.earliest == pandas.Timestamp("2024-05-14")
    assert frame.killed_low.isna().sum() == 1


def test_pyarrow_reads_parquet_with_the_right_types(held: Record, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    done = held.export(tmp_path / "incidents.parquet")
    table = parquet.read_table(done.path)
    assert table.schema.field("earliest").type == arrow.date32()
    assert table.schema.field("killed_low").type == arrow.int64()
    assert table.schema.field("within").type == arrow.list_(arrow.string())
    assert table.schema.field("killed_low").metadata[b"description"].startswith(b"the least figure")
    rows = {row["place"]: row for row in table.to_pylist()}
    assert rows["Turbat"]["within"] == ["Kech", "Balochistan", "Pakistan"]
    assert rows["Turbat"]["earliest"] == date(2024, 5, 14)
    assert json.loads(table.schema.metadata[b"corroborate"])["rule"] == "lowest"


def test_times_are_times_in_parquet(held: Record, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(held.export(tmp_path / "d.parquet", "decisions").path).to_pylist()
    assert rows[1]["withdrawn_at"] == datetime(2024, 6, 1, 10, tzinfo=UTC)


def test_openpyxl_reads_a_sheet_a_table_with_the_right_types(held: Record, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(held.export(tmp_path / "record.xlsx", "all").path)
    assert set(book.sheetnames) == {*WHOLE, "columns", "about"}
    head, *rows = book["incidents"].iter_rows(values_only=True)
    assert head == names_of("incidents")
    bomb = next(dict(zip(head, row, strict=True)) for row in rows if "Turbat" in row)
    assert (bomb["earliest"], bomb["killed_low"], bomb["background"]) == (datetime(2024, 5, 14), 4, False)
    assert bomb["latitude"] == pytest.approx(26.0012)
    about = dict(book["about"].iter_rows(values_only=True))
    assert (about["rule"], about["withholds"]) == (
        "lowest",
        '["names of private people", "texts of documents"]',
    )


def test_a_workbook_never_holds_a_formula(held: Record, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(held.export(tmp_path / "r.xlsx", ["claims", "reports"]).path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(cell.value == "=The group= threatened to storm the port" for cell in cells)


def test_gdal_reads_a_geopackage_with_points_and_the_right_types(held: Record, tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    path = held.export(tmp_path / "record.gpkg", "all").path
    layers = dict(pyogrio.list_layers(path).tolist())
    assert (layers["incidents"], layers["totals"], layers["claims"]) == ("Point", "Point", None)
    told = pyogrio.read_info(path, layer="incidents")
    types = dict(zip(told["fields"], told["dtypes"], strict=True))
    assert told["crs"] == "EPSG:4326"
    assert (types["earliest"], types["killed_low"]) == ("datetime64[D]", "int64")
    _, table = pyogrio.read_arrow(path, layer="incidents")
    named = table.column(
        pyogrio.read_info(path, layer="incidents")["geometry_name"] or "geometry"
    ).to_pylist()
    assert sum(each is not None for each in named) == 2


def test_several_tables_go_to_a_folder_with_a_package_and_a_dictionary(held: Record, tmp_path: Path) -> None:
    done = held.export(tmp_path / "shared", "all")
    names = {path.name for path in done.path.iterdir()}
    assert names == {*(f"{kind}.csv" for kind in WHOLE), "datapackage.json", "data-dictionary.md"}
    assert done.tables["incidents"] == 3
    assert (done.path / "data-dictionary.md").read_text().count("| `killed_best` | integer |") == 1


def test_one_text_file_holds_one_table(held: Record, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="holds one table; name a folder"):
        held.export(tmp_path / "x.csv", "all")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "gpkg"])
def test_a_file_is_whole_or_not_there_in_every_form(
    held: Record, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Iterator[dict[str, object]]:
        yield dict.fromkeys(names_of("claims"))
        raise KeyboardInterrupt

    monkeypatch.setitem(tabling.TABLES, "claims", broken)
    (tmp_path / f"x.{form}").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        held.export(tmp_path / f"x.{form}", "claims")
    assert (tmp_path / f"x.{form}").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == [f"x.{form}"]


def test_a_missing_folder_is_told_in_one_line(held: Record, tmp_path: Path) -> None:
    with pytest.raises(UnwritableRecord, match=r"gone/x\.parquet: cannot be written"):
        held.export(tmp_path / "gone" / "x.parquet")


def test_hxl_tags_stand_below_the_header(held: Record, tmp_path: Path) -> None:
    done = held.export(tmp_path / "x.csv", options=ExportOptions(hxl=True))
    with done.path.open(newline="") as file:
        header, tags, *rows = csv.reader(file)
    assert len(rows) == 3
    assert dict(zip(header, tags, strict=True))["killed_best"] == "#affected+killed+best"
    assert all(tag.startswith("#") for tag in tags)


@pytest.mark.parametrize(
    "asked", [{}, {"include_names": True}, {"coarsen": True}, {"decimals": 1}, {"place": "Quetta"}]
)
def test_claims_as_cells_are_the_claims_of_the_table(
    held: Record, tmp_path: Path, asked: dict[str, Any]
) -> None:
    done = held.export(tmp_path / "claims.csv", "claims", **asked)
    with done.path.open(newline="") as file:
        cells = list(csv.reader(file))[1:]
    lines = "".join(held.lines(held.table("claims", **asked), "csv"))
    assert cells == list(csv.reader(io.StringIO(lines)))[1:]
    assert len(cells) > 3


@pytest.mark.parametrize("asked", [{}, {"place": "Turbat"}, {"grade": "contested"}, {"as_of": "2099-01-01"}])
def test_many_incidents_are_read_by_parts_and_come_out_the_same(
    held: Record, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(held.incidents(**asked))
    monkeypatch.setattr(tabling, "_MOST_SEEN", 1)
    assert list(held.incidents(**asked)) == whole
    assert len(whole) > 0


@pytest.mark.skipif(sys.platform != "linux", reason="a second process is forked on Linux only")
@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (kind, form)
        for kind in ("incidents", "claims", "acled", "acled-monadic", "ged")
        for form in ("csv", "jsonl", "parquet", "xlsx", "geojson")
        if (kind, form) != ("claims", "geojson")
    ],
)
def test_rows_that_two_processes_make_are_the_same(
    kind: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with record(str(tmp_path / "record.db")) as filed:
        alone = filed.export(tmp_path / f"alone.{form}", kind)
        monkeypatch.setattr(tabling, "_MOST_ALONE", 1)
        monkeypatch.setattr(tabling, "_MOST_CLAIMS_ALONE", 1)
        monkeypatch.setattr(tabling, "can_share", lambda: True)
        both = filed.export(tmp_path / f"both.{form}", kind)
    assert _rows_in(both.path) == _rows_in(alone.path)
    assert both.rows == alone.rows
    assert both.withheld == alone.withheld


def _rows_in(path: Path) -> Any:
    """What a file holds without the moment of writing, which some forms tell."""
    if path.suffix == ".parquet":
        return pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return book.read("xl/worksheets/sheet1.xml")
    text = path.read_bytes()
    return json.loads(text)["features"] if path.suffix == ".geojson" else text


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_claims_as_cells_are_the_same_in_every_form(held: Record, tmp_path: Path, form: str) -> None:
    done = held.export(tmp_path / f"claims.{form}", "claims")
    found = {
        "csv": lambda: [row["value"] for row in csv.DictReader(done.path.open(newline=""))],
        "jsonl": lambda: [json.loads(line)["value"] for line in done.path.read_text().splitlines()],
        "parquet": lambda: _values_in_parquet(done.path),
    }[form]()
    told = [row["value"] for row in held.table("claims")]
    assert [_parsed(value) for value in found] == told


def _values_in_parquet(path: Path) -> list[Any]:
    parquet = pytest.importorskip("pyarrow.parquet")
    return [json.loads(value) for value in parquet.read_table(path)["value"].to_pylist()]


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


@pytest.mark.parametrize("kind", [kind for kind in COLUMNS if kind not in ("hits", "ftm")])
@pytest.mark.parametrize("form", ALL_FORMS)
def test_every_table_goes_into_every_form_that_fits_it(
    held: Record, tmp_path: Path, kind: str, form: str
) -> None:
    if form == "geojson" and "longitude" not in names_of(kind):
        with pytest.raises(BadRequest, match="have no place"):
            held.export(tmp_path / f"x.{form}", kind)
        return
    done = held.export(tmp_path / f"x.{form}", kind)
    assert done.rows == len(held.table(kind))
    assert done.path.stat().st_size > 0


def test_a_folder_is_whole_or_stays_as_it_was(
    held: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = held.export(tmp_path / "old", ["incidents", "claims"]).path
    before = {path.name: path.read_bytes() for path in old.iterdir()}

    def broken(*_: object) -> Iterator[dict[str, object]]:
        raise BadRequest("stopped")
        yield {}

    monkeypatch.setitem(tabling.TABLES, "claims", broken)
    for to in (old, tmp_path / "new"):
        with pytest.raises(BadRequest, match="stopped"):
            held.export(to, ["totals", "incidents", "claims"], rule="official")
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_a_part_of_what_matches_is_exported(held: Record, tmp_path: Path, form: str) -> None:
    done = held.export(tmp_path / f"claims.{form}", "claims", limit=5, offset=2)
    assert done.rows == 5
    if form == "jsonl":
        ids = [json.loads(line)["id"] for line in done.path.read_text(encoding="utf-8").splitlines()]
        assert ids == [row["id"] for row in held.table("claims")][2:7]
