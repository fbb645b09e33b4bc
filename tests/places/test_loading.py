"""GeoNames dumps of one's own become an index beside the shipped one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corroborate.errors import DataFileBroken
from corroborate.language.sentences import split_sentences
from corroborate.places import open_gazetteer
from corroborate.places.loading import load_geonames


def line(number: int, name: str, feature: str, codes: tuple[str, str], point: str, others: str = "") -> str:
    latitude, longitude = point.split()
    first, second = codes
    cells = [
        number,
        name,
        name,
        others,
        latitude,
        longitude,
        *feature.split("."),
        "PK",
        "",
        first,
        second,
        "",
        "",
    ]
    return "\t".join(map(str, [*cells, 500, "", "", "Asia/Karachi", "2024-01-01"]))


DUMP = [
    line(9000001, "Qorba Nul", "P.PPL", ("02", "77"), "26.31 63.02", "Korba Nul,Qurba,قربا"),
    line(9000002, "Nul High School", "S.SCH", ("02", "77"), "26.32 63.03"),
    line(9000003, "Nul Kaur", "H.STM", ("02", "77"), "26.3 63.1"),
]


@pytest.fixture
def dumps(tmp_path: Path) -> list[Path]:
    (tmp_path / "PK.txt").write_text("\n".join(DUMP) + "\n", encoding="utf-8")
    (tmp_path / "admin1CodesASCII.txt").write_text("PK.02\tBalochistan\tBalochistan\t9000010\n")
    (tmp_path / "admin2Codes.txt").write_text("PK.02.77\tKech\tKech\t9000011\n")
    (tmp_path / "alternateNames.txt").write_text("1\t9000001\ten\tQorbanul Town\n2\t9000001\tlink\tHttps\n")
    return sorted(tmp_path.glob("*.txt"))


def test_a_loaded_village_is_found_in_its_divisions(dumps: list[Path], tmp_path: Path) -> None:
    load_geonames(dumps, tmp_path / "own" / "index.sqlite")
    gazetteer = open_gazetteer(loaded=tmp_path / "own" / "index.sqlite")
    village = gazetteer.lookup("Qorbanul Town")[0]
    assert (village.id, village.latitude) == ("geonames:9000001", 26.31)
    assert [gazetteer.name_of(parent) for parent in village.parents] == ["Kech", "Balochistan"]


def test_both_indexes_answer_together(dumps: list[Path], tmp_path: Path) -> None:
    load_geonames(dumps, tmp_path / "index.sqlite")
    gazetteer = open_gazetteer(loaded=tmp_path / "index.sqlite")
    mentions = [m for s in split_sentences("Two died in Qorba Nul, Quetta said.") for m in gazetteer.find(s)]
    where = gazetteer.resolve(mentions[0], gazetteer.context(mentions))
    assert (where.latitude, where.precision) == (26.31, "exact")


def test_facilities_and_other_scripts_are_left_out(dumps: list[Path], tmp_path: Path) -> None:
    loaded = load_geonames(dumps, tmp_path / "index.sqlite")
    assert loaded.places == 4
    assert open_gazetteer(loaded=tmp_path / "index.sqlite").lookup("Nul High School") == []


def test_loading_twice_gives_the_same_index(dumps: list[Path], tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    first = load_geonames(dumps, index), index.read_bytes()
    assert (load_geonames(dumps, index), index.read_bytes()) == first


def test_a_zip_is_read_as_geonames_offers_it(dumps: list[Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "PK.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.write(tmp_path / "PK.txt", "PK.txt")
    assert load_geonames([tmp_path / "PK.zip"], tmp_path / "index.sqlite").places == 2


def test_a_broken_dump_names_its_line_and_leaves_the_old_index(dumps: list[Path], tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    load_geonames(dumps, index)
    before = index.read_bytes()
    (tmp_path / "XX.txt").write_text(DUMP[0] + "\nnot\ta dump\n")
    with pytest.raises(DataFileBroken, match=r"XX\.txt, line 2"):
        load_geonames([tmp_path / "XX.txt"], index)
    assert index.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileBroken, match=r"PK\.txt: no such file"):
        load_geonames([tmp_path / "PK.txt"], tmp_path / "index.sqlite")
