"""A report of a period, ready to be published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.listing import Rule
from corroborate.cli.options import Here, unfolded

if TYPE_CHECKING:
    from corroborate.filters import Filters
    from corroborate.reports import Reported

To = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        show_default=False,
        help="Where to: .html or .pdf, or one of each.  [default: report-2025-05.html and .pdf]",
    ),
]
_MONTH, _YEAR = re.compile(r"^\d{4}-\d{2}$"), re.compile(r"^\d{4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is reported on."""

    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="Report on this month.")] = None
    year: Annotated[str | None, typer.Option(metavar="YYYY", help="Report on this year.")] = None
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day: 2024-05-14, 2024-05 or 2024.")
    ] = None
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, included.")] = None
    place: Annotated[
        list[str] | None, typer.Option(help="A place, or any that it holds. May be repeated: any of them.")
    ] = None
    actor: Annotated[
        list[str] | None,
        typer.Option(help="An actor by name or id, with all that belongs to it. May be repeated."),
    ] = None
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="The record as it stood at the end of that day, or at that time."),
    ] = None

    @property
    def filters(self) -> Filters:
        """The filters as the record takes them. Raises BadRequest for days that make no sense."""
        since, until = self._days()
        given: dict[str, Any] = {
            "since": since, "until": until, "place": self.place, "actor": self.actor, "as_of": self.as_of
        }  # fmt: skip
        found: Any = {name: value for name, value in given.items() if value}
        return found  # type: ignore[no-any-return]

    @property
    def name(self) -> str:
        """The days in a file's name: 2025-05, 2025, 2025-05-03-2025-06."""
        since, until = self._days()
        return since if since == until else f"{since}-{until}"

    def _days(self) -> tuple[str, str]:
        from corroborate.errors import BadRequest

        given = [each for each in (self.month, self.year, self.since or self.until) if each]
        if len(given) != 1 or (not (self.month or self.year) and not (self.since and self.until)):
            raise BadRequest("report: say which days: --month 2025-05, --year 2025, or --from and --to")
        if self.month and not _MONTH.match(self.month):
            raise BadRequest(f"--month {self.month!r}: write it as 2025-05")
        if self.year and not _YEAR.match(self.year):
            raise BadRequest(f"--year {self.year!r}: write it as 2025")
        whole = self.month or self.year
        return (whole, whole) if whole else (str(self.since), str(self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How it looks, and what it shows of people and places."""

    template: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="A folder with your own name, palette, texts and sections: docs/reports.md."
        ),
    ] = None
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
    listed: Annotated[
        int,
        typer.Option(
            min=1, help="Tell at most so many incidents whole; HTML lists all others in a line each."
        ),
    ] = 1_000
    desk: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Where a desk runs, such as http://127.0.0.1:8765: figures lead there, too."
        ),
    ] = None


@unfolded
def report(here: Here, period: Period, look: Look, to: To = None, rule: Rule = None) -> None:
    """Write a report of a month, a year or any days: findings, tables, charts, a map, incidents and their sources.

    HTML is one file that needs no network; every figure in it leads to its incidents. PDF is for print. Names of
    private people are held back unless --with-names is given. Needs `pip install 'corroborate[reports]'`.

    \b
    Examples:
      corroborate report --month 2025-05
      corroborate report annual.pdf --year 2025 --place Pakistan --rule range
      corroborate report page.html page.pdf --from 2025-05-01 --to 2025-05-15 --template ours/
    """
    from corroborate.reports import ReportOptions

    filters = period.filters
    files = list(to or [Path(f"report-{period.name}{end}") for end in (".html", ".pdf")])
    options = ReportOptions(
        template=look.template,
        include_names=look.names,
        coarsen=look.coarsen,
        listed=look.listed,
        desk=look.desk or "",
    )
    with here.open(readonly=True) as record:
        done = record.report(*files, rule=rule, options=options, **filters)
    _tell(done, here)


def _tell(done: Reported, here: Here) -> None:
    if here.as_json:
        from dataclasses import asdict

        from corroborate.cli.paper import print_json

        print_json({**asdict(done), "files": [str(file) for file in done.files]})
        return
    for file in done.files:
        print(f"{file}: {done.incidents:,} incidents, best figures by the rule “{done.rule}”")
    for line in done.withheld:
        print(f"  Withheld: {line}.")
