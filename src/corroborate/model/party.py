"""Who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from corroborate.model.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One speaker: the name as said or as registered, the registry's id where it was resolved, the role."""

    name: str
    role: Role
    actor: str | None = None


Attribution: TypeAlias = tuple[Party, ...]
"""First speaker first, then each one who passed it on; empty: the document says it in its own voice."""
