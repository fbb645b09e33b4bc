"""Which unknown organisations of a document are armed groups: those that speak of their fighters."""

from __future__ import annotations

from dataclasses import replace

from corroborate.actors import ActorMention
from corroborate.language.sentences import Sentence

_OWN = frozenset({"its", "their", "our"})
_FIGHTERS = frozenset(
    "fighters militants forces gunmen mujahideen rebels soldiers troops combatants commandos squad unit units snipers".split()
)
_REACH = 14


def with_armed(sentences: list[Sentence], actors: list[list[ActorMention]]) -> list[list[ActorMention]]:
    """The mentions, those of organisations that "said its fighters …" or claimed an attack as armed groups."""
    armed = {
        one.name
        for sentence, found in zip(sentences, actors, strict=True)
        for one in found
        if one.kind == "organization" and _speaks_of_fighters(sentence, one)
    }
    if not armed:
        return actors
    return [
        [replace(one, kind="armed_group", role="armed_group") if one.name in armed else one for one in found]
        for found in actors
    ]


def _speaks_of_fighters(sentence: Sentence, one: ActorMention) -> bool:
    after = sentence.lowers[one.end : one.end + _REACH]
    if "claimed" in after[:5] and "responsibility" in after[:7]:
        return True
    return any(
        word in _OWN and after[n + 1 : n + 3] and _FIGHTERS.intersection(after[n + 1 : n + 3])
        for n, word in enumerate(after)
    )
