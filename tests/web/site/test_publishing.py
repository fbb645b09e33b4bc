"""A whole site, written and read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

import corroborate
from corroborate.errors import BadRequest
from corroborate.web.site import SiteOptions, publish, publishing

ARTICLE = """---
title: Zarkoon killed in Kuchlak
published: 2025-03-12
publisher: Bolan Wire
---
Gunmen killed Haji Zarkoon in Kuchlak, Quetta district, Pakistan, on Tuesday and wounded two soldiers, residents said. The army said one
soldier was wounded.

The governor spoke of the harvest, which has nothing to do with it at all.
"""


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with corroborate.open(folder / "record.db") as record:
        record.add(folder / "a.txt")
        record.file_cards()
    return folder / "record.db"


@pytest.fixture(scope="module")
def site(record_path: Path) -> Path:
    folder = record_path.parent / "site"
    with corroborate.open(record_path) as record:
        publish(record, folder)
    return folder


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_link_leads_to_a_file(site: Path) -> None:
    lost = []
    for page in pages(site):
        for address in html.parse(str(page)).xpath(
            "//@href | //@src | //@action | //section/@data-points | //section/@data-source"
        ):
            parts = urlsplit(str(address))
            if parts.scheme or not parts.path:
                continue
            if not (page.parent / unquote(parts.path)).resolve().is_file():
                lost.append((page.name, address))
    assert len(pages(site)) > 8
    assert lost == []


def test_names_texts_and_paths_are_held_back(site: Path, record_path: Path) -> None:
    told = "\n".join(
        file.read_text(encoding="utf-8") for file in site.rglob("*") if file.suffix in (".html", ".json")
    )
    assert "Zarkoon" not in told
    assert "harvest" not in told
    assert str(record_path.parent) not in told
    assert "two soldiers" in told


def test_names_are_told_where_asked(record_path: Path, tmp_path: Path) -> None:
    with corroborate.open(record_path) as record:
        publish(record, tmp_path / "site", SiteOptions(include_names=True))
    assert any("Zarkoon" in page.read_text(encoding="utf-8") for page in pages(tmp_path / "site"))


def columns(site: Path) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads((site / "data/incidents/0.json").read_text(encoding="utf-8"))
    return found


def test_places_move_to_their_district_where_asked_and_no_quote_names_them(
    record_path: Path, tmp_path: Path
) -> None:
    with corroborate.open(record_path) as record:
        fine = record.cards().cards[0]
        publish(record, tmp_path / "site", SiteOptions(coarsen=True))
    told = columns(tmp_path / "site")
    assert fine.place_precision == "exact"
    assert told["precision"][0] in ("district", "province")
    assert told["lat"][0] != fine.latitude
    rooms = [page.name for page in (tmp_path / "site/places").glob("*.html")]
    assert "PK.html" in rooms
    assert "PK~3Akuchlak.html" not in rooms
    written = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in ("incidents", "documents", "places", "data")
        for file in (tmp_path / "site" / folder).rglob("*.*")
    )
    assert "[place withheld]" in written
    assert "Kuchlak" not in written


def test_the_script_finds_incidents_by_what_reports_tell(site: Path) -> None:
    told, index = columns(site), json.loads((site / "data/incidents/index.json").read_text(encoding="utf-8"))
    ((first, last, *terms),) = told["reports"][0]
    named = {tuple(index["terms"][number]) for number in terms}
    assert (first, last) == ("2025-03-11", "2025-03-11")
    assert {("place", "PK"), ("source", "Bolan Wire")} <= named
    assert not any("Zarkoon" in name for _, name in named)
    assert len(told["id"]) == index["files"][0]["n"]


def test_all_and_each_month_are_files_for_programs(site: Path) -> None:
    for name in ("all", "month/2025-03"):
        rows = json.loads((site / f"incidents/{name}.json").read_text(encoding="utf-8"))
        assert [row["id"] for row in rows] == columns(site)["id"]
        assert (site / f"incidents/{name}.csv").read_text(encoding="utf-8").startswith("id,type")
        assert json.loads((site / f"incidents/{name}.geojson").read_text(encoding="utf-8"))["features"]
    assert "../incidents/all.csv" in (site / "incidents/index.html").read_text(encoding="utf-8") or (
        'href="all.csv"' in (site / "incidents/index.html").read_text(encoding="utf-8")
    )


def test_nothing_on_a_site_asks_for_a_decision(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        assert 'method="post"' not in text
        assert 'href="/' not in text


def test_a_folder_of_others_is_never_written_over(record_path: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with corroborate.open(record_path) as record, pytest.raises(BadRequest, match="new folder"):
        publish(record, tmp_path)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_published_again_only_what_changed_is_written(record_path: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with corroborate.open(record_path) as record:
        first = publish(record, tmp_path / "site")
        (tmp_path / "site" / "old.html").write_text("old", encoding="utf-8")
        (tmp_path / "site" / "index.html").write_text("other", encoding="utf-8")
        again = publish(record, tmp_path / "site", progress=lambda count, total: seen.append((count, total)))
    assert first.written > first.pages
    assert again.written == 1
    assert not (tmp_path / "site" / "old.html").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
    assert seen[-1] == (again.pages, again.pages)


def test_an_interrupted_site_leaves_the_old_one_and_goes_on(record_path: Path, tmp_path: Path) -> None:
    def stop(count: int, total: int) -> None:
        if count == 5:
            raise KeyboardInterrupt

    counts: list[int] = []
    with corroborate.open(record_path) as record:
        publish(record, tmp_path / "site", SiteOptions(include_names=True))
        before = {each: each.read_bytes() for each in (tmp_path / "site").rglob("*.html")}
        with pytest.raises(KeyboardInterrupt):
            publish(record, tmp_path / "site", progress=stop)
        assert {each: each.read_bytes() for each in (tmp_path / "site").rglob("*.html")} == before
        publish(record, tmp_path / "site", progress=lambda count, total: counts.append(count))
    assert counts[0] > 5
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_two_processes_write_the_same_site(
    record_path: Path, tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_MOST_ALONE", 2)
    with corroborate.open(record_path) as record:
        publish(record, tmp_path / "site")
    assert _files(tmp_path / "site") == _files(site)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
