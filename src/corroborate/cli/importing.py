"""Datasets in: what others coded, added to a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import Here, unfolded

if TYPE_CHECKING:
    from corroborate.pipeline import ImportSummary

From = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help="Tables in CSV as ACLED and UCDP GED publish them, or a folder or table that `export` wrote.",
    ),
]
Published = Annotated[
    str | None, typer.Option(metavar="DAY", help="When the dataset was published.", show_default=False)
]
Publisher = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Who made it.  [default: ACLED and UCDP for theirs]", show_default=False
    ),
]


@unfolded
def import_(here: Here, files: From, published: Published = None, publisher: Publisher = None) -> None:
    """Add tables that others coded to a record, each event a report with its claims attributed to the dataset.

    The form is known by the columns: ACLED, UCDP GED, or an export of a record. A table becomes a document of
    kind "dataset". A folder written by `corroborate export FOLDER --what all --with-names` comes back as the record
    it was, without the texts of its documents. A table that is broken anywhere is not used at all (exit code 3).

    \b
    Examples:
      corroborate import acled_sahel.csv --published 2025-06-01
      corroborate import GEDEvent_v25_1.csv -r comparison.db
      corroborate import shared/ -r copy.db
      corroborate import incidents.csv --publisher "District Monitor"
    """
    from corroborate.cli.exits import SOME_FAILED, complain
    from corroborate.errors import BadRequest
    from corroborate.reading.stated_dates import parse_stated

    stated = parse_stated(published) if published else None
    if published and (stated is None or stated.value is None):
        raise BadRequest(f"--published {published!r}: is no day; write it as 2025-06-05")
    with here.open(create=True) as record:
        summary = record.import_dataset(
            *files, published=stated.value if stated else None, publisher=publisher
        )
    for failure in summary.failed:
        complain(failure)
    _print(summary, here)
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


def _print(summary: ImportSummary, here: Here) -> None:
    from dataclasses import asdict

    from corroborate.cli.paper import Paper, print_json
    from corroborate.words import listed, number

    if here.as_json:
        print_json({**asdict(summary), "failed": [str(failure) for failure in summary.failed]})
        return
    held = [
        number(count, noun)
        for count, noun in (
            (summary.reports, "report"),
            (summary.totals, "total"),
            (summary.stances, "stance"),
            (summary.decisions, "decision"),
        )
        if count
    ]
    paper = Paper()
    known = f", {summary.unchanged:,} held already" if summary.unchanged else ""
    paper.line((f"{number(summary.added + summary.recoded, 'new document')}{known}", "bold"), ": " if held else ".", listed(held), "." if held else "")  # fmt: skip
    if summary.added or summary.unchanged:
        paper.line((f"See them with `corroborate incidents{here.again}`.", "dim"))
