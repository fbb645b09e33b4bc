"""Parties and places of the whole record, counted by the database: a look at each takes parts of a second."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, func, literal_column, select

from corroborate.model.card import Card
from corroborate.model.named import ChargeRow, DoerRow, PlaceRow, SpeakerRow
from corroborate.model.naming import Explained
from corroborate.store.deciding import read_decisions
from corroborate.store.reading import known
from corroborate.store.tables import card_bodies, cards, claims


def cell(name: str) -> Any:
    """A field of a card, out of its body: text as it is, a list as JSON."""
    return func.json_extract(card_bodies.c.body, literal_column(f"'$[{Card._fields.index(name)}]'"))


_TOLLS = (
    func.count(),
    func.coalesce(func.sum(cards.c.killed_low), 0),
    func.coalesce(func.sum(cards.c.killed_high), 0),
)


def read_doers(connection: Connection) -> list[DoerRow]:
    """Every party that is said to have done something, decisions applied."""
    told = cell("perpetrators")
    asked = select(told, *_TOLLS).join(cards, cards.c.seq == card_bodies.c.card).group_by(told)
    found: dict[tuple[str, str | None], list[Any]] = defaultdict(lambda: ["", 0, 0, 0])
    for parties, *tolls in connection.execute(asked):
        # A party that is named twice in one incident counts once.
        for name, actor, kind in {(who[0], who[1], who[3]) for who in json.loads(parties)}:
            held = found[name, actor]
            held[0] = kind
            held[1:] = [one + other for one, other in zip(held[1:], tolls, strict=True)]
    return [DoerRow(name, actor, *held) for (name, actor), held in found.items()]


def read_speakers(connection: Connection) -> list[SpeakerRow]:
    """Every first speaker, by the name that people gave it."""
    said = claims.c
    who = (said.speaker, said.speaker_actor, said.speaker_role)
    asked = select(*who, func.count()).where(known(claims, None), said.speaker.is_not(None)).group_by(*who)
    explained = Explained(read_decisions(connection, None))
    return [
        SpeakerRow(*explained.party(name, actor), role, count)
        for name, actor, role, count in connection.execute(asked)
    ]


def read_charges(connection: Connection) -> list[ChargeRow]:
    """What is said of each party's responsibility, by the name that people gave it."""
    asked = (
        select(claims.c.value, func.count())
        .where(known(claims, None), claims.c.field == "perpetrator")
        .group_by(claims.c.value)
    )
    explained = Explained(read_decisions(connection, None))
    return [
        ChargeRow(*explained.party(value["name"], value.get("actor")), value["responsibility"], count)
        for value, count in ((json.loads(text), count) for text, count in connection.execute(asked))
    ]


def read_places(connection: Connection) -> list[PlaceRow]:
    """Every place at which something happened, decisions applied."""
    where = (cell("place"), cell("within"), cards.c.country, cards.c.latitude.is_not(None))
    asked = select(*where, *_TOLLS).join(cards, cards.c.seq == card_bodies.c.card).group_by(*where)
    return [
        PlaceRow(name, tuple(json.loads(within)), country, bool(placed), *tolls)
        for name, within, country, placed, *tolls in connection.execute(asked)
    ]
