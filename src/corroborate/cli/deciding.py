"""Decisions of a person: appended with author, time and reason, and withdrawn, never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import Author, Here, Reason, unfolded

if TYPE_CHECKING:
    from corroborate.model import Decision

Incidents = Annotated[
    list[str],
    typer.Argument(metavar="ID ID...", help="Two or more incidents (six characters of an id will do)."),
]
Two = Annotated[list[str], typer.Argument(metavar="ID ID", help="Two incidents.")]
Reports = Annotated[
    list[str], typer.Argument(metavar="REPORT...", help="Reports to take out of their incident.")
]
Subject = Annotated[str, typer.Argument(metavar="ID", help="A report or a claim.")]


@unfolded
def merge(ids: Incidents, reason: Reason, here: Here, author: Author = None) -> None:
    """Decide that incidents are one and the same.

    \b
    Examples:
      corroborate merge 1ca832 745f0f -m "same bank, same morning"
      corroborate undo DECISION                     takes it back
    """
    with here.open(author=author) as record:
        _tell(record.merge(*ids, reason=reason), here)


@unfolded
def split(ids: Reports, reason: Reason, here: Here, author: Author = None) -> None:
    """Decide that reports are of another incident than the rest of theirs; it holds for good.

    `corroborate show` lists the reports of an incident with their ids.

    \b
    Examples:
      corroborate split 9d82cc -m "another bank, a week later"
    """
    with here.open(author=author) as record:
        _tell(record.split(*ids, reason=reason), here)


@unfolded
def apart(ids: Two, reason: Reason, here: Here, author: Author = None) -> None:
    """Decide that two incidents are never the same: nothing proposes or joins them again.

    \b
    Examples:
      corroborate apart 1ca832 745f0f -m "another bank, a year later"
    """
    with here.open(author=author) as record:
        _tell(record.keep_apart(*ids, reason=reason), here)


@unfolded
def accept(subject: Subject, reason: Reason, here: Here, author: Author = None) -> None:
    """Decide that a report or a claim is right as it is.

    \b
    Examples:
      corroborate accept 9d82cc -m "checked against the article"
    """
    with here.open(author=author) as record:
        _tell(record.accept(subject, reason=reason), here)


@unfolded
def reject(subject: Subject, reason: Reason, here: Here, author: Author = None) -> None:
    """Decide that a report or a claim is wrong: lists leave it out, the record keeps it.

    \b
    Examples:
      corroborate reject 9d82cc -m "a film review, no incident"
    """
    with here.open(author=author) as record:
        _tell(record.reject(subject, reason=reason), here)


@unfolded
def correct(
    subject: Subject,
    field: Annotated[str, typer.Argument(help="type, stage, when, where, count or actor.")],
    value: Annotated[str, typer.Argument(help='A word, or JSON such as \'{"low": 3, "high": 5}\'.')],
    reason: Reason,
    here: Here,
    author: Author = None,
) -> None:
    """Decide another value for a field of a report, for the count of a casualty claim, or the actor of a perpetrator.

    Of a party that no registry knows, or a place on no map, it can be said once for all that bear the name: ID is
    then "actor:NAME" or "place:CC:NAME" (CC is the country as read, ZZ where none was).

    \b
    Examples:
      corroborate correct "actor:gomal militia" actor ttp -m "its own statement says so"
      corroborate correct "place:PK:gomal kalay" where '{"name": "Gomal", "latitude": 32.1, "longitude": 69.8}' -m "on a map"
      corroborate correct 9d82cc type suicide_bomb -m "the article says so in line 3"
      corroborate correct 9d82cc when '{"earliest": "2025-03-11", "latest": "2025-03-12"}' -m "two days"
    """
    with here.open(author=author) as record:
        _tell(record.correct(subject, field, _value(value), reason=reason), here)


@unfolded
def undo(
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="The decision's id, or the beginning of it.")
    ],
    here: Here,
    reason: Annotated[str, typer.Option("--reason", "-m", help="Why.")] = "withdrawn",
    author: Author = None,
) -> None:
    """Withdraw a decision; it stays on record as withdrawn.

    \b
    Examples:
      corroborate decisions
      corroborate undo 4be1d2
    """
    with here.open(author=author) as record:
        _tell(record.undo(decision, reason=reason), here)


def _value(said: str) -> object:
    """A value as JSON where it looks like an object, else the word itself. Raises BadRequest."""
    import json

    from corroborate.errors import BadRequest

    if not said.lstrip().startswith("{"):
        return said
    try:
        return json.loads(said)
    except json.JSONDecodeError as trouble:
        raise BadRequest(f"{said}: is no JSON ({trouble.msg} at character {trouble.pos})") from None


def _tell(decision: Decision, here: Here) -> None:
    from corroborate.cli.decided import print_decision
    from corroborate.cli.listing import SHORT
    from corroborate.cli.paper import Paper, print_json
    from corroborate.publishing import Showing, decision_row

    row = decision_row(decision, Showing())
    if here.as_json:
        print_json(row)
        return
    paper = Paper()
    print_decision(paper, row)
    if not row["withdrawn_at"]:
        paper.line(
            (f"Take it back with `corroborate undo {decision.id[:SHORT]}{here.again}`.", "dim"), indent=4
        )
