"""The demonstration: the example articles read into a record of their own, and what it then holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corroborate.analysis import View
    from corroborate.cli.paper import Paper
    from corroborate.pipeline import AddSummary
    from corroborate.record import QuotedTotal, Record

_FOLDER = Path(".demo")
_MOST_INCIDENTS, _MOST_CONTESTED, _MOST_TOTALS = 12, 4, 6


def demo(
    folder: Annotated[Path, typer.Option("--in", help="Where to keep the demonstration's record.")] = _FOLDER,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the record anew.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Then open the desk on it.")] = False,
) -> None:
    """Read the example articles into a record and show what it holds.

    The articles were written for this project after publicly reported incidents; do not use them as a source.
    The second run starts at once.

    \b
    Examples:
      corroborate demo
      corroborate demo --serve
      corroborate demo --in /tmp/demo --fresh
    """
    import corroborate
    from corroborate.cli.paper import Paper

    articles = find_articles()
    database = _place(folder)
    made = _marked(articles)
    mark = database.with_name("made-from.txt")
    is_held = not fresh and database.exists() and mark.is_file() and mark.read_text(encoding="utf-8") == made
    if not is_held:
        for old in (mark, *database.parent.glob(f"{database.name}*")):
            old.unlink(missing_ok=True)
    paper = Paper()
    with corroborate.open(database) as record:
        summary = None if is_held else _read(record, articles)
        mark.write_text(made, encoding="utf-8")
        _show(paper, record, summary, database)
    if serve:
        from corroborate.cli.options import current_settings
        from corroborate.cli.serving import Door, open_desk

        open_desk(replace(current_settings(), record=database), Door())


def find_articles() -> Path:
    """The folder of example articles: in the installed package, or in a source checkout.

    Raises UnreadableDocument where neither has them.
    """
    from corroborate.errors import RunFailed

    package = Path(__file__).parents[1]
    for place in (package / "examples", package.parents[1] / "examples" / "articles"):
        if place.is_dir():
            return place
    raise RunFailed(f"{package / 'examples'}: the example articles are missing; install corroborate again")


def _place(folder: Path) -> Path:
    """The demonstration's database; a folder that cannot be written gives way to a temporary one."""
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="corroborate-demo-"))
    return folder / "corroborate.db"


def _marked(articles: Path) -> str:
    """What the record is made from: the articles' bytes, and the program that reads them."""
    import hashlib

    mark = hashlib.sha256()
    for file in sorted(each for each in articles.rglob("*") if each.is_file()):
        mark.update(file.name.encode() + file.read_bytes())
    package = Path(__file__).parents[1]
    for file in sorted((*package.rglob("*.py"), *package.rglob("*.yaml"))):
        told = file.stat()
        mark.update(f"{file.relative_to(package)} {told.st_size} {told.st_mtime_ns}".encode())
    return mark.hexdigest() + "\n"


def _read(record: Record, articles: Path) -> AddSummary:
    from corroborate.cli.exits import complain
    from corroborate.cli.progress import shown_progress

    with shown_progress() as progress:
        summary = record.add(articles, progress=progress)
    for failure in summary.failed:
        complain(failure)
    if summary.interrupted:
        raise KeyboardInterrupt
    return summary


def _show(paper: Paper, record: Record, summary: AddSummary | None, database: Path) -> None:
    from corroborate.words import number

    views, totals, held = record.views(), record.quoted_totals(), record.documents()
    uncoded = sum(1 for row in held if not row["coded_by"])
    copies = sum(1 for row in held if row["copy_of"])
    took = f", read in {summary.seconds:.1f} s" if summary else ", read earlier"
    paper.line(
        ("Corroborate ", "bold"), (f"{number(len(held), 'article')}{took}", "bold"),
        f"; {uncoded} in another language kept but not coded, {copies} {'copy' if copies == 1 else 'copies'} recognised.",
    )  # fmt: skip
    paper.line(f"They tell of {number(len(views), 'incident')} and quote {number(len(totals), 'total')}.")
    _show_incidents(paper, views)
    _show_contested(paper, views)
    _show_totals(paper, totals)
    _show_next(paper, views, database)


def notable(views: list[View]) -> list[View]:
    """The incidents that most documents and sources tell of, by day."""
    told = [each for each in views if not each.background and each.when.earliest]
    told.sort(
        key=lambda each: (
            -len(each.incident.sources),
            -len(each.voices),
            -(each.killed.high or 0),
            each.incident.id,
        )
    )
    return sorted(told[:_MOST_INCIDENTS], key=lambda each: str(each.when.earliest))


def _show_incidents(paper: Paper, views: list[View]) -> None:
    from corroborate import words
    from corroborate.cli.paper import graded

    chosen = notable(views)
    paper.heading(f"The incidents that most sources tell of ({len(chosen)} of {len(views)})")
    rows = [
        (
            (each.incident.id[:8], "cyan"),
            words.days(each.when),
            words.TYPES[each.type],
            ", ".join(part for part in (each.where.name, *each.where.within[-1:]) if part),
            words.bounds(each.killed.low, each.killed.high),
            str(len(each.voices)),
            graded(each.grade.name),
        )
        for each in chosen
    ]
    heads = ("id", "day", "what", "where", "killed", "sources", "grade")
    paper.table(heads, rows, keep=("id", "day", "killed", "sources", "grade"))


def _show_contested(paper: Paper, views: list[View]) -> None:
    """Contested figures in full: who says what."""
    from corroborate import words
    from corroborate.account import contested_lines

    chosen = [each for each in notable(views) if each.contests] or [each for each in views if each.contests]
    if not chosen:
        return
    total = sum(1 for each in views if each.contests)
    paper.heading(f"Contested, and by whom ({len(chosen[:_MOST_CONTESTED])} of {total})")
    for each in chosen[:_MOST_CONTESTED]:
        paper.line(
            (each.incident.id[:8], "cyan"), f"  {each.where.name or 'place unknown'}, {words.days(each.when)}"
        )
        for line in contested_lines(each):
            paper.line(line, indent=10, hang=12)


def _show_totals(paper: Paper, totals: list[QuotedTotal]) -> None:
    """Quoted sums that the record can be held against, those it knows incidents for first."""
    from corroborate.cli.statements import print_total
    from corroborate.publishing import Showing, total_row

    rows = [total_row(each.quoted, each.comparison, Showing()) for each in totals]
    fit = [row for row in rows if row["record_high"] and (row["earliest"] or row["latest"]) and row["place"]]
    fit.sort(key=lambda row: (-len(row["documents"]), -len(row["incidents"]), row["id"]))
    if not fit:
        return
    paper.heading(f"Quoted totals, against what the record holds ({len(fit[:_MOST_TOTALS])} of {len(rows)})")
    for row in fit[:_MOST_TOTALS]:
        print_total(paper, row)


def _show_next(paper: Paper, views: list[View], database: Path) -> None:
    chosen = next((each for each in notable(views) if each.contests), views[0] if views else None)
    paper.heading("What to try next")
    paper.line(f"corroborate serve {database}          the desk, in the browser", indent=2)
    if chosen:
        paper.line(f"corroborate show {chosen.incident.id[:8]} -r {database}", indent=2)
    paper.line(f"corroborate incidents --grade contested -r {database}", indent=2)
    paper.line(f"corroborate totals -r {database}", indent=2)
    paper.line(f"corroborate export incidents.csv -r {database}", indent=2)
    paper.line("corroborate add your-articles/          your own record", indent=2)
