"""The example corpus against its gold: incidents, slots, claims, totals, stances, silences, merges.

    python -m bench.examples [--data DIR] [--stories open|validation|all] and the options of all benchmarks

DIR holds articles/, gold/ with merges.json, and may hold split.json, as examples/ does; the scorer's
definitions are in bench/scoring.py. --predictions writes a document a line as `corroborate extract` prints it,
and the merged incidents to FILE.incidents.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.errors import Case
from bench.extractor import extractor
from bench.options import Options, capitals, finish, read_options
from bench.results import ROOT
from bench.scoring import Mistake, Scores, score_document, score_merges, summary
from corroborate.errors import ItemFailed
from corroborate.extraction import extract
from corroborate.linkage import facts_of, link
from corroborate.model import Coding, Document
from corroborate.model.encoding import coding_to_json
from corroborate.pipeline.linking import ancestors
from corroborate.reading import read
from corroborate.reading.copies import CopyIndex, signature

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The result, the codings, the clusters of report ids, and what is wrong."""

    result: dict[str, Any]
    codings: list[Coding]
    clusters: list[list[str]]
    mistakes: list[Mistake]


def articles(data: Path, stories: str | Set[str]) -> Iterator[Document]:
    """The articles of the chosen stories, in the order of their paths; raises what cannot be read.

    `stories` is `all`, a part that split.json names, or the stories themselves.
    """
    chosen = _stories(data, stories) if isinstance(stories, str) else stories
    for path in sorted((data / "articles").rglob("*.*")):
        if path.parent.name not in chosen:
            continue
        for item in read(path):
            if isinstance(item, ItemFailed):
                raise item
            yield item


def _stories(data: Path, stories: str) -> set[str]:
    every = {path.name for path in (data / "articles").iterdir() if path.is_dir()} | {"articles"}
    split = data / "split.json"
    if stories == "all" or not split.exists():
        return every
    return set(json.loads(split.read_text(encoding="utf-8"))[stories])


def in_capitals(document: Document) -> Document:
    """A document with its text and headline in capitals."""
    title = capitals(document.title) if document.title else None
    return replace(document, text=capitals(document.text), title=title)


def clusters(codings: list[Coding]) -> list[list[str]]:
    """The reports of all codings brought together, each cluster as report ids."""
    originals = copies(codings)
    facts = [
        facts_of(report, coding.document, originals.get(coding.document.id, coding.document.id))
        for coding in codings
        for report in coding.reports
    ]
    return [list(cluster.reports) for cluster in link(facts, {}, (), ancestors(facts)).clusters]


def copies(codings: list[Coding]) -> dict[str, str]:
    """The document each copy repeats."""
    index = CopyIndex()
    found: dict[str, str] = {}
    for coding in codings:
        key, signed = coding.document.id, signature(coding.document.text)
        alike = next((copy.key for copy in index.find(signed) if copy.key != key), None)
        if alike:
            found[key] = found.get(alike, alike)
        index.add(key, signed)
    return found


def measure(
    documents: Iterable[Document], gold: Path, code: Callable[[Document], Coding] = extract
) -> Measured:
    """All measures of documents whose gold lies in the folder `gold` by their stems, and the mistakes."""
    scores = Scores()
    codings: list[Coding] = []
    tallies: list[Counter[str]] = []
    for document in documents:
        coding, stem, of_one = code(document), Path(document.source).stem, Scores()
        wanted = json.loads((gold / f"{stem}.json").read_text(encoding="utf-8"))
        score_document(coding_to_json(coding), wanted, stem, of_one)
        codings.append(coding)
        tallies.append(of_one.tally)
        scores.add(of_one)
    found = clusters(codings)
    result: dict[str, Any] = {"documents": len(codings), **summary(scores, tallies)}
    merges = merges_among(gold / "merges.json", {Path(each.document.source).stem for each in codings})
    if merges is not None:
        result["merges"] = score_merges(merges, scores.links, found)
    return Measured(result=result, codings=codings, clusters=found, mistakes=scores.mistakes)


def merges_among(path: Path, stems: set[str]) -> dict[str, Any] | None:
    """The gold merges among the documents read; None where nobody has said which are one."""
    if not path.exists():
        return None
    merges = json.loads(path.read_text(encoding="utf-8"))
    groups = {
        kind: [[key for key in group if key.partition(":")[0] in stems] for group in merges[kind]]
        for kind in merges
    }
    return {kind: [group for group in groups[kind] if len(group) > 1] for kind in groups}


def cases(measured: Measured) -> Iterator[Case]:
    """The mistakes with the texts they are in; the gold's words are marked where the text has them."""
    texts = {Path(each.document.source).stem: each.document.text for each in measured.codings}
    for mistake in measured.mistakes:
        text = texts[mistake.key.partition(":")[0]]
        yield Case(
            kind=mistake.kind,
            id=mistake.key,
            text=text,
            gold=mistake.gold,
            found=mistake.found,
            gold_spans=occurrences(text, mistake.phrases),
            found_spans=mistake.spans,
        )


def occurrences(text: str, phrases: Iterable[str]) -> Spans:
    """Where each phrase stands first in a text, whatever its capitals."""
    low = text.lower()
    found = ((low.find(phrase.lower()), len(phrase)) for phrase in phrases if phrase)
    return tuple((at, at + length) for at, length in found if at >= 0)


def predictions(codings: Sequence[Coding]) -> Iterator[dict[str, Any]]:
    """A document a line, as the output contract has it."""
    return (coding_to_json(coding) for coding in codings)


def write_incidents(path: Path, measured: Measured) -> None:
    """The merged incidents, each a list of [document's source, report's id]."""
    sources = {report.id: coding.document.source for coding in measured.codings for report in coding.reports}
    merged = [[[sources[report], report] for report in cluster] for cluster in measured.clusters]
    path.write_text(json.dumps(merged, indent=1) + "\n", encoding="utf-8")


def conclude(name: str, options: Options, measured: Measured) -> None:
    """Print and write all that was asked for."""
    finish(name, options, measured.result, predictions(measured.codings), cases(measured))
    if options.predictions:
        write_incidents(options.predictions.with_name(f"{options.predictions.name}.incidents.json"), measured)


def _more(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stories", choices=("all", "open", "validation"), default="all")


def main() -> None:
    """Measure, print, write bench/out/examples.json (examples-STORIES.json for a part of the stories)."""
    options = read_options(
        "Score the example corpus against its gold.", ROOT / "examples", ("articles", "gold"), _more
    )
    stories = options.more.stories
    documents: Iterator[Document] = islice(articles(options.data, stories), options.limit)
    if options.capitals:
        documents = map(in_capitals, documents)
    measured = measure(documents, options.data / "gold", extractor(options.extractor).code)
    conclude("examples" if stories == "all" else f"examples-{stories}", options, measured)


if __name__ == "__main__":
    main()
