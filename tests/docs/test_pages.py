"""The pages written by hand say all that they promise to say."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from corroborate.analysis import GRADES, RULES
from corroborate.cli.exits import EXIT_CODES
from corroborate.model import vocabulary
from corroborate.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_setting_is_documented_and_no_other() -> None:
    table = _page("settings.md").partition("## Other variables")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == {
        field.name for field in fields(Settings)
    }


@pytest.mark.parametrize("name", ["max_bytes", "rule"])
def test_the_documented_default_is_the_default(name: str) -> None:
    default = next(field.default for field in fields(Settings) if field.name == name)
    assert f"| `{name}` | `{default}` |" in _page("settings.md")


@pytest.mark.parametrize("kind", ["EventType", "Stage", "Group", "Responsibility", "Act"])
def test_the_codebook_speaks_of_every_code(kind: str) -> None:
    text = _page("codebook.md")
    assert [name for name in get_args(getattr(vocabulary, kind)) if f"`{name}`" not in text] == []


def test_the_concepts_explain_every_grade_and_every_rule() -> None:
    text = _page("concepts.md")
    assert [name for name in (*GRADES, *RULES) if f"| `{name}` |" not in text] == []


def test_the_reference_lists_every_exit_code() -> None:
    assert [code for code in EXIT_CODES if f"| {code} |" not in _page("cli.md")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_numbered_decision_is_listed() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (DOCS / "decisions").glob("0*.md") if path.name not in listed] == []


def test_the_readmes_two_commands_are_made() -> None:
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", made, re.MULTILINE)
