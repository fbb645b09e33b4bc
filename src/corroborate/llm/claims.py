"""What a model says of one incident, claim by claim, each checked against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from corroborate.llm.account import Account
from corroborate.llm.lookups import Lookups
from corroborate.llm.pieces import Piece
from corroborate.llm.values import code, count_of, objects, text_of, texts
from corroborate.model import (
    UNDATED,
    Attribution,
    Casualty,
    Count,
    Perpetrator,
    Report,
    Silence,
    Span,
    Target,
    Weapon,
    When,
)
from corroborate.model.vocabulary import (
    CasualtyEffect,
    EventType,
    Group,
    PerpetratorKind,
    Responsibility,
    Stage,
    TargetEffect,
    TargetKind,
)
from corroborate.model.where import NOWHERE

T = TypeVar("T")

BACKGROUND_DAYS = 45
"""A deed older than this when its report was published is background, as the grammar has it."""


class Claims:
    """Reads what was told of one piece of a document; what the text does not say is counted and left out."""

    def __init__(self, lookups: Lookups, piece: Piece, account: Account) -> None:
        self.lookups = lookups
        self.piece = piece
        self.account = account

    def report(self, told: dict[str, Any]) -> Report | None:
        """An incident with the claims that stand; None where no word of the text tells of it."""
        spans = [span for quote in texts(told.get("evidence")) if (span := self._find(quote, None))]
        near = spans[0].start if spans else None
        casualties = self._each("casualty", told.get("casualties"), self._casualty, near)
        targets = self._each("target", told.get("targets"), self._target, near)
        perpetrators = self._each("perpetrator", told.get("perpetrators"), self._perpetrator, near)
        spans = spans or [
            *(one.span for one in casualties),
            *(one.span for one in targets),
            *(one.span for one in perpetrators),
        ]
        if not spans:
            self._drop("incident")
            return None
        evidence = tuple(
            {sentence.start: sentence for sentence in map(self.lookups.sentence, spans)}.values()
        )
        when = self._when(told.get("when"), evidence[0])
        self.account.kept += 1
        return Report(
            id="",
            document=self.lookups.passage.document.id,
            type=code(told.get("type"), EventType) or "other",
            stage=code(told.get("stage"), Stage) or "carried_out",
            tactics=tuple(dict.fromkeys(tactic.lower() for tactic in texts(told.get("tactics")))),
            when=when,
            where=self._looked_up(
                "where", self.lookups.where(told.get("where"), self.piece, evidence[0].start), NOWHERE
            ),
            perpetrators=tuple(perpetrators),
            targets=tuple(targets),
            weapons=tuple(self._each("weapon", told.get("weapons"), self._weapon, near)),
            casualties=tuple(casualties),
            silences=tuple(self._each("silence", told.get("silences"), self._silence, near)),
            evidence=tuple(sorted(evidence, key=lambda span: span.start)),
            background=self._is_background(when),
        )

    def quoted(self, told: dict[str, Any], near: int | None = None) -> Span | None:
        """The words that a claim quotes; None, and noted, where the text has no such words."""
        return self._find(text_of(told.get("quote")), near)

    def speakers(self, told: dict[str, Any], span: Span) -> Attribution:
        """Who says so; where the model names one whom the text does not, that is noted, and the grammar listens."""
        chain = self.lookups.speakers(told.get("said_by"), self.piece, span)
        if chain is None:
            self._drop("speaker")
            return self.lookups.heard(span)
        return chain

    def count(self, told: dict[str, Any], span: Span) -> Count:
        """The number that a claim gives, read in its words and the sentence around them."""
        return count_of(told.get("count"), span.quote, self.lookups.sentence(span).quote)

    def _find(self, quote: str, near: int | None) -> Span | None:
        return self.lookups.quotes.find(quote, self.piece, near)

    def _each(
        self, kind: str, told: Any, read: Callable[[dict[str, Any], Span], T | None], near: int | None
    ) -> list[T]:
        """The claims of one kind that stand in the text."""
        kept: list[T] = []
        for each in objects(told):
            span = self.quoted(each, near)
            claim = read(each, span) if span else None
            if claim is None:
                self._drop(kind)
            else:
                kept.append(claim)
        self.account.kept += len(kept)
        return kept

    def _drop(self, kind: str) -> None:
        self.account.unsaid[kind] += 1

    def _looked_up(self, kind: str, found: T | None, otherwise: T) -> T:
        if found is None:
            self._drop(kind)
            return otherwise
        return found

    def _when(self, told: Any, first: Span) -> When:
        return self._looked_up("when", self.lookups.when(told, self.piece, first.start), UNDATED)

    def _is_background(self, when: When) -> bool:
        published = self.lookups.passage.document.published_on
        return bool(published and when.latest and (published - when.latest).days > BACKGROUND_DAYS)

    def _perpetrator(self, told: dict[str, Any], span: Span) -> Perpetrator | None:
        name = self.lookups.name(told.get("name"), self.piece, span)
        if name is None:
            return None
        return Perpetrator(
            name=name.quote,
            kind=code(told.get("kind"), PerpetratorKind) or "group",
            responsibility=code(told.get("responsibility"), Responsibility) or "suspected",
            actor=self.lookups.actor_id(name),
            attribution=self.speakers(told, span),
            span=span,
        )

    def _target(self, told: dict[str, Any], span: Span) -> Target | None:
        name = self.lookups.name(told.get("name"), self.piece, span)
        if name is None:
            return None
        return Target(
            name=name.quote,
            kind=code(told.get("kind"), TargetKind) or "people",
            group=code(told.get("group"), Group) or "unknown",
            effect=code(told.get("effect"), TargetEffect) or "unknown",
            count=self.count(told, span),
            attribution=self.speakers(told, span),
            span=span,
        )

    def _weapon(self, told: dict[str, Any], span: Span) -> Weapon | None:
        name = self.lookups.name(told.get("name"), self.piece, span)
        kind = text_of(told.get("kind")).lower()
        return Weapon(name=name.quote, kind=kind or name.quote.lower(), span=span) if name else None

    def _casualty(self, told: dict[str, Any], span: Span) -> Casualty | None:
        effect: CasualtyEffect | None = code(told.get("effect"), CasualtyEffect)
        if effect is None:
            return None
        return Casualty(
            effect=effect,
            group=code(told.get("group"), Group) or "unknown",
            count=self.count(told, span),
            denied=told.get("denied") is True,
            attribution=self.speakers(told, span),
            span=span,
        )

    def _silence(self, told: dict[str, Any], span: Span) -> Silence | None:
        party = next(
            (self.lookups.party(each, self.piece, span) for each in objects([told.get("party")])), None
        )
        return Silence(party=party, span=span) if party else None


def each_once(found: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """Things told more than once, each as it was told first."""
    kept: dict[object, T] = {}
    for each in found:
        kept.setdefault(key(each), each)
    return tuple(kept.values())
