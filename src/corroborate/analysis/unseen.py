"""How many incidents no source told: multiple systems estimation from the overlap of sources."""

from __future__ import annotations

from typing import Any

from corroborate.analysis.coverage import Seen
from corroborate.analysis.estimates import Estimate, chao, histories_of
from corroborate.analysis.latent_classes import latent_classes
from corroborate.analysis.log_linear import log_linear
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.simulated import held_truth
from corroborate.model.column import Column


def unseen(seen: Seen, lists: int = 4, seed: int = 20240501) -> Sheet:
    """What the overlap of sources makes likely of incidents that none told, by three methods, each with its limits."""
    names, patterns = histories_of(seen, lists)
    told = sum(patterns.values())
    rows = [
        _row(each, told)
        for each in (chao(patterns), log_linear(patterns), latent_classes(patterns, seed=seed))
    ] if len(names) > 1 else []  # fmt: skip
    notes = (f"Lists: {', '.join(names)}. {told:,} incidents are told by at least one.", *MISLEADING)
    return Sheet(kind="unseen", columns=UNSEEN, rows=tuple(rows), notes=notes)


def _row(each: Estimate, told: int) -> dict[str, Any]:
    def beyond(value: float | None) -> float | None:
        return None if value is None else round(max(0.0, value - told), 1)

    return {
        "method": each.method,
        "told": told,
        "unseen": beyond(each.total),
        "unseen_low": beyond(each.low),
        "unseen_high": beyond(each.high),
        "share_told": round(told / each.total, 4) if each.total else None,
        "model": each.model,
        "misleads": _LIMITS[each.method],
        "held_truth": held_truth(each.method),
    }


_LIMITS = {
    "chao": "A lower bound: too low where incidents differ in how visible they are or sources copy each other; too "
    "high where sources avoid each other's stories or one incident was left as two.",
    "log-linear": "Supposes that what lists have in common is of pairs or of one visibility; too low where many "
    "incidents are hardly visible, too high where one incident was left as two.",
    "latent classes": "Supposes that within each kind of incident sources work independently; where a kind is "
    "hardly ever told, the prior decides how many there were.",
}
MISLEADING = (
    "These are estimates of incidents like those told: what no source could reach is in none of them.",
    "They suppose that every report was joined to the right incident: missed joins raise them, false ones lower them.",
    "They suppose that each source could have told any incident of the period; a source that covers another "
    "area or time breaks this. Ask for one place and one period.",
    "Datasets that others compiled are no lists here. Copies and agencies that feed several outlets make lists depend on each other and lower the estimates.",
)
UNSEEN = (
    Column("method", "text", "chao, log-linear or latent classes"),
    Column("told", "integer", "incidents that at least one list tells", "incidents"),
    Column("unseen", "number", "incidents that no list told, estimated", "incidents"),
    Column("unseen_low", "number", "at least, at 95 %", "incidents"),
    Column("unseen_high", "number", "at most, at 95 %", "incidents"),
    Column("share_told", "number", "share of the estimated total that is told", "share"),
    Column("model", "text", "the numbers or the model behind it, lists by their order"),
    Column("misleads", "text", "when this method misleads"),
    Column(
        "held_truth", "text", "in how many simulated worlds its interval held the truth, by kind of world"
    ),
)
