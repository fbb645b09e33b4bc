"""Codings built by hand, for rooms that stand behind extraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from corroborate.model import (
    Casualty,
    Change,
    Coding,
    Count,
    Document,
    Party,
    Perpetrator,
    Report,
    Silence,
    Stance,
    Target,
    Total,
    Weapon,
    When,
    Where,
    content_id,
    report_id,
    span_of,
)
from corroborate.model.span import Span

FRONT = Party(name="Northern Front", role="armed_group", actor="northern_front")
ARMY = Party(name="the army", role="military", actor="army")
DAILY = Party(name="The Daily", role="media")
RESIDENTS = Party(name="residents", role="local_source")
MINA = Where(
    name="Mina",
    within=("Lower District", "Eastland"),
    country="EL",
    latitude=10.0,
    longitude=20.0,
    precision="exact",
    wording="Mina",
    reason="the only Mina in Lower District",
)

TEXT = """Blast kills soldiers near Mina

Five soldiers were killed on Tuesday when a roadside bomb hit their truck near Mina, the Northern Front said.
The army said two soldiers died. Shopkeeper Karim Dad, 41, was wounded by splinters.
No official statement had been issued by the governor.
The group carried out 30 attacks in May, up 20 percent, the Monitor said. The governor condemned the attack.
"""


def document(
    text: str = TEXT, publisher: str = "The Daily", published: str | None = "2024-05-15"
) -> Document:
    """A document of `text`."""
    content = text.encode()
    return Document(
        id=content_id(content),
        source="daily.txt",
        text=text,
        title=text.split("\n", 1)[0],
        publisher=publisher,
        published=published,
        language="en",
        content=content,
    )


def words(of: Document, quote: str) -> Span:
    """The span of the first place where `of` says `quote`."""
    start = of.text.index(quote)
    return span_of(of.text, start, start + len(quote))


def day(of: date, wording: str | None = "Tuesday") -> When:
    """One day."""
    return When(earliest=of, latest=of, precision="day", wording=wording)


def killed(of: Document, quote: str, low: int | None, *said: Party, **more: Any) -> Casualty:
    """A figure for soldiers killed."""
    count = Count(low=low, high=low, wording=quote.split()[0])
    return Casualty(
        effect="killed", group="military", count=count, span=words(of, quote), attribution=said, **more
    )


def blast(of: Document, **changes: Any) -> Report:
    """The bomb near Mina, as TEXT tells it."""
    first = words(of, "Five soldiers were killed on Tuesday when a roadside bomb hit their truck near Mina")
    report = Report(
        id=report_id(of.id, first.quote),
        document=of.id,
        type="remote_explosive_landmine_ied",
        tactics=("roadside bomb",),
        when=day(date(2024, 5, 14)),
        where=MINA,
        perpetrators=(
            Perpetrator(
                name="Northern Front",
                kind="organization",
                responsibility="claimed",
                actor="northern_front",
                span=words(of, "the Northern Front"),
                attribution=(FRONT,),
            ),
        ),
        targets=(
            Target(
                name="their truck",
                kind="object",
                group="military",
                effect="damaged",
                span=words(of, "their truck"),
            ),
            Target(
                name="Karim Dad",
                kind="person",
                group="civilians",
                effect="injured",
                span=words(of, "Karim Dad"),
                count=Count(low=1, high=1, wording=None),
            ),
        ),
        weapons=(Weapon(name="roadside bomb", kind="ied", span=words(of, "a roadside bomb")),),
        casualties=(
            killed(of, "Five soldiers were killed", 5, FRONT),
            killed(of, "two soldiers died", 2, ARMY),
        ),
        silences=(
            Silence(
                party=Party(name="the governor", role="government"),
                span=words(of, "No official statement had been issued by the governor"),
            ),
        ),
        evidence=(first,),
    )
    return replace(report, **changes)


def coding(of: Document | None = None) -> Coding:
    """All of TEXT coded."""
    of = of or document()
    report = blast(of)
    total = Total(
        document=of.id,
        measure="attacks",
        count=Count(low=30, high=30, wording="30"),
        period=When(earliest=date(2024, 5, 1), latest=date(2024, 5, 31), precision="month", wording="in May"),
        where=MINA,
        actor="northern_front",
        attribution=(Party(name="the Monitor", role="monitor"),),
        change=Change(wording="up 20 percent", percent=20.0),
        span=words(of, "30 attacks in May"),
    )
    stance = Stance(
        document=of.id,
        actor=Party(name="the governor", role="government"),
        act="condemns",
        about="the attack",
        incident=report.id,
        span=words(of, "The governor condemned the attack"),
    )
    return Coding(document=of, reports=(report,), totals=(total,), stances=(stance,))
