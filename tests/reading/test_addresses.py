"""Which internet addresses may be visited."""

from __future__ import annotations

import pytest

from corroborate.errors import FetchRefused
from corroborate.reading.addresses import is_public, resolve


@pytest.mark.parametrize("ip", ["93.184.215.14", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_addresses_may_be_visited(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_private_and_reserved_addresses_may_not_however_they_are_wrapped(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize(
    "url", ["ftp://ex.org/a", "file:///etc/passwd", "gopher://ex.org", "javascript:alert(1)", "//ex.org/a"]
)
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(FetchRefused, match="only http and https"):
        resolve(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]", "127.1"])
def test_loopback_is_refused_in_all_its_spellings(host: str) -> None:
    with pytest.raises(FetchRefused, match=r"private or reserved|not known"):
        resolve(f"http://{host}/")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        resolve("http://ex.org/", resolver=lambda *_: ["93.184.215.14", "10.0.0.1"])


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchRefused) as refused:
        resolve("http://user:secret@ex.org/", resolver=lambda *_: ["93.184.215.14"])
    assert "secret" not in str(refused.value)


def test_an_unknown_host_is_refused() -> None:
    with pytest.raises(FetchRefused, match="not known"):
        resolve("http://ex.org/", resolver=lambda *_: [])


def test_the_checked_number_takes_the_place_of_the_name() -> None:
    address = resolve("https://ex.org/a?b=1#c", resolver=lambda *_: ["93.184.215.14"])
    assert address.pinned_url == "https://93.184.215.14:443/a?b=1"
    assert (address.host_header, address.origin) == ("ex.org", "https://ex.org")


def test_a_port_stays_with_the_host() -> None:
    address = resolve("http://ex.org:8080", resolver=lambda *_: ["2606:2800:220:1:248:1893:25c8:1946"])
    assert address.pinned_url == "http://[2606:2800:220:1:248:1893:25c8:1946]:8080/"
    assert address.host_header == "ex.org:8080"
