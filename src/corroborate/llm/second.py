"""Two readers: the first codes everything, the second only what the first is unsure of."""

from __future__ import annotations

from collections.abc import Callable

from corroborate.errors import ItemFailed
from corroborate.extraction.confidence import confidence_of
from corroborate.llm.reader import ModelReader
from corroborate.model import Coding, Document


class SecondReader:
    """Sends on what is coded with less confidence than `below` (0 to 1), and nothing else.

    A document to which the model has no answer keeps the first coding; `unanswered` names those.
    """

    def __init__(self, first: Callable[[Document], Coding], second: ModelReader, below: float) -> None:
        self.first = first
        self.second = second
        self.below = below
        self.unanswered: list[ItemFailed] = []

    def code(self, document: Document) -> Coding:
        """What a document tells, by one reader or the other."""
        return self.begin(document)()

    def begin(self, document: Document) -> Callable[[], Coding]:
        """The first coding, at once; where it is unsure, the questions are put, and the answers waited for later."""
        coding = self.first(document)
        if confidence_of(coding) >= self.below:
            return lambda: coding
        finish = self.second.begin(document)
        return lambda: self._finished(finish, coding)

    def _finished(self, finish: Callable[[], Coding], coding: Coding) -> Coding:
        try:
            return finish()
        except ItemFailed as trouble:
            self.unanswered.append(trouble)
            return coding
