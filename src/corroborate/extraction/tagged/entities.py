"""Mentions that name one thing, brought together: names, their short forms, and what refers back to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.language.tagger.mentions import Mention
from corroborate.language.tagger.reading import Floats

_ARTICLES = frozenset(("the", "a", "an", "some", "several", "his", "her", "their", "its"))


@dataclass(slots=True, kw_only=True)
class Entity:
    """One thing in one role: the numbers of its mentions in the list they came from, and how sure it is.

    `best` is the number of the mention that names it best, `score` the probability that it plays the role.
    """

    role: str
    members: list[int]
    best: int
    score: float


def entities(
    text: str, found: Sequence[Mention], kept: Sequence[int], same: Floats, enough: float
) -> list[Entity]:
    """The entities among the `kept` mentions; `same` (N, N) is how likely two mentions name one thing."""
    names = {n: name_of(text[found[n].start : found[n].end]) for n in kept}
    home = {n: n for n in kept}

    def root(n: int) -> int:
        while home[n] != n:
            n = home[n]
        return n

    for at, i in enumerate(kept):
        for j in kept[:at]:
            if found[j].role == found[i].role and (
                names[i] == names[j] or is_acronym(names[i], names[j]) or same[i, j] >= enough
            ):
                home[root(i)] = root(j)
    grouped: dict[int, list[int]] = {}
    for n in kept:
        grouped.setdefault(root(n), []).append(n)
    made = []
    for members in grouped.values():
        best = max(members, key=lambda n: found[n].score)
        made.append(Entity(role=found[best].role, members=members, best=best, score=found[best].score))
    return made


def name_of(phrase: str) -> str:
    """A phrase as it is compared: lower case, single spaces, without the article."""
    words = re.sub(r"\s+", " ", phrase.lower()).strip(" \"'").split(" ")
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def is_acronym(one: str, other: str) -> bool:
    """Whether one name is made of the first letters of the other's words."""
    short, long = sorted((one, other), key=len)
    words = [word for word in re.findall(r"\w+", long) if word not in ("of", "the", "and", "for", "de", "la")]
    return 2 <= len(short) <= 6 and short.isalnum() and short == "".join(word[0] for word in words)
