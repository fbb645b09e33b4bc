"""What a record answers, where an answer is more than a table."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.analysis import Comparison, View
from corroborate.model import Decision
from corroborate.model.held import HeldClaim, HeldTotal
from corroborate.model.incident import Link
from corroborate.review import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One incident with all that the record holds of it.

    `claims` are its claims in the order of publication, `proposals` the links to other incidents that wait
    for a person; `view.incident` holds reports, sources, links with their reasons, decisions and stances.
    """

    view: View
    claims: tuple[HeldClaim, ...]
    proposals: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedTotal:
    """A total with all documents that quote it, held against the record."""

    quoted: tuple[HeldTotal, ...]
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a check of a record finds: rows of each table, damage, decisions that contradict or hang loose.

    `loose` are decisions about a report or claim that no document tells any more.
    """

    sizes: dict[str, int]
    damage: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    loose: tuple[Decision, ...]
    waiting: int
