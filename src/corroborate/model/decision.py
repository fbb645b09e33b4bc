"""A judgement by a rule or by a person: appended and withdrawn, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

DecisionKind = Literal["same", "different", "accept", "reject", "correct"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`kind` about `subjects`: two or more report ids (same, different) or one claim or report id.

    `author` is a person's name, or `rule:` and the rule's name. A withdrawn decision stays on record with
    the time and the author of its withdrawal.
    """

    id: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    author: str
    made_at: datetime
    reason: str
    field: str | None = None
    value: Any = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
