"""Web pages fetched with care: only public addresses, within limits, as their owners allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: the bytes, and what the server said they are."""

    url: str
    content: bytes
    media_type: str = "text/html"
    charset: str | None = None


class Fetcher(Protocol):
    """Whatever can fetch an address; raises FetchRefused where it does not."""

    def fetch(self, url: str) -> Fetched: ...
