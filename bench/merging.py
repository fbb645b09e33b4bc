"""Linkage alone: the gold incidents of the example corpus as reports, brought together and scored.

    python -m bench.merging [--data DIR] [--stories open|validation|all] [--errors N]

What extraction misses, misdates or misplaces is taken out of the measure: each gold incident becomes a report
that says what the gold says, with the sentences of its marked words as evidence, and the pairs that linking
brings together are scored as in bench/examples.py. --errors prints the pairs that are wrong, with reasons.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.examples import articles, copies, merges_among
from bench.results import ROOT, print_table, write_result
from bench.scoring import score_merges
from corroborate.actors import Registry, load_registry
from corroborate.language.sentences import Sentence, split_sentences
from corroborate.linkage import Linkage, ReportFacts, facts_of, link
from corroborate.model import (
    Casualty,
    Coding,
    Count,
    Document,
    Party,
    Perpetrator,
    Report,
    Span,
    Target,
    When,
    Where,
)
from corroborate.model.report import report_id
from corroborate.pipeline.linking import ancestors
from corroborate.places import Gazetteer, PlaceContext, PlaceMention, open_gazetteer

Json = Mapping[str, Any]
_DAY, _WEEK, _MONTH = 3, 11, 62


def gold_coding(document: Document, gold: Json) -> tuple[Coding, dict[str, str]]:
    """The gold of one document as its coding, and the report of each gold key."""
    sentences = split_sentences(document.text)
    found: list[Report] = []
    keys: dict[str, str] = {}
    context = _context(sentences, open_gazetteer())
    for told in gold["incidents"]:
        report = _report(document, told, (sentences, context), len(found))
        found.append(report)
        keys[f"{Path(document.source).stem}:{told['key']}"] = report.id
    return Coding(document=document, reports=tuple(found)), keys


def _report(
    document: Document, told: Json, read: tuple[Sequence[Sentence], PlaceContext], number: int
) -> Report:
    sentences, context = read
    evidence = tuple(_evidence(document, told, sentences))
    when, span = _when(told["when"]), evidence[0]
    anchor = document.published_on
    return Report(
        id=report_id(document.id, f"{span.quote} {told['key']}", number),
        document=document.id,
        type=told["type"][0],
        evidence=evidence,
        stage=told.get("stage", "carried_out"),
        tactics=tuple(_listed(told.get("tactic"))),
        when=when,
        where=_where(told["place"], context, open_gazetteer()),
        perpetrators=tuple(_perpetrators(told["perpetrators"], span, load_registry())),
        targets=tuple(_target(name, span) for name in told["targets"]),
        casualties=tuple(_casualty(each, span) for each in told["casualties"]),
        background=bool(anchor and when.latest and (anchor - when.latest).days > _MONTH),
    )


def _listed(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else list(given or ())


def _evidence(document: Document, told: Json, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """The sentences that hold the words marked as telling of it, the first sentence where none is."""
    marked = told.get("mentions", {})
    phrases = [phrase for kind in ("trigger", "victim", "target") for phrase in marked.get(kind, ())]
    starts = {at for phrase in phrases if (at := _place_in(document.text, phrase)) >= 0}
    held = [each for each in sentences if any(each.start <= at < each.end for at in starts)]
    for each in held or sentences[:1]:
        yield Span(start=each.start, end=each.end, quote=document.text[each.start : each.end])


def _place_in(text: str, phrase: str) -> int:
    """Where a marked phrase stands: `phrase#2` is its second occurrence."""
    words, _, nth = phrase.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.find(words, at + 1)
    return at


def _when(told: Sequence[str | None]) -> When:
    if told[0] is None or told[1] is None:
        return When(earliest=None, latest=None, precision="unresolved")
    first, last = date.fromisoformat(told[0]), date.fromisoformat(told[1])
    days = (last - first).days + 1
    if days <= _DAY:
        return When(earliest=first, latest=last, precision="day")
    wide = "week" if days <= _WEEK else "month" if days <= _MONTH else "year"
    return When(earliest=first, latest=last, precision=wide)  # type: ignore[arg-type]


def _context(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> PlaceContext:
    return gazetteer.context([place for sentence in sentences for place in gazetteer.find(sentence)])


def _where(names: Sequence[str], context: PlaceContext, gazetteer: Gazetteer) -> Where:
    if not names:
        return Where(name=None)
    mention = PlaceMention(
        begin=0,
        end=len(names),
        names=tuple(names),
        kinds=("",) * len(names),
        spans=tuple((n, n + 1) for n in range(len(names))),
        relation="in",
        wording=", ".join(names),
    )
    return gazetteer.resolve(mention, context)


def _perpetrators(told: Sequence[Sequence[str]], span: Span, registry: Registry) -> Iterator[Perpetrator]:
    for name, responsibility in told:
        actor = registry.resolve(name)
        said = "accused" if responsibility == "any" else responsibility
        yield Perpetrator(
            name=name,
            kind="group",
            responsibility=said,  # type: ignore[arg-type]
            span=span,
            actor=actor.id if actor else None,
        )


def _target(name: str, span: Span) -> Target:
    return Target(name=name, kind="object", group="unknown", effect="unknown", span=span)


def _casualty(told: Sequence[Any], span: Span) -> Casualty:
    effect, group, low, high, role = told
    count = Count(low=low, high=high)
    said = () if role in (None, "any") else (Party(name=role, role=role),)
    return Casualty(effect=effect, group=group, count=count, span=span, attribution=said)


def read_gold(data: Path, stories: str, limit: int | None = None) -> tuple[list[Coding], dict[str, str]]:
    """The gold of all documents as codings, and the report of each gold key."""
    codings, keys = [], {}
    for document in islice(articles(data, stories), limit):
        path = data / "gold" / f"{Path(document.source).stem}.json"
        coding, of_one = gold_coding(document, json.loads(path.read_text(encoding="utf-8")))
        codings.append(coding)
        keys.update(of_one)
    return codings, keys


def facts_in(codings: Sequence[Coding]) -> list[ReportFacts]:
    """The facts of all reports, those of copies with the same group."""
    originals = copies(list(codings))
    return [
        facts_of(report, each.document, originals.get(each.document.id, each.document.id))
        for each in codings
        for report in each.reports
    ]


def wrong_pairs(linkage: Linkage, keys: Mapping[str, str], merges: Json) -> Iterator[str]:
    """Pairs of gold keys kept apart or put together wrongly, with what was proposed or linked between them."""
    home = {report: cluster.id for cluster in linkage.clusters for report in cluster.reports}
    asked = {(each.left, each.right): each for each in (*linkage.links, *linkage.proposals)}
    group = {key: n for n, each in enumerate(merges["same"]) for key in each}
    for one, other in combinations(sorted(keys), 2):
        same = one in group and group[one] == group.get(other)
        if same != (home[keys[one]] == home[keys[other]]):
            link_of = asked.get((min(keys[one], keys[other]), max(keys[one], keys[other])))
            why = f"{link_of.weight}: {'; '.join(link_of.reasons)}" if link_of else "far below review"
            yield f"{'kept apart' if same else 'put together'}: {one} {other} {why}"


def main() -> None:
    """Measure, print, write bench/out/merging.json."""
    parser = argparse.ArgumentParser(description="Score linkage alone, on the gold incidents.")
    parser.add_argument("--data", type=Path, default=ROOT / "examples")
    parser.add_argument("--stories", choices=("all", "open", "validation"), default="all")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    codings, keys = read_gold(options.data, options.stories)
    facts = facts_in(codings)
    merges = merges_among(
        options.data / "gold" / "merges.json", {Path(each.document.source).stem for each in codings}
    )
    linkage = link(facts, {}, (), ancestors(facts))
    scores = score_merges(merges or {"same": []}, keys, [each.reports for each in linkage.clusters])
    result = {"documents": len(codings), "reports": len(facts), "merges of gold reports": scores}
    print_table("merging", result)
    write_result("merging", result)
    for line in islice(wrong_pairs(linkage, keys, merges or {"same": []}), options.errors):
        print(line)


if __name__ == "__main__":
    main()
