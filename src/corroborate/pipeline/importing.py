"""Datasets into the record: what others coded, beside what articles tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corroborate.datasets import DatasetOptions, Given, read_dataset
from corroborate.errors import ItemFailed
from corroborate.model import Decision
from corroborate.pipeline.filing import file_cards
from corroborate.pipeline.linking import keep_as_judged, link_waiting
from corroborate.store import Beside, Store


@dataclass(slots=True, kw_only=True)
class ImportSummary:
    """What came of importing: documents by what became of them, what they hold, decisions, and what failed."""

    added: int = 0
    unchanged: int = 0
    recoded: int = 0
    reports: int = 0
    totals: int = 0
    stances: int = 0
    decisions: int = 0
    linked: int = 0
    failed: list[ItemFailed] = field(default_factory=list)


def import_datasets(
    store: Store, paths: Iterable[str | Path], options: DatasetOptions | None = None
) -> ImportSummary:
    """Keep what tables of ACLED, UCDP GED or exports of a record tell, then join their reports into incidents.

    A table that is broken anywhere is not used at all: it is listed among what failed, and the rest goes on.
    A whole record comes into an empty one with its incidents as they were; beside other reports they are linked
    anew, by the evidence and the decisions. Importing again changes nothing.
    """
    summary = ImportSummary()
    for path in paths:
        try:
            given = read_dataset(Path(path), options)
        except ItemFailed as trouble:
            summary.failed.append(trouble)
            continue
        is_empty = not store.linking_mark()[0] and not store.waiting_reports(1)
        _keep(store, given, summary)
        if is_empty and given.incidents:
            summary.linked += keep_as_judged(store, given.incidents)
    summary.linked += link_waiting(store)
    file_cards(store)
    return summary


def _keep(store: Store, given: Given, summary: ImportSummary) -> None:
    for coding, coder, copy in zip(given.codings, given.coders, given.copies, strict=True):
        outcome = store.save(coding, Beside(extractor=coder, copy_of=copy))
        summary.added += outcome == "added"
        summary.unchanged += outcome == "unchanged"
        summary.recoded += outcome == "recoded"
        if outcome == "unchanged":
            continue
        summary.reports += len(coding.reports)
        summary.totals += len(coding.totals)
        summary.stances += len(coding.stances)
    held = {each.id: each for each in store.decisions()}
    for decision in given.decisions:
        known = held.get(decision.id)
        if known is None:
            store.decide(decision)
            summary.decisions += 1
        if decision.withdrawn_at is not None and (known is None or known.withdrawn_at is None):
            store.withdraw(_withdrawal_id(decision), decision)


def _withdrawal_id(decision: Decision) -> str:
    said = f"withdraw\n{decision.id}\n{decision.withdrawn_by}\n{decision.withdrawn_at}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]
