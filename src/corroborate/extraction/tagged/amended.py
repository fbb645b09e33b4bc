"""The grammar's coding with what the tagger sees beside it: perpetrators that no rule found."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction import extract as extract_by_grammar
from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.passage import Passage, Tools, default_tools, read_closely
from corroborate.extraction.tagged.seen import Seen, look
from corroborate.language.tagger import Mention
from corroborate.model import Coding, Document, Perpetrator, Report, span_of

ROLES = ("perpetrator_organization", "perpetrator_individual")
SURE = {"perpetrator_organization": 0.6, "perpetrator_individual": 0.8}
"""How likely a mention must be for it to be taken; tried on the open stories of the example corpus."""
_QUIET = frozenset(
    ("arrests", "change_to_group_activity", "agreement", "disrupted_weapons_use", "peaceful_protest", "other")
)


def extract_tagged(document: Document, tools: Tools | None = None) -> Coding:
    """What `document` tells by the project's codebook: the grammar's coding, amended by the tagger.

    A report for which the grammar names nobody takes the likeliest perpetrator that the tagger sees in its
    evidence. Everything else is the grammar's.
    """
    coding = extract_by_grammar(document, tools)
    if all(report.perpetrators or report.type in _QUIET for report in coding.reports):
        return coding
    seen = look(document.text, ROLES)
    passage = read_closely(document, tools or default_tools())
    reports = tuple(_amended(passage, report, seen) for report in coding.reports)
    return replace(coding, reports=reports)


def _amended(passage: Passage, report: Report, seen: Seen) -> Report:
    if report.perpetrators or report.type in _QUIET:
        return report
    inside = [
        each
        for each in seen.mentions
        if each.score >= SURE[each.role]
        and any(span.start <= each.start and each.end <= span.end for span in report.evidence)
    ]
    if not inside:
        return report
    best = max(inside, key=lambda each: (each.role == ROLES[0], each.score))
    return replace(report, perpetrators=(_perpetrator(passage, best),))


def _perpetrator(passage: Passage, mention: Mention) -> Perpetrator:
    span = span_of(passage.document.text, mention.start, mention.end)
    is_group = mention.role == ROLES[0]
    actor = passage.tools.registry.resolve(span.quote) if is_group else None
    chain = attribution_at(passage, span.start, span.end)
    return Perpetrator(
        name=actor.name if actor else span.quote,
        kind="organization" if is_group else "group",
        responsibility="accused" if chain else "fact",
        span=span,
        attribution=chain,
        actor=actor.id if actor else None,
    )
