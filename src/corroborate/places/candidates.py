"""The places that a name may mean, before anything is known of the document."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from corroborate.places.geometry import can_hold
from corroborate.places.place import Place
from corroborate.places.spelling import key_of
from corroborate.places.vocabulary import vocabulary


class Places(Protocol):
    """What the context and the resolver need of the gazetteer."""

    def under(self, key: str) -> tuple[Place, ...]: ...
    def districts(self, key: str) -> tuple[Place, ...]: ...
    def spelt_like(self, name: str, country: str) -> tuple[Place, ...]: ...
    def capital_of(self, country: str) -> Place | None: ...
    def country_name(self, code: str) -> str: ...
    def name_of(self, place: str) -> str: ...


def candidates(places: Places, name: str, kind: str = "") -> tuple[Place, ...]:
    """All places that `name` with that word of kind may mean.

    "Kech" with "district", and "Kech County", mean districts, too; a shortened state ("Ky.") means the state;
    a name that only a district bears means it even where the text does not say so.
    """
    if name.endswith(".") and (full := _written_out().get(_bare(name))):
        return places.under(key_of(full))
    key = key_of(name)
    found = places.under(key)
    if kind == "district":
        return found + places.districts(key)
    base, said = split_kind(name)
    if said == "district" and not found:
        found = places.districts(key_of(base)) or places.under(key_of(base))
    return found or places.districts(key)


def split_kind(name: str) -> tuple[str, str]:
    """A name that ends in a word for a district without it, and that word's class: ("Reed County") -> "Reed"."""
    first, _, last = name.rpartition(" ")
    kind = vocabulary().kind_at([last.lower()], 0) if first else None
    return (first, "district") if kind is not None and kind.level == "district" else (name, "")


def held(holders: tuple[Place, ...], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of `places` that some of `holders` may hold."""
    return tuple(place for place in places if any(can_hold(holder, place) for holder in holders))


def holding(places: tuple[Place, ...], inner: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of `places` that may hold some of `inner`."""
    return tuple(place for place in places if any(can_hold(place, one) for one in inner))


@cache
def _written_out() -> dict[str, str]:
    return {_bare(form): full for form, full in vocabulary().abbreviations.items()}


def _bare(form: str) -> str:
    return form.replace(" ", "").rstrip(".")
