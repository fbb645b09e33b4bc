"""The findings that stand at the head of a report: sentences made from the figures, and true of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Figure, Part, Parts, Strong
from corroborate.publishing.report.changes import compared
from corroborate.publishing.report.material import Cell, Material, Scope, cells_by, told_by, whole
from corroborate.publishing.report.matters import named_actors, one_voiced, surely_told

_MOST_NAMED = 4


def findings(material: Material) -> tuple[Parts, ...]:
    """The findings, a few sentences each; an empty period says only that it is, and what that does not mean."""
    if not material.incidents:
        return tuple(_nothing(material))
    cell = whole(material)
    told: Iterator[Parts] = _chain(
        _incidents(material, cell),
        _people(material, cell, "killed"),
        _people(material, cell, "militants_killed"),
        _people(material, cell, "injured"),
        _people(material, cell, "captured"),
        _places(material),
        _doers(material),
        _certainty(material),
        _totals(material),
    )
    return tuple(told)


def _chain(*told: Iterable[Parts]) -> Iterator[Parts]:
    for each in told:
        yield from each


def of_scope(scope: Scope) -> str:
    """Of which place and whose deeds, in words; "" for all."""
    where = f" in {words.listed(scope.places)}" if scope.places else ""
    who = f" by {words.listed(scope.actors)}" if scope.actors else ""
    return f"{where}{who}"


def _nothing(material: Material) -> Iterator[Parts]:
    scope = material.scope
    days = words.days(scope.since, scope.until)
    yield (
        Strong(text=f"The record holds no incident{of_scope(scope)} that lies in {days}."),
        " This says what the record holds, and not that nothing happened.",
    )
    read = words.counted(material.documents, "document")
    yield (
        f"The record holds {read} published in {days}."
        if material.documents
        else f"No document in the record was published in {days}: nothing was read of it.",
    )


def _incidents(material: Material, cell: Cell) -> Iterator[Parts]:
    scope, total = material.scope, len(material.incidents)
    kinds = Counter(each.type for each in material.incidents).most_common(3)
    told: list[Part] = [
        Strong(text="Incidents. "),
        "The record holds ",
        Figure(
            text=words.counted(total, "incident"),
            incidents=cell.ids,
            of="all incidents of the period",
            asked=(),
        ),
        f"{of_scope(scope)} in {words.days(scope.since, scope.until)}, ",
    ]
    parts = [
        Figure(
            text=words.counted(count, *words.TYPES.get(name, (words.kind(name), words.kind(name)))),
            incidents=tuple(each.id for each in material.incidents if each.type == name),
            of=f"{words.kind(name, 2)}",
            asked=(("type", name),),
        )
        for name, count in kinds
    ]
    if len(kinds) == 1:
        name = kinds[0][0]
        told.append(
            f"all of them {words.kind(name, 2)}. " if total > 1 else f"of the kind “{words.kind(name)}”. "
        )
    else:
        told += ["among them ", *_joined(parts), ". "]
    told += compared(material.followed.get("incidents"), scope, "incidents")
    yield tuple(told)


def _joined(parts: Sequence[Figure]) -> list[Part]:
    found: list[Part] = []
    for at, part in enumerate(parts):
        if at:
            found.append(" and " if at == len(parts) - 1 else ", ")
        found.append(part)
    return found


def _people(material: Material, cell: Cell, measure: str) -> Iterator[Parts]:
    """People hurt in one way: the range, how many incidents it comes from, the rule, and whose figures they are."""
    row, ids = cell.row, cell.by_measure[measure]
    low, high, is_open = (row[f"{measure}_{name}"] for name in ("low", "high", "open"))
    unnumbered = row[f"{measure}_unnumbered"]
    if low is None:
        if unnumbered:
            yield (
                Strong(text=f"{_TITLES[measure]} "),
                f"{_unnumbered(measure, unnumbered, 'incident')}; no source gives a number.",
            )
        return
    told: list[Part] = [
        Strong(text=f"{_TITLES[measure]} "),
        Figure(text=words.said_span(low, high, bool(is_open)), incidents=ids, of=words.MEASURES[measure]),
        f" {_WHO[measure]} {words.MEASURES[measure].rpartition(' ')[2]}, by figures for {words.counted(row[f'{measure}_incidents'], 'incident')}",
        f" ({_ruled(material.scope.rule, low, high)}). ",
    ]
    if unnumbered:
        told.append(
            f"{_unnumbered(measure, unnumbered)} whom no source numbers; they are not in this figure. "
        )
    told += _claimants(material, measure)
    told += compared(material.followed.get(measure), material.scope, f"people {_VERBS[measure]}")
    yield tuple(told)


_TITLES = {
    "killed": "Killed.",
    "militants_killed": "Fighters killed.",
    "injured": "Injured.",
    "captured": "Captured.",
}
_WHO = {
    "killed": "people who were no fighters are said to have been",
    "militants_killed": "fighters are said to have been",
    "injured": "people who were no fighters are said to have been",
    "captured": "people who were no fighters are said to have been",
}
_VERBS = {
    "killed": "killed who were no fighters",
    "militants_killed": "killed who were fighters",
    "injured": "injured",
    "captured": "captured",
}


def _unnumbered(measure: str, count: float, of: str = "more incident") -> str:
    verb = words.MEASURES[measure].rpartition(" ")[2]
    whom = "fighters" if measure.startswith("militants") else "people"
    return f"In {words.counted(count, of)} {whom} were {verb}"


def _ruled(rule: str, low: float, high: float) -> str:
    """What the rule makes of a range: its figure, and whom it hears."""
    said = {
        "lowest": f"rule “lowest”: the cautious figure is {words.number(low)}",
        "range": "rule “range”: no figure among them is called the best",
        "official": f"rule “official”: governments, armies and police alone are heard; the cautious figure is {words.number(low)}",
        "claimant": f"rule “claimant”: armed groups alone are heard; the cautious figure is {words.number(low)}",
        "independent": f"rule “independent”: only sources that are no party are heard; the cautious figure is {words.number(low)}",
    }
    return (
        said[rule]
        if low != high
        else said[rule].partition("; the cautious")[0].partition(": the cautious")[0]
    )


def _claimants(material: Material, measure: str) -> list[Part]:
    """Whose figures a sum is made of, and how much of it rests on one side alone."""
    told = told_by(material, measure)
    named = told[:_MOST_NAMED]
    said: list[Part] = ["The figures are those of "] if named else []
    parts = [
        Figure(
            text=f"{name} ({len(ids)})", incidents=ids, of=f"{words.MEASURES[measure]}, on the word of {name}"
        )
        for name, ids in named
    ]
    more = len(told) - len(named)
    if more:
        rest = tuple(dict.fromkeys(id_ for _, ids in told[_MOST_NAMED:] for id_ in ids))
        parts.append(
            Figure(
                text=words.counted(more, "other source"),
                incidents=rest,
                of=f"{words.MEASURES[measure]}, on the word of others",
            )
        )
    said += (
        [*_joined(parts), ", each with the number of incidents it gives a figure for. "]
        if len(parts) > 1
        else [*parts, ". "]
    )
    alone = one_voiced(material, measure)
    if alone and measure == "militants_killed":
        said += [
            "For ",
            Figure(
                text=words.counted(len(alone), "incident"),
                incidents=alone,
                of="fighters killed, on the state's word alone",
            ),
            " the state alone gives the figure. ",
        ]
    return said


def _places(material: Material) -> Iterator[Parts]:
    countries = {each.country for each in material.incidents if each.country}
    level = "country" if len(countries) > 3 else "province"
    cells = [cell for cell in cells_by(material, level) if cell.key]
    if not cells:
        return
    told: list[Part] = [Strong(text="Where. "), *_leading(cells[:3], len(cells))]
    deadliest = max(cells, key=lambda cell: (cell.row["killed_low"] or 0, cell.row["killed_high"] or 0))
    low, high = deadliest.row["killed_low"], deadliest.row["killed_high"]
    if low and len(cells) > 1:
        told += [
            "; by the lowest figures the most people who were no fighters were killed in ",
            f"{deadliest.key} (",
            Figure(
                text=words.said_span(low, high, bool(deadliest.row["killed_open"])),
                incidents=deadliest.by_measure["killed"],
                of=f"killed, {deadliest.key}",
            ),
            ")",
        ]
    yield (*told, ".")


def _leading(cells: Sequence[Cell], of: int) -> list[Part]:
    """Places with the most incidents; those with as many are named together."""
    figures = [
        Figure(text=str(len(cell.ids)), incidents=cell.ids, of=f"incidents, {cell.key}") for cell in cells
    ]
    said: list[Part] = [
        f"The most incidents are told of {cells[0].key} ("
        if of > 1
        else f"All incidents with a known place lie in {cells[0].key} ("
    ]
    said += [figures[0], ")"]
    for cell, figure in zip(cells[1:], figures[1:], strict=True):
        said += [", " if figure is not figures[-1] else " and ", f"{cell.key} (", figure, ")"]
    return said


def _doers(material: Material) -> Iterator[Parts]:
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
            Figure(
                text=words.counted(len(vague), "incident"),
                incidents=vague,
                of="laid to parties without a name",
            ),
            f" {'is' if len(vague) == 1 else 'are'} laid to parties without a name of their own (“army”, “gunmen”). ",
        ]
    if nobody:
        told += [
            "For ",
            Figure(
                text=words.counted(len(nobody), "incident"), incidents=nobody, of="nobody named as the doer"
            ),
            " no source names anybody. ",
        ]
    if len(told) > 1:
        yield tuple(told)


def _foremost(material: Material, cells: Sequence[Cell]) -> list[Part]:
    """The actor with the most incidents, what it claimed of them, and those that have as many."""
    first = cells[0]
    claimed = surely_told(material, first, "claimed")
    told: list[Part] = [
        f"{words.sentence(str(first.key))} is said to have had a part in the most incidents ("
        if len(cells) > 1
        else f"{words.sentence(str(first.key))} is the only one by name said to have had a part in any (",
        Figure(text=str(len(first.ids)), incidents=first.ids, of=f"incidents, {first.key}"),
        ")",
    ]
    if claimed:
        told += [
            ", of which it claimed ",
            Figure(text=str(len(claimed)), incidents=claimed, of=f"claimed by {first.key}"),
        ]
    equal = [cell for cell in cells[1:] if len(cell.ids) == len(first.ids)]
    for at, cell in enumerate(equal[:3]):
        told += [
            "; as many are laid to " if not at else ", ",
            f"{cell.key} (",
            Figure(text=str(len(cell.ids)), incidents=cell.ids, of=f"incidents, {cell.key}"),
            ")",
        ]
    if len(equal) > 3:
        told.append(f" and {words.counted(len(equal) - 3, 'other')}")
    return told


def _certainty(material: Material) -> Iterator[Parts]:
    """How many incidents one source alone tells of, and on how many sources contradict each other."""
    if material.left_out:
        return
    grades: dict[str, list[str]] = {}
    inside = {each.id for each in material.incidents}
    for row in (row for row in material.rows if row["id"] in inside):
        grades.setdefault(row["grade"], []).append(row["id"])
    told: list[Part] = [Strong(text="How sure. ")]
    if len(inside) == 1 and grades:
        (name,) = grades
        alone = Figure(
            text="1 incident", incidents=tuple(inside), of=f"graded {name}", asked=(("grade", name),)
        )
        yield (*told, "The period’s ", alone, f" is {_GRADES[name]}.")
        return
    found = [(name, said) for name, said in _GRADES.items() if name in grades]
    for at, (name, said) in enumerate(found):
        count = len(grades[name])
        told += [
            "Of the incidents " if not at else " and " if at == len(found) - 1 else ", ",
            Figure(
                text=words.number(count),
                incidents=tuple(grades[name]),
                of=f"graded {name}",
                asked=(("grade", name),),
            ),
            f" {'is' if count == 1 else 'are'} {said}",
        ]
    if grades:
        yield (*told, ".")


_GRADES = {
    "confirmed": "confirmed by both sides, or by officials and independents",
    "corroborated": "told by two or more independent sources",
    "single-source": "told by one source alone",
    "contested": "contested between sources",
    "denied": "denied",
}


def _totals(material: Material) -> Iterator[Parts]:
    if not material.totals:
        return
    known = [row for row in material.totals if row["unexplained"] is not None]
    explained = [row for row in known if not row["unexplained"]]
    many = len(material.totals) + material.more_totals
    told = (
        f"Sources quote {words.counted(many, 'total')} that {'touches' if many == 1 else 'touch'} the period"
    )
    held = ""
    if known:
        of = f"of the {words.several(len(known))} {'listed ' if material.more_totals else ''}that can be compared"
        full = words.several(len(explained)) if explained else "none"
        held = f"; {of}, the record's own incidents account for {full} in full"
    if many == len(known) == 1:
        held = f"; the record's own incidents {'account' if explained else 'do not account'} for it in full"
    yield (
        Strong(text="Quoted totals. "),
        f"{told}{held}. None is counted into any figure of this report.",
    )
