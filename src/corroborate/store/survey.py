"""All incidents looked over at once: held in memory, and only what was filed since is read anew."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, func, literal_column, select

from corroborate.model.card import CARD_KEPT, Card, CardReading, CardRow
from corroborate.model.named import ChargeRow, DoerRow, PlaceRow, SpeakerRow
from corroborate.model.naming import Explained
from corroborate.model.waiting import Filings, OpenIncident
from corroborate.store.deciding import read_decisions
from corroborate.store.filing import times_filed, times_recoded
from corroborate.store.reading import known
from corroborate.store.streaming import streamed
from corroborate.store.tables import card_bodies, cards, claims

_ORGANIZED = ("organization", "unit")


class Seen(NamedTuple):
    """What a card tells of its incident: `doers` are (name, actor, kind), each once; `within` has the finest first."""

    filed: int
    incident: str
    day: str | None
    killed_low: int | None
    killed_high: int | None
    is_contested: bool
    place: tuple[str | None, tuple[str, ...], str | None, bool]
    doers: tuple[tuple[str, str | None, str], ...]
    unsure: tuple[CardReading, ...]


class Survey:
    """The incidents of a record by the numbers of their cards, with counts of who acts and where.

    Several threads may ask; one at a time is answered.
    """

    def __init__(self) -> None:
        self._door = Lock()
        self._filed = 0
        self._seen: dict[int, Seen] = {}
        self._open: dict[int, OpenIncident] = {}
        self._doers: defaultdict[Any, list[int]] = defaultdict(_nobody)
        self._places: defaultdict[Any, list[int]] = defaultdict(_nobody)
        self._there: frozenset[str] | None = None
        self._shared: dict[Any, Any] = {}
        self._said = _Said()

    def open_incidents(self, connection: Connection) -> list[OpenIncident]:
        """Those of which anything is contested or unknown, in the order in which they came."""
        with self._door:
            self._bring_up(connection)
            return [self._open[number] for number in sorted(self._open)]

    def tolls(self, connection: Connection, incidents: Iterable[str]) -> dict[str, int]:
        """How many were killed at most in some incidents, as far as anybody says."""
        wanted = frozenset(incidents)
        if not wanted:
            return {}
        with self._door:
            self._bring_up(connection)
            held = (each for each in self._seen.values() if each.incident in wanted)
            return {each.incident: each.killed_high for each in held if each.killed_high is not None}

    def doers(self, connection: Connection) -> list[DoerRow]:
        """Every party that is said to have done something, the most named first; of the kind it mostly is."""
        with self._door:
            self._bring_up(connection)
            held = sorted(self._doers.items(), key=lambda each: (-each[1][0], each[0][0], str(each[0][1:])))
        found: dict[tuple[str, str | None], DoerRow] = {}
        for (name, actor, kind), tolls in held:
            first = found.get((name, actor), DoerRow(name, actor, kind, 0, 0, 0))
            sums = (one + other for one, other in zip(first[3:], tolls, strict=True))
            found[name, actor] = DoerRow(name, actor, first.kind, *sums)
        return list(found.values())

    def places(self, connection: Connection) -> list[PlaceRow]:
        """Every place at which something happened, the one of most incidents first."""
        with self._door:
            self._bring_up(connection)
            held = sorted(self._places.items(), key=lambda each: (-each[1][0], str(each[0])))
            return [PlaceRow(*place, *tolls) for place, tolls in held]

    def speakers(self, connection: Connection) -> list[SpeakerRow]:
        """Every first speaker, by the name that people gave it."""
        explained = Explained(read_decisions(connection, None))
        with self._door:
            self._said = self._said.brought_up(connection)
            held = self._said.speakers.items()
            return [
                SpeakerRow(*explained.party(name, actor), role, count) for (name, actor, role), count in held
            ]

    def charges(self, connection: Connection) -> list[ChargeRow]:
        """What is said of each party's responsibility, by the name that people gave it."""
        explained = Explained(read_decisions(connection, None))
        with self._door:
            self._said = self._said.brought_up(connection)
            held = self._said.charges.items()
            return [
                ChargeRow(*explained.party(name, actor), said, count) for (name, actor, said), count in held
            ]

    def filings(self, connection: Connection, after: int) -> Filings:
        """Which incidents were filed after a filing, and which there are."""
        with self._door:
            self._bring_up(connection)
            if self._there is None:
                self._there = frozenset(each.incident for each in self._seen.values())
            changed = [each.incident for each in self._seen.values() if each.filed > after]
            return Filings(self._filed, changed, self._there)

    # --- brought up to date -----------------------------------------------------------------------------

    def _bring_up(self, connection: Connection) -> None:
        """Read what was filed since; a look that began before the last one sees what that saw."""
        filed = times_filed(connection)
        if filed <= self._filed:
            return
        there = connection.execute(select(func.count()).select_from(cards)).scalar()
        for number, seen in _read(connection, self._filed, self._shared):
            if self._forget(number) != seen.incident:
                self._there = None
            self._seen[number] = seen
            self._count(seen, 1)
            if (is_open := _open(seen)) is not None:
                self._open[number] = is_open
        if there != len(self._seen):
            rows = streamed(connection, select(cards.c.seq))
            for number in self._seen.keys() - {seq for (seq,) in rows}:
                self._forget(number)
                self._there = None
        self._filed = filed

    def _forget(self, number: int) -> str | None:
        """Take out what a card told, and give back of which incident it was."""
        seen = self._seen.pop(number, None)
        self._open.pop(number, None)
        if seen is None:
            return None
        self._count(seen, -1)
        return seen.incident

    def _count(self, seen: Seen, sign: int) -> None:
        tolls = (sign, sign * (seen.killed_low or 0), sign * (seen.killed_high or 0))
        for doer in seen.doers:
            _add(self._doers, doer, tolls)
        _add(self._places, seen.place, tolls)


def _nobody() -> list[int]:
    return [0, 0, 0]


def _add(counts: defaultdict[Any, list[int]], key: Any, tolls: Iterable[int]) -> None:
    counts[key] = [one + other for one, other in zip(counts[key], tolls, strict=True)]
    if not counts[key][0]:
        del counts[key]


_PATHS = (
    *(f"'$[{Card._fields.index(name)}]'" for name in ("place", "within", "perpetrators")),
    f"'$[{CARD_KEPT}][{CardRow._fields.index('unsure')}]'",
)
_TOLD = func.json_extract(card_bodies.c.body, *map(literal_column, _PATHS))
"""Parts of a card and of its row, out of its body, as one JSON list."""


_COLUMNS = (
    cards.c.seq, cards.c.filed, cards.c.incident, cards.c.day, cards.c.killed_low, cards.c.killed_high,
    cards.c.contested, cards.c.latitude.is_not(None), cards.c.country, _TOLD,
)  # fmt: skip


def _read(connection: Connection, after: int, shared: dict[Any, Any]) -> Iterator[tuple[int, Seen]]:
    """The cards filed after a filing; what many of them say alike is held once."""
    asked = select(*_COLUMNS).join(card_bodies, card_bodies.c.card == cards.c.seq).order_by(cards.c.seq)
    for number, filed, id_, day, low, high, contested, placed, country, told in streamed(
        connection, asked.where(cards.c.filed > after)
    ):
        name, within, parties, doubts = json.loads(told)
        place = (name, tuple(within), country, bool(placed))
        doers = tuple(dict.fromkeys((who[0], who[1], who[3]) for who in parties))
        place, doers = shared.setdefault(place, place), shared.setdefault(doers, doers)
        unsure = tuple(CardReading(*each) for each in doubts or ())
        yield number, Seen(filed, id_, day, low, high, bool(contested), place, doers, unsure)


def _open(seen: Seen) -> OpenIncident | None:
    name, _, country, is_placed = seen.place
    unknown = tuple(name for name, actor, kind in seen.doers if not actor and kind in _ORGANIZED)
    if is_placed and seen.day is not None and not (seen.is_contested or unknown or seen.unsure):
        return None
    return OpenIncident(
        seen.incident, seen.day, seen.killed_low, seen.killed_high, seen.is_contested, is_placed, name, country, unknown, seen.unsure
    )  # fmt: skip


_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Claims counted as they are read, up to the number `last`: (speaker, actor, role), (party, actor, responsibility)."""

    recoded: int = 0
    last: int = 0
    speakers: Mapping[Any, int] = field(default_factory=dict)
    charges: Mapping[Any, int] = field(default_factory=dict)

    def brought_up(self, connection: Connection) -> _Said:
        """With the claims that are new; where documents were coded anew all are counted again."""
        last = connection.execute(select(func.max(claims.c.seq))).scalar() or 0
        recoded = times_recoded(connection)
        if (self.last, self.recoded) == (last, recoded):
            return self
        if recoded != self.recoded:
            return _Said(recoded=recoded).brought_up(connection)
        return _Said(
            recoded=recoded,
            last=last,
            speakers=_summed(self.speakers, _speakers(connection, self.last)),
            charges=_summed(self.charges, _charges(connection, self.last)),
        )


def _summed(held: Mapping[_Key, int], new: Iterable[tuple[_Key, int]]) -> Mapping[_Key, int]:
    found = Counter(held)
    for key, count in new:
        found[key] += count
    return found


def _speakers(connection: Connection, after: int) -> Iterator[tuple[Any, int]]:
    said = claims.c
    who = (said.speaker, said.speaker_actor, said.speaker_role)
    asked = select(*who, func.count()).where(known(claims, None), said.speaker.is_not(None), said.seq > after)
    for *key, count in connection.execute(asked.group_by(*who)):
        yield tuple(key), count


def _charges(connection: Connection, after: int) -> Iterator[tuple[Any, int]]:
    asked = select(claims.c.value, func.count()).where(
        known(claims, None), claims.c.field == "perpetrator", claims.c.seq > after
    )
    for text, count in connection.execute(asked.group_by(claims.c.value)):
        value = json.loads(text)
        yield (value["name"], value.get("actor"), value["responsibility"]), count
