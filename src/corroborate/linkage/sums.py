"""Totals of the same claim quoted twice become one.

A sum that two documents quote is one claim with two sources where the same party gave it first, of the same
measure and number, about periods, places, groups and doers that go together. What one of the two leaves
unsaid speaks neither for nor against. A sum that a document gives in its own voice is that document's alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.linkage.words import place_key
from corroborate.model import Total, When, Where
from corroborate.places.spelling import key_of

_HOLDS = {"security_forces": frozenset(("military", "police", "paramilitary", "security_forces"))}
_SHARED_PART = 0.5
"""The part of the shorter period that two periods must share: "in May" and "this spring", not May and June."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalGroup:
    """The totals (their positions in what was handed over) that quote one claim, and why."""

    members: tuple[int, ...]
    reasons: tuple[str, ...] = ()


def total_key(total: Total) -> str:
    """What two quotations of one claim always share: only totals with equal keys need be compared."""
    speaker = _speaker(total) or f"document {total.document}"
    return f"{speaker}|{total.measure}|{total.count.low if total.count.low is not None else total.count.high}"


def link_totals(totals: Sequence[Total]) -> tuple[TotalGroup, ...]:
    """Groups of `totals` that quote the same claim; every total is in exactly one group.

    The order in which totals come does not matter: the fullest ones found the groups.
    """
    by_key: dict[str, list[list[int]]] = defaultdict(list)
    for n in sorted(range(len(totals)), key=lambda n: _rank(totals[n])):
        groups = by_key[total_key(totals[n])]
        for group in groups:
            if all(are_one_claim(totals[n], totals[member]) for member in group):
                group.append(n)
                break
        else:
            groups.append([n])
    found = sorted(sorted(group) for groups in by_key.values() for group in groups)
    return tuple(
        TotalGroup(members=tuple(group), reasons=_reasons([totals[n] for n in group])) for group in found
    )


def are_one_claim(one: Total, other: Total) -> bool:
    """Do two totals with equal keys say the same of the same?"""
    return (
        total_key(one) == total_key(other)
        and (None in (one.count.high, other.count.high) or one.count.high == other.count.high)
        and _groups_agree(one.group, other.group)
        and (one.actor is None or other.actor is None or key_of(one.actor) == key_of(other.actor))
        and _periods_agree(one.period, other.period)
        and _places_agree(one.where, other.where)
        and _changes_agree(one, other)
    )


def _speaker(total: Total) -> str:
    if not total.attribution:
        return ""
    first = total.attribution[0]
    return first.actor or key_of(first.name)


def _rank(total: Total) -> tuple[int, str, int]:
    """The fullest first, then by content."""
    known = (total.period.earliest, total.where.name, total.actor, total.group != "unknown" or None)
    return sum(each is None for each in known), total.document, total.span.start


def _groups_agree(one: str, other: str) -> bool:
    if "unknown" in (one, other) or one == other:
        return True
    return one in _HOLDS.get(other, ()) or other in _HOLDS.get(one, ())


def _periods_agree(one: When, other: When) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    shared = (min(one.latest, other.latest) - max(one.earliest, other.earliest)).days + 1
    shorter = min((one.latest - one.earliest).days, (other.latest - other.earliest).days) + 1
    return shared >= _SHARED_PART * shorter


def _places_agree(one: Where, other: Where) -> bool:
    if one.name is None or other.name is None:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    chains = [[place_key(name) for name in (where.name, *where.within) if name] for where in (one, other)]
    return chains[0][0] in chains[1] or chains[1][0] in chains[0]


def _changes_agree(one: Total, other: Total) -> bool:
    given = [total.change.percent for total in (one, other) if total.change]
    return len(given) < 2 or None in given or given[0] == given[1]


def _reasons(quoted: Sequence[Total]) -> tuple[str, ...]:
    """Why totals are one, in words; nothing for a total that stands alone."""
    if len(quoted) < 2:
        return ()
    first = quoted[0]
    number = first.count.low if first.count.low is not None else first.count.high
    reasons = [
        f"all quote {first.attribution[0].name}" if first.attribution else "one document says it twice"
    ]
    reasons.append(f"the same number of {first.measure} ({number if number is not None else 'not told'})")
    period = next((each.period.wording for each in quoted if each.period.wording), None)
    place = next((each.where.name for each in quoted if each.where.name), None)
    reasons.extend(f"periods agree ({word})" for word in [period] if word)
    reasons.extend(f"places agree ({word})" for word in [place] if word)
    return tuple(reasons)
