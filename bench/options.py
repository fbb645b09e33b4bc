"""The options that all benchmarks share, and what is done with a benchmark's result at the end.

Every benchmark takes --data, --limit, --predictions, --errors, --extractor and --capitals; `read_options` reads
them, `finish` prints the table and writes what was asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.errors import Case, write_errors
from bench.extractor import DEFAULT, NAMES
from bench.results import OUT, ROOT, print_table, write_result

SHARED = ROOT.parent / "shared" / "data"
"""Where the public corpora lie when they are here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a benchmark was asked: its `data`, at most `limit` texts, files to write, who extracts.

    `errors` asks for a page of mistakes, written to `errors_to` or else to bench/out. `more` holds the options
    that only this benchmark has.
    """

    data: Path
    limit: int | None = None
    predictions: Path | None = None
    errors: bool = False
    errors_to: Path | None = None
    extractor: str = DEFAULT
    capitals: bool = False
    more: argparse.Namespace = field(default_factory=argparse.Namespace)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out or changed: only such a result stands in the table of all."""
        return self.limit is None and not self.capitals


def read_options(
    about: str,
    data: Path,
    needed: Sequence[str] = (),
    more: Callable[[argparse.ArgumentParser], None] | None = None,
    argv: Sequence[str] | None = None,
) -> Options:
    """The options of a command line; ends with a line of help where `data` lacks one of the `needed` files."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--data", type=Path, default=data, help="a folder with texts and gold in this format")
    parser.add_argument("--limit", type=int, help="read only the first N texts")
    add_outputs(parser)
    parser.add_argument(
        "--extractor", choices=NAMES, default=DEFAULT, help=f"what reads; {DEFAULT} unless told"
    )
    parser.add_argument("--capitals", action="store_true", help="give every text in capitals")
    if more is not None:
        more(parser)
    given = parser.parse_args(argv)
    lacking = [each for each in needed if not (given.data / each).exists()]
    if lacking:
        sys.exit(f"{given.data}: no {', '.join(lacking)} there; give the folder that holds it with --data")
    return Options(
        data=given.data,
        limit=given.limit,
        predictions=given.predictions,
        errors=given.errors is not None,
        errors_to=given.errors or None,
        extractor=given.extractor,
        capitals=given.capitals,
        more=given,
    )


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """The options for what a benchmark writes beside its result; `errors` is "" where no FILE was named."""
    parser.add_argument(
        "--predictions", type=Path, metavar="FILE", help="write what was predicted to FILE (bench/README.md)"
    )
    parser.add_argument(
        "--errors",
        nargs="?",
        const="",
        type=lambda given: Path(given) if given else "",
        metavar="FILE",
        help="write a page with every mistake to FILE, or to bench/out",
    )


def finish(
    name: str,
    options: Options,
    result: Mapping[str, Any],
    predicted: Iterable[Mapping[str, Any]],
    cases: Iterable[Case],
    figures: Sequence[str] = (),
) -> None:
    """Print the result, write it to bench/out, and the predictions and the page of mistakes where asked for.

    A result of a part of the texts, or of texts in capitals, is called NAME-part, so that it replaces no whole one.
    `figures` are drawings (SVG) for the head of the page.
    """
    named = result_name(name, options.extractor) + ("" if options.is_whole else "-part")
    print_table(f"{name} ({options.extractor})", result)
    write_result(named, {**provenance(options), **result})
    if options.predictions:
        write_lines(options.predictions, predicted)
    if options.errors:
        print(write_errors(named, cases, figures, options.errors_to))


def result_name(name: str, extractor: str) -> str:
    """What a result is called: by the benchmark alone for the extractor that is taken unless told."""
    return name if extractor == DEFAULT else f"{name}-{extractor}"


def provenance(options: Options) -> dict[str, Any]:
    """Of what a result is: who extracted, from which data, how much of it."""
    return {
        "extractor": options.extractor,
        "data": str(options.data.resolve()),
        "whole": options.is_whole,
    }


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Records as JSON Lines, UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        for record in records:
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_lines(path: Path, options: Options) -> Iterator[dict[str, Any]]:
    """The first records of a JSON Lines file, `text` and `title` in capitals where that was asked for."""
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if options.limit is not None and n >= options.limit:
                return
            record = json.loads(line)
            yield loud(record) if options.capitals else record


def loud(record: dict[str, Any]) -> dict[str, Any]:
    """A record with its text and title in capitals, every character where it was."""
    changed = {key: capitals(record[key]) for key in ("text", "title") if record.get(key)}
    return {**record, **changed}


def capitals(text: str) -> str:
    """A text in capitals of the same length: what has no single capital stays ("ß")."""
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


__all__ = [
    "OUT",
    "ROOT",
    "SHARED",
    "Options",
    "add_outputs",
    "capitals",
    "finish",
    "loud",
    "provenance",
    "read_lines",
    "read_options",
    "result_name",
    "write_lines",
]
