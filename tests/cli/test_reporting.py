"""The command that writes reports."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from corroborate.publishing.report import writing


def test_a_report_of_a_month_is_written_as_html_and_pdf(run: Run, tmp_path: Path) -> None:
    import pypdfium2

    html, pdf = tmp_path / "r.html", tmp_path / "r.pdf"
    ended = run("report", str(html), str(pdf), "--month", "2025-03")
    assert ended.code == 0, ended.err
    assert "incidents, best figures by the rule “lowest”" in ended.out
    page = html.read_text(encoding="utf-8")
    assert page.count("<svg ") >= 4
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'\bid="([^"]+)"', page))
    told = "\n".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(pdf))
    for words in ("Findings", "March 2025", "rule “lowest”", "Incidents and their sources", "Withheld"):
        assert words in told


def test_an_empty_month_has_an_honest_page_in_both_forms(run: Run, tmp_path: Path) -> None:
    html, pdf = tmp_path / "r.html", tmp_path / "r.pdf"
    ended = run("report", str(html), str(pdf), "--month", "1999-01", "--json")
    assert ended.code == 0, ended.err
    assert ended.json["incidents"] == 0
    assert "holds no incident in January 1999" in ended.json["findings"][0]
    assert pdf.read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "say which days"),
        (["--month", "2025-03", "--year", "2025"], "say which days"),
        (["--from", "2025-03"], "say which days"),
        (["--month", "March"], "write it as 2025-05"),
        (["r.docx", "--year", "2025"], "written as .html or .pdf"),
        (["--year", "2025", "--template", "nowhere"], "nowhere: is no template"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("report", *arguments)
    assert ended.code == 2
    assert complaint in ended.err
    assert not list(tmp_path.glob("*"))


def test_where_a_library_is_missing_the_complaint_says_how_to_install_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(writing, "find_spec", lambda name: None if name == "typst" else known(name))
    ended = run("report", str(tmp_path / "r.pdf"), "--year", "2025")
    assert ended.code == 2
    assert "typst is not installed; install it with `pip install 'corroborate[reports]'`" in ended.err
