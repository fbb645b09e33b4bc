"""The record's tables out to files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli.listing import Rule
from corroborate.cli.options import Asked, Here, Names, unfolded

To = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]",
        help="Where to; its name says the form (.jsonl, .csv, .geojson). Without it, or with -: standard output.",
    ),
]
Kind = Annotated[
    str, typer.Option("--what", "-w", help="incidents, claims, totals, stances, decisions or documents.")
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="jsonl, csv or geojson.  [default: by the file's name, else jsonl]",
        show_default=False,
    ),
]
Decimals = Annotated[
    int | None,
    typer.Option(
        min=0, max=6, help="Coarsen coordinates of incidents to so many decimals (1 is about 10 km)."
    ),
]


@unfolded
def export(
    here: Here, asked: Asked, to: To = None, what: Kind = "incidents", form: Form = None,
    rule: Rule = None, names: Names = False, decimals: Decimals = None,
) -> None:  # fmt: skip
    """Write a table of the record as JSON Lines, CSV or GeoJSON, whole or not at all.

    Every row of incidents names the rule that chose its best figures. Names of private people are held back
    unless --names is given. docs/data-dictionary.md explains each column.

    \b
    Examples:
      corroborate export incidents.csv --from 2025-01 --to 2025-03
      corroborate export map.geojson --decimals 1
      corroborate export --what claims --format csv > claims.csv
      corroborate export official.jsonl --rule official
    """
    with here.open(readonly=True) as record:
        if to is None or str(to) == "-":
            table = record.table(what, include_names=names, rule=rule, decimals=decimals, **asked.filters)
            _speak()
            sys.stdout.writelines(record.lines(table, form or "jsonl"))
            return
        done = record.export(
            to, what, form=form, rule=rule, include_names=names, decimals=decimals, **asked.filters
        )
    if here.as_json:
        from dataclasses import asdict

        from corroborate.cli.paper import print_json

        print_json({**asdict(done), "path": str(done.path)})
        return
    ruled = f", best figures by the rule “{done.rule}”" if what == "incidents" else ""
    print(f"{done.path}: {done.rows:,} rows of {done.kind} as {done.form}{ruled}")


def _speak() -> None:
    from corroborate.cli.paper import speak_utf8

    speak_utf8()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
