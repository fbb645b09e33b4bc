"""Template filling and role-filler entities, as Du, Rush and Cardie score them (GTT, NAACL 2021; GRIT, EACL 2021).

A template is `{"incident_type": …, "PerpInd": [entity, …], …}`, an entity a list of mentions, a mention a string
or a pair of string and offset. Mentions are compared in lower case, without punctuation and articles.

Templates (GTT's eval.py): predicted and gold templates of a document are aligned one to one so that the
document's micro-F1 is highest; a predicted template may stand only for one whose type contains its own
("attack" for "bombing / attack"). A predicted entity is right if all its mentions are mentions of one gold
entity; a gold entity is found if such a one was predicted. In the published scorer two predicted entities may
be right by the same gold entity; `once` allows each gold entity one. Types count as one more slot. Gold
templates that repeat another count once.

Role-filler entities (GRIT's eval.py): the entities of all templates of a document are pooled by role, without
those that repeat another one's mentions, and aligned one to one with the most pairs.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from bench.muc4.pairing import best_pairs

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
NAMES = ("incident_type", *ROLES)
MOST_GOLD = 16
"""Gold templates up to which the best alignment is looked for exactly."""
_PUNCTUATION = str.maketrans("", "", string.punctuation)

Entity: TypeAlias = frozenset[str]
Count: TypeAlias = tuple[int, int, int, int]
"""Predicted ones that are right, predicted ones, gold ones that are found, gold ones."""
Counts: TypeAlias = dict[str, Count]
"""By slot."""


@cache
def plain(mention: str) -> str:
    """A mention as it is compared: lower case, no ASCII punctuation, no articles, single spaces."""
    words = mention.lower().translate(_PUNCTUATION).split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))


def entities(template: Mapping[str, Any], role: str) -> list[Entity]:
    """The entities of a role, empty ones left out."""
    return [
        frozenset(plain(m if isinstance(m, str) else m[0]) for m in entity)
        for entity in template.get(role, ())
        if entity
    ]


def template_counts(
    predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]], once: bool = False
) -> Counts:
    """The counts of one document by the alignment of templates with the highest micro-F1."""
    said = [_read(template) for template in predicted]
    right = _without_repeats([_read(template) for template in gold])
    pairs = {
        (i, j): _pair(one, other, once)
        for i, one in enumerate(said)
        for j, other in enumerate(right)
        if one[0] in other[0]
    }
    sizes = [(_number(said, n), _number(right, n)) for n in range(len(NAMES))]
    chosen = _aligned(pairs, len(said), len(right), (sum(p for p, _ in sizes), sum(g for _, g in sizes)))
    counts: Counts = {}
    for n, name in enumerate(NAMES):
        hits = sum(pairs[pair][n][0] for pair in chosen)
        found = sum(pairs[pair][n][1] for pair in chosen)
        counts[name] = (hits, sizes[n][0], found, sizes[n][1])
    return counts


_Read: TypeAlias = tuple[str, list[list[Entity]]]
_Pair: TypeAlias = list[tuple[int, int]]
"""By slot: predicted entities that are right, gold entities that are found."""


def _read(template: Mapping[str, Any]) -> _Read:
    return str(template["incident_type"]), [entities(template, role) for role in ROLES]


def _without_repeats(templates: Iterable[_Read]) -> list[_Read]:
    kept: list[_Read] = []
    for template in templates:
        if template not in kept:
            kept.append(template)
    return kept


def _number(templates: Sequence[_Read], n: int) -> int:
    return len(templates) if n == 0 else sum(len(filled[n - 1]) for _, filled in templates)


def _pair(one: _Read, other: _Read, once: bool) -> _Pair:
    found = [(1, 1)]
    for said, gold in zip(one[1], other[1], strict=True):
        if once:
            hits = matched(said, gold)
            found.append((hits, hits))
        else:
            found.append(
                (
                    sum(any(entity <= each for each in gold) for entity in said),
                    sum(any(entity <= each for entity in said) for each in gold),
                )
            )
    return found


def matched(predicted: Sequence[Entity], gold: Sequence[Entity]) -> int:
    """The most pairs of a predicted entity and a gold one that holds all its mentions, each in one pair (Kuhn 1955)."""
    holder: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, entity in enumerate(gold):
            if j not in seen and predicted[i] <= entity:
                seen.add(j)
                if j not in holder or place(holder[j], seen):
                    holder[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(predicted)))


def _aligned(
    pairs: Mapping[tuple[int, int], _Pair], predicted: int, gold: int, sizes: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """The one-to-one pairs with the highest micro-F1.

    One predicted template after another is given each gold one that is free, or none. Of the alignments that
    use the same gold ones, those are kept of which no other has as many right and as many found.
    """
    if gold > MOST_GOLD:
        return _nearly_aligned(pairs, predicted, gold)
    worth = {pair: (sum(h for h, _ in each), sum(f for _, f in each)) for pair, each in pairs.items()}
    states: dict[int, list[tuple[int, int, tuple[tuple[int, int], ...]]]] = {0: [(0, 0, ())]}
    for i in range(predicted):
        after: dict[int, list[tuple[int, int, tuple[tuple[int, int], ...]]]] = {}
        for mask, best in states.items():
            for hits, found, chosen in best:
                for j in range(gold):
                    if (i, j) in worth and not mask >> j & 1:
                        more = worth[i, j]
                        entry = (hits + more[0], found + more[1], (*chosen, (i, j)))
                        _keep(after.setdefault(mask | 1 << j, []), entry)
                _keep(after.setdefault(mask, []), (hits, found, chosen))
        states = after
    every = [entry for best in states.values() for entry in best]
    return max(every, key=lambda entry: f1(entry[0], sizes[0], entry[1], sizes[1]))[2]


def _keep(
    best: list[tuple[int, int, tuple[tuple[int, int], ...]]],
    entry: tuple[int, int, tuple[tuple[int, int], ...]],
) -> None:
    """Add an alignment unless another is as good; those that it beats are dropped."""
    if any(other[0] >= entry[0] and other[1] >= entry[1] for other in best):
        return
    best[:] = [other for other in best if not (other[0] <= entry[0] and other[1] <= entry[1])]
    best.append(entry)


def _nearly_aligned(
    pairs: Mapping[tuple[int, int], _Pair], predicted: int, gold: int
) -> tuple[tuple[int, int], ...]:
    """The pairs with most right and found together, for documents with very many templates."""
    worth = [[0.0] * gold for _ in range(predicted)]
    for (i, j), each in pairs.items():
        worth[i][j] = float(sum(hits + found for hits, found in each))
    return tuple(best_pairs(worth))


def entity_counts(predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]) -> Counts:
    """The counts of one document with the entities of all its templates pooled (role-filler entities, REE)."""
    counts: Counts = {}
    for role in ROLES:
        one, other = pooled(predicted, role), pooled(gold, role)
        hits = matched(one, other)
        counts[role] = (hits, len(one), hits, len(other))
    return counts


def pooled(templates: Sequence[Mapping[str, Any]], role: str) -> list[Entity]:
    """The entities of a role over all templates; of two whose mentions one holds, that one stays."""
    kept: list[Entity] = []
    for template in templates:
        for entity in entities(template, role):
            if not any(entity <= each for each in kept):
                kept = [each for each in kept if not each <= entity] + [entity]
    return kept


def rates(counts: Sequence[Counts]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 in percent by slot, and over all slots together (`micro`)."""
    names = list(counts[0]) if counts else []
    summed = {name: [sum(each[name][n] for each in counts) for n in range(4)] for name in names}
    summed["micro"] = [sum(values[n] for values in summed.values()) for n in range(4)]
    return {
        name: {
            "precision": round(100 * hits / predicted, 2) if predicted else 0.0,
            "recall": round(100 * found / gold, 2) if gold else 0.0,
            "f1": round(100 * f1(hits, predicted, found, gold), 2),
        }
        for name, (hits, predicted, found, gold) in summed.items()
    }


def f1(hits: float, predicted: float, found: float, gold: float) -> float:
    """The harmonic mean of precision and recall."""
    precision = hits / predicted if predicted else 0.0
    recall = found / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
