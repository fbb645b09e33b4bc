"""A record laid flat: one small row for each report and each claim that analysis counts.

Rows name reports by their place in `FlatRecord.reports`, so that a million claims stay small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class FlatSpeaker(NamedTuple):
    """The first speaker of a claim; all None where the document says it in its own voice."""

    name: str | None
    role: str | None
    actor: str | None


class FlatPlace(NamedTuple):
    """The finest place of a report and what holds it, finest first, country last."""

    chain: tuple[str, ...]
    country: str | None
    precision: str
    latitude: float | None = None
    longitude: float | None = None


class FlatReport(NamedTuple):
    """What a report says of its incident as a whole; days are ISO 8601, None where unknown."""

    id: str
    incident: str
    document: str
    type: str
    stage: str
    background: bool
    earliest: str | None
    latest: str | None
    country: str | None
    place: FlatPlace | None


class FlatSource(NamedTuple):
    """What analysis needs of a document; `copy_of` is the id of the one whose words it repeats.

    `is_compiled` is a dataset that others made from what sources told.
    """

    id: str
    publisher: str | None = None
    published: str | None = None
    copy_of: str | None = None
    is_compiled: bool = False


class FlatCasualty(NamedTuple):
    """One figure: people of `group` that suffered `effect`."""

    report: int
    effect: str
    group: str
    low: int | None
    high: int | None
    denied: bool
    speaker: FlatSpeaker


class FlatPerpetrator(NamedTuple):
    """Who is said to have done it; `actor` is the registry's id, `kind` tells groups from individuals."""

    report: int
    name: str
    actor: str | None
    responsibility: str
    speaker: FlatSpeaker
    kind: str = "group"


class FlatTarget(NamedTuple):
    """Whom or what it hit."""

    report: int
    name: str
    kind: str
    group: str


class FlatTactic(NamedTuple):
    """A finer word for how."""

    report: int
    tactic: str


class FlatSilence(NamedTuple):
    """Who is said not to have commented."""

    report: int
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatRecord:
    """The reports of some incidents and their claims, decisions applied; `sources` by document."""

    reports: Sequence[FlatReport]
    sources: Mapping[str, FlatSource]
    casualties: Sequence[FlatCasualty] = ()
    perpetrators: Sequence[FlatPerpetrator] = ()
    targets: Sequence[FlatTarget] = ()
    tactics: Sequence[FlatTactic] = ()
    silences: Sequence[FlatSilence] = ()
