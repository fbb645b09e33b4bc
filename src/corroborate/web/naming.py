"""Names that a person explains once: what was decided about them, and what they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corroborate.model import Decision, Report, Span
from corroborate.model.card import Card
from corroborate.model.encoding import claims_of
from corroborate.model.naming import PLACE, actor_key
from corroborate.model.selection import Selection
from corroborate.record import Record
from corroborate.web.deciding import Act, Standing, standing_of
from corroborate.web.drawing import most_killed
from corroborate.web.quoting import Quoted, quotes_of

_MOST_QUOTED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """The incidents that bear a name: their cards, the words of the first, and the countries they lie in."""

    cards: list[Card]
    quoted: list[Quoted]
    most: int

    @property
    def countries(self) -> list[str]:
        """Where it is named, as far as that is known."""
        return sorted({card.country for card in self.cards if card.country})


def about_names(record: Record, keys: Sequence[str]) -> Standing:
    """What was decided about names, by their keys."""
    made = [each for each in record.store.decisions() if not set(keys).isdisjoint(each.subjects)]
    return standing_of((), made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What a person says of names, by their keys: whom or which place they mean; None where nobody knows the first."""

    names: Sequence[str]
    field: str
    value: Any
    reason: str

    def act(self, record: Record, then: str) -> Act:
        """The decision that says so."""
        return Act(
            standing=lambda: about_names(record, self.names[:1]),
            do=lambda author: self._decided(record, author),
            then=then,
        )

    def _decided(self, record: Record, author: str) -> Decision:
        if self.value is None:
            return record.accept(self.names[0], reason=self.reason, author=author)
        return record.explain(self.names, self.field, self.value, reason=self.reason, author=author)


def incidents_of_name(record: Record, key: str) -> Borne:
    """The incidents that bear a name, the most killed first, with the sentences of those that come first."""
    reports = set(record.store.bearers(key))
    found = record.store.incidents(Selection(reports=tuple(reports))) if reports else []
    cards = record.store.cards_of(each.id for each in found)
    cards.sort(key=lambda card: (-(card.killed_high or 0), card.id))
    whole = {each.id: each for each in found}
    first = [whole[card.id] for card in cards[:_MOST_QUOTED]]
    quoted = [
        each
        for one in first
        for each in quotes_of(record, one, lambda report: _words(report, key))
        if each.report.id in reports
    ]
    return Borne(cards=cards, quoted=quoted[:_MOST_QUOTED], most=most_killed(cards))


def _words(report: Report, key: str) -> list[Span]:
    """The words by which a report names a party or a place."""
    if key.startswith(PLACE):
        return [claim.span for claim in claims_of(report) if claim.field == "where"]
    said = [who.span for who in report.perpetrators if actor_key(who.name) == key]
    claims = (claim for claim in claims_of(report) if claim.attribution)
    return said or [claim.span for claim in claims if actor_key(claim.attribution[0].name) == key]
