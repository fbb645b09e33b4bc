"""Template filling and role-filler entities, as Du, Rush and Cardie (NAACL 2021) and GRIT (EACL 2021) score them.

A template is `{"incident_type": …, "PerpInd": [entity, …], …}`, an entity a list of mentions. An entity is right
if each of its predicted mentions, in lower case and without punctuation and articles, is a mention of one
gold entity; each gold entity is found once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Entity = frozenset[str]
Counts = dict[str, np.ndarray]
"""By slot: how many were right, predicted, and in the gold."""


def plain(mention: str) -> str:
    """A mention as it is compared: lower case, no punctuation, no articles."""
    words = re.sub(r"[^\w\s]", "", mention.lower()).split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))


def entities(template: Mapping[str, Any], role: str) -> list[Entity]:
    """The entities of a role; a mention may be a string or GTT's pair of string and offset."""
    return [frozenset(plain(m if isinstance(m, str) else m[0]) for m in entity) for entity in template[role]]


def found(predicted: Sequence[Entity], gold: Sequence[Entity]) -> int:
    """How many of the gold entities are found, each by one predicted."""
    if not predicted or not gold:
        return 0
    return int(_best(np.array([[float(one <= other) for other in gold] for one in predicted])).sum())


def _best(worth: np.ndarray) -> np.ndarray:
    """The worths of the pairs of the best one-to-one alignment (Kuhn 1955)."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(worth, maximize=True)
    return np.asarray(worth[rows, columns])


def template_counts(predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]) -> Counts:
    """The counts of one document by the alignment of templates that has most right.

    A predicted template may stand only for one whose type contains its own; with the numbers predicted and in
    the gold fixed, the alignment with most right is the one with the highest micro-F1.
    """
    right = np.zeros((len(predicted), len(gold), 1 + len(ROLES)))
    for i, one in enumerate(predicted):
        for j, other in enumerate(gold):
            if one["incident_type"] in other["incident_type"]:
                right[i, j] = [1, *(found(entities(one, r), entities(other, r)) for r in ROLES)]
    hits = np.zeros(1 + len(ROLES))
    if right.size:
        from scipy.optimize import linear_sum_assignment

        rows, columns = linear_sum_assignment(right.sum(-1), maximize=True)
        hits = right[rows, columns].sum(0)
    return {
        name: np.array([hits[n], _number(predicted, name), _number(gold, name)])
        for n, name in enumerate(("incident_type", *ROLES))
    }


def _number(templates: Sequence[Mapping[str, Any]], name: str) -> int:
    return len(templates) if name == "incident_type" else sum(len(each[name]) for each in templates)


def entity_counts(predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]) -> Counts:
    """The counts of one document with the entities of all its templates pooled (role-filler entities, REE)."""
    counts = {}
    for role in ROLES:
        one, other = _pooled(predicted, role), _pooled(gold, role)
        counts[role] = np.array([found(one, other), len(one), len(other)])
    return counts


def _pooled(templates: Sequence[Mapping[str, Any]], role: str) -> list[Entity]:
    """The entities of a role over all templates; those that share a mention are one."""
    pooled: list[Entity] = []
    for template in templates:
        for entity in entities(template, role):
            shared = [each for each in pooled if each & entity]
            pooled = [each for each in pooled if not each & entity] + [entity.union(*shared)]
    return pooled


def rates(counts: Sequence[Counts]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 in percent by slot, and over all slots together (`micro`)."""
    summed = {name: sum((each[name] for each in counts), np.zeros(3)) for name in counts[0]} if counts else {}
    summed["micro"] = sum(summed.values(), np.zeros(3))
    return {name: _rates(*map(float, values)) for name, values in summed.items()}


def _rates(right: float, predicted: float, gold: float) -> dict[str, float]:
    return {
        "precision": round(100 * right / predicted, 1) if predicted else 0.0,
        "recall": round(100 * right / gold, 1) if gold else 0.0,
        "f1": round(200 * right / (predicted + gold), 1) if predicted + gold else 0.0,
    }
