"""A coding in the terms of MUC-4: the slots of 1992 by `template-doc-part1.v7` and `-part2.v7`, and GTT's reduction.

From the public coding and its text alone, whichever extractor made it. What MUC-4 does not want is left out:

- what is no incident there: arrests, agreements, protests, territory, weapons found (7.5);
- incidents older than two months (1.0, 6);
- attacks of which all that was hit are forces of the state, armed groups or what is theirs, and fighting in
  which nobody and nothing else is named (1.0, 1);
- perpetrators whose guilt is only denied;
- targets named by nothing but a pronoun, instruments that are deeds or effects ("explosion", 7.7);
- physical targets of kidnappings, instruments of kidnappings and arson (7.7, 7.13).

Not applied, since codings do not say it surely enough and leaving out costs more than it gains on the training
part: that the incident be in one of nine countries (1.0, 4), that it be new or told for its own sake (1.0, 6),
that something specific be said of it (1.0, 7). Total numbers (slots 17 and 24) are not filled.

Phrases are filled without articles, those of targets and instruments without numbers, people by their fullest
names in the text. Two templates of one document that say the same are one (5.0).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bench.muc4 import categories, keys
from bench.muc4.fills import (
    NINE,
    confidence_of,
    country_of,
    date_of,
    foreign_nation,
    likely_country,
    number_of,
    place_of,
)
from bench.muc4.keys import Fill, Template
from bench.muc4.phrases import Wording, bare, instrument, most_specific, unhedged, unquantified
from corroborate.model import Coding, Report, Target, Weapon

REDUCED = {
    "PerpInd": keys.INDIVIDUAL,
    "PerpOrg": keys.ORGANIZATION,
    "Target": keys.TARGET,
    "Victim": keys.NAME,
    "Weapon": keys.INSTRUMENT,
}
"""GTT's roles and the slots that they are taken from."""
TYPES = {
    "remote_explosive_landmine_ied": "BOMBING",
    "suicide_bomb": "BOMBING",
    "grenade": "BOMBING",
    "abduction_forced_disappearance": "KIDNAPPING",
    "attack": "ATTACK",
    "armed_clash": "ATTACK",
    "air_drone_strike": "ATTACK",
    "shelling_artillery_missile_attack": "ATTACK",
    "sexual_violence": "ATTACK",
    "mob_violence": "ATTACK",
    "chemical_weapon": "ATTACK",
    "looting_property_destruction": "ATTACK",
}
TACTICS = {"arson": "ARSON", "robbery": "ROBBERY", "forced work stoppage": "FORCED WORK STOPPAGE"}
"""Tactics that are types of their own there."""
STAGES = {"carried_out": "ACCOMPLISHED", "attempted": "ATTEMPTED", "foiled": "ATTEMPTED", "threatened": "THREATENED"}  # fmt: skip
EFFECTS = {"killed": "DEATH", "injured": "INJURY", "none": "NO INJURY OR DEATH"}
DAMAGES = {
    "damaged": "SOME DAMAGE",
    "destroyed": "DESTROYED",
    "none": "NO DAMAGE",
    "seized": "PROPERTY TAKEN FROM TARGET",
}
ARMED = frozenset(("military", "police", "paramilitary", "security_forces", "militants"))
_RECENT = 62
"""Days: "it occurred within two months of the date of the article"."""
_EMPTY = frozenset(
    "he she him her they them it we us you i who whom this that these those one ones others another all nobody none body "
    "bodies casualties victims victim attack attacks".split()
)
"""Words that name nobody."""


def templates_of(coding: Coding, text: str | None = None) -> list[Template]:
    """The templates that MUC-4 wants of a coding; `text` is the document's, where it is not in the coding."""
    wording = wording_of(coding.document.text if text is None else text)
    made: list[Template] = []
    for report in coding.reports:
        if (kind := kind_of(report)) and is_wanted(report, coding):
            template = _template(report, kind, coding, wording)
            if template not in made:
                made.append(template)
    return made


def reduced_of(templates: Sequence[Template]) -> list[dict[str, Any]]:
    """GTT's templates: the type, and each role's entities, here of one mention each, in lower case."""
    made: list[dict[str, Any]] = []
    for template in templates:
        one: dict[str, Any] = {"incident_type": template.values(keys.TYPE)[0].lower()}
        for role, slot in REDUCED.items():
            one[role] = [[value.lower()] for value in dict.fromkeys(template.values(slot))]
        if one not in made:
            made.append(one)
    return made


def wording_of(text: str) -> Wording:
    """A text with its usual case."""
    from corroborate.extraction.passage import default_tools, in_usual_case

    return Wording(given=text, usual=in_usual_case(text, default_tools()))


def kind_of(report: Report) -> str | None:
    """The incident type of 1992; None for what is no incident there."""
    for tactic, kind in TACTICS.items():
        if tactic in report.tactics:
            return kind
    return TYPES.get(report.type)


def is_wanted(report: Report, coding: Coding) -> bool:
    """Whether MUC-4's definition of a relevant incident (1.0) covers a report."""
    return not (_is_old(report, coding) or _is_warfare(report))


def _is_old(report: Report, coding: Coding) -> bool:
    published, latest = coding.document.published_on, report.when.latest
    return bool(published and latest and (published - latest).days > _RECENT)


def _is_warfare(report: Report) -> bool:
    """Whether those who were hit are all fighters or theirs, or nobody was in a fight."""
    hit = [target for target in report.targets if not _is_empty(target)]
    if report.type == "armed_clash" and not hit:
        return True
    return bool(hit) and all(target.group in ARMED or _is_military(target) for target in hit)


_MILITARY = re.compile(
    r"\b(?:military|army|air force|navy|troops?|battalions?|brigades?|garrisons?|barracks|camps?|positions?|outposts?|"
    r"national guard|police (?:stations?|posts?|headquarters|precincts?)|detachments?|bases?)\b",
    re.IGNORECASE,
)


def _is_military(target: Target) -> bool:
    return target.kind in ("object", "place") and bool(_MILITARY.search(target.span.quote))


def _is_empty(target: Target) -> bool:
    return bare(target.span.quote).lower() in _EMPTY


def _template(report: Report, kind: str, coding: Coding, wording: Wording) -> Template:
    slots: dict[int, list[Fill]] = {slot: [] for slot in keys.SLOTS}
    slots[keys.TYPE] = [_fill(kind)]
    slots[keys.STAGE] = [_fill(STAGES[report.stage])]
    day = date_of(report.when, coding.document.published_on)
    slots[keys.DATE] = [_fill(day)] if day else []
    place = _place_of(report, coding, wording)
    slots[keys.LOCATION] = [_fill(place)] if place else []
    _perpetrators(slots, report, wording)
    things = [t for t in report.targets if t.kind in ("object", "place", "organization") and not _is_empty(t)]
    people = [t for t in report.targets if t.kind in ("person", "people") and not _is_empty(t)]
    _things(slots, things, wording)
    _people(slots, people, wording)
    _named_in_casualties(slots, report, wording)
    _weapons(slots, report.weapons)
    if kind == "KIDNAPPING":
        for slot in range(keys.TARGET, keys.TARGET_TOTAL + 1):
            slots.pop(slot)
    if kind in ("KIDNAPPING", "ARSON"):
        for slot in (keys.INSTRUMENT, keys.INSTRUMENT_TYPE):
            slots.pop(slot)
    return Template(slots={slot: tuple(dict.fromkeys(fills)) for slot, fills in slots.items()})


def _place_of(report: Report, coding: Coding, wording: Wording) -> str | None:
    """Where it happened; a place outside the nine countries only where the document is about none of them (1.0, 4)."""
    if country_of(report.where) in NINE.values():
        return place_of(report.where)
    dateline = " ".join(each.text for each in coding.document.removed if each.kind == "dateline")
    return likely_country(coding.reports, wording.usual, dateline) or place_of(report.where)


def _fill(value: str, tag: str | None = None) -> Fill:
    return Fill(values=(value,), tags=(tag,) if tag else ())


def _upper(quote: str) -> str:
    return bare(quote).upper()


def _perpetrators(slots: dict[int, list[Fill]], report: Report, wording: Wording) -> None:
    said = []
    for party in report.perpetrators:
        phrase = unhedged(_upper(party.span.quote))
        if party.responsibility == "denied" or phrase.lower() in _EMPTY or len(phrase.split()) > LONGEST:
            continue
        said.append(phrase)
        if party.kind in ("organization", "unit"):
            slots[keys.ORGANIZATION].append(_fill(phrase))
            slots[keys.CONFIDENCE].append(_fill(confidence_of(party), phrase))
        else:
            person = wording.person_at(party.span) if party.kind == "individual" else None
            slots[keys.INDIVIDUAL].append(_fill(person[0].upper() if person else phrase))
    if said:
        state = any(categories.STATE.search(phrase) for phrase in said)
        slots[keys.CATEGORY] = [_fill("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT")]


LONGEST = 12
"""Words beyond which a phrase is a sentence rather than a fill."""


def _things(slots: dict[int, list[Fill]], things: Sequence[Target], wording: Wording) -> None:
    said = {unquantified(_upper(target.span.quote)): target for target in reversed(things)}
    for phrase in reversed(said):
        target = said[phrase]
        slots[keys.TARGET].append(_fill(phrase))
        slots[keys.TARGET_TYPE].append(_fill(categories.facility(phrase), phrase))
        slots[keys.TARGET_NUMBER].append(_fill(number_of(target.count, phrase), phrase))
        if target.effect in DAMAGES:
            slots[keys.TARGET_EFFECT].append(_fill(DAMAGES[target.effect], phrase))
        if (nation := foreign_nation(wording.phrase(target.span), _place(slots))) is not None:
            slots[keys.TARGET_NATION].append(_fill(nation, phrase))


def _place(slots: dict[int, list[Fill]]) -> str:
    return slots[keys.LOCATION][0].values[0] if slots[keys.LOCATION] else ""


def _people(slots: dict[int, list[Fill]], people: Sequence[Target], wording: Wording) -> None:
    for target in people:
        named = wording.person_at(target.span) if target.kind == "person" else None
        phrase = named[0].upper() if named else unquantified(_upper(target.span.quote))
        if named:
            slots[keys.NAME].append(_fill(phrase))
            if named[1]:
                slots[keys.DESCRIPTION].append(_fill(named[1].upper(), phrase))
        else:
            slots[keys.DESCRIPTION].append(_fill(phrase))
        kind = categories.person(_upper(target.span.quote), target.group)
        slots[keys.PERSON_TYPE].append(_fill(kind, phrase))
        slots[keys.PERSON_NUMBER].append(_fill("1" if named else number_of(target.count, phrase), phrase))
        if target.effect in EFFECTS:
            slots[keys.PERSON_EFFECT].append(_fill(EFFECTS[target.effect], phrase))
        if (nation := foreign_nation(wording.phrase(target.span), _place(slots))) is not None:
            slots[keys.PERSON_NATION].append(_fill(nation, phrase))


def _named_in_casualties(slots: dict[int, list[Fill]], report: Report, wording: Wording) -> None:
    """People whom a figure names ("killed Ana Rey and her driver") and no target has."""
    guilty = {fill.values[0] for slot in (keys.INDIVIDUAL, keys.ORGANIZATION) for fill in slots[slot]}
    for casualty in report.casualties:
        for name in wording.people_in(casualty.span):
            known = {fill.values[0] for fill in slots[keys.NAME]} | guilty
            if casualty.denied or name.upper() in known:
                continue
            slots[keys.NAME].append(_fill(name.upper()))
            slots[keys.PERSON_NUMBER].append(_fill("1", name.upper()))
            slots[keys.PERSON_TYPE].append(_fill(categories.person(name, casualty.group), name.upper()))
            if casualty.effect in EFFECTS:
                slots[keys.PERSON_EFFECT].append(_fill(EFFECTS[casualty.effect], name.upper()))


def _weapons(slots: dict[int, list[Fill]], weapons: Sequence[Weapon]) -> None:
    said = [instrument(unquantified(_upper(weapon.span.quote))) for weapon in weapons]
    for phrase in most_specific([phrase for phrase in said if phrase]):
        slots[keys.INSTRUMENT].append(_fill(phrase))
        if tool := categories.tool(phrase):
            slots[keys.INSTRUMENT_TYPE].append(_fill(tool, phrase))
