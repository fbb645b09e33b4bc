"""Who says what, against PolNeAR: heads of sources, cues, and the words of contents.

    python -m bench.polnear [--data DIR] [--part dev] and the options of all benchmarks

A found utterance and a gold attribution are paired one to one where their cues overlap, the ones with most content
in common first. `cue`: how many are paired. `source head`: paired, and the noun that both sources turn on is the
same word of the text (bench/heads.py). `content tokens`: words of paired contents that both have, against all words
found and wanted. `source` and `content` are right where they share half of all their characters. Attributions
without a cue are left out. --predictions writes articles with the corpus's key `attributions`.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.bootstrap import f1_interval
from bench.errors import Case
from bench.extractor import extractor
from bench.heads import head_of
from bench.options import SHARED, finish, read_lines, read_options
from bench.scoring import rates
from corroborate.language.speech import Utterance

Span = tuple[int, int]
Spans = tuple[Span, ...]
MEASURES = ("cue", "source head", "content tokens", "source", "content")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says what in characters of the text; parts that are not there are empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One article, what was found and what the gold has, and which of them are one (by their places)."""

    id: str
    text: str
    found: tuple[Said, ...]
    gold: tuple[Said, ...]
    pairs: tuple[tuple[int, int], ...]


def judge(article: Mapping[str, Any], utterances: Callable[[str], list[Utterance]]) -> Judged:
    """One article read and paired."""
    text = article["text"]
    found = tuple(one_by_cue(said_of(each) for each in utterances(text)))
    gold = tuple(gold_of(each) for each in article["attributions"] if each["cue"])
    return Judged(id=article["id"], text=text, found=found, gold=gold, pairs=tuple(pair(found, gold)))


def said_of(utterance: Utterance) -> Said:
    """An utterance with what stands inside its content cut out: the cue and the source."""
    source = (utterance.source,) if utterance.source else ()
    content = [(utterance.start, utterance.end)]
    for hole in (utterance.cue, *source):
        content = [piece for start, end in content for piece in _without(start, end, hole)]
    return Said(source=source, cue=(utterance.cue,), content=tuple(content))


def one_by_cue(found: Iterable[Said]) -> Iterator[Said]:
    """What one cue reports as one attribution, as in the corpus: a quotation goes on after `…,” she said.`"""
    held: dict[Spans, Said] = {}
    for each in found:
        before = held.get(each.cue, each)
        held[each.cue] = replace(each, content=tuple(sorted({*before.content, *each.content})))
    yield from held.values()


def _without(start: int, end: int, hole: Span) -> Iterator[Span]:
    if hole[1] <= start or end <= hole[0]:
        yield start, end
        return
    if start < hole[0]:
        yield start, hole[0]
    if hole[1] < end:
        yield hole[1], end


def gold_of(attribution: Mapping[str, Any]) -> Said:
    """An attribution of the corpus."""
    source, cue, content = (
        tuple((start, end) for start, end in attribution[part]) for part in ("source", "cue", "content")
    )
    return Said(source=source, cue=cue, content=content)


def characters(spans: Spans) -> set[int]:
    """The offsets that spans hold."""
    return {at for start, end in spans for at in range(start, end)}


def is_alike(found: Spans, gold: Spans) -> bool:
    """Whether half of what either holds is held by both; also where there is nothing on both sides."""
    one, other = characters(found), characters(gold)
    return len(one & other) >= 0.5 * len(one | other)


def pair(found: Sequence[Said], gold: Sequence[Said]) -> list[tuple[int, int]]:
    """Found and gold, one to one, whose cues overlap; those with most content in common first."""
    options = []
    for j, other in enumerate(gold):
        wanted = characters(other.content)
        for i, one in enumerate(found):
            if any(a < end and start < b for a, b in one.cue for start, end in other.cue):
                options.append((-len(characters(one.content) & wanted), i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(options):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return pairs


def tokens(text: str, spans: Spans) -> set[int]:
    """The words of spans, each by where it begins."""
    return {start + word.start() for start, end in spans for word in _WORD.finditer(text[start:end])}


def tally(judged: Judged) -> Counter[str]:
    """What one article counts for each measure: `NAME tp`, `NAME pred`, `NAME gold`."""
    text, counts = judged.text, Counter[str]()
    both = [(judged.found[i], judged.gold[j]) for i, j in judged.pairs]
    for name in ("cue", "source", "content"):
        counts[f"{name} pred"], counts[f"{name} gold"] = len(judged.found), len(judged.gold)
    counts["cue tp"] = len(both)
    counts["source tp"] = sum(is_alike(one.source, other.source) for one, other in both)
    counts["content tp"] = sum(is_alike(one.content, other.content) for one, other in both)
    counts["source head pred"] = sum(bool(each.source) for each in judged.found)
    counts["source head gold"] = sum(bool(each.source) for each in judged.gold)
    counts["source head tp"] = sum(is_same_head(text, one.source, other.source) for one, other in both)
    counts["content tokens pred"] = sum(len(tokens(text, each.content)) for each in judged.found)
    counts["content tokens gold"] = sum(len(tokens(text, each.content)) for each in judged.gold)
    counts["content tokens tp"] = sum(
        len(tokens(text, one.content) & tokens(text, other.content)) for one, other in both
    )
    return counts


def is_same_head(text: str, found: Spans, gold: Spans) -> bool:
    """Whether two sources turn on the same word of the text; not where either is not there."""
    return bool(found and gold) and head_of(text, found) == head_of(text, gold)


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """All measures, each with its interval over articles; heads of sources also among paired attributions."""
    tallies = [tally(each) for each in judged]
    result: dict[str, Any] = {"articles": len(judged)}
    for name in MEASURES:
        rows = [(each[f"{name} tp"], each[f"{name} pred"], each[f"{name} gold"]) for each in tallies]
        hits, predicted, gold = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0)
        result[name] = {**rates(hits, predicted, gold), "interval": f1_interval(rows)}
    pairs = sum(len(each.pairs) for each in judged)
    right = sum(each["source tp"] for each in tallies)
    result["source, cue given"] = {"accuracy": round(100 * right / max(pairs, 1), 1), "of": pairs}
    return result


def cases(judged: Sequence[Judged]) -> Iterator[Case]:
    """Attributions that were missed, found where there is none, or found with another source or content."""
    for each in judged:
        for i, j in each.pairs:
            one, other = each.found[i], each.gold[j]
            if not is_alike(one.source, other.source):
                yield _case("source", each, (one.source, other.source))
            elif not is_alike(one.content, other.content):
                yield _case("content", each, (one.content, other.content))
        for i in sorted(set(range(len(each.found))) - {i for i, _ in each.pairs}):
            yield _case("cue: too many", each, (each.found[i].cue, ()))
        for j in sorted(set(range(len(each.gold))) - {j for _, j in each.pairs}):
            yield _case("cue: missed", each, ((), each.gold[j].cue))


def _case(kind: str, judged: Judged, both: tuple[Spans, Spans]) -> Case:
    """A case with the stretch of text around its spans, so that the page stays small."""
    found, gold = both
    ends = [at for span in (*found, *gold) for at in span]
    begin, end = max(0, min(ends) - 200), max(ends) + 200
    shifted = [tuple((a - begin, b - begin) for a, b in spans) for spans in (found, gold)]
    said = [" … ".join(judged.text[a:b] for a, b in spans) or "-" for spans in (found, gold)]
    return Case(
        kind=kind,
        id=judged.id,
        text=judged.text[begin:end],
        gold=said[1],
        found=said[0],
        gold_spans=shifted[1],
        found_spans=shifted[0],
    )


def prediction(judged: Judged) -> dict[str, Any]:
    """An article's attributions under the corpus's keys."""
    told = [
        {"source": list(each.source), "cue": list(each.cue), "content": list(each.content)}
        for each in judged.found
    ]
    return {"id": judged.id, "attributions": told}


def _more(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--part", choices=("train", "dev"), help="a part of the corpus; all unless told")


def main() -> None:
    """Measure, print, write bench/out/polnear.json (polnear-PART.json for a part)."""
    options = read_options("Score who says what.", SHARED / "polnear", ("articles.jsonl",), _more)
    chosen, part = extractor(options.extractor), options.more.part
    articles = [
        each
        for each in read_lines(options.data / "articles.jsonl", options)
        if part in (None, each.get("part"))
    ]
    began = time.process_time()
    utterances = [chosen.utterances(each["text"]) for each in articles]
    seconds = time.process_time() - began
    words = sum(len(each["text"].split()) for each in articles)
    judged = [
        judge(each, lambda _, heard=heard: heard)  # type: ignore[misc]
        for each, heard in zip(articles, utterances, strict=True)
    ]
    result = {**measure(judged), "words per second": round(words / max(seconds, 1e-9))}
    name = f"polnear-{part}" if part else "polnear"
    finish(name, options, result, map(prediction, judged), cases(judged))


if __name__ == "__main__":
    main()
