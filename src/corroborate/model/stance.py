"""What a party says or does in words toward another."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.party import Attribution, Party
from corroborate.model.span import Span
from corroborate.model.vocabulary import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """`actor` accuses, denies, condemns, appeals … `toward` another, `about` an incident or a topic."""

    document: str
    actor: Party
    act: Act
    about: str
    span: Span
    toward: str | None = None
    incident: str | None = None
    attribution: Attribution = ()
