"""The nouns: small frozen values without dependencies."""

from corroborate.model.claim import Claim, claim_id
from corroborate.model.coding import Coding
from corroborate.model.count import UNKNOWN, Count
from corroborate.model.decision import Decision, DecisionKind
from corroborate.model.document import Document, Removed, content_id
from corroborate.model.party import Attribution, Party
from corroborate.model.report import (
    Casualty,
    Perpetrator,
    Report,
    Silence,
    Target,
    Weapon,
    report_id,
)
from corroborate.model.span import Span, span_of
from corroborate.model.stance import Stance
from corroborate.model.total import Change, Total
from corroborate.model.when import UNDATED, When
from corroborate.model.where import NOWHERE, Where

__all__ = [
    "NOWHERE",
    "UNDATED",
    "UNKNOWN",
    "Attribution",
    "Casualty",
    "Change",
    "Claim",
    "Coding",
    "Count",
    "Decision",
    "DecisionKind",
    "Document",
    "Party",
    "Perpetrator",
    "Removed",
    "Report",
    "Silence",
    "Span",
    "Stance",
    "Target",
    "Total",
    "Weapon",
    "When",
    "Where",
    "claim_id",
    "content_id",
    "report_id",
    "span_of",
]
