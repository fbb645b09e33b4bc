"""Examples as tensors: windows of pieces with their tags, marked ranges and pairs."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from corroborate.language.tagger.windows import cut, windows
from training.example import ATTRIBUTES, MUC_ROLES, MUC_TYPES, OWN_ROLES, ROLES, Example, Mark
from training.network import distance_class

BEGIN, END = 101, 102
"""The vocabulary's marks of beginning and end."""
UNKNOWN = -100
_FAMILIES = (frozenset(MUC_ROLES), frozenset(OWN_ROLES))
_MOST_PAIRS = 400


@dataclass(slots=True)
class Window:
    """One window: piece numbers, tags (L, roles), and its marks as (first piece, last piece, mark)."""

    ids: list[int]
    tags: Tensor
    marks: list[tuple[int, int, Mark]] = field(default_factory=list)
    kinds: list[float] | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows together. Marked ranges N: `at` (N, 3) window, first, last piece; `roles` (N,); `said` by attribute (N,)."""

    ids: Tensor
    mask: Tensor
    tags: Tensor
    at: Tensor
    roles: Tensor
    said: dict[str, Tensor]
    kinds: Tensor
    pairs: Tensor
    distances: Tensor
    together: Tensor
    whole: Tensor


def windows_of(example: Example) -> list[Window]:
    """An example cut into windows."""
    pieces = cut(example.text)
    found = []
    for begin, end in windows(len(pieces)):
        tags = torch.full((end - begin + 2, len(ROLES)), UNKNOWN)
        for role in example.roles:
            tags[1:-1, ROLES.index(role)] = 0
        window = Window(ids=[BEGIN, *pieces.ids[begin:end], END], tags=tags, source=example.source)
        for mark in example.marks:
            first = bisect_right(pieces.starts, mark.start) - 1
            last = bisect_left(pieces.ends, mark.end)
            if first < begin or last >= end or last < first:
                continue
            column = ROLES.index(mark.role)
            first, last = first - begin + 1, last - begin + 1
            if mark.sure:
                tags[first, column] = 1
                tags[first + 1 : last + 1, column] = 2
                window.marks.append((first, last, mark))
            else:
                tags[first : last + 1, column] = UNKNOWN
        if example.kinds is not None:
            here = {kind for _, _, mark in window.marks for kind in mark.kinds}
            window.kinds = [float(kind in here) for kind in MUC_TYPES]
        found.append(window)
    return found


def batch_of(chosen: Sequence[Window], chance: random.Random) -> Batch:
    """Windows padded to one length, with all their marks and some of their pairs."""
    longest = max(len(window.ids) for window in chosen)
    ids = torch.zeros(len(chosen), longest, dtype=torch.long)
    tags = torch.full((len(chosen), longest, len(ROLES)), UNKNOWN)
    for n, window in enumerate(chosen):
        ids[n, : len(window.ids)] = torch.tensor(window.ids)
        tags[n, : len(window.ids)] = window.tags
    every = [(n, *each) for n, window in enumerate(chosen) for each in window.marks]
    said = {
        name: torch.tensor([_said(name, kinds, mark) for *_, mark in every], dtype=torch.long)
        for name, kinds in ATTRIBUTES.items()
    }
    pairs = list(_pairs(every, chance))
    return Batch(
        ids=ids,
        mask=(ids != 0).long(),
        tags=tags,
        at=torch.tensor([each[:3] for each in every], dtype=torch.long).view(-1, 3),
        roles=torch.tensor([ROLES.index(mark.role) for *_, mark in every], dtype=torch.long),
        said=said,
        kinds=torch.tensor(
            [
                [float(k in mark.kinds) if mark.role in MUC_ROLES else -1.0 for k in MUC_TYPES]
                for *_, mark in every
            ]
        ).view(-1, len(MUC_TYPES)),
        pairs=torch.tensor([pair[:2] for pair in pairs], dtype=torch.long).view(-1, 2),
        distances=distance_class(
            torch.tensor([abs(every[i][1] - every[j][1]) for i, j, *_ in pairs], dtype=torch.long)
        ),
        together=torch.tensor([pair[2:] for pair in pairs], dtype=torch.float).view(-1, 2),
        whole=torch.tensor([window.kinds or [-1.0] * len(MUC_TYPES) for window in chosen]),
    )


def _said(name: str, kinds: Sequence[str], mark: Mark) -> int:
    value = dict(mark.attributes).get(name)
    return kinds.index(value) if value in kinds else UNKNOWN


def _pairs(
    every: Sequence[tuple[int, int, int, Mark]], chance: random.Random
) -> Iterator[tuple[int, int, float, float]]:
    """Pairs of marks of one window and family: the same entity, or a figure with its speaker (-1 unknown); the same incident."""
    found = []
    for i, (n, _, _, mark) in enumerate(every):
        for j in range(i + 1, len(every)):
            m, _, _, other = every[j]
            if m != n:
                break
            if not any(mark.role in family and other.role in family for family in _FAMILIES):
                continue
            same = -1.0
            told = {mark.role, other.role} == {"figure", "speaker"}
            if (told or mark.role == other.role) and mark.entity >= 0 and other.entity >= 0:
                same = float(mark.entity == other.entity)
            shared = -1.0
            if mark.incidents and other.incidents:
                shared = float(bool(mark.incidents & other.incidents))
            found.append((i, j, same, shared))
    if len(found) > _MOST_PAIRS:
        found = chance.sample(found, _MOST_PAIRS)
    yield from found


def batches(every: Sequence[Window], most: int, chance: random.Random) -> Iterator[Batch]:
    """An epoch: windows of like length together, at most `most` pieces a batch with padding, in random order."""
    ordered = sorted(every, key=lambda window: len(window.ids) + 24 * chance.random())
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and len(window.ids) * (len(groups[-1]) + 1) > most:
            groups.append([])
        groups[-1].append(window)
    chance.shuffle(groups)
    for group in groups:
        yield batch_of(group, chance)
