"""Where the most incidents lie and to whom the most are laid, in sentences; nobody is named before another with as many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Figure, Part, Parts, Strong
from corroborate.publishing.report.material import Cell, Material, cells_by
from corroborate.publishing.report.matters import listing, lists_more, named_actors, surely_told

MOST_NAMED = 4


def foremost(counts: Sequence[int], most: int = 3) -> int:
    """How many of the first are named, `most` or one more: never one without another that has as many."""
    tried: list[int] = [most, most + 1, *range(most - 1, 0, -1)]
    for at in tried:
        if at >= len(counts) or counts[at] < counts[at - 1]:
            return min(at, len(counts))
    return 0


def joined(parts: Sequence[Figure]) -> list[Part]:
    """Figures as a list: "A, B and C"."""
    found: list[Part] = []
    for at, part in enumerate(parts):
        if at:
            found.append(" and " if at == len(parts) - 1 else ", ")
        found.append(part)
    return found


def _with_counts(named: Sequence[tuple[str, Figure]]) -> list[Part]:
    """Names with their figures as a list: "A (5), B (4) and C (2)", names that hold commas parted by semicolons."""
    comma = "; " if any("," in name for name, _ in named) else ", "
    said: list[Part] = []
    for at, (name, figure) in enumerate(named):
        joint = "" if not at else comma if at < len(named) - 1 else " and " if comma == ", " else "; and "
        said += [f"{joint}{words.apart(name)} (", figure, ")"]
    return said


def places(material: Material) -> Iterator[Parts]:
    """Where the most incidents lie, and where the most people were killed."""
    countries = {each.country for each in material.incidents if each.country}
    level = "country" if len(countries) > 3 else "province"
    cells = [cell for cell in cells_by(material, level) if cell.key]
    if not cells:
        return
    names = _place_names(cells)
    told: list[Part] = [Strong(text="Where. "), *_leading(cells, names, level, material)]
    deadliest = sorted(cells, key=_deaths, reverse=True)[:2]
    low, high = deadliest[0].row["killed_low"], deadliest[0].row["killed_high"]
    if low and len(cells) > 1 and deadliest[1].row["killed_low"] != low:
        told += [
            f"; by the lowest figures, the most people other than fighters were killed in {words.apart(names[deadliest[0].key])} (",
            Figure(
                text=words.said_span(low, high, bool(deadliest[0].row["killed_open"])),
                incidents=deadliest[0].by_measure["killed"],
                of=f"killed, {deadliest[0].key}",
                asked=listing(material, level, deadliest[0].key),
                is_among=True,
            ),
            ")",
        ]
    yield (*told, ".")


def _deaths(cell: Cell) -> tuple[float, float]:
    return cell.row["killed_low"] or 0, cell.row["killed_high"] or 0


def _place_names(cells: Sequence[Cell]) -> dict[str | None, str]:
    """The names of places as a sentence says them: without the country where all lie in one."""
    said = {cell.key: str(cell.key) for cell in cells}
    if len(cells) > 1 and len({name.rpartition(", ")[2] for name in said.values()}) == 1:
        said = {key: name.rpartition(", ")[0] or name for key, name in said.items()}
    return {key: words.place(name) for key, name in said.items()}


def _leading(
    cells: Sequence[Cell], names: Mapping[str | None, str], level: str, material: Material
) -> list[Part]:
    """Places with the most incidents; one is named only with all that have as many."""
    count = foremost([len(cell.ids) for cell in cells])
    if not count:
        many = {"country": "countries"}.get(level, f"{level}s")
        return [f"The incidents lie in {len(cells)} {many}, in none more than {len(cells[0].ids)}"]
    named = [
        (
            names[cell.key],
            Figure(
                text=words.number(len(cell.ids)),
                incidents=cell.ids,
                of=f"incidents, {cell.key}",
                asked=listing(material, level, cell.key),
                is_among=lists_more(material, level),
            ),
        )
        for cell in cells[:count]
    ]
    said = "All incidents with a known place lie in " if len(cells) == count else "The most incidents lie in "
    return [said, *_with_counts(named)]


def doers_named(material: Material) -> Iterator[Parts]:
    """Who is said to have done the most, and of how many incidents nobody is named."""
    named = named_actors(material)
    cells = [cell for cell in cells_by(material, "actor") if cell.key in named]
    told: list[Part] = [Strong(text="By whom. ")]
    if cells:
        told += [*_foremost(material, cells), ". "]
    known = {id_ for cell in cells for id_ in cell.ids}
    nobody = tuple(each.id for each in material.incidents if not each.accused)
    vague = tuple(each.id for each in material.incidents if each.accused and each.id not in known)
    if vague:
        told += [
            "Another " if cells else "Nobody is named: ",
            Figure(text=words.counted(len(vague), "incident"), incidents=vague, of="laid to parties without a name"),
            f" {'is' if len(vague) == 1 else 'are'} laid to parties without a name of their own ({_vague_names(material, named)})",
            "; for " if nobody else ". ",
        ]  # fmt: skip
    elif nobody:
        told.append("For ")
    if nobody:
        text = words.number(len(nobody)) if vague else words.counted(len(nobody), "incident")
        told += [
            Figure(text=text, incidents=nobody, of="nobody named as the doer"),
            " no source names anybody. ",
        ]
    if len(told) > 1:
        yield tuple(told)


def _vague_names(material: Material, named: Mapping[str, str]) -> str:
    """The commonest of the words in which parties without a name are told of: common nouns where there are any."""
    told = [cell.key for cell in cells_by(material, "actor") if cell.key and cell.key not in named]
    nouns = [name for name in told if name[:1].islower()]
    return ", ".join(words.apart(f"“{name}”") for name in (nouns or told)[:2])


def _foremost(material: Material, cells: Sequence[Cell]) -> list[Part]:
    """The actors with the most incidents, and what one that stands alone claimed of them."""
    first = cells[0]
    equal = [cell for cell in cells if len(cell.ids) == len(first.ids)]
    if len(equal) > MOST_NAMED:
        count = words.counted(len(first.ids), "incident")
        return [f"{len(equal)} parties with a name are said to have done {count} each, and none more"]
    named = _with_counts([(str(cell.key), _of_actor(material, cell)) for cell in equal])
    if len(cells) == 1:
        return ["The only party with a name is ", *named, *_claimed(material, first)]
    if len(cells) == len(equal):
        return ["The parties with a name are ", *named]
    told: list[Part] = ["Among parties with a name, the most incidents are claimed by or laid to ", *named]
    return told if len(equal) > 1 else [*told, *_claimed(material, first)]


def _claimed(material: Material, cell: Cell) -> list[Part]:
    """How many of its incidents an actor claimed, as the end of a sentence."""
    claimed, all_ = surely_told(material, cell, "claimed"), len(cell.ids)
    if not claimed:
        return []
    of = f"claimed by {cell.key}"
    if len(claimed) < all_:
        text = words.number(len(claimed))
        return [", which claimed ", Figure(text=text, incidents=claimed, of=of), " of them"]
    return [", which claimed ", Figure(text="all of them" if all_ > 1 else "it", incidents=claimed, of=of)]


def _of_actor(material: Material, cell: Cell) -> Figure:
    asked = listing(material, "actor", cell.key)
    text = words.number(len(cell.ids))
    return Figure(text=text, incidents=cell.ids, of=f"incidents, {cell.key}", asked=asked)
