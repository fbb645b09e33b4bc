"""The closed lists of 1992 by the words that speak for each entry; examples in `template-doc-part2.v7`."""

from __future__ import annotations

import re
from functools import cache

FACILITIES = (
    ("TRANSPORT VEHICLE", "bus|buses|cars?|vehicles?|trucks?|trains?|locomotives?|planes?|aircraft|airplanes?|airliners?|helicopters?|boats?|ships?|vans?|jeeps?|ambulances?|taxis?|minibus(?:es)?|motorcycles?|trailers?|pickups?|station wagons?|wagons?"),
    ("ENERGY", "electric\\w*|power|pylons?|pipelines?|oil|towers?|transmission|substations?|energy|dams?|hydroelectric|fuel|gasoline|gas pipeline|transformers?|refiner(?:y|ies)"),
    ("COMMUNICATIONS", "telephones?|telecommunications?|radio|television|tv|newspapers?|antennas?|communications?|magazine|repeater|relay station|news agency"),
    ("DIPLOMAT OFFICE OR RESIDENCE", "embass(?:y|ies)|consulates?|diplomatic|ambassador\\w*|consul"),
    ("FINANCIAL", "banks?|financial|credit|savings|bank branch\\w*"),
    ("TRANSPORTATION ROUTE", "bridges?|roads?|highways?|railroads?|railways?|streets?|tunnels?|avenue"),
    ("TRANSPORTATION FACILITY", "airports?|bus station|train station|terminals?|ports?"),
    ("LAW ENFORCEMENT FACILITY", "police|barracks|prisons?|jails?|garrisons?|military|army|base"),
    ("WATER", "water|aqueducts?"),
    ("POLITICAL FIGURE OFFICE OR RESIDENCE", "party|partido|campaign|candidate\\w*|political"),
    ("GOVERNMENT OFFICE OR RESIDENCE", "ministr(?:y|ies)|government\\w*|presidential|municipal\\w*|mayor\\w*|town hall|city hall|public buildings?|courts?|courthouse|palace|legislat\\w*|congress|customs|institute|state"),
    ("ORGANIZATION OFFICE", "headquarters|unions?|federation|organi[sz]ations?|offices?|association|universit(?:y|ies)|campus|committee"),
    ("COMMERCIAL", "stores?|shops?|restaurants?|hotels?|factor(?:y|ies)|compan(?:y|ies)|business(?:es)?|plants?|supermarkets?|commercial|shopping|pharmac(?:y|ies)|discotheque|bars?|brothels?|dealership|station|market|mine|warehouses?|farms?|ranch|hacienda|plantations?|cinema|theater"),
    ("CIVILIAN RESIDENCE", "houses?|homes?|residences?|apartments?|dwellings?|huts?|residential|neighborhoods?|village"),
    ("OTHER", "church(?:es)?|temples?|schools?|hospitals?|crops?|cathedral|chapel|equipment|machinery|buildings?"),
)  # fmt: skip
"""What physical targets are; the last word of a phrase counts before the others."""
PEOPLE = (
    ("FORMER ACTIVE MILITARY", r"(?:former|retired|ex-?)\b.*\b(?:general|colonel|major|soldiers?|officers?|commander|armed forces|military)"),
    ("FORMER GOVERNMENT OFFICIAL", r"(?:former|ex-?)\b.*\b(?:presidents?|ministers?|mayors?|governors?|senators?|deput(?:y|ies)|officials?|ambassadors?|justice|congress\w*|attorney general)"),
    ("SECURITY GUARD", r"(?:body)?guards?|watch(?:man|men)|escorts?|security (?:agents?|officers?|men|personnel)"),
    ("LEGAL OR JUDICIAL", r"judges?|lawyers?|attorneys?|magistrates?|prosecutors?|judicial|investigators?|justices?|court"),
    ("DIPLOMAT", r"ambassadors?|diplomats?|consuls?|attaches?|embassy|diplomatic"),
    ("LAW ENFORCEMENT", r"police(?:men|man|woman)?|patrolm[ae]n|detectives?|das|civil defen[sc]e|carabineros?|agents?|civil patrol\w*"),
    ("GOVERNMENT OFFICIAL", r"ministers?|mayors?|presidents?|vice presidents?|governors?|prefects?|deput(?:y|ies)|officials?|senators?|congress(?:man|men)|councilm[ae]n|councillors?|government|secretar(?:y|ies) of|legislators?|commissioners?|inspectors?"),
    ("POLITICAL FIGURE", r"(?:political|party|opposition|leftist|communist|popular union|up|apra|arena|mnr|pdc|patriotic union) .*(?:leaders?|members?|activists?|candidates?|militants?|officials?)|candidates?|politicians?|activists?|contras?"),
    ("ACTIVE MILITARY", r"soldiers?|colonels?|generals?|lieutenants?|captains?|majors?|sergeants?|corporals?|troops?|officers?|marines?|army|military|sailors?|cadets?|air force|navy"),
)  # fmt: skip
GROUPS = {
    "officials": "GOVERNMENT OFFICIAL",
    "police": "LAW ENFORCEMENT",
    "military": "ACTIVE MILITARY",
    "paramilitary": "LAW ENFORCEMENT",
    "security_forces": "LAW ENFORCEMENT",
}
TOOLS = (
    ("VEHICLE BOMB", r"(?:car|bus|truck|vehicle|van|taxi)[- ]?bombs?|booby-?trapped (?:car|vehicle|truck)|bomb-laden"),
    ("MOLOTOV COCKTAIL", r"molotov|petrol bomb|fire ?bomb|incendiary"),
    ("DYNAMITE", r"dynamite"),
    ("GRENADE", r"grenade"),
    ("MINE", r"\bmines?\b|landmine|booby"),
    ("ROCKET", r"rocket|\brpg|bazooka|catapult"),
    ("MISSILE", r"missile"),
    ("MORTAR", r"mortar"),
    ("MACHINE GUN", r"machine-? ?gun|\buzi|\bm-?60|ingram"),
    ("RIFLE", r"rifle|\bak-?47|\bm-?16|galil|assault weapon|carbine|shotgun"),
    ("HANDGUN", r"pistol|revolver|handgun"),
    ("AERIAL BOMB", r"aerial bomb|\d+-pound bomb"),
    ("BOMB", r"bomb|device|charge"),
    ("EXPLOSIVE", r"explosive|\btnt\b|gelatin|explosion|artillery|shell"),
    ("GUN", r"\bgun|weapon|bullet|firearm|shots?\b|small arms"),
    ("CUTTING DEVICE", r"kni(?:fe|ves)|machete|blade|\baxe?s?\b|bayonet|dagger"),
    ("FIRE", r"\bfire\b|gasoline|flammable"),
    ("STONE", r"\bstones?\b|rocks?\b"),
    ("TORTURE", r"tortur"),
)  # fmt: skip
STATE = re.compile(
    r"\b(?:army|armies|military|police\w*|soldiers?|government\w*|armed forces|air force|navy|troops|battalions?|brigades?|"
    r"security (?:forces|corps)|treasury police|national guard|regime|officers?|lieutenants?|colonels?|majors?|captains?)\b",
    re.IGNORECASE,
)
"""Words for those whose deeds are STATE-SPONSORED VIOLENCE."""


@cache
def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((value, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for value, words in table)


@cache
def _searched(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((value, re.compile(words, re.IGNORECASE)) for value, words in table)


@cache
def facility(phrase: str) -> str:
    """The type of a physical target, by its head noun, else by any of its words."""
    head = re.split(r"\b(?:of|in|at|on|near|belonging|that|which)\b", phrase.lower())[0].split()
    for said in (" ".join(head[-1:]), phrase):
        for value, pattern in _compiled(FACILITIES):
            if pattern.search(said) and not (said != phrase and value in ("ORGANIZATION OFFICE", "OTHER")):
                return value
    return "OTHER"


@cache
def person(phrase: str, group: str) -> str:
    """The type of a human target, by what it is called, else by its group."""
    for value, pattern in _compiled(PEOPLE):
        if pattern.search(phrase):
            return value
    return GROUPS.get(group, "CIVILIAN")


@cache
def tool(phrase: str) -> str | None:
    """The type of an instrument."""
    return next((value for value, pattern in _searched(TOOLS) if pattern.search(phrase)), None)
