"""Where a language model answers, and how it may be asked."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from corroborate.errors import BadRequest

_UNSET = (
    "no endpoint is configured for the extractor llm, and nothing was sent anywhere: set {missing} "
    "(such as http://localhost:11434/v1 and the model's name for Ollama); docs/extractors.md tells more"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An endpoint, a model there, and limits.

    `url` is the base of the protocol (it mostly ends in /v1), `key` is sent to it alone. `timeout` is in
    seconds for one answer, `retries` how often a question is asked again, `concurrency` how many are open at
    once. `piece` is the most characters of text in one question. Prices are for a million tokens, in whatever
    currency. `cache` is the folder of answers and accounts.
    """

    url: str
    model: str
    cache: Path
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    retries: int = 4
    concurrency: int = 4
    piece: int = 12_000
    price_in: float = 0.0
    price_out: float = 0.0

    @property
    def host(self) -> str:
        """The machine and port that are asked, without a password that the address may hold."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def is_here(self) -> bool:
        """Whether it is this machine."""
        name = urlsplit(self.url).hostname or ""
        try:
            return name == "localhost" or ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False


def checked(endpoint: Endpoint) -> Endpoint:
    """An endpoint that can be asked. Raises BadRequest where it is not configured, or makes no sense."""
    given = {"CORROBORATE_LLM_URL": endpoint.url, "CORROBORATE_LLM_MODEL": endpoint.model}
    missing = [name for name, value in given.items() if not value.strip()]
    if missing:
        raise BadRequest(_UNSET.format(missing=" and ".join(missing)))
    try:
        parts = urlsplit(endpoint.url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_address = False
    if not is_address:
        raise BadRequest("llm_url: is no http(s) address; write it like http://localhost:11434/v1")
    least = {
        "llm_timeout": endpoint.timeout,
        "llm_concurrency": endpoint.concurrency,
        "llm_retries": endpoint.retries + 1,
    }
    for name, value in least.items():
        if value <= 0:
            raise BadRequest(f"{name}: is too low; leave it out for the default")
    if endpoint.piece < 1000:
        raise BadRequest("llm_piece: must be 1000 characters or more")
    return endpoint
