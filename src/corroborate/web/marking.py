"""A document's text with what was found in it marked: every mention leads to its claim, overlapping ones too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from corroborate.model import Attribution, Document, Span
from corroborate.model.document import Removed
from corroborate.model.held import HeldClaim, HeldStance, HeldTotal

KINDS: Mapping[str, str] = {
    "casualty": "Figure of people hurt",
    "perpetrator": "Who did it",
    "target": "What was hit",
    "weapon": "Weapon",
    "place": "Place",
    "date": "Day",
    "speaker": "Who says so",
    "total": "Quoted total",
    "stance": "Stance",
    "silence": "Silence",
    "evidence": "Sentence that tells of an incident",
}
"""The kinds of mentions, in the order of the legend."""

_OF_FIELD = {"when": "date", "where": "place", "type": "evidence"}
_BEHIND = {"target": 1, "evidence": 2}
_SPEAKER_NEAR = 400
"""Characters before and behind a claim within which its speaker's name is looked for."""

MOST = 200_000
"""Characters of a text that are shown at once."""


class Mention(NamedTuple):
    """Words of a text from `start` to `end`, of one kind; `anchor` is what links lead to, `claim` whose words they are."""

    start: int
    end: int
    kind: str
    claim: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that the same mentions cover; `kind` is the narrowest one's, "" where there is none.

    `anchors` begin here; `claims` are those whose words these are.
    """

    text: str
    kind: str = ""
    kinds: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the text in pieces, or furniture that reading took out, which says of what kind it was."""

    pieces: tuple[Piece, ...] = ()
    removed: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text marked, with how many mentions of each kind it holds; `left` counts characters not shown."""

    paragraphs: tuple[Paragraph, ...]
    counts: Mapping[str, int]
    left: int


def marked(document: Document, mentions: Sequence[Mention]) -> Marked:
    """The text of a document, line by line."""
    text = document.text[:MOST]
    fitting = [each for each in mentions if 0 <= each.start < each.end <= len(text)]
    counts = Counter(each.kind for each in fitting)
    return Marked(
        paragraphs=tuple(_paragraphs(text, _pieces(text, fitting), document.removed)),
        counts={kind: counts[kind] for kind in KINDS if counts[kind]},
        left=len(document.text) - len(text),
    )


def quoted(text: Marked) -> Marked:
    """What a published site shows of a text: the words that something was found in, and where others are left out."""
    lines = (_quoted_line(each.pieces) for each in text.paragraphs if not each.removed)
    return replace(text, paragraphs=tuple(Paragraph(pieces=line) for line in lines if line), left=0)


def _quoted_line(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    if not any(piece.kind for piece in pieces):
        return ()
    return tuple(
        piece if piece.kind or not piece.text.strip() else replace(piece, text=" … ") for piece in pieces
    )


def mentions_of(
    text: str, claims: Iterable[HeldClaim], totals: Iterable[HeldTotal], stances: Iterable[HeldStance]
) -> list[Mention]:
    """All that a document's claims, totals and stances point at, and the names of those who speak."""
    found = []
    for claim in (held.claim for held in claims):
        kind = _OF_FIELD.get(claim.field, claim.field)
        if claim.field in ("when", "where") and claim.span.quote != (claim.value.get("wording") or ""):
            kind = ""
        if kind not in KINDS:
            kind = ""
        found.append(Mention(claim.span.start, claim.span.end, kind, claim.id, f"claim-{claim.id}"))
        found += _speakers(text, claim.span, claim.attribution, claim.id)
    for total in totals:
        span = total.total.span
        found.append(Mention(span.start, span.end, "total", total.id, f"total-{total.id}"))
        found += _speakers(text, span, total.total.attribution, total.id)
    for stance in stances:
        span = stance.stance.span
        found.append(Mention(span.start, span.end, "stance", stance.id, f"stance-{stance.id}"))
    return found


def _speakers(text: str, span: Span, attribution: Attribution, claim: str) -> Iterator[Mention]:
    """The names of speakers where they stand nearest to the words said."""
    begin = max(0, span.start - _SPEAKER_NEAR)
    for party in attribution:
        near = text[begin : span.end + _SPEAKER_NEAR]
        places = [begin + at.start() for at in re.finditer(re.escape(party.name), near)] if party.name else []
        if places:
            start = min(places, key=lambda at: abs(at - span.start))
            yield Mention(start, start + len(party.name), "speaker", claim)


def _pieces(text: str, mentions: Sequence[Mention]) -> list[Piece]:
    """The text cut wherever a mention begins or ends, or a line does."""
    cuts = {0, len(text)} | {at for each in mentions for at in (each.start, each.end)}
    cuts |= {at.end() for at in re.finditer("\n", text)}
    starting: dict[int, list[Mention]] = {}
    for each in mentions:
        starting.setdefault(each.start, []).append(each)
    open_now: list[Mention] = []
    pieces = []
    edges = sorted(cuts)
    for begin, end in pairwise(edges):
        begun = starting.get(begin, [])
        open_now = [each for each in (*open_now, *begun) if each.end > begin]
        shown = sorted((each for each in open_now if each.kind), key=_narrowest_first)
        pieces.append(
            Piece(
                text=text[begin:end],
                kind=shown[0].kind if shown else "",
                kinds=tuple(dict.fromkeys(each.kind for each in shown)),
                claims=tuple(dict.fromkeys(each.claim for each in shown)),
                anchors=tuple(dict.fromkeys(each.anchor for each in begun if each.anchor)),
            )
        )
    return pieces


def _narrowest_first(each: Mention) -> tuple[int, int]:
    """The narrowest mention is seen, but whom a figure counts does not hide the figure, nor a sentence anything."""
    return _BEHIND.get(each.kind, 0), each.end - each.start


def _paragraphs(text: str, pieces: Iterable[Piece], removed: Sequence[Removed]) -> Iterator[Paragraph]:
    """Lines of pieces; furniture stands before the line in which, or before which, it stood."""
    waiting = sorted(removed, key=lambda each: each.at)
    line: list[Piece] = []
    at = begin = 0
    for piece in pieces:
        at += len(piece.text)
        line.append(piece)
        if not piece.text.endswith("\n") and at < len(text):
            continue
        while waiting and waiting[0].at < at:
            each = waiting.pop(0)
            yield Paragraph(removed=each.text, kind=each.kind)
        if text[begin:at].strip():
            line[-1] = replace(line[-1], text=line[-1].text.rstrip("\n"))
            yield Paragraph(pieces=tuple(line))
        line, begin = [], at
    yield from (Paragraph(removed=each.text, kind=each.kind) for each in waiting if each.at <= len(text))
