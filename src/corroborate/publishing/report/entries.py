"""The list of incidents: each with what is said of it, who says so, and where it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Any

from corroborate.analysis.dimensions import Named
from corroborate.analysis.tally import MEASURES
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Entries, Entry, Line, Link, Parts
from corroborate.publishing.report.material import Hurt, Material, hurt_in, speakers

Row = Mapping[str, Any]
_MOST_SOURCES = 12


def entries(material: Material, numbers: Mapping[str, int]) -> Entries:
    """The incidents in the order of their numbers: those whose rows were read whole, all others in a line."""
    return Entries(
        entries=tuple(entries_of(material, numbers, material.rows)),
        lines=tuple(_lines(material, numbers, {row["id"] for row in material.rows})),
    )


def entries_of(material: Material, numbers: Mapping[str, int], rows: Iterable[Row]) -> Iterator[Entry]:
    """The incidents of some rows, told whole, in the order of their numbers."""
    apart = {each.id for each in material.apart}
    for row in sorted(rows, key=lambda row: numbers[row["id"]]):
        yield _entry(row, numbers[row["id"]], material.sources.get(row["id"], ()), row["id"] in apart)


def numbered(material: Material) -> dict[str, int]:
    """The numbers of all incidents, by day."""
    every = sorted(
        (*material.incidents, *material.apart),
        key=lambda each: (each.earliest or each.latest or date.max.toordinal(), each.id),
    )
    return {each.id: at for at, each in enumerate(every, 1)}


def _lines(material: Material, numbers: Mapping[str, int], told: Set[str]) -> Iterator[Line]:
    left = [each for each in (*material.incidents, *material.apart) if each.id not in told]
    if not left:
        return
    apart = {each.id for each in material.apart}
    named, names = Named([*material.incidents, *material.apart], material.cutting.names), speakers(material)
    for each in sorted(left, key=lambda each: numbers[each.id]):
        place = material.places.get(each.id)
        where = ", ".join(dict.fromkeys(part for part in (place.chain if place else ()) if part))
        said = [
            f"{words.sentence(words.kind(each.type))}, {where or 'place unknown'}",
            words.listed(named.actors(each)) and f"by {words.listed(named.actors(each))}",
            "; ".join(_tolls(hurt_in(material, each))),
            "told by " + ", ".join(dict.fromkeys(names.name(voice.key) for voice in each.voices)),
            "not counted: it may lie outside the period" if each.id in apart else "",
        ]
        yield Line(
            number=numbers[each.id],
            id=each.id,
            text=f"{words.iso_days(_iso(each.earliest), _iso(each.latest))}. {'. '.join(words.sentence(part) for part in said if part)}.",
        )


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None


def _tolls(hurt: Hurt) -> Iterator[str]:
    for name, harm in MEASURES.items():
        toll = hurt.get(harm)
        if toll is not None and name in words.MEASURES:
            yield f"{words.MEASURES[name]} {words.span(toll.low, toll.high, toll.is_open)}"


def _entry(row: Row, number: int, sources: Sequence[Row], is_apart: bool) -> Entry:
    return Entry(
        number=number,
        id=row["id"],
        title=f"{words.iso_days(row['earliest'], row['latest'])}. {words.sentence(words.kind(row['type']))}, {place_of(row)}",
        facts=(*_facts(row), *([("Counted", "no: it may lie outside the period")] if is_apart else [])),
        grade=row["grade"],
        grade_reason=_NOBODY.sub(r"people \1", row["grade_reason"]),
        sources=tuple(_sources(sources)),
        contested=tuple(_contested(each) for each in row.get("contests", ())),
    )


_NOBODY = re.compile(r"\bunknown (killed|injured|captured|missing|displaced)")
"""People of no said group, as tables name them."""


def _as_fact(said: str) -> str:
    return said.replace("(fact)", "(told as a fact)")


def place_of(row: Row) -> str:
    """A place with what holds it, and how finely it is known where that is not fine."""
    names = list(dict.fromkeys(part for part in (row["place"], *row["within"]) if part))
    return ", ".join(names) or "place unknown"


def _facts(row: Row) -> list[tuple[str, str]]:
    found = []
    if row["perpetrators"]:
        found.append(("By", "; ".join(map(_as_fact, row["perpetrators"]))))
    if harm := _harm(row["figures"]):
        found.append(("Harm", harm))
    if row["tactics"]:
        found.append(("How", ", ".join(each.replace("_", " ") for each in row["tactics"])))
    if row["stage"] != "carried_out":
        found.append(("Stage", row["stage"].replace("_", " ")))
    if row["background"]:
        found.append(("Told", "as background of later news only"))
    return found


def _harm(figures: Sequence[Row]) -> str:
    """Every figure of an incident: “civilians killed 3–5; police injured 2”."""
    said = []
    for each in figures:
        held = words.span(each["low"], each["high"]) if each["low"] is not None else "(no number)"
        said.append(f"{words.whom(each['group'])} {each['effect']} {held}")
    return "; ".join(said)


def _sources(sources: Sequence[Row]) -> list[Parts]:
    found: list[Parts] = []
    for each in sources[:_MOST_SOURCES]:
        head = ", ".join(
            part
            for part in (
                each["publisher"] or "an unnamed outlet",
                f"\u2066{(each['published'] or 'undated')[:10]}\u2069",
            )
            if part
        )
        title = each["title"] or "without a title"
        found.append(
            (f"{head}: ", Link(text=title, url=each["url"])) if each["url"] else (f"{head}: {title}",)
        )
    if len(sources) > _MOST_SOURCES:
        found.append((f"and {len(sources) - _MOST_SOURCES} more documents",))
    return found


def _contested(contest: Row) -> str:
    """A disagreement in a reader's words: whom it is about, and who says what, those who agree together."""
    field, said = contest["field"], contest["said"]
    if field == "responsibility":
        return f"Responsibility: {'; '.join(_answers(said))}"
    group, _, effect = field.rpartition(" ")
    by_value: dict[str, list[str]] = {}
    for name, value in said:
        by_value.setdefault(words.parted(value), []).append(name)
    told = "; ".join(f"{value} ({', '.join(names)})" for value, names in by_value.items())
    return words.sentence(f"{words.whom(group)} {effect}: {told}")


def _answers(said: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Who claims, who is charged by whom, who denies: “claimed by A and B; laid to C by D; denied by C”."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for name, value in said:
        who, _, how = value.removesuffix(")").rpartition(" (")
        own = name == who and how in ("claimed", "denied")
        key = (how, "", "") if own else (how, who, name)
        told.setdefault(key, []).append(who)
    for (how, who, name), names in told.items():
        verb = {"fact": "laid to", "accused": "laid to", "suspected": "suspicion on"}.get(how, f"{how} by")
        yield f"{verb} {words.listed(names)}" if not who else f"{verb} {who}, according to {name}"
