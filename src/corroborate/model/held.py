"""The nouns as the record holds them: with their ids, and beside what they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from corroborate.model.claim import Claim
from corroborate.model.incident import Source
from corroborate.model.stance import Stance
from corroborate.model.total import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDocument:
    """A document of the record without its text: `extractor` is None where it was stored but not coded.

    `added_at` is when the record learned of it, UTC, ISO 8601. `reports` counts what it tells, `incidents` of how
    many incidents, where that was asked for.
    """

    source: Source
    notes: tuple[str, ...]
    extractor: str | None
    added_at: str
    reports: int = 0
    incidents: int = 0


DocumentFlag = Literal["copies", "originals", "uncoded", "telling", "silent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentQuery:
    """Which documents, in which order, and which page of them; what is empty does not restrict.

    `since` and `until` are days of publication. Of several publishers, languages or coders any fits, "" is none;
    every one of `only` must hold: copies of others, originals, not coded, telling of an incident, of none. `text`
    is words, all of which the document must hold ("phrases" whole, `begin*`). `order`: published, added, publisher,
    reports, backwards with "-" before it, or best (for `text`).
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    only: tuple[DocumentFlag, ...] = ()
    order: str = "-published"
    offset: int = 0
    limit: int = 50


class ShelvedDocument(NamedTuple):
    """A document that matches, with a piece of its text: `FOUND` and `END` stand around the words found."""

    held: HeldDocument
    snippet: str


class DocumentPage(NamedTuple):
    """A page of documents, and how many there are on all pages."""

    documents: list[ShelvedDocument]
    total: int


class DocumentCount(NamedTuple):
    """How many documents have one value ("" for none)."""

    value: str
    documents: int


FOUND, END = "\x02", "\x03"
"""What stands around words found in a piece of text: signs that no text holds."""


class QuotePage(NamedTuple):
    """A page of reports whose quotes hold the words asked for, and how many there are on all pages."""

    hits: list[Hit]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClaim:
    """A claim with its incident and the document it stands in."""

    claim: Claim
    incident: str
    source: Source


class ClaimCells(NamedTuple):
    """A claim as plain cells; `value` and `attribution` are JSON text, `denied` is 0 or 1."""

    id: str
    report: str
    document: str
    field: str
    denied: int
    start: int
    end: int
    quote: str
    value: str
    attribution: str


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
