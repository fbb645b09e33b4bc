"""How much of a fill a response has right, by `scoring-guidelines.v7`: 1, 1/2 or 0.

Where the guidelines ask for a person's judgement, these rules stand for it ("count it incorrect" in doubt):

- Strings (3.1.1), after articles, quantifiers, numbers and nationalities are dropped: right where a response is
  an alternative of the key, or adds words before it ("old peasants") or a modifier after it ("peasants of Achi",
  not ", which…"), or an acronym in brackets (3.2.10); partly right where it says more than that, is a part of
  an alternative ("Torres", "Brigade", "oil"), or, but for names of people and groups, shares its head noun.
  Only forms of the key are known, so that an equally good phrase from elsewhere in the text is wrong.
- References: one is right where its phrase is at least partly right, as it points to that fill. A right value
  with a wrong one is partly right (3.1.2; taken over for numbers). A description (3.2.19) is right only if the
  phrase it refers to is fully right.
- Dates (3.2.2): a day within the key's days is always partly right, never "close".
- Places (3.2.3): right where country and finest place are the key's, whatever stands between; partly right where
  the country is, or all but the country. Kinds in brackets are not compared.
- Distributed partial credit (3.1.1.3) is not given.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import cache

from bench.muc4 import keys
from bench.muc4.keys import Fill

RIGHT, PARTLY, WRONG = 1.0, 0.5, 0.0
BROADER = {
    (keys.TYPE, "ATTACK"): frozenset(
        ("BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE")
    ),
    (keys.CONFIDENCE, "SUSPECTED OR ACCUSED"): frozenset(("SUSPECTED OR ACCUSED BY AUTHORITIES",)),
    (keys.TARGET_TYPE, "POLITICAL FIGURE OFFICE OR RESIDENCE"): frozenset(
        ("GOVERNMENT OFFICE OR RESIDENCE",)
    ),
    (keys.TARGET_EFFECT, "DESTROYED"): frozenset(("SOME DAMAGE",)),
    (keys.PERSON_TYPE, "GOVERNMENT OFFICIAL"): frozenset(("FORMER GOVERNMENT OFFICIAL",)),
    (keys.PERSON_TYPE, "ACTIVE MILITARY"): frozenset(("FORMER ACTIVE MILITARY",)),
    (keys.PERSON_TYPE, "POLITICAL FIGURE"): frozenset(("GOVERNMENT OFFICIAL",)),
    (keys.PERSON_EFFECT, "NO INJURY"): frozenset(("NO INJURY OR DEATH",)),
    (keys.PERSON_EFFECT, "NO DEATH"): frozenset(("NO INJURY OR DEATH",)),
    (keys.INSTRUMENT_TYPE, "GUN"): frozenset(("MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE")),
    (keys.INSTRUMENT_TYPE, "EXPLOSIVE"): frozenset(
        ("BOMB", "VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB", "GRENADE", "MOLOTOV COCKTAIL")
    ),
    (keys.INSTRUMENT_TYPE, "BOMB"): frozenset(("VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB")),
    (keys.INSTRUMENT_TYPE, "PROJECTILE"): frozenset(("MISSILE", "ROCKET")),
}
"""Set fills that are partly right: (slot, what was said) by what the key has."""
QUANTIFIERS = frozenset(
    "the a an some several many few various another other others one two three four five six seven eight nine ten eleven "
    "twelve fifteen twenty thirty forty fifty hundred hundreds thousand thousands dozen dozens about approximately "
    "his her their its this that these those".split()
)
LINKS = frozenset(
    "of in on at from to for with by near between against who whom whose which that where belonging wearing carrying "
    "and".split()
)
"""Words at which the modifiers after a head noun begin."""
_PROPER = frozenset((keys.NAME, keys.ORGANIZATION))


def credit(slot: int, said: Fill, key: Fill) -> float:
    """How much of a fill of the key a response has right."""
    value = max(_value(slot, said.values[0], each) for each in key.values)
    if value != RIGHT or not key.tags:
        return value
    referred = max((phrase(tag, each) for tag in said.tags[:1] for each in key.tags), default=WRONG)
    needed = RIGHT if slot == keys.DESCRIPTION else PARTLY
    return RIGHT if referred >= needed else PARTLY


def _value(slot: int, said: str, key: str) -> float:
    if slot in keys.STRINGS:
        return phrase(said, key, proper=slot in _PROPER)
    if slot in keys.NUMBERS:
        return _number(said, key)
    if slot == keys.DATE:
        return _date(said, key)
    if slot == keys.LOCATION:
        return _place(said, key)
    if said == key:
        return RIGHT
    return PARTLY if key in BROADER.get((slot, said), ()) else WRONG


@cache
def words(said: str) -> tuple[str, ...]:
    """The essential words of a phrase, in lower case and plain letters."""
    every = re.findall(r"[a-z0-9]+(?:[-'][a-z0-9]+)*", _plain(said).lower())
    kept = [
        word
        for word in every
        if word not in QUANTIFIERS and not word.isdigit() and word not in _nationalities()
    ]
    return tuple(kept or every)


@cache
def _nationalities() -> frozenset[str]:
    from corroborate.actors.nations import nations

    return frozenset(each.lower() for nation in nations().values() for each in nation.demonyms)


def _plain(said: str) -> str:
    return unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()


@cache
def phrase(said: str, key: str, proper: bool = False) -> float:
    """A string fill against one alternative of the key; `proper` for names of people and groups."""
    one, other = words(said), words(key)
    if not one or not other:
        return RIGHT if said.strip() == key.strip() else WRONG
    if one == other:
        return RIGHT
    at = next((n for n in range(len(one)) if one[n : n + len(other)] == other), None)
    if at is not None:
        is_head = proper or not LINKS.intersection(one[:at])
        return RIGHT if is_head and _is_modifier(said, one[at + len(other) :], proper) else PARTLY
    if set(one) <= set(other) or (not proper and _head(one) == _head(other)):
        return PARTLY
    return WRONG


def _is_modifier(said: str, after: tuple[str, ...], proper: bool) -> bool:
    """Whether what a response says after the key's words belongs to their noun phrase."""
    if not after:
        return True
    if proper:
        bracketed = words(" ".join(re.findall(r"[(\[]([^()\[\]]*)[)\]]", said)))
        return set(after) <= set(bracketed)
    return after[0] in LINKS and "," not in said


def _head(said: tuple[str, ...]) -> str:
    """The last word before the modifiers that follow a noun."""
    end = next((n for n, word in enumerate(said) if n and word in LINKS), len(said))
    return said[end - 1]


def _number(said: str, key: str) -> float:
    """A number against the key's (3.2.14): "7" for "5-7" or "~7" is partly right."""
    if said == key:
        return RIGHT
    if not said.isdigit():
        return WRONG
    return PARTLY if key == f"~{said}" or ("-" in key and said in key.split("-")) else WRONG


def _date(said: str, key: str) -> float:
    """A date against the key's (3.2.2): part of its days, or the default for a key that ends on the same day."""
    if said == key:
        return RIGHT
    one, other = days(said), days(key)
    if one is None or other is None:
        return WRONG
    if one[0] is None:
        return PARTLY if one[1] == other[1] else WRONG
    return PARTLY if (other[0] is None or other[0] <= one[0]) and one[1] <= other[1] else WRONG


@cache
def days(said: str) -> tuple[date | None, date] | None:
    """The first and the last day of a date of the keys; None for the first of "- 26 AUG 89"."""
    try:
        found = [
            datetime.strptime(each, "%d %b %y").date() for each in re.findall(r"\d\d [A-Z]{3} \d\d", said)
        ]
    except ValueError:
        return None
    if not found:
        return None
    return (None, found[-1]) if said.startswith("-") else (found[0], found[-1])


@cache
def places(said: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """Country, names of areas in it, and the finest names (two where it happened between them)."""
    country, *parts = [part.strip() for part in _plain(said).upper().split(":")]
    if not parts:
        return country, (), frozenset()
    return country, tuple(parts[:-1]), frozenset(each.strip() for each in parts[-1].split(" - "))


def _place(said: str, key: str) -> float:
    one, other = places(said), places(key)
    if one[0] == other[0]:
        return RIGHT if one[2] == other[2] else PARTLY
    return PARTLY if one[2] and one[2] == other[2] else WRONG
