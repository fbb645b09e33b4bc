"""Cards of incidents brought up to date, after something was added, linked or decided."""

from __future__ import annotations

from collections.abc import Callable

from corroborate.analysis.cards import filed
from corroborate.analysis.decided import as_decided
from corroborate.model.card import Filed
from corroborate.model.incident import Incident
from corroborate.store import Store


def file_cards(store: Store, progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the cards of all incidents that changed since they were filed; gives back how many were made.

    Where the record holds none, or those of another version, all are made: about a thousand a second. Safe to
    stop at any point; `progress` hears how many were made so far.
    """
    made = 0
    while not store.cards_current():
        made += max(store.file_cards(_filed), 0)
        progress(made)
    return made


def _filed(incident: Incident) -> Filed | None:
    decided = as_decided(incident)
    return filed(decided) if decided.reports else None
