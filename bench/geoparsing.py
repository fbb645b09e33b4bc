"""How well places are found and resolved on LGL and GeoVirus: toponyms, points given the toponym, both together.

    python -m bench.geoparsing [--data DIR] and the options of all benchmarks

DIR holds `lgl.jsonl` and `geovirus.jsonl`, or one of them. A toponym is found when a name overlaps it (`toponyms`),
or has the same characters (`toponyms, exact`). `given`: each gold toponym is resolved in its document's context,
right within 10 km, within 161 km (100 miles); an unresolved one counts as 20,000 km. `end to end`: found by
overlap, and its point within 161 km. Demonyms ("Syrian"), which LGL marks and we do not take for places, are left
out of all but `given, with demonyms`, where each stands for its country. Names that the gold marks without a point
are neither right nor wrong. All extractors find places alike. --predictions writes the corpus's key `toponyms`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.bootstrap import f1_interval, share_interval
from bench.errors import Case
from bench.extractor import sentences_of
from bench.options import SHARED, finish, read_lines, read_options
from bench.scoring import rates
from corroborate.language.sentences import Sentence, split_sentences
from corroborate.places import Gazetteer, PlaceContext, PlaceMention, open_gazetteer
from corroborate.places.geometry import distance_km
from corroborate.places.spelling import key_of

CORPORA = ("lgl", "geovirus")
WITHIN, EXACT, UNRESOLVED = 161.0, 10.0, 20_000.0
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name found in the text, and the point it was resolved to; None where there is none."""

    span: Span
    mention: PlaceMention
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One document: what was found, the gold's toponyms with what each is found by, kilometres when given.

    `hits` holds for each gold toponym the number of a found name that overlaps it, or None.
    """

    record: Mapping[str, Any]
    found: tuple[Named, ...]
    hits: tuple[int | None, ...]
    demonyms: tuple[bool, ...]
    errors: tuple[float, ...]

    @property
    def golds(self) -> list[tuple[Mapping[str, Any], int | None, float]]:
        """Toponyms that are no demonyms, with what each is found by and its error when given."""
        every = zip(self.record["toponyms"], self.hits, self.errors, self.demonyms, strict=True)
        return [(gold, hit, error) for gold, hit, error, is_demonym in every if not is_demonym]


def judge(record: Mapping[str, Any], gazetteer: Gazetteer) -> Judged:
    """One document read, its gold toponyms looked for and resolved."""
    sentences = sentences_of(record["text"])
    mentions = [(s, m) for s in sentences for m in gazetteer.find(s)]
    golds = record["toponyms"]
    names = {key_of(m.names[0]) for _, m in mentions}
    bare = [bare_mention(gold["phrase"]) for gold in golds]
    hints = [hint for sentence in sentences for hint in gazetteer.hints(sentence)]
    found = tuple(names_in(mentions, gazetteer, gazetteer.context((m for _, m in mentions), hints=hints)))
    given = gazetteer.context(
        [*(m for _, m in mentions), *(b for b in bare if key_of(b.names[0]) not in names)], hints=hints
    )
    return Judged(
        record=record,
        found=found,
        hits=tuple(_hit(gold, found) for gold in golds),
        demonyms=tuple(bool(countries_of(gold["phrase"], gazetteer)) for gold in golds),
        errors=tuple(error_given(gold, found, gazetteer, given) for gold in golds),
    )


def names_in(
    mentions: Sequence[tuple[Sentence, PlaceMention]], gazetteer: Gazetteer, context: PlaceContext
) -> list[Named]:
    """All names, those of what holds a place among them, in the order of the text."""
    found: dict[Span, Named] = {}
    for sentence, mention in mentions:
        part: PlaceMention | None = mention.holder() if is_left_out(mention) else mention
        while part is not None:
            begin, end = part.spans[0]
            span = (sentence.starts[begin], sentence.ends[end - 1])
            if span not in found:
                point = point_of(part, gazetteer, context)
                found[span] = Named(span=span, mention=part, point=point)
            part = part.holder()
    return [found[span] for span in sorted(found)]


def is_left_out(mention: PlaceMention) -> bool:
    """Whether a mention is no name of a place by itself: "the capital", or what only "at" leads to."""
    return mention.assumed or mention.kinds[0].startswith("capital")


def point_of(
    mention: PlaceMention, gazetteer: Gazetteer, context: PlaceContext
) -> tuple[float, float] | None:
    """The point a mention is resolved to."""
    where = gazetteer.resolve(mention, context)
    if where.latitude is None or where.longitude is None:
        return None
    return where.latitude, where.longitude


def _hit(gold: Mapping[str, Any], found: Sequence[Named]) -> int | None:
    """The found name that overlaps a gold toponym, one with the same characters first."""
    over = [n for n, each in enumerate(found) if each.span[0] < gold["end"] and gold["start"] < each.span[1]]
    same = [n for n in over if found[n].span == (gold["start"], gold["end"])]
    return (same or over or [None])[0]


def error_given(
    gold: Mapping[str, Any], found: Sequence[Named], gazetteer: Gazetteer, context: PlaceContext
) -> float:
    """Kilometres from the gold's point when the toponym is given, with what the text says of it there or elsewhere."""
    bare = bare_mention(gold["phrase"])
    own = [each for each in found if each.span == (gold["start"], gold["end"])]
    alike = [each for each in found if key_of(each.mention.names[0]) == key_of(bare.names[0])]
    countries = countries_of(gold["phrase"], gazetteer)
    if countries:
        mention = bare_mention(gazetteer.country_name(countries[0]))
    else:
        mention = replace((own or alike)[0].mention, relation="in") if own or alike else bare
    return _distance(point_of(mention, gazetteer, context), gold)


def _distance(point: tuple[float, float] | None, gold: Mapping[str, Any]) -> float:
    return UNRESOLVED if point is None else distance_km(*point, gold["lat"], gold["lon"])


def bare_mention(phrase: str) -> PlaceMention:
    """A name of which the text says nothing more."""
    return PlaceMention(
        begin=0, end=1, names=(phrase,), kinds=("",), spans=((0, 1),), relation="in", wording=phrase
    )


def countries_of(phrase: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The countries that a demonym hints at; none for a name of a place."""
    return tuple(gazetteer.hints(split_sentences(phrase)[0])) if phrase.strip() else ()


def spurious(judged: Judged) -> list[Named]:
    """Names found where the gold marks none, with or without a point."""
    marked = [*judged.record["toponyms"], *judged.record.get("unlocated", ())]
    return [
        each
        for each in judged.found
        if not any(each.span[0] < gold["end"] and gold["start"] < each.span[1] for gold in marked)
    ]


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """Recognition, resolution given the toponym, and both; F1s with intervals over documents."""
    rows = {
        name: [counts(each)[name] for each in judged]
        for name in ("toponyms", "toponyms, exact", "end to end")
    }
    out: dict[str, Any] = {"documents": len(judged)}
    for name, each in rows.items():
        hits, predicted, gold = (sum(column) for column in zip(*each, strict=True)) if each else (0, 0, 0)
        out[name] = {**rates(hits, predicted, gold), "interval": f1_interval(each)}
    out["given"] = _given([[error for *_, error in each.golds] for each in judged])
    out["given, with demonyms"] = _given([list(each.errors) for each in judged])
    out["demonyms left out"] = sum(sum(each.demonyms) for each in judged)
    return out


def counts(judged: Judged) -> dict[str, tuple[int, int, int]]:
    """Hits, found and gold of one document, for each measure of names."""
    golds, missed_gold = judged.golds, len(spurious(judged))
    hit = [(gold, judged.found[n]) for gold, n, _ in golds if n is not None]
    predicted = len(hit) + missed_gold
    same = sum(each.span == (gold["start"], gold["end"]) for gold, each in hit)
    near = sum(_distance(each.point, gold) <= WITHIN for gold, each in hit)
    names = ("toponyms", "toponyms, exact", "end to end")
    return {name: (n, predicted, len(golds)) for name, n in zip(names, (len(hit), same, near), strict=True)}


def _given(by_document: Sequence[Sequence[float]]) -> dict[str, Any]:
    errors = [error for each in by_document for error in each]
    near, exact = (sum(error <= limit for error in errors) for limit in (WITHIN, EXACT))
    share = 100 / max(1, len(errors))
    return {
        "within 161 km": round(near * share, 1),
        "interval": share_interval([(sum(e <= WITHIN for e in each), len(each)) for each in by_document]),
        "within 10 km": round(exact * share, 1),
        "median km": round(statistics.median(errors), 1) if errors else None,
        "unresolved": sum(error == UNRESOLVED for error in errors),
        "of": len(errors),
    }


def cases(judged: Sequence[Judged]) -> Iterator[Case]:
    """Names missed, names too many, points that are wrong."""
    for each in judged:
        for gold, hit, error in each.golds:
            span = (gold["start"], gold["end"])
            said = f"{gold['phrase']} ({gold['lat']:.2f}, {gold['lon']:.2f})"
            if hit is None:
                yield _case("name missed", each.record, (said, "-"), (span, None))
            elif error > WITHIN:
                point = each.found[hit].point
                told = f"{error:,.0f} km away when given; in the text {point}"
                yield _case("point wrong", each.record, (said, told), (span, each.found[hit].span))
        for name in spurious(each):
            said = each.record["text"][slice(*name.span)]
            yield _case("name too many", each.record, ("-", said), (None, name.span))


def _case(
    kind: str, record: Mapping[str, Any], both: tuple[str, str], spans: tuple[Span | None, Span | None]
) -> Case:
    """A case with the stretch of text around it, so that the page stays small."""
    known = [span for span in spans if span]
    begin = max(0, min(start for start, _ in known) - 160)
    text = record["text"][begin : max(end for _, end in known) + 160]
    moved = [((span[0] - begin, span[1] - begin),) if span else () for span in spans]
    return Case(
        kind=kind,
        id=record["id"],
        text=text,
        gold=both[0],
        found=both[1],
        gold_spans=moved[0],
        found_spans=moved[1],
    )


def prediction(judged: Judged) -> dict[str, Any]:
    """The toponyms found in a document, under the corpus's keys."""
    text = judged.record["text"]
    toponyms = []
    for each in judged.found:
        start, end = each.span
        lat, lon = each.point or (None, None)
        toponyms.append({"start": start, "end": end, "phrase": text[start:end], "lat": lat, "lon": lon})
    return {"id": judged.record["id"], "toponyms": toponyms}


def main() -> None:
    """Measure, print, write bench/out/geoparsing.json."""
    options = read_options("Score names of places and their points.", SHARED / "geoparsing")
    gazetteer = open_gazetteer()
    result: dict[str, Any] = {}
    every: list[Judged] = []
    for corpus in CORPORA:
        path = options.data / f"{corpus}.jsonl"
        if path.exists():
            began = time.process_time()
            judged = [judge(record, gazetteer) for record in read_lines(path, options)]
            words = sum(len(each.record["text"].split()) for each in judged)
            result[corpus] = measure(judged)
            result[corpus]["words per second"] = round(words / (time.process_time() - began))
            every += judged
    if not result:
        sys.exit(f"{options.data}: neither lgl.jsonl nor geovirus.jsonl there; give their folder with --data")
    flat = {f"{corpus}: {name}": value for corpus, each in result.items() for name, value in each.items()}
    finish("geoparsing", options, flat, map(prediction, every), cases(every))


if __name__ == "__main__":
    main()
