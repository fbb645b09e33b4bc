"""Pages from templates: what every page knows, and how days, figures and places are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corroborate import words
from corroborate.model.incident import Source
from corroborate.web.access import author_of, desk_of, may_decide
from corroborate.web.desk import Desk

BUILT = Path(__file__).parent / "static" / "built"

ROOMS = (
    ("/", "Overview"),
    ("/incidents", "Incidents"),
    ("/review", "Review"),
    ("/totals", "Totals"),
    ("/actors", "Actors"),
    ("/places", "Places"),
    ("/documents", "Documents"),
    ("/add", "Add"),
    ("/about", "About"),
)
"""The rooms of the desk, as the bar at the top lists them."""

GRADES = {
    "confirmed": "Confirmed",
    "corroborated": "Corroborated",
    "single-source": "Single source",
    "contested": "Contested",
    "denied": "Denied",
}


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page of the desk. `title` must be in the context; the room is found by the address."""
    html = rendered(request, template, status=status, **context)
    return HTMLResponse(html, status)


def rendered(request: Request, template: str, **context: Any) -> str:
    """The text of a page."""
    desk = desk_of(request)
    given = {
        "request": request,
        "desk": desk,
        "rooms": ROOMS,
        "room": room_of(request.url.path),
        "author": author_of(request),
        "may_decide": may_decide(request),
        "closed": _closed(desk),
        "has_islands": has_islands(),
        **context,
    }
    return environment().get_template(template).render(given)


def _closed(desk: Desk) -> tuple[str, ...]:
    """Rooms that this desk does not have."""
    if desk.is_site:
        return ("/review", "/add")
    return ("/add",) if desk.is_readonly else ()


def room_of(path: str) -> str:
    """The address of the room that a path lies in."""
    return "/" if path == "/" else f"/{path.strip('/').split('/')[0].split('.')[0]}"


def has_islands() -> bool:
    """Were the scripts for map, timeline and keyboard built? Pages work without them, and say so."""
    return (BUILT / "manifest.json").is_file()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with the filters that write days, figures and places; everything is escaped."""
    made = Environment(
        loader=PackageLoader("corroborate.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "type_name": lambda kind: words.sentence_case(words.TYPES.get(kind, kind.replace("_", " "))),
        "group_name": words.group,
        "plainly": words.said_plainly,
        "sentence": words.sentence_case,
        "number": lambda amount: f"{amount:,}",
        "day": day,
        "moment": moment,
        "grade_name": lambda name: GRADES.get(name, name),
        "country": country,
        "titled": titled,
        "json_block": json_block,
        "query": query,
    }
    made.globals |= {"bounds": words.bounds, "days": days, "count_of": words.number, "bar": bar}
    return made


def day(iso: str | None) -> Markup | str:
    """The day of an ISO day or time as a `time` element, which browsers may write in their own language."""
    if not iso:
        return "undated"
    return Markup('<time datetime="{}">{}</time>').format(iso[:10], iso[:10])


def days(earliest: str | None, latest: str | None) -> Markup | str:
    """An interval of ISO days as a `time` element, likewise; of an open one the end that is known."""
    said = words.span_of_days(earliest, latest)
    if earliest and latest:
        return Markup('<time datetime="{}" data-until="{}">{}</time>').format(earliest, latest, said)
    known = earliest or latest
    return Markup(said.replace(known, day(known))) if known else said


def moment(iso: str | None) -> Markup | str:
    """A time to the minute, UTC."""
    if not iso:
        return "never"
    return Markup('<time datetime="{}">{} {}</time>').format(iso, iso[:10], iso[11:16])


def country(code: str | None) -> str:
    """A country by its ISO code; the code where nobody knows more."""
    from corroborate.actors.nations import nations

    nation = nations().get((code or "").upper())
    return nation.names[0] if nation else code or "unknown"


def titled(source: Source) -> str:
    """What a document is called: its title, or the name of the file that it was read from."""
    return source.title or source.source.rstrip("/").rsplit("/", 1)[-1] or "Untitled"


def json_block(value: Any) -> Markup:
    """JSON that is safe inside a script element of type application/json."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def query(given: Mapping[str, Any], **changes: Any) -> str:
    """A query string of what is given with some values changed; empty ones are left out."""
    pairs = {**given, **changes}
    flat = [
        (key, each)
        for key, value in pairs.items()
        for each in (value if isinstance(value, (list, tuple)) else [value])
        if each not in (None, "", False)
    ]
    return f"?{urlencode(flat)}" if flat else ""


def bar(low: int | None, high: int | None, most: int) -> Mapping[str, float]:
    """Where a range lies on a line of 100 units that ends at `most`; an open end runs to the end."""
    scale = 100 / max(most, 1)
    start = (low or 0) * scale
    end = (high if high is not None else most if low is not None else 0) * scale
    width = max(end - start, 1.2)
    return {"start": round(min(start, 100 - width), 2), "width": round(width, 2)}
