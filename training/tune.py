"""Find the limits of the assembler (extraction/tagged/muc.py) on MUC-4's tuning part, TST1 and TST2.

    python -m training.tune --data DIR/muc4

One limit after another is moved to where GTT's micro-F1 is best, with half as much for role-filler entities,
so that neither is bought with the other. The texts are read once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.muc4 import gtt
from bench.muc4.__main__ import document_of, load

from corroborate.extraction.tagged.entities import name_of
from corroborate.extraction.tagged.muc import LIMITS, Limits, assemble
from corroborate.extraction.tagged.seen import Seen, look
from corroborate.language.tagger import labels

SLOTS = {
    "perpetrator_individual": "PerpInd",
    "perpetrator_organization": "PerpOrg",
    "target": "Target",
    "victim_name": "Victim",
    "instrument": "Weapon",
}
CHOICES: dict[str, tuple[float, ...]] = {
    "floor": (0.4, 0.5, 0.6, 0.7, 0.8),
    "whole": (0.02, 0.05, 0.1, 0.2, 0.3),
    "alone": (0.5, 0.6, 0.7, 0.8, 0.9, 1.1),
    "apart": (0.4, 0.5, 0.6, 0.7, 0.8),
    "joined": (0.3, 0.4, 0.5, 0.6, 0.7),
    "alike": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "share": (0.0, 0.15, 0.3, 0.6, 1.0),
}
LEAST = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
Part = list[tuple[str, Seen, list[dict[str, Any]]]]
"""Texts with what the tagger sees in them and GTT's templates."""


def templates(text: str, seen: Seen, limits: Limits) -> list[dict[str, Any]]:
    """GTT's templates of a text, straight from the assembler."""
    found, made = assemble(text, seen, limits)
    out = []
    for group in made:
        template: dict[str, Any] = {"incident_type": labels().types[int(group.types.argmax())]}
        template.update({slot: [] for slot in SLOTS.values()})
        for at in group.all:
            if found[at].role in SLOTS:
                best = seen.mentions[found[at].best]
                template[SLOTS[found[at].role]].append([name_of(text[best.start : best.end])])
        out.append(template)
    return out


def score(part: Part, limits: Limits) -> tuple[float, float]:
    """GTT's micro-F1 and that of role-filler entities."""
    predicted = [(templates(text, seen, limits), gold) for text, seen, gold in part]
    return (
        gtt.rates([gtt.template_counts(one, gold) for one, gold in predicted])["micro"]["f1"],
        gtt.rates([gtt.entity_counts(one, gold) for one, gold in predicted])["micro"]["f1"],
    )


def worth(part: Part, limits: Limits) -> float:
    """What is maximised."""
    one, other = score(part, limits)
    return one + 0.5 * other


def neighbours(limits: Limits) -> Iterator[Limits]:
    """The limits with one of them moved."""
    for role in limits.least:
        for value in LEAST:
            yield replace(limits, least={**limits.least, role: value})
    for name, values in CHOICES.items():
        for value in values:
            yield replace(limits, **{name: value})  # type: ignore[arg-type]


def search(part: Part, limits: Limits) -> Limits:
    """The best limits that single moves reach in two rounds."""
    best = worth(part, limits)
    for _ in range(2):
        start = limits
        for n in range(sum(1 for _ in neighbours(start))):
            other = next(each for m, each in enumerate(neighbours(limits)) if m == n)
            found = worth(part, other)
            if found > best + 1e-9:
                best, limits = found, other
        if limits == start:
            break
    return limits


def main() -> None:
    """Search, and print the limits with their scores."""
    parser = argparse.ArgumentParser(description="Tune the assembler's limits.")
    parser.add_argument("--data", type=Path, required=True)
    tuning = load(parser.parse_args().data)
    texts = {key: document_of(key, report).text for key, report in tuning.texts.items()}
    roles = tuple(LIMITS.least)
    part = [(text, look(text, roles), tuning.records[key]["templates"]) for key, text in texts.items()]
    print("before", score(part, LIMITS), flush=True)
    limits = search(part, LIMITS)
    print("after", score(part, limits), limits)


if __name__ == "__main__":
    main()
