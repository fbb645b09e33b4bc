"""Reports into incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corroborate.linkage.clustering import Cluster
from corroborate.linkage.facts import ReportFacts
from corroborate.model import Decision

Status = Literal["link", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`left` and `right` (report ids, left < right) compared: the match weight in bits, and why in words."""

    left: str
    right: str
    weight: float
    probability: float
    reasons: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """What linking found on all reports handed over.

    `links` hold each cluster together (its strongest chain: one link fewer than reports); `proposals` wait
    for a person: pairs in two clusters whose weight lies in the middle, or that a document tells apart.
    """

    clusters: tuple[Cluster, ...] = ()
    links: tuple[Link, ...] = ()
    proposals: tuple[Link, ...] = ()


def link(
    new: Sequence[ReportFacts],
    record: Mapping[str, Sequence[ReportFacts]],
    decisions: Sequence[Decision] = (),
    ancestors: Mapping[str, frozenset[str]] | None = None,
) -> Linkage:
    """Clusters of `new` reports and the touched components of the `record` (module docstring of linkage)."""
    raise NotImplementedError
