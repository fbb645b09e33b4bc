"""What is told as a deed, and what is a habit, a topic or another field of life."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.extraction.deed import Deed
from corroborate.extraction.kinds import ARMS_FOUND, VIOLENT
from corroborate.extraction.passage import Passage
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence

_ARMED_PEOPLE = frozenset(
    {"people.military", "people.police", "people.paramilitary", "people.security_forces", "people.militants"}
)


def is_elsewhere(passage: Passage) -> bool:
    """Whether the document is about another field of life: more of its words are of sport, art or trade than of arms."""
    elsewhere: set[str] = set()
    armed: set[str] = set()
    for i, sentence in enumerate(passage.sentences):
        for match in passage.markers[i]:
            if match.kind.startswith("topic."):
                elsewhere.add(" ".join(sentence.lowers[match.begin : match.end]))
        for match in passage.people[i]:
            if match.kind in _ARMED_PEOPLE:
                armed.add(sentence.lowers[match.end - 1])
        armed.update(sentence.lowers[m.begin] for m in passage.triggers[i] if m.kind in VIOLENT)
    if len(elsewhere) >= 4 and len(elsewhere) >= len(armed):
        return True
    long = sum(len(sentence) for sentence in passage.sentences) >= _ENOUGH
    return long and len(elsewhere) >= 3 and len(elsewhere) >= _SHARE * len(armed)


_ENOUGH, _SHARE = 100, 0.3
"""Words from which a text tells its field by fewer signs, and their least share of those of arms."""


_ARMED_KINDS = frozenset(
    "n.airstrike v.airstrike n.shelling v.shell n.grenade n.explosion v.explode v.suicide n.suicide v.ambush n.ambush "
    "n.clash v.clash v.abduct".split()
)


def is_told(deed: Deed, sentence: Sentence, markers: Sequence[Match]) -> bool:
    """Whether the stretch tells of a deed and not of a habit, a topic or another field of life."""
    kinds = {m.kind for m in markers if deed.begin <= m.begin < deed.end}
    counted = any(h.people.count.low is not None or h.people.count.high is not None for h in deed.harms)
    set_in = bool(deed.dates or deed.places)
    topics = [m for m in markers if m.kind == "topic.other"]
    if deed.kinds & _KILLED:
        topics = [m for m in topics if sentence.lowers[m.begin] not in _PLAYERS]
    if _is_of_play(sentence.lowers) and not counted:
        return False
    if topics and (len(topics) > 1 or not (deed.agents or counted)):
        return False
    if "topic.fiction" in kinds or (deed.plural and "marker.trend" in kinds):
        return False
    if "topic.accident" in kinds and not deed.agents and not deed.kinds & _ARMED_KINDS:
        return False
    if "marker.comment" in kinds and not deed.harms and not deed.dates:
        return False
    if "marker.habitual" in kinds and not (counted and deed.dates):
        return False
    if "n.casualties" in deed.kinds and counted:
        return True  # "No casualties were reported."
    if deed.kinds <= _AGREED:
        return _is_quiet_deed(deed, sentence) and bool(deed.dates)
    if not counted and _is_in_scare_quotes(sentence, deed.at):
        return False
    if deed.type == "disrupted_weapons_use":
        return bool(ARMS_FOUND.intersection(sentence.lowers))
    if deed.kinds <= {
        "n.operation",
        "v.seize",
        "v.blockade",
        "n.blockade",
        "v.withdraw",
        "v.agree",
        "n.casualties",
        "v.carryout",
        "n.threat",
    }:
        return _is_quiet_deed(deed, sentence)
    if counted or (deed.harms and (set_in or deed.agents)):
        return True
    if deed.weak:
        return set_in or bool(deed.agents) or (deed.type == "arrests" and bool(deed.hits))
    return set_in or bool(deed.hits and deed.agents) or deed.anaphoric


_KILLED = frozenset({"v.kill", "v.die", "adj.dead"})
_PLAYERS = frozenset("striker midfielder defender goalkeeper batsman quarterback coach comedian".split())
"""Those of another field of life, who may be killed like others: "the striker was shot dead"."""


def _is_of_play(lowers: list[str]) -> bool:
    """Whether a deed was done in a game: "in the second half on Saturday", "on move 21"."""
    for at in range(1, len(lowers) - 1):
        if lowers[at] == "half" and lowers[at - 1] in ("first", "second") and lowers[at + 1] != "of":
            return "hour" not in lowers[at : at + 3]
        if lowers[at] == "move" and lowers[at - 1] == "on" and lowers[at + 1].isdigit():
            return True
    return False


_AGREED = frozenset({"n.agreement", "v.agree", "n.operation"})
_OPENING, _CLOSING = frozenset('"“‘«'), frozenset('"”’»')


def _is_in_scare_quotes(sentence: Sentence, at: int) -> bool:
    """Whether a word of violence is what somebody calls something: 'criticised it as "an attack on the law"'."""
    lowers = sentence.lowers
    opens = next((n for n in range(at - 1, max(-1, at - 4), -1) if lowers[n] in _OPENING), None)
    closes = next((n for n in range(at + 1, min(len(lowers), at + 7)) if lowers[n] in _CLOSING), None)
    if opens is None or closes is None or opens < 2:
        return False
    return bool(_CALLS.intersection(lowers[max(0, opens - 6) : opens]))


_CALLS = frozenset("as call calls called calling described describes termed dubbed like it known".split())


def _is_quiet_deed(deed: Deed, sentence: Sentence) -> bool:
    """Whether seizing, blocking, withdrawing or agreeing is told as a deed of its own."""
    lowers = set(sentence.lowers)
    if deed.kinds & {"n.blockade", "v.blockade"}:
        return bool(lowers & {"highway", "road", "roads", "traffic", "blockade", "railway"}) and bool(
            deed.agents or deed.dates
        )
    if deed.kinds & {"v.agree"}:
        return bool(lowers & {"ceasefire", "truce", "cease-fire"})
    if deed.kinds == {"n.agreement"}:
        return bool(lowers & {"effect", "force", "declared", "announced", "proclaimed", "signed"})
    return bool(deed.dates and deed.places and deed.agents)
