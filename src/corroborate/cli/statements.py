"""What parties say beyond an incident's own figures: totals they quote, stances they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.listing import SHORT, Row, count_line, plain_paper, printed_as_json
from corroborate.cli.options import Asked, Here, Names, unfolded

if TYPE_CHECKING:
    from corroborate.cli.paper import Paper


Explain = Annotated[
    bool,
    typer.Option("--explain", help="Also list the incidents that explain each, and totals that contradict."),
]


@unfolded
def totals(here: Here, asked: Asked, names: Names = False, explain: Explain = False) -> None:
    """List the sums that sources quote, each against what the record holds.

    A total is never counted into a tally: it is a claim about many incidents, and stays apart from them.

    \b
    Examples:
      corroborate totals
      corroborate totals --place Balochistan --from 2025-05 --to 2025-05
      corroborate totals --actor BLA --json
      corroborate totals --explain
    """
    with here.open(readonly=True) as record:
        rows = record.totals(include_names=names, **asked.filters)
        held = {row["id"]: row for row in record.incidents()} if explain and not here.as_json else {}
        rivals = list(record.contradictions(**asked.filters)) if explain else []
    if here.as_json and explain:
        from corroborate.cli.paper import print_json

        print_json({"totals": list(rows), "contradictions": rivals})
        return
    if printed_as_json(rows, here):
        return
    paper = plain_paper()
    for row in rows:
        print_total(paper, row)
        for incident in (held[id_] for id_ in row["incidents"] if id_ in held):
            _print_part(paper, incident)
    _print_rivals(paper, rivals)
    count_line(paper, len(rows), "total")


def _print_part(paper: Paper, row: Row) -> None:
    """An incident that explains a part of a total."""
    from corroborate import words

    low, high = row["killed_low"], row["killed_high"]
    killed = "" if low is None and high is None else f"  {words.bounds(low, high)} killed"
    day, kind = words.span_of_days(row["earliest"], row["latest"]), words.TYPES.get(row["type"], row["type"])
    place = row["place"] or "place unknown"
    paper.line((row["id"][:SHORT], "cyan"), f"  {day}  {kind}  {place}{killed}", indent=8, hang=10)


def _print_rivals(paper: Paper, rivals: Sequence[Row]) -> None:
    """Totals of two claimants that cannot both be right."""
    if rivals:
        paper.heading("Totals that contradict each other")
    for row in rivals:
        of = " ".join(part for part in (row["measure"], row["place"] and f"in {row['place']}") if part)
        paper.line(
            (f"{row['one']} and {row['other']}", "bold"),
            f" on {of}, {row['earliest']} to {row['latest']}: {row['why']}",
            hang=4,
        )


@unfolded
def stances(here: Here, asked: Asked, names: Names = False) -> None:
    """List who accuses, denies, condemns, appeals, demands, threatens, promises, and toward whom.

    \b
    Examples:
      corroborate stances --actor Taliban
      corroborate stances --from 2025-03 --json
    """
    with here.open(readonly=True) as record:
        rows = record.stances(include_names=names, **asked.filters)
    if printed_as_json(rows, here):
        return
    paper = plain_paper()
    for row in rows:
        _print_stance(paper, row)
    count_line(paper, len(rows), "stance")


def print_total(paper: Paper, row: Row) -> None:
    """A quoted sum in two lines: what was said, and what the record makes of it."""
    from corroborate import words

    period = (
        row["period"]
        if not row["earliest"] and row["period"]
        else words.span_of_days(row["earliest"], row["latest"])
    )
    whom = f" {words.group(row['group'])}" if row["group"] != "unknown" else ""
    figure = words.bounds(row["low"], row["high"])
    where = ", ".join(dict.fromkeys(part for part in (row["place"], *row["within"]) if part))
    facts = [
        part
        for part in (
            period if period != "unknown" else "",
            where,
            f"by {row['actor']}" if row["actor"] else "",
        )
        if part
    ]
    change = f" ({row['change_wording']})" if row["change_wording"] else ""
    paper.line((f"{figure}{whom} {row['measure']}", "bold"), f"{change}  {' · '.join(facts)}", hang=4)
    who = row["speaker"] or row["publisher"] or "an unnamed outlet"
    documents = f", in {len(row['documents'])} documents" if len(row["documents"]) > 1 else ""
    held = row["comparison"].partition("; the record ")[2] or row["comparison"]
    paper.line((f"said by {who}{documents}; the record {held}", "dim"), indent=4)


def _print_stance(paper: Paper, row: Row) -> None:
    toward = f" → {row['toward']}" if row["toward"] else ""
    day = (row["published"] or "undated")[:10]
    paper.line(
        f"{day}  ",
        (row["actor"], "bold"),
        " ",
        (row["act"].replace("_", " "), "cyan"),
        f"{toward}: {row['about']}",
        hang=4,
    )
    via = f"{row['speaker']}, in " if row["speaker"] and row["speaker"] != row["actor"] else ""
    about = f" · incident {row['incident'][:SHORT]}" if row["incident"] else ""
    paper.line(
        (
            f"“{' '.join(row['quote'].split())}” — {via}{row['publisher'] or 'an unnamed outlet'}{about}",
            "dim",
        ),
        indent=4,
    )
