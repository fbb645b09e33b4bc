"""One text coded at the desk, and kept nowhere."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from corroborate.model import Coding
from corroborate.pipeline.coding import code_text
from corroborate.settings import Settings

if TYPE_CHECKING:
    from corroborate.pipeline import Extractor

LONGEST = 200_000
"""Characters of one text: a long article has ten thousand."""

_REMOTE = ("llm", "both")


def coded(
    settings: Settings, text: str, published: str | None = None, publisher: str | None = None
) -> Coding:
    """What a text tells. Raises UnreadableDocument for a blank text, BadRequest for a date that is none.

    What may ask another machine is not used here, for a text is coded anew as somebody types.
    """
    extractor = _extractor("auto" if settings.extractor in _REMOTE else settings.extractor, settings)
    plain = text[:LONGEST].encode(errors="replace").decode()
    return code_text(plain, published=published or None, publisher=publisher or None, extractor=extractor)


@lru_cache(maxsize=2)
def _extractor(name: str, settings: Settings) -> Extractor:
    from corroborate.extractors import choose

    return choose(name, settings)
