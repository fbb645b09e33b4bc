"""The incidents that quoted totals are held against: laid out once for each state of the record, beside the pages."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Lock
from typing import Any

from corroborate.analysis import Ledger
from corroborate.record import Record

PATIENCE = 0.15
"""Seconds that a page waits for a new ledger; beyond them it shows the last one, or totals alone."""


class LedgerKeeper:
    """Keeps one ledger and makes a new one in the background when the record has moved on."""

    def __init__(self) -> None:
        self._door = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self._making: tuple[Any, Future[Ledger]] | None = None
        self._held: tuple[Any, Ledger] | None = None

    def get(self, record: Record, patience: float | None = PATIENCE) -> tuple[Ledger | None, bool]:
        """The newest ledger at hand, and whether it is of the record as it stands; None waits until it is."""
        mark = (record.store.linking_mark(), record.store.cards_mark())
        with self._door:
            if self._held and self._held[0] == mark:
                return self._held[1], True
            if self._making is None or self._making[1].done():
                self._making = (mark, self._worker.submit(record.ledger))
            begun, future = self._making
        try:
            made = future.result(patience)
        except NotYet:
            return (self._held[1] if self._held else None), False
        with self._door:
            self._held = (begun, made)
        return made, begun == mark
