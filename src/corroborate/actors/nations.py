"""Countries by name and demonym, and the state's own parties made from them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

import yaml

from corroborate.actors.actor import ROLES, Actor
from corroborate.actors.matching import NameIndex
from corroborate.errors import DataFileBroken

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STATE_KINDS = {"gov": "government", "mil": "military", "police": "police", "forces": "security_forces"}
"""The stems of generated ids (`mil-pk`) and their kinds."""
_NOUNS = {"gov": "government", "mil": "military", "police": "police", "forces": "security forces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """A state or territory: ISO 3166-1 alpha-2, its names (the usual one first), its demonyms, its capital."""

    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...] = ()


@functools.cache
def nations() -> dict[str, Nation]:
    """All nations by code (countries.yaml: `code: names / demonyms / capital`, each parted by commas)."""
    file = resources.files("corroborate.actors") / "countries.yaml"
    found = {}
    for code, line in yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER).items():
        fields = [_parts(field) for field in str(line).split("/")]
        if not isinstance(code, str) or len(code) != 2 or len(fields) not in (2, 3) or not all(fields):
            raise DataFileBroken(
                f"countries.yaml, {code}: needs a quoted code and `names / demonyms / capital`"
            )
        found[code] = Nation(
            code=code, names=fields[0], demonyms=fields[1], capitals=fields[2] if len(fields) == 3 else ()
        )
    return found


@functools.cache
def nation_names() -> NameIndex:
    """Names (borne by `n:PK`) and demonyms (borne by `d:PK`) of all nations."""
    pairs = [(name, f"n:{nation.code}") for nation in nations().values() for name in nation.names]
    pairs += [(name, f"d:{nation.code}") for nation in nations().values() for name in nation.demonyms]
    return NameIndex(pairs)


@functools.cache
def speaking_names() -> NameIndex:
    """Names of nations (`n:RU`) and of their capitals (`c:RU`), which the press lets speak and act for them."""
    pairs = [(name, f"n:{nation.code}") for nation in nations().values() for name in nation.names]
    pairs += [(name, f"c:{nation.code}") for nation in nations().values() for name in nation.capitals]
    return NameIndex(pairs)


@functools.cache
def state_actor(key: str) -> Actor | None:
    """The government, army, police or security forces of a country by generated id, such as `gov-td`."""
    stem, _, code = key.partition("-")
    nation = nations().get(code.upper())
    if nation is None or stem not in STATE_KINDS or code != code.lower():
        return None
    kind = STATE_KINDS[stem]
    return Actor(
        id=key,
        name=f"{nation.demonyms[0]} {_NOUNS[stem]}",
        kind=kind,
        role=ROLES[kind],
        country=nation.code,
        parent=None if stem == "gov" else f"gov-{code}",
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
