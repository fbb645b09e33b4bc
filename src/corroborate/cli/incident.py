"""One incident laid open: who says what, what they agree on, what they contest, and why it is one incident."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.listing import Rule
from corroborate.cli.options import Here, Names, unfolded

if TYPE_CHECKING:
    from corroborate.account import Account
    from corroborate.cli.paper import Paper
    from corroborate.record import Record, Shown

SHORT = 8


@unfolded
def show(
    incident: Annotated[str, typer.Argument(metavar="ID", help="The id of the incident or of any of its reports; six characters will do.")],
    here: Here,
    rule: Rule = None,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="As the record stood at the end of that day.", show_default=False)] = None,
    names: Names = False,
) -> None:  # fmt: skip
    """Show one incident: who says what, in which words, what is contested, and why its reports are one.

    The table has a row for each effect and group, and a column for each source in the order in which they
    were first heard. Figures of one source that follow one another are revisions.

    \b
    Examples:
      corroborate show 1ca832
      corroborate show 1ca832 --names --rule official
      corroborate show 1ca832 --json
    """
    from corroborate.account import account_of, shown_to_json
    from corroborate.cli.paper import Paper, print_json

    with here.open(readonly=True) as record:
        shown = record.show(incident, rule=rule, as_of=as_of)
        account = account_of(shown, names, _texts(record, shown))
        if here.as_json:
            print_json(shown_to_json(shown, names, as_of))
            return
        neighbours = [_neighbour(record, shown, link, as_of) for link in shown.proposals]
    paper = Paper()
    _head(paper, shown, account)
    _figures(paper, account)
    _responsibility(paper, account)
    _points(paper, "Agreed", account.agreed)
    _points(paper, "Contested", account.contested)
    _points(paper, "Silence", account.silences)
    _quotes(paper, account)
    _merging(paper, shown)
    _points(paper, "Near, not merged", neighbours)
    _decisions(paper, shown)
    _next(paper, shown, here)


def _texts(record: Record, shown: Shown) -> dict[str, str]:
    """The texts of the documents that tell of it."""
    return {source.id: record.document(source.id).text for source in shown.view.incident.sources}


def _head(paper: Paper, shown: Shown, account: Account) -> None:
    from corroborate import words
    from corroborate.cli.paper import graded

    seen = shown.view
    stage = "" if seen.stage == "carried_out" else f" ({seen.stage})"
    title = f"{words.sentence_case(words.TYPES[seen.type])}{stage} · {words.place(seen.where)} · {words.days(seen.when)}"
    paper.line((title, "bold"))
    name, style = graded(seen.grade.name)
    paper.line((name, f"bold {style}"), f": {words.said_plainly(account.hide(seen.grade.reason))}")
    reports, documents = len(seen.incident.reports), len(seen.incident.sources)
    tactics = f" · {', '.join(seen.tactics)}" if seen.tactics else ""
    counted = f"{words.number(reports, 'report')} in {words.number(documents, 'document')}"
    paper.line(
        (
            f"incident {seen.incident.id} · {counted} · {words.number(len(seen.voices), 'source')}{tactics}",
            "dim",
        )
    )
    if seen.background:
        paper.line(("No document tells of it as news; it is recalled as background.", "dim"))


def _figures(paper: Paper, account: Account) -> None:
    """The table of claims by claimant, in as many parts as the width asks for."""
    if not account.rows:
        paper.heading("No source gives figures.")
        return
    paper.heading("Figures, by who gives them")
    for at, part in enumerate(_parts(account, paper.width)):
        if at:
            paper.blank()
        rows = [[(row.label, "bold"), *(row.cells[each] for each in part)] for row in account.rows]
        paper.table(("", *(account.speakers[each] for each in part)), [row for row in rows if any(row[1:])])
    if account.chosen:
        paper.blank()
    for figure in account.chosen:
        paper.line((figure, "dim"), hang=2)


def _parts(account: Account, width: int) -> list[list[int]]:
    """The columns of the table, parted so that each part fits the width."""
    label = max(len(row.label) for row in account.rows) + 2
    parts: list[list[int]] = [[]]
    used = label
    for at, speaker in enumerate(account.speakers):
        lines = [line for row in account.rows for line in row.cells[at].splitlines()]
        room = min(26, max(map(len, (speaker, *lines)))) + 2
        if parts[-1] and used + room > width:
            parts.append([])
            used = label
        parts[-1].append(at)
        used += room
    return parts


def _responsibility(paper: Paper, account: Account) -> None:
    if account.perpetrators:
        paper.heading("Who did it")
        for line in account.perpetrators:
            paper.line(line, indent=2, hang=4)


def _points(paper: Paper, title: str, points: Sequence[str]) -> None:
    if points:
        paper.heading(title)
        for point in points:
            paper.line(point, indent=2, hang=4)


def _quotes(paper: Paper, account: Account) -> None:
    paper.heading("In their words")
    for document in account.documents:
        paper.line((document.head, "bold"), indent=2, hang=4)
        for quote in document.quotes:
            before, said, after = quote.parts
            paper.line(
                (f"{quote.speaker}: ", "cyan"),
                f"“{before}",
                (said, "bold yellow"),
                f"{after}”",
                indent=4,
                hang=6,
            )


def _merging(paper: Paper, shown: Shown) -> None:
    """Why the reports were brought together, the surest link of each report first."""
    linked = sorted(
        (link for link in shown.view.incident.links if link.status == "linked"), key=lambda link: -link.score
    )
    if not linked:
        return
    paper.heading("Why these reports are one incident")
    for link in linked[:8]:
        reasons = "; ".join(link.reasons)
        paper.line(
            (f"{link.left[:SHORT]} and {link.right[:SHORT]}", "cyan"),
            f" {_sure(link.score)}: {reasons}",
            indent=2,
            hang=4,
        )
    if len(linked) > 8:
        paper.line((f"and {len(linked) - 8} more links", "dim"), indent=2)


def _sure(score: float) -> str:
    return "99.9 %" if score >= 0.9995 else f"{score:.1%}".replace("%", " %")


def _neighbour(record: Record, shown: Shown, link: Any, as_of: str | None) -> str:
    """An incident that may be the same, in one line."""
    from corroborate import words

    own = {report.id for report in shown.view.incident.reports}
    other = link.right if link.left in own else link.left
    seen = record.show(other, as_of=as_of).view
    told = f"{words.TYPES[seen.type]}, {words.place(seen.where)}, {words.days(seen.when)}"
    return f"{other[:SHORT]}  {told} ({_sure(link.score)}: {'; '.join(link.reasons)})"


def _decisions(paper: Paper, shown: Shown) -> None:
    from corroborate.cli.decided import print_decision
    from corroborate.publishing import Showing, decision_row

    if shown.view.incident.decisions:
        paper.heading("Decisions")
        for decision in shown.view.incident.decisions:
            print_decision(paper, decision_row(decision, Showing()))


def _next(paper: Paper, shown: Shown, here: Here) -> None:
    reports = shown.view.incident.reports
    tips = []
    if len(reports) > 1:
        tips.append(f"corroborate split {reports[-1].id[:SHORT]} -m why{here.again}   takes a report out")
    if shown.proposals:
        link = shown.proposals[0]
        tips.append(
            f"corroborate merge {link.left[:SHORT]} {link.right[:SHORT]} -m why{here.again}   brings the nearest in"
        )
    if tips:
        paper.blank()
        for tip in tips:
            paper.line((tip, "dim"), hang=4)
