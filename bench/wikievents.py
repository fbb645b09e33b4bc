"""Attacks, deaths, injuries and arrests and who takes part in them, against WikiEvents.

    python -m bench.wikievents [--data DIR] and the options of all benchmarks

DIR holds dev.jsonl. What is compared, and how codes are mapped, stands in KINDS, ATTACKS and ROLES: four of the
corpus's kinds of event; its talk, transport, trade, trials, protest and disease have no counterpart here.

`KIND`: a coding has no trigger words, but it has the sentences that tell of an incident. A kind is found in a
sentence that is evidence of a report of it (attack, arrest) or that holds a casualty or a target of its effect
(death, injury), and is right where the gold has a trigger of that kind in that sentence. `events` is all four.
`ROLE`: fillers pooled per document, one to one; a gold filler is an entity with all its mentions, a found one is
right if its head is the head of a mention, or if it is the same name. `arguments` is all roles. `figures`: the
numbers that gold victims of death and injury carry ("three officers"), against the numbers of the found claims.
--predictions writes `event_mentions` as the corpus has them, the trigger being the sentence.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.bootstrap import f1_interval
from bench.errors import Case
from bench.extractor import extractor
from bench.fillers import Filler, is_filler
from bench.muc4.pairing import best_pairs
from bench.options import SHARED, finish, read_lines, read_options
from bench.scoring import rates
from corroborate.extraction import extract
from corroborate.language.numbers import find_counts
from corroborate.language.sentences import split_sentences
from corroborate.model import Coding, Document, Report, content_id

KINDS = {
    "Conflict.Attack": "attack",
    "Life.Die": "death",
    "Life.Injure": "injury",
    "Justice.ArrestJailDetain": "arrest",
}
"""The corpus's event types, by their first two parts, in the benchmark's terms."""
ATTACKS = frozenset(
    "armed_clash attack air_drone_strike chemical_weapon excessive_force_against_protesters grenade mob_violence "
    "remote_explosive_landmine_ied sexual_violence shelling_artillery_missile_attack suicide_bomb".split()
)
"""Our types that are attacks to the corpus; arrests are `arrests`, and people captured."""
EFFECTS = {"killed": "death", "injured": "injury", "captured": "arrest"}
ROLES = {
    "Attacker": "attacker",
    "Killer": "attacker",
    "Injurer": "attacker",
    "Jailer": "attacker",
    "Target": "victim",
    "Victim": "victim",
    "Detainee": "victim",
    "Place": "place",
    "Instrument": "instrument",
    "ExplosiveDevice": "instrument",
}
NAMES = ("attack", "death", "injury", "arrest")
FILLED = ("attacker", "victim", "place", "instrument")
BEFORE = 3
"""Words before a mention, whose marked words are often its noun alone, among which its number may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document tells: kinds by sentence, fillers by role, figures by effect."""

    events: frozenset[tuple[str, int]]
    fillers: Mapping[str, tuple[Filler, ...]]
    figures: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One document of the corpus and what was found in it; `spans` are its sentences in characters."""

    record: Mapping[str, Any]
    spans: tuple[tuple[int, int], ...]
    found: Told
    gold: Told


def judge(record: Mapping[str, Any], code: Callable[[Document], Coding] = extract) -> Judged:
    """One document coded, and both sides in the same terms."""
    text = record["text"]
    spans = tuple((words[0][1], words[-1][2]) for words, *_ in record["sentences"])
    coding = code(Document(id=content_id(text.encode()), source=record["id"], text=text, language="en"))
    return Judged(record=record, spans=spans, found=found_of(coding, spans), gold=gold_of(record))


def kind_of(event_type: str) -> str | None:
    """The benchmark's kind of an event type of the corpus; None for one that is not compared."""
    return KINDS.get(".".join(event_type.split(".")[:2]))


def gold_of(record: Mapping[str, Any]) -> Told:
    """What the corpus says of a document."""
    entities = {each["id"]: each for each in record["entity_mentions"]}
    mentions = {key: each["text"] for key, each in entities.items()}
    clusters = {one: tuple(cluster) for cluster in record["clusters"] for one in cluster}
    events: set[tuple[str, int]] = set()
    fillers: dict[str, dict[tuple[str, ...], Filler]] = {role: {} for role in FILLED}
    figures: set[tuple[str, int]] = set()
    for event in record["event_mentions"]:
        kind = kind_of(event["event_type"])
        if kind is None:
            continue
        events.add((kind, event["trigger"]["sent_idx"]))
        for argument in event["arguments"]:
            role = ROLES.get(argument["role"])
            ids = clusters.get(argument["entity_id"], (argument["entity_id"],))
            if role is not None:
                fillers[role][ids] = (argument["text"], *(mentions[one] for one in ids if one in mentions))
            if role == "victim" and kind in ("death", "injury"):
                figures |= {(kind, figure) for figure in figures_before(record, entities.get(ids[0]))}
    return Told(
        events=frozenset(events),
        fillers={role: tuple(each.values()) for role, each in fillers.items()},
        figures=frozenset(figures),
    )


def figures_before(record: Mapping[str, Any], mention: Mapping[str, Any] | None) -> list[int]:
    """The number that a mention carries, in it or up to three words before it: "at least three young officers"."""
    if mention is None:
        return []
    phrase = " ".join(record["tokens"][max(mention["start"] - BEFORE, 0) : mention["end"]])
    counts = [mention.count for said in split_sentences(phrase) for mention in find_counts(said)]
    ends = [count.low if count.low is not None else count.high for count in counts[-1:]]
    return [figure for figure in ends if figure]


def found_of(coding: Coding, spans: Sequence[tuple[int, int]]) -> Told:
    """What a coding tells, in the sentences of the corpus."""
    events: set[tuple[str, int]] = set()
    fillers: dict[str, dict[str, Filler]] = {role: {} for role in FILLED}
    figures: set[tuple[str, int]] = set()
    for report in coding.reports:
        events |= {(kind, sentence_of(at, spans)) for kind, at in happenings(report)}
        for role, filler in fillers_of(report):
            fillers[role].setdefault(filler[0].lower(), filler)
        for hurt in report.casualties:
            figure = hurt.count.low if hurt.count.low is not None else hurt.count.high
            if figure and EFFECTS.get(hurt.effect) in ("death", "injury"):
                figures.add((EFFECTS[hurt.effect], figure))
    return Told(
        events=frozenset(events),
        fillers={role: tuple(each.values()) for role, each in fillers.items()},
        figures=frozenset(figures),
    )


def happenings(report: Report) -> Iterator[tuple[str, int]]:
    """The kinds of event that a report tells of, each with an offset in the text."""
    kind = "attack" if report.type in ATTACKS else "arrest" if report.type == "arrests" else None
    if kind is not None:
        yield from ((kind, span.start) for span in report.evidence)
    hurt = [(each.effect, each.count, each.span) for each in report.casualties]
    for effect, count, span in hurt + [(each.effect, each.count, each.span) for each in report.targets]:
        if effect in EFFECTS and count.high != 0:
            yield EFFECTS[effect], span.start


def fillers_of(report: Report) -> Iterator[tuple[str, Filler]]:
    """Who and what takes part in a report, by role."""
    for who in report.perpetrators:
        yield "attacker", (who.name, who.span.quote)
    for target in report.targets:
        yield "victim", (target.name, target.span.quote)
    for hurt in report.casualties:
        if hurt.effect in EFFECTS and hurt.count.high != 0:
            yield "victim", (hurt.count.wording or hurt.span.quote, hurt.span.quote)
    if report.where.name:
        yield "place", (report.where.name, report.where.wording or report.where.name)
    for weapon in report.weapons:
        yield "instrument", (weapon.name, weapon.span.quote)


def sentence_of(offset: int, spans: Sequence[tuple[int, int]]) -> int:
    """The index of the sentence that holds a character."""
    return max(0, bisect_right([start for start, _ in spans], offset) - 1)


def paired(found: Sequence[Filler], gold: Sequence[Filler]) -> list[tuple[int, int]]:
    """Found and gold fillers that are one, each once."""
    return best_pairs([[float(is_filler(one, other)) for other in gold] for one in found])


def tally(judged: Judged) -> dict[str, tuple[int, int, int]]:
    """Hits, found and wanted of one document for every measure."""
    found, gold = judged.found, judged.gold
    rows: dict[str, tuple[int, int, int]] = {}
    for name in NAMES:
        here = [{one for one in told.events if one[0] == name} for told in (found, gold)]
        rows[name] = (len(here[0] & here[1]), len(here[0]), len(here[1]))
    for role in FILLED:
        both = found.fillers[role], gold.fillers[role]
        rows[role] = (len(paired(*both)), len(both[0]), len(both[1]))
    rows["figures"] = (len(found.figures & gold.figures), len(found.figures), len(gold.figures))
    for whole, parts in (("events", NAMES), ("arguments", FILLED)):
        sums = [sum(column) for column in zip(*(rows[part] for part in parts), strict=True)]
        rows[whole] = (sums[0], sums[1], sums[2])
    return rows


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """All measures, each with its interval over documents."""
    tallies = [tally(each) for each in judged]
    result: dict[str, Any] = {"documents": len(judged)}
    for name in ("events", *NAMES, "arguments", *FILLED, "figures"):
        rows = [each[name] for each in tallies]
        sums = [sum(column) for column in zip(*rows, strict=True)] or [0, 0, 0]
        result[name] = {**rates(*sums), "interval": f1_interval(rows)}
    return result


def cases(judged: Sequence[Judged]) -> Iterator[Case]:
    """Events missed or too many, with their sentences; fillers missed or too many, with the text."""
    for each in judged:
        for label, events in (
            ("missed", each.gold.events - each.found.events),
            ("too many", each.found.events - each.gold.events),
        ):
            for kind, n in sorted(events):
                said = (kind, "-") if label == "missed" else ("-", kind)
                yield _case(f"{kind}: {label}", each, said, n)
        for role in FILLED:
            found, gold = each.found.fillers[role], each.gold.fillers[role]
            pairs = paired(found, gold)
            lacking = [one for n, one in enumerate(gold) if n not in {j for _, j in pairs}]
            spare = [one for n, one in enumerate(found) if n not in {i for i, _ in pairs}]
            if lacking or spare:
                yield _case(role, each, (_listed(gold, lacking), _listed(found, spare)))


def _listed(fillers: Sequence[Filler], wrong: Sequence[Filler]) -> str:
    return "\n".join(f"{'✗' if each in wrong else '✓'} {' | '.join(dict.fromkeys(each))}" for each in fillers)


def _case(kind: str, judged: Judged, both: tuple[str, str], sentence: int | None = None) -> Case:
    start, end = (0, None) if sentence is None else judged.spans[sentence]
    return Case(
        kind=kind,
        id=judged.record["id"],
        text=judged.record["text"][start:end],
        gold=both[0] or "-",
        found=both[1] or "-",
    )


def prediction(judged: Judged) -> dict[str, Any]:
    """What was found in one document under the corpus's keys; fillers once, with the first event."""
    names = {kind: event_type for event_type, kind in KINDS.items()}
    mentions: list[dict[str, Any]] = []
    for kind, n in sorted(judged.found.events):
        start, end = judged.spans[n]
        trigger = {"sent_idx": n, "text": judged.record["text"][start:end]}
        mentions.append({"event_type": f"{names[kind]}.Unspecified", "trigger": trigger, "arguments": []})
    if mentions:
        mentions[0]["arguments"] = [
            {"role": role, "text": each[0]} for role in FILLED for each in judged.found.fillers[role]
        ]
    return {"doc_id": judged.record["doc_id"], "id": judged.record["id"], "event_mentions": mentions}


def main() -> None:
    """Measure, print, write bench/out/wikievents.json."""
    options = read_options("Score events and who takes part.", SHARED / "wikievents", ("dev.jsonl",))
    chosen = extractor(options.extractor)
    judged = [judge(each, chosen.code) for each in read_lines(options.data / "dev.jsonl", options)]
    finish("wikievents", options, measure(judged), map(prediction, judged), cases(judged))


if __name__ == "__main__":
    main()
