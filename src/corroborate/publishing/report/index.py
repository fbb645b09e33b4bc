"""Which incidents stand behind each figure: what figures lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corroborate.publishing.report.blocks import Asked, Entries, Figure, Paper, figures_in

SHORT = 8
"""How many characters of an incident's id are shown; `corroborate show` takes them."""
MOST_SHOWN = 60
_MOST_RUNS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The incidents behind some figures: what the figures count, the numbers of listed incidents, other ids.

    `runs` are numbers in order, a run's first and last; `more` is how many incidents follow after the first
    hundred runs. `asked` are filters that list them all, and others too where `is_among`; None where no filters do.
    """

    number: int
    of: tuple[str, ...]
    runs: tuple[tuple[int, int], ...]
    more: int
    others: tuple[str, ...]
    asked: Asked | None = None
    is_among: bool = False


class Index:
    """The incidents behind every figure of a report; each set of incidents once, in the order of reading."""

    def __init__(
        self, paper: Paper, more: Sequence[Figure] = (), numbers: Mapping[str, int] | None = None
    ) -> None:
        self._numbers = paper.numbers if numbers is None else numbers
        self._labels: dict[tuple[str, ...], list[str]] = {}
        self._asked: dict[tuple[str, ...], Figure] = {}
        for figure in (*figures_in(paper.sections), *more):
            ids = figure.incidents
            if len(ids) > 1 or (ids and ids[0] not in self._numbers):
                key = _key(ids)
                labels = self._labels.setdefault(key, [])
                if figure.of not in labels:
                    labels.append(figure.of)
                held = self._asked.get(key)
                if figure.asked is not None and (held is None or held.is_among > figure.is_among):
                    self._asked[key] = figure
        self._places = {key: at for at, key in enumerate(self._labels, 1)}

    def anchor(self, incidents: tuple[str, ...]) -> str:
        """The name of what a figure leads to: its one incident, or its incidents' place in the index; "" for none."""
        if not incidents:
            return ""
        if len(incidents) == 1 and incidents[0] in self._numbers:
            return f"incident-{self._numbers[incidents[0]]}"
        return f"figure-{self._places[_key(incidents)]}"

    def entries(self) -> list[Behind]:
        """The index in order."""
        return [self._behind(at, ids, labels) for at, (ids, labels) in enumerate(self._labels.items(), 1)]

    def _behind(self, at: int, ids: tuple[str, ...], labels: Sequence[str]) -> Behind:
        leading = self._asked.get(ids)
        found = runs(sorted(self._numbers[id_] for id_ in ids if id_ in self._numbers))
        return Behind(
            number=at,
            of=tuple(labels),
            runs=tuple(found[:_MOST_RUNS]),
            more=sum(last - first + 1 for first, last in found[_MOST_RUNS:]),
            others=tuple(id_[:SHORT] for id_ in ids if id_ not in self._numbers),
            asked=leading.asked if leading else None,
            is_among=leading is not None and leading.is_among,
        )


def told_whole(paper: Paper) -> dict[str, int]:
    """The numbers of the incidents that a report tells whole, by id."""
    blocks = (block for section in paper.sections for block in section.blocks if isinstance(block, Entries))
    return {each.id: each.number for block in blocks for each in block.entries}


def _key(incidents: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(incidents)))


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in order as runs: 1, 2, 3, 7 is 1 to 3 and 7 to 7."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def shortened(others: Sequence[str]) -> str:
    """Ids of incidents that are not in the list, the first sixty of them."""
    more = len(others) - MOST_SHOWN
    return ", ".join(others[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def desk_words(each: Behind) -> str:
    """What leads to the incidents of a figure in the desk."""
    return "among others in the desk" if each.is_among else "in the desk"
