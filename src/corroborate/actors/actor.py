"""Who takes part in a conflict or reports on it: the nouns of the registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from corroborate.model.vocabulary import Role

ROLES: dict[str, Role] = {
    "armed_group": "armed_group",
    "military": "military",
    "paramilitary": "military",
    "security_forces": "military",
    "police": "police",
    "government": "government",
    "monitor": "monitor",
    "media": "media",
    "international": "international",
    "civil_society": "civil_society",
    "political_party": "civil_society",
}
"""Each kind of actor and the role in which it speaks unless its entry says otherwise."""
ROLE_NAMES: frozenset[str] = frozenset(get_args(Role))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One registered party: `id` is stable, `parent` the party it belongs to, `country` ISO 3166-1 alpha-2.

    `also` are further countries it acts in; `ambiguous` are those of its aliases that others bear too.
    `spokespersons` speak for it in a public office; no other person is ever registered.
    """

    id: str
    name: str
    kind: str
    role: Role
    country: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    spokespersons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens `begin` to `end` (exclusive) of a sentence name a party, `actor` where the registry knows which.

    `name` is as said; a short name that the document defines for an unregistered party carries the long
    one. `kind` is the actor's, or `spokesperson` for a person who speaks for `actor`.
    """

    begin: int
    end: int
    name: str
    actor: str | None
    role: Role
    kind: str
