"""The record's incidents as totals are held against them: laid out once, and then only those that became others."""

from __future__ import annotations

from threading import Lock

from corroborate.analyses import collection_paused
from corroborate.analysis import Ledger
from corroborate.analysis.counted import count_incidents
from corroborate.analysis.sums import Entry, entry_of_counted
from corroborate.model.selection import EVERYTHING, Selection
from corroborate.store import Store

_FIELDS = ("casualty", "perpetrator", "where")


class Accounts:
    """Keeps a ledger of all incidents in step with the record: six seconds of 100,000 at first, parts of one later."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._door = Lock()
        self._filed = 0
        self._entries: dict[str, Entry] = {}
        self._ledger = Ledger()

    def ledger(self) -> Ledger:
        """The ledger of the record as it stands."""
        with self._door:
            filings = self._store.filings(self._filed)
            if filings.filed > self._filed:
                self._bring_up(filings.changed, filings.there)
                self._filed = filings.filed
            return self._ledger

    @collection_paused()
    def _bring_up(self, changed: list[str], there: frozenset[str]) -> None:
        selection = Selection(reports=tuple(changed)) if self._entries else EVERYTHING
        if changed:
            flat = self._store.flat(selection, fields=_FIELDS)
            self._entries |= {each.id: entry_of_counted(each, flat) for each in count_incidents(flat)}
        self._entries = {name: entry for name, entry in self._entries.items() if name in there}
        self._ledger = Ledger(entries=self._entries.values())
