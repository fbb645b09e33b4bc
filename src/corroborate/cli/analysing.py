"""Numbers over a record: tallies, trends, surges, operations, agreement, coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.listing import SHORT, Rule, plain_paper
from corroborate.cli.options import Asked, Here, unfolded

if TYPE_CHECKING:
    from corroborate.cli.paper import Paper
    from corroborate.table import Table

_PARTS = (
    "day", "week", "month", "quarter", "year", "country", "province", "district", "place", "type", "stage",
    "actor", "dyad", "tactic", "group", "claimant",
)  # fmt: skip
_MEASURES = (
    "incidents", "killed", "injured", "captured", "militants_killed", "militants_injured", "militants_captured",
)  # fmt: skip


def _named(names: Sequence[str]) -> Callable[[str], list[str]]:
    """Completes a word to one of some names."""

    def completed(begun: str) -> list[str]:
        return [name for name in names if name.startswith(begun)]

    # Commands read annotations as they are, not as text.
    completed.__annotations__ = {"begun": str, "return": list[str]}
    return completed


def _by(begun: str) -> list[str]:
    done, comma, last = begun.rpartition(",")
    return [f"{done}{comma}{name}" for name in _PARTS if name.startswith(last)]


By = Annotated[
    str | None,
    typer.Option(
        "--by", autocompletion=_by, show_default=False,
        help="Into which cells: day, week, month, quarter, year, country, province, district, place, type, stage, "
        "actor, dyad, tactic, group or claimant; several with commas.",
    ),
]  # fmt: skip
Measure = Annotated[
    str,
    typer.Argument(
        autocompletion=_named(_MEASURES),
        help="incidents, killed, injured, captured, or militants_killed, militants_injured, militants_captured.",
    ),
]
Every = Annotated[
    str, typer.Option("--every", autocompletion=_named(_PARTS[:5]), help="day, week, month, quarter or year.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """How incidents are laid into cells."""

    coarse: Annotated[
        str,
        typer.Option(
            autocompletion=_named(("apart", "apportion")),
            help="Incidents dated or placed more coarsely than a cell: listed apart, or apportion them.",
        ),
    ] = "apart"
    shared: Annotated[
        str,
        typer.Option(
            autocompletion=_named(("each", "divided")),
            help="An incident of several actors or tactics: counted in the cell of each, or divided.",
        ),
    ] = "each"


@unfolded
def tally(here: Here, asked: Asked, cells: Cells, by: By = None, rule: Rule = None) -> None:
    """Count incidents and people killed, injured and captured, from the least to the greatest figure.

    Fighters are counted by themselves, never among the victims. Sums that sources quote are never added.

    \b
    Examples:
      corroborate tally --by month --from 2025
      corroborate tally --by province,group --rule range --place Pakistan
      corroborate tally --by actor --coarse apportion --shared divided
      corroborate tally --by quarter --as-of 2025-06-01 --json
    """
    with here.open(readonly=True) as record:
        table = record.tally(by or (), rule=rule, coarse=cells.coarse, shared=cells.shared, **asked.filters)
    if _printed(table, here):
        return
    named = [name for name in table.columns if name in _PARTS]
    harms = [name for name in _MEASURES[1:] if any(row[f"{name}_incidents"] for row in table)]
    paper = plain_paper()
    heads = [*named, "incidents", *(name.replace("_", " ") for name in harms)]
    paper.table(heads, [_tally_cells(row, named, harms) for row in table], keep=("incidents",))
    _print_notes(paper, table)


@unfolded
def trend(
    here: Here, asked: Asked, measure: Measure = "incidents", every: Every = "month", by: By = None,
    rule: Rule = None,
) -> None:  # fmt: skip
    """Follow a measure over time: change on the period before and on the year before, and since when it is highest.

    \b
    Examples:
      corroborate trend --from 2025
      corroborate trend killed --every quarter --by province
      corroborate trend militants_killed --actor "Islamic State"
    """
    with here.open(readonly=True) as record:
        table = record.trend(measure, unit=every, by=by, rule=rule, **asked.filters)
    if _printed(table, here):
        return
    paper = plain_paper()
    key = [table.columns[0]] if by else []
    heads = [
        *key,
        "period",
        measure.replace("_", " "),
        "on the one before",
        "on a year before",
        "highest since",
    ]
    rows = [[*(_plain(row[name]) for name in key), *_trend_cells(row)] for row in table]
    paper.table(heads, rows, keep=("period",))
    _print_notes(paper, table)


@unfolded
def surges(
    here: Here, asked: Asked, measure: Measure = "incidents", every: Every = "week", by: By = None,
    chance: Annotated[float, typer.Option(help="The rate of false alarms: 0.001 is one in 1,000 periods.")] = 0.001,
    rule: Rule = None,
) -> None:  # fmt: skip
    """Find periods in which a measure rose beyond what its past explains.

    \b
    Examples:
      corroborate surges --by province
      corroborate surges --every month --by actor --chance 0.01
    """
    with here.open(readonly=True) as record:
        table = record.surges(measure, unit=every, by=by, chance=chance, rule=rule, **asked.filters)
    _print_plain(table, here)


@unfolded
def operations(
    here: Here, asked: Asked,
    rate: Annotated[float, typer.Option(help="The share of days listed that may be chance.")] = 0.05,
) -> None:  # fmt: skip
    """Find days on which one actor struck at several places at once.

    \b
    Examples:
      corroborate operations
      corroborate operations --actor BLA --from 2024 --json
    """
    with here.open(readonly=True) as record:
        table = record.operations(rate=rate, **asked.filters)
    _print_plain(table, here)


@unfolded
def agreement(
    here: Here, asked: Asked,
    part: Annotated[
        str,
        typer.Argument(autocompletion=_named(("figures", "responsibility", "silence", "delay")),
                       help="figures, responsibility, silence or delay."),
    ] = "figures",
    between: Annotated[str, typer.Option(help="Of figures: between each side, or each claimant.")] = "side",
    by: By = None,
) -> None:  # fmt: skip
    """Compare what parties say of the same incidents.

    figures: the ratio of two parties' figures; responsibility: claimed, laid to, denied; silence: the share of
    incidents of which officials said nothing; delay: days from incident to report.

    \b
    Examples:
      corroborate agreement
      corroborate agreement figures --between claimant
      corroborate agreement silence --by province
    """
    with here.open(readonly=True) as record:
        table = record.agreement(part, between=between, by=by, **asked.filters)
    _print_plain(table, here)


@unfolded
def coverage(
    here: Here, asked: Asked,
    part: Annotated[
        str,
        typer.Argument(autocompletion=_named(("sources", "overlap", "unseen")), help="sources, overlap or unseen."),
    ] = "sources",
    of: Annotated[str, typer.Option(help="Sources are each publisher, or each first speaker.")] = "publisher",
    lists: Annotated[int, typer.Option(min=2, max=5, help="Of unseen: how many lists are compared.")] = 4,
) -> None:  # fmt: skip
    """Show what each source adds, how sources overlap, and estimate what none of them told.

    \b
    Examples:
      corroborate coverage
      corroborate coverage overlap --of speaker
      corroborate coverage unseen --place Sindh --from 2024 --to 2024
    """
    with here.open(readonly=True) as record:
        table = record.coverage(part, of=of, lists=lists, **asked.filters)
    _print_plain(table, here)


def _printed(table: Table, here: Here) -> bool:
    """Prints a table with its notes and units as JSON where that was asked for, and says whether it was."""
    from corroborate.cli.paper import print_json

    if here.as_json:
        told = {"kind": table.kind, "rule": table.rule, "as_of": table.as_of, "units": table.units}
        print_json({**told, "notes": list(table.notes), "rows": list(table)})
    return here.as_json


def _print_plain(table: Table, here: Here) -> None:
    """A table whole, long lists of ids left out, and its notes."""
    if _printed(table, here):
        return
    paper = plain_paper()
    shown = [column.name for column in table.described if not column.name.endswith("_ids")]
    heads = [name.replace("_", " ") for name in shown]
    paper.table(heads, [[_plain(row[name]) for name in shown] for row in table])
    _print_notes(paper, table)


def _tally_cells(row: Any, named: list[str], harms: list[str]) -> list[str]:
    keys = [_plain(row[name]) or "—" for name in named]
    if row["apart"] and keys:
        keys[0] = f"({row['apart']})" if row[named[0]] is None else f"{keys[0]} ({row['apart']})"
    return [*keys, _plain(row["incidents"]), *(_people(row, name) for name in harms)]


def _people(row: Any, name: str) -> str:
    """A range of people, with the best figure where it lies between, and how many incidents give no number."""
    low, best, high = (row[f"{name}_{end}"] for end in ("low", "best", "high"))
    open_end = "+" if row[f"{name}_open"] else ""
    unknown = f" ({_plain(row[f'{name}_unnumbered'])} unnumbered)" if row[f"{name}_unnumbered"] else ""
    if low is None:
        return f"unknown{unknown}" if unknown else ""
    middle = f"–{_plain(best)}" if best not in (None, low, high) else ""
    span = _plain(low) if low == high else f"{_plain(low)}{middle}–{_plain(high)}"
    return f"{span}{open_end}{unknown}"


def _trend_cells(row: Any) -> list[str]:
    value, high = row["value"], row["value_high"]
    span = _plain(value) if value == high else f"{_plain(value)}–{_plain(high)}"
    since = row["highest_since"] or ("ever" if row["is_highest_ever"] else "")
    unsure = "" if row["is_highest_sure"] or not since else "?"
    return [row["period"], span, _changed(row, "change"), _changed(row, "year_change"), f"{since}{unsure}"]


def _changed(row: Any, name: str) -> str:
    """A change in percent with its interval: +24 % (−3 to +58)."""
    if row[name] is None:
        return ""
    if row[f"{name}_low"] is None:
        return f"{row[name]:+.0f} %"
    return f"{row[name]:+.0f} % ({row[f'{name}_low']:+.0f} to {row[f'{name}_high']:+.0f})"


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value and abs(value) < 0.001:
            return f"{value:.1g}"
        return f"{value:,.0f}" if value == int(value) else f"{value:,.3f}".rstrip("0")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)[:SHORT] if _is_id(value) else str(value)


def _is_id(value: str) -> bool:
    return len(value) == 24 and all(character in "0123456789abcdef" for character in value)


def _print_notes(paper: Paper, table: Table) -> None:
    """What must be read beside the figures."""
    if not len(table):
        paper.line("Nothing to show.")
    if table.notes:
        paper.blank()
    for note in table.notes:
        paper.line((note, "dim"), hang=2)
