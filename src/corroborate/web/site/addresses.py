"""Which pages a published site has, and in which file each lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qs, quote, unquote, urlsplit

NARROWED = ("type", "place", "grade", "actor")
"""Filters of whose values each has a page of its own: the kinds, the countries, the grades, the greatest actors."""
_FILTERS = (
    "since",
    "until",
    "place",
    "actor",
    "type",
    "stage",
    "tactic",
    "group",
    "grade",
    "source",
    "only",
    "text",
    "bounds",
    "order",
)
"""Filters that the script of the incidents' page knows."""
LISTS = ("incidents", "documents", "totals", "actors", "places", "search", "about")
"""The rooms that a site has; a room is a folder with an index."""
_INCIDENTS, POINTS, _MAP = "/incidents", "/incidents.points.json", "/incidents.map.svg"
_OF_INCIDENTS = {_INCIDENTS: ".html", POINTS: ".points.json", _MAP: ".map.svg"}
_FILES = {f"/incidents.{kind}": f".{kind}" for kind in ("json", "csv", "geojson")}
_HOLDERS = ("incidents", "documents", "totals", "actors", "places")
"""The rooms whose things have a page each."""


def file_of(address: str) -> str | None:
    """The file in which the page of an address lies; None where the site has no such page."""
    whole = urlsplit(address)
    parts = [unquote(part) for part in whole.path.strip("/").split("/") if part]
    if not parts:
        return "index.html"
    if whole.path in _OF_INCIDENTS:
        narrowed = narrowing_of(whole.query)
        return None if narrowed is None else f"incidents/{narrowed or 'index'}{_OF_INCIDENTS[whole.path]}"
    if whole.path in _FILES:
        month = month_of(whole.query)
        return (
            f"incidents/{f'month/{month}' if month else 'all'}{_FILES[whole.path]}"
            if month or not whole.query
            else None
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


def narrowing_of(query: str) -> str | None:
    """The name of the page of a narrowed list, "" for the whole; None where the site has no page of it."""
    if not query:
        return ""
    if month := month_of(query):
        return f"month/{month}"
    asked = parse_qs(query)
    name, values = next(iter(asked.items()), ("", []))
    is_one = len(asked) == len(values) == 1 and name in NARROWED
    return f"{name}/{safe_name(values[0])}" if is_one else None


def narrowed_address(name: str, value: str, path: str = _INCIDENTS) -> str:
    """The address of the incidents that one filter leaves, or of their points."""
    return f"{path}?{name}={quote(value, safe='')}"


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
    told, _, query = target.partition("?")
    return (
        quote(_relative(told, file), safe="/{}")
        + (f"?{query}" if query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )


def _relative(target: str, file: str) -> str:
    here, there = file.split("/")[:-1], target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there)


def _target(path: str, query: str, known: Mapping[str, str]) -> str | None:
    """The file at an address; of the incidents what has no page is shown by the script of the whole list."""
    if path.startswith(("/static/", "/data/")):
        return path.strip("/")
    if path == "/incidents/{id}":
        return "incidents/{id}.html"
    if path in _FILES:
        return file_of(f"{path}?{query}" if query else path)
    if path in _OF_INCIDENTS and query:
        narrowed = narrowing_of(query)
        held = _held(path, query, known) if narrowed else None
        is_told = path == _INCIDENTS and set(parse_qs(query)) <= set(_FILTERS)
        return held or (f"incidents/index.html?{query}" if is_told else None)
    return known.get(_canonical(path))


def _held(path: str, query: str, known: Mapping[str, str]) -> str | None:
    """The file of a narrowed list, however its address is written."""
    month = month_of(query)
    if month:
        return known.get(month_address(month, path))
    ((name, (value,)),) = parse_qs(query).items()
    return known.get(narrowed_address(name, value, path))


def pages_of(
    things: Mapping[str, Iterable[str]],
    months: Iterable[str] = (),
    narrowed: Mapping[str, Iterable[str]] | None = None,
) -> Iterator[str]:
    """The addresses of all pages: each room and its things (`things` are ids by room), then narrowed lists."""
    yield "/"
    for room in LISTS:
        yield f"/{room}"
        for name in things.get(room, ()):
            yield f"/{room}/{quote(name, safe='')}"
    yield POINTS
    yield _MAP
    for month in months:
        yield month_address(month)
        yield month_address(month, POINTS)
    for name, values in (narrowed or {}).items():
        for value in values:
            yield narrowed_address(name, value)
            yield narrowed_address(name, value, POINTS)


def _canonical(path: str) -> str:
    """An address as `pages_of` writes it, however its letters are escaped."""
    room, _, name = path.strip("/").partition("/")
    return f"/{room}/{quote(unquote(name), safe='')}" if name else f"/{room}"
