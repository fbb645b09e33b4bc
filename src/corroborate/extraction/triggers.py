"""The words that tell of a deed, verbs and nouns told apart: "militants attack" and "the militants' attack"."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.actors import ActorMention
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence

_NOUN_OF = {
    "v.attack": "n.attack",
    "v.ambush": "n.ambush",
    "v.clash": "n.clash",
    "v.explode": "n.explosion",
    "v.shell": "n.shelling",
    "v.kill": "n.attack",
    "v.protest": "n.protest",
    "v.arrest": "n.arrest",
    "v.blockade": "n.blockade",
    "v.abduct": "n.abduction",
    "v.surrender": "n.surrender",
    "v.hijack": "n.abduction",
}
_NOT_NOUNS = frozenset(
    "fire fires target targets hit hits mine mines block blocks shell shells rocket rockets rally rallies sign signs".split()
)
"""Words whose noun tells of no deed, or that are listed as nouns by themselves."""
_NEVER_NOUNS = frozenset(
    "abduct kidnap kill kills explode detonate hijack waylay behead execute injure".split()
)
_LEADS_VERB = frozenset(
    "to will would can could may might must should shall did do does not n't who which that they we i you it he she "
    "also then and regularly often frequently".split()
)
_NOUN_AFTER = frozenset(
    "on in at by of against that which kills kill killed leaves left leave was were is are has had have targeting "
    "targets targeted hits hit wounds injures claimed claims struck comes came near as after , . : and took , takes".split()
)


def find_triggers(
    sentence: Sentence, matches: list[Match], bearers: Iterable[Match | ActorMention]
) -> list[Match]:
    """The triggers of a sentence; a bare form is a verb after "to", a pronoun or those who act, else a noun."""
    matches = _with_parted(sentence.lowers, matches)
    if not matches:
        return matches
    ends = {bearer.end for bearer in bearers}
    titled = _is_titled(sentence)
    settled = []
    for match in matches:
        if not titled and _is_in_name(sentence, match):
            continue
        noun = _NOUN_OF.get(match.kind) if sentence.lowers[match.begin] not in _NEVER_NOUNS else None
        if (
            noun is None
            or match.end - match.begin > 1
            or not _is_bare(sentence.lowers[match.begin])
            or _is_verb(sentence.lowers, match.begin, ends)
        ):
            settled.append(match)
        elif sentence.lowers[match.begin] not in _NOT_NOUNS:
            settled.append(Match(match.begin, match.end, noun))
    return settled


def _with_parted(lowers: list[str], matches: list[Match]) -> list[Match]:
    """The triggers with verbs whose object stands before their particle: "set two lorries ablaze", "blew a bridge up"."""
    parted = [
        Match(at, at + 1, kind)
        for at, word in enumerate(lowers)
        if word in _PARTED
        and (kind := _parted(lowers, at))
        and not any(m.begin <= at < m.end for m in matches)
    ]
    return sorted([*matches, *parted], key=lambda match: match.begin) if parted else matches


def _parted(lowers: list[str], at: int) -> str | None:
    ends = _PARTED[lowers[at]]
    if lowers[at] in _SUBJECT_FIRST and _WAS.intersection(lowers[max(0, at - 3) : at]):
        return _of_subject(lowers, at, ends)
    for n in range(at + 1, min(len(lowers), at + 14)):
        if lowers[n] in _ENDS or (lowers[n] == "," and n < at + 3):
            return None
        kind = ends.get(lowers[n]) or ends.get(" ".join(lowers[n : n + 2]))
        if kind is not None:
            return kind
    return None


def _of_subject(lowers: list[str], at: int, ends: dict[str, str]) -> str | None:
    """The class of a passive whose subject tells it: "two mines were found", "a camp was busted"."""
    for n in range(at - 1, max(-1, at - 22), -1):
        if lowers[n] in (".", ";", ":"):
            return None
        if lowers[n] in ends:
            return ends[lowers[n]]
    return None


_WAS = frozenset("was were been being".split())
_ENDS = frozenset(". ; : when while after before who which that said".split())
_FOUND = dict.fromkeys(
    "weapons arms ammunition explosives explosive bomb bombs ied ieds landmine landmines land-mine land-mines mine mines "
    "rifle rifles pistol pistols revolver revolvers gun guns firearm firearms cartridges bullets detonator detonators "
    "grenade grenades gelatine dynamite rocket rockets cache dump arsenal can-bomb can-bombs time-bomb".split(),
    "v.seize",
)
_BURNT = {"ablaze": "v.arson", "afire": "v.arson", "alight": "v.arson", "on fire": "v.arson"}
_CAMPS = dict.fromkeys(
    "camp camps hideout hideouts hide-out hide-outs bunker bunkers den dens unit factory base training".split(),
    "v.arson",
)
_UP, _DOWN, _DEAD = {"up": "v.explode"}, {"down": "v.kill"}, {"to death": "v.kill"}
_PARTED: dict[str, dict[str, str]] = {
    **dict.fromkeys("set sets setting".split(), _BURNT),
    **dict.fromkeys("blow blows blew blowing".split(), _UP),
    **dict.fromkeys("found finds detected discovered spotted located".split(), _FOUND),
    **dict.fromkeys("bust busts busted busting neutralised neutralized".split(), _CAMPS | _FOUND),
    **dict.fromkeys("gun guns gunned gunning mowed".split(), _DOWN),
    **dict.fromkeys(
        "hack hacks hacked hacking stabbed beat beats beaten bludgeoned stoned clubbed".split(), _DEAD
    ),
}
"""The last words of verbs that may stand apart from them, by the verb's forms; arms that are found are seized."""
_SUBJECT_FIRST = frozenset("found detected discovered spotted located busted neutralised neutralized".split())


def _is_titled(sentence: Sentence) -> bool:
    """Whether most words have capitals, as in a headline: there a capital tells nothing."""
    words = [word for word in sentence.words if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _is_in_name(sentence: Sentence, match: Match) -> bool:
    """Whether a word is part of a name: "Ram Pravesh Yadav", "Storm Shadow"."""
    at = match.begin
    if at == 0 or match.end - at > 1 or not sentence.words[at][:1].isupper() or sentence.words[at].isupper():
        return False
    beside = [sentence.words[n] for n in (at - 1, at + 1) if 0 < n < len(sentence)]
    return any(word[:1].isupper() and word[1:2].islower() for word in beside)


def _is_bare(word: str) -> bool:
    return not word.endswith(("ed", "ing")) and word not in _PASTS


def _is_can_bomb(lowers: list[str], at: int) -> bool:
    """Whether "can" is what a bomb is made of: "two can bombs", "a can bomb"."""
    return lowers[at] == "bombs" or (
        lowers[at] == "bomb" and lowers[at - 2] in ("a", "one", "the", "kg", "kilogram")
    )


_PASTS = frozenset(
    "shot struck hit blew blown beat beaten slain slew fought broke broken stabbed ripped tore torn".split()
)


def _is_verb(lowers: list[str], at: int, ends: set[int]) -> bool:
    before = lowers[at - 1] if at else ""
    if before in _LEADS_VERB:
        return not (before == "can" and _is_can_bomb(lowers, at))
    if at not in ends:
        return False
    after = lowers[at + 1] if at + 1 < len(lowers) else "."
    return after not in _NOUN_AFTER
