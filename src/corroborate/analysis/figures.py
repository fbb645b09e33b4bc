"""Figures side by side, and `best` only as the outcome of a named rule (design rule 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import get_args

from corroborate.analysis.voices import Voice, heard_in, outlet_in
from corroborate.errors import BadRequest
from corroborate.model import Casualty, Count, Report
from corroborate.model.incident import Incident
from corroborate.model.vocabulary import CasualtyEffect, Group

EFFECTS: tuple[str, ...] = get_args(CasualtyEffect)
GROUPS: tuple[str, ...] = get_args(Group)
_FORCES = ("military", "police", "paramilitary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One party's newest figure for one effect and one group, and where it stands."""

    voice: Voice
    casualty: Casualty
    report: Report
    published: str | None

    @property
    def count(self) -> Count:
        """The figure."""
        return self.casualty.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a rule makes of the figures for one effect and group: `low` ≤ `best` ≤ `high`, None is unknown.

    `low` and `high` span what all parties say; `best` is the rule's choice among them, None where the rule
    finds none. `reason` says whose figure it is.
    """

    effect: str
    group: str
    low: int | None
    best: int | None
    high: int | None
    rule: str
    reason: str


def figures(incident: Incident, rule: str = "lowest", told: Sequence[Said] | None = None) -> list[Figure]:
    """A figure for each effect and group that the incident's reports speak of; `told` is `said_of`, where known."""
    grouped: dict[tuple[str, str], list[Said]] = {}
    for said in said_of(incident) if told is None else told:
        grouped.setdefault((said.casualty.effect, said.casualty.group), []).append(said)
    return [best(grouped[key], rule) for key in sorted(grouped, key=in_order)]


def in_order(key: tuple[str, str]) -> tuple[int, int]:
    """The place of an effect and a group among all, to sort by."""
    return EFFECTS.index(key[0]), GROUPS.index(key[1])


def overall(
    incident: Incident, effect: str, rule: str = "lowest", told: Sequence[Said] | None = None
) -> Figure:
    """The figure for one effect over all groups, for each source by itself; then the rule chooses among them.

    What one source says of several groups is added, never what two sources say. Military, police and
    paramilitary are parts of security forces, and people of no said group are a sum already: a whole stands
    where it is greater than its parts, and is never added to them. A source that speaks of one group alone
    gives no sum where another does: it can raise the greatest figure, but neither lower the least nor be the best.
    Fighters are not added to the victims of an attack: they count where nobody else was hit. `told` is what
    `said_of` gives, where it is known.
    """
    told = [said for said in (said_of(incident) if told is None else told) if said.casualty.effect == effect]
    victims = [said for said in told if said.casualty.group != "militants"]
    by_source: dict[str, list[Said]] = {}
    for said in victims or told:
        by_source.setdefault(said.voice.key, []).append(said)
    sums = [_summed(said) for said in by_source.values()]
    groups = {each.casualty.group for each in sums}
    found = best(sums, rule, effect)
    if len(groups) > 1:
        found = replace(found, group="unknown")
    whole = [each for each in sums if each.casualty.group == "unknown" and _least(each.count) is not None]
    if len(whole) in (0, len(sums)):
        return found
    narrow = best(whole, rule, effect)
    chosen = found if narrow.best is None else narrow
    low = min(number for number in (narrow.low, chosen.best) if number is not None)
    return replace(chosen, low=low, high=found.high)


def _summed(said: Sequence[Said]) -> Said:
    """What one source's figures for one effect come to, as a figure for people of no said group."""
    if len(said) == 1:
        return said[0]
    counts = {each.casualty.group: each.count for each in said}
    low = over_groups({group: _least(count) for group, count in counts.items()})
    high = over_groups({group: _greatest(count) for group, count in counts.items()})
    is_open = any(count.low is not None and count.high is None for count in counts.values())
    wording = " + ".join(count.wording for count in counts.values() if count.wording)
    count = Count(low=low, high=None if is_open else high, wording=wording or None)
    return replace(said[0], casualty=replace(said[0].casualty, group="unknown", count=count))


def said_of(incident: Incident) -> list[Said]:
    """Each source's figures, the newest of each source for each effect and group; denials left out."""
    newest: dict[tuple[str, str, str], Said] = {}
    for report in incident.reports:
        outlet, published = outlet_in(report, incident), incident.source_of(report).published
        for hurt in report.casualties:
            if hurt.denied:
                continue
            voice = heard_in(hurt.attribution, report, outlet)
            said = Said(voice=voice, casualty=hurt, report=report, published=published)
            key = (voice.key, hurt.effect, hurt.group)
            held = newest.get(key)
            if held is None or _supersedes(said, held):
                newest[key] = said
    return list(newest.values())


def best(said: Sequence[Said], rule: str = "lowest", effect: str = "killed") -> Figure:
    """What `rule` makes of figures for one effect and group. Raises BadRequest for an unknown rule.

    lowest: the smallest figure that any source gives (the cautious choice, as ACLED's coders make it).
    range: no single figure, only the span from the least to the greatest.
    official: the figure of a government, an army or a police force. claimant: the figure of an armed group.
    independent: the figure of a source that is no party: outlet, monitor, resident, witness. Where several
    of the kind speak, the lowest of their figures.
    """
    if rule not in RULES:
        raise BadRequest(f"rule {rule!r}: there is no such rule; choose among {', '.join(RULES)}")
    counts = [each.casualty.count for each in said]
    lows = [number for count in counts if (number := _least(count)) is not None]
    highs = [number for count in counts if (number := _greatest(count)) is not None]
    open_above = len([count for count in counts if count.high is None and count.low is not None]) > 0
    chosen = _chosen([each for each in said if RULES[rule](each.voice)]) if rule != "range" else None
    return Figure(
        effect=said[0].casualty.effect if said else effect,
        group=said[0].casualty.group if said else "unknown",
        low=min(lows, default=None),
        best=_least(chosen.count) if chosen else None,
        high=max(highs, default=None),
        rule=rule,
        reason=_reason(rule, chosen, len({each.voice.key for each in said}), open_above),
    )


RULES: Mapping[str, Callable[[Voice], bool]] = {
    "lowest": lambda voice: True,
    "range": lambda voice: True,
    "official": lambda voice: voice.camp == "state",
    "claimant": lambda voice: voice.camp == "armed_group",
    "independent": lambda voice: voice.camp == "independent",
}
"""The named rules, and whose figures each listens to."""


def _chosen(said: Sequence[Said]) -> Said | None:
    numbered = [(least, each) for each in said if (least := _least(each.casualty.count)) is not None]
    return min(numbered, key=itemgetter(0))[1] if numbered else None


def _least(count: Count) -> int | None:
    return count.low if count.low is not None else count.high


def _greatest(count: Count) -> int | None:
    return count.high if count.high is not None else count.low


def _supersedes(new: Said, held: Said) -> bool:
    """A later day's figure replaces an earlier one; on one day the one with a number, then the first said."""
    days = ((new.published or "")[:10], (held.published or "")[:10])
    if days[0] != days[1] and _least(new.count) is not None:
        return days[0] > days[1]
    return _least(held.count) is None and _least(new.count) is not None


def _reason(rule: str, chosen: Said | None, sources: int, open_above: bool) -> str:
    spoken = f"{sources} source{'s' if sources != 1 else ''}"
    more = "; a source says at least, so it may be more" if open_above else ""
    if rule == "range":
        return f"the span of {spoken}{more}"
    if chosen is None:
        missing = {"official": "official", "claimant": "armed group's", "independent": "independent"}
        kind = missing.get(rule)
        return f"no {kind + ' ' if kind else ''}figure among {spoken}{more}"
    wording = f" (“{chosen.count.wording}”)" if chosen.count.wording else ""
    return f"{rule}: {chosen.voice.name}{wording}, of {spoken}{more}"


def over_groups(numbers: Mapping[str, int | None]) -> int | None:
    """A number over all groups; groups without a number add nothing, and all without one is unknown."""
    known = {group: number for group, number in numbers.items() if number is not None}
    if not known:
        return None
    forces = max(known.get("security_forces", 0), sum(known.get(part, 0) for part in _FORCES))
    others = sum(known.get(group, 0) for group in ("militants", "civilians", "officials"))
    return max(known.get("unknown", 0), forces + others)
