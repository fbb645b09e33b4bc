"""All commands in one place, in the order in which they are needed."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from corroborate.cli.exits import told_in_one_line

_HELP = """News reports of armed conflict become a record in which every figure still says who gave it.

\b
Start here:
  corroborate demo                          read and show example articles
  corroborate extract article.txt           what one article tells, as JSON
  corroborate add articles/                 make a record (corroborate.db)
  corroborate incidents --grade contested   ask it
  corroborate serve                         open it in the browser

Every command has --help with examples. Texts go to standard output, complaints to standard error.
Exit codes: 0 fine, 1 run failed, 2 wrong usage, 3 some inputs failed, 130 interrupted.
"""

COMMANDS = {
    "demo": ("demonstration:demo", "Read the example articles and show what they come to."),
    "extract": ("intake:extract", "Print what articles tell, as JSON Lines; no record is made."),
    "add": ("intake:add", "Read articles, code them and add them to a record."),
    "serve": ("serving:serve", "Open the desk: read and review a record in the browser."),
    "incidents": ("listing:incidents", "List the incidents of a record, by day."),
    "show": ("incident:show", "Show one incident: who says what, and what is contested."),
    "totals": ("statements:totals", "List quoted sums, each against what the record holds."),
    "stances": ("statements:stances", "List who accuses, denies, condemns, demands … toward whom."),
    "tally": ("analysing:tally", "Count incidents and people hurt by month, place, actor …"),
    "trend": ("analysing:trend", "Follow a count over time: changes, and the highest since when."),
    "surges": ("analysing:surges", "Find periods in which a count rose beyond its past."),
    "operations": ("analysing:operations", "Find days on which one actor struck at many places."),
    "agreement": ("analysing:agreement", "Compare what parties say of the same incidents."),
    "coverage": ("analysing:coverage", "Show what sources add, and estimate what none told."),
    "documents": ("listing:documents", "List the documents of a record."),
    "search": ("listing:search", "Search the full text of all documents."),
    "export": ("exporting:export", "Write tables: CSV, XLSX, Parquet, GeoPackage, ACLED, GED …"),
    "report": ("reporting:report", "Write a report of a month, a year or any days: HTML and PDF."),
    "publish": ("publishing:publish", "Write the desk as a site of plain files."),
    "import": ("importing:import_", "Add datasets to a record: ACLED, UCDP GED, its own exports."),
    "review": ("decided:review", "List pairs of reports that wait for a person."),
    "merge": ("deciding:merge", "Decide that incidents are one and the same."),
    "split": ("deciding:split", "Decide that reports are of another incident."),
    "apart": ("deciding:apart", "Decide that two incidents are never the same."),
    "accept": ("deciding:accept", "Decide that a report or a claim is right as it is."),
    "reject": ("deciding:reject", "Decide that a report or a claim is wrong."),
    "correct": ("deciding:correct", "Decide another value for a field."),
    "undo": ("deciding:undo", "Withdraw a decision."),
    "decisions": ("decided:decisions", "List what people decided."),
    "check": ("health:check", "Check the installation, and a record."),
}
"""Each command, where it lives, and what it does in one line."""

GROUPS = {
    "gazetteer": (
        "Look up places, and load more of them.",
        {"lookup": "lookups:lookup", "load": "lookups:load"},
    ),
    "actors": (
        "Look up the parties of the registry.",
        {"list": "lookups:actors_list", "show": "lookups:actors_show", "find": "lookups:actors_find"},
    ),
}
"""The commands that have commands of their own."""


def build(only: str | None = None) -> typer.Typer:
    """The application; with `only` one command (or none, "") is loaded, and the rest are names with a line of help.

    Help is plain: it starts in a third of the time that a decorated one takes.
    """
    app = typer.Typer(
        name="corroborate", help=_HELP, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )  # fmt: skip
    app.callback()(_start)
    for name, (home, line) in COMMANDS.items():
        app.command(name, short_help=line)(_loaded(home) if only in (None, name) else _unloaded)
    for name, (line, commands) in GROUPS.items():
        if only in (None, name):
            app.add_typer(_group(name, line, commands))
        else:
            app.command(name, short_help=line)(_unloaded)
    return app


def run() -> None:
    """Run the command that this process was started with."""
    is_completing = any(name.endswith("_COMPLETE") for name in os.environ)
    try:
        build(None if is_completing else wanted(sys.argv[1:]))(prog_name="corroborate")
    except KeyboardInterrupt:
        sys.exit(130)


def wanted(arguments: Sequence[str]) -> str:
    """The command that arguments begin with; "" where they name none."""
    first = next((each for each in arguments if not each.startswith("-")), "")
    return first if first in COMMANDS or first in GROUPS else ""


def _version(asked: bool) -> None:
    if asked:
        from corroborate import __version__

        print(f"corroborate {__version__}")
        raise typer.Exit


def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def _group(name: str, line: str, commands: dict[str, str]) -> typer.Typer:
    group = typer.Typer(name=name, help=line, no_args_is_help=True, rich_markup_mode=None)
    for each, home in commands.items():
        group.command(each)(_loaded(home))
    return group


def _loaded(home: str) -> Callable[..., Any]:
    module, _, name = home.partition(":")
    command: Callable[..., Any] = getattr(import_module(f"corroborate.cli.{module}"), name)

    @functools.wraps(command)
    def guarded(**given: Any) -> None:
        with told_in_one_line():
            command(**given)

    return guarded


def _unloaded() -> None:
    """Stands for a command that is not run now."""
