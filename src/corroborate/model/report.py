"""What one document says of one incident."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from corroborate.model.count import UNKNOWN, Count
from corroborate.model.party import Attribution, Party
from corroborate.model.span import Span
from corroborate.model.vocabulary import (
    CasualtyEffect,
    EventType,
    Group,
    PerpetratorKind,
    Responsibility,
    Stage,
    TargetEffect,
    TargetKind,
)
from corroborate.model.when import UNDATED, When
from corroborate.model.where import NOWHERE, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator:
    """Who is said to have done it, how surely, and on whose word."""

    name: str
    kind: PerpetratorKind
    responsibility: Responsibility
    span: Span
    attribution: Attribution = ()
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom or what it hit or was meant to hit, and what became of it."""

    name: str
    kind: TargetKind
    group: Group
    effect: TargetEffect
    span: Span
    count: Count = UNKNOWN
    attribution: Attribution = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """What it was done with."""

    name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """One party's figure for one group and one effect; two parties' two figures are two of these."""

    effect: CasualtyEffect
    group: Group
    count: Count
    span: Span
    attribution: Attribution = ()
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A party that is said not to have commented, confirmed or given figures."""

    party: Party
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one document says of one incident."""

    id: str
    document: str
    type: EventType
    evidence: tuple[Span, ...]
    stage: Stage = "carried_out"
    tactics: tuple[str, ...] = ()
    when: When = UNDATED
    where: Where = NOWHERE
    perpetrators: tuple[Perpetrator, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    silences: tuple[Silence, ...] = ()
    background: bool = False


def report_id(document: str, sentence: str, nth: int = 0) -> str:
    """The id of the report whose first evidence stands in `sentence`, the `nth` that begins there.

    It depends on the document's id and words alone, so that a newer extractor gives the same id.
    """
    words = " ".join(sentence.split()).lower()
    return hashlib.sha256(f"{document}\n{words}\n{nth}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
