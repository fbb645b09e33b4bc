"""Writes a site: every page of the desk's reading rooms, the data behind them, and what they need."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from corroborate import words
from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.model.card import Card
from corroborate.publishing import private_names
from corroborate.record import Record
from corroborate.web.app import ROUTERS, STATIC, make_app
from corroborate.web.desk import Desk
from corroborate.web.pages.actors import parties_of
from corroborate.web.pages.places import places_of
from corroborate.web.site import searching
from corroborate.web.site.addresses import LISTS, file_of, pages_of
from corroborate.web.site.rewriting import Withheld, rewritten

if TYPE_CHECKING:
    import httpx

_MARK = "corroborate-site.json"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """What a site shows: names of private people, and places finer than a district (`coarsen` moves them to it)."""

    include_names: bool = False
    coarsen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A site that was written: its folder, how many pages, and what was held back, in words."""

    folder: Path
    pages: int
    incidents: int
    withheld: tuple[str, ...]


def publish(
    record: Record,
    folder: Path,
    options: SiteOptions | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Published:
    """Write the site of a record to a folder, whole or not at all; `progress` is told pages done and in all.

    Raises BadRequest where the folder holds something that is no such site.
    """
    chosen = options or SiteOptions()
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as half:
            made = Path(half) / "site"
            # In a thread of its own, for a notebook has an event loop running already.
            with ThreadPoolExecutor(1) as worker:
                count, incidents = worker.submit(asyncio.run, _write(record, made, chosen, progress)).result()
            shutil.rmtree(folder, ignore_errors=True)
            made.replace(folder)
    except OSError as trouble:
        raise UnwritableRecord(f"{folder}: cannot be written: {trouble.strerror or trouble}") from trouble
    return Published(folder=folder, pages=count, incidents=incidents, withheld=tuple(_withheld(chosen)))


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).is_file())
    ):
        raise BadRequest(
            f"{folder}: holds something that is no published site; give an empty or a new folder"
        )


async def _write(
    record: Record, made: Path, options: SiteOptions, progress: Callable[[int, int], None]
) -> tuple[int, int]:
    import httpx

    things = _things(record)
    months = [each.value for each in record.card_counts(("month",))["month"] if each.value]
    # Villages have pages of their own among the places: where they are not to be told, that room stays closed.
    rooms = [room for room in LISTS if room != "places" or not options.coarsen]
    addresses = list(pages_of(things, months, rooms))
    known = {address: file for address in addresses if (file := file_of(address)) is not None}
    withheld = Withheld(() if options.include_names else _private(record))
    desk = Desk(
        record=record,
        is_readonly=True,
        is_site=True,
        include_names=options.include_names,
        coarsen=options.coarsen,
    )
    transport = httpx.ASGITransport(app=make_app(desk, (searching.router, *ROUTERS)))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=None) as client:
        for done, address in enumerate(addresses):
            answer = await _asked(client, address)
            hide = withheld.for_page(answer)
            path = made / known[address]
            path.parent.mkdir(parents=True, exist_ok=True)
            is_page = path.suffix == ".html"
            text = rewritten(answer, known[address], known, hide) if is_page else hide(answer)
            path.write_text(text, encoding="utf-8")
            progress(done + 1, len(addresses))
    _write_data(record, made, withheld, desk)
    shutil.copytree(STATIC, made / "static")
    (made / _MARK).write_text(json.dumps({"pages": len(addresses)}), encoding="utf-8")
    return len(addresses), len(things["incidents"])


async def _asked(client: httpx.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    if answer.status_code != 200:
        raise UnwritableRecord(f"{address}: the desk answered {answer.status_code}; no site was written")
    return answer.text


def _things(record: Record) -> dict[str, list[str]]:
    """What has a page of its own, by room."""
    return {
        "incidents": record.store.incident_ids(),
        "documents": [held.source.id for held in record.store.documents()],
        "totals": [min(held.id for held in each.quoted) for each in record.quoted_totals()],
        "actors": [_name(party.href) for party in parties_of(record).values()],
        "places": [_name(place.href) for place in places_of(record).values()],
    }


def _name(address: str) -> str:
    """What stands after the room in an address."""
    return unquote(address.split("/", 2)[2])


def _private(record: Record) -> Iterator[str]:
    for _, report in record.store.reports():
        yield from private_names([report])


def _write_data(record: Record, made: Path, withheld: Withheld, desk: Desk) -> None:
    """What the site's script filters and searches: a line of each incident, in columns."""
    rows = [_line(desk.shown(card)) for card in _all_cards(record)]
    text = json.dumps({"incidents": rows}, ensure_ascii=False, separators=(",", ":"))
    (made / "data").mkdir()
    (made / "data" / "incidents.json").write_text(withheld.for_page(text)(text), encoding="utf-8")


def _all_cards(record: Record) -> Iterator[Card]:
    offset = 0
    while cards := record.cards(offset=offset, limit=_AT_ONCE).cards:
        yield from cards
        offset += _AT_ONCE


def _line(card: Card) -> Mapping[str, Any]:
    """An incident as the script takes it; what is unknown is left out."""
    told = {
        "id": card.id, "type": words.sentence_case(words.TYPES.get(card.type, card.type)), "from": card.earliest, "to": card.latest, "place": card.place,
        "within": card.within, "country": card.country, "lat": card.latitude, "lon": card.longitude,
        "precision": card.place_precision, "by": [who.name for who in card.perpetrators],
        "actors": [who.actor for who in card.perpetrators if who.actor], "groups": card.groups,
        "killed": [card.killed_low, card.killed_high], "grade": card.grade, "sources": card.sources,
        "documents": card.documents, "contested": card.contested, "title": card.title,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in (None, [], ())}


def _withheld(options: SiteOptions) -> Iterator[str]:
    yield "the texts of the documents, apart from what is quoted"
    if not options.include_names:
        yield "names of private people"
    if options.coarsen:
        yield "places finer than a district"
