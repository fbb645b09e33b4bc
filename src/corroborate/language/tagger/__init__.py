"""A small learned reader: what every phrase of a text is to the incidents told, and how sure that is."""

from __future__ import annotations

from corroborate.language.tagger.heads import attribute, spans, together, types
from corroborate.language.tagger.mentions import Mention, mentions
from corroborate.language.tagger.reading import Floats, Reading, is_installed, labels, read

__all__ = [
    "Floats",
    "Mention",
    "Reading",
    "attribute",
    "is_installed",
    "labels",
    "mentions",
    "read",
    "spans",
    "together",
    "types",
]
