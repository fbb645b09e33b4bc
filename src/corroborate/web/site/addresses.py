"""Which pages a published site has, and in which file each lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, relpath
from urllib.parse import quote, unquote, urlsplit

LISTS = ("incidents", "documents", "totals", "actors", "places", "about", "search")
"""The rooms that a site has; a room is a folder with an index."""
_HOLDERS = ("incidents", "documents", "actors", "places")
"""The rooms whose things have a page each."""


def file_of(path: str) -> str | None:
    """The file in which the page of an address lies; None where the site has no such page."""
    parts = [unquote(part) for part in path.strip("/").split("/") if part]
    if not parts:
        return "index.html"
    if parts[0] == "static":
        return "/".join(parts)
    if parts[0] not in LISTS:
        return None
    if len(parts) == 1:
        return f"{parts[0]}/index.html"
    if parts[0] in _HOLDERS and len(parts) == 2:
        return f"{parts[0]}/{safe_name(parts[1])}.html"
    return None


def safe_name(name: str) -> str:
    """A name as a file's name: what a file system or a host might take amiss is written in percent."""
    return (
        quote(name, safe=" ")
        .replace(".", "%2E")
        .replace("_", "%5F")
        .replace("~", "%7E")
        .replace("%", "~")
        .replace(" ", "_")
        or "_"
    )


def link_from(file: str, address: str, known: Mapping[str, str]) -> str | None:
    """An address of the desk as a link from one file to another; None where the site has nothing there.

    `known` are the files of the site by address. Addresses of other machines stay as they are; of a list with
    filters the filters stay, and the page's script follows them.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    if not parts.path:
        return address
    target = (
        file_of(parts.path)
        if parts.path.startswith("/static/")
        else known.get(unquote(parts.path).rstrip("/") or "/")
    )
    if target is None:
        return None
    link = quote(relpath(target, dirname(file) or "."))
    query = f"?{parts.query}" if parts.query and parts.path == "/incidents" else ""
    return link + query + (f"#{parts.fragment}" if parts.fragment else "")


def pages_of(things: Mapping[str, Iterator[str] | list[str]]) -> Iterator[str]:
    """The addresses of all pages: the rooms, then each of their things; `things` are ids by room."""
    yield "/"
    for room in LISTS:
        yield f"/{room}"
        for name in things.get(room, ()):
            yield f"/{room}/{quote(name, safe='')}"
