"""Who fights whom, where, with what and how many, in the wording of governments, against RE3D.

    python -m bench.re3d [--data DIR] and the options of all benchmarks

DIR holds documents.jsonl. Entities and relations of a confidence below 0.5 are left out: the crowd rejected them.

Of the reading (the same for every extractor): `organisations` and `places` that are names, against actors and
places found, by the place of their heads; `dates` (Temporal) and `figures` (Quantity, but for "a") by overlap.
Of the coding: `actions`, sentences with a FightingAgainst, against sentences that tell of an incident with
violence; `against`, its pairs (who, whom), against perpetrators and targets; `located`, CoLocated with a Location,
against whom and what a report has at its place; `counted`, HasAttrOf with a Quantity, against the figures of
targets and casualties from two on; `weapons` (Weapon, MilitaryPlatform), by head, once a document. Things are one where
IsSynonymOf says so or their words are the same; relations of a pronoun that nothing explains are left out.
FightingAgainst also holds of enmity without any deed ("the campaign to defeat …"), so that recall stays low.

Not covered: BelongsTo, InChargeOf, CommWith, AlliesOf, Likes, Dislikes, Apart, HasAttrOf other than numbers;
persons, money, vehicles, documents, frequencies.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.bootstrap import f1_interval
from bench.errors import Case
from bench.extractor import extractor
from bench.fillers import Filler, is_filler
from bench.heads import head_of, head_word
from bench.muc4.pairing import best_pairs
from bench.options import SHARED, finish, read_lines, read_options
from bench.re3d_gold import CODED, FEW, MENTIONS, Pair, Span, Told, figure_of, gold_of
from bench.scoring import rates
from bench.wikievents import ATTACKS
from corroborate.extraction import default_tools, extract, read_closely
from corroborate.language.sentences import split_sentences
from corroborate.model import Coding, Document, Report, content_id

VIOLENT = ATTACKS | {
    "government_regains_territory", "non_state_actor_overtakes_territory", "looting_property_destruction",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One document of the corpus and what was found in it."""

    record: Mapping[str, Any]
    found: Told
    gold: Told


def judge(record: Mapping[str, Any], code: Callable[[Document], Coding] = extract) -> Judged:
    """One document read and coded, and both sides in the same terms."""
    text = record["text"]
    document = Document(id=content_id(text.encode()), source=record["id"], text=text, language="en")
    starts = [said.start for said in split_sentences(text)]
    coding = code(document)
    found = Told(
        mentions=mentions_read(document),
        actions=frozenset(
            bisect_right(starts, span.start)
            for report in coding.reports
            if report.type in VIOLENT
            for span in report.evidence
        ),
        pairs=pairs_coded(coding.reports),
    )
    return Judged(record=record, found=found, gold=gold_of(record, starts))


def mentions_read(document: Document) -> dict[str, tuple[Span, ...]]:
    """Actors, places, dates and numbers that reading finds, as spans of the text."""
    passage = read_closely(document, default_tools())
    kinds: dict[str, Sequence[Sequence[Any]]] = {
        "organisations": passage.actors,
        "places": passage.places,
        "dates": passage.dates,
        "figures": passage.counts,
    }
    return {
        kind: tuple(
            (said.starts[each.begin], said.ends[each.end - 1])
            for said, here in zip(passage.sentences, found, strict=True)
            for each in here
        )
        for kind, found in kinds.items()
    }


def pairs_coded(reports: Iterable[Report]) -> dict[str, tuple[Pair, ...]]:
    """What the reports say of whom against whom, who where, how many of what, and with what (a pair of one)."""
    found: dict[str, dict[tuple[str, str], Pair]] = {kind: {} for kind in CODED[1:]}

    def say(kind: str, one: Filler, other: Filler) -> None:
        found[kind].setdefault((one[0].lower(), other[0].lower()), (one, other))

    for report in reports:
        who = [(each.name, each.span.quote) for each in report.perpetrators]
        whom = [(each.name, each.span.quote) for each in report.targets]
        weapons = [(each.name, each.span.quote) for each in report.weapons]
        hurt = [(each.count.wording or "", each.span.quote) for each in report.casualties]
        for one, other in product(who, whom):
            say("against", one, other)
        for one in (*who, *whom, *weapons) if report.where.name else ():
            say("located", one, (report.where.wording or "", report.where.name or ""))
        counts = [*(each.count for each in report.targets), *(each.count for each in report.casualties)]
        for one, count in zip([*whom, *hurt], counts, strict=True):
            if (figure := figure_of(count)) not in FEW:
                say("counted", one, (figure,))
        for weapon in weapons:
            say("weapons", (head_word(weapon[0]),), ("",))
    return {kind: tuple(each.values()) for kind, each in found.items()}


def mentions_paired(text: str, kind: str, both: tuple[Sequence[Span], Sequence[Span]]) -> list[Span]:
    """The places in both lists of mentions that are one: names by their heads, dates and numbers by overlap."""
    found, gold = both
    if kind in ("dates", "figures"):
        return best_pairs([[float(a < end and start < b) for start, end in gold] for a, b in found])
    heads = {head_of(text, (span,)): j for j, span in enumerate(gold)}
    pairs = {heads[at]: i for i, span in enumerate(found) if (at := head_of(text, (span,))) in heads}
    return [(i, j) for j, i in pairs.items()]


def coded_paired(found: Sequence[Pair], gold: Sequence[Pair]) -> list[tuple[int, int]]:
    """The places in both lists of pairs that are one: both of their things are."""
    return best_pairs(
        [
            [
                float(is_filler(one[0], other[0]) and (one[1] == other[1] or is_filler(one[1], other[1])))
                for other in gold
            ]
            for one in found
        ]
    )


def tally(judged: Judged) -> dict[str, tuple[int, int, int]]:
    """Hits, found and wanted of one document for every measure."""
    found, gold, text = judged.found, judged.gold, judged.record["text"]
    rows = {"actions": (len(found.actions & gold.actions), len(found.actions), len(gold.actions))}
    for kind in MENTIONS:
        spans = found.mentions[kind], gold.mentions[kind]
        rows[kind] = (len(mentions_paired(text, kind, spans)), len(spans[0]), len(spans[1]))
    for kind in CODED[1:]:
        pairs = found.pairs[kind], gold.pairs[kind]
        rows[kind] = (len(coded_paired(*pairs)), len(pairs[0]), len(pairs[1]))
    return rows


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """All measures, each with its interval over documents."""
    tallies = [tally(each) for each in judged]
    result: dict[str, Any] = {"documents": len(judged)}
    for name in (*MENTIONS, *CODED):
        rows = [each[name] for each in tallies]
        sums = [sum(column) for column in zip(*rows, strict=True)] or [0, 0, 0]
        result[name] = {**rates(*sums), "interval": f1_interval(rows)}
    return result


def cases(judged: Sequence[Judged]) -> Iterator[Case]:
    """Mentions and pairs that were missed or are too many, document by document."""
    for each in judged:
        for kind in MENTIONS:
            both = each.found.mentions[kind], each.gold.mentions[kind]
            pairs = mentions_paired(each.record["text"], kind, both)
            spare, lacking = (_unpaired(both[side], {pair[side] for pair in pairs}) for side in (0, 1))
            if spare or lacking:
                yield _case(kind, each, (lacking, spare), (tuple(spare), tuple(lacking)))
        for kind in CODED[1:]:
            told = each.found.pairs[kind], each.gold.pairs[kind]
            pairs = coded_paired(*told)
            spare, lacking = (_unpaired(told[side], {pair[side] for pair in pairs}) for side in (0, 1))
            if spare or lacking:
                yield _case(kind, each, (lacking, spare))


def _unpaired(items: Sequence[Any], paired: set[int]) -> list[Any]:
    return [item for n, item in enumerate(items) if n not in paired]


def _case(kind: str, judged: Judged, both: tuple[Any, Any], spans: tuple[Any, Any] = ((), ())) -> Case:
    text = judged.record["text"]
    gold, found = (
        "\n".join(text[slice(*each)] if isinstance(each[0], int) else str(each) for each in side) or "-"
        for side in both
    )
    return Case(
        kind=kind,
        id=judged.record["id"],
        text=text,
        gold=gold,
        found=found,
        found_spans=spans[0],
        gold_spans=spans[1],
    )


def prediction(judged: Judged) -> dict[str, Any]:
    """What was found in one document, under the corpus's keys; relations by words, for codings have no more."""
    text, types = judged.record["text"], ("Organisation", "Location", "Temporal", "Quantity")
    entities = [
        {"start": a, "end": b, "text": text[a:b], "type": type_}
        for kind, type_ in zip(MENTIONS, types, strict=True)
        for a, b in judged.found.mentions[kind]
    ]
    names = {"against": "FightingAgainst", "located": "CoLocated", "counted": "HasAttrOf"}
    relations = [
        {"type": name, "source": {"text": one[0]}, "target": {"text": other[0]}}
        for kind, name in names.items()
        for one, other in judged.found.pairs[kind]
    ]
    return {"id": judged.record["id"], "entities": entities, "relations": relations}


def main() -> None:
    """Measure, print, write bench/out/re3d.json."""
    options = read_options("Score who fights whom.", SHARED / "re3d", ("documents.jsonl",))
    chosen = extractor(options.extractor)
    judged = [judge(each, chosen.code) for each in read_lines(options.data / "documents.jsonl", options)]
    finish("re3d", options, measure(judged), map(prediction, judged), cases(judged))


if __name__ == "__main__":
    main()
