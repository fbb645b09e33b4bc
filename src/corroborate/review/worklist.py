"""What waits for a person, by what matters: the more lives a doubt is about, the earlier it comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import log2
from typing import Literal, NamedTuple, get_args

from corroborate.model import Decision
from corroborate.model.naming import actor_key, name_given, place_key
from corroborate.model.waiting import OpenIncident, OpenPair, Waiting
from corroborate.review.standing import Pair, apart_pairs, in_force, same_pairs

TaskKind = Literal["contested", "pair", "reading", "place", "date", "actor"]
KINDS: tuple[TaskKind, ...] = get_args(TaskKind)

WEIGHTS: dict[TaskKind, float] = {
    "contested": 6.0,
    "pair": 5.0,
    "reading": 4.0,
    "place": 2.0,
    "date": 1.5,
    "actor": 1.0,
}
"""How much a kind of doubt weighs, by what a mistake does to the figures: a contested figure is wrong by itself, two
incidents taken for one (or one for two) move every sum, a reading that is not to be trusted moves one, and what has
no place, day or actor is only left out of parts of them. The order is the issue's; the steps are chosen so that a
doubt about ten dead comes before one of the next kind about none."""


class Task(NamedTuple):
    """One thing to decide. `key` is an incident, "left/right" reports of a pair, a report, or a name's key.

    `killed` is how many people it is about at most, in the incidents `about`; `chance` is that of a pair to be one incident,
    or of a reading to be right.
    """

    kind: TaskKind
    key: str
    weight: float
    killed: int
    about: tuple[str, ...]
    label: str
    day: str | None
    chance: float | None = None


def tasks(waiting: Waiting, decisions: Sequence[Decision]) -> list[Task]:
    """Everything that waits, what matters most first; what a person settled is left out."""
    return unsettled(all_tasks(waiting), decisions, waiting.accepted)


def all_tasks(waiting: Waiting) -> list[Task]:
    """Everything that is open, settled or not, what matters most first.

    A task weighs its kind's weight times 1 + log₂(1 + killed): twice the dead add one step. A pair is about the fewer
    dead of its two incidents, which are counted twice or not, and weighs in full where it is as likely as not;
    a reading weighs by the chance that it is wrong.
    """
    found = [
        *(_task("contested", each) for each in waiting.incidents if each.is_contested),
        *(_pair(each, waiting) for each in waiting.pairs),
        *(task for each in waiting.incidents for task in _readings(each)),
        *_places(waiting.incidents),
        *(_task("date", each) for each in waiting.incidents if each.day is None),
        *_actors(waiting.incidents),
    ]
    return sorted(found, key=lambda task: (-task.weight, task.kind, task.key))


def unsettled(
    found: Iterable[Task], decisions: Iterable[Decision], accepted: Collection[str] = ()
) -> list[Task]:
    """The tasks that wait still: `accepted` are incidents of which a person accepted every report."""
    held = in_force(decisions)
    pairs: set[Pair] = {pair for each in held for pair in (*same_pairs(each), *apart_pairs(each))}
    settled = {f"{left}/{right}" for left, right in pairs} | set(accepted)
    settled |= {key for each in held if (key := name_given(each))}
    settled |= {
        name for each in held if each.kind != "different" and each.kind != "same" for name in each.subjects
    }
    return [
        task for task in found
        if task.key not in settled and not (accepted and all(each in accepted for each in task.about))
    ]  # fmt: skip


def weight_of(kind: TaskKind, killed: int, share: float = 1.0) -> float:
    """The weight of a doubt of a kind about so many dead; `share` of it counts, 0 to 1."""
    return round(WEIGHTS[kind] * (1 + log2(1 + killed)) * share, 3)


def _task(kind: TaskKind, each: OpenIncident) -> Task:
    killed = _toll(each)
    return Task(kind, each.id, weight_of(kind, killed), killed, (each.id,), "", each.day)


def _pair(pair: OpenPair, waiting: Waiting) -> Task:
    killed = _at_stake(pair, waiting)
    doubt = 0.5 + 2 * pair.score * (1 - pair.score)
    about = (pair.left_incident, pair.right_incident)
    return Task(
        "pair",
        f"{pair.left}/{pair.right}",
        weight_of("pair", killed, doubt),
        killed,
        about,
        "",
        None,
        pair.score,
    )


def _at_stake(pair: OpenPair, waiting: Waiting) -> int:
    return min(waiting.tolls.get(each, 0) for each in (pair.left_incident, pair.right_incident))


def _readings(each: OpenIncident) -> Iterator[Task]:
    """A task for each reading that is more likely wrong than right."""
    killed = _toll(each) if each.unsure else 0
    for report, confidence, said in each.unsure:
        weight = weight_of("reading", killed, 1 - confidence)
        yield Task("reading", report, weight, killed, (each.id,), said, None, confidence)


def _places(open_: Iterable[OpenIncident]) -> Iterator[Task]:
    """A task for each name that lies on no map, one for each incident of which no place is told."""
    unplaced = [each for each in open_ if not each.is_placed]
    yield from (_task("place", each) for each in unplaced if not each.place)
    named = ((place_key(each.place, each.country), each.place, each) for each in unplaced if each.place)
    yield from _names("place", named)


def _actors(open_: Iterable[OpenIncident]) -> Iterator[Task]:
    """A task for each organization that no registry knows."""
    yield from _names("actor", ((actor_key(name), name, each) for each in open_ for name in each.unknown))


def _names(kind: TaskKind, named: Iterable[tuple[str, str, OpenIncident]]) -> Iterator[Task]:
    """A task for each name, about all the incidents that bear it."""
    told: dict[str, list[OpenIncident]] = defaultdict(list)
    labels: dict[str, str] = {}
    for key, label, each in named:
        told[key].append(each)
        labels.setdefault(key, label)
    for key, about in told.items():
        killed = sum(map(_toll, about))
        ids = tuple(each.id for each in about)
        yield Task(kind, key, weight_of(kind, killed), killed, ids, labels[key], about[0].day)


_CREDIBLE = 10**7


def _toll(each: OpenIncident) -> int:
    """The most that any source says were killed; beyond what can be, it is a slip of a text and counts nothing."""
    killed = each.killed_high if each.killed_high is not None else each.killed_low or 0
    return killed if killed < _CREDIBLE else 0
