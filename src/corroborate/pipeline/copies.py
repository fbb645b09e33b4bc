"""Which document a new one repeats: the record's signatures, kept at hand while documents are added."""

from __future__ import annotations

from corroborate.reading.copies import CopyIndex
from corroborate.store import Store


class Copies:
    """The texts of the record by what they share; notices what other processes add in the meantime."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = CopyIndex()
        self._originals: dict[str, str] = {}
        self._seen = 0

    def original_of(self, document: str, signed: bytes) -> str | None:
        """The id of the first document with these words, None where this is the first."""
        for number, known, copy_of, signature in self._store.signatures(after=self._seen):
            self._index.add(known, signature)
            self._seen = number
            if copy_of:
                self._originals[known] = copy_of
        alike = next((copy.key for copy in self._index.find(signed) if copy.key != document), None)
        return self._originals.get(alike, alike) if alike else None
