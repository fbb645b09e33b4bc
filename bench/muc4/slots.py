"""The slots of 1992 against the raw keys: alignment of templates, recall and precision by slot.

Responses and keys are aligned one to one by most credit (`credit`), where types agree at least in part and so does
at least one of perpetrator, physical target and human target, if the key has any (content-based mapping,
`scoring-guidelines.v7`, 3.2.1). A fill counts 1 where right, 1/2 where partly right. A slot that does not apply in the key is not
scored; an optional fill or template costs nothing when it is left out. The template's number is not scored.

Four manners (Chinchor, MUC-4 Evaluation Metrics, 1992) differ in what templates without a partner cost:
`matched only` nothing, `matched/missing` recall, `matched/spurious` precision, `all templates` both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeAlias

from bench.muc4 import keys
from bench.muc4.credit import WRONG, credit
from bench.muc4.gtt import f1
from bench.muc4.keys import SLOTS, Template
from bench.muc4.pairing import best_pairs

CONTENT = (
    keys.INDIVIDUAL,
    keys.ORGANIZATION,
    keys.TARGET,
    keys.TARGET_TYPE,
    keys.NAME,
    keys.DESCRIPTION,
    keys.PERSON_TYPE,
)
"""Slots of which one must agree for two templates to be aligned."""
MANNERS = {
    "matched only": ((), ()),
    "matched/missing": (("missing",), ()),
    "matched/spurious": ((), ("spurious",)),
    "all templates": (("missing",), ("spurious",)),
}
"""What each manner adds to the possible and to the actual fills."""
Tally: TypeAlias = Counter[tuple[int, str]]
"""By slot number: credit, and fills that were possible, actual (in aligned templates), missing, spurious (in others).

Slot 0 counts whole texts: `credit` those rightly taken to have incidents, `possible` and `actual` those that
have some by the key and by the response.
"""


def tally(responses: Sequence[Template], key: Sequence[Template]) -> Tally:
    """The counts of one document."""
    counts: Tally = Counter()
    pairs = aligned(responses, key)
    for i, j in pairs:
        for slot in SLOTS:
            _count_fills(counts, slot, responses[i], key[j])
    said, meant = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, response in enumerate(responses):
        if i not in said:
            counts.update({(slot, "spurious"): len(response.slots.get(slot, ())) for slot in SLOTS})
    for j, other in enumerate(key):
        if j not in meant and not other.optional:
            counts.update(
                {(slot, "missing"): sum(not f.optional for f in other.slots.get(slot, ())) for slot in SLOTS}
            )
    _count_text(counts, responses, key)
    return counts


def aligned(responses: Sequence[Template], key: Sequence[Template]) -> list[tuple[int, int]]:
    """The pairs of responses and keys that stand for one another."""
    return best_pairs([[_worth(response, other) for other in key] for response in responses])


def _worth(response: Template, key: Template) -> float:
    one, other = response.slots.get(keys.TYPE, ()), key.slots.get(keys.TYPE, ())
    if not one or not other or credit(keys.TYPE, one[0], other[0]) == WRONG:
        return 0.0
    earned = {slot: sum(worth for _, _, worth in fills(slot, response, key)) for slot in SLOTS}
    has_content = any(key.slots.get(slot) for slot in CONTENT)
    return sum(earned.values()) if not has_content or any(earned[slot] for slot in CONTENT) else 0.0


def fills(slot: int, response: Template, key: Template) -> list[tuple[int, int, float]]:
    """The fills of a slot that stand for one another in two templates, with their credit."""
    said, gold = response.slots.get(slot, ()), key.slots.get(slot, ())
    if not said or not gold:
        return []
    worth = [[credit(slot, one, other) for other in gold] for one in said]
    return [(i, j, worth[i][j]) for i, j in best_pairs(worth)]


def _count_fills(counts: Tally, slot: int, response: Template, key: Template) -> None:
    if slot not in key.slots:
        return
    found = fills(slot, response, key)
    right = {j for _, j, _ in found}
    counts[slot, "credit"] += sum(worth for _, _, worth in found)  # type: ignore[assignment]
    counts[slot, "possible"] += sum(j in right or not f.optional for j, f in enumerate(key.slots[slot]))
    counts[slot, "actual"] += len(response.slots.get(slot, ()))


def _count_text(counts: Tally, responses: Sequence[Template], key: Sequence[Template]) -> None:
    if key and all(other.optional for other in key):
        return
    counts[0, "credit"] += bool(responses and key)
    counts[0, "possible"] += bool(key)
    counts[0, "actual"] += bool(responses)


def rates(tallies: Sequence[Tally]) -> dict[str, dict[str, float]]:
    """Recall, precision and F1 in percent by slot (all templates), over all slots in each manner, and by kind of fill."""
    counts: Tally = Counter()
    for each in tallies:
        counts.update(each)
    found = {name: _rates(counts, (slot,), "all templates") for slot, name in SLOTS.items()}
    found |= {manner: _rates(counts, SLOTS, manner) for manner in MANNERS}
    found["set fills only"] = _rates(counts, keys.SETS, "all templates")
    found["string fills only"] = _rates(counts, keys.STRINGS, "all templates")
    found["text filtering"] = _rates(counts, (0,), "matched only")
    return found


def matched_rates(tallies: Sequence[Tally]) -> dict[str, dict[str, float]]:
    """Recall, precision and F1 in percent by slot, of the incidents that were found alone."""
    counts: Tally = Counter()
    for each in tallies:
        counts.update(each)
    return {name: _rates(counts, (slot,), "matched only") for slot, name in SLOTS.items()}


def _rates(counts: Tally, slots: Collection[int], manner: str) -> dict[str, float]:
    missing, spurious = MANNERS[manner]
    got = float(sum(counts[slot, "credit"] for slot in slots))
    possible = sum(counts[slot, kind] for slot in slots for kind in ("possible", *missing))
    actual = sum(counts[slot, kind] for slot in slots for kind in ("actual", *spurious))
    return {
        "precision": round(100 * got / actual, 2) if actual else 0.0,
        "recall": round(100 * got / possible, 2) if possible else 0.0,
        "f1": round(100 * f1(got, actual, got, possible), 2),
    }
