"""A monitor's own template."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publishing.report.materials import material_of
from tests.publishing.report.test_pages import page

from corroborate.errors import BadRequest
from corroborate.publishing.report import Palette, read_template

OURS = """
name: Valley Monitor
title: State of the valley
palette: {accent: '#0b6e4f'}
sections: [foreword.md, findings, method]
titles: {findings: Key points}
footer: CC BY 4.0
desk: http://localhost:8000/
"""


def template(folder: Path, told: str = OURS) -> Path:
    (folder / "report.yaml").write_text(told, encoding="utf-8")
    (folder / "foreword.md").write_text(
        "# From the editors\n\nRead **this** and [that](https://example.org).\n\n- one\n- two\n",
        encoding="utf-8",
    )
    return folder


def test_name_palette_titles_and_own_sections_make_the_report_a_monitors_own(tmp_path: Path) -> None:
    ours = read_template(template(tmp_path))
    said = page(material_of([]), **{name: getattr(ours, name) for name in ours.__slots__})
    assert '<p class="publisher" dir="auto">Valley Monitor</p>' in said
    assert "--accent: #0b6e4f" in said
    assert said.index("From the editors") < said.index("Key points") < said.index("Method, rule and limits")
    assert said.count(">From the editors</h2>") == 1
    assert '<strong>this</strong> and <a href="https://example.org"' in said
    assert "CC BY 4.0" in said


def test_what_a_template_leaves_out_is_as_usual(tmp_path: Path) -> None:
    usual = read_template(template(tmp_path, "name: A"))
    assert usual.palette == Palette()
    assert "incidents" in usual.sections


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ("colour: red", "colour: there is no such key"),
        ("palette: {accent: red}", "palette: accent: 'red' is no colour"),
        ("palette: {blue: '#000000'}", "palette: blue: there is no such colour"),
        ("sections: [weather]", "sections: weather: is no section"),
        ("sections: [../secret.md]", "is no section and no .md file of the folder"),
        ("logo: /etc/passwd", "logo: /etc/passwd: is no .svg, .png or .jpg file"),
        ("desk: ftp://x", "desk: 'ftp://x': write the address"),
        ("- a list", "write keys and values"),
        ("a: [", "is no YAML"),
    ],
)
def test_a_template_that_makes_no_sense_is_refused_with_file_and_key(
    tmp_path: Path, told: str, complaint: str
) -> None:
    with pytest.raises(BadRequest, match=r"report\.yaml") as refused:
        read_template(template(tmp_path, told))
    assert complaint in str(refused.value)


def test_a_folder_without_a_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"it has no report\.yaml"):
        read_template(tmp_path)


def test_colours_for_dark_pages_are_read_and_checked_like_the_others(tmp_path: Path) -> None:
    file = tmp_path / "report.yaml"
    file.write_text("dark: {accent: '#4fc3a1'}", encoding="utf-8")
    assert read_template(tmp_path).dark == {"accent": "#4fc3a1"}
    file.write_text("dark: {accent: teal}", encoding="utf-8")
    with pytest.raises(BadRequest, match="dark: accent: 'teal' is no colour"):
        read_template(tmp_path)
