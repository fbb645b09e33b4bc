"""Numbers, ranges, days and kinds in the words of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

TYPES: Mapping[str, tuple[str, str]] = {
    "government_regains_territory": ("recapture of territory", "recaptures of territory"),
    "non_state_actor_overtakes_territory": ("capture of territory", "captures of territory"),
    "armed_clash": ("armed clash", "armed clashes"),
    "excessive_force_against_protesters": ("use of force on protesters", "uses of force on protesters"),
    "protest_with_intervention": ("protest with intervention", "protests with intervention"),
    "peaceful_protest": ("peaceful protest", "peaceful protests"),
    "violent_demonstration": ("violent demonstration", "violent demonstrations"),
    "mob_violence": ("mob violence", "cases of mob violence"),
    "chemical_weapon": ("chemical attack", "chemical attacks"),
    "air_drone_strike": ("air or drone strike", "air or drone strikes"),
    "suicide_bomb": ("suicide bombing", "suicide bombings"),
    "shelling_artillery_missile_attack": ("shelling or missile attack", "shelling or missile attacks"),
    "remote_explosive_landmine_ied": ("bomb, mine or IED attack", "bomb, mine or IED attacks"),
    "grenade": ("grenade attack", "grenade attacks"),
    "sexual_violence": ("sexual violence", "cases of sexual violence"),
    "attack": ("attack", "attacks"),
    "abduction_forced_disappearance": ("abduction", "abductions"),
    "agreement": ("agreement", "agreements"),
    "arrests": ("arrests", "arrests"),
    "change_to_group_activity": ("change to group activity", "changes to group activity"),
    "disrupted_weapons_use": ("disrupted weapons use", "cases of disrupted weapons use"),
    "headquarters_or_base_established": ("base set up", "bases set up"),
    "looting_property_destruction": ("looting or destruction", "cases of looting or destruction"),
    "non_violent_transfer_of_territory": ("transfer of territory", "transfers of territory"),
    "other": ("incident of another kind", "incidents of another kind"),
}
"""ACLED's sub-event types, one and several."""

GROUPS: Mapping[str, str] = {
    "unknown": "people of no said group",
    "security_forces": "security forces (undivided)",
    "militants": "fighters (militants)",
}
MEASURES: Mapping[str, str] = {
    "killed": "killed",
    "injured": "injured",
    "captured": "captured",
    "militants_killed": "fighters killed",
    "militants_injured": "fighters injured",
    "militants_captured": "fighters captured",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: float) -> str:
    """A number with its thousands parted; shares of incidents to a tenth."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def parted(text: str) -> str:
    """A text of counts with the thousands of each parted."""
    return re.sub(r"\d{4,}", lambda found: f"{int(found[0]):,}", text)


def counted(value: float, one: str, many: str = "") -> str:
    """A number and what it counts: "1 incident", "1,204 incidents"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def several(value: int) -> str:
    """A small number as a word."""
    return _SMALL[value] if value < len(_SMALL) else number(value)


def span(low: float | None, high: float | None, is_open: bool = False) -> str:
    """A range as a table shows it: 5, 5–7, 5–7+; “–” where nobody gives a number."""
    if low is None or high is None:
        return "–"
    held = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"{held}+" if is_open else held


def said_span(low: float, high: float, is_open: bool = False) -> str:
    """A range as a sentence says it: "5", "5 to 7", "at least 5", "5 to 7 or more"."""
    if low == high:
        return f"at least {number(low)}" if is_open else number(low)
    return f"{number(low)} to {number(high)}" + (" or more" if is_open else "")


def cell(row: Mapping[str, Any], measure: str) -> str:
    """A cell of a tally; * is for incidents whose victims nobody numbers."""
    held = span(row[f"{measure}_low"], row[f"{measure}_high"], bool(row[f"{measure}_open"]))
    if not row[f"{measure}_unnumbered"]:
        return held
    return "unnumbered" if held == "–" else f"{held}*"


def month(value: date) -> str:
    """May 2025."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def day(value: date) -> str:
    """14 May 2025."""
    return f"{value.day} {month(value)}"


def days(since: date, until: date) -> str:
    """Days as a reader says them: a day, a month, a year, or from one day to another."""
    if since == until:
        return day(since)
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year:
        return str(since.year)
    if (since.year, since.month) == (until.year, until.month):
        if since.day == 1 and is_month_end(until):
            return month(since)
        return f"{since.day}–{day(until)}"
    if since.day == 1 and is_month_end(until):
        begin = _MONTHS[since.month - 1] if since.year == until.year else month(since)
        return f"{begin} to {month(until)}"
    begin = f"{since.day} {_MONTHS[since.month - 1]}" if since.year == until.year else day(since)
    return f"{begin} to {day(until)}"


def in_days(since: date, until: date) -> str:
    """When something was: "on 3 May 2025", "in May 2025", "from 3 to 12 May 2025"."""
    said = days(since, until)
    if since == until:
        return f"on {said}"
    if said[:1].isdigit() and len(said) > 4:
        begin = said.replace("–", " to ", 1)
        return f"from {begin}"
    return f"from {said}" if " to " in said else f"in {said}"


def is_month_end(value: date) -> bool:
    """Is it the last day of its month?"""
    return date.fromordinal(value.toordinal() + 1).day == 1


def period(name: str) -> str:
    """A period's name in words: "2025-05" is May 2025."""
    parts = name.split("-")
    return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 and parts[1].isdigit() else name


def iso_days(earliest: str | None, latest: str | None, otherwise: str = "day unknown") -> str:
    """An interval of ISO days in words; an open end is said."""
    if earliest and latest:
        return days(date.fromisoformat(earliest), date.fromisoformat(latest))
    if earliest or latest:
        return (
            f"since {day(date.fromisoformat(earliest))}"
            if earliest
            else f"until {day(date.fromisoformat(latest or ''))}"
        )
    return otherwise


def group(name: str) -> str:
    """A group of people in words."""
    return GROUPS.get(name, name.replace("_", " "))


def kind(name: str, count: float = 1) -> str:
    """A type of incident in words."""
    one, many = TYPES.get(name, (name.replace("_", " "),) * 2)
    return one if count == 1 else many


def whom(name: str) -> str:
    """A group of people as a sentence says it."""
    return {"unknown": "people", "security_forces": "security forces", "militants": "fighters"}.get(
        name, name
    )


def place(name: str) -> str:
    """A place's name as it stands after "in": the Philippines, the United States."""
    return f"the {name}" if _WITH_ARTICLE.match(name) else name


_WITH_ARTICLE = re.compile(
    r"(United|Democratic Republic|Central African|Dominican|Republic of|Russian Federation|Czech Republic|Solomon Islands"
    r"|Marshall Islands|West Bank|Gaza Strip|(Philippines|Netherlands|Maldives|Bahamas|Gambia|Comoros|Seychelles)\b)"
)


def outsider(name: str) -> str:
    """The name of a source as a sentence can say it: an “army” of no said country stays in the words it was told in."""
    bare = unowned(name)
    if name[:1].islower() and bare not in _PLAIN and not bare.startswith(("the ", "a ", "an ")):
        return f"“{bare}”"
    return bare


def unowned(name: str) -> str:
    """A source without the owner whom only its document knows: “his office” is an office."""
    return _OWNED.sub("", name)


_OWNED = re.compile(r"^(his|her|their|its|our|my)\s+", re.IGNORECASE)
_PLAIN = (
    "unnamed outlets",
    "an unnamed outlet",
    "unnamed sources",
    "witnesses",
    "local sources",
    "residents",
    "police",
)


def apart(name: str) -> str:
    """A name as it stands among words of another direction: one from right to left leaves their order as it is."""
    return f"\u2068{name}\u2069" if _RIGHT_TO_LEFT.search(name) else name


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def listed(names: Sequence[str]) -> str:
    """Names as a list: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def sentence(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def percent(share: float) -> str:
    """A share in percent, without the sign; what is above none is never said as 0."""
    return "<1" if 0 < share < 0.005 else f"{100 * share:.0f}"


def ratio(value: float) -> str:
    """A ratio with as many digits as it bears: 0.03, 1.2, 36."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def rough(value: float) -> str:
    """An expected number: to a tenth, “<0.1” below."""
    return "<0.1" if value < 0.1 else f"{value:,.1f}"


def chance(value: float) -> str:
    """A small chance: 1 in 3,400."""
    return f"1 in {1 / value:,.0f}" if value > 1e-6 else "< 1 in a million"
