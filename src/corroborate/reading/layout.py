"""A text as lines from which pieces are taken out, each remembered with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corroborate.model.document import Removed
from corroborate.reading.characters import clean

_ENDS_SENTENCE = re.compile(r"[.!?…:;۔؟।][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it remains, whether a blank line stands before it, and what was `cut` out of it.

    A cut is (offset in the remaining line, text, kind).
    """

    text: str
    gap: bool = False
    cuts: tuple[tuple[int, str, str], ...] = ()


def lines_of(text: str) -> list[Line]:
    """The lines of `text`, cleaned; lines broken at a fixed width are joined to their paragraphs."""
    found: list[Line] = []
    gap = False
    for raw in clean(text).split("\n"):
        line = raw.strip(" ")
        if line:
            found.append(Line(text=line, gap=gap))
        gap = not line
    return _unwrapped(found)


def cut_line(line: Line, kind: str) -> Line:
    """`line` taken out whole."""
    return replace(line, text="", cuts=(*line.cuts, (0, line.text, kind))) if line.text else line


def cut_start(line: Line, end: int, kind: str) -> Line:
    """`line` without its first `end` characters."""
    rest = line.text[end:].lstrip()
    lost = len(line.text) - len(rest)
    moved = tuple((max(0, at - lost), text, what) for at, text, what in line.cuts)
    return replace(line, text=rest, cuts=(*moved, (0, line.text[:end].strip(), kind)))


def cut_end(line: Line, start: int, kind: str) -> Line:
    """`line` without what stands from `start` on."""
    rest = line.text[:start].rstrip()
    return replace(line, text=rest, cuts=(*line.cuts, (len(rest), line.text[start:].strip(), kind)))


def assemble(lines: Iterable[Line]) -> tuple[str, tuple[Removed, ...]]:
    """The remaining text, and what was removed at which offset of it."""
    parts: list[str] = []
    removed: list[Removed] = []
    waiting: list[tuple[int, str, str]] = []
    length, gap = 0, False
    for line in lines:
        gap = gap or line.gap
        if not line.text:
            waiting.extend((0, text, kind) for _, text, kind in line.cuts)
            continue
        if parts:
            parts.append("\n\n" if gap else "\n")
            length += len(parts[-1])
        cuts = [*waiting, *sorted(line.cuts, key=lambda cut: cut[0])]
        removed.extend(Removed(at=length + at, text=text, kind=kind) for at, text, kind in cuts)
        parts.append(line.text)
        length += len(line.text)
        waiting, gap = [], False
    removed.extend(Removed(at=length, text=text, kind=kind) for _, text, kind in waiting)
    return "".join(parts), tuple(removed)


def _unwrapped(lines: list[Line]) -> list[Line]:
    width = max((len(line.text) for line in lines), default=0)
    if width > 100 or len(lines) < 4 or not _is_wrapped(lines, width):
        return lines
    joined: list[Line] = []
    for n, line in enumerate(lines):
        if n and not line.gap and len(lines[n - 1].text) > 0.6 * width:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def _is_wrapped(lines: Sequence[Line], width: int) -> bool:
    """Whether lines break in mid-sentence at a fixed width, as wires and mail do."""
    breaks = [before for before, line in pairwise(lines) if not line.gap]
    if len(breaks) < 3:
        return False
    in_sentence = sum(1 for line in breaks if not _ENDS_SENTENCE.search(line.text))
    full = sum(1 for line in breaks if len(line.text) > 0.6 * width)
    return in_sentence > 0.6 * len(breaks) and full > 0.7 * len(breaks)
