"""A report put together: each section from its tables, charts and sentences, in the order of the template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from corroborate.analysis.tolls import RULE_SOURCES
from corroborate.publishing.report import charts, words
from corroborate.publishing.report.agreeing import agreement
from corroborate.publishing.report.blocks import (
    Asked,
    Block,
    Bullets,
    Figure,
    Heading,
    Link,
    Masthead,
    Paper,
    Paragraph,
    Part,
    Parts,
    Section,
    Strong,
)
from corroborate.publishing.report.covering import coverage
from corroborate.publishing.report.entries import entries, entries_of, numbered
from corroborate.publishing.report.findings import findings, involving
from corroborate.publishing.report.maps import drawn_map
from corroborate.publishing.report.material import Material, Scope
from corroborate.publishing.report.tables import cells_table, sides_table, totals_table
from corroborate.publishing.report.templates import Template
from corroborate.publishing.report.unusual import operations_told, surges_told

TITLES: Mapping[str, str] = {
    "findings": "Findings",
    "time": "Over time",
    "surges": "Surges",
    "operations": "Many attacks on one day",
    "map": "Map",
    "places": "By place",
    "groups": "Whom it hit",
    "tactics": "What and how",
    "actors": "By whom",
    "sides": "Claimed against others’ figures",
    "agreement": "Agreement between sides",
    "contested": "Contested incidents",
    "totals": "Quoted totals and what the record explains",
    "coverage": "What each source adds",
    "incidents": "Incidents and their sources",
    "method": "Method, rule and limits",
    "figures": "Figures and their incidents",
}
_ALWAYS = ("findings", "method")
_MOST_CONTESTED = 40


def composed(material: Material, template: Template) -> Paper:
    """The whole report. Sections that have nothing to show are left out, findings and method never."""
    numbers = numbered(material)
    sections = []
    for name in template.sections:
        if name == "figures":
            continue
        blocks = (
            _written(template.written[name])
            if name in template.written
            else _blocks(name, material, template, numbers)
        )
        if blocks or name in _ALWAYS:
            title = template.titles.get(name) or TITLES.get(name) or _title(blocks, name)
            if blocks and blocks[0] == Heading(text=title):
                blocks = blocks[1:]
            sections.append(Section(name=_anchor(name), title=title, blocks=tuple(blocks)))
    return Paper(
        masthead=_masthead(material, template),
        sections=tuple(sections),
        numbers=numbers,
        asked=_asked(material.scope),
    )


def _asked(scope: Scope) -> Asked:
    """The filters that list what is reported on."""
    days = (("since", scope.since.isoformat()), ("until", scope.until.isoformat()))
    as_of = (("as_of", scope.as_of),) if scope.as_of else ()
    return (
        *days,
        *(("place", name) for name in scope.places),
        *(("actor", name) for name in scope.actors),
        *as_of,
    )


def _blocks(name: str, material: Material, template: Template, numbers: Mapping[str, int]) -> list[Block]:
    palette = template.palette
    makers: Mapping[str, Callable[[], Iterable[Block | None]]] = {
        "findings": lambda: _findings(material),
        "time": lambda: charts.over_time(material, palette),
        "surges": lambda: surges_told(material),
        "operations": lambda: operations_told(material),
        "map": lambda: [drawn_map(material, palette)],
        "places": lambda: _places(material),
        "groups": lambda: [
            charts.by_group(material, palette),
            *cells_table(material, "group", "People hurt, by group", words.group),
        ],
        "tactics": lambda: [
            charts.by_tactic(material, palette),
            *cells_table(material, "type", "Incidents by type", words.kind),
            *cells_table(material, "tactic", "Incidents by tactic", lambda name: name.replace("_", " ")),
        ],
        "actors": lambda: [
            charts.by_actor(material, palette),
            *cells_table(material, "actor", "Incidents by who is said to have done them"),
        ],
        "sides": lambda: [charts.claimed(material, palette), *sides_table(material)],
        "agreement": lambda: agreement(material),
        "contested": lambda: _contested(material, numbers),
        "totals": lambda: totals_table(material),
        "coverage": lambda: coverage(material),
        "incidents": lambda: _incidents(material, numbers),
        "method": lambda: _method(material),
    }
    if not material.incidents and name not in (*_ALWAYS, "totals", "time"):
        return []
    return [block for block in makers[name]() if block is not None]


def _findings(material: Material) -> list[Block]:
    blocks: list[Block] = [Bullets(items=findings(material))]
    if apart := _apart(material):
        blocks.append(Paragraph(parts=apart, is_note=True))
    return blocks


def _apart(material: Material) -> Parts:
    """What is not counted, and why."""
    said: list[Part] = []
    if material.apart:
        ids = tuple(each.id for each in material.apart)
        said += [
            "Not counted are " if len(ids) > 1 else "Not counted is ",
            Figure(
                text=words.counted(len(ids), "incident"),
                incidents=ids,
                of="touching the period, dated more coarsely",
            ),
            " that may lie in the period but are dated more coarsely. "
            if len(ids) > 1
            else " that may lie in the period but is dated more coarsely. ",
        ]
    if material.threatened:
        left = words.counted(len(material.threatened), "incident that was", "incidents that were")
        said.append(f"Left out {'is' if len(material.threatened) == 1 else 'are'} {left} only threatened. ")
    if background := tuple(each.id for each in material.incidents if each.background):
        said += [
            "Of those counted, ",
            Figure(
                text=words.counted(len(background), "incident"),
                incidents=background,
                of="told only as background",
                asked=(("only", "background"),),
            ),
            f" {'is' if len(background) == 1 else 'are'} told only as background of later news.",
        ]
    return tuple(said)


def _places(material: Material) -> list[Block]:
    countries = {each.country for each in material.incidents if each.country}
    blocks = cells_table(material, "country", "By country") if len(countries) > 1 else []
    return [*blocks, *cells_table(material, "province", "By province")]


def _contested(material: Material, numbers: Mapping[str, int]) -> list[Block]:
    inside = {each.id for each in material.incidents}
    contested = [row for row in material.rows if row["contested"] and row["id"] in inside]
    rows = sorted(contested, key=lambda row: numbers[row["id"]])
    if not rows:
        return []
    blocks: list[Block] = [
        Paragraph(
            parts=(
                "Sources contradict each other on ",
                Figure(
                    text=words.counted(len(rows), "incident"),
                    incidents=tuple(row["id"] for row in rows),
                    of="contested incidents",
                    asked=(("only", "contested"),),
                ),
                ". Both sides are told here; neither is called right.",
            )
        )
    ]
    for entry in entries_of(material, numbers, rows[:_MOST_CONTESTED]):
        head: Parts = (Figure(text=f"{entry.title} ({entry.number})", incidents=(entry.id,), of="contested"),)
        blocks += [Paragraph(parts=head), Bullets(items=tuple((line,) for line in entry.contested))]
    return blocks


def _incidents(material: Material, numbers: Mapping[str, int]) -> list[Block]:
    listed = entries(material, numbers)
    if not material.left_out:
        return [listed]
    note = (
        f"Told whole are the {words.number(len(listed.entries))} incidents with the most sources and people hurt, by day. "
        f"{words.counted(material.left_out, 'other')} {'is' if material.left_out == 1 else 'are'} counted in every figure; the HTML form of this report lists them below these in a "
        "line each, without grades and titles of their documents, and print leaves them out."
    )
    return [Paragraph(parts=(note,), is_note=True), listed]


def _method(material: Material) -> list[Block]:
    scope = material.scope
    items: list[Parts] = [
        (Strong(text="What is counted. "), "Incidents whose days lie in the period whole, that were carried out, attempted or foiled. "
         "Reports of one incident are brought together, and syndicated copies count once."),
        (Strong(text=f"Rule “{scope.rule}”. "), f"{words.sentence(RULE_SOURCES[scope.rule])}. A range reaches from the least to the "
         "greatest figure of the sources heard; + means that one of them says at least."),
        (Strong(text="Fighters apart. "), "People who were fighters (militants) are counted by themselves and are never added to others."),
        (Strong(text="No total is counted. "), "Sums that sources quote are held against the incidents, and never added to them."),
        (Strong(text="Unknown is not none. "), "Incidents of which nobody gives a number add nothing to a sum and are named as unnumbered."),
        (Strong(text="Grades. "), "Sources are counted by who said it first: five outlets that repeat one statement are one source. "
         "Confirmed: both sides tell of it, or officials and independents. Corroborated: two independent sources. "
         "Contested: sources contradict each other."),
        (Strong(text="Limits. "), "The record holds what the documents read into it tell. Places that few reporters reach are told of "
         "less; a rise may be one of reporting. Programs read the documents and may misread them: follow the links of "
         "a figure before you quote it."),
    ]  # fmt: skip
    if any(material.followed.values()):
        items.append(
            (Strong(text="Changes. "), "Intervals of 95 % are for the ratio of the rates a day, of counts that scatter more than a "
             "Poisson process by what earlier periods of the record show.")
        )  # fmt: skip
    if material.withheld:
        items.append((Strong(text="Withheld. "), f"{words.sentence('; '.join(material.withheld))}."))
    return [Bullets(items=tuple(items))]


def _masthead(material: Material, template: Template) -> Masthead:
    scope = material.scope
    kind = {"month": "Monthly report", "year": "Annual report"}.get(scope.unit, "Report")
    facts = [
        ("Period", words.days(scope.since, scope.until)),
        ("Data as of", scope.as_of or words.day(datetime.now(UTC).date())),
        ("Rule", f"“{scope.rule}”"),
        ("Read", words.counted(material.documents, "document") + " published in the period"),
        ("Made with", f"Corroborate {material.version}".strip()),
    ]
    return Masthead(
        publisher=template.name,
        title=template.title or f"{kind}: {_subject(scope)}",
        scope=words.days(scope.since, scope.until),
        facts=tuple(facts),
        language=template.language,
        footer=template.footer,
    )


def _subject(scope: Scope) -> str:
    """What is reported on, without the days."""
    where = (
        f" in {words.listed([words.apart(words.place(name)) for name in scope.places])}"
        if scope.places
        else ""
    )
    return f"incidents{where}{involving(scope)}" if scope.actors else f"armed conflict{where}"


def _written(text: str) -> list[Block]:
    """A monitor's own text: paragraphs, `## ` titles, `- ` lists, **strong** words and [words](address)."""
    blocks: list[Block] = []
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = [line.rstrip() for line in piece.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("#"):
            blocks.append(Heading(text=lines.pop(0).lstrip("# ")))
        if lines and all(line.startswith(("- ", "* ")) for line in lines):
            blocks.append(Bullets(items=tuple(_spoken(line[2:]) for line in lines)))
        elif lines:
            blocks.append(Paragraph(parts=_spoken(" ".join(lines))))
    return blocks


_SPOKEN = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\[(?P<text>[^\]]+)\]\((?P<url>https?://[^)\s]+)\)")


def _spoken(line: str) -> Parts:
    parts: list[Part] = []
    at = 0
    for found in _SPOKEN.finditer(line):
        parts.append(line[at : found.start()])
        strong = found["strong"]
        parts.append(Strong(text=strong) if strong else Link(text=found["text"], url=found["url"]))
        at = found.end()
    parts.append(line[at:])
    return tuple(part for part in parts if part)


def _title(blocks: Sequence[Block], name: str) -> str:
    """The title of a monitor's own section: its first heading, or the name of its file."""
    first = blocks[0] if blocks else None
    return (
        first.text
        if isinstance(first, Heading)
        else words.sentence(name.removesuffix(".md").replace("-", " "))
    )


def _anchor(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".md").lower()).strip("-") or "section"
