"""The tables of a report: by place, group, tactic, actor; what sides say; quoted totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Asked, Block, Figure, Grid, Paragraph, Part, Parts, plain
from corroborate.publishing.report.material import Cell, Material, Scope, cells_by
from corroborate.publishing.report.matters import CAMPS, Sides, listing, lists_more, sides_compared

MOST_ROWS = 20
_SHOWN = ("killed", "injured", "captured", "militants_killed", "militants_injured", "militants_captured")


def cells_table(material: Material, name: str, caption: str, said: Callable[[str], str] = str) -> list[Block]:
    """A tally by one part as a table; rows beyond the first twenty are named in the note."""
    cells = cells_by(material, name)
    kept = [cell for cell in cells if not cell.apart]
    if not kept:
        return []
    shown, apart = kept[:MOST_ROWS], [cell for cell in cells if cell.apart]
    measures = [each for each in _SHOWN if any(cell.by_measure[each] for cell in cells)]
    rows = [_row(material, name, cell, said, measures) for cell in (*shown, *apart)]
    more = len(kept) - len(shown)
    return [
        Grid(
            caption=caption,
            heads=("", "incidents", *(words.MEASURES[each] for each in measures)),
            rows=tuple(rows),
            apart=frozenset(range(len(shown), len(rows))),
            note=" ".join(
                part
                for part in (
                    _OVERLAP.get(name, ""),
                    _STARRED if any("*" in plain(cell) for row in rows for cell in row[1:]) else "",
                    f"{words.counted(more, 'more row')} with fewer incidents left out." if more else "",
                )
                if part
            ),
        )
    ]


_STARRED = "* and more in incidents for which no source gives a number."
_OVERLAP = {
    "actor": "An incident laid to several counts in the row of each; denials are left out. Parties without a name of "
    "their own (“army”, “gunmen”) may be others in each incident.",
    "tactic": "An incident with several tactics counts in the row of each.",
    "group": "Incidents count in the row of every group of which a source gives a figure: rows do not add up.",
    "dyad": "An incident counts in the row of every pair.",
}


def _row(
    material: Material, name: str, cell: Cell, said: Callable[[str], str], measures: Sequence[str]
) -> tuple[Parts, ...]:
    title = said(cell.key) if cell.key else f"({cell.apart})"
    asked, is_among = listing(material, name, cell.key), lists_more(material, name)
    count = Figure(
        text=words.number(len(cell.ids)), incidents=cell.ids, of=f"incidents, {title}", asked=asked, is_among=is_among
    )  # fmt: skip
    return ((words.sentence(title),), (count,), *(_people(cell, title, each, asked) for each in measures))


def _people(cell: Cell, title: str, measure: str, asked: Asked | None) -> Parts:
    ids = cell.by_measure[measure]
    if not ids:
        return ("",)
    of = f"{words.MEASURES[measure]}, {title}"
    return (Figure(text=words.cell(cell.row, measure), incidents=ids, of=of, asked=asked, is_among=True),)


def sides_table(material: Material) -> list[Block]:
    """Incidents of which armed groups, the state or independent sources give figures, beside each other."""
    compared = [each for each in sides_compared(material) if each.effect in words.MEASURES]
    if not compared:
        return []
    camps = [camp for camp in CAMPS if any(camp in each.by_camp for each in compared)]
    heads = ("incident", "whom", *(CAMPS[camp] for camp in camps))
    rows = tuple(_compared(each, camps) for each in compared[:MOST_ROWS])
    more = len(compared) - len(rows)
    left = f" {words.counted(more, 'more comparison')} in which they are nearer left out." if more > 0 else ""
    return [
        Grid(
            caption="Figures of two sides for the same incident",
            heads=heads,
            rows=rows,
            worded=(0, 1),
            note=f"Those furthest apart first. That two sides agree does not show that they are right.{left}",
        )
    ]


def _compared(sides: Sides, camps: Sequence[str]) -> tuple[Parts, ...]:
    each = sides.incident
    where = each.place.chain[0] if each.place else "place unknown"
    what = f"{words.whom(sides.group)} {sides.effect}"
    link = Figure(text=where, incidents=(each.id,), of=what)
    cells: list[Parts] = []
    for camp in camps:
        span = sides.by_camp.get(camp)
        cells.append(
            (Figure(text=words.span(*span), incidents=(each.id,), of=f"{what}, {CAMPS[camp]}"),)
            if span
            else ("–",)
        )
    return ((link,), (what,), *cells)


def totals_table(material: Material) -> list[Block]:
    """Quoted totals, each beside what the record's incidents explain of it."""
    if not material.totals:
        return []
    rows = tuple(_total(row, _reach(row, material.scope)) for row in material.totals)
    more = (
        f"{words.counted(material.more_totals, 'more total')} quoted less often left out. "
        if material.more_totals
        else ""
    )
    note = (
        "A total is a claim about many incidents. It is held against the incidents of its own period, place and "
        "actor, also those outside this report, and never counted into a figure. What the record does not explain "
        "may have been reported by no source read here, or may not have happened."
    )
    return [
        Grid(
            caption="Totals that sources quote, and what the record holds of them",
            heads=("total", "for", "said by", "record holds", "unexplained"),
            rows=rows,
            worded=(0, 1, 2),
            note=more + note,
        ),
        *_rivals(material.rivals),
    ]


def _total(row: Mapping[str, Any], asked: Asked | None) -> tuple[Parts, ...]:
    whom = f" {words.whom(row['group'])}" if row["group"] != "unknown" else ""
    figure = _bounds(row["low"], row["high"])
    what = f"{figure}{whom} {row['measure']}"
    place = ", ".join(dict.fromkeys(part for part in (row["place"], *row["within"]) if part))
    period = words.iso_days(row["earliest"], row["latest"], row["period"] or "no period said")
    facts = "; ".join(part for part in (period, place, f"by {row['actor']}" if row["actor"] else "") if part)
    ids = tuple(row["incidents"])
    told = words.counted(len(ids), "incident")
    held: Part = "–"
    if ids and row["record_low"] is not None:
        span = words.span(row["record_low"], row["record_high"]) if row["record_high"] else "no figure"
        held = Figure(
            text=told if row["measure"] == "attacks" else f"{span} in {told}",
            incidents=ids,
            of=f"explaining “{what}”",
            asked=asked,
            is_among=True,
        )
    left = row["unexplained"]
    unexplained = "–" if left is None else "none" if left == 0 else words.number(left)
    return (
        (what,),
        (facts,),
        (words.unowned(row["speaker"] or row["publisher"] or "an unnamed outlet"),),
        (held,),
        (unexplained,),
    )


def _reach(row: Mapping[str, Any], scope: Scope) -> Asked | None:
    """The filters for a total's own days, place and actor; None where it has none in the stead of the report's."""
    if (scope.places and not row["place"]) or (scope.actors and not row["actor"]):
        return None
    # A place that is known no finer than its country is held against all of the country.
    places = [*row["within"][-1:], row["place"]] if row["place_precision"] == "country" else [row["place"]]
    said = {"since": row["earliest"], "until": row["latest"], "place": places[0], "actor": row["actor"]}
    return tuple((name, value) for name, value in said.items() if value)


def _bounds(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "an unknown number of"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return words.span(low, high)


def _rivals(rivals: Sequence[Mapping[str, Any]]) -> list[Block]:
    return [
        Paragraph(
            parts=(
                f"{words.sentence(row['one'])} and {row['other']} contradict each other on "
                f"{'' if row['group'] == 'unknown' else words.whom(row['group']) + ' '}{row['measure']}"
                + (f" in {row['place']}" if row["place"] else "")
                + f" from {words.iso_days(row['earliest'], row['latest'])}: {row['why']}.",
            )
        )
        for row in rivals[:MOST_ROWS]
    ]
