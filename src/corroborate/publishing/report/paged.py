"""A report as PDF: the same blocks, set by Typst from data, so that no text of a stranger is ever markup."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import Any

from corroborate.errors import RunFailed
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import (
    Asked,
    Block,
    Bullets,
    Entries,
    Entry,
    Figure,
    Grid,
    Heading,
    Link,
    Paper,
    Paragraph,
    Parts,
    Picture,
    Section,
    Strong,
    plain,
)
from corroborate.publishing.report.desk import incident_at, list_at
from corroborate.publishing.report.index import SHORT, Index, desk_words, shortened
from corroborate.publishing.report.templates import Template

_LINK_AROUND = re.compile(r"</?a\b[^>]*>")
_FONTS = (
    "Source Sans 3", "Source Sans Pro", "Noto Sans", "Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans",
    "Liberation Sans", "Arial", "Libertinus Serif",
)  # fmt: skip


def write_pdf(paper: Paper, template: Template, index: Index, to: Path) -> None:
    """Set the report and write it to `to`. Raises RunFailed where Typst refuses."""
    import typst

    with tempfile.TemporaryDirectory(prefix="corroborate-report-") as name:
        root = Path(name)
        shutil.copy(Path(__file__).with_name("report.typ"), root / "report.typ")
        data = _Data(root, template, index, paper.asked).of(paper)
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        try:
            typst.compile(str(root / "report.typ"), output=str(to), root=name, font_paths=font_folders())
        except typst.TypstError as trouble:
            raise RunFailed(
                f"{to}: Typst could not set the report: {str(trouble).splitlines()[0]}"
            ) from trouble


def font_folders() -> list[str]:
    """Folders of fonts that were installed beside the program."""
    try:
        import font_source_sans_pro  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        return []
    return [str(Path(font_source_sans_pro.__file__).parent / "files")]


class _Data:
    """A report as data that `report.typ` sets; pictures lie beside it."""

    def __init__(self, root: Path, template: Template, index: Index, asked: Asked) -> None:
        self._root = root
        self._asked = asked
        self._template = template
        self._index = index

    def of(self, paper: Paper) -> dict[str, Any]:
        """Everything in one object."""
        head = asdict(paper.masthead)
        return {
            **head,
            "logo": self._logo(),
            "palette": asdict(self._template.palette),
            "fonts": [*self._template.fonts, *_FONTS],
            "sections": [self._section(each) for each in paper.sections],
            "behind": list(self._behind()),
        }

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "name": section.name,
            "title": section.title,
            "blocks": [
                self._block(block) | {"sticky": _leads(block, after)}
                for block, after in zip_longest(section.blocks, section.blocks[1:])
            ],
        }

    def _block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "parts": self._parts(block.parts), "note": block.is_note}
        if isinstance(block, Bullets):
            return {"kind": "bullets", "items": [self._parts(item) for item in block.items]}
        if isinstance(block, Heading):
            return {"kind": "heading", "text": block.text}
        if isinstance(block, Grid):
            return self._grid(block)
        if isinstance(block, Picture):
            return self._picture(block)
        return {"kind": "entries", "entries": [self._entry(each) for each in _listed(block)]}

    def _grid(self, grid: Grid) -> dict[str, Any]:
        return {
            "kind": "grid",
            "caption": grid.caption,
            "heads": list(grid.heads),
            "rows": [[self._parts(cell) for cell in row] for row in grid.rows],
            "worded": list(grid.worded),
            "widths": _widths(grid),
            "lines": sum(_lines(row) for row in grid.rows),
            "apart": sorted(grid.apart),
            "note": grid.note,
        }

    def _picture(self, picture: Picture) -> dict[str, Any]:
        file = f"{picture.name}.svg"
        (self._root / file).write_text(_LINK_AROUND.sub("", picture.svg), encoding="utf-8")
        return {
            "kind": "picture",
            "file": file,
            "title": picture.title,
            "alt": picture.alt,
            "note": picture.note,
            "share": picture.share,
            "wide": _width(picture.svg),
        }

    def _entry(self, each: Entry) -> dict[str, Any]:
        return {
            "number": each.number,
            "id": each.id[:SHORT],
            "desk": incident_at(self._template.desk, each.id) if self._template.desk else "",
            "title": each.title,
            "facts": [list(fact) for fact in each.facts],
            "grade": each.grade,
            "reason": each.grade_reason,
            "sources": [self._parts(parts) for parts in each.sources],
            "contested": list(each.contested),
        }

    def _parts(self, parts: Parts) -> list[dict[str, str]]:
        return [self._part(part) for part in parts if part != ""]

    def _part(self, part: object) -> dict[str, str]:
        if isinstance(part, Figure):
            return {
                "kind": "figure",
                "text": words.apart(part.text),
                "to": self._index.anchor(part.incidents),
            }
        if isinstance(part, Strong):
            return {"kind": "strong", "text": part.text}
        if isinstance(part, Link):
            is_web = part.url.startswith(("http://", "https://"))
            return {"kind": "link" if is_web else "text", "text": words.apart(part.text), "to": part.url}
        return {"kind": "text", "text": str(part)}

    def _behind(self) -> Iterator[Mapping[str, Any]]:
        desk = self._template.desk
        for each in self._index.entries():
            yield {
                "number": each.number,
                "of": "; ".join(each.of),
                "runs": [list(run) for run in each.runs],
                "more": f" and {each.more:,} more" if each.more else "",
                "others": shortened(each.others),
                "desk": list_at(desk, self._asked, each.asked) if desk and each.asked is not None else "",
                "words": desk_words(each),
            }

    def _logo(self) -> str:
        path = self._template.logo
        if path is None:
            return ""
        name = f"logo{path.suffix}"
        shutil.copy(path, self._root / name)
        return name


def _leads(block: Block, after: Block | None) -> bool:
    """Does a paragraph belong to what follows it, so that no page ends between them?"""
    if not isinstance(block, Paragraph) or block.is_note or after is None:
        return False
    is_title = isinstance(after, Paragraph) and len(after.parts) == 1 and isinstance(after.parts[0], Figure)
    return is_title or not isinstance(after, Paragraph) or after.is_note


def _widths(grid: Grid) -> list[int]:
    """How wide the columns of words are beside one another, by their longest cells; 0 for those of numbers."""
    longest = [max((len(plain(row[at])) for row in grid.rows), default=0) for at in range(len(grid.heads))]
    return [min(40, max(12, longest[at])) if at in grid.worded else 0 for at in range(len(grid.heads))]


_LETTERS_A_LINE = 30


def _lines(row: Sequence[Parts]) -> int:
    """About how many lines a row takes."""
    return max(1 + len(plain(cell)) // _LETTERS_A_LINE for cell in row[1:]) if len(row) > 1 else 1


def _listed(block: Block) -> tuple[Entry, ...]:
    return block.entries if isinstance(block, Entries) else ()


def _width(svg: str) -> float:
    """How wide a drawing is by its own measure, in points."""
    found = re.search(r'<svg[^>]*\bwidth="([\d.]+)', svg)
    return float(found[1]) if found else 640.0
