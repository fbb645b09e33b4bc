"""What people and rules have decided: which reports must be together and which must not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from corroborate.model import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """`together`: sets of report ids that are one by decision; `apart`: pairs (sorted) that never are."""

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()


NO_JUDGEMENTS = Judgements()


def judgements(decisions: Iterable[Decision], reports: Collection[str]) -> Judgements:
    """The decisions in force about `reports`.

    A person outweighs a rule, and the later decision the earlier one; withdrawn decisions count for nothing.
    """
    groups: dict[str, frozenset[str]] = {}
    apart: set[tuple[str, str]] = set()
    for decision in _by_authority(decisions):
        subjects = sorted({subject for subject in decision.subjects if subject in reports})
        if decision.kind == "same":
            for left, right in combinations(subjects, 2):
                _join(groups, apart, left, right)
        else:
            apart.update(pair for pair in combinations(subjects, 2) if pair[1] not in groups.get(pair[0], ()))
    together = sorted({group for group in groups.values() if len(group) > 1}, key=sorted)
    return Judgements(together=tuple(together), apart=frozenset(apart))


def _by_authority(decisions: Iterable[Decision]) -> Sequence[Decision]:
    """Decisions about sameness in force: persons first, then the latest first."""
    in_force = [
        each for each in decisions if each.kind in ("same", "different") and each.withdrawn_at is None
    ]
    latest = sorted(in_force, key=lambda each: (each.made_at, each.id), reverse=True)
    return sorted(latest, key=lambda each: each.author.startswith("rule:"))


def _join(groups: dict[str, frozenset[str]], apart: set[tuple[str, str]], left: str, right: str) -> None:
    """Bring two reports and all that goes with them together, unless a weightier decision forbids it."""
    one, other = groups.get(left, frozenset((left,))), groups.get(right, frozenset((right,)))
    if any((min(a, b), max(a, b)) in apart for a in one for b in other):
        return
    whole = one | other
    groups.update((report, whole) for report in whole)
