"""Which pages a published site has, and in which file each lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, relpath
from urllib.parse import parse_qs, quote, unquote, urlsplit

LISTS = ("incidents", "documents", "totals", "actors", "places", "search", "about")
"""The rooms that a site has; a room is a folder with an index."""
_INCIDENTS, POINTS = "/incidents", "/incidents.points.json"
DATA = "/data/incidents.json"
"""What the search of a site looks through."""
_HOLDERS = ("incidents", "documents", "totals", "actors", "places")
"""The rooms whose things have a page each."""


def file_of(address: str) -> str | None:
    """The file in which the page of an address lies; None where the site has no such page."""
    whole = urlsplit(address)
    parts = [unquote(part) for part in whole.path.strip("/").split("/") if part]
    if not parts:
        return "index.html"
    if whole.path in (_INCIDENTS, POINTS):
        month = month_of(whole.query)
        name = f"month/{month}" if month else "index"
        is_known = bool(month) or not whole.query
        return (
            f"incidents/{name}{'.html' if whole.path == _INCIDENTS else '.points.json'}" if is_known else None
        )
    if parts[0] not in LISTS:
        return None
    if len(parts) == 1:
        return f"{parts[0]}/index.html"
    if parts[0] in _HOLDERS:
        return f"{parts[0]}/{safe_name('/'.join(parts[1:]))}.html"
    return None


def month_of(query: str) -> str | None:
    """The one month that a query asks for; None where it asks for anything else."""
    asked = parse_qs(query)
    since = asked.get("since", [""])[0]
    is_month = len(since) == 7 and since[:4].isdigit() and since[4] == "-" and since[5:].isdigit()
    return since if is_month and asked == {"since": [since], "until": [since]} else None


def month_address(month: str, path: str = _INCIDENTS) -> str:
    """The address of the incidents of a month, or of their points."""
    return f"{path}?since={month}&until={month}"


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

    `known` are the files of the site by address. Addresses of other machines stay as they are.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    target = _target(parts.path, parts.query, known)
    if target is None:
        return None
    return quote(relpath(target, dirname(file) or "."), safe="/{}") + (
        f"#{parts.fragment}" if parts.fragment else ""
    )


def _target(path: str, query: str, known: Mapping[str, str]) -> str | None:
    if path.startswith("/static/") or path == DATA:
        return path.strip("/")
    if path in (_INCIDENTS, POINTS) and query:
        month = month_of(query)
        return known.get(month_address(month, path)) if month else None
    if path == "/incidents/{id}":
        return "incidents/{id}.html"
    return known.get(_canonical(path))


def pages_of(
    things: Mapping[str, Iterable[str]], months: Iterable[str] = (), rooms: Iterable[str] = LISTS
) -> Iterator[str]:
    """The addresses of all pages: each room and its things (`things` are ids by room), then months."""
    yield "/"
    for room in rooms:
        yield f"/{room}"
        for name in things.get(room, ()):
            yield f"/{room}/{quote(name, safe='')}"
    yield POINTS
    for month in months:
        yield month_address(month)
        yield month_address(month, POINTS)


def _canonical(path: str) -> str:
    """An address as `pages_of` writes it, however its letters are escaped."""
    room, _, name = path.strip("/").partition("/")
    return f"/{room}/{quote(unquote(name), safe='')}" if name else f"/{room}"
