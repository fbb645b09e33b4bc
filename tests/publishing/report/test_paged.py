"""The PDF: everything a report may hold is set, and no text of a stranger is markup."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from corroborate.publishing.report import Paper, Template
from corroborate.publishing.report.blocks import (
    Bullets,
    Entries,
    Entry,
    Figure,
    Grid,
    Heading,
    Link,
    Masthead,
    Paragraph,
    Picture,
    Section,
    Strong,
)
from corroborate.publishing.report.index import Index
from corroborate.publishing.report.paged import _leads, write_pdf

EVIL = '#read("/etc/passwd") $x$ *b* @ref <label> \\ `raw` // gone'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><a href="incidents:i1"><rect width="90" height="20"/></a></svg>'


def paper() -> Paper:
    """One of everything: empty cells, an empty note, figures with no, one and two incidents."""
    figures = tuple(
        Figure(text=str(n), incidents=ids, of=EVIL) for n, ids in enumerate(((), ("i1",), ("i1", "i2")))
    )
    entries = tuple(
        Entry(number=n, id=f"i{n}", title=EVIL, facts=(("By", EVIL),), grade="contested", grade_reason=EVIL,
              sources=((EVIL, Link(text="خبر", url="https://example.org")),), contested=(EVIL,))
        for n in (1, 2)
    )  # fmt: skip
    blocks = (
        Paragraph(parts=(EVIL, *figures), is_note=True),
        Bullets(items=((Strong(text=EVIL), figures[2]), ())),
        Heading(text=EVIL),
        Grid(caption=EVIL, heads=("", "n"), rows=((("",), figures[:1]), ((), ())), apart=frozenset({1})),
        Picture(name="a", svg=SVG, title=EVIL, alt=EVIL, share=50),
        Entries(entries=entries),
    )
    head = Masthead(publisher="", title=EVIL, scope="May 2024", facts=(("Rule", EVIL),), footer=EVIL)
    return Paper(
        masthead=head, sections=(Section(name="all", title=EVIL, blocks=blocks),), numbers={"i1": 1, "i2": 2}
    )


def test_one_of_everything_is_set_and_strangers_words_stand_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "r.pdf"
    write_pdf(paper(), Template(), Index(paper()), file)
    told = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    assert "/etc/passwd" in told
    assert "root:" not in told
    assert "// gone" in told
    assert "incidents 1–2" in told


def test_a_report_that_runs_from_right_to_left_is_set(tmp_path: Path) -> None:
    from dataclasses import replace

    arabic = replace(paper(), masthead=replace(paper().masthead, language="ar", title="الوضع الأمني"))
    file = tmp_path / "r.pdf"
    write_pdf(arabic, Template(), Index(arabic), file)
    assert len(pypdfium2.PdfDocument(file)) >= 1


def test_a_table_of_a_screenful_of_rows_is_never_cut_and_a_longer_one_runs_on(tmp_path: Path) -> None:
    def grid(name: str, count: int) -> Grid:
        rows = tuple(((f"{name}{n}",), (str(n),)) for n in range(count))
        return Grid(caption=name, heads=("row", "number"), rows=rows)

    lines = tuple(Paragraph(parts=(f"line {n}",)) for n in range(30))
    blocks = (*lines, grid("short", 24), grid("long", 120))
    section = Section(name="all", title="All", blocks=blocks)
    head = Masthead(publisher="", title="Report", scope="2025", facts=())
    made = Paper(masthead=head, sections=(section,), numbers={})
    write_pdf(made, Template(), Index(made), tmp_path / "r.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "r.pdf")]
    assert len({at for at, page in enumerate(pages) if "short" in page}) == 1
    assert len({at for at, page in enumerate(pages) if "long" in page}) > 1


def test_a_paragraph_stays_with_the_list_or_the_entry_that_it_opens() -> None:
    opening, entry = (
        Paragraph(parts=("Three.",)),
        Paragraph(parts=(Figure(text="One", incidents=("i1",), of="x"),)),
    )
    note = Paragraph(parts=("Note.",), is_note=True)
    assert _leads(opening, entry)
    assert _leads(opening, note)
    assert _leads(entry, Bullets(items=()))
    assert not _leads(opening, opening)
    assert not _leads(note, entry)
    assert not _leads(opening, None)
