"""What the tagger says of a mention (attributes, types) and of two (one entity, one incident)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file

import numpy as np

from corroborate.language.tagger.mentions import Mention
from corroborate.language.tagger.reading import Floats, Reading, labels, weights

ROWS = 32
"""Mentions that are compared with all others at a time: memory grows with their number, not with its square."""


@cache
def _heads() -> dict[str, Floats]:
    with as_file(weights().joinpath("heads.npz")) as path, np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _gelu(values: Floats) -> Floats:
    """x Φ(x), with Φ by the error function (Hendrycks and Gimpel 2016)."""
    return (0.5 * values * (1.0 + _erf(values / np.float32(np.sqrt(2.0))))).astype(np.float32)


def _erf(values: Floats) -> Floats:
    """The error function to 1.5e-7 (Abramowitz and Stegun 7.1.26)."""
    sign, x = np.sign(values), np.abs(values)
    t = 1.0 / (1.0 + 0.3275911 * x)
    rest = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.asarray(sign * (1.0 - rest * np.exp(-x * x)), dtype=np.float32)


def spans(reading: Reading, found: Sequence[Mention]) -> Floats:
    """What the heads know mentions by, (N, S)."""
    heads, names = _heads(), labels().roles
    if not found:
        return np.zeros((0, heads["role.weight"].shape[1]), dtype=np.float32)
    first = [mention.first for mention in found]
    last = [mention.last for mention in found]
    roles = heads["role.weight"][[names.index(mention.role) for mention in found]]
    return _gelu(reading.starts[first] + reading.ends[last] + roles)


def attribute(name: str, known: Floats) -> Floats:
    """The probabilities (N, kinds) of an attribute (see `labels().attributes`) of mentions known by `spans`."""
    logits = known @ _heads()[f"attributes.{name}.weight"].T + _heads()[f"attributes.{name}.bias"]
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)


def types(known: Floats) -> Floats:
    """The probabilities (N, types) that a mention belongs to an incident of each MUC type."""
    return _sigmoid(known @ _heads()["kinds.weight"].T + _heads()["kinds.bias"])


def together(known: Floats, found: Sequence[Mention]) -> tuple[Floats, Floats]:
    """Two tables (N, N): how likely two mentions name one entity, and belong to one incident."""
    heads = _heads()
    count = len(found)
    if not count:
        empty = np.zeros((0, 0), dtype=np.float32)
        return empty, empty
    at = np.array([mention.first for mention in found])
    scores = np.empty((count, count, 2), dtype=np.float32)
    for begin in range(0, count, ROWS):
        some = slice(begin, begin + ROWS)
        distance = np.digitize(np.abs(at[some, None] - at[None, :]), labels().distances, right=True)
        mixed = (
            (known[some, None, :] * known[None, :, :]) @ heads["product.weight"].T
            + np.abs(known[some, None, :] - known[None, :, :]) @ heads["difference.weight"].T
            + heads["distance.weight"][distance]
        )
        scores[some] = _sigmoid(_gelu(mixed.astype(np.float32)) @ heads["pair.weight"].T + heads["pair.bias"])
    return scores[..., 0], scores[..., 1]


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-values)), dtype=np.float32)
