"""Which things a coding says are right, by the scorer's definitions: what confidence is measured against.

An incident is right if it is paired with one of the gold; the things said of it are judged where it is, for the
confidence in them is given that there is such an incident. What is left open is right where the gold has none of
it. Incidents that the gold leaves optional, days and casualties that it leaves open, are not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from bench.reliability import Pair, Reliability, reliability
from bench.scoring import (
    Json,
    align,
    has_place,
    is_casualty,
    is_date_right,
    is_same_name,
    is_stance,
    is_total,
    words,
)  # fmt: skip
from corroborate.extraction.calibration import Curve
from corroborate.extraction.confidence import Rated, rate
from corroborate.extraction.doubts import Field
from corroborate.model import Coding
from corroborate.model.encoding import coding_to_json

SHOWN: tuple[Field, ...] = get_args(Field)
ALL = "all"
"""All fields together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One thing said in a document of a story, how sure the coding is of it, and whether it is right.

    `place` is the confidence by which it stands in a diagram, None where that is the confidence itself.
    """

    story: str
    document: str
    rated: Rated
    is_right: bool
    place: float | None = None

    @property
    def pair(self) -> Pair:
        """What a diagram needs of it."""
        sure = self.rated.confidence
        return sure, self.is_right, sure if self.place is None else self.place


def verdicts(coding: Coding, gold: Json, curves: Mapping[Field, Curve] | None = None) -> Iterator[Verdict]:
    """Everything said in a coding that the gold of its document can judge; rated by the shipped curves unless told."""
    found, path = coding_to_json(coding), Path(coding.document.source)
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
    for rated in rate(coding, curves):
        judged = right.get((rated.report, rated.field))
        verdict = judged[rated.item] if judged is not None else None
        if verdict is not None:
            yield Verdict(story=path.parent.name, document=path.stem, rated=rated, is_right=verdict)


def by_field(said: Iterable[Verdict]) -> dict[str, Reliability]:
    """How true confidence is, field by field and in all."""
    pairs: dict[str, list[Pair]] = {field: [] for field in (*SHOWN, ALL)}
    for each in said:
        for field in (each.rated.field, ALL):
            pairs[field].append(each.pair)
    return {field: reliability(each) for field, each in pairs.items() if each}


def _judged(found: Json, gold: Json) -> dict[str, Sequence[bool | None]]:
    """What is right in a found incident that is the gold's; None where the gold does not say."""
    when, place = gold["when"], gold["place"]
    optional, marked = gold.get("casualties_optional"), gold.get("mentions", {})
    hit = [*gold["targets"], *marked.get("victim", ()), *marked.get("target", ())]
    means = [*gold["weapons"], *marked.get("weapon", ())]
    who = [(party["name"], party["responsibility"]) for party in found["perpetrators"]]
    hurt = [any(is_casualty(each, other) for other in gold["casualties"]) for each in found["casualties"]]
    return {
        "type": [found["type"] in gold["type"]],
        "stage": [found["stage"] == gold.get("stage", "carried_out")],
        "date": [is_date_right(found["when"], when) if when[0] is not None else None],
        "undated": [when[0] is None],
        "place": [has_place(found["where"], place) if place else None],
        "unplaced": [not place],
        "perpetrator": [any(_is_who(each, other) for other in gold["perpetrators"]) for each in who],
        "nobody": [not gold["perpetrators"]],
        "target": [_shares(each["name"], hit) if marked else None for each in found["targets"]],
        "weapon": [_shares(each["name"], means) if marked else None for each in found["weapons"]],
        "casualty": [None if optional else each for each in hurt],
        "unharmed": [None if optional else not gold["casualties"]],
    }


def _is_who(found: tuple[str, str], gold: Sequence[str]) -> bool:
    return is_same_name(found[0], gold[0]) and gold[1] in ("any", found[1])


def _shares(found: str, golds: Iterable[str]) -> bool:
    """Whether a phrase has a word that counts in common with one of the gold's, as the scorer judges targets."""
    said = set(words(found))
    return any(said & set(words(each.partition("#")[0])) for each in golds)


def _own(found: Sequence[Any], golds: Sequence[Any], is_hit: Callable[[Any, Any], bool]) -> list[bool]:
    """For each thing found whether it has a gold one of its own."""
    left, out = list(golds), []
    for each in found:
        at = next((n for n, gold in enumerate(left) if is_hit(each, gold)), None)
        out.append(at is not None)
        if at is not None:
            left.pop(at)
    return out
