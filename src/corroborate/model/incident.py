"""The reports judged to be of one incident: a derived view, and what it was derived from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corroborate.model.decision import Decision
from corroborate.model.document import DocumentKind
from corroborate.model.report import Report
from corroborate.model.stance import Stance

LinkStatus = Literal["linked", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a rule thinks of two reports: of one incident, or to be reviewed, and why.

    `score` is the probability that they are of one incident, 0 to 1, and `weight` the evidence in bits.
    `left` is the smaller report id. Linked pairs hold an incident together; pairs in review wait for a person.
    """

    left: str
    right: str
    score: float
    weight: float = 0.0
    status: LinkStatus = "review"
    reasons: tuple[str, ...] = ()
    rule: str = "linkage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a view needs to know of a document: who published it, when, and whether it is a copy.

    `copy_of` is the id of the document it repeats: the same words, syndicated. `is_compiled` is a dataset that
    others made from what sources told.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    source: str = ""
    copy_of: str | None = None
    kind: DocumentKind = "article"
    is_compiled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The reports of one incident, the documents they stand in, and why they were brought together.

    `id` is the smallest id of its reports, so it comes from content; any report's id finds its incident.
    `reports` are in the order of publication. `decisions` are those that touch a report or a claim of it.
    """

    id: str
    reports: tuple[Report, ...]
    sources: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    decisions: tuple[Decision, ...] = ()
    stances: tuple[Stance, ...] = ()

    def source_of(self, report: Report) -> Source:
        """The document that a report of this incident stands in."""
        for each in self.sources:
            if each.id == report.document:
                return each
        return Source(id=report.document)
