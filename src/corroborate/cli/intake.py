"""Articles in: coded to standard output, or added to a record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, cast

import typer

from corroborate.cli.options import Extraction, Here, Reading, chosen_extractor, unfolded

if TYPE_CHECKING:
    from corroborate.errors import ItemFailed
    from corroborate.model import Coding, Document
    from corroborate.pipeline import AddSummary, Extractor

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...", help="Files, folders, patterns, http(s) addresses, or - for standard input."
    ),
]

Again = Annotated[
    bool,
    typer.Option(
        "--again", help="Code documents anew that are held already, after new places or parties were loaded."
    ),
]


@unfolded
def extract(reading: Reading, sources: Sources = None, extractor: Extraction = None) -> None:
    """Print what articles tell, as JSON Lines, one document a line; no record is made.

    Each line holds the document, the incidents it reports, the totals it quotes and the stances it tells of,
    every field with the words it came from. docs/data-dictionary.md explains the fields.

    \b
    Examples:
      corroborate extract article.txt --published 2025-06-05
      corroborate extract articles/ > coded.jsonl
      cat article.txt | corroborate extract - --publisher "The Daily"
      corroborate extract feed.xml --follow | jq '.incidents[].casualties'
      corroborate extract article.txt --extractor llm
    """
    import json
    from functools import partial

    from corroborate.cli.exits import SOME_FAILED, complain
    from corroborate.cli.paper import speak_utf8
    from corroborate.errors import ItemFailed
    from corroborate.model.encoding import coding_to_json
    from corroborate.pipeline.coding import ahead
    from corroborate.reading import ReadingOptions, read_all

    speak_utf8()
    failed, given, options = 0, _given(sources), ReadingOptions(**reading.chosen())
    with chosen_extractor(extractor) as chosen:
        for item, finish in ahead(read_all(given, options), partial(_begun, chosen), chosen.ahead):
            told = item if isinstance(item, ItemFailed) else _coded(item, finish)
            if isinstance(told, ItemFailed):
                complain(told)
                failed += 1
                continue
            sys.stdout.write(json.dumps(coding_to_json(told), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if failed:
        raise typer.Exit(SOME_FAILED)


@unfolded
def add(
    here: Here,
    reading: Reading,
    sources: Sources = None,
    again: Again = False,
    extractor: Extraction = None,
) -> None:
    """Read articles, code them and add them to a record; it is made where there is none.

    Adding the same articles again changes nothing. An interrupted run goes on where it stopped when the same
    command is given again. Inputs that fail are named on standard error, and the rest goes on (exit code 3).
    Tables of ACLED, UCDP GED or of another record are no articles: `corroborate import` reads those.

    \b
    Examples:
      corroborate add articles/
      corroborate add "2025-*/**/*.html" --publisher "The Daily" -r daily.db
      corroborate add https://example.org/feed.xml --follow
      corroborate add articles.csv --column text=body --column published=date
    """
    from corroborate.cli.exits import INTERRUPTED, SOME_FAILED, complain
    from corroborate.cli.progress import shown_progress
    from corroborate.pipeline import AddOptions

    asked = reading.chosen()
    with (
        chosen_extractor(extractor) as chosen,
        here.open(create=True) as record,
        shown_progress() as progress,
    ):
        options = AddOptions(again=again).by(chosen)
        summary = record.add(*_given(sources), options=options, progress=progress, **asked)
    for failure in summary.failed:
        complain(failure)
    _print_summary(summary, here)
    if summary.interrupted:
        complain("interrupted; what was added is kept, run the same command to go on")
        raise typer.Exit(INTERRUPTED)
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


def _given(sources: list[str] | None) -> list[str]:
    """The sources named; standard input where none is and something is piped in."""
    from corroborate.errors import BadRequest

    if sources:
        return sources
    if sys.stdin is None or sys.stdin.isatty():
        raise BadRequest(
            "name something to read: files, folders, patterns, addresses, or - for standard input"
        )
    return ["-"]


def _begun(extractor: Extractor, item: Document | ItemFailed) -> Callable[[], Coding]:
    """What waits for a document's coding; for what could not be read it is never asked."""
    from functools import partial

    from corroborate.model import Document

    if extractor.begin is not None and isinstance(item, Document):
        return extractor.begin(item)
    return partial(extractor.code, cast("Document", item))


def _coded(document: Document, finish: Callable[[], Coding]) -> Coding | ItemFailed:
    """A document's coding, or that it failed: one document never stops the others."""
    from corroborate.errors import ItemFailed, RunFailed

    try:
        return finish()
    except RunFailed:
        raise
    except ItemFailed as trouble:
        return trouble
    except Exception as trouble:
        return ItemFailed(
            f"{document.source}: could not be coded ({type(trouble).__name__}: {trouble}); please report this"
        )


def _print_summary(summary: AddSummary, here: Here) -> None:
    from dataclasses import asdict

    from corroborate.cli.paper import Paper, print_json

    if here.as_json:
        print_json({**asdict(summary), "failed": [str(failure) for failure in summary.failed]})
        return
    paper = Paper()
    paper.line(*_summary_parts(summary))
    if summary.added or summary.unchanged:
        paper.line((f"See them with `corroborate incidents{here.again}`.", "dim"))


def _summary_parts(summary: AddSummary) -> list[str | tuple[str, str]]:
    from corroborate.words import listed, number

    news = [
        f"{count:,} {words}"
        for count, words in (
            (summary.added, "new"),
            (summary.recoded, "coded again"),
            (summary.unchanged, "held already"),
            (summary.copies, "that repeat another"),
            (summary.uncoded, "kept uncoded (not in English)"),
            (len(summary.failed), "failed"),
        )
        if count
    ]
    parts: list[str | tuple[str, str]] = [(number(summary.read, "document") + " read", "bold")]
    parts.append(f": {listed(news)}. " if news else ". ")
    if summary.added or summary.recoded:
        parts.append(
            f"They hold {number(summary.reports, 'report')} of incidents and {number(summary.totals, 'total')}. "
        )
    parts.append(f"{summary.seconds:.1f} s.")
    return parts
