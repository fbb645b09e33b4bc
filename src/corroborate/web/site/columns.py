"""The incidents of a site as data: columns in files of some thousand, by which its script filters, lists and draws.

Words stand once, in the index, and are referred to by their number there. Beside each file lies one with the words
that documents are quoted with, which is fetched only where words are searched for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corroborate import words
from corroborate.analysis.cards import card_report
from corroborate.model.card import Card
from corroborate.model.encoding import claims_of
from corroborate.model.incident import Incident
from corroborate.model.selection import folded
from corroborate.record import Record
from corroborate.web.desk import Desk
from corroborate.web.facets import LABELS, ONLY, said_of
from corroborate.web.listing import NEWEST, whole_incidents
from corroborate.web.rendering import GRADES, country
from corroborate.web.site.holding import Hide, Withheld
from corroborate.web.site.staging import Stage

FOLDER = "data/incidents"
INDEX = f"{FOLDER}/index.json"
_AT_ONCE, _IN_A_FILE = 500, 4_000
_FLAGS = ("contested", "undated", "unplaced", "unknown_actor", "background")
"""What a card may be, each a bit in its column."""

_COLUMNS: Mapping[str, Callable[[Card, Hide], Any]] = {
    "id": lambda card, hide: card.id,
    "type": lambda card, hide: card.type,
    "stage": lambda card, hide: card.stage,
    "from": lambda card, hide: card.earliest,
    "to": lambda card, hide: card.latest,
    "said": lambda card, hide: hide(card.date_wording or "") if not card.earliest and not card.latest else "",
    "place": lambda card, hide: card.place,
    "within": lambda card, hide: card.within,
    "country": lambda card, hide: card.country,
    "lat": lambda card, hide: _rounded(card.latitude),
    "lon": lambda card, hide: _rounded(card.longitude),
    "precision": lambda card, hide: card.place_precision,
    "by": lambda card, hide: [[hide(who.name), who.responsibility] for who in card.perpetrators],
    "killed": lambda card, hide: [card.killed_low, card.killed_high],
    "injured": lambda card, hide: [card.injured_low, card.injured_high],
    "grade": lambda card, hide: card.grade,
    "sources": lambda card, hide: card.sources,
    "documents": lambda card, hide: card.documents,
    "flags": lambda card, hide: sum(bool(getattr(card, name)) << at for at, name in enumerate(_FLAGS)),
    "decided": lambda card, hide: card.decisions,
    "recorded": lambda card, hide: (card.first_published or "")[:10],
    "changed": lambda card, hide: (card.last_published or "")[:10],
    "differs": lambda card, hide: hide(card.contested[0]) if card.contested else "",
    "title": lambda card, hide: hide(card.title or ""),
}
"""What is told of an incident, by the name of its column."""


@dataclass(slots=True)
class Terms:
    """Words by kind, each with its number: as they are shown, compared without case and accents."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)

    def number(self, kind: str, name: str) -> int:
        """The number of a word, given at its first use."""
        key = (kind, folded(name))
        if key not in self.numbers:
            self.numbers[key] = len(self.told)
            self.told.append((kind, name))
        return self.numbers[key]


def write_columns(record: Record, desk: Desk, stage: Stage, withheld: Withheld) -> None:
    """Write the columns of all incidents, the latest day first, and the index that tells of them."""
    terms = Terms()
    files, kinds, countries = [], set(), set()
    for at, part in enumerate(_parts(record)):
        cards = [desk.shown(card) for card, _ in part]
        hides = [withheld.for_things([card.id]) for card in cards]
        columns: dict[str, Any] = {
            name: [tell(card, hide) for card, hide in zip(cards, hides, strict=True)]
            for name, tell in _COLUMNS.items()
        }
        told = [(incident, hide) for (_, incident), hide in zip(part, hides, strict=True)]
        columns["reports"] = [_reports(incident, desk, hide, terms) for incident, hide in told]
        stage.write(f"{FOLDER}/{at}.json", _json(columns))
        stage.write(f"{FOLDER}/{at}.words.json", _json([_words(incident, hide) for incident, hide in told]))
        files.append({"n": len(part), **_days(cards)})
        kinds |= {card.type for card in cards}
        countries |= {card.country for card in cards if card.country}
    stage.write(INDEX, _json(_index(files, terms, kinds, countries)))


def _index(files: list[Any], terms: Terms, kinds: set[str], countries: set[str]) -> dict[str, Any]:
    groups = {name for kind, name in terms.told if kind == "group"}
    types = kinds | {name for kind, name in terms.told if kind == "type"}
    return {
        "files": files,
        "terms": terms.told,
        "holders": _holders(terms),
        "flags": _FLAGS,
        "words": {
            "type": {name: words.sentence_case(words.TYPES.get(name, name)) for name in sorted(types)},
            "grade": GRADES,
            "group": {name: said_of("group", name) for name in sorted(groups)},
            "country": {name: country(name) for name in sorted(countries)},
            "only": ONLY,
            "label": LABELS,
        },
    }


def _parts(record: Record) -> Iterator[list[tuple[Card, Incident]]]:
    """All cards with their incidents, as many at a time as a file holds."""
    part: list[tuple[Card, Incident]] = []
    offset = 0
    while cards := record.cards(offset=offset, limit=_AT_ONCE, order=NEWEST).cards:
        offset += _AT_ONCE
        found = {each.id: each for each in whole_incidents(record, [card.id for card in cards])}
        part += [(card, found[card.id]) for card in cards if card.id in found]
        if len(part) >= _IN_A_FILE:
            yield part
            part = []
    if part or not offset:
        yield part


def _reports(incident: Incident, desk: Desk, hide: Hide, terms: Terms) -> list[list[Any]]:
    """The first and the last day of each report, and the numbers of what it is found by, for filters fit reports."""
    rows = []
    for report in incident.reports:
        shown = desk.placed(report.where)
        told = card_report(replace(report, where=shown), incident)
        named = [
            (kind, name) for kind, name in told.terms if kind not in ("place", "actor") or hide(name) == name
        ]
        rows.append([told.starts, told.ends, *(terms.number(kind, name) for kind, name in named)])
    return rows


def _words(incident: Incident, hide: Hide) -> str:
    """What documents say of an incident in the words that are quoted."""
    told = (
        span.quote
        for report in incident.reports
        for span in (*report.evidence, *(claim.span for claim in claims_of(report)))
    )
    quotes = dict.fromkeys(told)
    return hide(" \n ".join(quotes))


def _holders(terms: Terms) -> dict[str, list[str]]:
    """The registered parties that each registered party belongs to, the nearest first."""
    from corroborate.actors import load_registry

    registry = load_registry()
    found: dict[str, list[str]] = {}
    for kind, name in terms.told:
        actor = registry.get(name) if kind == "actor" else None
        above: list[str] = []
        while actor is not None and actor.parent and actor.parent not in above:
            above.append(actor.parent)
            actor = registry.get(actor.parent)
        if above:
            found[name] = above
    return found


def _days(cards: Sequence[Card]) -> dict[str, str | None]:
    days = [day for card in cards for day in (card.earliest, card.latest) if day]
    return {"from": min(days, default=None), "to": max(days, default=None)}


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 4)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
