"""Is confidence what it says? Of the things held to be 80 % sure, are 80 % right?

    python -m bench.calibration [--stories open|validation] and the options of all benchmarks

Everything that is read in the example stories is judged by the gold (bench/fields.py). Open stories, of which the
shipped curves were made, are rated by curves fitted without them (training/calibrate.py), validation stories by the
shipped ones. `error` is the expected calibration error in ten bins of equal width (Guo and others, ICML 2017), `by
chance` what a true confidence would show on so few things, `swept` the error in bins of equal size. `first fifth`:
of all that is wrong, the share among the fifth that a reviewer sees first. Diagrams are written to
bench/out/calibration-diagrams.html.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from training.calibrate import left_out

from bench.bootstrap import bounds
from bench.errors import Case
from bench.examples import articles, in_capitals
from bench.extractor import extractor
from bench.fields import Verdict, by_field, verdicts
from bench.options import Options, finish, read_options
from bench.reliability import Pair, reliability, write_diagrams
from bench.results import ROOT
from corroborate.model import Document

MOST_SHOWN = 100
"""Cases of a field that the page of mistakes has: the surest that are wrong."""
DRAWS = 200


def judged(options: Options) -> tuple[list[Verdict], dict[str, Document]]:
    """Everything judged in the chosen stories, and the documents by name."""
    code, said = extractor(options.extractor).code, list[Verdict]()
    documents: Iterator[Document] = islice(articles(options.data, options.more.stories), options.limit)
    read = {}
    for document in map(in_capitals, documents) if options.capitals else documents:
        stem = Path(document.source).stem
        read[stem] = document
        gold = json.loads((options.data / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
        said.extend(verdicts(code(document), gold))
    return (left_out(said) if options.more.stories == "open" else said), read


def measure(said: Sequence[Verdict]) -> dict[str, Any]:
    """A row a field and one for all, with the interval of the error over stories."""
    return {
        field: {
            **found.summary(),
            "first fifth": first_fifth([each for each in said if field in (each.rated.field, "all")]),
            "interval": interval([each for each in said if field in (each.rated.field, "all")]),
        }
        for field, found in by_field(said).items()
    }


def first_fifth(said: Sequence[Verdict]) -> float | None:
    """Of all that is wrong, the share in percent among the fifth of least confidence; None where all is right."""
    ordered = sorted(said, key=lambda each: each.rated.confidence)
    wrong = sum(not each.is_right for each in ordered)
    first = ordered[: round(len(ordered) / 5)]
    return round(100 * sum(not each.is_right for each in first) / wrong, 1) if wrong else None


def interval(said: Sequence[Verdict]) -> list[float]:
    """The 95 % interval of the calibration error, stories drawn again with replacement."""
    stories: dict[str, list[Pair]] = {}
    for each in said:
        stories.setdefault(each.story, []).append(each.pair)
    held, chance = list(stories.values()), np.random.default_rng(20240501)
    drawn = (
        [pair for n in chance.integers(len(held), size=len(held)) for pair in held[n]] for _ in range(DRAWS)
    )
    return bounds(np.array([reliability(each, quick=True).error for each in drawn]), 3)


def predictions(said: Iterable[Verdict]) -> Iterator[dict[str, Any]]:
    """A line a thing: where it stands, how sure the coding is of it and why, and whether it is right."""
    for each in said:
        rated = each.rated
        yield {
            "document": each.document,
            "field": rated.field,
            "report": rated.report,
            "item": rated.item,
            "start": rated.span.start,
            "end": rated.span.end,
            "confidence": round(rated.confidence, 4),
            "signs": list(rated.signs),
            "right": each.is_right,
        }


def cases(said: Sequence[Verdict], read: Mapping[str, Document]) -> Iterator[Case]:
    """What is wrong although it was thought sure, field by field."""
    surest = sorted(said, key=lambda each: -each.rated.confidence)
    for field in dict.fromkeys(each.rated.field for each in said):
        wrong = (each for each in surest if each.rated.field == field and not each.is_right)
        for each in islice(wrong, MOST_SHOWN):
            span = each.rated.span
            yield Case(
                kind=field,
                id=f"{each.document}, {each.rated.confidence:.0%} sure",
                text=read[each.document].text,
                gold="this is wrong or too much",
                found=f"{span.quote}\nsigns of doubt: {', '.join(each.rated.signs) or 'none'}",
                found_spans=((span.start, span.end),),
            )


def _more(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stories", choices=("open", "validation"), default="open")


def main() -> None:
    """Measure, print, write bench/out/calibration.json (calibration-STORIES.json for validation)."""
    options = read_options("Is confidence what it says?", ROOT / "examples", ("articles", "gold"), _more)
    said, read = judged(options)
    name = "calibration" if options.more.stories == "open" else "calibration-validation"
    finish(name, options, measure(said), predictions(said), cases(said, read))
    if options.is_whole:
        print(write_diagrams(name, by_field(said)))


if __name__ == "__main__":
    main()
