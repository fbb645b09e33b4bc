"""One document coded by the shipped extractor, with or without a record."""

from __future__ import annotations

from corroborate.model import Coding, Document

CODED_LANGUAGES = frozenset({"en"})
"""The languages that the shipped extractor reads (a test compares it with the extractor's own list)."""


def code_text(text: str, *, published: str | None = None, publisher: str | None = None) -> Coding:
    """What a text tells, with dates resolved against `published`; nothing where it is in another language."""
    from corroborate.reading import read_text

    return code(read_text(text, published=published, publisher=publisher))


def code(document: Document) -> Coding:
    """What a document tells, by the grammar."""
    from corroborate.extraction import extract

    return extract(document)


def is_readable(document: Document, languages: frozenset[str] = CODED_LANGUAGES) -> bool:
    """Whether an extractor for some languages reads a document; one too short to tell is tried."""
    return document.language is None or document.language.split("-")[0] in languages
