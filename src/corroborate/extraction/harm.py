"""What became of some people."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.extraction.people import People
from corroborate.model.vocabulary import CasualtyEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One effect on one group of people: `at` is the token of the word that says it."""

    effect: CasualtyEffect
    people: People
    at: int
    negated: bool = False
    recalled: bool = False
