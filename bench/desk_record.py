"""A made record for the desk: very many incidents of few claims each, on a map, with words to search.

    make(path, incidents=100_000)

Three claims an incident (who, how many killed and injured); every fifth is told by two documents, whose figures
differ as chance has it. The draws are the same each time; names are those of bench/made_record.py.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench.made_record import ARMED, DAYS, FIRST, GROUPS, NOW, OTHERS, OUTLETS, STATE, TYPES
from corroborate.model import (
    Casualty,
    Count,
    Party,
    Perpetrator,
    Report,
    Span,
    Total,
    When,
    Where,
)
from corroborate.model.document import Document
from corroborate.store import open_store
from corroborate.store.rows import claim_rows, document_row, report_row, total_row
from corroborate.store.tables import claims, documents, members, reports, totals

KEPT = ("perpetrator", "casualty")
WORDS = Span(start=0, end=5, quote="words")
_TITLES = ("Attack in {}", "Several killed in {}", "{}: army and front differ", "Clash near {}")


def make(path: Path, incidents: int) -> int:
    """Write a record of so many incidents to `path`, with its cards; gives back how many claims there are."""
    from corroborate.pipeline.filing import file_cards

    written = 0
    with open_store(str(path)) as store:
        with store._engine.begin() as connection:
            told = _told(incidents)
            while part := list(islice(told, 5_000)):
                rows = [row for report, _ in part for row in claim_rows(report, NOW) if row["field"] in KEPT]
                connection.execute(insert(documents), [_document(report) for report, _ in part])
                connection.execute(insert(reports), [report_row(report, NOW) for report, _ in part])
                connection.execute(insert(claims), rows)
                connection.execute(insert(members), [_member(report, incident) for report, incident in part])
                written += len(rows)
            connection.execute(
                insert(totals), [total_row(each, NOW) for each in _totals(min(200, incidents))]
            )
            for statement in (
                "INSERT INTO documents_words(rowid, title, text) SELECT seq, title, text FROM documents",
                "INSERT INTO reports_words(rowid, quotes) SELECT seq, quotes FROM reports",
            ):
                connection.exec_driver_sql(statement)
        file_cards(store)
    return written


def _told(count: int) -> Iterator[tuple[Report, str]]:
    """Reports, each with the id of its incident."""
    chance = random.Random(20250311)
    for number in range(count):
        facts = _facts(chance)
        first = f"{number:012x}a"
        for letter in "ab"[: 2 if number % 5 == 0 else 1]:
            yield _report(chance, f"{number:012x}{letter}", facts), first


def _facts(chance: random.Random) -> dict[str, Any]:
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    province, district, town = chance.randrange(30), chance.randrange(8), chance.randrange(20)
    names = (f"Town {town}", f"District {province}.{district}", f"Province {province}", "Eastland")
    coarse = chance.choice((0, 0, 0, 0, 1, 1, 2))
    spread = chance.choice((0, 0, 0, 0, 0, 2, 27))
    return {
        "type": chance.choice(TYPES),
        "when": When(earliest=day, latest=day + timedelta(days=spread), precision="days" if spread else "day"),
        "where": Where(
            name=names[coarse], within=names[coarse + 1 :], country="AA", wording="there",
            latitude=24 + province % 6 + district / 9 + town / 300, longitude=62 + province // 6 * 1.5 + town / 25,
            precision=("near", "district", "province")[coarse],
        ),
        "actor": ARMED[min(int(chance.expovariate(0.15)), 39)],
        "killed": min(int(chance.expovariate(0.35)), 80),
        "group": chance.choice(GROUPS),
    }  # fmt: skip


def _report(chance: random.Random, name: str, facts: dict[str, Any]) -> Report:
    actor = facts["actor"]
    speaker: Party | None = chance.choice((actor, STATE[0], STATE[1], *OTHERS[:3], None))
    said = (speaker,) if speaker else ()
    return Report(
        id=name, document=f"d{name}", type=facts["type"], evidence=(WORDS,), when=facts["when"], where=facts["where"],
        tactics=(chance.choice(("ambush", "raid", "ied")),) if chance.random() < 0.4 else (),
        perpetrators=(Perpetrator(name=actor.name, kind="organization", actor=actor.actor, span=WORDS, attribution=said,
                                  responsibility=chance.choice(("fact", "claimed", "accused", "denied"))),),
        casualties=tuple(_casualties(chance, facts, said)),
    )  # fmt: skip


def _casualties(chance: random.Random, facts: dict[str, Any], said: tuple[Party, ...]) -> Iterator[Casualty]:
    for effect in ("killed", "injured"):
        low = max(0, round(facts["killed"] * chance.choice((0.5, 1, 1, 1, 1.5))))
        count = Count(low=low, high=chance.choice((low, low, low + 2, None)))
        yield Casualty(effect=effect, group=facts["group"], count=count, span=WORDS, attribution=said)


def _document(report: Report) -> dict[str, Any]:
    chance = random.Random(report.id)
    place, told = report.where.name, report.when.latest or FIRST
    doers = ", ".join(each.name for each in report.perpetrators)
    read = Document(
        id=report.document, source=f"made/{report.document}", title=chance.choice(_TITLES).format(place),
        text=f"words of what {doers} did in {place}. " * 12, publisher=chance.choice(OUTLETS), content=b"",
        published=(told + timedelta(days=chance.choice((0, 1, 1, 2, 5)))).isoformat(), language="en",
    )  # fmt: skip
    return document_row(read, NOW) | {"extractor": "made", "signature": None, "copy_of": None}


def _member(report: Report, incident: str) -> dict[str, Any]:
    return {
        "report": report.id, "incident": incident, "component": incident, "recorded_at": NOW, "retired_at": None,
    }  # fmt: skip


def _totals(count: int) -> Sequence[Total]:
    chance = random.Random(7)
    found = []
    for number in range(count):
        begin = FIRST + timedelta(days=30 * chance.randrange(DAYS // 30))
        found.append(Total(
            document=f"d{number:012x}a", measure="killed", count=Count(low=20, high=20), span=WORDS, group="military",
            period=When(earliest=begin, latest=begin + timedelta(days=30), precision="month", wording="the month"),
            where=Where(name=f"Province {chance.randrange(30)}", within=("Eastland",), country="AA", precision="province"),
            actor=chance.choice(ARMED).actor, attribution=(chance.choice((*STATE, *OTHERS)),),
        ))  # fmt: skip
    return found
