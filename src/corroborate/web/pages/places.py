"""Where: countries, provinces and places with their incidents; names that lie on no map are put there once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corroborate.errors import BadRequest, UnknownSubject
from corroborate.model.card import Card
from corroborate.model.named import PlaceRow
from corroborate.model.naming import PLACE
from corroborate.model.selection import folded
from corroborate.web.access import desk_of, may_decide
from corroborate.web.deciding import Form, aids, decide
from corroborate.web.desk import Desk
from corroborate.web.drawing import most_killed
from corroborate.web.keeping import kept
from corroborate.web.naming import Explained, about_names, incidents_of_name
from corroborate.web.placemap import PRECISIONS, PlaceMap, place_map
from corroborate.web.placing import candidates, middle_of, place_given
from corroborate.web.queue import in_queue, step
from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

NOWHERE = "ZZ"
"""The country of what nobody knows the country of, in keys."""

_SHOWN = 25
_MOST_SEEN = 200
_MOST_ALIKE = 8
_PAGE = 60
REASONS = {"where": "found on a map", "unknown": "no map shows it"}


@dataclass(slots=True)
class Place:
    """A name within a country, with all that happened at it or within it."""

    key: str
    name: str
    country: str
    parent: str | None = None
    is_placed: bool = False
    incidents: int = 0
    here: int = 0
    unplaced: int = 0
    killed_low: int = 0
    killed_high: int = 0
    children: set[str] = field(default_factory=set)

    @property
    def href(self) -> str:
        """Its page."""
        return f"/places/{quote(self.key)}"

    def count(self, row: PlaceRow, is_finest: bool) -> None:
        """Add the incidents of a row, which lie here or within."""
        self.incidents += row.incidents
        self.killed_low += row.killed_low
        self.killed_high += row.killed_high
        self.is_placed = self.is_placed or row.is_placed
        if is_finest:
            self.here += row.incidents
            self.unplaced += 0 if row.is_placed else row.incidents


def places(request: Request) -> dict[str, Place]:
    """Every place of the record by its key: "PK" for a country, "PK:quetta" for a name within one."""
    return kept(request, "places", lambda: places_at(desk_of(request)))


def places_at(desk: Desk) -> dict[str, Place]:
    """The same, counted anew, as places may be told."""
    return _tree(map(_row, desk.shown_cards()) if desk.coarsen else desk.record.store.places())


def _row(card: Card) -> PlaceRow:
    return PlaceRow(
        card.place, card.within, card.country, not card.unplaced, 1, card.killed_low or 0, card.killed_high or 0
    )  # fmt: skip


def _tree(rows: Iterable[PlaceRow]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in rows:
        above: Place | None = None
        path = list(_path(row))
        for key, name in path:
            held = found.setdefault(key, Place(key=key, name=name, country=row.country or NOWHERE))
            held.count(row, is_finest=key == path[-1][0])
            if above is not None and held.parent is None and above.key != key:
                held.parent = above.key
                above.children.add(key)
            above = held
    return found


def _path(row: PlaceRow) -> Iterator[tuple[str, str]]:
    """The keys and names that hold a place and its own, the country first, each once."""
    country = row.country or NOWHERE
    held = list(row.within)
    name = held.pop() if row.country and held else (row.name or "") if row.country else ""
    yield country, name if row.country else "Country unknown"
    seen = {folded(name)}
    for each in (*reversed(held), row.name):
        if each and folded(each) not in seen:
            seen.add(folded(each))
            yield f"{country}:{folded(each)}", each


@router.get("/places")
def listing(request: Request, q: str = "", offset: int = 0) -> Response:
    """Names on no map first, then country by country."""
    found = places(request)
    open_names = sorted(
        _open(found.values(), request), key=lambda each: (-each.unplaced, -each.killed_high, each.key)
    )
    offset = max(0, min(offset, len(open_names) - 1))
    countries = [each for each in found.values() if ":" not in each.key]
    named = [each for each in found.values() if q and folded(q) in folded(each.name)]
    return page(
        request,
        "places.html",
        title="Places",
        q=q,
        named=sorted(named, key=lambda each: -each.incidents)[:_PAGE],
        open=open_names[offset : offset + _PAGE],
        countries=sorted(countries, key=lambda each: (each.key == NOWHERE, -each.incidents)),
        found=found,
        inside={each.key: _inside(found, each) for each in countries},
        offset=offset,
        limit=_PAGE,
        total=len(open_names),
        most=max((each.incidents for each in countries), default=0),
    )


def _inside(found: dict[str, Place], held: Place) -> list[Place]:
    """What lies within a place, the most incidents first."""
    return sorted((found[each] for each in held.children), key=lambda each: (-each.incidents, each.key))


def _open(found: Iterable[Place], request: Request) -> list[Place]:
    """The names that wait to be put on the map: nobody said yet that no map shows them."""
    made = desk_of(request).record.store.decisions()
    settled = {
        name for each in made if each.kind == "accept" and each.withdrawn_at is None for name in each.subjects
    }
    return [each for each in found if ":" in each.key and each.unplaced and PLACE + each.key not in settled]


@router.get("/places/{key:path}")
def place(request: Request, key: str) -> Response:
    """One place: what happened there, where it lies, what lies within it."""
    desk, found = desk_of(request), places(request)
    held = found.get(key)
    name_key = PLACE + key
    standing = about_names(desk.record, [name_key])
    if held is None and not standing.decisions:
        return _sought(found, key)
    held = held or Place(key=key, name=key.partition(":")[2], country=key.partition(":")[0])
    cards, total = _cards(desk, held)
    country = None if held.country == NOWHERE else held.country
    is_open = bool(held.unplaced) or bool(standing.decisions)
    is_borne = ":" in key and (is_open or not cards)
    borne = incidents_of_name(desk.record, name_key) if is_borne else None
    return page(
        request,
        "place.html",
        title=held.name,
        place=held,
        name_key=name_key,
        above=_above(found, held),
        below=_inside(found, held),
        most_below=max((found[each].incidents for each in held.children), default=0),
        cards=cards,
        total=total,
        most=most_killed(cards),
        borne=borne,
        is_open=is_open,
        candidates=candidates(desk.settings, held.name, country) if is_open and may_decide(request) else [],
        alike=_alike(found, held) if is_open and may_decide(request) else [],
        point=_point(cards, held),
        middle=_middle(cards) or middle_of(desk.settings, country),
        precisions=PRECISIONS,
        standing=standing,
        here=f"/places/{quote(key)}",
        step=step(request, name_key),
        step_query=in_queue(request),
        reasons=REASONS,
        **aids(request),
    )


def _sought(found: dict[str, Place], key: str) -> Response:
    """The place that is called so, where a name was given instead of a key. Raises UnknownSubject."""
    named = [each for each in found.values() if folded(each.name) == folded(key)]
    if not named:
        raise UnknownSubject(f"{key!r}: the record names no such place; see all places")
    return RedirectResponse(max(named, key=lambda each: each.incidents).href, 303)


def _above(found: dict[str, Place], held: Place) -> list[Place]:
    above: list[Place] = []
    key = held.parent
    while key is not None and found[key] not in above:
        above.insert(0, found[key])
        key = found[key].parent
    return above


def _cards(desk: Desk, held: Place) -> tuple[list[Card], int]:
    """The latest incidents at a place or within it, of its country where that is known."""
    if desk.coarsen:
        name = folded(held.name)
        told = [card for card in desk.shown_cards() if name in map(folded, (card.place or "", *card.within))]
    else:
        told = desk.record.cards(place=held.name, order="-day", limit=_MOST_SEEN).cards
    country = None if held.country == NOWHERE else held.country
    return [card for card in told if card.country == country][:_SHOWN], held.incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where a place lies, and its drawing."""

    latitude: float
    longitude: float
    precision: str
    map: PlaceMap


def _point(cards: Sequence[Card], held: Place) -> Point | None:
    for card in cards:
        if (
            card.latitude is not None
            and card.longitude is not None
            and folded(card.place or "") == folded(held.name)
        ):
            return Point(
                latitude=card.latitude,
                longitude=card.longitude,
                precision=card.place_precision,
                map=place_map(card.latitude, card.longitude, card.place_precision),
            )
    return None


def _middle(cards: Sequence[Card]) -> tuple[float, float] | None:
    """The middle of what is known of a place, to begin with on the map."""
    known = [(c.latitude, c.longitude) for c in cards if c.latitude is not None and c.longitude is not None]
    if not known:
        return None
    return sum(each[0] for each in known) / len(known), sum(each[1] for each in known) / len(known)


def _alike(found: dict[str, Place], held: Place) -> list[Place]:
    """Other names on no map that may mean the same village: spelt alike, in this country or in none known."""
    names = {
        each.name: each for each in found.values()
        if each.unplaced and each.key != held.key and ":" in each.key
        and (each.country == held.country or NOWHERE in (each.country, held.country))
    }  # fmt: skip
    return [names[name] for name in get_close_matches(held.name, names, n=_MOST_ALIKE, cutoff=0.8)]


@router.post("/places/{key:path}")
def put(request: Request, key: str, form: Form) -> Response:
    """The name lies there; or no map shows it."""
    desk, verdict = desk_of(request), form.one("verdict")
    if verdict not in ("where", "unknown") or ":" not in key:
        raise BadRequest(f"verdict {verdict!r}: choose where or unknown, for a name within a country")
    names = [PLACE + each for each in (key, *form.all("also"))]
    reason = form.one("reason") or REASONS[verdict]
    value = place_given(desk.settings, form) if verdict == "where" else None
    if value is not None and value["latitude"] is None:
        raise BadRequest("put it on the map: choose a place, or give latitude and longitude")
    told = Explained(names=names, field="where", value=value, reason=reason)
    return decide(request, form, told.act(desk.record, f"/places/{quote(key)}"))
