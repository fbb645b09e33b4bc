"""The record's tables out to files."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.listing import Rule
from corroborate.cli.options import Asked, Here, unfolded

if TYPE_CHECKING:
    from corroborate.exports import Exported
    from corroborate.record import Record

To = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]",
        help="Where to; its name says the form (.csv, .jsonl, .geojson, .xlsx, .parquet, .gpkg), a folder gets a "
        "file a table. Without it, or with -: standard output.",
    ),
]


def _kinds(begun: str) -> list[str]:
    from corroborate.publishing import COLUMNS

    return [name for name in (*COLUMNS, "all") if name != "hits" and name.startswith(begun)]


def _forms(begun: str) -> list[str]:
    from corroborate.publishing import ALL_FORMS

    return [name for name in ALL_FORMS if name.startswith(begun)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is written, in which form."""

    what: Annotated[
        list[str] | None,
        typer.Option(
            "--what", "-w", autocompletion=_kinds, show_default=False,
            help="incidents, reports, claims, totals, stances, decisions, documents, or all of these; in the shape "
            "of others: acled, acled-monadic, ged, plover, ftm. May be repeated.  [default: incidents]",
        ),
    ] = None  # fmt: skip
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", autocompletion=_forms, show_default=False,
            help="csv, jsonl, geojson, xlsx, parquet or gpkg.  [default: by the file's name; csv in a folder; jsonl]",
        ),
    ] = None  # fmt: skip
    hxl: Annotated[
        bool, typer.Option("--hxl", help="In CSV: a second line with HXL hashtags, for humanitarian tools.")
    ] = False
    licence: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The licence to name in the data package, such as CC-BY-4.0."),
    ] = None
    estimates: Annotated[
        bool,
        typer.Option("--estimates", help="In ACLED's shape: its numbers for “several” (3) and “dozens” (12) where no figure is given."),
    ] = False  # fmt: skip
    bare: Annotated[bool, typer.Option("--bare", help="Write no data package beside the file.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """What is shown of people and places."""

    names: Annotated[
        bool,
        typer.Option(
            "--with-names", "--names",
            help="Show the names of private victims, witnesses and suspects, which are held back otherwise.",
        ),
    ] = False  # fmt: skip
    coarsen: Annotated[
        bool, typer.Option("--coarsen", help="Move places finer than a district to the district.")
    ] = False
    decimals: Annotated[
        int | None,
        typer.Option(min=0, max=6, help="Round coordinates to so many decimals (1 is about 10 km)."),
    ] = None

    @property
    def shown(self) -> dict[str, Any]:
        """The same as the record takes it."""
        return {"include_names": self.names, "coarsen": self.coarsen, "decimals": self.decimals}


@unfolded
def export(here: Here, asked: Asked, wanted: Wanted, harm: Harm, to: To = None, rule: Rule = None) -> None:
    """Write tables of the record to a file or a folder, whole or not at all.

    Beside it lies a data package (datapackage.json) that describes every column and states rule, licence,
    as-of day, version, hash and what was withheld. Names of private people are held back unless --with-names
    is given. docs/formats.md explains the forms and shapes, docs/data-dictionary.md each column.

    \b
    Examples:
      corroborate export incidents.csv --from 2025-01 --to 2025-03
      corroborate export map.gpkg --coarsen --licence CC-BY-4.0
      corroborate export record.xlsx --what all
      corroborate export shared/ --what all --hxl
      corroborate export acled.csv --what acled --rule lowest
      corroborate export ged.csv --what ged
      corroborate export --what claims --format csv > claims.csv
    """
    with here.open(readonly=True) as record:
        if to is None or str(to) == "-":
            _print(record, asked, wanted, {"rule": rule, **harm.shown})
            return
        from corroborate.exports import ExportOptions

        options = ExportOptions(
            form=wanted.form,
            hxl=wanted.hxl,
            licence=wanted.licence,
            is_bare=wanted.bare,
            estimates=wanted.estimates,
        )
        kinds = wanted.what or ["incidents"]
        done = record.export(to, kinds, options=options, rule=rule, **harm.shown, **asked.filters)
    _tell(done, here)


def _print(record: Record, asked: Asked, wanted: Wanted, shown: dict[str, Any]) -> None:
    from corroborate.cli.exits import complain
    from corroborate.errors import BadRequest
    from corroborate.exports import kinds_of

    if wanted.estimates:
        raise BadRequest("--estimates: needs a file to write to")
    kinds = kinds_of(wanted.what or "incidents")
    if len(kinds) > 1:
        raise BadRequest(
            "standard output holds one table; name a folder, or a file that ends in .xlsx or .gpkg"
        )
    table = record.table(kinds[0], **shown, **asked.filters)
    _speak()
    sys.stdout.writelines(record.lines(table, wanted.form or "jsonl", hxl=wanted.hxl))
    for line in table.notes:
        complain(f"withheld: {line}")


def _tell(done: Exported, here: Here) -> None:
    if here.as_json:
        from dataclasses import asdict

        from corroborate.cli.paper import print_json

        print_json(
            {**asdict(done), "path": str(done.path), "package": str(done.package) if done.package else None}
        )
        return
    ruled = f", best figures by the rule “{done.rule}”" if _is_ruled(done) else ""
    print(f"{done.path}: {done.rows:,} rows of {done.kind} as {done.form}{ruled}")
    for line in done.withheld:
        print(f"  Withheld: {line}.")


def _is_ruled(done: Exported) -> bool:
    from corroborate.table import RULED

    return any(kind in RULED for kind in done.tables)


def _speak() -> None:
    from corroborate.cli.paper import speak_utf8

    speak_utf8()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
