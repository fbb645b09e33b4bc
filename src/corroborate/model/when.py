"""When a deed was done, as an interval of days with its precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corroborate.model.vocabulary import WhenPrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days from `earliest` to `latest`, both included; None where the text gives no anchor."""

    earliest: date | None
    latest: date | None
    precision: WhenPrecision
    wording: str | None = None


UNDATED = When(earliest=None, latest=None, precision="unresolved")
