"""What each source adds to what is known of a period."""

from __future__ import annotations

from corroborate.analysis.coverage import seen_by, sources
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Asked, Block, Figure, Grid, Paragraph, Part, Parts
from corroborate.publishing.report.material import UNNAMED, Material, Row

_MOST_ROWS = 20


def coverage(material: Material) -> list[Block]:
    """Who tells how many incidents, how many alone, and what each adds to those above it."""
    seen = {
        name: tuple(material.incidents[at].id for at in sorted(held))
        for name, held in seen_by(material.flat, material.incidents).items()
    }
    alone = _alone(seen)
    if len(seen) == 1:
        name = next(iter(seen))
        return [
            Paragraph(
                parts=(
                    f"{words.sentence(name)} alone tells of these incidents: what others would add is unknown.",
                )
            )
        ]
    sheet = sources(seen_by(material.flat, material.incidents))
    rows = tuple(_row(row, seen, alone) for row in sheet.rows[:_MOST_ROWS])
    more = len(sheet.rows) - len(rows)
    reached = sheet.rows[len(rows) - 1]["reached"]
    left = (
        f"{words.counted(more, 'more source')} add the last {words.percent(1 - reached)} %. "
        if more and reached < 1
        else ""
    )
    return [
        Paragraph(parts=_told(material, len(seen) - (UNNAMED in seen), alone)),
        Grid(
            caption="Publishers, in the order in which each adds the most",
            heads=("publisher", "tells of", "alone", "adds to those above", "all reached so far"),
            rows=rows,
            note=left + sheet.notes[0],
        ),
    ]


def _alone(seen: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The incidents that each source alone tells of."""
    tellers: dict[str, list[str]] = {}
    for name, ids in seen.items():
        for each in ids:
            tellers.setdefault(each, []).append(name)
    return {name: tuple(each for each in ids if tellers[each] == [name]) for name, ids in seen.items()}


def _told(material: Material, count: int, alone: dict[str, tuple[str, ...]]) -> Parts:
    single = tuple(each for name, ids in alone.items() if name != UNNAMED for each in ids)
    by = [words.counted(count, "publisher")] if count else []
    total, unnamed = len(material.incidents), ["outlets without a name"] if UNNAMED in alone else []
    told = "1 incident is told" if total == 1 else f"{words.number(total)} incidents are told"
    said: list[Part] = [f"The {told} by {words.listed([*by, *unnamed])}"]
    if single:
        said += [
            "; ",
            Figure(
                text=words.number(len(single)),
                incidents=single,
                of="told by one publisher alone",
            ),
            f" {'is' if len(single) == 1 else 'are'} told by one publisher alone and would be missing without it",
        ]
    said.append(".")
    return tuple(said)


def _row(row: Row, seen: dict[str, tuple[str, ...]], alone: dict[str, tuple[str, ...]]) -> tuple[Parts, ...]:
    name = row["source"]
    shown = "outlets without a name" if name == UNNAMED else name
    asked = None if name == UNNAMED else (("source", name),)
    return (
        (words.sentence(shown),),
        (_figure(seen[name], f"told by {shown}", asked),),
        (_figure(alone[name], f"told by {shown} alone", asked, is_among=True),),
        (words.number(row["added"]),),
        (f"{words.percent(row['reached'])} %",),
    )


def _figure(ids: tuple[str, ...], of: str, asked: Asked | None, *, is_among: bool = False) -> Figure:
    return Figure(text=words.number(len(ids)), incidents=ids, of=of, asked=asked, is_among=is_among)
