"""What findings and tables ask of incidents: whose word alone a figure is, who claims, what two sides say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corroborate.analysis.dimensions import Claimants
from corroborate.analysis.incidents import Counted, Told
from corroborate.analysis.tally import MEASURES
from corroborate.analysis.tolls import heard
from corroborate.publishing.report.blocks import Asked
from corroborate.publishing.report.material import Cell, Material, doers, once, speakers

CAMPS = {"armed_group": "armed groups", "state": "the state", "independent": "independent sources"}


class Sides(NamedTuple):
    """One incident and harm of which two or more camps give figures: for each, the least and the greatest."""

    incident: Counted
    effect: str
    group: str
    by_camp: dict[str, tuple[int, int]]
    names: dict[str, str]


def one_voiced(material: Material, measure: str, camp: str = "state") -> tuple[str, ...]:
    """The incidents for which one camp alone gives a figure of a measure."""
    found = []
    for each in material.incidents:
        camps = {said.voice.camp for said in _numbered(each, measure, material.scope.rule)}
        if camps == {camp}:
            found.append(each.id)
    return tuple(found)


def surely_told(material: Material, cell: Cell, responsibility: str) -> tuple[str, ...]:
    """The incidents of an actor's cell in which its part is told in that way (claimed, accused, …)."""
    ids, found = set(cell.ids), []
    for each in material.incidents:
        if each.id in ids and any(
            who.responsibility == responsibility and cell.key and _is_named(material, who, cell.key)
            for who in each.doers
        ):
            found.append(each.id)
    return tuple(found)


def named_actors(material: Material) -> dict[str, str]:
    """The actors that name somebody, each with what filters find it by: registered ones with their id, and proper names.

    “Army” or “gunmen” may be anybody.
    """
    return once(material, "named actors", lambda: _named_actors(material))


def _named_actors(material: Material) -> dict[str, str]:
    named = doers(material)
    return {
        named.by_id[who.id]: who.id if who.is_registered else who.name
        for each in material.incidents
        for who in each.accused
        if who.is_registered or _is_proper(who.name)
    }


def listing(material: Material, name: str, key: str | None) -> Asked | None:
    """The filter that lists the incidents of a part's cell, such as of a place; None where there is none."""
    if not key:
        return None
    if name == "actor":
        # Another actor's filter would stand in the stead of the report's own.
        known = {} if material.scope.actors else named_actors(material)
        key = known.get(key, "")
    elif name == "province":
        key = key.partition(",")[0]
    asked = {"country": "place", "province": "place", **{each: each for each in _ALIKE}}.get(name)
    return ((asked, key),) if asked and key else None


def lists_more(material: Material, name: str) -> bool:
    """Does the filter of a part list other incidents, too: of the place beyond the report's, of a group without a figure?"""
    return name == "group" or (name in ("country", "province") and bool(material.scope.places))


_ALIKE = ("type", "tactic", "group", "actor")
"""Parts that filters call by the same name."""


_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at)[-’']")


def _is_proper(name: str) -> bool:
    """Whether two or more words begin with a capital, an article before it apart, and not all letters are capitals:
    “Valley Front”, “Jund al-Sham”. In scripts without capitals two words are a name."""
    if name == name.swapcase():
        return len(name.split()) > 1
    capitals = [word for word in name.split() if _ARTICLE.sub("", word, count=1)[:1].isupper()]
    return len(capitals) > 1 and not name.isupper()


def sides_compared(material: Material) -> list[Sides]:
    """Incidents of which two or more camps give a number of people hurt, those furthest apart first."""
    return once(material, "sides compared", lambda: _sides_compared(material))


def _sides_compared(material: Material) -> list[Sides]:
    names = speakers(material)
    found = [sides for each in material.incidents for sides in _sides(each, names)]
    return sorted(found, key=lambda sides: (-_apart(sides), sides.incident.id, sides.effect, sides.group))


def _sides(each: Counted, names: Claimants) -> Iterator[Sides]:
    grouped: dict[tuple[str, str], list[Told]] = {}
    for said in each.told:
        if said.voice.camp in CAMPS and (said.low is not None or said.high is not None):
            grouped.setdefault((said.effect, said.group), []).append(said)
    for (effect, group), told in grouped.items():
        camps = {camp: [said for said in told if said.voice.camp == camp] for camp in CAMPS}
        spans = {camp: _span(said) for camp, said in camps.items() if said}
        if len(spans) > 1:
            named = {
                camp: ", ".join(dict.fromkeys(names.name(said.voice.key) for said in camps[camp]))
                for camp in spans
            }
            yield Sides(each, effect, group, spans, named)


def _span(told: Sequence[Told]) -> tuple[int, int]:
    lows = [said.low if said.low is not None else said.high or 0 for said in told]
    highs = [said.high if said.high is not None else said.low or 0 for said in told]
    return min(lows), max(highs)


def _apart(sides: Sides) -> int:
    lows, highs = zip(*sides.by_camp.values(), strict=True)
    return int(max(lows)) - int(min(highs))


def _numbered(each: Counted, measure: str, rule: str) -> list[Told]:
    effect, is_fighters = MEASURES[measure]
    return [
        said
        for said in heard(each.told, rule)
        if said.effect == effect
        and (said.group == "militants") == is_fighters
        and (said.low is not None or said.high is not None)
    ]


def _is_named(material: Material, who: object, key: str) -> bool:
    id_, name = getattr(who, "id", ""), getattr(who, "name", "")
    return key in (material.cutting.names(id_, name), name) or key.endswith(f"({id_})")
