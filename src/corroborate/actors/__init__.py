"""Who takes part and who speaks: the registry of parties and the matching of their names."""

from corroborate.actors.actor import Actor, ActorMention
from corroborate.actors.descriptions import Description, find_descriptions
from corroborate.actors.local import LocalAliases
from corroborate.actors.parties import Registry, load_registry

__all__ = [
    "Actor",
    "ActorMention",
    "Description",
    "LocalAliases",
    "Registry",
    "find_descriptions",
    "load_registry",
]
