"""How the record is made: method, rules and thresholds in force, versions, and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.analysis.tolls import RULE_SOURCES
from corroborate.linkage.weights import shipped_weights
from corroborate.model.held import HeldDocument
from corroborate.record import Record
from corroborate.web.access import desk_of
from corroborate.web.remembered import remembered
from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

GRADE_MEANINGS: Mapping[str, str] = {
    "confirmed": "both sides tell of it; or a party tells of it against its own interest, or a state body does, and "
    "a source that is no party tells of it too",
    "corroborated": "at least two sources that do not speak for one another tell of it",
    "single-source": "one source tells of it",
    "contested": "sources contradict each other on a figure or on who did it",
    "denied": "one source tells of it, and another denies it or its only figure",
}
"""What each grade means, in the words of a reader; the first of denied, contested, confirmed … that holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Counts of what was read, and of what was not understood in it; `coders` by the name of what coded."""

    documents: int
    copies: int
    uncoded: int
    silent: int
    coders: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    notes: tuple[tuple[str, int], ...]


@router.get("/about")
def about(request: Request) -> Response:
    """The method and the state of the record."""
    record = desk_of(request).record
    return page(
        request,
        "about.html",
        title="About the record",
        rules=RULE_SOURCES,
        grades=GRADE_MEANINGS,
        weights=shipped_weights(),
        knowledge=_knowledge(),
        understood=remembered(request, "understood", lambda: understood(record.store.documents())),
        open_matters=remembered(request, "open matters", lambda: open_matters(record)),
    )


def understood(documents: list[HeldDocument]) -> Understood:
    """What became of the documents."""
    return Understood(
        documents=len(documents),
        copies=sum(1 for each in documents if each.source.copy_of),
        uncoded=sum(1 for each in documents if each.extractor is None),
        silent=sum(1 for each in documents if each.extractor is not None and not each.reports),
        coders=_counted(each.extractor for each in documents),
        languages=_counted(each.source.language for each in documents),
        notes=_counted(note for each in documents for note in each.notes)[:12],
    )


def open_matters(record: Record) -> list[tuple[str, str, int]]:
    """What incidents leave open: what it is, the filter that lists them, and how many."""
    asked = (
        ("undated", "Incidents without a day"),
        ("unplaced", "Incidents without a place"),
        ("unknown_actor", "Incidents by an organization that the registry does not know"),
        ("contested", "Incidents on which sources differ"),
    )
    return [(said, only, record.cards(only=only, limit=0).total) for only, said in asked]


def _counted(names: object) -> tuple[tuple[str, int], ...]:
    found = Counter(name for name in names if name)  # type: ignore[attr-defined]
    return tuple(found.most_common())


@lru_cache(maxsize=1)
def _knowledge() -> Mapping[str, str]:
    """What the program brings with it, and in which versions."""
    from corroborate import __version__
    from corroborate.actors import load_registry
    from corroborate.store.tables import SCHEMA_VERSION

    registry = load_registry()
    return {
        "Program": f"Corroborate {__version__}",
        "Form of the record": SCHEMA_VERSION,
        "Registry of actors": f"{len(registry):,} parties",
        "Gazetteer": "GeoNames' towns and divisions, with overlays of this project",
    }
