"""The slots of 1992 against the raw keys, by the matching and partial credit of `scoring-guidelines.v7`.

Templates are aligned one to one by most credit, where their types agree at least in part (section 3.2.1).
A fill counts 1 where it is right, 1/2 where it is partly right. Where the guidelines ask for a person's
judgement, these rules stand for it:

- Strings (3.1.1): right where the words, without articles, quantifiers and numbers, are those of an
  alternative, or hold one and end with its last word ("old peasants" for "peasants"); partly right where
  they lie inside an alternative ("Torres"), or share its last word.
- Cross-references (3.1.2): a right value with a wrong reference is partly right. A description (3.2.19)
  is right only with the right reference.
- Numbers (3.2.14): partly right where the key is a range of which the figure is an end, or approximate.
- Dates (3.2.2): partly right where one interval lies within the other and both end on one day, or the
  figure lies in the key's interval.
- Places (3.2.3): right where the finest names agree; partly right where the country alone does, or all but the
  country.
Distributed partial credit (3.1.1.3) is not given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from bench.muc4 import keys
from bench.muc4.keys import SLOTS, Fill, Template

RIGHT, PARTLY, WRONG = 1.0, 0.5, 0.0
STRINGS = frozenset(
    (keys.INSTRUMENT, keys.INDIVIDUAL, keys.ORGANIZATION, keys.TARGET, keys.NAME, keys.DESCRIPTION)
)
NUMBERS = frozenset((keys.TARGET_NUMBER, keys.TARGET_TOTAL, keys.PERSON_NUMBER, keys.PERSON_TOTAL))
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
_UNESSENTIAL = frozenset(
    "the a an some several many few two three four five six seven eight nine ten other another his her their its "
    "this that these those unidentified salvadoran colombian peruvian guatemalan honduran chilean".split()
)
_TAGGED_STRING = keys.DESCRIPTION


def credit(slot: int, said: Fill, key: Fill) -> float:
    """How much of a fill of the key a response has right: 1, 1/2 or 0."""
    value = max(_value(slot, said.values[0], each) for each in key.values)
    if value == WRONG or not key.tags or (slot in (keys.INSTRUMENT_TYPE,) and not said.tags):
        return value
    agrees = bool(said.tags) and any(_string(said.tags[0], tag) > WRONG for tag in key.tags)
    if slot == _TAGGED_STRING:
        return value if agrees else min(value, PARTLY)
    return value if agrees else min(value, PARTLY) if value == RIGHT else value


def _value(slot: int, said: str, key: str) -> float:
    if slot in STRINGS:
        return _string(said, key)
    if slot in NUMBERS:
        return _number(said, key)
    if slot == keys.DATE:
        return _date(said, key)
    if slot == keys.LOCATION:
        return _place(said, key)
    if said == key:
        return RIGHT
    return PARTLY if key in BROADER.get((slot, said), ()) else WRONG


def words(phrase: str) -> list[str]:
    """The essential words of a phrase, in lower case."""
    every = re.findall(r"[a-z0-9]+(?:[-'][a-z0-9]+)*", phrase.lower())
    kept = [word for word in every if word not in _UNESSENTIAL and not word.isdigit()]
    return kept or every


def _string(said: str, key: str) -> float:
    one, other = words(said), words(key)
    if not one or not other:
        return RIGHT if said.strip() == key.strip() else WRONG
    if one == other or (set(other) <= set(one) and one[-1] == other[-1]):
        return RIGHT
    if set(one) <= set(other) or one[-1] == other[-1]:
        return PARTLY
    return WRONG


def _number(said: str, key: str) -> float:
    if said == key:
        return RIGHT
    plain, ends = said.lstrip("~").strip(), [end.strip() for end in key.lstrip("~").split("-")]
    return PARTLY if plain and plain in ends and said != "PLURAL" else WRONG


def _date(said: str, key: str) -> float:
    if said == key:
        return RIGHT
    one, other = days(said), days(key)
    if one is None or other is None or one[1] is None:
        return WRONG
    if other[0] is None:
        return PARTLY if one[0] and other[1] and one[1] <= other[1] and said[0] != "-" else WRONG
    if one[0] is None:
        return PARTLY if one[1] == other[1] else WRONG
    return PARTLY if other[1] and other[0] <= one[0] and one[1] <= other[1] else WRONG


def days(said: str) -> tuple[date | None, date | None] | None:
    """The first and the last day of a date of the keys; None for the first of "- 26 AUG 89"."""
    found = [datetime.strptime(each, "%d %b %y").date() for each in re.findall(r"\d\d [A-Z]{3} \d\d", said)]
    if not found:
        return None
    return (None, found[-1]) if said.lstrip("? ").startswith("-") else (found[0], found[-1])


def places(said: str) -> list[str]:
    """The names of a place of the keys, the country first, without the kinds in brackets."""
    return [re.sub(r"\s*\(.*?\)", "", part).strip() for part in re.split(r":| - ", said)]


def _place(said: str, key: str) -> float:
    one, other = places(said), places(key)
    same_country = one[0] == other[0]
    if one[-1] == other[-1]:
        return RIGHT if same_country or len(other) == 1 else PARTLY
    if same_country and (set(one[1:]) & set(other[1:])):
        return RIGHT if other[-1] in one else PARTLY
    return PARTLY if same_country else WRONG


Tally = Counter[str]
"""By slot number and kind: credit, possible, actual; "matched" counts leave out templates without a partner."""


def tally(responses: Sequence[Template], key: Sequence[Template]) -> Tally:
    """The counts of one document."""
    counts: Tally = Counter()
    worth = np.zeros((len(responses), len(key)))
    for i, response in enumerate(responses):
        for j, other in enumerate(key):
            if _fits(response, other):
                worth[i, j] = 0.01 + sum(_fills(slot, response, other)[0] for slot in SLOTS)
    pairs = _aligned(worth)
    for i, j in pairs:
        for slot in SLOTS:
            got, possible, actual = _fills(slot, responses[i], key[j])
            _add(counts, slot, (got, possible, actual), matched=True)
    for i, response in enumerate(responses):
        if i not in {pair[0] for pair in pairs}:
            for slot in SLOTS:
                _add(counts, slot, (0, 0, len(response.slots.get(slot, ()))), matched=False)
    for j, other in enumerate(key):
        if j not in {pair[1] for pair in pairs} and not other.optional:
            for slot in SLOTS:
                possible = sum(not fill.optional for fill in other.slots.get(slot, ()))
                _add(counts, slot, (0, possible, 0), matched=False)
    return counts


def _fits(response: Template, key: Template) -> bool:
    one, other = response.slots.get(keys.TYPE, ()), key.slots.get(keys.TYPE, ())
    return bool(one and other) and credit(keys.TYPE, one[0], other[0]) > WRONG


def _aligned(worth: np.ndarray) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment

    if not worth.size:
        return []
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if worth[i, j] > 0]


def _fills(slot: int, response: Template, key: Template) -> tuple[float, int, int]:
    """Credit, possible and actual fills of a slot in two templates that stand for one another."""
    if slot not in key.slots:
        return 0.0, 0, 0  # it does not apply
    said, gold = response.slots.get(slot, ()), key.slots[slot]
    worth = np.array([[credit(slot, one, other) for other in gold] for one in said]).reshape(
        len(said), len(gold)
    )
    pairs = _aligned(worth)
    got = float(sum(worth[i, j] for i, j in pairs))
    possible = sum(not fill.optional or j in {pair[1] for pair in pairs} for j, fill in enumerate(gold))
    return got, possible, len(said)


def _add(counts: Tally, slot: int, numbers: tuple[float, int, int], matched: bool) -> None:
    for name, number in zip(("credit", "possible", "actual"), numbers, strict=True):
        counts[f"{slot} {name}"] += number  # type: ignore[assignment]
        if matched:
            counts[f"{slot} matched {name}"] += number  # type: ignore[assignment]


def rates(tallies: Sequence[Tally]) -> dict[str, dict[str, float]]:
    """Recall, precision and F1 in percent by slot; over all slots for all templates and for matched ones only."""
    counts: Counter[str] = Counter()
    for each in tallies:
        counts.update(each)
    found = {name: _rates(*(counts[f"{slot} {what}"] for what in _WHAT)) for slot, name in SLOTS.items()}
    for name, kind in (("all templates", ""), ("matched only", "matched ")):
        found[name] = _rates(*(sum(counts[f"{slot} {kind}{what}"] for slot in SLOTS) for what in _WHAT))
    return found


_WHAT = ("credit", "actual", "possible")


def _rates(got: float, actual: float, possible: float) -> dict[str, float]:
    precision = 100 * got / actual if actual else 0.0
    recall = 100 * got / possible if possible else 0.0
    both = precision + recall
    return {
        "precision": round(precision, 1),
        "recall": round(recall, 1),
        "f1": round(2 * precision * recall / both, 1) if both else 0.0,
    }
