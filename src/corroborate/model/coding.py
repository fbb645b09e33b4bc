"""All that extraction finds in one document."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.document import Document
from corroborate.model.report import Report
from corroborate.model.stance import Stance
from corroborate.model.total import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One document coded: its reports of incidents, the totals it quotes, the stances it reports."""

    document: Document
    reports: tuple[Report, ...] = ()
    totals: tuple[Total, ...] = ()
    stances: tuple[Stance, ...] = ()
