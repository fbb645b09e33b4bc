"""What a dataset gives to a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corroborate.model import Coding, Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a dataset holds: codings of documents, and people's decisions about them.

    For each coding `coders` says who made it (None: the document was kept uncoded) and `copies` which document it
    repeats. `incidents` says of which incident each report was judged to be, where the dataset knows.
    """

    codings: tuple[Coding, ...]
    coders: tuple[str | None, ...]
    copies: tuple[str | None, ...]
    decisions: tuple[Decision, ...] = ()
    incidents: Mapping[str, str] = field(default_factory=dict)
