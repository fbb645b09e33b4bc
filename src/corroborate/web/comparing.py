"""Incidents side by side: what each says of every field, and what a decision would make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corroborate import words
from corroborate.analysis import View, voice_of
from corroborate.model.incident import Incident
from corroborate.places.geometry import distance_km

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A field of several incidents: a cell of lines for each, whether they differ, and how far they are apart."""

    label: str
    cells: tuple[Lines, ...]
    differs: bool
    apart: str = ""


def side_by_side(left: View, right: View) -> list[Compared]:
    """Every field that either says something of."""
    rows = compared([fields_of(left), fields_of(right)])
    gaps = {"Day": _days_apart(left, right), "Place": _distance(left, right)}
    return [replace(row, apart=gaps.get(row.label, "")) for row in rows]


def compared(told: Sequence[Mapping[str, Lines]]) -> list[Compared]:
    """The same fields of several incidents in rows; only known ones that say different things differ."""
    labels = {label for each in told for label in each}
    found = []
    for label in sorted(labels, key=lambda each: (_rank(each), each)):
        cells = tuple(each.get(label, ()) for each in told)
        found.append(Compared(label=label, cells=cells, differs=_differs(label, cells)))
    return found


_FIRST, _LAST = (
    ("Reports", "Type", "Day", "Place", "Who did it"),
    ("Killed", "Injured", "Grade", "Contested", "Sources"),
)
_BY_CLAIMANT = ", by claimant"


def _rank(label: str) -> int:
    """Where a field stands: figures by claimant between what is known of all incidents."""
    if label in _FIRST:
        return _FIRST.index(label)
    return len(_FIRST) + (1 + _LAST.index(label) if label in _LAST else 0)


def _differs(label: str, cells: Sequence[Lines]) -> bool:
    """Do those who say something say different things? Figures differ where no claimant of the one gives one of the other."""
    said = [{line.casefold() for line in cell} for cell in cells if cell]
    if label == "Sources" or len(said) < 2:
        return False
    if label.endswith(_BY_CLAIMANT):
        return not set.intersection(
            *({line.rpartition(": ")[2].split(" ")[0] for line in each} for each in said)
        )
    return len({frozenset(each) for each in said}) > 1


def fields_of(seen: View) -> dict[str, Lines]:
    """What an incident comes to, field by field, in lines; what is unknown has none."""
    incident = seen.incident
    when, where = words.days(seen.when), words.place(seen.where)
    told = {
        "Type": (
            words.sentence_case(words.TYPES[seen.type]),
            *(each.replace("_", " ") for each in seen.tactics),
        ),
        "Day": (when,) if when != "unknown" else (),
        "Place": (f"{where} ({seen.where.precision})",) if seen.where.name else (),
        "Who did it": tuple(_perpetrators(seen)),
        **_figures(incident),
        "Killed": _overall(seen.killed.low, seen.killed.high),
        "Injured": _overall(seen.injured.low, seen.injured.high),
        "Grade": (seen.grade.name,),
        "Sources": tuple(voice.name for voice in seen.voices),
    }
    return {label: lines for label, lines in told.items() if lines}


def outcome(before: Sequence[View], after: Sequence[View]) -> list[Compared]:
    """What incidents come to before and after a decision; a row differs where the decision changes it."""
    rows = compared([dict(_summary(each)) for each in (*before, *after)])
    old = len(before)
    return [replace(row, differs=set(row.cells[:old]) != set(row.cells[old:])) for row in rows]


def _summary(seen: View) -> Iterable[tuple[str, Lines]]:
    fields = fields_of(seen)
    yield "Reports", (words.number(len(seen.incident.reports), "report"),)
    for label in ("Type", "Day", "Place", "Who did it", "Killed", "Injured"):
        yield label, fields.get(label, ("unknown",))
    yield "Grade", (f"{seen.grade.name}: {seen.grade.reason}",)
    yield "Contested", tuple(words.said_plainly(each.field) for each in seen.contests) or ("nothing",)


def _perpetrators(seen: View) -> Iterable[str]:
    for who in seen.perpetrators:
        yield who.name if who.responsibility == "fact" else f"{who.name} ({who.responsibility})"


def _overall(low: int | None, high: int | None) -> Lines:
    return (words.bounds(low, high),) if (low, high) != (None, None) else ()


def _figures(incident: Incident) -> dict[str, Lines]:
    """The figures by what they count, a line for each claimant."""
    found: dict[str, dict[str, None]] = {}
    for report in incident.reports:
        for hurt in report.casualties:
            who = voice_of(hurt.attribution, report, incident).name
            said = "denied" if hurt.denied else words.figure(hurt.count)
            label = words.sentence_case(f"{words.group(hurt.group)} {hurt.effect}{_BY_CLAIMANT}")
            found.setdefault(label, {})[f"{who}: {said}"] = None
    return {label: tuple(lines) for label, lines in sorted(found.items())}


def _days_apart(left: View, right: View) -> str:
    spans = [(each.when.earliest, each.when.latest) for each in (left, right)]
    if any(None in span for span in spans):
        return ""
    gap = max((_later(spans[0], spans[1]), _later(spans[1], spans[0])))
    return f"{words.number(gap, 'day')} apart" if gap > 0 else ""


def _later(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> int:
    """Days from the end of one interval to the beginning of the other; below 1 where they meet."""
    return (other[0] - one[1]).days if other[0] and one[1] else 0


def _distance(left: View, right: View) -> str:
    one, other = left.where, right.where
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return ""
    far = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return f"{far:,.0f} km apart" if far >= 1 else ""
