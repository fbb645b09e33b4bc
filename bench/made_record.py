"""A made record of any size: incidents of ten years with all that analysis counts, without a text behind them.

    make(path, 1_000_000)
    make(path, 300_000, FOR_DESK)

Rows are written as the store writes them, in few large statements; names of groups and places are invented, the
draws are the same each time. About eight claims a report and two reports an incident, as in the example record; for
the desk 300,000 claims are 100,000 incidents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import insert

from corroborate.model import (
    Casualty,
    Count,
    Party,
    Perpetrator,
    Report,
    Silence,
    Span,
    Target,
    Total,
    Weapon,
    When,
    Where,
)
from corroborate.model.document import Document
from corroborate.model.vocabulary import CasualtyEffect
from corroborate.store import open_store
from corroborate.store.rows import claim_rows, document_row, report_row, total_row
from corroborate.store.tables import claims, documents, members, reports, totals

CLAIMS_A_REPORT = 8.4
FIRST, DAYS = date(2015, 1, 1), 3_652
NOW = "2025-01-01T00:00:00.000000Z"
TYPES = ("armed_clash", "attack", "remote_explosive_landmine_ied", "suicide_bomb", "air_drone_strike",
         "abduction_forced_disappearance", "grenade", "arrests")  # fmt: skip
GROUPS = ("military", "police", "civilians", "militants", "unknown")
ARMED = tuple(Party(name=f"Front {n}", role="armed_group", actor=f"front_{n}") for n in range(40))
STATE = (Party(name="the army", role="military", actor="mil-aa"), Party(name="police", role="police"))
OTHERS = (
    Party(name="residents", role="local_source"),
    *(Party(name=f"Monitor {n}", role="monitor") for n in range(6)),
)
OUTLETS = tuple(f"Outlet {n}" for n in range(60))


class Shape(NamedTuple):
    """How many reports an incident has (any of `several`, as often), and which `fields` of claims are written."""

    several: tuple[int, ...] = (1, 1, 2, 2, 4)
    claims_a_report: float = CLAIMS_A_REPORT
    fields: tuple[str, ...] = ()


AS_EXAMPLE = Shape()
FOR_DESK = Shape((1, 1, 1, 2, 2), 2.0, ("casualty",))


def make(path: Path, count: int, shape: Shape = AS_EXAMPLE) -> int:
    """Write a record of about `count` claims to `path`; gives back how many there are. A million takes minutes."""
    written = 0
    with open_store(str(path)) as store, store._engine.begin() as connection:
        told = _told(random.Random(20240501), round(count / shape.claims_a_report), shape.several)
        while part := list(islice(told, 5_000)):
            all_rows = (row for report, _ in part for row in claim_rows(report, NOW))
            rows = [row for row in all_rows if not shape.fields or row["field"] in shape.fields]
            connection.execute(insert(documents), [_document(report) for report, _ in part])
            connection.execute(insert(reports), [report_row(report, NOW) for report, _ in part])
            connection.execute(insert(claims), rows)
            connection.execute(insert(members), [_member(report, incident) for report, incident in part])
            written += len(rows)
        quoted = _totals(random.Random(7), max(4, count // 5_000))
        connection.execute(insert(totals), [total_row(each, NOW) for each in quoted])
    return written


def _document(report: Report) -> dict[str, Any]:
    chance = random.Random(report.id)
    told = report.when.latest or FIRST
    read = Document(
        id=report.document, source=f"made/{report.document}", text="", title="Made", publisher=chance.choice(OUTLETS),
        published=(told + timedelta(days=chance.choice((0, 1, 1, 2, 5)))).isoformat(), language="en", content=b"",
    )  # fmt: skip
    return document_row(read, NOW) | {"extractor": "made", "signature": None, "copy_of": None}


def _member(report: Report, incident: str) -> dict[str, Any]:
    return {
        "report": report.id,
        "incident": incident,
        "component": incident,
        "recorded_at": NOW,
        "retired_at": None,
    }


def _told(chance: random.Random, count: int, numbers: tuple[int, ...]) -> Iterator[tuple[Report, str]]:
    """Reports, each with the id of its incident."""
    number = 0
    while number < count:
        facts, several = _facts(chance), min(chance.choice(numbers), count - number)
        told = [_report(chance, number + each, facts) for each in range(several)]
        first = min(report.id for report in told)
        yield from ((report, first) for report in told)
        number += several


def _id(kind: str, number: int) -> str:
    return sha256(f"{kind} {number}".encode()).hexdigest()


def _facts(chance: random.Random) -> dict[str, Any]:
    day, province, district = (
        FIRST + timedelta(days=chance.randrange(DAYS)),
        chance.randrange(30),
        chance.randrange(8),
    )
    spread = chance.choice((0, 0, 0, 0, 0, 0, 2, 27, 300))
    names = [
        f"Town {chance.randrange(20)}",
        f"District {province}.{district}",
        f"Province {province}",
        "Eastland",
    ]
    coarse = chance.choice((0, 0, 0, 0, 1, 1, 2))
    return {
        "type": chance.choice(TYPES),
        "when": When(earliest=day, latest=day + timedelta(days=spread), precision="days" if spread else "day"),
        "where": Where(name=names[coarse], within=tuple(names[coarse + 1:]), country="AA",
                       latitude=20 + province + day.day / 31, longitude=60 + district + day.month / 12,
                       precision=("near", "district", "province")[coarse], wording="there"),
        "actor": ARMED[min(int(chance.expovariate(0.15)), 39)],
        "killed": min(int(chance.expovariate(0.35)), 80),
        "group": chance.choice(GROUPS),
    }  # fmt: skip


def _report(chance: random.Random, number: int, facts: dict[str, Any]) -> Report:
    speaker = chance.choice((facts["actor"], STATE[0], STATE[1], *OTHERS[:3], None))
    said = (speaker,) if speaker else ()
    actor, words = facts["actor"], _words(facts)
    return Report(
        id=_id("report", number)[:24], document=_id("document", number), type=facts["type"], evidence=(words,), when=facts["when"],
        where=facts["where"], tactics=(chance.choice(("ambush", "raid", "ied")),) if chance.random() < 0.4 else (),
        perpetrators=(Perpetrator(name=actor.name, kind="organization", actor=actor.actor, span=words, attribution=said,
                                  responsibility=chance.choice(("fact", "claimed", "accused", "denied"))),),
        targets=(_target(chance, facts["group"], words),),
        weapons=(Weapon(name="rifle", kind="small_arms", span=words),) if chance.random() < 0.4 else (),
        casualties=tuple(_casualties(chance, facts, said, words)),
        silences=(Silence(party=STATE[0], span=words),) if chance.random() < 0.06 else (),
    )  # fmt: skip


def _words(facts: dict[str, Any]) -> Span:
    """A sentence as long as those that are quoted."""
    quote = f"{facts['killed']} people were killed when fighters of {facts['actor'].name} attacked near {facts['where'].name}"
    return Span(start=0, end=len(quote), quote=quote)


def _target(chance: random.Random, group: Any, words: Span) -> Target:
    """Whom it hit; of some incidents one is named, whose name is held back."""
    if chance.random() < 0.03:
        return Target(
            name=f"Adam {chance.choice('ABCDE')}son", kind="person", group=group, effect="killed", span=words
        )
    return Target(name="them", kind="people", group=group, effect="killed", span=words)


def _casualties(
    chance: random.Random, facts: dict[str, Any], said: tuple[Party, ...], words: Span
) -> Iterator[Casualty]:
    effects: tuple[CasualtyEffect, ...] = ("killed", "injured")
    for effect in effects:
        low = max(0, round(facts["killed"] * chance.choice((0.5, 1, 1, 1, 1.5))))
        high = chance.choice((low, low, low + 2, None))
        yield Casualty(
            effect=effect, group=facts["group"], count=Count(low=low, high=high), span=words, attribution=said
        )


def _totals(chance: random.Random, count: int) -> Sequence[Total]:
    words = Span(start=0, end=5, quote="words")
    found = {}
    for number in range(count):
        begin = FIRST + timedelta(days=30 * chance.randrange(DAYS // 30))
        total = Total(
            document=_id("document", number), measure="killed", count=Count(low=20, high=20), span=words, group="military",
            period=When(earliest=begin, latest=begin + timedelta(days=30), precision="month", wording="the month"),
            where=Where(name=f"Province {chance.randrange(30)}", within=("Eastland",), country="AA", precision="province"),
            actor=chance.choice(ARMED).actor, attribution=(chance.choice((*STATE, *OTHERS)),),
        )  # fmt: skip
        found[total.document] = total
    return list(found.values())
