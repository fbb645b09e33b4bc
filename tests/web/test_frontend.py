"""The scripts of the desk: that what pages ask for is what `frontend/` makes, and keeps to the desk's policy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
WEB = ROOT / "src" / "corroborate" / "web"
BUILT = WEB / "static" / "built"
MANIFEST = BUILT / "manifest.json"
ASKED = re.compile(r"static/built/([\w-]+)\.(?:js|css)")

needs_built = pytest.mark.skipif(
    not MANIFEST.is_file(), reason="the scripts were not built: no Node at installation"
)


def entries() -> set[str]:
    """The names that vite.config.ts makes scripts of."""
    said = (FRONTEND / "vite.config.ts").read_text(encoding="utf-8")
    return set(re.findall(r"'([\w-]+)'", said[said.index("ISLANDS = [") : said.index("];")])) | {"islands"}


def test_each_entry_has_its_source() -> None:
    missing = [name for name in entries() - {"islands"} if not (FRONTEND / "src" / f"{name}.ts").is_file()]
    assert missing == []


def test_templates_ask_for_entries_only() -> None:
    templates = list((WEB / "templates").rglob("*.html"))
    asked = {name for page in templates for name in ASKED.findall(page.read_text(encoding="utf-8"))}
    assert asked - entries() == set()


def test_versions_are_pinned_and_locked() -> None:
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


@needs_built
def test_the_manifest_lists_every_entry_and_its_files_exist() -> None:
    made = json.loads(MANIFEST.read_text(encoding="utf-8")).values()
    assert {each["name"] for each in made if each.get("isEntry")} == entries()
    named = {file for each in made for file in (each["file"], *each.get("css", ()), *each.get("assets", ()))}
    assert [file for file in named if not (BUILT / file).is_file()] == []


@needs_built
@pytest.mark.parametrize("scale", ["50m", "110m"])
def test_outlines_are_geojson_small_enough_to_be_drawn(scale: str) -> None:
    file = BUILT / f"outlines-{scale}.json"
    assert file.stat().st_size < 5_000_000
    assert json.loads(file.read_text(encoding="utf-8"))["type"] == "FeatureCollection"


@needs_built
def test_no_entry_names_another_machine() -> None:
    for file in BUILT.glob("*.js"):
        if not file.name.startswith(("chunk-", "maplibre")):
            assert not re.search(r"https?://(?!www\.w3\.org/)", file.read_text(encoding="utf-8")), file.name
