"""The encoder run over a text: what every word piece is likely to be part of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import RunFailed
from corroborate.language.tagger.windows import NEEDS, Pieces, cut, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
BEGIN, END = 101, 102
"""The vocabulary's marks of the beginning and the end of a window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the encoder makes of a text of P pieces.

    `tags` (P, roles, 3) are the probabilities that a piece is outside, begins, or goes on with a range in
    a role; `starts` and `ends` (P, S) are what the heads know a range's first and last piece by;
    `whole` (types) how likely the text tells of each type of incident anywhere.
    """

    pieces: Pieces
    tags: Floats
    starts: Floats
    ends: Floats
    whole: Floats


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of what the shipped weights tell apart."""

    roles: tuple[str, ...]
    types: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]]
    distances: tuple[int, ...]


@cache
def labels() -> Labels:
    """The names that belong to the shipped weights."""
    stored = json.loads(weights().joinpath("labels.json").read_text(encoding="utf-8"))
    return Labels(
        roles=tuple(stored["roles"]),
        types=tuple(stored["types"]),
        attributes={name: tuple(kinds) for name, kinds in stored["attributes"].items()},
        distances=tuple(stored["distances"]),
    )


def is_installed() -> bool:
    """Whether the weights are there."""
    return weights().joinpath("encoder.onnx").is_file()


def weights() -> Traversable:
    """The folder of the shipped weights."""
    return files("corroborate.language.tagger") / "weights"


@cache
def session(threads: int = 1) -> InferenceSession:
    """The shipped graph, run with a fixed number of threads."""
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise RunFailed(NEEDS) from error
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    with as_file(weights().joinpath("encoder.onnx")) as path:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def read(text: str, parts: Sequence[tuple[int, int]] | None = None) -> Reading:
    """The reading of a text, or only of `parts` of it (characters), as if nothing stood between them.

    Windows are read one by one, so that no text's figures depend on another's.
    """
    pieces = cut(text, parts)
    names = labels()
    width = 0
    tags = np.zeros((len(pieces), len(names.roles), 3), dtype=np.float32)
    tags[:, :, 0] = 1.0
    starts = ends = np.zeros((len(pieces), width), dtype=np.float32)
    whole = np.zeros(len(names.types), dtype=np.float32)
    nearest = np.full(len(pieces), -1)
    for begin, end in windows(len(pieces)):
        ids = np.array([[BEGIN, *pieces.ids[begin:end], END]], dtype=np.int64)
        found = session().run(None, {"ids": ids})
        if starts.shape[1] == 0:
            starts = np.zeros((len(pieces), found[1].shape[1]), dtype=np.float32)
            ends = np.zeros_like(starts)
        inside = np.minimum(np.arange(end - begin), np.arange(end - begin)[::-1])
        better = (
            inside > nearest[begin:end]
        )  # of two windows, the one in which the piece stands further from the border
        where = np.arange(begin, end)[better]
        nearest[where] = inside[better]
        tags[where] = found[0][1:-1][better]
        starts[where] = found[1][1:-1][better]
        ends[where] = found[2][1:-1][better]
        whole = np.maximum(whole, found[3])
    return Reading(pieces=pieces, tags=tags, starts=starts, ends=ends, whole=whole)
