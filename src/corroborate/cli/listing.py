"""Lists of what a record holds: incidents, documents, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.options import Asked, Here, Names, unfolded

if TYPE_CHECKING:
    from corroborate.cli.paper import Paper

Row = Mapping[str, Any]
SHORT = 8
"""How much of an id is printed; commands take any beginning of one from six characters on."""
_ROOMY = 100

Rule = Annotated[
    str | None,
    typer.Option(
        help="How the best figure is chosen: lowest, range, official, claimant or independent.",
        show_default=False,
    ),
]


@unfolded
def incidents(here: Here, asked: Asked, rule: Rule = None, names: Names = False) -> None:
    """List the incidents of a record, by day.

    \b
    Examples:
      corroborate incidents --from 2025-03 --to 2025-05 --place Balochistan
      corroborate incidents --grade contested --actor "Islamic State"
      corroborate incidents --type suicide_bomb --json
      corroborate incidents --as-of 2025-06-01
    """
    with here.open(readonly=True) as record:
        rows = record.incidents(rule=rule, include_names=names, **asked.filters)
    if printed_as_json(rows, here):
        return
    paper = plain_paper()
    _print_incidents(paper, rows)
    count_line(paper, len(rows), "incident", f"Look at one with `corroborate show ID{here.again}`.")


@unfolded
def documents(here: Here, asked: Asked, names: Names = False) -> None:
    """List the documents of a record, those it could not code among them.

    \b
    Examples:
      corroborate documents
      corroborate documents --from 2025-05 --json
    """
    with here.open(readonly=True) as record:
        rows = record.documents(include_names=names, **asked.filters)
    if printed_as_json(rows, here):
        return
    paper = plain_paper()
    heads = ("id", "published", "publisher", "title", "incidents")
    paper.table(heads, [_document_cells(row) for row in rows], keep=("id", "published"))
    count_line(paper, len(rows), "document")


@unfolded
def search(
    words: Annotated[
        list[str], typer.Argument(help='Words, all of which a document must hold; "a phrase", begin*.')
    ],
    here: Here,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The most findings.")] = 20,
) -> None:
    """Search the full text of all documents, best findings first; uncoded ones are searched too.

    \b
    Examples:
      corroborate search convoy ambush
      corroborate search '"rocket fire"' --limit 5
      corroborate search kidnap* --json
    """
    with here.open(readonly=True) as record:
        rows = record.search(" ".join(words), limit=limit)
    if printed_as_json(rows, here):
        return
    paper = plain_paper()
    for row in rows:
        day = (row["published"] or "undated")[:10]
        paper.line(
            (row["id"][:SHORT], "cyan"),
            f"  {day}  ",
            (row["title"] or "without a title", "bold"),
            hang=SHORT + 2,
        )
        paper.line(*_marked(" ".join(row["snippet"].split())), indent=SHORT + 2)
    count_line(paper, len(rows), "document")


def _print_incidents(paper: Paper, rows: Sequence[Row]) -> None:
    """One line an incident; wide terminals also show by whom and the injured."""
    wide = paper.width >= _ROOMY
    heads = [
        "id",
        "day",
        "what",
        "where",
        *(["by whom"] if wide else []),
        "killed",
        *(["injured"] if wide else []),
        "grade",
    ]
    paper.table(
        heads, [_incident_cells(row, wide) for row in rows], keep=("id", "day", "killed", "injured", "grade")
    )


def _incident_cells(row: Row, wide: bool) -> list[str | tuple[str, str]]:
    from corroborate import words
    from corroborate.cli.paper import graded

    day = words.span_of_days(row["earliest"], row["latest"])
    kind = words.TYPES.get(row["type"], row["type"])
    stage = "" if row["stage"] == "carried_out" else f" ({row['stage']})"
    place = ", ".join(dict.fromkeys(part for part in (row["place"], *row["within"][:1]) if part))
    by = [", ".join(row["perpetrators"][:2])] if wide else []
    injured = [_range(row, "injured")] if wide else []
    return [
        (row["id"][:SHORT], "cyan"),
        day,
        f"{kind}{stage}",
        place,
        *by,
        _range(row, "killed"),
        *injured,
        graded(row["grade"]),
    ]


def _range(row: Row, effect: str) -> str:
    from corroborate import words

    low, high = row[f"{effect}_low"], row[f"{effect}_high"]
    return "" if low is None and high is None else words.bounds(low, high)


def _document_cells(row: Row) -> list[str | tuple[str, str]]:
    if row["copy_of"]:
        told = f"copy of {row['copy_of'][:SHORT]}"
    else:
        told = str(row["reports"]) if row["coded_by"] else f"uncoded ({row['language'] or 'no language'})"
    day = (row["published"] or "undated")[:10]
    return [(row["id"][:SHORT], "cyan"), day, row["publisher"] or "", row["title"] or row["source"], told]


def _marked(snippet: str) -> list[str | tuple[str, str]]:
    """A snippet in which the [words found] stand out."""
    parts: list[str | tuple[str, str]] = []
    for piece in snippet.split("["):
        found, bracket, rest = piece.partition("]")
        parts += [(found, "bold yellow"), rest] if bracket else [piece]
    return parts


def printed_as_json(rows: Sequence[Row], here: Here) -> bool:
    """Prints the rows as JSON where that was asked for, and says whether it was."""
    from corroborate.cli.paper import print_json

    if here.as_json:
        print_json(list(rows))
    return here.as_json


def plain_paper() -> Paper:
    """Standard output, to print on."""
    from corroborate.cli.paper import Paper

    return Paper()


def count_line(paper: Paper, rows: int, noun: str, tip: str = "", waiting: bool = False) -> None:
    """How many there were, and what to do next; nothing but this line where there were none."""
    from corroborate import words

    if not rows:
        paper.line(f"No {noun}s{' wait for a person' if waiting else ' match'}.")
        return
    paper.blank()
    paper.line((f"{words.number(rows, noun)}. {tip}".rstrip(), "dim"))
