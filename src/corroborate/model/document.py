"""What was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DocumentKind = Literal["article", "dataset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A piece of furniture that reading took out: it stood at offset `at` of the remaining text."""

    at: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as read, and the bytes it came from; its id is the SHA-256 of those bytes. Never changed.

    `text` begins with the headline where there is one, and holds no furniture. `published` is an ISO 8601
    date or time, None where neither the document nor the user gave one. `language` is BCP 47.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    content: bytes = field(default=b"", repr=False)
    removed: tuple[Removed, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> DocumentKind:
        """An article, or a dataset: rows of a table that others coded."""
        return kind_of_document(self.media_type)

    @property
    def published_on(self) -> date | None:
        """The day of publication: the anchor of every relative date."""
        return date.fromisoformat(self.published[:10]) if self.published else None


def kind_of_document(media_type: str) -> DocumentKind:
    """The kind of document that a media type tells: datasets name the profile of their table."""
    return "dataset" if "profile=" in media_type else "article"


def is_compiled(media_type: str) -> bool:
    """Whether a dataset compiles what sources told (ACLED, UCDP), rather than holds a record with its documents."""
    return kind_of_document(media_type) == "dataset" and not media_type.endswith("profile=record")


def content_id(content: bytes) -> str:
    """The id of a document: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
