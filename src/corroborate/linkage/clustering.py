"""Clusters of reports: the strongest pairs first, as far as documents, decisions and contradictions allow.

A cluster never holds two reports of one document, since a document that tells two incidents tells them
apart, unless a decision put them together; nor a pair that a decision keeps apart. Two clusters become one
when their best pair reaches the threshold and all their pairs taken together speak for it: on average they
must bring `SUPPORT` bits of evidence, so that a chain of look-alikes does not swallow a whole campaign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corroborate.linkage.judgements import Judgements

SUPPORT = 10.0
"""Bits of evidence (the weight without the prior) that the pairs of two clusters must bring on average."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The reports (sorted ids) judged to be of one incident; `id` is the least of them.

    `component` names the connected component that the cluster came from: what must be handed over whole
    when the cluster may change.
    """

    id: str
    component: str
    reports: tuple[str, ...]


def components_of(reports: Iterable[str], ties: Iterable[Pair]) -> dict[str, str]:
    """The component of each report: the least id of all that `ties` connect."""
    parent = {report: report for report in reports}

    def root(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for left, right in ties:
        one, other = sorted((root(left), root(right)))
        parent[other] = one
    return {report: root(report) for report in parent}


class Merging:
    """The clusters of one component while they grow: who is in which, and what speaks between them."""

    def __init__(
        self, documents: Mapping[str, str], evidence: Iterable[tuple[Pair, float]], judged: Judgements
    ) -> None:
        self.members = {report: frozenset((report,)) for report in documents}
        self._documents = documents
        self._evidence: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self._apart: dict[str, set[str]] = defaultdict(set)
        self.home = {report: report for report in documents}
        for (left, right), bits in evidence:
            self._evidence[left][right] = self._evidence[right][left] = (bits, 1)
        for left, right in judged.apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def objection(self, left: str, right: str) -> str:
        """Why the clusters of two reports must stay two: "document", "decision", "evidence", or ""."""
        one, other = self.home[left], self.home[right]
        if any(
            self.home.get(report) == other for member in self.members[one] for report in self._apart[member]
        ):
            return "decision"
        documents = {self._documents[report] for report in self.members[one]}
        if any(self._documents[report] in documents for report in self.members[other]):
            return "document"
        bits, count = self._evidence[one].get(other, (0.0, 0))
        return "" if count and bits / count >= SUPPORT else "evidence"

    def merge(self, left: str, right: str) -> None:
        """Make the clusters of two reports one."""
        one, other = sorted((self.home[left], self.home[right]))
        if one == other:
            return
        self.members[one] |= self.members[other]
        for report in self.members.pop(other):
            self.home[report] = one
        for third, (bits, count) in self._evidence.pop(other, {}).items():
            self._evidence[third].pop(other, None)
            if third != one:
                had, counted = self._evidence[one].get(third, (0.0, 0))
                self._evidence[one][third] = self._evidence[third][one] = (had + bits, counted + count)


def cluster(merging: Merging, ranked: Sequence[Pair], judged: Judgements) -> dict[Pair, str]:
    """Merge what decisions join, then each of the `ranked` pairs (strongest first) that nothing forbids.

    Returns the pairs that something forbade, with what it was.
    """
    for group in judged.together:
        first, *others = sorted(group)
        for other in others:
            merging.merge(first, other)
    refused: dict[Pair, str] = {}
    for left, right in ranked:
        if merging.home[left] == merging.home[right]:
            continue
        objection = merging.objection(left, right)
        if objection:
            refused[left, right] = objection
        else:
            merging.merge(left, right)
    return refused
