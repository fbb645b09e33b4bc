"""A coding in the terms of MUC-4: GTT's reduced templates and the 1992 slots, by `template-doc-part1.v7`.

What the guidelines leave out is left out: incidents older than two months with nothing new (1.0, 6), clashes
of armed groups with forces of the state that hit nobody else (1.0, 1), arrests, agreements, protests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from bench.muc4 import keys
from bench.muc4.gtt import ROLES
from bench.muc4.keys import Fill, Template
from corroborate.model import Coding, Count, Perpetrator, Report, Target, Weapon, When, Where

BOMBINGS = frozenset(("remote_explosive_landmine_ied", "suicide_bomb", "grenade"))
ATTACKS = frozenset(
    ("attack", "armed_clash", "air_drone_strike", "shelling_artillery_missile_attack", "sexual_violence", "mob_violence",
     "looting_property_destruction", "chemical_weapon")
)  # fmt: skip
TACTICS = {"arson": "arson", "robbery": "robbery", "forced work stoppage": "forced work stoppage"}
CONFIDENCE = {"fact": "REPORTED AS FACT", "claimed": "CLAIMED OR ADMITTED", "accused": "SUSPECTED OR ACCUSED"}
STATE_ROLES = frozenset(("government", "military", "police"))
STAGES = {
    "carried_out": "ACCOMPLISHED",
    "attempted": "ATTEMPTED",
    "foiled": "ATTEMPTED",
    "threatened": "THREATENED",
}
EFFECTS = {"killed": "DEATH", "injured": "INJURY", "none": "NO INJURY"}
DAMAGES = {
    "damaged": "SOME DAMAGE",
    "destroyed": "DESTROYED",
    "none": "NO DAMAGE",
    "seized": "PROPERTY TAKEN FROM TARGET",
}
FACILITIES = (
    ("DIPLOMAT OFFICE OR RESIDENCE", "embass consulat diplomat ambassador"),
    ("ENERGY", "electric power pylon pipeline oil tower transmission substation energy dam hydroelectric fuel"),
    ("COMMUNICATIONS", "telephone radio television newspaper antenna communication exchange telecommunication"),
    ("FINANCIAL", "bank financial credit"),
    ("TRANSPORT VEHICLE", "bus car vehicle truck train plane helicopter airplane boat van jeep ambulance taxi aircraft ship"),
    ("TRANSPORTATION ROUTE", "bridge road highway railroad railway street tunnel"),
    ("TRANSPORTATION FACILITY", "airport station terminal port"),
    ("LAW ENFORCEMENT FACILITY", "police"),
    ("WATER", "water aqueduct"),
    ("GOVERNMENT OFFICE OR RESIDENCE", "ministry government presidential municipal mayor town state public court palace"),
    ("ORGANIZATION OFFICE", "headquarters union federation party organization university office church"),
    ("COMMERCIAL", "store shop restaurant hotel factory company business plant supermarket gas commercial center"),
    ("CIVILIAN RESIDENCE", "house home residence apartment building farm"),
)  # fmt: skip
PEOPLE = (
    ("DIPLOMAT", "ambassador diplomat consul attache"),
    ("LEGAL OR JUDICIAL", "judge lawyer attorney magistrate prosecutor"),
    ("GOVERNMENT OFFICIAL", "minister mayor president governor deputy official senator congressman director"),
    ("POLITICAL FIGURE", "leader candidate politician union activist leftist"),
    ("LAW ENFORCEMENT", "police policeman policemen"),
    ("SECURITY GUARD", "guard guards bodyguard bodyguards watchman escort escorts"),
    ("ACTIVE MILITARY", "soldier soldiers colonel general lieutenant captain major sergeant troops"),
)
GROUPS = {
    "officials": "GOVERNMENT OFFICIAL",
    "police": "LAW ENFORCEMENT",
    "military": "ACTIVE MILITARY",
    "paramilitary": "LAW ENFORCEMENT",
    "security_forces": "LAW ENFORCEMENT",
}
TOOLS = (
    ("VEHICLE BOMB", "car bomb|bus bomb|vehicle bomb"),
    ("MOLOTOV COCKTAIL", "molotov|petrol bomb"),
    ("AERIAL BOMB", "aerial bomb"),
    ("DYNAMITE", "dynamite"),
    ("GRENADE", "grenade"),
    ("MINE", r"\bmines?\b|landmine|booby"),
    ("ROCKET", r"rocket|\brpg"),
    ("MISSILE", "missile"),
    ("MORTAR", "mortar"),
    ("MACHINE GUN", "machine ?-?gun|uzi|m-60"),
    ("RIFLE", r"rifle|ak-?47|\bm-?16|assault weapon"),
    ("HANDGUN", "pistol|revolver|handgun"),
    ("BOMB", "bomb|explosive device|device|charge"),
    ("EXPLOSIVE", "explosive"),
    ("GUN", r"\bgun|weapon|bullet|firearm|shot"),
    ("CUTTING DEVICE", "knife|knives|machete|blade|axe"),
    ("FIRE", "fire|gasoline"),
    ("STONE", "stone"),
)
_STATE = re.compile(
    r"\b(army|military|police|soldiers?|government|armed forces|air force|troops|battalion|brigade)\b"
)
_RECENT = 62
"""Days: "it occurred within two months of the date of the article"."""


def relevant(coding: Coding) -> list[Report]:
    """The reports of a coding that MUC-4's guidelines want."""
    return [report for report in coding.reports if kind_of(report) and not _is_old(report, coding)]


def kind_of(report: Report) -> str | None:
    """The incident type of 1992, in GTT's lower case; None for what is no incident there."""
    for tactic, kind in TACTICS.items():
        if tactic in report.tactics:
            return kind
    if report.type == "abduction_forced_disappearance":
        return "kidnapping"
    if report.type in BOMBINGS:
        return "bombing"
    if report.type not in ATTACKS:
        return None
    return None if report.type == "armed_clash" and not _hits_others(report) else "attack"


def _hits_others(report: Report) -> bool:
    """Whether a clash hit anybody or anything besides those who fought."""
    return any(
        target.kind in ("object", "place") or target.group in ("civilians", "officials")
        for target in report.targets
    )


def _is_old(report: Report, coding: Coding) -> bool:
    published, latest = coding.document.published_on, report.when.latest
    return bool(published and latest and (published - latest).days > _RECENT)


def reduced(coding: Coding) -> list[dict[str, Any]]:
    """GTT's templates: the type, and each role's entities, here of one mention each, in lower case."""
    return [_reduced(report) for report in relevant(coding)]


def _reduced(report: Report) -> dict[str, Any]:
    said: dict[str, list[str]] = {role: [] for role in ROLES}
    for party in report.perpetrators:
        if party.responsibility != "denied":
            said["PerpOrg" if _is_organization(party) else "PerpInd"].append(party.span.quote)
    for target in report.targets:
        if target.kind in ("object", "place", "organization"):
            said["Target"].append(target.span.quote)
        elif _is_named(target):
            said["Victim"].append(target.span.quote)
    said["Weapon"] = [weapon.span.quote for weapon in report.weapons]
    return {
        "incident_type": kind_of(report),
        **{role: [[phrase] for phrase in _phrases(said[role])] for role in ROLES},
    }


def _phrases(quotes: Iterable[str]) -> list[str]:
    """Phrases in lower case without article and number, each once."""
    bare = (re.sub(r"^(the|a|an|\d+)\s+", "", " ".join(quote.lower().split())) for quote in quotes)
    return list(dict.fromkeys(each for each in bare if each))


def _is_organization(party: Perpetrator) -> bool:
    return party.kind in ("organization", "unit")


def _is_named(target: Target) -> bool:
    """Whether a target is a person by name: the phrase has neither article nor number, and a capital."""
    quote = target.span.quote
    return (
        target.kind == "person" and quote[:1].isupper() and not re.match(r"(?i)(a|an|the|one|\d+)\b", quote)
    )


def templates(coding: Coding) -> list[Template]:
    """The slots of 1992."""
    return [_template(report, coding.document.published_on) for report in relevant(coding)]


def _template(report: Report, published: date | None) -> Template:
    kind = kind_of(report)
    slots: dict[int, list[Fill]] = {slot: [] for slot in keys.SLOTS}
    slots[keys.TYPE] = [_fill((kind or "attack").upper())]
    slots[keys.STAGE] = [_fill(STAGES[report.stage])]
    slots[keys.DATE] = [_fill(said)] if (said := date_of(report.when, published)) else []
    slots[keys.LOCATION] = [_fill(said)] if (said := place_of(report.where)) else []
    _perpetrators(slots, report)
    things = [t for t in report.targets if t.kind in ("object", "place", "organization")]
    people = [t for t in report.targets if t.kind in ("person", "people")]
    if kind != "kidnapping":
        _things(slots, things)
    _people(slots, people)
    if kind not in ("kidnapping", "arson"):
        for weapon in report.weapons:
            slots[keys.INSTRUMENT].append(_fill(_upper(weapon.span.quote)))
            if tool := tool_of(weapon):
                slots[keys.INSTRUMENT_TYPE].append(_fill(tool, weapon.span.quote))
    return Template(slots={slot: tuple(dict.fromkeys(fills)) for slot, fills in slots.items()})


def _fill(value: str, tag: str | None = None) -> Fill:
    return Fill(values=(value,), tags=(_upper(tag),) if tag else ())


def _upper(phrase: str) -> str:
    return " ".join(re.sub(r"^(?i:the|a|an)\s+", "", phrase).upper().split())


def _perpetrators(slots: dict[int, list[Fill]], report: Report) -> None:
    said = ""
    for party in report.perpetrators:
        if party.responsibility == "denied":
            continue
        said += " " + party.span.quote.lower()
        if _is_organization(party):
            slots[keys.ORGANIZATION].append(_fill(_upper(party.span.quote)))
            slots[keys.CONFIDENCE].append(_fill(confidence_of(party), party.span.quote))
        else:
            slots[keys.INDIVIDUAL].append(_fill(_upper(party.span.quote)))
    state = bool(_STATE.search(said))
    slots[keys.CATEGORY] = [_fill("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT")]


def confidence_of(party: Perpetrator) -> str:
    """Organization confidence: who supposes it without naming a source leaves it possible."""
    if party.responsibility == "accused" and party.attribution and party.attribution[0].role in STATE_ROLES:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    if party.responsibility == "suspected":
        return "SUSPECTED OR ACCUSED" if party.attribution else "POSSIBLE"
    return CONFIDENCE[party.responsibility]


def _things(slots: dict[int, list[Fill]], things: list[Target]) -> None:
    for target in things:
        quote = target.span.quote
        slots[keys.TARGET].append(_fill(_upper(quote)))
        slots[keys.TARGET_TYPE].append(_fill(_by_words(quote, FACILITIES, "OTHER"), quote))
        slots[keys.TARGET_NUMBER].append(_fill(number_of(target.count), quote))
        if target.effect in DAMAGES:
            slots[keys.TARGET_EFFECT].append(_fill(DAMAGES[target.effect], quote))


def _people(slots: dict[int, list[Fill]], people: list[Target]) -> None:
    for target in people:
        quote = target.span.quote
        slots[keys.NAME if _is_named(target) else keys.DESCRIPTION].append(_fill(_upper(quote)))
        slots[keys.PERSON_TYPE].append(
            _fill(_by_words(quote, PEOPLE, GROUPS.get(target.group, "CIVILIAN")), quote)
        )
        slots[keys.PERSON_NUMBER].append(_fill(number_of(target.count), quote))
        if target.effect in EFFECTS:
            slots[keys.PERSON_EFFECT].append(_fill(EFFECTS[target.effect], quote))


def _by_words(phrase: str, table: tuple[tuple[str, str], ...], default: str) -> str:
    said = re.findall(r"\w+", phrase.lower())
    for value, stems in table:
        if any(word.startswith(stem) for word in said for stem in stems.split()):
            return value
    return default


def tool_of(weapon: Weapon) -> str | None:
    """The instrument type of a weapon, by its words."""
    said = weapon.span.quote.lower()
    return next((value for value, pattern in TOOLS if re.search(pattern, said)), None)


def number_of(count: Count) -> str:
    """A count as the keys write it: "3", "5-", "5 - 7", "~100", "PLURAL"."""
    low, high = count.low, count.high
    if low is None and high is None:
        return "PLURAL"
    if low is not None and low == high:
        hedged = re.search(r"\b(about|around|some|roughly|approximately)\b", (count.wording or "").lower())
        return f"~{low}" if hedged else str(low)
    if low is not None and high is not None:
        return f"{low} - {high}"
    return f"{low} -" if low is not None else f"- {high}"


def date_of(when: When, published: date | None) -> str | None:
    """A date as the keys write it; the article's own day stands where the text gives none (7.3)."""
    if when.earliest and when.latest:
        first, last = _day(when.earliest), _day(when.latest)
        return first if first == last else f"{first} - {last}"
    latest = when.latest or published
    return f"- {_day(latest)}" if latest else None


def _day(day: date) -> str:
    return f"{day:%d %b %y}".upper()


def place_of(where: Where) -> str | None:
    """A place as the keys write it, the country first; the kinds in brackets are left out."""
    names = [name for name in (where.name, *where.within) if name]
    return ": ".join(name.upper() for name in reversed(names)) if names else None
