"""How like the truth a division of documents into incidents is: B-cubed, MUC, CEAF by entities, CoNLL, pairs.

A partition is a mapping from a document to the name of its cluster; found and gold hold the same documents.
(Bagga and Baldwin 1998 for B-cubed, Vilain and others 1995 for MUC, Luo 2005 for CEAF with the similarity phi-4;
CoNLL is the mean of the three F1s.) All figures are in percent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.bootstrap import Floats, ratio_interval

Partition = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall from 0 to 1, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """In percent, for JSON."""
        parts = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: round(100 * value, 2) for name, value in parts.items()}


def compare(found: Partition, gold: Partition) -> dict[str, Any]:
    """All measures, those of B-cubed and pairs with intervals over the gold's incidents."""
    scores = {"b3": b_cubed(found, gold), "muc": muc(found, gold), "ceafe": ceaf(found, gold)}
    out: dict[str, Any] = {name: score.as_dict() for name, score in scores.items()}
    out["pairs"] = pairs(found, gold).as_dict()
    rows = contributions(found, gold)
    out["b3"]["interval"] = ratio_interval(rows, b3_of)
    out["pairs"]["interval"] = ratio_interval(
        rows, lambda s: 200 * s[:, 3] / np.maximum(s[:, 4] + s[:, 5], 1e-9)
    )
    out["conll"] = round(100 * sum(score.f1 for score in scores.values()) / 3, 2)
    return out


def gain(found: Partition, baseline: Partition, gold: Partition) -> dict[str, Any]:
    """How many points of B-cubed F1 a partition has over a baseline, with the interval of the difference."""
    rows = np.hstack([contributions(found, gold), contributions(baseline, gold)])
    width = rows.shape[1] // 2
    spread = ratio_interval(rows, lambda sums: b3_of(sums[:, :width]) - b3_of(sums[:, width:]))
    points = 100 * (b_cubed(found, gold).f1 - b_cubed(baseline, gold).f1)
    return {"b3 f1": round(points, 2), "interval": spread}


def joined(keys: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Documents that share a key, by any chain of them, as clusters; one without keys stands alone."""
    home: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        while home.setdefault(node, node) != node:
            home[node] = home[home[node]]
            node = home[node]
        return node

    for document, own in keys.items():
        for key in own:
            home[root(("key", key))] = root(("document", document))
    return {document: "/".join(root(("document", document))) for document in keys}


def contributions(found: Partition, gold: Partition) -> Floats:
    """A row a gold incident: documents, B-cubed precision and recall, pairs right, found, wanted (summed).

    A pair belongs by half to each of its documents.
    """
    both = Counter((found[each], gold[each]) for each in gold)
    of_found, of_gold = Counter(found[each] for each in gold), Counter(gold.values())
    rows: dict[str, list[float]] = defaultdict(lambda: [0.0] * 6)
    for each, incident in gold.items():
        shared = both[found[each], incident]
        in_found, in_gold = of_found[found[each]], of_gold[incident]
        parts = (
            1.0,
            shared / in_found,
            shared / in_gold,
            (shared - 1) / 2,
            (in_found - 1) / 2,
            (in_gold - 1) / 2,
        )
        rows[incident] = [sum(two) for two in zip(rows[incident], parts, strict=True)]
    return np.asarray(list(rows.values()))


def b3_of(sums: Floats) -> Floats:
    """B-cubed F1 in percent of summed contributions."""
    precision, recall = sums[:, 1] / sums[:, 0], sums[:, 2] / sums[:, 0]
    return np.asarray(200 * precision * recall / (precision + recall))


def b_cubed(found: Partition, gold: Partition) -> Score:
    """How pure and how whole the cluster of each document is, on average."""
    documents, precision, recall, *_ = contributions(found, gold).sum(axis=0)
    return Score(precision=float(precision / documents), recall=float(recall / documents))


def pairs(found: Partition, gold: Partition) -> Score:
    """Pairs of documents in one cluster."""
    *_, right, said, wanted = contributions(found, gold).sum(axis=0)
    return Score(precision=_over(right, said), recall=_over(right, wanted))


def muc(found: Partition, gold: Partition) -> Score:
    """Links: how many fewer would join each cluster of one side out of the other side's."""
    return Score(precision=_links_kept(found, gold), recall=_links_kept(gold, found))


def _links_kept(one: Partition, other: Partition) -> float:
    clusters = defaultdict(list)
    for document, name in one.items():
        clusters[name].append(document)
    kept = sum(len(each) - len({other[document] for document in each}) for each in clusters.values())
    return _over(kept, sum(len(each) - 1 for each in clusters.values()))


def ceaf(found: Partition, gold: Partition) -> Score:
    """Clusters aligned one to one so that the sum of likeness (twice the shared over both sizes) is greatest."""
    from scipy.optimize import linear_sum_assignment

    of_found, of_gold = Counter(found[each] for each in gold), Counter(gold.values())
    row, column = ({name: n for n, name in enumerate(names)} for names in (of_found, of_gold))
    likeness = np.zeros((len(row), len(column)))
    for (f, g), shared in Counter((found[each], gold[each]) for each in gold).items():
        likeness[row[f], column[g]] = 2 * shared / (of_found[f] + of_gold[g])
    total = float(likeness[linear_sum_assignment(likeness, maximize=True)].sum())
    return Score(precision=_over(total, len(row)), recall=_over(total, len(column)))


def _over(some: float, whole: float) -> float:
    return float(some / whole) if whole else 0.0
