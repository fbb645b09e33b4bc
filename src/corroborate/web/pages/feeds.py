"""Feeds: incidents that are new in the record, and those on which sources came to differ, as Atom and as RSS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Literal

from fastapi import APIRouter, Request, Response
from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from corroborate import words
from corroborate.model.card import Card
from corroborate.web.access import desk_of
from corroborate.web.asked import Asked, asked
from corroborate.web.desk import Desk
from corroborate.web.rendering import GRADES, query

router = APIRouter(include_in_schema=False)

Kind = Literal["new", "contested"]

_TITLES: dict[Kind, str] = {"new": "New incidents", "contested": "Incidents on which sources differ"}
_ORDERS: dict[Kind, str] = {"new": "-recorded", "contested": "-changed"}
_ONLY: dict[Kind, tuple[str, ...]] = {"new": ("news",), "contested": ("contested",)}
"""What is recalled as background is no news."""
_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = "1970-01-01T00:00:00Z"
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its own address, the page that it is of, and its entries, the newest first."""

    kind: Kind
    title: str
    base: str
    address: str
    page: str
    cards: Sequence[Card]

    def link(self, card: Card) -> str:
        """Where an incident is read."""
        return f"{self.base}/incidents/{card.id}"

    def at(self, card: Card) -> str:
        """When an incident came into the feed: when it was first recorded, or last changed."""
        return card.first_recorded if self.kind == "new" else card.changed

    @property
    def updated(self) -> str:
        """When the newest entry came into it."""
        return max((self.at(each) for each in self.cards), default=_EPOCH)


@router.get("/feeds/{kind}.atom")
def atom_feed(request: Request, kind: Kind) -> Response:
    """A feed as Atom (RFC 4287)."""
    return _answer(atom(_feed(request, kind)), "application/atom+xml")


@router.get("/feeds/{kind}.rss")
def rss_feed(request: Request, kind: Kind) -> Response:
    """A feed as RSS 2.0."""
    return _answer(rss(_feed(request, kind)), "application/rss+xml")


def _feed(request: Request, kind: Kind) -> Feed:
    desk, wanted = desk_of(request), asked(request.query_params)
    base = str(request.base_url).rstrip("/")
    given = {name: value for name, value in wanted.given.items() if name not in ("order", "limit")}
    only = _ONLY[kind]
    page = query({**given, "order": _ORDERS[kind], "only": (*given.get("only", ()), *only)})
    return Feed(
        kind=kind,
        title=f"{_TITLES[kind]} · {desk.title}",
        base=base,
        address=str(request.url),
        page=f"{base}/incidents{page}",
        cards=_cards(desk, wanted, kind, only),
    )


def _cards(desk: Desk, wanted: Asked, kind: Kind, only: Sequence[str]) -> Sequence[Card]:
    chosen = {**wanted.filters, "only": (*wanted.filters.get("only", ()), *only)}
    return desk.record.cards(**chosen, order=_ORDERS[kind], limit=min(wanted.limit, _MOST)).cards


def name_of(card: Card) -> str:
    """What an entry is called wherever the desk may listen."""
    return f"urn:corroborate:incident:{card.id}"


def title_of(card: Card) -> str:
    """An incident in a line: Suicide bomb, Quetta, 2025-03-11: 5–7 killed."""
    what = words.sentence_case(words.TYPES.get(card.type, card.type))
    where = card.place or "place unknown"
    when = words.span_of_days(card.earliest, card.latest)
    killed = words.bounds(card.killed_low, card.killed_high)
    return f"{what}, {where}, {when}: {killed} killed" if killed != "unknown" else f"{what}, {where}, {when}"


def summary_of(card: Card) -> str:
    """How well an incident is attested, by how many, and on what they differ; it names no private person."""
    sources = f"{GRADES.get(card.grade, card.grade)}; {words.number(card.sources, 'source')} in {words.number(card.documents, 'document')}."
    fields = [words.said_plainly(line.split(":")[0]) for line in card.contested]
    return f"{sources} Sources differ on {words.listed(fields)}." if fields else sources


def atom(feed: Feed) -> bytes:
    """A feed as Atom."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})

    def put(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
        made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        made.text = _plain(text)
        return made

    put(root, "id", feed.page)
    put(root, "title", feed.title)
    put(root, "updated", feed.updated)
    put(root, "link", rel="self", href=feed.address, type="application/atom+xml")
    put(root, "link", rel="alternate", href=feed.page, type="text/html")
    put(put(root, "author"), "name", "Corroborate")
    for card in feed.cards:
        entry = put(root, "entry")
        put(entry, "id", name_of(card))
        put(entry, "title", title_of(card))
        put(entry, "link", rel="alternate", href=feed.link(card), type="text/html")
        put(entry, "published", card.first_recorded)
        put(entry, "updated", feed.at(card))
        put(entry, "category", term=card.grade)
        put(entry, "summary", summary_of(card))
    return _bytes(root)


def rss(feed: Feed) -> bytes:
    """A feed as RSS 2.0."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": _ATOM})
    channel = etree.SubElement(root, "channel")

    def put(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
        etree.SubElement(parent, name, attributes).text = _plain(text)

    put(channel, "title", feed.title)
    put(channel, "link", feed.page)
    put(
        channel, "description", f"{_TITLES[feed.kind]}, from a record in which every figure says who gave it."
    )
    put(channel, "lastBuildDate", _mail_date(feed.updated))
    etree.SubElement(channel, f"{{{_ATOM}}}link", rel="self", href=feed.address, type="application/rss+xml")
    for card in feed.cards:
        item = etree.SubElement(channel, "item")
        put(item, "title", title_of(card))
        put(item, "link", feed.link(card))
        put(item, "guid", name_of(card), isPermaLink="false")
        put(item, "pubDate", _mail_date(feed.at(card)))
        put(item, "category", card.grade)
        put(item, "description", summary_of(card))
    return _bytes(root)


def _answer(content: bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"Cache-Control": "no-cache"})


def _bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _plain(text: str | None) -> str | None:
    """A text without the characters that XML cannot hold."""
    return None if text is None else "".join(c for c in words.harmless(text) if c >= " " and c not in "￾￿")


def _mail_date(at: str) -> str:
    return format_datetime(datetime.fromisoformat(at).astimezone(UTC), usegmt=True)
