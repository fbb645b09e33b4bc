"""One attributed assertion: the atom of the record."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from corroborate.model.party import Attribution
from corroborate.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That `field` of the incident of `report` is `value`, said by `attribution` in the words of `span`.

    `value` is plain JSON: a string for type and stage, an object for when, where, a casualty, a target …
    """

    id: str
    report: str
    field: str
    value: Any
    span: Span
    attribution: Attribution = ()
    denied: bool = False


def claim_id(report: str, field: str, value: Any, attribution: Attribution, span: Span) -> str:
    """The id of a claim, from its content."""
    said = json.dumps(value, sort_keys=True, ensure_ascii=False)
    speakers = "|".join(party.name for party in attribution)
    whole = f"{report}\n{field}\n{said}\n{speakers}\n{span.start}-{span.end}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:24]
