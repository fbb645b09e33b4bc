"""Documents coded by the convention of MUC-4 (1992): terrorist incidents, their perpetrators, targets and victims."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corroborate.extraction.passage import Tools, default_tools, read_closely
from corroborate.extraction.tagged.entities import Entity, entities
from corroborate.extraction.tagged.grouping import Group, groups
from corroborate.extraction.tagged.reports import report_of
from corroborate.extraction.tagged.seen import Seen, look
from corroborate.model import Coding, Document, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How sure is enough, tuned on MUC-4's TST1 and TST2 (training/README.md).

    `least` by role for an entity; `whole` for a text to tell of any incident; `apart` and `joined` as in
    `groups`; `alike` for two mentions to name one thing.
    """

    least: dict[str, float]
    whole: float
    apart: float
    joined: float
    alike: float


LIMITS = Limits(
    least={
        "perpetrator_individual": 0.45,
        "perpetrator_organization": 0.45,
        "target": 0.35,
        "victim_name": 0.5,
        "victim_described": 0.4,
        "instrument": 0.45,
    },
    whole=0.3,
    apart=0.5,
    joined=0.5,
    alike=0.5,
)


def extract_muc(document: Document, tools: Tools | None = None, limits: Limits = LIMITS) -> Coding:
    """The incidents that MUC-4's guidelines want of a document, as the tagger sees them."""
    seen = look(
        document.text, tuple(limits.least), {role: 0.6 * least for role, least in limits.least.items()}
    )
    found, made = assemble(document.text, seen, limits)
    if not made:
        return Coding(document=document)
    passage = read_closely(document, tools or default_tools())
    reports: list[Report] = []
    for group in made:
        report = report_of(passage, group, found, seen, 0)
        nth = sum(other.evidence[0] == report.evidence[0] for other in reports)
        reports.append(report_of(passage, group, found, seen, nth) if nth else report)
    return Coding(document=document, reports=tuple(reports))


def assemble(text: str, seen: Seen, limits: Limits) -> tuple[list[Entity], list[Group]]:
    """The entities that are sure enough, and the incidents that they make."""
    if not len(seen.whole) or seen.whole.max() < limits.whole:
        return [], []
    every = entities(text, seen.mentions, seen.same, limits.alike)
    found = [entity for entity in every if entity.score >= limits.least[entity.role]]
    made = groups(found, seen.together, seen.scores, limits.apart, limits.joined) if found else []
    return found, [replace(group, types=_types(group, found, seen)) for group in made]


def _types(group: Group, found: list[Entity], seen: Seen) -> np.ndarray:
    """How likely an incident is of each type: the mean over the mentions of whom and what it hit."""
    members = [n for at in group.anchors for n in found[at].members]
    weights = seen.scores[members][:, None]
    return np.asarray((seen.types[members] * weights).sum(0) / weights.sum())
