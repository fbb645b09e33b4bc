"""What people decided, and what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.listing import SHORT, Row, count_line, plain_paper, printed_as_json
from corroborate.cli.options import Asked, Here, Names, unfolded

if TYPE_CHECKING:
    from corroborate.cli.paper import Paper
    from corroborate.doubtful import Doubtful

_MOST_DOUBTS = 3


@unfolded
def decisions(here: Here, asked: Asked) -> None:
    """List what people decided, oldest first, with what was withdrawn.

    \b
    Examples:
      corroborate decisions
      corroborate decisions --json
    """
    with here.open(readonly=True) as record:
        rows = record.decisions(**asked.filters)
    if printed_as_json(rows, here):
        return
    paper = plain_paper()
    for row in rows:
        print_decision(paper, row)
    count_line(
        paper,
        len(rows),
        "decision",
        f"Withdraw one with `corroborate undo ID{here.again}`." if len(rows) else "",
    )


@unfolded
def review(
    here: Here,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The most pairs or readings.")] = 20,
    readings: Annotated[
        bool, typer.Option("--readings", help="List what was read with least confidence instead of pairs.")
    ] = False,
    names: Names = False,
) -> None:
    """List pairs of reports that may be of one incident and wait for a person, the likeliest first.

    With --readings: the reports, totals and stances of which extraction is least sure, with what speaks against
    each, those left out that somebody accepted, rejected or corrected. Of all that is 80 % sure, 80 % should be right.

    \b
    Examples:
      corroborate review
      corroborate review --limit 5 --json
      corroborate review --readings
    """
    if readings:
        _review_readings(here, limit, names)
        return
    from dataclasses import asdict

    with here.open(readonly=True) as record:
        waiting = record.proposals()
    shown = waiting[:limit]
    if here.as_json:
        from corroborate.cli.paper import print_json

        print_json([asdict(link) for link in shown])
        return
    paper = plain_paper()
    for link in shown:
        paper.line((link.left[:SHORT], "cyan"), " and ", (link.right[:SHORT], "cyan"), f"  {link.score:.0%}  {'; '.join(link.reasons)}", hang=4)  # fmt: skip
    tip = f"Same incident: `corroborate merge A B -m why{here.again}`." if shown else ""
    count_line(paper, len(waiting), "pair", tip, waiting=True)


def _review_readings(here: Here, limit: int, names: bool) -> None:
    """What extraction is least sure of."""
    from dataclasses import asdict

    with here.open(readonly=True) as record:
        waiting = record.doubtful(include_names=names)
    if here.as_json:
        from corroborate.cli.paper import print_json

        print_json([asdict(each) for each in waiting[:limit]])
        return
    paper = plain_paper()
    for each in waiting[:limit]:
        _print_doubtful(paper, each)
    tip = f"Settle a report: `corroborate accept ID -m why{here.again}`, or reject or correct it."
    count_line(paper, len(waiting), "reading", tip, waiting=True)


def _print_doubtful(paper: Paper, each: Doubtful) -> None:
    """A line for the report, total or stance, and one for each of the least sure things in it."""
    day, title = (each.source.published or "undated")[:10], each.source.title or each.source.source
    paper.line(
        (each.id[:SHORT], "cyan"),
        f"  {each.confidence:4.0%}  {each.kind}  ",
        (title, "bold"),
        f"  {day}",
        hang=SHORT + 2,
    )
    for doubt in each.doubts[:_MOST_DOUBTS]:
        paper.line(f"{doubt.confidence:4.0%}  {doubt.field}: {doubt.said}", indent=SHORT + 2, hang=6)
        if doubt.signs:
            paper.line((f"signs of doubt: {', '.join(doubt.signs)}", "dim"), indent=SHORT + 8)


def print_decision(paper: Paper, row: Row) -> None:
    """A decision in two lines: what, and who, when and why."""
    about = ", ".join(subject[:SHORT] for subject in row["subjects"][:6])
    value = f" {row['field']} = {row['value']}" if row["field"] else ""
    gone = (
        f"  withdrawn by {row['withdrawn_by']} on {row['withdrawn_at'][:10]}" if row["withdrawn_at"] else ""
    )
    paper.line(
        (row["id"][:SHORT], "cyan"),
        "  ",
        (f"{row['kind']}{value}", "bold"),
        f"  {about}",
        (gone, "red"),
        hang=4,
    )
    paper.line(
        (f"{row['author']}, {row['made_at'][:16].replace('T', ' ')}: {row['reason']}", "dim"), indent=4
    )
