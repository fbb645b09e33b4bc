"""Parties as ACLED and UCDP name them: which entry of the registry is meant, and which group of people."""

from __future__ import annotations

import functools
import re

from corroborate.actors import load_registry
from corroborate.datasets.countries import by_name
from corroborate.model.selection import folded
from corroborate.model.vocabulary import Group

_YEARS = re.compile(r"\s*\((?:\d{4}|-)[^)]*\)")
_HOME = re.compile(r"\s*\([^)]*\)$")
_STATE = re.compile(
    r"^(?P<what>Government|Military Forces|Police Forces|Private Security Forces) of (?:the )?(?P<of>.+)$"
)
_STEMS = {"Government": "gov", "Military Forces": "mil", "Police Forces": "police"}
_NAMELESS = re.compile(r"^(?:Unidentified|Protesters|Rioters|Civilians|Unknown|XXX)", re.IGNORECASE)


@functools.lru_cache(maxsize=65_536)
def actor_of(name: str) -> str | None:
    """The registry's id of a party, None where it has none or no party is named."""
    if _NAMELESS.match(name):
        return None
    plain = _YEARS.sub("", name).strip()
    state = _STATE.match(plain)
    if state and state["what"] in _STEMS:
        named = (folded(state["of"]), folded(_HOME.sub("", state["of"])))
        country = next((by_name()[name] for name in named if name in by_name()), None)
        return f"{_STEMS[state['what']]}-{country.code.lower()}" if country else None
    acronym, _, long = plain.rpartition(": ")
    found = [load_registry().resolve(each) for each in (long, acronym, _HOME.sub("", long)) if each]
    return next((actor.id for actor in found if actor is not None), None)


def is_nameless(name: str) -> bool:
    """Whether a name only says that nobody is named: "Unidentified Armed Group (Mali)"."""
    return bool(_NAMELESS.match(name))


def group_of(name: str, kind: str) -> Group:
    """The group of people that a party of ACLED's kind `kind` (inter) is counted under."""
    if kind in ("State forces", "1"):
        return "police" if name.startswith("Police") else "military"
    if kind in ("Rebel group", "Political militia", "Identity militia", "2", "3", "4"):
        return "militants"
    if kind in ("Rioters", "Protesters", "Civilians", "5", "6", "7"):
        return "civilians"
    return "unknown"
