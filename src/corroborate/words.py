"""What the record holds, in words for a reader: types, days, figures, speakers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corroborate.model import Count, When, Where

TYPES = {
    "government_regains_territory": "government regains territory",
    "non_state_actor_overtakes_territory": "armed group takes territory",
    "armed_clash": "armed clash",
    "excessive_force_against_protesters": "force against protesters",
    "protest_with_intervention": "protest with intervention",
    "peaceful_protest": "peaceful protest",
    "violent_demonstration": "violent demonstration",
    "mob_violence": "mob violence",
    "chemical_weapon": "chemical weapon",
    "air_drone_strike": "air or drone strike",
    "suicide_bomb": "suicide bomb",
    "shelling_artillery_missile_attack": "shelling or missiles",
    "remote_explosive_landmine_ied": "bomb, mine or IED",
    "grenade": "grenade",
    "sexual_violence": "sexual violence",
    "attack": "attack",
    "abduction_forced_disappearance": "abduction",
    "agreement": "agreement",
    "arrests": "arrests",
    "change_to_group_activity": "change to group activity",
    "disrupted_weapons_use": "disrupted weapons use",
    "headquarters_or_base_established": "base established",
    "looting_property_destruction": "looting or destruction",
    "non_violent_transfer_of_territory": "transfer of territory",
    "other": "other",
}
"""ACLED's sub-event types as a reader says them."""

GROUPS = {"unknown": "people", "security_forces": "security forces"}
_GROUP_AND_EFFECT = re.compile(r"\b(unknown|security_forces) (killed|injured|captured|missing|casualties)\b")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """A text of a stranger without the characters that steer a terminal or turn its lines around."""
    return _CONTROLS.sub("\ufffd", text)


def group(name: str) -> str:
    """A group of people in words; whom nobody named are people."""
    return GROUPS.get(name, name)


def said_plainly(text: str) -> str:
    """A sentence of the record's analysis in which groups are called as a reader calls them."""
    return _GROUP_AND_EFFECT.sub(lambda found: f"{group(found[1])} {found[2]}", text)


def sentence_case(text: str) -> str:
    """A text with a capital at its beginning and its other capitals kept."""
    return text[:1].upper() + text[1:]


def days(when: When) -> str:
    """Days, as short as they can be told: 2025-03-11, 2025-03-11…14, 2025-03, “Wednesday”, unknown."""
    if when.earliest is None and when.latest is None:
        return f"“{when.wording}”" if when.wording else "unknown"
    return span_of_days(
        when.earliest.isoformat() if when.earliest else None, when.latest.isoformat() if when.latest else None
    )


def span_of_days(earliest: str | None, latest: str | None) -> str:
    """An interval of ISO days, both included; an open end is left open."""
    if earliest is None or latest is None:
        return "unknown" if earliest == latest else f"{earliest or ''}…{latest or ''}"
    if earliest == latest:
        return earliest
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year}…{last.year}"
    if first.year != last.year:
        return f"{earliest}…{latest}"
    if first.month != last.month:
        return f"{earliest}…{latest[5:]}"
    return earliest[:7] if _is_whole_month(first, last) else f"{earliest}…{latest[8:]}"


def _is_whole_month(first: date, last: date) -> bool:
    import calendar

    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


def place(where: Where) -> str:
    """A place with what holds it."""
    return ", ".join(dict.fromkeys(part for part in (where.name, *where.within) if part)) or "place unknown"


def figure(count: Count) -> str:
    """A figure with the words that gave it, where they say more than the digits: ≥5 “at least five”."""
    low, high, wording = count.low, count.high, count.wording
    number = bounds(low, high)
    if not wording or wording.replace(",", "") == number.replace(",", ""):
        return number
    return f"{number} “{wording}”"


def bounds(low: int | None, high: int | None) -> str:
    """A range: 5, 5–7, ≥5, ≤7, unknown."""
    if low is None and high is None:
        return "unknown"
    if low is None:
        return f"≤{high:,}"
    if high is None:
        return f"≥{low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def number(amount: int, noun: str) -> str:
    """A number of things: 1 incident, 2 incidents, 1,000 incidents."""
    return f"{amount:,} {noun}{'' if amount == 1 else 's'}"


def listed(names: list[str]) -> str:
    """Names in a sentence: A, B and C."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
