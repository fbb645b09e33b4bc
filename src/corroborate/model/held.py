"""The nouns as the record holds them: with their ids, and beside what they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corroborate.model.claim import Claim
from corroborate.model.incident import Source
from corroborate.model.stance import Stance
from corroborate.model.total import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDocument:
    """A document of the record without its text: `extractor` is None where it was stored but not coded.

    `added_at` is when the record learned of it, UTC, ISO 8601. `reports` counts what it tells.
    """

    source: Source
    notes: tuple[str, ...]
    extractor: str | None
    added_at: str
    reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClaim:
    """A claim with its incident and the document it stands in."""

    claim: Claim
    incident: str
    source: Source


class ClaimCells(NamedTuple):
    """A claim as plain cells; `value` and `attribution` are JSON text."""

    id: str
    report: str
    document: str
    field: str
    effect: str | None
    group: str | None
    low: int | None
    high: int | None
    wording: str | None
    denied: bool
    speaker: str | None
    speaker_role: str | None
    speaker_actor: str | None
    start: int
    end: int
    quote: str
    value: str
    attribution: str
    incident: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTotal:
    """A quoted total with the document it stands in."""

    id: str
    total: Total
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldStance:
    """A stance with the document it stands in, and the incident it is about, where it is about one."""

    id: str
    stance: Stance
    source: Source
    incident: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One finding of a search: `kind` is document or report, `snippet` shows the words found in [brackets]."""

    kind: str
    id: str
    document: str
    title: str | None
    published: str | None
    snippet: str
    incident: str | None = None
