"""Copies of one article under other names: syndicated, cut, retouched.

MinHash (Broder 1997) over shingles of five words, with banding to find candidates. Only numpy is used: datasketch,
which offers the same, brings scipy and 110 MB with it.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.uint64]

SHINGLE = 5  # words
BANDS = 25
ROWS = 5
COPY = 0.7
"""Similarity from which two texts are copies.

Calibrated on the 59 pairs above 0.2 among 2,059 pairs of American local news on the same incident (SemEval-2018 task
5), of which about 20 around the threshold were read: those above 0.75 were copies, most between 0.6 and 0.75 a later
version with other facts, none below a copy. With 25 bands of 5, a pair at 0.7 is found with probability 0.99, at 0.8
with 0.9999, at 0.2 with 0.008.
"""

_HASHES = BANDS * ROWS
_FRESH = 2_000  # texts whose bands wait in a dictionary before they are sorted in
_CHUNK = 4096  # shingles hashed at once: 4 MB
_WORD = re.compile(r"\w+")
_SEED = 20240501  # any number, but always the same: signatures are stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A text under `key` that is like the one asked about; `similarity` estimates the Jaccard index."""

    key: str
    similarity: float


class CopyIndex:
    """Signatures by key, found again by any band they share.

    Bands lie sorted in arrays, 12 bytes each, those added last in a dictionary: under 1 KB a text in all.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._signatures: list[bytes] = []
        self._fresh: dict[int, list[int]] = {}
        self._sorted: tuple[Numbers, NDArray[np.uint32]] | None = None

    def add(self, key: str, signed: bytes) -> None:
        """Keep a signature under `key`; a key that is there already stays as it is."""
        if key in self._numbers or not signed:
            return
        number = self._numbers[key] = len(self._keys)
        self._keys.append(key)
        self._signatures.append(signed)
        for band in bands(signed):
            self._fresh.setdefault(band, []).append(number)
        if len(self._fresh) > BANDS * max(_FRESH, number // 32):
            self._settle()

    def find(self, signed: bytes, threshold: float = COPY) -> list[Copy]:
        """The texts at least `threshold` like this one, likest first, then by key."""
        found = [
            Copy(key=self._keys[number], similarity=similarity(signed, self._signatures[number]))
            for number in self._sharing(bands(signed))
        ]
        return sorted(
            (copy for copy in found if copy.similarity >= threshold), key=lambda c: (-c.similarity, c.key)
        )

    def _sharing(self, asked: list[int]) -> set[int]:
        """The numbers of the texts that share a band."""
        import numpy as np

        found = {number for band in asked for number in self._fresh.get(band, ())}
        if self._sorted is not None:
            marks, owners = self._sorted
            sought = np.array(asked, dtype=np.uint64)
            begins, ends = (np.searchsorted(marks, sought, side) for side in ("left", "right"))
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
                found.update(owners[begin:end].tolist())
        return found

    def _settle(self) -> None:
        """Move what was added last into the sorted arrays."""
        import numpy as np

        entries = [(band, number) for band, numbers in self._fresh.items() for number in numbers]
        marks = np.array([band for band, _ in entries], dtype=np.uint64)
        owners = np.array([number for _, number in entries], dtype=np.uint32)
        if self._sorted is not None:
            marks, owners = np.append(self._sorted[0], marks), np.append(self._sorted[1], owners)
        order = np.argsort(marks, kind="stable")
        self._sorted = (marks[order], owners[order])
        self._fresh = {}


def signature(text: str) -> bytes:
    """What `text` shares with its copies: 125 numbers of 4 bytes; empty for a text without words."""
    import numpy as np

    shingles = _shingles(_WORD.findall(text.casefold()))
    if not len(shingles):
        return b""
    factors, offsets = _family()
    least = np.full(_HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for begin in range(0, len(shingles), _CHUNK):
        hashed = shingles[begin : begin + _CHUNK, None] * factors + offsets
        np.minimum(least, hashed.min(axis=0), out=least)
    return (least >> np.uint64(32)).astype(">u4").tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """The estimated share of word shingles that two texts have in common, 0 to 1 (standard error ≤ 0.045)."""
    import numpy as np

    if not one or len(one) != len(other):
        return 0.0
    return float(np.mean(np.frombuffer(one, dtype=">u4") == np.frombuffer(other, dtype=">u4")))


def bands(signed: bytes) -> list[int]:
    """The marks under which a signature is indexed: two texts that share one are compared."""
    import numpy as np

    if not signed:
        return []
    rows = np.frombuffer(signed, dtype=">u4").astype(np.uint64).reshape(BANDS, ROWS)
    marks = np.arange(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        marks = (marks + rows[:, row]) * np.uint64(0x9E3779B97F4A7C15)
        marks ^= marks >> np.uint64(29)
    found: list[int] = marks.tolist()
    return found


def _shingles(words: list[str]) -> Numbers:
    """One number for each run of five words (fewer in a shorter text)."""
    import numpy as np

    if not words:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))
    size = min(SHINGLE, len(words))
    runs = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for place in range(size):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + numbers[place : len(numbers) - size + 1 + place]
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(0xBF58476D1CE4E5B9)
    runs ^= runs >> np.uint64(32)
    return np.unique(runs)


@cache
def _family() -> tuple[Any, Any]:
    """Multiply-and-shift hashes (Dietzfelbinger 1997): odd factors and offsets of 64 bits."""
    import numpy as np

    random = np.random.Generator(np.random.PCG64(_SEED))
    top = np.iinfo(np.uint64).max
    factors = random.integers(0, top, size=_HASHES, dtype=np.uint64) | np.uint64(1)
    return factors, random.integers(0, top, size=_HASHES, dtype=np.uint64)
