"""Incidents and stances as dyadic records after PLOVER: who does or says what toward whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from corroborate.actors import load_registry
from corroborate.analysis import View
from corroborate.datasets import countries
from corroborate.model.held import HeldStance
from corroborate.model.vocabulary import Act, EventType, Role
from corroborate.publishing.rows import Showing
from corroborate.publishing.sides import Side, home, sides

Row = dict[str, Any]


class Code(NamedTuple):
    """PLOVER's event, its mode and its contexts."""

    event: str
    mode: str = ""
    context: tuple[str, ...] = ()


DEEDS: Mapping[EventType, Code] = {
    "government_regains_territory": Code("ASSAULT", "", ("military", "resource")),
    "non_state_actor_overtakes_territory": Code("ASSAULT", "", ("military", "resource")),
    "armed_clash": Code("ASSAULT", "firearms", ("military",)),
    "excessive_force_against_protesters": Code("ASSAULT", "beat", ("rights_freedoms",)),
    "protest_with_intervention": Code("PROTEST", "demo"),
    "peaceful_protest": Code("PROTEST", "demo"),
    "violent_demonstration": Code("PROTEST", "riot"),
    "mob_violence": Code("ASSAULT", "primitive"),
    "chemical_weapon": Code("ASSAULT", "heavy-weapons", ("cbrn",)),
    "air_drone_strike": Code("ASSAULT", "heavy-weapons", ("military",)),
    "suicide_bomb": Code("ASSAULT", "suicide-attack"),
    "shelling_artillery_missile_attack": Code("ASSAULT", "heavy-weapons", ("military",)),
    "remote_explosive_landmine_ied": Code("ASSAULT", "explosives"),
    "grenade": Code("ASSAULT", "explosives"),
    "sexual_violence": Code("ASSAULT", "sexual", ("crime_sexual",)),
    "attack": Code("ASSAULT"),
    "abduction_forced_disappearance": Code("ASSAULT", "abduct"),
    "agreement": Code("AGREE"),
    "arrests": Code("COERCE", "arrest"),
    "looting_property_destruction": Code("ASSAULT", "destroy"),
    "headquarters_or_base_established": Code("MOBILIZE", "troops", ("military",)),
    "non_violent_transfer_of_territory": Code("RETREAT", "withdraw", ("military",)),
}
"""PLOVER's code for each type of incident; the other types are no event of PLOVER's."""
WORDS: Mapping[Act, Code] = {
    "denies": Code("REJECT"),
    "accuses": Code("ACCUSE"),
    "condemns": Code("ACCUSE"),
    "demands": Code("DEMAND"),
    "threatens": Code("THREATEN"),
    "promises": Code("AGREE"),
    "praises": Code("SUPPORT"),
    "sanctions": Code("SANCTION"),
}
"""PLOVER's code for each act of a stance; appeals, judgements and claims of responsibility it does not code."""
_SECTORS: Mapping[str, str] = {
    "armed_group": "REB", "government": "GOV", "military": "MIL", "paramilitary": "PAR", "security_forces": "MIL",
    "police": "COP", "media": "MED", "international": "IGO", "civil_society": "NGO", "political_party": "PTY",
    "monitor": "NGO",
}  # fmt: skip
_BY_ROLE: Mapping[Role, str] = {
    "armed_group": "REB", "government": "GOV", "military": "MIL", "police": "COP", "media": "MED",
    "international": "IGO", "civil_society": "NGO", "monitor": "NGO", "local_source": "CVL", "witness": "CVL",
}  # fmt: skip
_BY_SIDE = {
    "state": "MIL",
    "civilians": "CVL",
    "rioters": "CVL",
    "protesters": "CVL",
    "rebels": "REB",
    "militia": "REB",
    "identity": "REB",
}


def is_deed(view: View) -> bool:
    """Whether PLOVER has an event for an incident: of its type, or any that was threatened."""
    return view.stage == "threatened" or view.type in DEEDS


def is_word(held: HeldStance) -> bool:
    """Whether PLOVER has an event for what a party says."""
    return held.stance.act in WORDS


def deed_row(view: View, how: Showing) -> Row:
    """An incident as one side acts upon the other."""
    first, second = sides(view, how.names)
    code = Code("THREATEN", "violence") if view.stage == "threatened" else DEEDS[view.type]
    surest = next((who for who in view.perpetrators if who.responsibility != "denied"), None)
    where, country = how.placed(view.where), home(view)
    report = view.incident.reports[0]
    source = view.incident.source_of(report)
    return {
        "id": view.incident.id,
        "date": view.when.earliest.isoformat() if view.when.earliest else None,
        "event": code.event,
        "mode": code.mode,
        "context": list(code.context),
        **_party("source", first, view),
        **_party("target", second, view),
        "status": surest.responsibility if surest else "",
        "killed": view.killed.best,
        "injured": view.injured.best,
        "rule": view.killed.rule,
        "place": where.name,
        "country": country.alpha3 if country else None,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "text": how.names.in_text(report.evidence[0].quote),
        "publisher": source.publisher,
        "url": source.url,
    }


def word_row(held: HeldStance, how: Showing) -> Row:
    """What one party says toward another."""
    stance = held.stance
    actor = load_registry().get(stance.actor.actor) if stance.actor.actor else None
    toward = load_registry().resolve(stance.toward) if stance.toward else None
    code = WORDS[stance.act]
    return {
        "id": held.id,
        "date": (held.source.published or "")[:10] or None,
        "event": code.event,
        "mode": code.mode,
        "context": list(code.context),
        "source_name": how.names.of_party(stance.actor),
        "source_country": _alpha3(actor.country if actor else None),
        "source_sector": _SECTORS.get(actor.kind, "") if actor else _BY_ROLE.get(stance.actor.role, ""),
        "source_actor": stance.actor.actor,
        "target_name": how.names.in_text(stance.toward),
        "target_country": _alpha3(toward.country if toward else None),
        "target_sector": _SECTORS.get(toward.kind, "") if toward else "",
        "status": "said",
        "killed": None,
        "injured": None,
        "rule": None,
        "place": None,
        "country": None,
        "latitude": None,
        "longitude": None,
        "text": how.names.in_text(stance.span.quote),
        "publisher": held.source.publisher,
        "url": held.source.url,
    }


def _party(end: str, side: Side | None, view: View) -> Row:
    names = ("name", "country", "sector", "actor") if end == "source" else ("name", "country", "sector")
    if side is None:
        return {f"{end}_{name}": None for name in names}
    actor = load_registry().get(side.actor) if side.actor else None
    # People of no registered party are of the country in which it happened.
    country = (
        actor.country
        if actor
        else view.where.country
        if side.kind in ("civilians", "protesters", "rioters")
        else None
    )
    sector = _SECTORS.get(actor.kind, "") if actor else _BY_SIDE.get(side.kind, "")
    found = {"name": side.name, "country": _alpha3(country), "sector": sector, "actor": side.actor}
    return {f"{end}_{name}": found[name] for name in names}


def _alpha3(code: str | None) -> str | None:
    country = countries().get(code or "")
    return country.alpha3 if country else None
