"""Documents coded by the convention of MUC-4 (1992): terrorist incidents, their perpetrators, targets and victims."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corroborate.extraction.passage import Tools, default_tools, read_closely
from corroborate.extraction.tagged.entities import Entity, entities
from corroborate.extraction.tagged.grouping import Group, groups
from corroborate.extraction.tagged.reports import report_of
from corroborate.extraction.tagged.seen import Seen, look
from corroborate.extraction.tagged.wording import types_by_wording
from corroborate.language.tagger import Floats
from corroborate.model import Coding, Document, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How sure is enough, tuned on MUC-4's TST1 and TST2 (training/tune.py).

    `least` by role for an entity to count, and `floor` times that for a mention to count towards one;
    `whole` for a text to tell of any incident, `alone` for it to tell of one although no entity is sure enough;
    `apart` and `joined` as in `groups`; `alike` for two mentions to name one thing; `share` is how much the
    type of the whole text counts beside the wording around the mentions.
    """

    least: dict[str, float]
    floor: float = 0.5
    whole: float = 0.2
    alone: float = 0.9
    apart: float = 0.7
    joined: float = 0.3
    alike: float = 0.8
    share: float = 0.15


LIMITS = Limits(
    least={
        "perpetrator_individual": 0.55,
        "perpetrator_organization": 0.3,
        "target": 0.8,
        "victim_name": 0.65,
        "victim_described": 0.5,
        "instrument": 0.7,
    }
)


def extract_muc(document: Document, tools: Tools | None = None, limits: Limits = LIMITS) -> Coding:
    """The incidents that MUC-4's guidelines want of a document, as the tagger sees them."""
    seen = look(document.text, tuple(limits.least))
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
    if seen.whole.max(initial=0.0) < limits.whole or not seen.mentions:
        return [], []
    kept = [n for n, each in enumerate(seen.mentions) if each.score >= limits.floor * limits.least[each.role]]
    every = entities(text, seen.mentions, kept, seen.same, limits.alike)
    found = [entity for entity in every if entity.score >= limits.least[entity.role]]
    if not found and seen.whole.max() >= limits.alone:
        best = int(seen.scores.argmax())
        found = entities(text, seen.mentions, [best], seen.same, limits.alike)
    made = groups(found, seen.together, seen.scores, limits.apart, limits.joined)
    return found, [replace(group, types=_types(text, group, found, seen, limits.share)) for group in made]


def _types(text: str, group: Group, found: list[Entity], seen: Seen, share: float) -> Floats:
    """How likely an incident is of each type: by the words around whom and what it hit and with what, and the text's."""
    chosen = {*group.anchors, *(n for n in group.others if found[n].role == "instrument")}
    members = [seen.mentions[n] for at in sorted(chosen) for n in found[at].members]
    scores = np.log(types_by_wording(text, members) + 1e-3) + share * np.log(seen.whole + 1e-2)
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)
