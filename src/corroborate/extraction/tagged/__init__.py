"""Documents coded by what the tagger sees in them."""

from __future__ import annotations

from corroborate.extraction.tagged.amended import extract_tagged
from corroborate.extraction.tagged.muc import extract_muc

__all__ = ["extract_muc", "extract_tagged"]
