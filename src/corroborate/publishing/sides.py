"""Who stands on which side of an incident, as ACLED, UCDP and PLOVER want to know it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corroborate.actors import load_registry
from corroborate.actors.actor import Actor
from corroborate.analysis import View
from corroborate.datasets import HIERARCHY, Country, countries
from corroborate.model import Perpetrator
from corroborate.publishing.militias import militia_of
from corroborate.publishing.names import Names

Kind = Literal["state", "external", "rebels", "militia", "identity", "rioters", "protesters", "civilians"]
STATE_GROUPS = ("military", "police", "paramilitary", "security_forces")
STATE_KINDS = frozenset({*STATE_GROUPS, "government"})
_CIVIL_KINDS = frozenset({"media", "civil_society", "political_party", "monitor"})
_PROTESTERS = ("peaceful_protest", "protest_with_intervention")
_RIOTERS = ("violent_demonstration", "mob_violence")
_FORCES = {"military": "Military Forces", "police": "Police Forces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: its name, what kind of party it is, others with it, its id in the registry, the state it is of."""

    name: str
    kind: Kind
    others: tuple[str, ...] = ()
    actor: str | None = None
    state: str | None = None
    is_named: bool = True


def sides(view: View, names: Names) -> tuple[Side, Side | None]:
    """Who did it, and who was hit or fought back; None where nobody is told of.

    Nobody named is an unidentified armed group. Military, police and other forces hit are those of the country.
    Demonstrators stand on the first side, or on the second where excessive force was used on them; a battle has
    two armed sides.
    """
    doers, hit = _doers(view, names), _hit(view, names)
    if view.type in _PROTESTERS:
        return _crowd(view, "protesters"), doers if doers and doers.kind in (
            "state",
            "external",
        ) else hit_force(hit)
    if view.type in _RIOTERS:
        return _crowd(view, "rioters"), hit or (doers if doers and doers.kind == "state" else None)
    if view.type == "excessive_force_against_protesters":
        return doers or _force(view, "police"), _crowd(view, "protesters")
    if doers is None and view.type == "arrests":
        return _force(view, "police"), hit
    if HIERARCHY[view.type].event_type == "Battles" and (hit is None or hit.kind == "civilians"):
        return doers or _unidentified(view), _unidentified(view)
    return doers or _unidentified(view), hit


def hit_force(side: Side | None) -> Side | None:
    """A side where it is a force of a state; None for others."""
    return side if side is not None and side.kind == "state" else None


def home(view: View) -> Country | None:
    """The country in which it happened."""
    return countries().get(view.where.country or "")


def _of(view: View, what: str, joined: str = "{} ({})") -> str:
    """A nameless party with the country in which it happened, where that is known."""
    country = home(view)
    return joined.format(what, country.name) if country else what


def _doers(view: View, names: Names) -> Side | None:
    """The party most surely said to have done it, with the others that did not merely deny it."""
    told = [who for who in view.perpetrators if who.responsibility != "denied"]
    if not told:
        return None
    first, *rest = told
    others = [*_above(first), *(names.in_text(who.name) or "" for who in rest)]
    return _side_of(first, view, names, tuple(dict.fromkeys(others)))


def _side_of(who: Perpetrator, view: View, names: Names, others: tuple[str, ...]) -> Side:
    actor = load_registry().get(who.actor) if who.actor else None
    if actor is not None:
        kind = _kind(actor, view)
        state = actor.country if actor.kind in STATE_KINDS else None
        return Side(name=actor.name, kind=kind, others=others, actor=actor.id, state=state)
    militia = militia_of(None, who.name) or "militia"
    if who.kind in ("organization", "unit"):
        return Side(name=names.in_text(who.name) or "", kind=militia, others=others)
    return Side(name=_of(view, "Unidentified Armed Group"), kind=militia, others=others, is_named=False)


def _kind(actor: Actor, view: View) -> Kind:
    if actor.kind in STATE_KINDS:
        return "state" if actor.country in (None, view.where.country) else "external"
    if actor.kind == "international":
        return "external"
    return "civilians" if actor.kind in _CIVIL_KINDS else militia_of(actor.id, actor.name) or "rebels"


def _above(who: Perpetrator) -> Iterator[str]:
    """The bodies that a registered party belongs to."""
    actor = load_registry().get(who.actor) if who.actor else None
    if actor is not None and actor.parent is not None and (parent := load_registry().get(actor.parent)):
        yield parent.name


def _hit(view: View, names: Names) -> Side | None:
    """The foremost group that was hit, in the order in which ACLED codes it for this kind of event."""
    named = _named_target(view, names)
    groups = _groups_hit(view)
    placed = HIERARCHY[view.type].event_type
    civil, forces = (
        ("civilians", "officials"),
        ("military", "paramilitary", "security_forces", "police", "militants"),
    )
    order = (*civil, *forces) if placed == "Violence against civilians" else (*forces, *civil)
    group = next((each for each in order if each in groups), None)
    if named is not None and (group is None or group in ("militants", *STATE_GROUPS)):
        return named
    if group is None:
        return _civilians(view) if placed == "Violence against civilians" else None
    if group in civil:
        return _civilians(view, group)
    return _unidentified(view) if group == "militants" else _force(view, group)


def _groups_hit(view: View) -> set[str]:
    """The groups told to be hit, without that of a state or an armed group which did it and lost people itself."""
    told = view.incident.reports
    groups: set[str] = {each.group for report in told for each in report.targets}
    groups |= {each.group for each in view.figures if each.high != 0}
    own = {who.actor for who in view.perpetrators if who.responsibility != "denied" and who.actor}
    kinds = {actor.kind for key in own if (actor := load_registry().get(key))}
    if kinds & STATE_KINDS and not kinds - STATE_KINDS:
        return groups - set(STATE_GROUPS) or groups
    if "armed_group" in kinds and groups & set(STATE_GROUPS):
        return groups - {"militants"}
    return groups


def _named_target(view: View, names: Names) -> Side | None:
    """A registered party that was hit."""
    doers = {who.actor for who in view.perpetrators}
    for target in (each for report in view.incident.reports for each in report.targets):
        actor = load_registry().resolve(target.name) if target.kind == "organization" else None
        if actor is not None and actor.id not in doers:
            state = actor.country if actor.kind in STATE_KINDS else None
            kind = _kind(actor, view)
            return Side(name=names.in_text(actor.name) or "", kind=kind, actor=actor.id, state=state)
    return None


def _civilians(view: View, group: str = "civilians") -> Side:
    others = (_of(view, "Government", "{} of {}"),) if group == "officials" else ()
    return Side(name=_of(view, "Civilians"), kind="civilians", others=others, is_named=False)


def _crowd(view: View, kind: Literal["protesters", "rioters"]) -> Side:
    return Side(name=_of(view, kind.capitalize()), kind=kind, is_named=False)


def _force(view: View, group: str) -> Side:
    name = _of(view, _FORCES.get(group, "Security Forces"), "{} of {}")
    stem = {"military": "mil", "police": "police"}.get(group, "forces")
    code = view.where.country
    actor = f"{stem}-{code.lower()}" if code else None
    return Side(name=name, kind="state", actor=actor, state=code)


def _unidentified(view: View) -> Side:
    return Side(name=_of(view, "Unidentified Armed Group"), kind="militia", is_named=False)
