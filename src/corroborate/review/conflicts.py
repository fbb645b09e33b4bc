"""Decisions in force that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corroborate.model import Decision
from corroborate.review.standing import apart_pairs, in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Decisions in force that cannot all hold, and what is wrong in words."""

    decisions: tuple[Decision, ...]
    reason: str


def conflicts(decisions: Iterable[Decision]) -> list[Conflict]:
    """The decisions in force that contradict each other: two people at once, or one who forgot.

    Of contradicting decisions about sameness linkage follows the later one; this list is for people.
    """
    held = in_force(decisions)
    return [*_same_yet_different(held), *_accepted_yet_rejected(held), *_corrected_twice(held)]


def _same_yet_different(held: Sequence[Decision]) -> Iterable[Conflict]:
    """Also where sameness follows from several decisions: A is B, B is C, yet A is never C."""
    same = [each for each in held if each.kind == "same"]
    for decision in held:
        for left, right in sorted(apart_pairs(decision)):
            chain = _chain(same, left, right)
            if chain:
                reason = f"{left} and {right} are decided to be the same and never the same"
                yield Conflict(decisions=(*chain, decision), reason=reason)


def _chain(same: Sequence[Decision], left: str, right: str) -> list[Decision]:
    """Decisions by which two reports are the same, none where they do not say so."""
    reached: dict[str, list[Decision]] = {left: []}
    waiting = [left]
    while waiting:
        here = waiting.pop(0)
        for decision in same:
            for subject in decision.subjects if here in decision.subjects else ():
                if subject not in reached:
                    reached[subject] = [*reached[here], decision]
                    waiting.append(subject)
    return reached.get(right, [])


def _accepted_yet_rejected(held: Sequence[Decision]) -> Iterable[Conflict]:
    accepted = {subject: each for each in held if each.kind == "accept" for subject in each.subjects}
    for decision in held:
        for subject in decision.subjects if decision.kind == "reject" else ():
            if subject in accepted:
                yield Conflict(
                    decisions=(accepted[subject], decision), reason=f"{subject} is accepted and rejected"
                )


def _corrected_twice(held: Sequence[Decision]) -> Iterable[Conflict]:
    seen: dict[tuple[str, str | None], Decision] = {}
    for decision in held:
        for subject in decision.subjects if decision.kind == "correct" else ():
            first = seen.setdefault((subject, decision.field), decision)
            if first.value != decision.value:
                reason = f"{decision.field} of {subject} is corrected to two values; the later one counts"
                yield Conflict(decisions=(first, decision), reason=reason)
