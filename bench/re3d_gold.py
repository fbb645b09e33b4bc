"""What RE3D says of a document, in the terms of the benchmark: mentions, sentences with action, and pairs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.fillers import Filler
from bench.heads import head_word
from corroborate.language.numbers import find_counts
from corroborate.language.sentences import split_sentences
from corroborate.model import Count

SURE = 0.5
ARMS = ("Weapon", "MilitaryPlatform")
PRONOUNS = frozenset(
    "we us our they them their it its he she his her i you who which that these those".split()
)
ARTICLES = frozenset(("a", "an", "the"))
MENTIONS = ("organisations", "places", "dates", "figures")
FEW = frozenset(("", "0", "1"))
"""Figures that are not compared: a thing with an article ("a garrison") is one, but nobody counted it."""
CODED = ("actions", "against", "located", "counted", "weapons")
Span = tuple[int, int]
Pair = tuple[Filler, Filler]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a document: mentions by kind (spans), sentences with action, and pairs by relation."""

    mentions: Mapping[str, tuple[Span, ...]]
    actions: frozenset[int]
    pairs: Mapping[str, tuple[Pair, ...]]


def gold_of(record: Mapping[str, Any], starts: Sequence[int]) -> Told:
    """What the corpus says of a document."""
    text = record["text"]
    entities = [each for each in record["entities"] if each["confidence"] >= SURE]
    relations = [each for each in record["relations"] if each["confidence"] >= SURE]
    types = {(each["start"], each["end"]): each["type"] for each in entities}
    names = named(relations)
    kinds = {
        "organisations": [
            span for span, kind in types.items() if kind == "Organisation" and _is_name(text, span)
        ],
        "places": [span for span, kind in types.items() if kind == "Location" and _is_name(text, span)],
        "dates": [span for span, kind in types.items() if kind == "Temporal"],
        "figures": [
            span for span, kind in types.items() if kind == "Quantity" and text[slice(*span)] not in ARTICLES
        ],
    }
    pairs: dict[str, dict[tuple[str, str], Pair]] = {kind: {} for kind in CODED[1:]}
    actions = set()
    for relation in relations:
        ends = relation["source"], relation["target"]
        if relation["type"] == "FightingAgainst":
            actions |= {bisect_right(starts, end["start"]) for end in ends}
        kind = relation_kind(relation["type"], types.get((ends[1]["start"], ends[1]["end"])))
        one, other = (names.get(_key(end["text"]), (end["text"],)) for end in ends)
        other = (_number(ends[1]["text"]),) if kind == "counted" else other
        if kind == "counted" and other[0] in FEW:
            continue
        if kind is not None and not _is_bare(one) and not _is_bare(other):
            pairs[kind].setdefault((min(map(_key, one)), min(map(_key, other))), (one, other))
    arms = {head_word(text[slice(*span)]) for span, kind in types.items() if kind in ARMS}
    pairs["weapons"] = {(arm, ""): ((arm,), ("",)) for arm in arms}
    return Told(
        mentions={kind: tuple(spans) for kind, spans in kinds.items()},
        actions=frozenset(actions),
        pairs={kind: tuple(each.values()) for kind, each in pairs.items()},
    )


def relation_kind(relation: str, target: str | None) -> str | None:
    """What a relation with a target of that type is compared with; None where it is not."""
    if relation == "FightingAgainst":
        return "against"
    if relation == "CoLocated" and target == "Location":
        return "located"
    return "counted" if relation == "HasAttrOf" and target == "Quantity" else None


def named(relations: Iterable[Mapping[str, Any]]) -> dict[str, Filler]:
    """For every wording that has synonyms, all wordings of the same thing."""
    groups: dict[str, set[str]] = {}
    for relation in relations:
        if relation["type"] == "IsSynonymOf":
            ends = [relation[end]["text"] for end in ("source", "target")]
            joined = set(ends).union(*(groups.get(_key(end), ()) for end in ends))
            groups.update({_key(end): joined for end in joined})
    return {key: tuple(sorted(each)) for key, each in groups.items()}


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def _is_bare(wordings: Filler) -> bool:
    return all(_key(each) in PRONOUNS for each in wordings)


def _is_name(text: str, span: Span) -> bool:
    words = [word for word in text[slice(*span)].split() if _key(word) not in PRONOUNS | ARTICLES]
    return any(word[0].isupper() for word in words)


def _number(phrase: str) -> str:
    counts = [each.count for said in split_sentences(f"{phrase} men") for each in find_counts(said)]
    return figure_of(counts[0]) if counts else ""


def figure_of(count: Count) -> str:
    """The number of a count in digits; empty where there is none."""
    figure = count.low if count.low is not None else count.high
    return "" if figure is None else str(figure)
