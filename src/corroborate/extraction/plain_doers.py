"""Those who bear no arms and belong to no party, and yet do it: "two men fired", "a mob stormed the jail"."""

from __future__ import annotations

import functools

from corroborate.actors.nations import nations
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.model import UNKNOWN

_CROWD = frozenset(
    "protester protesters demonstrator demonstrators rioter rioters mob crowd residents youths villagers inhabitants "
    "supporters locals tribesmen herders settlers marchers students".split()
)
_OF_CROWDS = frozenset(
    "n.riot n.mob v.arson v.blockade n.protest v.protest v.kill v.attack v.abduct v.arrest".split()
)
_VIOLENT_VERBS = frozenset(
    "v.kill v.attack v.arson v.abduct v.explode v.hijack v.ambush v.overtake v.injure v.seize v.airstrike v.shell".split()
)
_QUALIFIERS = frozenset("in on with from of wearing riding armed dressed aboard".split())
_ENDS_NOUN = frozenset(
    ", . ; : was were is are been be had have has who which that and or but when as said by".split()
)
_ENDS_QUALIFIER = _ENDS_NOUN | {"on"}
_ADVERBS = frozenset("who also then later have had has reportedly allegedly again".split())
_OBLIQUE = frozenset(
    "of from with at in to for on against near between targeting including than as by and".split()
)
_OBJECT_BEGINS = frozenset(
    "a an the his her their its our him them two three four five six seven eight nine ten eleven twelve several dozens many "
    "some at around about nearly over more up another".split()
)
_PARTICIPLES = frozenset("shot hit struck hurt held beaten".split())
_ARMED = frozenset("armed unknown unidentified masked hooded".split())
_OWN = frozenset({"its", "their", "our"})
_LEADS = frozenset(
    "the a an its their our his her some that this those these both all local armed masked unknown unidentified suspected "
    "angry young same two three four five six seven eight nine ten several dozens of cattle".split()
)
_CULPRITS = frozenset(
    "mob mobs gang gangs crowd crowds vandals criminals criminal thieves thief saboteurs subjects individuals robber hunter "
    "poacher arsonist vigilante neighbours neighbors loyalists".split()
)
"""People known by what they do against others, whom no group takes in."""
_AGENTIVE = ("ers", "ors", "ists")
_THINGS = frozenset(
    "helicopters choppers bombers launchers launders fighters members officers others numbers disasters tractors trailers tankers "
    "motors reactors towers powers waters rivers quarters headquarters borders orders rumours tremors terrors errors "
    "carriers splinters containers computers shutters cylinders counters corners boulders trousers flowers "
    "factors sectors fires papers letters posters offers matters monsters showers twisters ministers leaders "
    "commanders speakers broadcasters newspapers boosters interceptors players mortars".split()
)


def may_act(passage: Passage, i: int, people: People) -> bool:
    """Whether people who bear no arms may be the doers: a crowd, a group's own members, the subject of a deed."""
    lowers = passage.sentences[i].lowers
    if lowers[people.head] in ("members", "member") and _OWN.intersection(lowers[people.begin : people.head]):
        return True
    if lowers[people.head] in _CROWD and _OF_CROWDS.intersection(m.kind for m in passage.triggers[i]):
        return True
    return people.group in ("unknown", "civilians", "officials") and does_it(
        passage, i, people.begin, people.end
    )


def does_it(passage: Passage, i: int, begin: int, end: int) -> bool:
    """Whether those of tokens `begin` to `end` are plainly the ones who do it: "two young men fired at", "beaten by"."""
    lowers = passage.sentences[i].lowers
    before = lowers[begin - 1] if begin else ""
    for verb in passage.triggers[i]:
        if verb.kind in _VIOLENT_VERBS and before == "by" and verb.end <= begin <= verb.end + 12:
            return True
    if lowers[begin - 2 : begin] in (["fire", "from"], ["hands", "of"], ["shots", "from"]):
        return True
    if before in _OBLIQUE:
        return False
    at = _past_qualifiers(passage, i, end)
    return _goes_on_to(passage, i, begin, end) or any(
        verb.begin == at and verb.kind in _VIOLENT_VERBS and _takes_object(passage, i, verb)
        for verb in passage.triggers[i]
    )


def _past_qualifiers(passage: Passage, i: int, end: int) -> int:
    """Where the verb of a subject that ends at `end` would begin: past days, adverbs and "in white shirts"."""
    lowers = passage.sentences[i].lowers
    days = {day.begin: day.end for day in passage.dates[i]}
    verbs = {m.begin for m in passage.triggers[i] if m.kind in _VIOLENT_VERBS}
    at, last = end, min(len(lowers), end + 10)
    while at < last and at not in verbs:
        if at in days:
            at = days[at]
        elif lowers[at] == "on" and at + 1 in days:
            at = days[at + 1]
        elif lowers[at] in _ADVERBS:
            at += 1
        elif lowers[at] in _QUALIFIERS:
            at += 1
            while (
                at < last
                and at not in verbs
                and at not in days
                and lowers[at] not in _ENDS_QUALIFIER | _PASTS
                and not lowers[at].endswith("ed")
            ):
                at += 1
        elif lowers[at] == "," and lowers[at + 1 : at + 2] in (["which"], ["who"]):
            at = next((k + 1 for k in range(at + 1, min(len(lowers), at + 14)) if lowers[k] == ","), last)
            last = min(len(lowers), at + 3)
        else:
            break
    return at


def carries_out(passage: Passage, i: int, begin: int, end: int) -> bool:
    """Whether those of tokens `begin` to `end` launched what a noun names: "Israel carried out its heaviest raids"."""
    lowers = passage.sentences[i].lowers
    if begin and lowers[begin - 1] in _OBLIQUE:
        return False
    at = _past_qualifiers(passage, i, end)
    launched = lowers[at : at + 1] in (["launched"], ["conducted"]) or lowers[at : at + 2] == [
        "carried",
        "out",
    ]
    return launched and any(m.kind[0] == "n" and at < m.begin <= at + 7 for m in passage.triggers[i])


def _goes_on_to(passage: Passage, i: int, begin: int, end: int) -> bool:
    """Whether those who open a clause do something, and then the deed: "men entered a house and shot nine guests"."""
    lowers = passage.sentences[i].lowers
    if begin > 8:
        return False
    at = _past_qualifiers(passage, i, end)
    if at >= len(lowers) or not (lowers[at].endswith("ed") or lowers[at] in _PASTS):
        return False
    if lowers[at + 1 : at + 2] in (["by"], ["in"], ["on"], ["after"], ["for"]):
        return False
    for verb in passage.triggers[i]:
        if at < verb.begin <= at + 25 and verb.kind in _VIOLENT_VERBS and lowers[verb.begin - 1] == "and":
            between = lowers[at : verb.begin]
            return {"was", "were", ";", "when", "that", "who"}.isdisjoint(between) and _takes_object(
                passage, i, verb
            )
    return False


_PASTS = frozenset("held broke burst drove rode came went set took threw tied got ran".split())


def _takes_object(passage: Passage, i: int, verb: Match) -> bool:
    """Whether a verb is told of its subject as the doer: something follows that it was done to."""
    sentence = passage.sentences[i]
    if verb.end >= len(sentence):
        return False
    after = sentence.lowers[verb.end]
    if after in _OBJECT_BEGINS or after.isdigit():
        return after != "at" or _is_aimed(sentence, verb)
    if verb.kind == "v.attack" and after in ("on", "shots", "into", "toward", "towards", "dead"):
        return True
    if after == "to" and sentence.lowers[verb.end + 1 : verb.end + 2] == ["death"]:
        return True
    word = sentence.lowers[verb.begin]
    if sentence.words[verb.end][:1].isupper() and not sentence.words[verb.end].isupper():
        return word not in _PARTICIPLES
    return any(p.begin == verb.end for p in passage.people[i])


def _is_aimed(sentence: Sentence, verb: Match) -> bool:
    """Whether "at" goes on with the deed: "fired at", "hit at least six", but not "evacuees hit at a station"."""
    if sentence.lowers[verb.end + 1 : verb.end + 2] in (["least"], ["most"]):
        return True
    return verb.kind == "v.attack" and sentence.lowers[verb.begin] not in _PARTICIPLES


def culprits(passage: Passage, i: int, taken: set[int]) -> list[People]:
    """Plain nouns for those who do harm that no list of people has: "vandals", "a mob", "a young Tunisian"."""
    sentence = passage.sentences[i]
    named = {token for one in passage.actors[i] if one.actor for token in range(one.begin, one.end)}
    found = []
    for at, word in enumerate(sentence.lowers):
        if at in taken or at in named or not (_names_culprits(word) or _is_of_nation(sentence, at)):
            continue
        if any(m.begin <= at < m.end for m in passage.things[i]):
            continue
        begin = at
        while begin and at - begin < 4 and sentence.lowers[begin - 1] in _LEADS - {"of"}:
            begin -= 1
        people = People(begin=begin, end=at + 1, head=at, group="unknown", count=UNKNOWN)
        if does_it(passage, i, begin, at + 1):
            found.append(people)
    return found


def _names_culprits(word: str) -> bool:
    return word in _CULPRITS or (len(word) > 5 and word.endswith(_AGENTIVE) and word not in _THINGS)


def _is_of_nation(sentence: Sentence, at: int) -> bool:
    """Whether a word names people by their nation alone: "Australians", "a young Tunisian"."""
    word = sentence.lowers[at]
    if not sentence.words[at][:1].isupper() or word.removesuffix("s") not in _demonyms():
        return False
    return word.endswith("s") or bool({"a", "an", "young"} & set(sentence.lowers[max(0, at - 2) : at]))


@functools.cache
def _demonyms() -> frozenset[str]:
    return frozenset(name.lower() for nation in nations().values() for name in nation.demonyms)
