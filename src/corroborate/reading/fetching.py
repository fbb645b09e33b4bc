"""Web pages fetched with care: only public addresses, within limits, as their owners allow."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin

from corroborate.errors import FetchRefused
from corroborate.reading.addresses import Address, resolve

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

    import httpx

USER_AGENT = "Corroborate/0.1 (+research reader; respects robots.txt)"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ROBOTS_BYTES = 500_000  # as much as RFC 9309 asks a crawler to read


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: the bytes, what the server said they are, and the address it came to in the end."""

    url: str
    content: bytes
    media_type: str = "text/html"
    charset: str | None = None


class Fetcher(Protocol):
    """Whatever can fetch an address; raises FetchRefused where it does not."""

    def fetch(self, url: str) -> Fetched:
        """The page at `url`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedFetcher:
    """A fetcher without a network: the pages it was given, and no others."""

    pages: Mapping[str, Fetched | bytes]

    def fetch(self, url: str) -> Fetched:
        """The page canned for `url`; raises FetchRefused where there is none."""
        page = self.pages.get(url)
        if page is None:
            raise FetchRefused(f"{url}: no such page (404): check the address")
        return page if isinstance(page, Fetched) else Fetched(url=url, content=page)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How far a fetch may go: bytes, seconds in all, redirects; `allow_private` opens the local network."""

    allow_private: bool = False
    max_bytes: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(slots=True, kw_only=True)
class WebFetcher:
    """Fetches over HTTP from addresses that were checked, and connects to no other than those.

    Each host is resolved once a fetch, every address it has is checked, and the connection goes to the checked
    address, so that a name cannot change its meaning in between. Redirects are checked in the same way.
    """

    limits: FetchLimits = field(default_factory=FetchLimits)
    resolver: Callable[[str, int], Iterable[str]] | None = None
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _visited: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """The page at `url`, redirects followed; raises FetchRefused with the reason and what to do."""
        deadline = time.monotonic() + self.limits.seconds
        place = url
        for _ in range(self.limits.redirects + 1):
            address = resolve(place, self.limits.allow_private, self.resolver)
            self._ask_robots(address, deadline)
            answer = self._get(address, deadline, self.limits.max_bytes)
            if answer.status in _REDIRECTS and answer.location:
                place = urljoin(place, answer.location)
                continue
            if answer.status != 200:
                raise FetchRefused(f"{url}: the server answered {answer.status}: {_advice(answer.status)}")
            return Fetched(
                url=place, content=answer.content, media_type=answer.media_type, charset=answer.charset
            )
        raise FetchRefused(f"{url}: more than {self.limits.redirects} redirects: give the final address")

    def _ask_robots(self, address: Address, deadline: float) -> None:
        origin = address.origin
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(address, deadline)
        robots = self._robots[origin]
        if not robots.can_fetch(USER_AGENT, address.url):
            raise FetchRefused(
                f"{address.url}: the site's robots.txt does not allow it: save the page by hand"
            )
        delay = min(float(robots.crawl_delay(USER_AGENT) or 0), 10.0)
        wait = self._visited.get(origin, 0.0) + delay - time.monotonic() if delay else 0.0
        if wait > 0:
            time.sleep(min(wait, max(0.0, deadline - time.monotonic())))
        self._visited[origin] = time.monotonic()

    def _read_robots(self, address: Address, deadline: float) -> RobotFileParser:
        """The rules of a site; none where it has no robots.txt, all refused where it cannot say (RFC 9309)."""
        from urllib.robotparser import RobotFileParser

        robots = RobotFileParser()
        robots.modified()
        place = urljoin(address.origin, "/robots.txt")
        for _ in range(self.limits.redirects + 1):
            target = resolve(place, self.limits.allow_private, self.resolver)
            answer = self._get(target, deadline, _ROBOTS_BYTES, cut=True)
            if answer.status in _REDIRECTS and answer.location:
                place = urljoin(place, answer.location)
                continue
            if answer.status >= 500:
                raise FetchRefused(
                    f"{place}: the server answered {answer.status}: without its robots.txt nothing is fetched"
                )
            robots.parse(
                answer.content.decode("utf-8", "replace").splitlines() if answer.status == 200 else []
            )
            break
        return robots

    def _get(self, address: Address, deadline: float, most: int, cut: bool = False) -> _Answer:
        """One request to the checked address, without following; `cut` takes the first `most` bytes of more."""
        import httpx

        headers = {"Host": address.host_header, "User-Agent": USER_AGENT, "Accept-Encoding": "gzip, identity"}
        timeout = httpx.Timeout(max(0.1, min(10.0, deadline - time.monotonic())))
        extensions = {"sni_hostname": address.host} if address.scheme == "https" else {}
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
                client.stream("GET", address.pinned_url, headers=headers, extensions=extensions) as response,
            ):
                return _answer(response, address, deadline, most, cut)
        except (httpx.HTTPError, httpx.InvalidURL, zlib.error, OSError) as error:
            raise FetchRefused(
                f"{address.url}: {str(error) or type(error).__name__}: check the address or try later"
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    content: bytes
    media_type: str
    charset: str | None
    location: str | None


def _answer(response: httpx.Response, address: Address, deadline: float, most: int, cut: bool) -> _Answer:
    media_type, _, parameters = response.headers.get("content-type", "").partition(";")
    body = b"" if response.status_code in _REDIRECTS else _body(response, address, deadline, most, cut)
    return _Answer(
        status=response.status_code,
        content=body,
        media_type=media_type.strip().lower() or "text/html",
        charset=parameters.partition("charset=")[2].split(";")[0].strip(" \"'") or None,
        location=response.headers.get("location"),
    )


def _body(response: httpx.Response, address: Address, deadline: float, most: int, cut: bool) -> bytes:
    unpack = _unpacker(response.headers.get("content-encoding", ""), address.url)
    body = bytearray()
    for chunk in response.iter_raw():
        body += unpack(chunk, most + 1 - len(body))
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise FetchRefused(
                f"{address.url}: larger than {most / 1_000_000:g} MB: save it to a file and read that"
            )
        if time.monotonic() > deadline:
            raise FetchRefused(f"{address.url}: took too long: try later, or save it to a file and read that")
    return bytes(body)


def _unpacker(encoding: str, url: str) -> Callable[[bytes, int], bytes]:
    """Unpacks a body chunk by chunk, never to more than is asked for, so that no bomb unfolds."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return lambda chunk, _: chunk
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchRefused(
            f"{url}: packed as {encoding!r}, which was not asked for: save it to a file and read that"
        )
    packer: Any = zlib.decompressobj(zlib.MAX_WBITS | 32)
    return lambda chunk, most: bytes(packer.decompress(packer.unconsumed_tail + chunk, most))


def _advice(status: int) -> str:
    if status in (401, 402, 403, 451):
        return "it wants a reader it knows; save the page by hand"
    if status in (404, 410):
        return "check the address"
    return "try later"
