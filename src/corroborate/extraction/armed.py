"""Which speakers of no known role are armed groups: those that speak of their fighters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corroborate.language.speech import Utterance
from corroborate.model import Party

_OWN_FIGHTERS = re.compile(
    r"\b(?:its|their|our) (?:\w+ )?(?:fighters|militants|gunmen|mujahideen|rebels|combatants|commandos|squads?|brigades?)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Capt|Sgt|Lt|Col|Gen|Maj|Cpl|Det|Sen|Gov|Rep|Rev|Msgr|SP|ASP|Superintendent|Inspector|Chief|Sheriff|"
    r"Officer|Captain|Sergeant|Lieutenant|Colonel|General|Major|Senator|President|Minister)\b"
)
_RESPONSIBILITY = re.compile(r"^\W*(?:full )?responsibility for\b", re.IGNORECASE)
_OPEN = frozenset({"unattributed", "civil_society"})


def armed_names(text: str, said: Iterable[tuple[Utterance, Party]]) -> frozenset[str]:
    """The names of speakers that say "its fighters …" or claim responsibility, where nothing else tells their role."""
    return frozenset(
        party.name
        for utterance, party in said
        if party.role in _OPEN
        and party.name[:1].isupper()
        and (
            (_OWN_FIGHTERS.search(text, utterance.start, utterance.end) and not _is_of_person(party.name))
            or (utterance.verb == "claim" and _RESPONSIBILITY.search(text[utterance.start : utterance.end]))
        )
    )


def _is_of_person(name: str) -> bool:
    """Whether the name is a person's, by the title before it."""
    return _PERSON.match(name) is not None
