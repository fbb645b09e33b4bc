"""The scale of an incident's sources, as ACLED's codebook has it, of those that the registry knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from corroborate.actors import load_registry
from corroborate.actors.actor import Actor
from corroborate.analysis import View

SCALES = ("Local partner", "New media", "Other", "Subnational", "National", "Regional", "International")
"""ACLED's scales, in the order in which it joins them."""
_SUBNATIONAL = frozenset(
    "belfast-telegraph dmg greater-kashmir jubi kng kivu-morning mindanews narinjara balochwarna tbp zrumbesh "
    "sentinel-assam shan-herald zeta-tijuana riodoce".split()
)
"""Media of the registry that report on a part of their country."""
_REGIONAL = frozenset("al-jazeera al-arabiya middle-east-eye".split())
_FROM_ABROAD = frozenset({"miami-herald"})
"""Media that the registry lists under the country on which they report."""
_CHANNELS = ("telegram", "twitter", "whatsapp", "facebook", "youtube")


def source_scale(view: View) -> str:
    """The scales of the sources that are known, the smallest and the greatest: "National-International"; "" of none."""
    country = view.where.country
    known = (_publisher(each.publisher) for each in view.incident.sources if each.publisher)
    return joined(_scale(actor, country) for actor in known if actor is not None)


def joined(scales: Iterable[str]) -> str:
    """Scales as ACLED writes them: one, or the smallest and the greatest."""
    found = sorted(set(scales), key=SCALES.index)
    return "-".join(dict.fromkeys((*found[:1], *found[-1:])))


@lru_cache(maxsize=4096)
def _publisher(name: str) -> Actor | None:
    return load_registry().resolve(name)


def _scale(actor: Actor, country: str | None) -> str:
    """National for media of the country where it happened, Other for whoever is no press: monitors, states, groups."""
    if any(word in actor.name.lower() for word in _CHANNELS):
        return "New media"
    if actor.kind != "media" or _is_mouthpiece(actor):
        return "Other"
    if actor.id in _REGIONAL:
        return "Regional"
    if actor.country is None or actor.country != country or actor.id in _FROM_ABROAD:
        return "International"
    return "Subnational" if actor.id in _SUBNATIONAL else "National"


def _is_mouthpiece(actor: Actor) -> bool:
    """Whether a medium belongs to an armed group."""
    parent = load_registry().get(actor.parent) if actor.parent else None
    return parent is not None and parent.kind == "armed_group"
