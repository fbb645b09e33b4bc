"""How a party owns up to a deed or denies it: "claimed the attack", "said that its men did it", "denied any role"."""

from __future__ import annotations

from corroborate.actors import ActorMention
from corroborate.extraction.attribution import attribution_at, speakers_of
from corroborate.extraction.passage import Passage
from corroborate.language.sentences import Sentence
from corroborate.model import Party

CLAIM = frozenset(
    "claimed claim claims claiming accepted accepts took taken admitted assumed assumes assume assuming acknowledged "
    "avowed owned".split()
)
DENY = frozenset("denied deny denies denying rejected rejects disclaimed disavowed".split())
DEEDS = frozenset(
    "attack attacks bombing bombings ambush assault assaults raid raids killing killings blast blasts explosion explosions "
    "abduction abductions kidnapping kidnappings shooting shootings assassination assassinations murder murders attempt "
    "operation operations strike strikes hijacking massacre incident action actions".split()
)
DEEDS_DENIED = frozenset(
    "responsibility involvement involved role carrying carried attacking targeting shelling shelled bombed bombing behind "
    "hand part having link links committing responsible accusation accusations allegation allegations killing killed firing fired attack".split()
)
_BELONGS_TO_ARMED = frozenset({"armed_group", "military", "police", "government"})
_PARTIES = frozenset({"armed_group", "military", "government", "police", "paramilitary"})
_NOBODY = frozenset("no neither none nobody not n't yet".split())
_LEAD = frozenset("the this that both these those all two three four five several".split())
_SAID = frozenset(
    "said says told announced announces admitted admits declared boasted stated confirmed".split()
)
_MEN = frozenset(
    "fighters men members militants brothers soldiers bombers own gunmen combatants cadres".split()
)
_DONE = frozenset(
    {("did", "it"), ("carried", "out"), ("carrying", "out"), ("was", "behind"), ("was", "responsible")}
)
_HAVE = frozenset("has have also later had since".split())


def is_avowal(lowers: list[str], verb: int) -> bool:
    """Whether the verb at `verb` owns up to a deed or denies one; "no group has claimed the attack" does not."""
    before, after = lowers[:verb], lowers[verb + 1 : verb + 9]
    if _NOBODY & set(before[-7:]):
        return False
    if lowers[verb] in DENY:
        return bool(DEEDS_DENIED & set(after)) or after[:1] in (["it"], ["this"])
    if (
        "responsibility" in after
        or after[:1] == ["credit"]
        or after[:1] == ["by"]
        or _is_of_responsibility(lowers, verb)
    ):
        return True
    if lowers[verb] not in ("claimed", "claims") or not after:
        return False
    if after[0] in ("them", "both", "it") and after[1:2] in ([], ["."], [","], ["on"], ["in"], [";"]):
        return True  # "claimed them on a web site"
    dated = after[1:2] in (["'s"], ["’s"])  # "claimed Monday's blast"
    return (after[0] in _LEAD or after[0].isdigit() or dated) and bool(DEEDS & set(after[:4]))


def _is_of_responsibility(lowers: list[str], verb: int) -> bool:
    """Whether responsibility is what was claimed: "responsibility was claimed by"."""
    return "responsibility" in lowers[max(0, verb - 4) : verb] and lowers[verb - 1] in ("was", "been", "is")


def avowers_of(passage: Passage, i: int, verb: int) -> list[Party]:
    """The parties that own up to a deed or deny it, by the verb at `verb`: "both the UBA and the BLF claimed"."""
    party = avower_of(passage, i, verb)
    if party is None:
        return []
    lowers = passage.sentences[i].lowers
    own = next((a for a in passage.actors[i] if a.name == party.name and a.actor == party.actor), None)
    if own is None or party.actor is None:
        return [party]
    others = [
        Party(name=a.name, role=a.role, actor=a.actor)
        for a in passage.actors[i]
        if a.kind in _PARTIES and a.actor not in (None, party.actor) and _are_joined(lowers, a, own)
    ]
    return [*others, party]


def _are_joined(lowers: list[str], first: ActorMention, last: ActorMention) -> bool:
    """Whether two parties stand side by side: "the UBA and the BLF"."""
    if first.begin > last.begin:
        first, last = last, first
    between = lowers[first.end : last.begin]
    return "and" in between and all(word in ("and", "the", ",", "both") for word in between)


def avower_of(passage: Passage, i: int, verb: int) -> Party | None:
    """The party that owns up to a deed or denies it, by the verb at `verb`."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    passive = lowers[verb + 1 : verb + 2] == ["by"] or _is_of_responsibility(lowers, verb)
    outer = verb if passive else _before_aside(sentence, verb)
    reach = verb + (16 if _is_of_responsibility(lowers, verb) else 6)
    near = [a for a in passage.actors[i] if (verb < a.begin <= reach if passive else a.end <= outer)]
    subject = [a for a in near if a.kind in _PARTIES]
    name = _name_after(sentence, verb + 2) if passive else _name_before(sentence, outer)
    if name is not None and not any(a.begin <= name[1] and a.end >= name[0] for a in subject):
        return Party(name=" ".join(sentence.words[name[0] : name[1]]), role="armed_group")
    if subject:
        actor = min(subject, key=lambda a: (a.actor is None, abs(verb - a.end)))
        return Party(name=actor.name, role=actor.role, actor=actor.actor)
    if passive:
        return None
    offset = sentence.ends[min(verb + 1, len(sentence) - 1)]
    meant = _subject(passage, i, verb) or next(iter(attribution_at(passage, offset, offset + 1)), None)
    return meant if meant is not None and meant.role in _BELONGS_TO_ARMED else None


def _before_aside(sentence: Sentence, verb: int) -> int:
    """Where the subject of a verb ends: before an aside, "The X Front, a branch of the Y, claimed"; else at the verb.

    Where only "a group" stands before the aside, the aside has its name: "A group unknown till now, the X, claimed".
    """
    lowers, end = sentence.lowers, verb
    while end and lowers[end - 1] in _HAVE:
        end -= 1
    if not end or lowers[end - 1] != ",":
        return verb
    opens = next((at for at in range(end - 2, max(-1, end - 16), -1) if lowers[at] == ","), None)
    if opens is None:
        return verb
    nameless = all(word == word.lower() for word in sentence.words[1:opens])
    return end - 1 if nameless else opens


def _name_after(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """A name that no register knows right after "by": "claimed by the Lions of the Dawn"."""
    at += sentence.lowers[at : at + 1] in (["the"], ["a"])
    end = at
    while end < len(sentence) and _is_of_name(sentence, end, at):
        end += 1
    return (at, end) if end - at > 1 else None


def _name_before(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """A name that no register knows right before the verb: "The Lions of the Dawn claimed the attack"."""
    end = verb
    while end and sentence.lowers[end - 1] in _HAVE:
        end -= 1
    begin = end
    while begin and _is_of_name(sentence, begin - 1, end):
        begin -= 1
    begin += sentence.lowers[begin : begin + 1] == ["the"]
    return (begin, end) if end - begin > 1 and sentence.words[begin][:1].isupper() else None


def _is_of_name(sentence: Sentence, at: int, edge: int) -> bool:
    word = sentence.words[at]
    named = word[:1].isupper() or word[:3] in ("al-", "el-", "ul-")
    return (named and not word.isupper()) or (word in ("of", "the", "al", "for") and at != edge)


def _subject(passage: Passage, i: int, verb: int) -> Party | None:
    """Whom the subject of a claim means: "the group claimed responsibility", "it denied involvement"."""
    lowers = passage.sentences[i].lowers
    begin = next(
        (at for at in range(verb - 1, max(-1, verb - 5), -1) if lowers[at] in ("the", "it", "they")), None
    )
    if begin is None:
        return None
    end = begin + 1
    if lowers[begin] == "the":
        end = next((at for at in range(begin + 1, verb) if lowers[at] in _HAVE), verb)
    speaker = speakers_of(passage).speaker(i, begin, end)
    return speaker.party if speaker is not None else None


def admitting(passage: Passage, i: int) -> Party | None:
    """The armed group that says its people did it: "the LRA said that four of its fighters were inside"."""
    lowers = passage.sentences[i].lowers
    groups = [a for a in passage.actors[i] if a.kind == "armed_group" and a.actor]
    if not groups or not _SAID.intersection(lowers) or _NOBODY & set(lowers[:6]):
        return None
    for actor in groups:
        said = next(
            (at for at in range(actor.end, min(len(lowers), actor.end + 7)) if lowers[at] in _SAID), None
        )
        if said is not None and "," not in lowers[actor.end : said] and _tells_of_its_own(lowers, said):
            return Party(name=actor.name, role=actor.role, actor=actor.actor)
    return None


def _tells_of_its_own(lowers: list[str], said: int) -> bool:
    """Whether what is said is that the speaker's people did it, not that it was done to them."""
    for at in range(said + 1, min(len(lowers) - 2, said + 18)):
        if lowers[at] in ("it", "group") and tuple(lowers[at + 1 : at + 3]) in _DONE:
            return True
        if (
            lowers[at] in ("it", "group")
            and lowers[at + 1] == "had"
            and tuple(lowers[at + 2 : at + 4]) in _DONE
        ):
            return True
        if lowers[at] == "its" and lowers[at + 1] in _MEN:
            return not {"were", "was", "been", "died", "lost", "being"} & set(lowers[at + 2 : at + 4]) or (
                lowers[at + 3 : at + 4] in (["inside"], ["behind"], ["responsible"])
            )
    return False
