"""The record's incidents as totals are held against them: laid out once, and then only those that became others."""

from __future__ import annotations

from threading import Lock

from corroborate.analyses import collection_paused
from corroborate.analysis import Ledger
from corroborate.analysis.counted import count_incidents
from corroborate.analysis.sums import Entry, entry_of_counted
from corroborate.model import When
from corroborate.model.selection import Selection
from corroborate.model.waiting import Filings
from corroborate.record import Record

_FIELDS = ("casualty", "perpetrator", "where")
_MOST_AMENDED = 2_000
"""Incidents beyond which all are laid out anew."""


class Amended(Ledger):
    """A ledger of which some incidents are gone or became others."""

    def __init__(self, whole: Ledger, gone: frozenset[str], new: Ledger) -> None:
        super().__init__()
        self._whole, self._gone, self._new = whole, gone, new

    def told_by(self, document: str) -> list[Entry]:
        """The incidents that a document tells of as news."""
        return self._with_new(self._whole.told_by(document), self._new.told_by(document))

    def during(self, period: When) -> list[Entry]:
        """The incidents that lie within a period, by their first day."""
        new = self._new.during(period)
        found = self._with_new(self._whole.during(period), new)
        return sorted(found, key=lambda each: (str(each.earliest), each.id)) if new else found

    def _with_new(self, held: list[Entry], new: list[Entry]) -> list[Entry]:
        return [*(each for each in held if each.id not in self._gone), *new]


class Accounts:
    """Keeps a ledger of all incidents in step with the record: some seconds of 100,000 at first, hardly any later."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._door = Lock()
        self._filed = 0
        self._whole: Ledger | None = None
        self._known: frozenset[str] = frozenset()
        self._changed: dict[str, Entry] = {}
        self._gone: frozenset[str] = frozenset()
        self._ledger = Ledger()

    def ledger(self) -> Ledger:
        """The ledger of the record as it stands."""
        with self._door:
            filings = self._record.store.filings(self._filed)
            if self._whole is None or filings.filed > self._filed:
                self._bring_up(filings)
                self._filed = filings.filed
            return self._ledger

    def _bring_up(self, filings: Filings) -> None:
        changed = self._changed.keys() | filings.changed
        if self._whole is None or len(changed) > _MOST_AMENDED:
            self._whole = self._ledger = self._record.ledger()
            self._known, self._changed, self._gone = filings.there, {}, frozenset()
            return
        self._changed = {name: each for name, each in self._changed.items() if name in filings.there}
        self._changed |= self._entries(filings.changed)
        self._gone = self._gone | (self._known - filings.there) | self._changed.keys()
        self._ledger = Amended(self._whole, self._gone, Ledger(entries=self._changed.values()))

    @collection_paused()
    def _entries(self, incidents: list[str]) -> dict[str, Entry]:
        if not incidents:
            return {}
        flat = self._record.store.flat(Selection(reports=tuple(incidents)), fields=_FIELDS)
        return {each.id: entry_of_counted(each, flat) for each in count_incidents(flat)}
