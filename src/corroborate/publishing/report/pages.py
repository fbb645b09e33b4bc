"""A report as one HTML file that needs nothing else: no script, no network, readable by ear, narrow and in print."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

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
)
from corroborate.publishing.report.dark import dark_palette
from corroborate.publishing.report.desk import command_for, incident_at, list_at
from corroborate.publishing.report.index import MOST_SHOWN, SHORT, Behind, Index, desk_words, shortened
from corroborate.publishing.report.templates import Palette, Template

RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "ckb", "dv")
_TARGETS = re.compile(r'(?:xlink:)?href="incidents:([^"]*)"')
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def html_pages(paper: Paper, template: Template, index: Index) -> Iterator[str]:
    """The file, piece by piece."""
    write = _Writer(template, index, paper.asked)
    head = paper.masthead
    direction = "rtl" if head.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    title = escape(f"{head.title}, {head.scope}")
    yield f'<!doctype html>\n<html lang="{escape(head.language)}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n<style>\n{_style(template)}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#content">To the findings</a>\n'
    yield write.masthead(paper)
    yield write.contents(paper.sections)
    yield '<main id="content">\n'
    for section in paper.sections:
        yield from write.section(section)
    yield from write.index()
    yield "</main>\n"
    footer = f'<p dir="auto">{escape(head.footer)}</p>' if head.footer else ""
    facts = escape("; ".join(f"{name}: {value}" for name, value in head.facts))
    yield f'<footer>{footer}<p dir="auto">{facts}.</p></footer>\n'
    yield "</body>\n</html>\n"


def _style(template: Template) -> str:
    fonts = "".join(f'"{re.sub(r"[^A-Za-z0-9 -]", "", name)}", ' for name in template.fonts)
    plain = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    own = template.style.replace("</", "<\\/")
    light, dark = (
        _colours(each) for each in (template.palette, dark_palette(template.palette, template.dark))
    )
    return (
        f":root {{ {light} color-scheme: light; --fonts: {fonts}var(--usual); }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} color-scheme: dark; }} }}\n{plain}{own}\n"
    )


def _colours(palette: Palette) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in asdict(palette).items())


class _Writer:
    """Writes blocks as HTML; figures lead to their incidents."""

    def __init__(self, template: Template, index: Index, asked: Asked = ()) -> None:
        self._template = template
        self._index = index
        self._asked = asked

    def masthead(self, paper: Paper) -> str:
        """Whose report it is, of what, and what it goes by."""
        head = paper.masthead
        logo = self._logo(head.publisher)
        name = f'<p class="publisher" dir="auto">{escape(head.publisher)}</p>' if head.publisher else ""
        facts = "".join(
            f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd></div>'
            for name, value in head.facts
        )
        return (
            f'<header>{logo}{name}<h1 dir="auto">{escape(head.title)}</h1>'
            f'<p class="scope" dir="auto">{escape(head.scope)}</p><dl class="facts">{facts}</dl></header>\n'
        )

    def contents(self, sections: Sequence[Section]) -> str:
        """The table of contents."""
        links = "".join(
            f'<li><a href="#{each.name}" dir="auto">{escape(each.title)}</a></li>' for each in sections
        )
        last = f'<li><a href="#figures">{_INDEX}</a></li>' if self._index.entries() else ""
        return f'<nav aria-label="Contents"><ul>{links}{last}</ul></nav>\n'

    def section(self, section: Section) -> Iterator[str]:
        """A section with its title."""
        yield f'<section id="{section.name}" aria-labelledby="{section.name}-title">\n'
        yield f'<h2 id="{section.name}-title" dir="auto">{escape(section.title)}</h2>\n'
        halves = [block for block in section.blocks if isinstance(block, Picture) and block.share < 100]
        for block in section.blocks:
            if block in halves and block is not halves[0]:
                continue
            if halves and block is halves[0]:
                yield f'<div class="beside">{"".join(self._block(each) for each in halves)}</div>\n'
            else:
                yield self._block(block)
        yield "</section>\n"

    def index(self) -> Iterator[str]:
        """The incidents behind every figure."""
        entries = self._index.entries()
        if not entries:
            return
        yield f'<section id="figures" aria-labelledby="figures-title"><h2 id="figures-title" dir="auto">{_INDEX}</h2>\n'
        yield '<p class="note" dir="auto">Figures of one incident lead to it at once; all others lead here.</p><ol class="behind">\n'
        for each in entries:
            yield self._behind(each)
        yield "</ol></section>\n"

    def _behind(self, each: Behind) -> str:
        links = ", ".join(
            f'<a href="#incident-{first}">{first}</a>'
            if first == last
            else f'<a href="#incident-{first}">{first}</a>–<a href="#incident-{last}">{last}</a>'
            for first, last in each.runs
        )
        if each.more:
            links += f" and {each.more:,} more"
        others = f"not in the list: {escape(shortened(each.others))}" if each.others else ""
        parts = (f"incidents {links}" if links else "", others, self._listed(each))
        said = "; ".join(part for part in parts if part)
        return f'<li id="figure-{each.number}" dir="auto"><span dir="auto">{escape("; ".join(each.of))}</span>: {said}</li>\n'

    def _listed(self, each: Behind) -> str:
        """Where all incidents of a figure are listed: in the desk, or by which command where they are cut here."""
        if each.asked is None:
            return ""
        if self._template.desk:
            address = list_at(self._template.desk, self._asked, each.asked)
            return f'<a href="{escape(address)}">{desk_words(each)}</a>'
        command = command_for(self._asked, each.asked)
        is_cut = (each.more or len(each.others) > MOST_SHOWN) and not each.is_among and command
        return f"all: <code>{escape(command)}</code>" if is_cut else ""

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            kind = ' class="note"' if block.is_note else ""
            return f'<p{kind} dir="auto">{self._parts(block.parts)}</p>\n'
        if isinstance(block, Bullets):
            items = "".join(f'<li dir="auto">{self._parts(item)}</li>' for item in block.items)
            return f"<ul>{items}</ul>\n"
        if isinstance(block, Heading):
            return f'<h3 dir="auto">{escape(block.text)}</h3>\n'
        if isinstance(block, Grid):
            return self._grid(block)
        if isinstance(block, Picture):
            return self._picture(block)
        return self._entries(block)

    def _grid(self, grid: Grid) -> str:
        heads = "".join(
            f'<th scope="col"{"" if at in grid.worded else _NUMBER}>{escape(head)}</th>'
            if head
            else "<td></td>"
            for at, head in enumerate(grid.heads)
        )
        rows = "".join(self._row(grid, at) for at in range(len(grid.rows)))
        note = f'<p class="note" dir="auto">{escape(grid.note)}</p>' if grid.note else ""
        whole = " whole" if len(grid.rows) <= _MOST_WHOLE else ""
        return (
            f'<div class="scrolled{whole}" role="region" aria-label="{escape(grid.caption)}" tabindex="0"><table><caption dir="auto">{escape(grid.caption)}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{note}\n"
        )

    def _row(self, grid: Grid, at: int) -> str:
        cells = []
        for column, parts in enumerate(grid.rows[at]):
            said = self._parts(parts)
            if column == 0:
                cells.append(f'<th scope="row" dir="auto">{said}</th>')
            else:
                cells.append(
                    f'<td dir="auto">{said}</td>' if column in grid.worded else f"<td{_NUMBER}>{said}</td>"
                )
        kind = ' class="apart"' if at in grid.apart else ""
        return f"<tr{kind}>{''.join(cells)}</tr>"

    def _picture(self, picture: Picture) -> str:
        name = f"picture-{picture.name}"
        svg = _TARGETS.sub(self._target, _unheaded(picture.svg))
        for name_, colour in asdict(self._template.palette).items():
            svg = svg.replace(f'"{colour}"', f'"var(--{name_})"')
        svg = svg.replace(
            "<svg ",
            f'<svg direction="ltr" style="direction: ltr" role="group" aria-label="{escape(picture.alt)}" ',
            1,
        )
        note = f'<span class="note" dir="auto">{escape(picture.note)}</span>' if picture.note else ""
        drawn = _named_apart(svg, name)
        if picture.share == 100:
            title = escape(picture.title)
            drawn = f'<div class="scrolled" role="region" aria-label="{title}" tabindex="0">{drawn}</div>'
        return f'<figure id="{name}"><figcaption dir="auto"><strong>{escape(picture.title)}</strong></figcaption>{drawn}{note}</figure>\n'

    def _target(self, found: re.Match[str]) -> str:
        return f'href="#{self._index.anchor(tuple(found[1].split()))}"'

    def _entries(self, block: Entries) -> str:
        told = "".join(self._entry(each) for each in block.entries)
        if not block.lines:
            return told
        lines = (
            f'<li id="incident-{each.number}"><span class="at">{each.number}</span> <span dir="auto">{escape(each.text)}</span> '
            f"<code>{self._known(each.id)}</code></li>"
            for each in block.lines
        )
        return f'{told}<h3>All others, in a line each</h3>\n<ul class="lines">{"".join(lines)}</ul>\n'

    def _entry(self, each: Entry) -> str:
        facts = "".join(
            f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(said)}</dd></div>'
            for name, said in each.facts
        )
        contested = "".join(f'<li dir="auto">{escape(line)}</li>' for line in each.contested)
        told = f'<p class="label">Contested</p><ul class="contested">{contested}</ul>' if contested else ""
        sources = "".join(f'<li dir="auto">{self._parts(parts)}</li>' for parts in each.sources)
        return (
            f'<article id="incident-{each.number}"><h3 dir="auto"><span class="at">{each.number}</span> {escape(each.title)}</h3>'
            f'<p class="graded" dir="auto"><strong>{escape(each.grade)}</strong>: <span dir="auto">{escape(each.grade_reason)}</span> <code>{self._known(each.id)}</code></p>'
            f'<dl>{facts}</dl>{told}<ul class="sources" aria-label="Sources">{sources}</ul></article>\n'
        )

    def _known(self, incident: str) -> str:
        """An incident's id, which leads to it in the desk where one runs."""
        desk, shown = self._template.desk, incident[:SHORT]
        return f'<a href="{escape(incident_at(desk, incident))}">{shown}</a>' if desk else shown

    def _parts(self, parts: Parts) -> str:
        said = []
        for part in parts:
            if isinstance(part, str):
                said.append(escape(part))
            elif isinstance(part, Strong):
                said.append(f"<strong>{escape(part.text)}</strong>")
            elif isinstance(part, Link):
                said.append(_link(part))
            else:
                said.append(self._figure(part))
        return "".join(said)

    def _figure(self, figure: Figure) -> str:
        anchor = self._index.anchor(figure.incidents)
        if not anchor:
            return escape(figure.text)
        return f'<a class="figure" href="#{anchor}" dir="auto">{escape(figure.text)}</a>'

    def _logo(self, publisher: str) -> str:
        path = self._template.logo
        if path is None:
            return ""
        held = base64.b64encode(path.read_bytes()).decode("ascii")
        return f'<img class="logo" alt="{escape(publisher)}" src="data:{_TYPES[path.suffix]};base64,{held}">'


_INDEX = "Figures and their incidents"
_MOST_WHOLE = 26
"""Tables of so many rows stay on one page in print."""
_NUMBER = ' class="number" dir="ltr"'


def _link(link: Link) -> str:
    """Words that lead to an address in the web; what is no web address leads nowhere."""
    if not link.url.startswith(("http://", "https://")):
        return f"<bdi>{escape(link.text)}</bdi>"
    return f'<a href="{escape(link.url)}" rel="noopener noreferrer"><bdi>{escape(link.text)}</bdi></a>'


def _unheaded(svg: str) -> str:
    """A drawing without the heads of a file of its own."""
    return svg[svg.index("<svg") :]


def _named_apart(svg: str, name: str) -> str:
    """A drawing whose own names do not meet those of another one on the page."""
    found = set(re.findall(r'\bid="([^"]+)"', svg))
    for each in found:
        svg = svg.replace(f'id="{each}"', f'id="{name}-{each}"').replace(
            f"url(#{each})", f"url(#{name}-{each})"
        )
    return svg
