"""The best one-to-one pairs of two lists."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def best_pairs(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs of row and column with the highest total worth (Kuhn 1955); pairs that are worth nothing are left out."""
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    if not worth or not worth[0]:
        return []
    if len(worth) == len(worth[0]) == 1:
        return [(0, 0)] if worth[0][0] > 0 else []
    rows, columns = linear_sum_assignment(np.asarray(worth, dtype=float), maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if worth[i][j] > 0]
