"""A record of three incidents with registered parties, for tests of exports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import corroborate
from corroborate import Record
from corroborate.analysis import View, view
from corroborate.model import (
    Casualty,
    Coding,
    Count,
    Decision,
    Document,
    Party,
    Perpetrator,
    Report,
    Stance,
    Target,
    Total,
    When,
    Where,
    content_id,
    report_id,
    span_of,
)
from corroborate.model.incident import Incident, Source
from corroborate.model.span import Span
from corroborate.store import Beside

TEXT = """Bomb hits convoy in Turbat

Three soldiers and a villager, Gul Khan, were killed when a bomb went off in Turbat on Tuesday, the army said.
The BLA said it had killed seven soldiers. In Quetta gunmen shot dead a trader.
=The group= threatened to storm the port. The BLA carried out 12 attacks in May, a monitor said.
The government condemned the bombing.
"""
BLA = Party(name="BLA", role="armed_group", actor="bla-pk")
ARMY = Party(name="the army", role="military", actor="mil-pk")
TURBAT = Where(
    name="Turbat",
    within=("Kech", "Balochistan", "Pakistan"),
    country="PK",
    latitude=26.0012,
    longitude=63.0485,
    precision="exact",
    wording="Turbat",
    reason="the only one",
)
QUETTA = replace(
    TURBAT,
    name="Quetta",
    within=("Balochistan", "Pakistan"),
    latitude=30.183,
    longitude=67.0,
    wording="Quetta",
)
TUESDAY = When(earliest=date(2024, 5, 14), latest=date(2024, 5, 14), precision="day", wording="Tuesday")


def document(text: str = TEXT, **changes: Any) -> Document:
    """A document of `text`."""
    content = text.encode()
    said: dict[str, Any] = {
        "id": content_id(content), "source": "valley.txt", "text": text, "title": text.partition("\n")[0],
        "publisher": "Valley Post", "published": "2024-05-15", "language": "en", "content": content,
        "url": "https://example.org/1", "notes": ("no byline; none needed",),
    }  # fmt: skip
    return Document(**{**said, **changes})


def words(of: Document, quote: str) -> Span:
    """Where `of` says `quote`."""
    start = of.text.index(quote)
    return span_of(of.text, start, start + len(quote))


def bomb(of: Document, **changes: Any) -> Report:
    """The bomb in Turbat: three soldiers by the army's count, seven by the claimant's."""
    first = words(
        of, "Three soldiers and a villager, Gul Khan, were killed when a bomb went off in Turbat on Tuesday"
    )
    said: dict[str, Any] = {
        "id": report_id(of.id, first.quote), "document": of.id, "type": "remote_explosive_landmine_ied",
        "when": TUESDAY, "where": TURBAT, "tactics": ("roadside bomb",), "evidence": (first,),
        "perpetrators": (
            Perpetrator(name="BLA", kind="organization", responsibility="claimed", actor="bla-pk",
                        span=words(of, "The BLA said"), attribution=(BLA,)),
        ),
        "targets": (
            Target(name="convoy", kind="object", group="military", effect="damaged", span=words(of, "convoy")),
            Target(name="Gul Khan", kind="person", group="civilians", effect="killed", span=words(of, "Gul Khan"),
                   count=Count(low=1, high=1, wording=None)),
        ),
        "casualties": (
            Casualty(effect="killed", group="military", count=Count(low=3, high=3, wording="Three"),
                     span=words(of, "Three soldiers"), attribution=(ARMY,)),
            Casualty(effect="killed", group="civilians", count=Count(low=1, high=1, wording="a villager, Gul Khan"),
                     span=words(of, "a villager"), attribution=(ARMY, Party(name="Bibi Gul", role="witness"))),
            Casualty(effect="killed", group="military", count=Count(low=7, high=7, wording="seven"),
                     span=words(of, "seven soldiers"), attribution=(BLA, Party(name="Valley Post", role="media"))),
        ),
    }  # fmt: skip
    return Report(**{**said, **changes})


def shooting(of: Document, **changes: Any) -> Report:
    """The trader shot in Quetta, day unknown."""
    first = words(of, "In Quetta gunmen shot dead a trader")
    said: dict[str, Any] = {
        "id": report_id(of.id, first.quote), "document": of.id, "type": "attack", "where": QUETTA,
        "evidence": (first,),
        "perpetrators": (
            Perpetrator(name="gunmen", kind="group", responsibility="fact", span=words(of, "gunmen")),
        ),
        "casualties": (
            Casualty(effect="killed", group="civilians", count=Count(low=1, high=1, wording="a trader"), span=words(of, "a trader")),
        ),
    }  # fmt: skip
    return Report(**{**said, **changes})


def threat(of: Document) -> Report:
    """The port that was threatened; its words begin as a formula would."""
    first = words(of, "=The group= threatened to storm the port")
    return Report(
        id=report_id(of.id, first.quote), document=of.id, type="armed_clash", stage="threatened",
        evidence=(first,), when=TUESDAY,
    )  # fmt: skip


def coding(of: Document) -> Coding:
    """All that TEXT tells."""
    total = Total(
        document=of.id, measure="attacks", count=Count(low=12, high=12, wording="12"), actor="BLA",
        span=words(of, "12 attacks"), period=When(earliest=date(2024, 5, 1), latest=date(2024, 5, 31), precision="month"),
        attribution=(Party(name="a monitor", role="monitor"),),
    )  # fmt: skip
    told = bomb(of)
    stance = Stance(
        document=of.id, actor=Party(name="The government", role="government", actor="gov-pk"), act="condemns",
        about="the bombing", toward="Baloch Liberation Army", incident=told.id, span=words(of, "The government condemned the bombing"),
    )  # fmt: skip
    return Coding(document=of, reports=(told, shooting(of), threat(of)), totals=(total,), stances=(stance,))


def record(path: str = ":memory:") -> Record:
    """A record of TEXT with a decision made and one withdrawn; its reports are not linked: each is an incident."""
    held = corroborate.open(path, author="Ada")
    of = document()
    held.store.save(coding(of), Beside(extractor="fake 1"))
    made = datetime.fromisoformat("2024-06-01T10:00:00+00:00")
    report = shooting(of).id
    held.store.decide(
        Decision(id="d1", kind="correct", subjects=(report,), author="Ada; rule: none", made_at=made,
                 reason="'-quoted", field="stage", value="carried_out")
    )  # fmt: skip
    withdrawn = Decision(
        id="d2", kind="accept", subjects=(report,), author="Ada", made_at=made, reason="seen"
    )
    held.store.decide(withdrawn)
    held.store.withdraw("w2", replace(withdrawn, withdrawn_at=made, withdrawn_by="Ben"))
    return held


def seen(report: Report, rule: str = "lowest", **source: Any) -> View:
    """One report as an incident by itself."""
    paper: dict[str, Any] = {
        "id": report.document,
        "publisher": "Valley Post",
        "published": "2024-05-15",
        "title": "Bomb",
    }
    return view(Incident(id=report.id, reports=(report,), sources=(Source(**{**paper, **source}),)), rule)
