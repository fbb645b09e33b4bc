"""What became different in a record, as one who follows it is told."""

from __future__ import annotations

from typing import Literal, NamedTuple

ChangeKind = Literal["document", "decision", "gone", "incident"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("document", "decision", "gone", "incident")
"""In the order in which changes of one moment are told."""


class Place(NamedTuple):
    """Where somebody stands who follows a record: at a moment (UTC, as the record writes times), behind the
    change of a kind (its place in CHANGE_KINDS) and a number."""

    at: str
    kind: int = -1
    number: int = -1


class Change(NamedTuple):
    """One thing that is new or different since some moment: a document, a decision, an incident, or one that is gone.

    `id` is the thing's. Of an incident that is gone, `successor` is the one that holds its report now; None where
    people rejected it, or a newer extraction no longer tells it.
    """

    kind: ChangeKind
    id: str
    place: Place
    successor: str | None = None
