"""The example corpus against its gold: incidents, slots, claims, totals, stances, silences, merges.

    python -m bench.examples [--data DIR] [--stories open|validation|all] [--errors]

DIR holds articles/, gold/ with merges.json, and may hold split.json, as examples/ does; the scorer's
definitions are in bench/scoring.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import ROOT, print_table, write_result
from bench.scoring import Scores, score_document, score_merges, summary
from corroborate.errors import ItemFailed
from corroborate.extraction import extract
from corroborate.linkage import facts_of, link
from corroborate.model import Coding, Document
from corroborate.model.encoding import coding_to_json
from corroborate.pipeline.linking import ancestors
from corroborate.reading import read
from corroborate.reading.copies import CopyIndex, signature


def articles(data: Path, stories: str) -> Iterator[Document]:
    """The articles of the chosen stories, in the order of their paths; raises what cannot be read."""
    chosen = _stories(data, stories)
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


def measure(data: Path, stories: str = "all") -> tuple[dict[str, Any], list[str]]:
    """All measures of the example corpus, and the mistakes in words."""
    scores = Scores()
    codings = []
    for document in articles(data, stories):
        coding = extract(document)
        codings.append(coding)
        stem = Path(document.source).stem
        gold = json.loads((data / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
        score_document(coding_to_json(coding), gold, stem, scores)
    merges = _merges(data, {Path(coding.document.source).stem for coding in codings})
    result: dict[str, Any] = {"documents": len(codings), **summary(scores)}
    result["merges"] = score_merges(merges, scores.links, clusters(codings))
    return result, scores.mistakes


def _merges(data: Path, stems: set[str]) -> dict[str, Any]:
    """The gold merges among the documents read."""
    path = data / "gold" / "merges.json"
    merges = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"same": [], "never": []}
    groups = {
        kind: [[k for k in group if k.partition(":")[0] in stems] for group in merges[kind]]
        for kind in merges
    }
    return {kind: [group for group in groups[kind] if len(group) > 1] for kind in groups}


def main() -> None:
    """Measure, print, write bench/out/examples.json."""
    parser = argparse.ArgumentParser(description="Score the example corpus against its gold.")
    parser.add_argument("--data", type=Path, default=ROOT / "examples")
    parser.add_argument("--stories", choices=("all", "open", "validation"), default="all")
    parser.add_argument("--errors", action="store_true", help="list every mistake")
    options = parser.parse_args()
    result, mistakes = measure(options.data, options.stories)
    print_table(f"examples ({options.stories})", result)
    write_result("examples" if options.stories == "all" else f"examples-{options.stories}", result)
    for mistake in mistakes if options.errors else ():
        print(mistake)


if __name__ == "__main__":
    main()
