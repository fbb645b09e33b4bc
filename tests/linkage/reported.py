"""Facts to test with: one report of one document, laid flat, with only what a test cares for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from corroborate.linkage import Figure, ReportFacts

AMBUSH = ReportFacts(
    report="a",
    document="doc-a",
    published=date(2025, 6, 5).toordinal(),
    copy_group=None,
    wording="",
    type="armed_clash",
    family="battle",
    earliest=date(2025, 6, 4).toordinal(),
    latest=date(2025, 6, 4).toordinal(),
    date_precision="day",
    fine=("zamuran", "kech"),
    area="baloxistan",
    country="PK",
    latitude=26.4,
    longitude=62.5,
    place_precision="district",
    place_name="Zamuran",
    actors=("bla",),
    groups=("military",),
    targets=("convoy", "military"),
    landmarks=("site.convoy",),
    figures=(Figure(effect="killed", low=4, high=4),),
)


def told(report: str, base: ReportFacts = AMBUSH, **changes: Any) -> ReportFacts:
    """`base` as the report `report` of a document of its own, with `changes`."""
    given = {"document": f"doc-{report}", **changes}
    for end in ("earliest", "latest", "published"):
        if isinstance(given.get(end), date):
            given[end] = given[end].toordinal()
    return replace(base, report=report, **given)


def on(day: date) -> dict[str, Any]:
    """The changes that put a deed on a day, published on the next."""
    return {"earliest": day, "latest": day, "published": day.toordinal() + 1}


def killed(low: int | None, high: int | None) -> tuple[Figure, ...]:
    """The figures of a deed with so many dead."""
    return (Figure(effect="killed", low=low, high=high),)
