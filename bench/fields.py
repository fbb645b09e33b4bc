"""Which things a coding says are right, by the scorer's definitions: what confidence is measured against.

An incident is right if it is paired with one of the gold; the things said of it are judged where it is, for the
confidence in them is given that there is such an incident. What is left open is right where the gold has none of
it. Incidents that the gold leaves optional, days and casualties that it leaves open, are not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.calibration import Reliability, reliability
from bench.scoring import (
    Json,
    align,
    has_place,
    is_casualty,
    is_date_right,
    is_same_name,
    is_stance,
    is_total,
)  # fmt: skip
from corroborate.extraction.confidence import Rated, rate
from corroborate.extraction.doubts import Field
from corroborate.model import Coding
from corroborate.model.encoding import coding_to_json

SHOWN: tuple[Field, ...] = (
    "incident", "type", "date", "place", "perpetrator", "casualty", "total", "stance", "undated", "unplaced",
    "nobody", "unharmed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One thing said, how sure the coding is of it, and whether it is right."""

    rated: Rated
    is_right: bool


def verdicts(coding: Coding, gold: Json) -> Iterator[Verdict]:
    """Everything said in a coding that the gold of its document can judge."""
    found = coding_to_json(coding)
    golds = gold["incidents"]
    meant = {found["incidents"][i]["id"]: golds[j] for i, j in align(found["incidents"], golds)}
    told = {each["id"]: each for each in found["incidents"]}
    right: dict[tuple[str | None, str], Sequence[bool | None]] = {
        (None, "total"): _own(found["totals"], gold["totals"], is_total),
        (None, "stance"): _own(found["stances"], gold["stances"], is_stance),
    }
    for key in told:
        right[key, "incident"] = [None if meant.get(key, {}).get("optional") else key in meant]
        if key in meant:
            right |= {(key, field): each for field, each in _judged(told[key], meant[key]).items()}
    for rated in rate(coding):
        judged = right.get((rated.report, rated.field))
        verdict = judged[rated.item] if judged is not None else None
        if verdict is not None:
            yield Verdict(rated=rated, is_right=verdict)


def by_field(said: Iterable[Verdict]) -> dict[str, Reliability]:
    """How true confidence is, field by field."""
    pairs: dict[str, list[tuple[float, bool]]] = {field: [] for field in SHOWN}
    for each in said:
        pairs[each.rated.field].append((each.rated.confidence, each.is_right))
    return {field: reliability(each) for field, each in pairs.items()}


def _judged(found: Json, gold: Json) -> dict[str, Sequence[bool | None]]:
    """What is right in a found incident that is the gold's; None where the gold does not say."""
    when, place = gold["when"], gold["place"]
    optional = gold.get("casualties_optional")
    who = [(party["name"], party["responsibility"]) for party in found["perpetrators"]]
    hurt = _own(found["casualties"], gold["casualties"], is_casualty)
    return {
        "type": [found["type"] in gold["type"]],
        "date": [is_date_right(found["when"], when) if when[0] is not None else None],
        "undated": [when[0] is None],
        "place": [has_place(found["where"], place) if place else None],
        "unplaced": [not place],
        "perpetrator": _own(who, gold["perpetrators"], _is_who),
        "nobody": [not gold["perpetrators"]],
        "casualty": [None if optional else each for each in hurt],
        "unharmed": [None if optional else not gold["casualties"]],
    }


def _is_who(found: tuple[str, str], gold: Sequence[str]) -> bool:
    return is_same_name(found[0], gold[0]) and gold[1] in ("any", found[1])


def _own(found: Sequence[Any], golds: Sequence[Any], is_hit: Callable[[Any, Any], bool]) -> list[bool]:
    """For each thing found whether it has a gold one of its own."""
    left, out = list(golds), []
    for each in found:
        at = next((n for n, gold in enumerate(left) if is_hit(each, gold)), None)
        out.append(at is not None)
        if at is not None:
            left.pop(at)
    return out
