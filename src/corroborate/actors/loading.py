"""The registry's YAML files read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from corroborate.actors.actor import ROLE_NAMES, ROLES, Actor
from corroborate.errors import DataFileBroken
from corroborate.model.vocabulary import Role

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIELDS = frozenset(("names", "parent", "role", "also", "spokespersons"))
NO_COUNTRY = "international"
"""The heading of parties that belong to no country."""


def registry_files(path: Path | None = None) -> list[Traversable]:
    """The YAML files of the registry at `path` (a file or a folder), by default the shipped one."""
    root: Traversable = path if path is not None else resources.files("corroborate.actors") / "registry"
    if root.is_file():
        return [root]
    if not root.is_dir():
        raise DataFileBroken(f"{root}: no such actor registry; give a YAML file or a folder of them")
    files = [file for file in root.iterdir() if file.name.endswith((".yaml", ".yml"))]
    return sorted(files, key=lambda file: file.name)


def read_actors(files: Iterable[Traversable]) -> dict[str, Actor]:
    """All actors of `files` by id; raises DataFileBroken where an entry does not keep to the format."""
    found: dict[str, Actor] = {}
    homes: dict[str, str] = {}
    for file in files:
        for actor in _read_file(file):
            if actor.id in found:
                raise DataFileBroken(
                    f"{file.name}, {actor.id}: the id is taken by an entry in {homes[actor.id]}; choose another"
                )
            found[actor.id], homes[actor.id] = actor, file.name
    _check_parents(found, homes)
    return found


def _read_file(file: Traversable) -> Iterator[Actor]:
    try:
        countries = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFileBroken(f"{file.name}: not YAML in UTF-8; {' '.join(str(error).split())}") from error
    for country, kinds in _pairs(file.name, "the file", countries):
        if country != NO_COUNTRY and not (len(country) == 2 and country.isupper()):
            raise DataFileBroken(
                f"{file.name}, {country}: needs an ISO 3166-1 code of two capitals or {NO_COUNTRY}"
            )
        for kind, entries in _pairs(file.name, country, kinds):
            if kind not in ROLES:
                raise DataFileBroken(
                    f"{file.name}, {country}, {kind}: no such kind; one of {', '.join(ROLES)}"
                )
            for key, entry in _pairs(file.name, f"{country}, {kind}", entries):
                yield _actor(f"{file.name}, {key}", key, kind, country, entry)


def _pairs(name: str, where: str, value: Any) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        raise DataFileBroken(f"{name}, {where}: needs a mapping, has {type(value).__name__}")
    return ((str(key), part) for key, part in value.items())


def _actor(where: str, key: str, kind: str, country: str, entry: Any) -> Actor:
    fields: Mapping[str, Any] = {"names": entry} if isinstance(entry, str) else entry
    if not isinstance(fields, Mapping) or not fields.get("names"):
        raise DataFileBroken(f"{where}: needs names, parted by ' | '")
    strange = set(fields) - _FIELDS
    if strange:
        raise DataFileBroken(
            f"{where}: unknown field {sorted(strange)[0]!r}; one of {', '.join(sorted(_FIELDS))}"
        )
    names = _split(fields["names"])
    plain = tuple(name.removesuffix("~").strip() for name in names)
    parent = fields.get("parent")
    return Actor(
        id=key,
        name=plain[0],
        kind=kind,
        role=_role(where, fields.get("role") or ROLES[kind]),
        country=None if country == NO_COUNTRY else country,
        parent=str(parent) if parent else None,
        aliases=plain[1:],
        also=tuple(str(fields.get("also", "")).split()),
        ambiguous=frozenset(one for one, name in zip(plain, names, strict=True) if name.endswith("~")),
        spokespersons=tuple(_split(fields.get("spokespersons", ""))),
    )


def _role(where: str, value: str) -> Role:
    if value not in ROLE_NAMES:
        raise DataFileBroken(f"{where}: no such role {value!r}; one of {', '.join(sorted(ROLE_NAMES))}")
    return value  # type: ignore[return-value]  # checked the line before


def _split(value: Any) -> list[str]:
    return [part.strip() for part in str(value).split("|") if part.strip()]


def _check_parents(found: Mapping[str, Actor], homes: Mapping[str, str]) -> None:
    for actor in found.values():
        seen = {actor.id}
        parent = actor.parent
        while parent is not None and parent in found:
            if parent in seen:
                raise DataFileBroken(f"{homes[actor.id]}, {actor.id}: is its own ancestor; mend its parent")
            seen.add(parent)
            parent = found[parent].parent
        if parent is not None and not is_generated(parent):
            raise DataFileBroken(
                f"{homes[actor.id]}, {actor.id}: no actor has the id {parent!r} of its parent"
            )


def is_generated(key: str) -> bool:
    """Whether `key` has the form of an actor made from the countries table, such as `mil-pk`."""
    stem, _, code = key.partition("-")
    return stem in ("gov", "mil", "police", "forces") and len(code) == 2
