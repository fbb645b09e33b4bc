"""Internet addresses: which may be visited, and where a name leads."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

from corroborate.errors import FetchRefused

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A web address and the one checked internet address `ip` that stands for its host."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str

    @property
    def host_header(self) -> str:
        """The host as the server expects it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.host_header}"

    @property
    def pinned_url(self) -> str:
        """The address with the checked number in place of the name."""
        parts = urlsplit(self.url)
        number = f"[{self.ip}]" if ":" in self.ip else self.ip
        return urlunsplit((self.scheme, f"{number}:{self.port}", parts.path or "/", parts.query, ""))


def resolve(
    url: str, allow_private: bool = False, resolver: Callable[[str, int], Iterable[str]] | None = None
) -> Address:
    """Where `url` leads; raises FetchRefused unless it is http(s) and all its host's addresses may be visited."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(f"{url}: not an address ({error}): check it") from error
    if parts.scheme not in _PORTS:
        raise FetchRefused(
            f"{url}: only http and https addresses are fetched: save it to a file and read that"
        )
    if not parts.hostname:
        raise FetchRefused(f"{url}: an address without a host: check it")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(
            f"{parts.scheme}://{parts.hostname}: an address with a user name in it is not fetched"
        )
    port = port or _PORTS[parts.scheme]
    found = list((resolver or _look_up)(parts.hostname, port))
    if not found:
        raise FetchRefused(
            f"{url}: the host {parts.hostname!r} is not known: check the address and the connection"
        )
    for ip in found:
        if not allow_private and not is_public(ip):
            raise FetchRefused(
                f"{url}: leads to {ip}, which is private or reserved: allow private addresses if you mean it"
            )
    return Address(url=url, scheme=parts.scheme, host=parts.hostname, port=port, ip=found[0])


def is_public(ip: str) -> bool:
    """Whether an address belongs to the public internet, seen through IPv4 wrapped in IPv6."""
    try:
        address = ipaddress.ip_address(ip.split("%")[0])
    except ValueError:
        return False
    return all(
        inner.is_global and not (inner.is_multicast or inner.is_reserved or inner.is_unspecified)
        for inner in _unwrapped(address)
    )


def _unwrapped(address: IPAddress) -> list[IPAddress]:
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return [address, *address.teredo]
    return [address]


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
