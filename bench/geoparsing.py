"""How well places are found and resolved on LGL and GeoVirus: toponyms, distance given the toponym, end to end.

Run `python -m bench.geoparsing [--data DIR] [--limit N] [--misses N]`; DIR holds `lgl.jsonl` and
`geovirus.jsonl`. A toponym counts as found when a name overlaps it; a point as right within 161 km.
Demonyms ("Syrian"), which LGL marks and we do not take for places, are counted apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import ROOT, print_table, write_result
from corroborate.language.sentences import Sentence, split_sentences
from corroborate.places import Gazetteer, PlaceMention, open_gazetteer
from corroborate.places.geometry import distance_km
from corroborate.places.spelling import key_of

WITHIN = 161.0


def main() -> None:
    """Measure, print a line of figures a corpus, write bench/out/geoparsing.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data/geoparsing")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--misses", type=int, default=0, help="list the commonest mistakes")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    result = {}
    for name in ("lgl", "geovirus"):
        with (options.data / f"{name}.jsonl").open(encoding="utf-8") as lines:
            documents = [json.loads(line) for line in lines][: options.limit]
        result[name] = measure(gazetteer, documents, options.misses)
    print_table("geoparsing", result)
    write_result("geoparsing", result)


def measure(gazetteer: Gazetteer, documents: list[dict[str, Any]], misses: int) -> dict[str, float]:
    """Precision, recall and F of toponyms; accuracy and median error of points; both together."""
    counts: Counter[str] = Counter()
    errors: list[float] = []
    missed: Counter[str] = Counter()
    words, seconds = 0, 0.0
    for document in documents:
        sentences = split_sentences(document["text"])
        begun = time.perf_counter()
        mentions = [(s, m) for s in sentences for m in gazetteer.find(s)]
        seconds += time.perf_counter() - begun
        words += sum(len(s) for s in sentences)
        found = _toponyms(gazetteer, mentions)
        _compare(document, found, gazetteer, (counts, missed))
        errors += _given(gazetteer, document, [m for _, m in mentions])
    if misses:
        for mistake, n in missed.most_common(misses):
            print("  ", n, mistake)
    return _figures(counts, errors) | {"words_per_second": round(words / max(seconds, 1e-9))}


def _toponyms(
    gazetteer: Gazetteer, mentions: list[tuple[Sentence, PlaceMention]]
) -> list[tuple[int, int, Any]]:
    """Character spans of all names, each with the point it was resolved to."""
    context = gazetteer.context(m for _, m in mentions)
    found = {}
    for sentence, mention in mentions:
        part: PlaceMention | None = mention
        while part is not None:
            begin, end = part.spans[0]
            where = gazetteer.resolve(part, context)
            point = None if where.latitude is None else (where.latitude, where.longitude)
            found.setdefault((sentence.starts[begin], sentence.ends[end - 1]), point)
            part = part.holder()
    return [(*span, point) for span, point in sorted(found.items())]


def _compare(
    document: dict[str, Any], found: list[tuple[int, int, Any]], gazetteer: Gazetteer, into: Any
) -> None:
    counts, missed = into
    used = set()
    for gold in document["toponyms"]:
        hit = next((f for f in found if f[0] < gold["end"] and gold["start"] < f[1]), None)
        if hit is None:
            kind = "demonym" if _is_demonym(gazetteer, gold["phrase"]) else "missed"
            counts[kind] += 1
            missed[f"missed {gold['phrase']}"] += kind == "missed"
            continue
        used.add(hit[:2])
        counts["found"] += 1
        point = hit[2]
        right = point is not None and distance_km(*point, gold["lat"], gold["lon"]) <= WITHIN
        counts["right"] += right
        if not right:
            missed[f"wrong {gold['phrase']} -> {point} not {gold['lat']:.1f} {gold['lon']:.1f}"] += 1
    unlocated = [(u["start"], u["end"]) for u in document.get("unlocated", ())]
    for begin, end, _ in found:
        if (begin, end) not in used and not any(b < end and begin < e for b, e in unlocated):
            gold_overlap = any(g["start"] < end and begin < g["end"] for g in document["toponyms"])
            counts["spurious"] += not gold_overlap
            missed[f"spurious {document['text'][begin:end]}"] += not gold_overlap


def _given(gazetteer: Gazetteer, document: dict[str, Any], mentions: list[PlaceMention]) -> list[float]:
    """Kilometres of error for each toponym when the toponym itself is given."""
    gold = [_bare(toponym["phrase"]) for toponym in document["toponyms"]]
    by_name = {key_of(m.names[0]): m for m in mentions}
    context = gazetteer.context([*mentions, *(g for g in gold if key_of(g.names[0]) not in by_name)])
    errors = []
    for toponym, bare in zip(document["toponyms"], gold, strict=True):
        if _is_demonym(gazetteer, toponym["phrase"]):
            continue
        mention = by_name.get(key_of(bare.names[0]))
        where = gazetteer.resolve(replace(mention, relation="in") if mention else bare, context)
        if where.latitude is None or where.longitude is None:
            errors.append(20_000.0)
        else:
            errors.append(distance_km(where.latitude, where.longitude, toponym["lat"], toponym["lon"]))
    return errors


def _bare(phrase: str) -> PlaceMention:
    return PlaceMention(
        begin=0, end=1, names=(phrase,), kinds=("",), spans=((0, 1),), relation="in", wording=phrase
    )


def _is_demonym(gazetteer: Gazetteer, phrase: str) -> bool:
    return bool(gazetteer.hints(split_sentences(phrase)[0])) if phrase.strip() else False


def _figures(counts: Counter[str], errors: list[float]) -> dict[str, float]:
    precision = counts["found"] / max(1, counts["found"] + counts["spurious"])
    recall = counts["found"] / max(1, counts["found"] + counts["missed"])
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "demonyms_left_out": counts["demonym"],
        "given_within_161km": round(sum(e <= WITHIN for e in errors) / max(1, len(errors)), 3),
        "given_median_km": round(statistics.median(errors), 1) if errors else 0.0,
        "end_to_end": round(counts["right"] / max(1, counts["found"] + counts["missed"]), 3),
    }


if __name__ == "__main__":
    main()
