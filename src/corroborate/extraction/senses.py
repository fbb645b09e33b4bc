"""In which sense a word of violence is used here: what it is about, whether it was done at all."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.extraction.figures_of_speech import is_figure
from corroborate.extraction.passage import Passage
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence


def is_unreal(sentence: Sentence, match: Match, markers: Sequence[Match], begin: int) -> bool:
    """Whether the deed is only feared, possible, or denied to have happened: "could attack", "if attacked"."""
    lowers = sentence.lowers
    if match.begin >= 1 and lowers[match.begin - 1] == "to" and match.kind.startswith("v."):
        window = set(lowers[max(0, match.begin - 5) : match.begin])
        if not window & {
            "managed",
            "tried",
            "attempted",
            "used",
            "threatened",
            "attempting",
            "bid",
            "attempt",
            "trying",
            "continued",
            "went",
            "failed",
            "said",
            "reported",
            "believed",
        }:
            return True
    if lowers[match.end : match.end + 2] in (["like", "a"], ["like", "an"]):
        return True
    for marker in markers:
        if lowers[marker.begin] == "can" and lowers[marker.end : marker.end + 1] in (["bomb"], ["bombs"]):
            continue  # "two can bombs were found"
        if marker.kind == "marker.unreal" and begin <= marker.begin < match.begin <= marker.end + 5:
            return not any(word in (";", ".", "but") for word in lowers[marker.end : match.begin])
    before = lowers[max(begin, match.begin - 3) : match.begin]
    return match.kind.startswith("v.") and ("not" in before or "n't" in before or "never" in before)


def is_charge(lowers: list[str], match: Match, triggers: Sequence[Match]) -> bool:
    """Whether a deed is only what those arrested or surrendered are charged with: "wanted for the killing of two"."""
    if match.kind in _HELD or not any(m.kind in _HELD for m in triggers):
        return False
    for at in range(match.begin - 1, max(-1, match.begin - 30), -1):
        if lowers[at] in (".", ";"):
            return False
        if lowers[at] in _CHARGES and not any(
            at < m.begin < match.begin and m.kind in _HELD for m in triggers
        ):
            return True
        if lowers[at] in ("in", "over", "for") and at and lowers[at - 1] in _HELD_WORDS:
            return True  # "arrested over the bombing", "held for the murder"
    return False


_HELD = frozenset({"v.arrest", "n.arrest", "v.surrender", "n.surrender"})
_HELD_WORDS = frozenset("arrested held detained apprehended nabbed arrest arrests questioned".split())
_CHARGES = frozenset(
    "involved involvement wanted accused charged connection responsible suspected implicated convicted participated "
    "masterminded mastermind confessed admitted complicity relation role suspicion".split()
)


def is_idle(lowers: list[str], match: Match) -> bool:
    """Whether a word has another sense: "the demonstrated ability", "rallied to a win", "the occupied hills"."""
    if is_figure(lowers, match):
        return True
    if match.kind == "v.overtake" and lowers[match.begin] == "occupied":
        return bool(match.begin) and lowers[match.begin - 1] in ("the", "of", "in", "an", "their")
    before = lowers[max(0, match.begin - 3) : match.begin]
    after = lowers[match.end] if match.end < len(lowers) else "."
    if lowers[match.begin] in ("strike", "strikes") and _OF_WORKERS.intersection(before):
        return True
    if lowers[match.begin] in ("fired", "fires") and match.kind == "v.attack" and after.isdigit():
        return "shots" not in lowers and "rounds" not in lowers  # "the factory fired 300 workers"
    return match.kind == "v.protest" and after not in _PROTESTED


_OF_WORKERS = frozenset(
    "joined join call called calls staged ended suspended observe observed threatened hunger union unions".split()
)
_PROTESTED = frozenset("in outside against at on for near over across demanding peacefully . ,".split())


def is_reference(lowers: list[str], match: Match) -> bool:
    """Whether a word only names an earlier deed, after which this one was done: "following the clash"."""
    before = lowers[max(0, match.begin - 3) : match.begin]
    return (
        bool(before)
        and match.kind.startswith("n.")
        and bool({"the", "that", "this"} & set(before))
        and bool({"following", "after", "before", "since"} & set(before))
    )


def sense_of(passage: Passage, i: int, match: Match) -> str:
    """The class of a trigger; to capture or seize a place is to overtake it."""
    if match.kind in ("v.capture", "v.seize"):
        seized = passage.sentences[i].lowers[match.begin].startswith(("seiz", "snatch"))
        if (
            match.kind == "v.seize"
            and seized
            and passage.sentences[i].lowers[match.end : match.end + 1] != ["by"]
            and any(match.end <= p.begin <= match.end + 2 for p in passage.people[i])
        ):
            return "v.abduct"
        if any(
            m.kind == "object.vehicle"
            and match.end <= m.begin <= match.end + 4
            and _CARRIERS.intersection(passage.sentences[i].lowers[m.begin : m.end])
            for m in passage.things[i]
        ):
            return "v.hijack"
        if match.kind == "v.capture" and any(
            m.kind == "object.building"
            and match.end <= m.begin <= match.end + 10
            and not _LOCAL.intersection(passage.sentences[i].lowers[match.end : m.begin])
            and not any(
                match.end <= p.begin < m.begin and p.kind != "people.member" for p in passage.people[i]
            )
            for m in passage.things[i]
        ):
            return "v.overtake"
        for place in passage.places[i]:
            if match.end <= place.begin <= match.end + 3 and not _LOCAL.intersection(
                passage.sentences[i].lowers[match.end : place.begin]
            ):
                return "v.overtake"
    lowers = passage.sentences[i].lowers
    flown = _AIR.intersection(lowers[max(0, match.begin - 8) : match.begin]) or "air force" in " ".join(
        lowers
    )
    named = _STRUCK.intersection(lowers[match.begin : match.end])
    if flown and named and match.kind in ("v.explode", "v.attack", "n.explosion"):
        return "n.airstrike"
    if match.kind in ("n.attack", "v.attack") and lowers[match.end - 1] in ("strike", "strikes"):
        return "n.strike" if match.kind == "n.attack" else match.kind
    return match.kind


_STRUCK = frozenset(
    "bombed bombing bombs struck hit hits targeted targeting attacked attacks pounded bombings".split()
)


_DOWNED = frozenset("down downed downing intercepted destroyed intercepting repelled".split())


_AIR = frozenset(
    "aircraft jet jets warplane warplanes plane planes airplanes helicopter helicopters aerial airforce".split()
)


_DEVICES = frozenset({"n.grenade", "n.shelling", "n.explosion"})


_FINDS = frozenset(
    "found discovered unearthed recovered confiscated carrying possession equipped stash cache haul".split()
)


_LOCAL = frozenset("in from at near by of on during after".split())


_CARRIERS = frozenset(
    "train bus plane airliner aircraft ship vessel tanker boat ferry express dredger freighter".split()
)
