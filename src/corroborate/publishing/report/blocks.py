"""What a report is made of: paragraphs, tables, pictures and entries, the same for every form it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Asked: TypeAlias = tuple[tuple[str, str], ...]
"""Filters by name and value, as every listing of the record takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the report, and the ids of the incidents that it comes from; `of` says what it counts.

    `asked` are the filters beside the report's own that list them: just these, or where `is_among` these and others
    of the same place, actor, group; None where no filters do.
    """

    text: str
    incidents: tuple[str, ...]
    of: str
    asked: Asked | None = None
    is_among: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to an address in the web."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """Words that stand out."""

    text: str


Part: TypeAlias = str | Figure | Link | Strong
Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Some sentences; `is_note` ones are said in smaller letters."""

    parts: Parts
    is_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of sentences."""

    items: tuple[Parts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title inside a section."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the first column names the row, the others hold numbers unless they are named in `worded`.

    `apart` are the places of rows that stand apart from the cells.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Parts, ...], ...]
    worded: tuple[int, ...] = (0,)
    apart: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing as SVG, with what it shows in words for those who do not see it."""

    name: str
    svg: str
    title: str
    alt: str
    note: str = ""
    share: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident in the list: its number in the report, what is said of it, and who says so."""

    number: int
    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    grade: str
    grade_reason: str
    sources: tuple[Parts, ...]
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One incident in one line, where there are too many to tell each whole."""

    number: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The list of incidents: those told whole, and all others in a line each, which print leaves out."""

    entries: tuple[Entry, ...]
    lines: tuple[Line, ...] = ()


Block: TypeAlias = Paragraph | Bullets | Heading | Grid | Picture | Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report under a title."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Whose report it is, of what, and what it goes by.

    `facts` are pairs of a word and its value: period, rule, as of, made, record.
    """

    publisher: str
    title: str
    scope: str
    facts: tuple[tuple[str, str], ...]
    language: str = "en"
    logo: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole report, before it is given a form; `numbers` are the numbers of its incidents, by id.

    `asked` are the filters that list what it reports on.
    """

    masthead: Masthead
    sections: tuple[Section, ...]
    numbers: dict[str, int]
    asked: Asked = ()


def found_in(paper: Paper) -> Iterator[Parts]:
    """The findings of a report; none where its template leaves them out."""
    for block in (
        block for section in paper.sections if section.name == "findings" for block in section.blocks
    ):
        if isinstance(block, Bullets):
            yield from block.items


def figures_in(sections: Sequence[Section]) -> Iterator[Figure]:
    """Every figure of some sections, in the order of reading."""
    for section in sections:
        for block in section.blocks:
            for parts in _parts_of(block):
                yield from (part for part in parts if isinstance(part, Figure))


def _parts_of(block: Block) -> Iterator[Parts]:
    if isinstance(block, Paragraph):
        yield block.parts
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Grid):
        for row in block.rows:
            yield from row


def plain(parts: Parts) -> str:
    """Sentences as text without links."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)
