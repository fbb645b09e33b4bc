"""People deciding about a record: what they say holds at once, stays on record, and can be withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from corroborate import review
from corroborate.filters import Filters, selection_of
from corroborate.model import Decision
from corroborate.model.incident import Link
from corroborate.review import Conflict, Signature
from corroborate.store import Store

if TYPE_CHECKING:
    from corroborate.doubtful import Doubtful


class Deciding:
    """The part of a record by which people decide. `author` is whose name decisions carry."""

    _store: Store
    author: str

    def merge(self, *names: str, reason: str, author: str | None = None) -> Decision:
        """Decide that incidents are one, and bring them together."""
        return self._kept(review.merge(self._store, names, self._signature(reason, author)))

    def split(self, *names: str, reason: str, author: str | None = None) -> Decision:
        """Decide that some reports are of another incident than the rest of theirs, and part them for good."""
        return self._kept(review.split(self._store, names, self._signature(reason, author)))

    def keep_apart(self, *names: str, reason: str, author: str | None = None) -> Decision:
        """Decide that two incidents are never the same; nothing proposes or joins them again."""
        return self._kept(review.keep_apart(self._store, names, self._signature(reason, author)))

    def accept(self, *names: str, reason: str, author: str | None = None) -> Decision:
        """Decide that reports or claims are right as they are."""
        return self._kept(review.accept(self._store, names, self._signature(reason, author)))

    def reject(self, name: str, *, reason: str, author: str | None = None) -> Decision:
        """Decide that a report or a claim is wrong: views leave it out, the record keeps it."""
        return self._kept(review.reject(self._store, name, self._signature(reason, author)))

    def correct(
        self, name: str, field: str, value: Any, *, reason: str, author: str | None = None
    ) -> Decision:
        """Decide another value: type, stage, when, where of a report, the count or actor of a claim.

        `name` may be a key such as "actor:the local militia" or "place:PK:gomal kalay": all that bear it follow.
        """
        return self.explain([name], field, value, reason=reason, author=author)

    def explain(
        self, names: Sequence[str], field: str, value: Any, *, reason: str, author: str | None = None
    ) -> Decision:
        """Decide the same of several reports, claims or names at once."""
        return self._kept(review.explain(self._store, names, field, value, self._signature(reason, author)))

    def undo(self, name: str, *, reason: str = "withdrawn", author: str | None = None) -> Decision:
        """Withdraw a decision, by its id or the beginning of it, and let the record follow."""
        return self._kept(review.undo(self._store, name, self._signature(reason, author)))

    def proposals(self) -> list[Link]:
        """The pairs of reports that wait for a person, the likeliest first."""
        return review.proposals(self._store)

    def doubtful(self, *, include_names: bool = False, **filters: Unpack[Filters]) -> list[Doubtful]:
        """What was read and no person has settled, the least sure first; see `corroborate.doubtful`."""
        from corroborate.doubtful import doubtful

        return doubtful(self._store, selection_of(filters), include_names)

    def conflicts(self) -> list[Conflict]:
        """The decisions in force that contradict each other."""
        return review.conflicts(self._store.decisions())

    def relink(self, on_linked: Callable[[int], None] = lambda linked: None) -> int:
        """Link all reports anew; decisions stay in force. Gives back how many reports were linked."""
        from corroborate.pipeline import file_cards, relink_all

        linked = relink_all(self._store, on_linked)
        file_cards(self._store)
        return linked

    def _signature(self, reason: str, author: str | None) -> Signature:
        return Signature(author=author or self.author, reason=reason)

    def _kept(self, decision: Decision) -> Decision:
        """A decision, after incidents and cards were brought up to date with it."""
        from corroborate.pipeline import file_cards, relink

        if decision.kind in ("same", "different"):
            relink(self._store, decision.subjects)
        file_cards(self._store)
        return decision
