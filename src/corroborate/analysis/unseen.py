"""How many incidents no source told: multiple systems estimation from the overlap of sources."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from corroborate.analysis.coverage import Seen
from corroborate.analysis.distributions import statistics
from corroborate.analysis.sheet import Sheet
from corroborate.errors import BadRequest
from corroborate.model.column import Column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Histories = Mapping[tuple[int, ...], int]
"""How many incidents have each pattern of lists: (1, 0, 1) is told by the first and the third."""

OTHERS = "all others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many incidents there were by one method: `low` to `high` at 95 %; None where it cannot say."""

    method: str
    total: float | None
    low: float | None
    high: float | None
    model: str


def histories_of(seen: Seen, lists: int = 4) -> tuple[tuple[str, ...], Histories]:
    """The lists that are compared, the largest sources and all others as one, and the patterns of the incidents."""
    if not 2 <= lists <= 5:
        raise BadRequest(f"lists {lists}: estimation takes 2 to 5")
    names = list(seen)
    single = names if len(names) <= lists else names[: lists - 1]
    rest = frozenset().union(*(seen[name] for name in names[len(single) :]))
    held = [seen[name] for name in single] + ([rest] if len(single) < len(names) else [])
    patterns: Counter[tuple[int, ...]] = Counter()
    for each in frozenset().union(*held) if held else ():
        patterns[tuple(int(each in of) for of in held)] += 1
    return (*single, *([OTHERS] if len(held) > len(single) else [])), patterns


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
    }


def chao(patterns: Histories) -> Estimate:
    """Chao's lower bound (Chao 1987), bias-corrected, with its log-normal interval.

    From the incidents told by one list (f₁) and by two (f₂) alone: at least (k−1)/k · f₁(f₁−1)/(2(f₂+1)) were
    told by none of k lists.
    """
    by_lists: Counter[int] = Counter()
    for pattern, count in patterns.items():
        by_lists[sum(pattern)] += count
    told, once, twice = sum(patterns.values()), by_lists[1], by_lists[2]
    lists = len(next(iter(patterns), ()))
    if lists < 2 or not told:
        return Estimate(method="chao", total=None, low=None, high=None, model="too few lists")
    part = (lists - 1) / lists
    missed = part * once * (once - 1) / (2 * (twice + 1))
    total = told + missed
    if missed <= 0:
        return Estimate(method="chao", total=total, low=total, high=total, model=f"f1={once}, f2={twice}")
    variance = (
        part * once * (once - 1) / (2 * (twice + 1))
        + part**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + part**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    spread = math.exp(1.96 * math.sqrt(math.log1p(variance / missed**2)))
    return Estimate(
        method="chao",
        total=total,
        low=told + missed / spread,
        high=told + missed * spread,
        model=f"f1={once}, f2={twice}",
    )


def log_linear(patterns: Histories) -> Estimate:
    """Log-linear models (Fienberg 1972; Bishop, Fienberg and Holland 1975), averaged by their BIC.

    Every model with the lists' own effects and some of their pairs' is fitted as a Poisson regression; each
    gives a log-normal interval for what no list told, and the interval is of their mixture, weighted by
    exp(−BIC/2) (Madigan and York 1997; Regal and Hook 1991 for why one model alone claims too much). With more
    than four lists at most two pairs are in a model.
    """
    lists = len(next(iter(patterns), ()))
    if lists < 3:
        return Estimate(method="log-linear", total=None, low=None, high=None, model="needs three lists")
    fits = [fit for pairs in _models(lists) if (fit := _fitted(patterns, lists, pairs)) is not None]
    if not fits:
        return Estimate(method="log-linear", total=None, low=None, high=None, model="no model fits")
    least = min(fit.bic for fit in fits)
    weights = [math.exp(-(fit.bic - least) / 2) for fit in fits]
    low, middle, high = _mixed(fits, weights, (0.025, 0.5, 0.975))
    told, best = sum(patterns.values()), max(zip(weights, range(len(fits)), strict=True))[1]
    return Estimate(
        method="log-linear", total=told + middle, low=told + low, high=told + high, model=fits[best].name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """One model: the mean and standard error of the logarithm of what no list told, and its BIC."""

    name: str
    mean: float
    error: float
    bic: float


Pairs = tuple[tuple[int, int], ...]


def _models(lists: int) -> Iterable[Pairs]:
    pairs = list(combinations(range(lists), 2))
    most = {3: 2, 4: 4}.get(lists, 2)
    for size in range(most + 1):
        yield from combinations(pairs, size)


def _fitted(patterns: Histories, lists: int, pairs: Pairs) -> _Fit | None:
    """A Poisson regression on the 2^k − 1 patterns that can be seen; None where it does not settle."""
    import numpy as np

    api = statistics("statsmodels.api")
    cells = [tuple(int(bool(n >> bit & 1)) for bit in range(lists)) for n in range(1, 2**lists)]
    counts = np.array([float(patterns.get(cell, 0)) for cell in cells])
    if any(
        not any(patterns.get(cell, 0) for cell in cells if cell[one] and cell[other]) for one, other in pairs
    ):
        return None  # a pair that never goes together has no finite effect
    effects = [[1.0, *cell, *(cell[one] * cell[other] for one, other in pairs)] for cell in cells]
    design = np.array(effects, dtype=float)
    try:
        with np.errstate(all="ignore"):
            fit = api.GLM(counts, design, family=api.families.Poisson()).fit(maxiter=50)
            mean, error = float(fit.params[0]), float(fit.bse[0])
            # The sample of a BIC is of incidents, not of patterns (Regal and Hook 1991).
            bic = -2 * float(fit.llf) + design.shape[1] * math.log(max(counts.sum(), 2))
    except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
        return None
    if not all(map(math.isfinite, (mean, error, bic))) or error > 5:
        return None
    name = " + ".join(f"{one + 1}×{other + 1}" for one, other in pairs) or "independent"
    return _Fit(name=name, mean=mean, error=error, bic=bic)


def _mixed(fits: Sequence[_Fit], weights: Sequence[float], levels: Sequence[float]) -> list[float]:
    """Quantiles of a weighted mixture of log-normal distributions."""
    import numpy as np

    below = statistics("scipy.special").ndtr
    share = np.array(weights) / sum(weights)
    means, errors = (np.array([getattr(fit, name) for fit in fits]) for name in ("mean", "error"))
    brent = statistics("scipy.optimize").brentq
    low, high = float((means - 8 * errors).min()) - 1, float((means + 8 * errors).max()) + 1

    def found(level: float) -> float:
        root = brent(
            lambda x: float((share * below((x - means) / np.maximum(errors, 1e-9))).sum()) - level, low, high
        )
        return math.exp(float(root))

    return [found(level) for level in levels]


def latent_classes(
    patterns: Histories, *, rounds: int = 4_000, classes: int = 8, seed: int = 20240501
) -> Estimate:
    """A Bayesian latent-class model (Manrique-Vallier 2016): kinds of incidents that sources see unlike often.

    Within a kind the lists are independent; how many kinds there are is a Dirichlet process, cut off at
    `classes`; the prior of the total is 1/N. Drawn by Gibbs sampling, the first quarter of the rounds left out.
    """
    import numpy as np

    lists = len(next(iter(patterns), ()))
    if lists < 3:
        return Estimate(method="latent classes", total=None, low=None, high=None, model="needs three lists")
    cells = np.array(list(patterns), dtype=float)
    counts = np.array(list(patterns.values()), dtype=np.int64)
    chance = np.random.default_rng(seed)
    drawn = _drawn(cells, counts, (rounds, classes), chance)
    low, middle, high = np.quantile(drawn[rounds // 4 :], [0.025, 0.5, 0.975])
    return Estimate(
        method="latent classes", total=float(middle), low=float(low), high=float(high),
        model=f"at most {classes} classes, {rounds:,} rounds",
    )  # fmt: skip


def _drawn(
    cells: Numbers, counts: NDArray[np.int64], size: tuple[int, int], chance: np.random.Generator
) -> Numbers:
    """The totals of each round."""
    import numpy as np

    rounds, classes = size
    told, lists = int(counts.sum()), cells.shape[1]
    shares, alpha = np.full(classes, 1 / classes), 1.0
    seen = chance.uniform(0.2, 0.8, (classes, lists))
    totals = np.empty(rounds)
    for n in range(rounds):
        missed = shares * np.prod(1 - seen, axis=1)
        none = min(missed.sum(), 1 - 1e-9)
        hidden = chance.negative_binomial(told, 1 - none)
        likely = shares * np.exp(cells @ np.log(seen).T + (1 - cells) @ np.log1p(-seen).T)
        placed = chance.multinomial(counts, likely / likely.sum(axis=1, keepdims=True))
        unplaced = chance.multinomial(hidden, missed / missed.sum())
        members = placed.sum(axis=0) + unplaced
        hits = placed.T @ cells
        seen = np.clip(chance.beta(1 + hits, 1 + members[:, None] - hits), 1e-9, 1 - 1e-9)
        shares, alpha = _sticks(members, alpha, chance)
        totals[n] = told + hidden
    return totals


def _sticks(members: NDArray[np.int64], alpha: float, chance: np.random.Generator) -> tuple[Numbers, float]:
    """The shares of the classes and the concentration, drawn anew (stick-breaking)."""
    import numpy as np

    after = np.concatenate([np.cumsum(members[::-1])[::-1][1:], [0]])
    broken = np.clip(chance.beta(1 + members, alpha + after), 1e-12, 1 - 1e-9)
    broken[-1] = 1.0
    rest = np.concatenate([[1.0], np.cumprod(1 - broken[:-1])])
    again = chance.gamma(0.25 + len(members) - 1, 1 / (0.25 - math.log(max(rest[-1], 1e-300))))
    return np.maximum(broken * rest, 1e-300), max(float(again), 1e-3)


_LIMITS = {
    "chao": "A lower bound where incidents differ in how visible they are. Too high where sources avoid each "
    "other's stories or one incident was left as two; too low where sources copy each other.",
    "log-linear": "Supposes that no dependence of all lists at once remains, which no data can show; few "
    "incidents told by several lists leave it to extrapolate, and its interval is then too narrow.",
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
)
