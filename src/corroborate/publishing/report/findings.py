"""The findings that stand at the head of a report: sentences made from the figures, and true of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Figure, Part, Parts, Strong
from corroborate.publishing.report.changes import compared
from corroborate.publishing.report.leading import MOST_NAMED, doers_named, foremost, joined, places
from corroborate.publishing.report.material import Cell, Material, Scope, told_by, whole
from corroborate.publishing.report.matters import (
    one_voiced,
)


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
        places(material),
        doers_named(material),
        _certainty(material),
        _totals(material),
    )
    return tuple(told)


def _chain(*told: Iterable[Parts]) -> Iterator[Parts]:
    for each in told:
        yield from each


def of_scope(scope: Scope) -> str:
    """Of which place and when, in words: "in Sudan in May 2025"."""
    where = (
        f"in {words.listed([words.apart(words.place(name)) for name in scope.places])} "
        if scope.places
        else ""
    )
    return f"{where}{words.in_days(scope.since, scope.until)}"


def involving(scope: Scope, count: int = 2) -> str:
    """Of which actors, in words: " that involve Northern Front"; "" for all."""
    verb = "involves" if count == 1 else "involve"
    return f" that {verb} {' or '.join(map(words.apart, scope.actors))}" if scope.actors else ""


def _nothing(material: Material) -> Iterator[Parts]:
    scope = material.scope
    days = words.in_days(scope.since, scope.until)
    yield (
        Strong(text=f"The record holds no incident {of_scope(scope)}{involving(scope, 1)}."),
        " This says what the record holds, and not that nothing happened.",
    )
    read = words.counted(material.documents, "document")
    yield (
        f"The record holds {read} published {days}."
        if material.documents
        else f"No document in the record was published {days}: nothing was read of it.",
    )


def _incidents(material: Material, cell: Cell) -> Iterator[Parts]:
    scope, total = material.scope, len(material.incidents)
    whole_ = Figure(
        text=words.counted(total, "incident"), incidents=cell.ids, of="all incidents of the period", asked=()
    )
    when = f" {of_scope(scope)}{involving(scope, total)}"
    told: list[Part] = [
        Strong(text="Incidents. "),
        "The record holds ",
        whole_,
        when,
        *_kinds(material),
        ". ",
    ]
    told += compared(material.followed.get("incidents"), scope, "incidents")
    yield tuple(told)


def _kinds(material: Material) -> list[Part]:
    """Of which kinds the most incidents are; none is named before another of which there are as many."""
    kinds = Counter(each.type for each in material.incidents).most_common()
    name, most = kinds[0]
    if len(kinds) == 1:
        many = most > 1
        return [f", all of them {words.kind(name, 2)}" if many else f", of the kind “{words.kind(name)}”"]
    named = foremost([count for _, count in kinds])
    if not named:
        return [
            ", each of another kind" if most == 1 else f", of {len(kinds)} kinds, none with more than {most}"
        ]
    parts = [_of_kind(material, name, count) for name, count in kinds[:named]]
    return [": " if named == len(kinds) else ", among them ", *joined(parts)]


def _of_kind(material: Material, name: str, count: int) -> Figure:
    one, many = words.kind(name), words.kind(name, 2)
    ids = tuple(each.id for each in material.incidents if each.type == name)
    return Figure(text=words.counted(count, one, many), incidents=ids, of=many, asked=(("type", name),))


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
        Figure(
            text=words.sentence(words.said_span(low, high, bool(is_open))),
            incidents=ids,
            of=words.MEASURES[measure],
        ),
        f" {_who(measure, high)}, by figures for {words.counted(row[f'{measure}_incidents'], 'incident')}",
        f" ({_ruled(material.scope.rule, low, high)}). ",
    ]
    if unnumbered:
        told.append(
            f"{_unnumbered(measure, unnumbered)}, but no source gives a number; they are not in this figure. "
        )
    told += _claimants(material, measure)
    told += compared(material.followed.get(measure), material.scope, _VERBS[measure])
    yield tuple(told)


_TITLES = {
    "killed": "Killed.",
    "militants_killed": "Fighters killed.",
    "injured": "Injured.",
    "captured": "Captured.",
}
_VERBS = {
    "killed": "people killed",
    "militants_killed": "fighters killed",
    "injured": "people injured",
    "captured": "people captured",
}


def _who(measure: str, count: float) -> str:
    """Who is said to have been hurt, and how."""
    verb = words.MEASURES[measure].rpartition(" ")[2]
    if measure.startswith("militants"):
        whom = "fighter is" if count == 1 else "fighters are"
    else:
        whom = "person other than fighters is" if count == 1 else "people other than fighters are"
    return f"{whom} reported {verb}"


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
    if not told:
        return []
    parts = [
        Figure(text=_with_part(name, len(ids), not at), incidents=ids, of=f"{words.MEASURES[measure]}, on the word of {name}")
        for at, (name, ids) in enumerate(told[:MOST_NAMED])
    ]  # fmt: skip
    if rest := told[MOST_NAMED:]:
        behind = tuple(dict.fromkeys(id_ for _, ids in rest for id_ in ids))
        of = f"{words.MEASURES[measure]}, on the word of others"
        parts.append(Figure(text=words.counted(len(rest), "other source"), incidents=behind, of=of))
    said: list[Part] = ["The figures are those of ", *joined(parts), ". "]
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


def _with_part(name: str, count: int, is_first: bool) -> str:
    """A source with the number of incidents it gives a figure for; the first says what the number is."""
    said = f"for {words.counted(count, 'incident')}" if is_first else words.number(count)
    return f"{words.outsider(name)} ({said})"


def _certainty(material: Material) -> Iterator[Parts]:
    """How many incidents one source alone tells of, and on how many sources contradict each other."""
    if material.left_out:
        return
    grades: dict[str, list[str]] = {}
    inside = {each.id for each in material.incidents}
    for row in (row for row in material.rows if row["id"] in inside):
        grades.setdefault(row["grade"], []).append(row["id"])
    told: list[Part] = [Strong(text="How sure. ")]
    found = [(name, said) for name, said in _GRADES.items() if name in grades]
    if len(found) == 1:
        (name, said), count = found[0], len(inside)
        text = {1: "The one incident", 2: "Both incidents"}.get(count, f"All {words.number(count)} incidents")
        yield (*told, _graded(text, name, grades), f" {'is' if count == 1 else 'are'} {said}.")
        return
    for at, (name, said) in enumerate(found):
        count = len(grades[name])
        told += [
            f"Of the {words.number(len(inside))} incidents, "
            if not at
            else " and "
            if at == len(found) - 1
            else ", ",
            _graded(words.number(count), name, grades),
            f" {'is' if count == 1 else 'are'} {said}",
        ]
    if found:
        yield (*told, ".")


def _graded(text: str, name: str, grades: Mapping[str, Sequence[str]]) -> Figure:
    return Figure(text=text, incidents=tuple(grades[name]), of=f"graded {name}", asked=(("grade", name),))


_GRADES = {
    "confirmed": "confirmed (told by both sides, or by officials and independents)",
    "corroborated": "told by two or more independent sources",
    "single-source": "told by one source alone",
    "contested": "contested",
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
        all_ = (
            "of them"
            if len(known) == many
            else f"of the {words.several(len(known))} {'listed ' if material.more_totals else ''}that can be compared"
        )
        full = words.several(len(explained)) if explained else "none"
        held = f"; the record's own incidents account in full for {full} {all_}"
    if many == len(known) == 1:
        held = f"; the record's own incidents {'account' if explained else 'do not account'} for it in full"
    yield (
        Strong(text="Quoted totals. "),
        f"{told}{held}. None is counted into any figure of this report.",
    )
