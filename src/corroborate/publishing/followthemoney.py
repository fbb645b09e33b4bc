"""Incidents as entities of FollowTheMoney: events, the parties in them, the articles that tell of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from corroborate.actors import Actor, load_registry
from corroborate.analysis import View
from corroborate.datasets import HIERARCHY
from corroborate.model import Perpetrator, Report
from corroborate.model.incident import Source
from corroborate.publishing.rows import Showing
from corroborate.publishing.sides import STATE_KINDS

Row = dict[str, Any]
_WEB = ("http://", "https://")


class Graph:
    """Entities given once each, though many incidents speak of the same party and article."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def entities_of(self, view: View, how: Showing) -> Iterator[Row]:
        """The event of an incident, its place, parties, articles, and where articles name the parties."""
        event = f"event-{view.incident.id}"
        place = how.placed(view.where)
        address = _address(place) if place.name else None
        if address is not None:
            yield from self._once(address)
        parties = {}
        for who in _named(view.perpetrators, how):
            party = _party(who, place.country)
            parties[who.actor or who.name] = party["id"]
            yield from self._once(party)
        for source in view.incident.sources:
            yield from self._once(_article(source, how))
        yield _event(view, how, (event, address, list(dict.fromkeys(parties.values()))))
        for report in view.incident.reports:
            yield _telling(event, report)
            yield from self._mentions(report, how, place.country)

    def _mentions(self, report: Report, how: Showing, country: str | None) -> Iterator[Row]:
        for who in _named(report.perpetrators, how):
            party = _party(who, country)
            yield from self._once(party)
            named = {
                "document": [_article_id(report.document)],
                "name": party["properties"]["name"],
                "resolved": [party["id"]],
                "detectedSchema": [party["schema"]],
            }
            yield from self._once(_entity("Mention", _key("mention", report.document, party["id"]), named))

    def _once(self, entity: Row) -> Iterator[Row]:
        if entity["id"] not in self._given:
            self._given.add(entity["id"])
            yield entity


def _event(view: View, how: Showing, told: tuple[str, Row | None, list[str]]) -> Row:
    id_, address, parties = told
    placed = HIERARCHY[view.type]
    where = how.placed(view.where)
    day = view.when.earliest.isoformat() if view.when.earliest else "an unknown day"
    killed = view.killed
    figure = (
        f"killed {_span(killed.low, killed.high)}, best {killed.best} ({killed.rule})"
        if killed.low is not None
        else ""
    )
    first = view.incident.reports[0]
    properties: dict[str, list[Any]] = {
        "name": [f"{placed.sub_event_type}, {where.name or 'unknown place'}, {day}"],
        "summary": [how.names.in_text(first.evidence[0].quote)],
        "description": [
            text for text in (figure, f"{view.grade.name}: {how.names.in_text(view.grade.reason)}") if text
        ],
        "keywords": [placed.event_type, placed.sub_event_type, *view.tactics],
        "startDate": [view.when.earliest.isoformat()] if view.when.earliest else [],
        "endDate": [view.when.latest.isoformat()] if view.when.latest else [],
        "location": [", ".join((where.name, *where.within))] if where.name else [],
        "addressEntity": [address["id"]] if address else [],
        "country": [where.country.lower()] if where.country else [],
        "involved": parties,
        "proof": [_article_id(source.id) for source in view.incident.sources],
        "sourceUrl": [
            source.url for source in view.incident.sources if source.url and source.url.startswith(_WEB)
        ],
        "recordId": [view.incident.id],
    }
    return _entity("Event", id_, properties)


def _address(where: Any) -> Row:
    full = ", ".join((where.name, *where.within))
    properties = {
        "full": [full],
        "country": [where.country.lower()] if where.country else [],
        "latitude": [str(where.latitude)] if where.latitude is not None else [],
        "longitude": [str(where.longitude)] if where.longitude is not None else [],
    }
    return _entity("Address", _key("address", full, str(where.latitude), str(where.longitude)), properties)


def _named(told: Iterable[Perpetrator], how: Showing) -> Iterator[Perpetrator]:
    """The parties that are one and the same wherever they are named: no "gunmen", and nobody whose name is held back."""
    return (
        who for who in told if who.actor or (who.kind != "group" and how.names.in_text(who.name) == who.name)
    )


def _party(who: Perpetrator, country: str | None) -> Row:
    """A party as a public body, an organisation or a person; one that is not registered is known by its country too."""
    actor = load_registry().get(who.actor) if who.actor else None
    if actor is not None:
        return _registered(actor)
    schema = "Person" if who.kind == "individual" else "Organization"
    return _entity(schema, _key("party", schema, country or "", who.name.casefold()), {"name": [who.name]})


def _registered(actor: Actor) -> Row:
    schema = "PublicBody" if actor.kind in STATE_KINDS else "Organization"
    properties = {
        "name": [actor.name],
        "alias": [alias for alias in actor.aliases if alias != actor.name],
        "country": [actor.country.lower()] if actor.country else [],
        "classification": [actor.kind.replace("_", " ")],
    }
    return _entity(schema, f"actor-{actor.id}", properties)


def _article(source: Source, how: Showing) -> Row:
    properties: dict[str, list[Any]] = {
        "title": [how.names.in_text(source.title)] if source.title else [],
        "publisher": [source.publisher] if source.publisher else [],
        "publishedAt": [source.published[:10]] if source.published else [],
        "sourceUrl": [source.url] if source.url and source.url.startswith(_WEB) else [],
    }
    return _entity("Article", _article_id(source.id), properties)


def _telling(event: str, report: Report) -> Row:
    """That an article tells of an event."""
    told = {"document": [_article_id(report.document)], "entity": [event], "role": ["tells of it"]}
    return _entity("Documentation", _key("telling", event, report.id), told)


def _article_id(document: str) -> str:
    return f"article-{document}"


def _entity(schema: str, id_: str, properties: dict[str, list[Any]]) -> Row:
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: held for name, held in properties.items() if held},
    }


def _key(*parts: str) -> str:
    return f"{parts[0]}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:24]}"


def _span(low: int | None, high: int | None) -> str:
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"
