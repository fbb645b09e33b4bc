"""Clusters of reports under constraints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The reports (sorted ids) judged to be of one incident; `id` is the least of them.

    `component` names the connected component that the cluster came from: what must be handed over whole
    when the cluster may change.
    """

    id: str
    component: str
    reports: tuple[str, ...]
