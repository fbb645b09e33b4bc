"""What linkage compares: a report laid flat."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date

from corroborate.model import Document, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All claims of one effect taken together: the least and the greatest number that any party gives."""

    effect: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """One report laid flat for comparison; tuples are sorted and free of repetition.

    Days count from 1 January 1 (`date.toordinal`). `fine` are the names of the places below the first level
    of administration, finest first; `area` is the name of that level. `actors` are registry ids.
    """

    report: str
    document: str
    published: int | None
    copy_group: str | None
    wording: str
    type: str
    family: str
    tactics: tuple[str, ...]
    earliest: int | None
    latest: int | None
    date_precision: str
    fine: tuple[str, ...]
    area: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    place_precision: str
    actors: tuple[str, ...]
    groups: tuple[str, ...]
    targets: tuple[str, ...]
    landmarks: tuple[str, ...]
    weapons: tuple[str, ...]
    figures: tuple[Figure, ...]
    names: tuple[str, ...]
    background: bool
    place_words: str | None = None
    actor_words: tuple[str, ...] = ()


def facts_of(report: Report, document: Document, copy_group: str | None = None) -> ReportFacts:
    """The facts of `report`; of `document` only id and publication day are used."""
    raise NotImplementedError


def encode_facts(facts: ReportFacts) -> str:
    """`facts` as one line of JSON, to be stored beside the report."""
    return json.dumps(asdict(facts), ensure_ascii=False, separators=(",", ":"))


def decode_facts(text: str) -> ReportFacts:
    """The facts that `encode_facts` wrote."""
    raw = json.loads(text)
    figures = tuple(Figure(**figure) for figure in raw.pop("figures"))
    lists = {key: tuple(value) for key, value in raw.items() if isinstance(value, list)}
    return ReportFacts(**{**raw, **lists, "figures": figures})
