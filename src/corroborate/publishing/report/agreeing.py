"""How what the sides say of the same incidents compares: figures, responsibility, silence and delay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corroborate.analysis.agreement import (
    Both,
    Compared,
    answers,
    both_told,
    delays,
    figures_compared,
    officially_silent,
    silence,
)
from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Asked, Block, Figure, Grid, Paragraph, Part, Parts
from corroborate.publishing.report.material import Material, Row
from corroborate.publishing.report.matters import listing

_SHOWN = ("killed", "injured", "captured")
_MOST_ROWS = 20


def agreement(material: Material) -> list[Block]:
    """Tables of figures and of responsibility, and what is said of silence and delay."""
    return [*_figures(material), *_responsibility(material), *_speaking(material)]


def _figures(material: Material) -> list[Block]:
    held = both_told(material.incidents)
    sheet = figures_compared(material.incidents)
    rows = [row for row in sheet.rows if row["effect"] in _SHOWN]
    if not rows:
        return [
            Paragraph(
                parts=(
                    "Of no incident do two sides (armed groups, the state, independent sources) give figures of the same "
                    "people: whether they agree cannot be told.",
                )
            )
        ]
    return [
        Grid(
            caption="How often two sides give the same figure",
            heads=("sides", "whom", "incidents", "same", "first higher", "second higher", "first to second"),
            rows=tuple(_compared(row, held) for row in rows[:_MOST_ROWS]),
            worded=(0, 1),
            note="First to second: the mean ratio of the first side's figures to the second's (geometric, by the least figure of "
            "each), with its 95 % interval from three incidents on; above 1 the first side says more. "
            + sheet.notes[0],
        )
    ]


def _compared(row: Row, held: Mapping[Compared, list[Both]]) -> tuple[Parts, ...]:
    told = held[row["one"], row["other"], row["effect"], row["group"]]
    what = f"{words.whom(row['group'])} {row['effect']}"
    of = f"{what}: {row['one']} and {row['other']}"
    sorted_out = (
        ("the same figure", [each for each, one, other in told if one == other]),
        (f"{row['one']} higher", [each for each, one, other in told if one > other]),
        (f"{row['other']} higher", [each for each, one, other in told if one < other]),
    )
    return (
        (f"{row['one']} / {row['other']}",),
        (what,),
        _count([each for each, _, _ in told], of),
        *(_count(ids, f"{of}, {name}") for name, ids in sorted_out),
        (_ratio(row),),
    )


def _ratio(row: Row) -> str:
    middle, low, high = (row[name] for name in ("ratio", "ratio_low", "ratio_high"))
    if low is None:
        return words.ratio(middle)
    return f"{words.ratio(middle)} ({words.ratio(low)}–{words.ratio(high)})"


def _count(ids: Iterable[str], of: str, asked: Asked | None = None) -> Parts:
    held = tuple(dict.fromkeys(ids))
    text = words.number(len(held))
    return (Figure(text=text, incidents=held, of=of, asked=asked, is_among=True) if held else text,)


def _responsibility(material: Material) -> list[Block]:
    told = answers(material.flat, material.incidents, material.cutting)
    speaking = {actor: said for actor, said in told.items() if said["claimed"] or said["denied"]}
    if not speaking:
        return [
            Paragraph(
                parts=("Nobody is told to have claimed an incident of the period, or to have denied one.",)
            )
        ]
    ordered = sorted(speaking.items(), key=lambda pair: (-len(set().union(*pair[1].values())), pair[0]))
    rows = tuple(_answered(material, actor, said) for actor, said in ordered[:_MOST_ROWS])
    more, mute = len(ordered) - len(rows), len(told) - len(speaking)
    left = [
        f"{words.counted(more, 'more row')} with fewer incidents left out." if more else "",
        f"Of {words.counted(mute, 'more actor')} to whom incidents are laid, neither a claim nor a denial is told."
        if mute
        else "",
    ]
    return [
        Grid(
            caption="Responsibility claimed, laid and denied",
            heads=("actor", "incidents", "claimed", "laid to it by others", "laid, not claimed", "denied"),
            rows=rows,
            note=" ".join(part for part in left if part),
        )
    ]


def _answered(material: Material, actor: str, said: Mapping[str, set[str]]) -> tuple[Parts, ...]:
    claimed, laid, denied = said["claimed"], said["laid"], said["denied"]
    cells = (
        ("spoken of", claimed | laid | denied), ("claimed", claimed), ("laid to it by others", laid),
        ("laid to it and not claimed", laid - claimed), ("denied", denied),
    )  # fmt: skip
    asked = listing(material, "actor", actor)
    return (
        (words.sentence(actor),),
        *(_count(sorted(ids), f"{actor}: {name}", asked) for name, ids in cells),
    )


def _speaking(material: Material) -> list[Block]:
    """Of how many incidents officials are said to be silent, and how soon incidents were reported."""
    inside = {each.id for each in material.incidents}
    silent = tuple(sorted(officially_silent(material.flat) & inside))
    said: list[Part] = []
    if silent:
        row = silence(material.flat, material.incidents).rows[0]
        of, low, high = (words.percent(row[name]) for name in ("share", "share_low", "share_high"))
        said += [
            "For ",
            Figure(
                text=words.counted(len(silent), "incident"),
                incidents=silent,
                of="officials said to be silent",
            ),
            f" ({of} %; 95 % interval {low} to {high} %), a source says that officials had not commented or confirmed. ",
        ]
    first = next(iter(delays(material.flat, material.incidents).rows), None)
    if first is not None and first["incidents"]:
        half, most = (words.counted(first[f"days_{part}"], "day") for part in (50, 95))
        dated = words.counted(first["incidents"], "incident")
        said.append(
            f"Of the {dated} that can be dated to the day, half were first reported within {half}, and 95 % within {most}."
            if first["incidents"] > 1
            else f"The one incident that can be dated to the day was first reported within {half}."
        )
    return [Paragraph(parts=tuple(said))] if said else []
