"""Which incidents stand behind each figure: what figures lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corroborate.publishing.report.blocks import Paper, figures_in

SHORT = 8
"""How many characters of an incident's id are shown; `corroborate show` takes them."""
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The incidents behind some figures: what the figures count, the numbers of listed incidents, other ids."""

    number: int
    of: tuple[str, ...]
    listed: tuple[int, ...]
    others: tuple[str, ...]


class Index:
    """The incidents behind every figure of a report; each set of incidents once, in the order of reading."""

    def __init__(self, paper: Paper, more: Sequence[tuple[str, tuple[str, ...]]] = ()) -> None:
        self._numbers = paper.numbers
        self._labels: dict[tuple[str, ...], list[str]] = {}
        figures = [(figure.of, figure.incidents) for figure in figures_in(paper.sections)]
        for of, ids in (*figures, *more):
            if len(ids) > 1 or (ids and ids[0] not in self._numbers):
                labels = self._labels.setdefault(_key(ids), [])
                if of not in labels:
                    labels.append(of)
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
        return [
            _behind(at, ids, labels, self._numbers)
            for at, (ids, labels) in enumerate(self._labels.items(), 1)
        ]


def _key(incidents: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(incidents)))


def _behind(at: int, ids: tuple[str, ...], labels: Sequence[str], numbers: Mapping[str, int]) -> Behind:
    listed = tuple(sorted(numbers[id_] for id_ in ids if id_ in numbers))
    others = tuple(id_[:SHORT] for id_ in ids if id_ not in numbers)
    return Behind(number=at, of=tuple(labels), listed=listed, others=others)


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
    more = len(others) - _MOST_SHOWN
    return ", ".join(others[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
