"""Definite descriptions that take up a party named before: "the group", "the outfit", "the military"."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.actors.names import word_set
from corroborate.language.sentences import Sentence

_DETERMINERS = word_set("the this that said")
_NOUNS = {
    "armed_group": word_set(
        "group outfit organisation organization militia movement faction insurgents militants rebels guerrillas",
        "separatists gang cartel network alliance front",
    ),
    "military": word_set("army military troops soldiers navy"),
    "police": word_set("police"),
    "government": word_set("government ministry authorities administration junta regime"),
    "media": word_set("outlet newspaper agency broadcaster channel daily"),
    "monitor": word_set("monitor watchdog observatory institute tracker"),
}
_KINDS = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns}
_MODIFIERS = word_set(
    "armed militant rebel insurgent separatist terrorist jihadist banned outlawed islamist guerrilla same news rights"
)


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens `begin` to `end` (exclusive) take up a party of `kind` that was named before."""

    begin: int
    end: int
    kind: str


def find_descriptions(sentence: Sentence) -> list[Description]:
    """The definite descriptions of parties in `sentence`, such as "the group" or "the banned outfit"."""
    lowers = sentence.lowers
    found = []
    for i, low in enumerate(lowers[:-1]):
        if low not in _DETERMINERS:
            continue
        end = i + 2 if lowers[i + 1] not in _MODIFIERS else i + 3
        kind = _KINDS.get(lowers[end - 1]) if end <= len(lowers) else None
        if kind and (end == len(lowers) or lowers[end] != "of"):
            found.append(Description(i, end, kind))
    return found
