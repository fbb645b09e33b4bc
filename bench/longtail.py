"""How well reports of one incident are brought together: SemEval-2018 task 5, news on shootings.

    python -m bench.longtail [--data ../shared/data/longtail] [--sample N]

Reads documents.jsonl (id, incident, published, title, text), extracts, links everything at once, and
compares the clusters with the incident that each document is known to be about. Two measures: pairs of
documents (linked when any of their reports are of one incident) and B-cubed over documents, each taken by
its main report. A document without any report stands alone. The texts are for measuring only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import print_table, write_result
from corroborate.extraction import default_tools, extract
from corroborate.linkage import Linkage, ReportFacts, facts_of, link
from corroborate.model import Document

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """Rounded, for JSON."""
        return {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": round(self.f1, 4)}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=Path("../shared/data/longtail"))
    options.add_argument("--sample", type=int, help="only documents of the first N incidents by id")
    given = options.parse_args()
    documents, gold = load(given.data / "documents.jsonl", given.sample)
    started = time.perf_counter()
    facts = [each for document in documents for each in reports_of(document)]
    extracted = time.perf_counter()
    linkage = link(facts, {})
    found = measure(facts, linkage, gold)
    found["seconds"] = {
        "extract": round(extracted - started, 1),
        "link": round(time.perf_counter() - extracted, 1),
    }
    print_table("longtail", found)
    write_result("longtail", found)


def load(path: Path, sample: int | None) -> tuple[list[Document], dict[str, str]]:
    """The documents, and the incident that each is about."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    if sample is not None:
        kept = set(sorted({row["incident"] for row in rows})[:sample])
        rows = [row for row in rows if row["incident"] in kept]
    return [document_of(row) for row in rows], {row["id"]: row["incident"] for row in rows}


def document_of(row: Mapping[str, Any]) -> Document:
    """One line as a document; its text begins with the headline."""
    title, text = row.get("title"), row["text"]
    whole = f"{title}\n\n{text}" if title and not text.startswith(title) else text
    return Document(
        id=row["id"],
        source="longtail",
        text=whole,
        title=title,
        published=row.get("published"),
        language="en",
    )


def reports_of(document: Document) -> Iterator[ReportFacts]:
    """The facts of a document's reports, in the order of the text; the same text is one copy group."""
    copied = hashlib.sha256(document.text.encode()).hexdigest()[:16]
    reports = sorted(extract(document, default_tools()).reports, key=lambda report: report.evidence[0].start)
    return (facts_of(report, document, copied) for report in reports)


def measure(facts: Iterable[ReportFacts], linkage: Linkage, gold: Mapping[str, str]) -> dict[str, Any]:
    """Pairs and B-cubed; how many documents have reports; how many proposals are right."""
    homes = {report: cluster.id for cluster in linkage.clusters for report in cluster.reports}
    documents = {each.report: each.document for each in facts}
    told_in: dict[str, set[str]] = defaultdict(set)
    main_of: dict[str, str] = {document: document for document in gold}
    for each in facts:
        told_in[homes[each.report]].add(each.document)
        if main_of[each.document] == each.document and not each.background:
            main_of[each.document] = homes[each.report]
    linked = {pair for cluster in told_in.values() for pair in combinations(sorted(cluster), 2)}
    same = set(_pairs(gold))
    asked = {(min(pair), max(pair)) for pair in _between(linkage, documents)} - linked
    return {
        "documents": len(gold),
        "incidents": len(set(gold.values())),
        "documents with reports": len(set(documents.values())),
        "reports": len(documents),
        "clusters": len(linkage.clusters),
        "pairs": _score(linked, same).as_dict(),
        "b3": b_cubed(main_of, gold).as_dict(),
        "proposals": len(linkage.proposals),
        "proposed pairs": _score(asked, same - linked).as_dict(),
    }


def _between(linkage: Linkage, documents: Mapping[str, str]) -> Iterator[Pair]:
    for proposal in linkage.proposals:
        yield documents[proposal.left], documents[proposal.right]


def _pairs(gold: Mapping[str, str]) -> Iterator[Pair]:
    members: dict[str, list[str]] = defaultdict(list)
    for document, incident in gold.items():
        members[incident].append(document)
    for each in members.values():
        yield from combinations(sorted(each), 2)


def _score(found: set[Pair], wanted: set[Pair]) -> Score:
    right = len(found & wanted)
    return Score(
        precision=right / len(found) if found else 0.0, recall=right / len(wanted) if wanted else 0.0
    )


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> Score:
    """B-cubed over documents: how pure and how whole the cluster of each one is, on average."""
    both = Counter((found[each], gold[each]) for each in gold)
    of_found, of_gold = Counter(found[each] for each in gold), Counter(gold.values())
    precision = sum(both[found[each], gold[each]] / of_found[found[each]] for each in gold) / len(gold)
    recall = sum(both[found[each], gold[each]] / of_gold[gold[each]] for each in gold) / len(gold)
    return Score(precision=precision, recall=recall)


if __name__ == "__main__":
    main()
