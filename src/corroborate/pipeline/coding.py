"""One document coded, by the shipped extractor or another, with or without a record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from corroborate.model import Coding, Document

T = TypeVar("T")

EXTRACTOR = "grammar 0.1.0"
"""The name and version of what codes documents; a newer version codes them again where they are added again."""
CODED_LANGUAGES = frozenset({"en"})
"""The languages that the shipped extractor reads (a test compares it with the extractor's own list)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """What makes a coding of a document: called with one, it gives it back.

    `name` and `version` are recorded beside what it codes. `languages` are those it reads; None: any. Where
    `begin` is given, it sets out on a document and gives back what waits for its coding, so that up to `ahead`
    documents may be under way. `account` tells at the end in lines what it cost, `close` ends it.
    """

    name: str
    version: str
    code: Callable[[Document], Coding]
    languages: frozenset[str] | None = CODED_LANGUAGES
    begin: Callable[[Document], Callable[[], Coding]] | None = None
    ahead: int = 0
    account: Callable[[], list[str]] = list
    close: Callable[[], None] = lambda: None

    def __call__(self, document: Document) -> Coding:
        return self.code(document)

    @property
    def signature(self) -> str:
        """Its name and version as a record keeps them."""
        return f"{self.name} {self.version}"


def code_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    extractor: Callable[[Document], Coding] | None = None,
) -> Coding:
    """What a text tells, with dates resolved against `published`; nothing where it is in another language."""
    from corroborate.reading import read_text

    return (extractor or code)(read_text(text, published=published, publisher=publisher))


def code(document: Document) -> Coding:
    """What a document tells, by the grammar."""
    from corroborate.extraction import extract

    return extract(document)


def is_readable(document: Document, languages: frozenset[str] | None = CODED_LANGUAGES) -> bool:
    """Whether an extractor for some languages (None: any) reads a document; one too short to tell is tried."""
    return languages is None or document.language is None or document.language.split("-")[0] in languages


def ahead(
    items: Iterable[T], begin: Callable[[T], Callable[[], Coding]], most: int
) -> Iterator[tuple[T, Callable[[], Coding]]]:
    """Each item with what waits for its coding, in order, while up to `most` later ones are begun.

    What fails at the beginning fails when the coding is asked for.
    """
    waiting: deque[tuple[T, Callable[[], Coding]]] = deque()
    for item in items:
        try:
            finish = begin(item)
        except Exception as trouble:
            finish = partial(_failed, trouble)
        waiting.append((item, finish))
        while len(waiting) > most:
            yield waiting.popleft()
    yield from waiting


def _failed(trouble: Exception) -> Coding:
    raise trouble
