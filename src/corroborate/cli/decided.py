"""What people decided, and what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.listing import SHORT, Row, count_line, plain_paper, printed_as_json
from corroborate.cli.options import Asked, Here, unfolded

if TYPE_CHECKING:
    from corroborate.cli.paper import Paper


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
    here: Here, limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The most pairs.")] = 20
) -> None:
    """List pairs of reports that may be of one incident and wait for a person, the likeliest first.

    \b
    Examples:
      corroborate review
      corroborate review --limit 5 --json
    """
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
