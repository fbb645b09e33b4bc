"""Who says what, against PolNeAR: precision and recall of sources, cues and contents, in characters and whole.

    python -m bench.polnear [--data DIR] [--part dev] [--limit N] [--errors N]

A found utterance and a gold attribution are one where their cues overlap; a gold attribution is *found*
then, and its source or content is right where at least half of the union of the two spans is shared.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import ROOT, print_table, write_result
from bench.scoring import rates
from corroborate.language.sentences import split_sentences
from corroborate.language.speech import Utterance, find_utterances

Spans = list[list[int]]


def articles(data: Path, part: str | None) -> Iterator[dict[str, Any]]:
    with (data / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if part is None or article.get("part") == part:
                yield article


def characters(spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def same(found: set[int], gold: set[int]) -> bool:
    if not found and not gold:
        return True
    return len(found & gold) >= 0.5 * len(found | gold)


def pair(found: list[Utterance], gold: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Utterance and attribution, one to one, whose cues overlap; the nearest content where several do."""
    options = []
    for i, one in enumerate(found):
        for j, other in enumerate(gold):
            if any(one.cue[0] < end and start < one.cue[1] for start, end in other["cue"]):
                inside = characters(other["content"])
                options.append((-len(inside & set(range(one.start, one.end))), i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(options):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return pairs


def score(article: dict[str, Any], tally: Counter[str], errors: list[str]) -> None:
    text = article["text"]
    found = find_utterances(split_sentences(text))
    gold = [one for one in article["attributions"] if one["cue"]]
    tally["found"] += len(found)
    tally["gold"] += len(gold)
    for i, j in pair(found, gold):
        one, other = found[i], gold[j]
        source = set(range(*one.source)) if one.source else set()
        cue = set(range(*one.cue))
        content = set(range(one.start, one.end)) - source - cue
        wanted_source, wanted = characters(other["source"]), characters(other["content"])
        tally["cue"] += 1
        tally["source"] += same(source, wanted_source)
        tally["content"] += same(content, wanted - wanted_source - cue)
        tally["shared"] += len(content & wanted)
        tally["said"] += len(content)
        tally["wanted"] += len(wanted)
        if not same(source, wanted_source):
            errors.append(
                f"source {quote(text, source)!r} not {quote(text, wanted_source)!r}: {line(text, one.cue[0])}"
            )
        elif not same(content, wanted):
            errors.append(
                f"content {quote(text, content)!r} not {quote(text, wanted)!r}: {line(text, one.cue[0])}"
            )
    paired = {i for i, _ in pair(found, gold)}
    for i, one in enumerate(found):
        if i not in paired:
            errors.append(f"spurious {text[slice(*one.cue)]!r}: {line(text, one.cue[0])}")
    matched = {j for _, j in pair(found, gold)}
    for j, other in enumerate(gold):
        if j not in matched:
            errors.append(
                f"missed {quote(text, characters(other['cue']))!r}: {line(text, other['cue'][0][0])}"
            )


def quote(text: str, at: set[int]) -> str:
    return text[min(at) : max(at) + 1][:110] if at else ""


def line(text: str, at: int) -> str:
    return text[max(0, at - 130) : at + 130].replace("\n", " / ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data/polnear")
    parser.add_argument("--part", choices=("train", "dev"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--errors", type=int, default=0, help="print every Nth error")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    errors: list[str] = []
    chosen = list(articles(options.data, options.part))[: options.limit]
    for article in chosen:
        score(article, tally, errors)
    result: dict[str, Any] = {
        name: rates(tally[name], tally["found"], tally["gold"]) for name in ("source", "cue", "content")
    }
    result["content characters"] = rates(tally["shared"], tally["said"], tally["wanted"])
    result["words a second"] = round(speed(chosen))
    print_table("polnear", {"articles": len(chosen), **result})
    write_result("polnear", result)
    for error in errors[:: options.errors] if options.errors else ():
        print(error)


def speed(chosen: list[dict[str, Any]]) -> float:
    split = [split_sentences(article["text"]) for article in chosen]
    began = time.perf_counter()
    for sentences in split:
        find_utterances(sentences)
    return sum(len(s) for sentences in split for s in sentences) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
