"""How well reports of one incident are brought together: SemEval-2018 task 5, news on shootings.

    python -m bench.longtail [--data DIR] and the options of all benchmarks

Reads documents.jsonl (id, incident, published, title, text) and incidents.jsonl (id, killed, injured), extracts,
links everything at once, and compares the clusters with the one incident that each document is known to be about:
documents are together when any of their reports are. Figures are those of the main report, the first that is no
background. Beside it stand two baselines (bench/baselines.py): the same day and city by our own extraction, in any
of the reports, and wording alone.
--limit takes the documents of the first N incidents. The texts are for measuring only.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.baselines import ALIKE, CUTS, EMBEDDINGS, by_date_and_city, by_likeness
from bench.bootstrap import mean_interval
from bench.errors import Case
from bench.extractor import extractor
from bench.options import SHARED, Options, finish, loud, read_lines, read_options
from bench.partitions import Score, b_cubed, compare, gain, joined
from bench.results import mean
from bench.satp import figures
from corroborate.linkage import Linkage, ReportFacts, facts_of, link
from corroborate.model import Coding, Document, Report

Pair = tuple[str, str]
EFFECTS = {"killed": "killed", "injured": "injured"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A document with its main report, and the facts of all its reports in the order of the text."""

    document: Document
    main: Report | None
    facts: tuple[ReportFacts, ...]


def load(data: Path, options: Options) -> tuple[list[Document], dict[str, str]]:
    """The documents, and the incident that each is about."""
    every = replace(options, limit=None, capitals=False)
    rows = list(read_lines(data / "documents.jsonl", every))
    if options.limit is not None:
        kept = set(sorted({row["incident"] for row in rows})[: options.limit])
        rows = [row for row in rows if row["incident"] in kept]
    gold = {row["id"]: row["incident"] for row in rows}
    return [document_of(loud(row) if options.capitals else row) for row in rows], gold


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


def told_in(coding: Coding) -> Told:
    """What a document tells; the same text is one copy group."""
    document = coding.document
    copied = hashlib.sha256(document.text.encode()).hexdigest()[:16]
    reports = sorted(coding.reports, key=lambda report: report.evidence[0].start)
    facts = tuple(facts_of(report, document, copied) for report in reports)
    main = next((report for report, fact in zip(reports, facts, strict=True) if not fact.background), None)
    return Told(document=document, main=main, facts=facts)


def partition(told: Sequence[Told], linkage: Linkage) -> dict[str, str]:
    """Documents of which any reports were brought together, by any chain: each is about one incident here."""
    homes = {report: cluster.id for cluster in linkage.clusters for report in cluster.reports}
    return joined({each.document.id: [homes[fact.report] for fact in each.facts] for each in told})


def by_main_report(told: Sequence[Told], linkage: Linkage) -> dict[str, str]:
    """The cluster of each document's main report; a document without one stands alone."""
    homes = {report: cluster.id for cluster in linkage.clusters for report in cluster.reports}
    return {each.document.id: homes[each.main.id] if each.main else each.document.id for each in told}


def measure(
    told: Sequence[Told], linkage: Linkage, gold: Mapping[str, str], registry: Mapping[str, Any]
) -> dict[str, Any]:
    """The partition's measures, those of the baselines, what is gained over them, figures that are exact."""
    found = partition(told, linkage)
    documents = {fact.report: each.document.id for each in told for fact in each.facts}
    linked, same = _linked(linkage, documents), set(_pairs(gold))
    asked = {(min(pair), max(pair)) for pair in _between(linkage, documents)} - linked
    return {
        "documents": len(gold),
        "incidents": len(set(gold.values())),
        "documents with reports": len(set(documents.values())),
        "reports": len(documents),
        "clusters": len(linkage.clusters),
        **compare(found, gold),
        "linked pairs": _score(linked, same).as_dict(),
        "b3 by main report": b_cubed(by_main_report(told, linkage), gold).as_dict(),
        **_against_baselines(told, found, gold),
        **_figures(told, gold, registry),
        "proposals": len(linkage.proposals),
        "proposed pairs": _score(asked, same - linked).as_dict(),
    }


def _against_baselines(
    told: Sequence[Told], found: Mapping[str, str], gold: Mapping[str, str]
) -> dict[str, Any]:
    """Each baseline's measures, and the points of B-cubed F1 over it."""
    others = {"date and city": by_date_and_city({each.document.id: each.facts for each in told})}
    texts = {each.document.id: each.document.text for each in told}
    for name, vectors in EMBEDDINGS.items():
        cuts = by_likeness(texts, vectors, CUTS)
        others[name] = cuts[ALIKE]
        others[f"{name}, best in hindsight"] = max(cuts.values(), key=lambda each: b_cubed(each, gold).f1)
    out: dict[str, Any] = {}
    for name, other in others.items():
        scores = compare(other, gold)
        out[f"baseline {name}"] = {key: scores[key]["f1"] for key in ("b3", "pairs")} | {
            "conll": scores["conll"]
        }
        out[f"over {name}"] = gain(found, other, gold)
    return out


def _figures(told: Sequence[Told], gold: Mapping[str, str], registry: Mapping[str, Any]) -> dict[str, Any]:
    """How many documents give, and how many incidents have in their last document, the registry's figures."""
    last = {gold[each.document.id]: each for each in sorted(told, key=lambda t: t.document.published or "")}
    out = {}
    for effect in EFFECTS:
        judged = [_is_exact(each, registry.get(gold[each.document.id]), effect) for each in told]
        final = [_is_exact(each, registry.get(incident), effect) for incident, each in last.items()]
        by_document = [100.0 * each for each in judged if each is not None]
        by_incident = [100.0 * each for each in final if each is not None]
        out[effect] = {
            "exact": round(mean(by_document), 2),
            "interval": mean_interval(by_document),
            "of": len(by_document),
            "exact in the last document": round(mean(by_incident), 2),
            "incidents": len(by_incident),
        }
    return out


def _is_exact(told: Told, incident: Mapping[str, Any] | None, effect: str) -> bool | None:
    """Whether the main report gives the registry's figure; None where the registry has none."""
    if incident is None or incident.get(effect) is None:
        return None
    return figure(told, effect) == incident[effect]


def figure(told: Told, effect: str) -> int:
    """How many the main report says were killed or injured, 0 where it says nothing."""
    return figures([told.main], effect)["total"] if told.main else 0


def _linked(linkage: Linkage, documents: Mapping[str, str]) -> set[Pair]:
    """Documents of which any two reports are of one incident."""
    together = ({documents[report] for report in cluster.reports} for cluster in linkage.clusters)
    return {pair for each in together for pair in combinations(sorted(each), 2)}


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


def cases(
    told: Sequence[Told], found: Mapping[str, str], gold: Mapping[str, str], registry: Mapping[str, Any]
) -> Iterator[Case]:
    """Each document beside one that it should be with, or should not be with; figures that differ."""
    by_id = {each.document.id: each for each in told}
    members: dict[str, list[str]] = defaultdict(list)
    for document in gold:
        members[gold[document]].append(document)
        members[found[document]].append(document)
    for each in told:
        key = each.document.id
        apart = next((other for other in members[gold[key]] if found[other] != found[key]), None)
        mixed = next((other for other in members[found[key]] if gold[other] != gold[key]), None)
        if apart and apart > key:
            yield _case("one incident, kept apart", each, by_id[apart], ("one incident", "two"))
        if mixed and mixed > key:
            yield _case("two incidents, put together", each, by_id[mixed], ("two incidents", "one"))
        for effect in EFFECTS:
            incident = registry.get(gold[key])
            if _is_exact(each, incident, effect) is False and incident:
                yield _case(effect, each, each, (str(incident[effect]), str(figure(each, effect))))


def _case(kind: str, one: Told, other: Told, both: tuple[str, str]) -> Case:
    told = "" if one is other else f"\n{_facts(one)}\n{other.document.id}: {_facts(other)}"
    spans = tuple((span.start, span.end) for span in (one.main.evidence if one.main else ()))
    return Case(
        kind=kind,
        id=one.document.id,
        text=one.document.text,
        gold=both[0],
        found=both[1] + told,
        found_spans=spans,
    )


def _facts(told: Told) -> str:
    if told.main is None:
        return f"no report: {told.document.title}"
    when, where = told.main.when, told.main.where
    return f"{told.main.type}, {when.earliest} to {when.latest}, {where.name}, {', '.join(where.within)}"


def predictions(told: Iterable[Told], found: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The incident of each document under the corpus's keys, with the figures of its main report."""
    for each in told:
        key = each.document.id
        counted = {effect: figure(each, effect) for effect in EFFECTS}
        yield {"id": key, "incident": found[key], **counted}


def registered(data: Path) -> dict[str, dict[str, Any]]:
    """What the registry knows of each incident, by id; nothing where the file is not there."""
    path = data / "incidents.jsonl"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def main() -> None:
    """Measure, print, write bench/out/longtail.json."""
    options = read_options(
        "Measure which reports are of one incident.", SHARED / "longtail", ("documents.jsonl",)
    )
    documents, gold = load(options.data, options)
    registry, code = registered(options.data), extractor(options.extractor).code
    started = time.perf_counter()
    told = [told_in(code(document)) for document in documents]
    extracted = time.perf_counter()
    linkage = link([fact for each in told for fact in each.facts], {})
    linked = time.perf_counter()
    result = measure(told, linkage, gold, registry)
    result["seconds"] = {"extract": round(extracted - started, 1), "link": round(linked - extracted, 1)}
    found = partition(told, linkage)
    finish("longtail", options, result, predictions(told, found), cases(told, found, gold, registry))


if __name__ == "__main__":
    main()
