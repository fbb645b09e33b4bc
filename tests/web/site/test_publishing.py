"""A whole site, written and read again."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

import corroborate
from corroborate.errors import BadRequest
from corroborate.web.site import SiteOptions, publish

ARTICLE = """---
title: Man killed in Quetta
published: 2025-03-12
publisher: Bolan Wire
---
Gunmen killed Haji Zarkoon in Quetta, Pakistan, on Tuesday and wounded two soldiers, residents said. The army said one
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


def test_places_move_to_their_district_where_asked(record_path: Path, tmp_path: Path) -> None:
    with corroborate.open(record_path) as record:
        fine = record.cards().cards[0]
        publish(record, tmp_path / "site", SiteOptions(coarsen=True))
    lines = json.loads((tmp_path / "site/data/incidents.json").read_text(encoding="utf-8"))["incidents"]
    assert fine.place_precision == "exact"
    assert lines[0]["precision"] in ("district", "province")
    assert not (tmp_path / "site/places").exists()


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


def test_a_site_is_written_anew_and_leaves_nothing_beside(record_path: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with corroborate.open(record_path) as record:
        publish(record, tmp_path / "site")
        (tmp_path / "site" / "old.html").write_text("old", encoding="utf-8")
        done = publish(record, tmp_path / "site", progress=lambda count, total: seen.append((count, total)))
    assert not (tmp_path / "site" / "old.html").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
    assert seen[-1] == (done.pages, done.pages)
