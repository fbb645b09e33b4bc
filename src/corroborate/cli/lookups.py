"""Places and parties looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.options import AsJson, current_settings

if TYPE_CHECKING:
    from corroborate.actors import Actor, Registry
    from corroborate.places import Gazetteer, Place

Country = Annotated[
    str | None,
    typer.Option(metavar="CC", help="Only of this country: ISO 3166-1 alpha-2.", show_default=False),
]


def lookup(name: Annotated[str, typer.Argument(help="A place name, however it is spelt.")], country: Country = None, as_json: AsJson = False) -> None:  # fmt: skip
    """Look up a place name: all places that bear it, the largest first.

    \b
    Examples:
      corroborate gazetteer lookup Kalat
      corroborate gazetteer lookup Tripoli --country LB --json
    """
    from corroborate.cli.paper import Paper, print_json

    gazetteer = _gazetteer()
    found = [place for place in gazetteer.lookup(name) if country is None or place.country == country.upper()]
    if as_json:
        print_json([_place_row(place, gazetteer) for place in found])
        return
    paper = Paper()
    if not found:
        paper.line(f"No place called {name} is known; load more with `corroborate gazetteer load`.")
        return
    paper.table(
        ("name", "kind", "within", "position", "people"),
        [_place_cells(place, gazetteer) for place in found],
        keep=("position", "people"),
    )


def load(
    sources: Annotated[list[str], typer.Argument(metavar="FILE...", help="GeoNames dumps: PK.zip, allCountries.zip, admin1CodesASCII.txt, …")],
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Load GeoNames dumps into your own gazetteer, which stands beside the shipped one.

    Dumps are at https://download.geonames.org/export/dump/ (CC BY 4.0): a country's file, or allCountries.zip.
    What was loaded before is replaced, so name all files at once; `add` and `extract` use it from then on.

    \b
    Examples:
      corroborate gazetteer load PK.zip
      corroborate gazetteer load PK.zip AF.zip admin1CodesASCII.txt admin2Codes.txt
    """
    from pathlib import Path

    from corroborate.cli.paper import Paper, print_json
    from corroborate.places.loading import load_geonames
    from corroborate.words import number

    index = current_settings().loaded_gazetteer
    loaded = load_geonames([Path(source) for source in sources], index)
    if as_json:
        print_json(
            {"index": str(index), "places": loaded.places, "names": loaded.names, "files": list(loaded.files)}
        )
        return
    Paper().line(
        (number(loaded.places, "place"), "bold"), f" with {number(loaded.names, 'name')} loaded into {index}."
    )


def actors_list(
    country: Country = None,
    kind: Annotated[str | None, typer.Option(help="Only of this kind: armed_group, military, police, media, monitor, …", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """List the parties of the registry.

    \b
    Examples:
      corroborate actors list --country ML
      corroborate actors list --kind monitor --json
    """
    registry = _registry()
    wanted = (country or "").upper()
    found = [
        actor
        for actor in registry
        if (not wanted or actor.country == wanted or wanted in actor.also) and kind in (None, actor.kind)
    ]
    _print_actors(found, as_json)


def actors_show(actor: Annotated[str, typer.Argument(metavar="ACTOR", help="An id or a name.")], as_json: AsJson = False) -> None:  # fmt: skip
    """Show one party: its names, what it belongs to, and what belongs to it.

    \b
    Examples:
      corroborate actors show bla-pk
      corroborate actors show "Rapid Support Forces"
    """
    from corroborate.cli.paper import Paper, print_json
    from corroborate.errors import UnknownSubject

    registry = _registry()
    found = registry.get(actor) or registry.resolve(actor)
    if found is None:
        raise UnknownSubject(f"{actor!r}: no one party bears this name; try `corroborate actors find`")
    parts = [each for each in registry if each.parent == found.id]
    if as_json:
        print_json({**_actor_row(found), "parts": [each.id for each in parts]})
        return
    paper = Paper()
    paper.line(
        (found.name, "bold"),
        f"  {found.kind.replace('_', ' ')}",
        f", {found.country}" if found.country else "",
    )
    for label, told in _actor_facts(found, registry, parts):
        paper.line((f"{label:<13}", "dim"), told, indent=2, hang=15)


def actors_find(words: Annotated[list[str], typer.Argument(help="Words of a name or an alias.")], as_json: AsJson = False) -> None:  # fmt: skip
    """Find parties by words of their names and aliases.

    \b
    Examples:
      corroborate actors find liberation army
      corroborate actors find majeed
    """
    from corroborate.model.selection import folded

    wanted = folded(" ".join(words)).split()
    found = [
        actor
        for actor in _registry()
        if all(
            any(word in folded(name) for name in (actor.id, actor.name, *actor.aliases)) for word in wanted
        )
    ]
    _print_actors(found, as_json)


def _print_actors(found: Sequence[Actor], as_json: bool) -> None:
    from corroborate.cli.paper import Paper, print_json
    from corroborate.words import number

    if as_json:
        print_json([_actor_row(actor) for actor in found])
        return
    paper = Paper()
    if not found:
        paper.line("No party matches.")
        return
    rows = [
        ((actor.id, "cyan"), actor.name, actor.kind.replace("_", " "), actor.country or "") for actor in found
    ]
    paper.table(("id", "name", "kind", "country"), rows, keep=("id",))
    paper.blank()
    paper.line((f"{number(len(found), 'party').replace('partys', 'parties')}.", "dim"))


def _actor_row(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id, "name": actor.name, "kind": actor.kind, "role": actor.role, "country": actor.country,
        "also": list(actor.also), "parent": actor.parent, "aliases": list(actor.aliases),
        "spokespersons": list(actor.spokespersons),
    }  # fmt: skip


def _actor_facts(actor: Actor, registry: Registry, parts: Sequence[Actor]) -> list[tuple[str, str]]:
    above = registry.get(actor.parent) if actor.parent else None
    facts = [
        ("id", actor.id),
        ("speaks as", actor.role.replace("_", " ")),
        ("belongs to", f"{above.name} ({above.id})" if above else ""),
        ("has parts", ", ".join(f"{part.name} ({part.id})" for part in parts)),
        ("also called", ", ".join(actor.aliases)),
        ("also in", ", ".join(actor.also)),
        ("spoken for by", ", ".join(actor.spokespersons)),
    ]
    return [(label, told) for label, told in facts if told]


def _place_row(place: Place, gazetteer: Gazetteer) -> dict[str, Any]:
    return {
        "id": place.id, "name": place.name, "kind": place.kind, "level": place.level, "country": place.country,
        "within": _within(place, gazetteer), "latitude": place.latitude, "longitude": place.longitude,
        "population": place.population, "source": place.source,
    }  # fmt: skip


def _place_cells(place: Place, gazetteer: Gazetteer) -> list[str | tuple[str, str]]:
    known = place.latitude is not None and place.longitude is not None
    position = f"{place.latitude:.2f} {place.longitude:.2f}" if known else ""
    people = f"{place.population:,}" if place.population else ""
    return [(place.name, "bold"), place.kind, ", ".join(_within(place, gazetteer)), position, people]


def _within(place: Place, gazetteer: Gazetteer) -> list[str]:
    country = [gazetteer.country_name(place.country)] if place.country else []
    return list(dict.fromkeys([*(gazetteer.name_of(parent) for parent in place.parents), *country]))


def _gazetteer() -> Gazetteer:
    from corroborate.places import open_gazetteer

    settings = current_settings()
    return open_gazetteer(settings.gazetteer, loaded=settings.loaded_gazetteer)


def _registry() -> Registry:
    from corroborate.actors import load_registry

    return load_registry(current_settings().registry)
