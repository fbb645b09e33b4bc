"""A person deciding: what waits, what was decided, and what contradicts what."""

from corroborate.review.checking import checked
from corroborate.review.conflicts import Conflict, conflicts
from corroborate.review.deciding import (
    DecisionStore,
    Signature,
    accept,
    correct,
    explain,
    keep_apart,
    merge,
    proposals,
    reject,
    split,
    undo,
    utc_now,
)
from corroborate.review.standing import apart_pairs, in_force
from corroborate.review.worklist import Task, TaskKind, tasks

__all__ = [
    "Conflict",
    "DecisionStore",
    "Signature",
    "Task",
    "TaskKind",
    "accept",
    "apart_pairs",
    "checked",
    "conflicts",
    "correct",
    "explain",
    "in_force",
    "keep_apart",
    "merge",
    "proposals",
    "reject",
    "split",
    "tasks",
    "undo",
    "utc_now",
]
