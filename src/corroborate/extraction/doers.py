"""Who could have done it: the armed parties, crowds and states' arms that a stretch of a sentence names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.actors import ActorMention
from corroborate.actors.state import nation_mentions
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.extraction.plain_doers import carries_out, culprits, does_it, may_act
from corroborate.model.vocabulary import Group, PerpetratorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A party named as the doer: `hedged` when only suspected, `own` when it is "its fighters", the speaker's.

    `quiet` agents did nothing violent, or only answered it: they made an arrest, found arms, drove off an attack.
    """

    begin: int
    end: int
    name: str
    kind: PerpetratorKind
    group: Group
    actor: str | None = None
    hedged: bool = False
    own: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """A party that may be the doer, in its whole phrase of tokens `begin` to `end`: "a group of 30 BLA fighters".

    `head` is where the party's own words begin, `name_end` where its name ends; `noun` marks people, who own
    a deed only with "'s" ("the gunmen's attack"), where a name may stand bare ("a BLA attack").
    """

    agent: Agent
    begin: int
    head: int
    end: int
    name_end: int
    noun: bool = False


GROUP: dict[str, Group] = {
    "armed_group": "militants",
    "military": "military",
    "police": "police",
    "paramilitary": "paramilitary",
    "government": "military",
}
"""The group of a party's people by the kind of the party."""
_ARMED: frozenset[Group] = frozenset({"militants", "military", "police", "paramilitary", "security_forces"})
_SUSPECTED = frozenset(
    "thought suspected alleged believed presumed likely apparently probably blamed".split()
)
_OWN = frozenset({"its", "their", "our"})
_DETERMINERS = frozenset("the a an its their our his her some that this those these both all".split())
_NOT_NAMING = _DETERMINERS | frozenset(
    "same other such heroic brave valiant gallant courageous glorious cowardly barbaric treacherous vile wicked".split()
)
"""Words before a doer that are none of the name: those that point, praise or blame."""
_SPEECH = frozenset(
    "said say says told tell announced announces reported reports stated confirmed confirms added claimed claim claims alleged "
    "wrote tweeted according accused blamed".split()
)
_OFFICES = frozenset(
    "ministry minister ministers officials official authorities parliament court president chief spokesman spokesperson "
    "spokeswoman council commission governor prosecutor prosecutors source sources department office leader leaders "
    "agency administration premier cabinet director hospital superintendent inspector commissioner".split()
)
_BELONGING = frozenset("of from belong belonging affiliated linked loyal allied tied".split())
_BANDS = frozenset(
    "column group groups band bands convoy squad squads gang gangs team teams unit units number handful dozens hundreds scores "
    "members cadres men fighters personnel troops soldiers activists militants wing faction pair horde some batch "
    "member cadre commander commanders leaders activist committee dalam posse contingent party platoon company battalion detachment members mob aircraft drones jets".split()
)
_NOT_LED = frozenset(
    "of in on at by with from to for against near and or but when while after before as that who which , . ; : was were "
    "had has have ( ) \" ' “ ” said".split()
)


def find_doers(passage: Passage, i: int, people: Sequence[People], reach: tuple[int, int]) -> list[Doer]:
    """The parties of a stretch that may have done it, left to right; speakers and offices are none."""
    begin, end = reach
    found: list[Doer] = []
    absorbed: set[int] = set()
    told = [_own_words(passage, i, p) for p in people]
    told += culprits(passage, i, {token for p in told for token in range(p.begin, p.end)})
    for p in told:
        if not begin <= p.begin < end or p.bare or not (p.group in _ARMED or may_act(passage, i, p)):
            continue
        if any(m.begin <= p.head < m.end - 1 for m in passage.triggers[i]):
            continue  # "fighter jets"
        owner = owner_of(passage, i, p)
        found.append(_of_people(passage, i, p, owner))
        absorbed.update(range(found[-1].begin, found[-1].end))
    for mention in passage.actors[i]:
        if begin <= mention.begin < end and mention.begin not in absorbed and mention.kind in GROUP:
            found.append(_of_mention(passage, i, mention))
            absorbed.update(range(mention.begin, mention.end))
    found += _nations(passage, i, reach, absorbed)
    found += _states(passage, i, reach, absorbed)
    kept = [
        d
        for d in found
        if not is_office(d.agent.name) and not _is_speaker(passage, i, d) and not _names_thing(passage, i, d)
    ]
    return sorted(kept + _leaders(passage, i, reach), key=lambda doer: doer.begin)


def _own_words(passage: Passage, i: int, people: People) -> People:
    """People without the day or the place that stands before them: "On Friday | gunmen", "In Nampula | police"."""
    lowers = passage.sentences[i].lowers
    begin = people.begin
    for day in passage.dates[i]:
        if begin < day.end <= people.head:
            begin = day.end
    for place in passage.places[i]:
        led = place.begin and lowers[place.begin - 1] in ("in", "at", "near")
        if led and people.begin <= place.begin and begin < place.end <= people.head:
            begin = place.end
    return people if begin == people.begin else replace(people, begin=begin)


def owner_of(passage: Passage, i: int, people: People) -> ActorMention | None:
    """The party whose people they are: "fighters of the BLA", "an attacker affiliated with Daesh", "BLA fighters"."""
    lowers = passage.sentences[i].lowers
    for mention in passage.actors[i]:
        if mention.kind not in GROUP or not (mention.actor or _is_proper(mention)):
            continue
        inside = people.begin <= mention.begin and (
            (mention.actor and mention.actor == people.actor and mention.end <= people.end + 6)
            or (people.actor is None and mention.end <= people.end)
        )
        link = lowers[people.end : mention.begin]
        if inside or (0 < len(link) <= 6 and _BELONGING.intersection(link[:3]) and "," not in link):
            return mention
    return None


def _is_proper(mention: ActorMention) -> bool:
    """Whether a party that no registry knows has a name of its own: "Mehdi Army", not "Police"."""
    return mention.kind == "armed_group" and sum(word[:1].isupper() for word in mention.name.split()) > 1


def _of_people(passage: Passage, i: int, people: People, owner: ActorMention | None) -> Doer:
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    begin, name_end = people.begin, people.end
    while begin < people.end - 1 and lowers[begin] in _NOT_NAMING:
        begin += 1
    hedged = bool(_SUSPECTED.intersection(lowers[max(0, people.begin - 4) : people.end]))
    if owner is not None and owner.begin >= people.end:
        hedged = hedged or bool(_SUSPECTED.intersection(lowers[people.end : owner.begin]))
    if owner is not None:
        name_end = owner.end
        agent = Agent(
            begin=begin, end=people.end, name=owner.name, kind="organization", group=people.group,
            actor=people.actor or owner.actor, hedged=hedged,
        )  # fmt: skip
    else:
        name = passage.document.text[sentence.starts[begin] : sentence.ends[people.end - 1]]
        agent = Agent(
            begin=begin, end=people.end, name=name, kind="group", group=people.group, actor=people.actor,
            hedged=hedged, own=bool(_OWN.intersection(lowers[max(0, people.begin - 1) : people.head + 1])),
        )  # fmt: skip
    return Doer(
        agent=agent,
        begin=_whole(lowers, people.begin),
        head=people.begin,
        end=_past_bracket(lowers, max(people.end, owner.end if owner else 0)),
        name_end=min(name_end, people.end) if owner and owner.begin < people.end else people.end,
        noun=owner is None or owner.begin >= people.end,
    )


def _of_mention(passage: Passage, i: int, mention: ActorMention) -> Doer:
    lowers = passage.sentences[i].lowers
    begin = mention.begin
    hedged = bool(_SUSPECTED.intersection(lowers[max(0, begin - 4) : begin]))
    agent = Agent(
        begin=begin, end=mention.end, name=mention.name, kind="organization", group=GROUP[mention.kind],
        actor=mention.actor, hedged=hedged,
    )  # fmt: skip
    end = _past_bracket(lowers, mention.end)
    return Doer(agent=agent, begin=_whole(lowers, begin), head=begin, end=end, name_end=mention.end)


def _whole(lowers: list[str], begin: int) -> int:
    """Where the phrase begins that leads to a party's name: "a joint team of the CRPF"."""
    while begin and lowers[begin - 1] in _DETERMINERS | _SUSPECTED | {"unidentified", "unknown", "armed"}:
        begin -= 1
    head = begin - 2
    if head > 2 and lowers[head] == ")" and lowers[head - 2] == "(":
        head -= 3  # "a dalam (squad) of the group"
    head -= head > 0 and lowers[head].isdigit()  # "Team 3 of the group"
    if head < 0 or lowers[begin - 1] not in ("of", "from", "belonging") or lowers[head] not in _BANDS:
        return begin
    while head and lowers[head - 1] not in _NOT_LED and not lowers[head - 1].endswith("ing"):
        head -= 1
    return _whole(lowers, head)  # "a member of a committee of the group"


def _past_bracket(lowers: list[str], end: int) -> int:
    """Past a short form in brackets: "the Arakan Army (AA)"."""
    if lowers[end : end + 1] == ["("]:
        close = next((n for n in range(end + 1, min(len(lowers), end + 5)) if lowers[n] == ")"), None)
        return close + 1 if close is not None else end
    return end


def is_office(name: str) -> bool:
    """Whether the name is that of an office or of somebody who speaks, not of those who fight."""
    return bool(_OFFICES.intersection(name.lower().split()))


def _is_speaker(passage: Passage, i: int, doer: Doer) -> bool:
    """Whether the party is only named as the one who says so, or lends its name to one who does."""
    lowers = passage.sentences[i].lowers
    after = lowers[doer.end : doer.end + 2]
    if after and (after[0] in _SPEECH or after[0] in _OFFICES):
        return not (after[0] in ("claimed", "claims") and "to" in after)
    if len(after) > 1 and after[0] in ("has", "have", "also", "later", "had") and after[1] in _SPEECH:
        return True
    before = lowers[max(0, doer.agent.begin - 3) : doer.agent.begin]
    return "according" in before or bool(before and before[-1] in _SPEECH - {"blamed", "accused"})


def _names_thing(passage: Passage, i: int, doer: Doer) -> bool:
    """Whether the party only names a thing or a condition: "a police jeep", "anti-rebel", "rebel-held"."""
    lowers = passage.sentences[i].lowers
    said = lowers[doer.agent.begin : doer.name_end]
    if said and (said[0].startswith("anti-") or said[-1].endswith(_CONDITIONS)):
        return True
    if lowers[doer.end : doer.end + 1] and lowers[doer.end] in _INFORMERS:
        return True
    if doer.noun:
        return False
    return any(
        m.kind.startswith("object") and (m.begin == doer.end or m.begin <= doer.agent.begin < m.end)
        for m in passage.things[i]
    )


_INFORMERS = frozenset("informer informers informant informants custody uniform uniforms brutality".split())
_CONDITIONS = tuple(
    "-backed -affected -hit -held -infested -dominated -prone -controlled -run -led -related -ruled -linked".split()
)
_ARMS = frozenset(
    "aircraft jet jets warplane warplanes plane planes fighter helicopter helicopters gunship gunships drone drones missile "
    "missiles rocket rockets artillery shells tanks troops soldiers forces strike strikes airstrike airstrikes air attack "
    "attacks raid raids shelling bombardment bombing bombings fire army military navy bombs raids".split()
)


def _leaders(passage: Passage, i: int, reach: tuple[int, int]) -> list[Doer]:
    """Those whose deed is named after them: "a Taliban-led assault"."""
    sentence = passage.sentences[i]
    found = []
    for at in range(*reach):
        word = sentence.words[at]
        if not word.endswith("-led") or not any(at < m.begin <= at + 3 for m in passage.triggers[i]):
            continue
        actor = passage.tools.registry.resolve(word[:-4])
        if actor is None or actor.role not in GROUP:
            continue
        agent = Agent(
            begin=at,
            end=at + 1,
            name=word[:-4],
            kind="organization",
            group=GROUP[actor.role],
            actor=actor.id,
        )
        found.append(Doer(agent=agent, begin=at, head=at, end=at + 1, name_end=at + 1))
    return found


def _nations(passage: Passage, i: int, reach: tuple[int, int], taken: set[int]) -> list[Doer]:
    """The states whose arms did it: "Israeli strikes", "Pakistani aircraft", "a U.S. drone"."""
    sentence = passage.sentences[i]
    found = []
    for at in range(reach[0], min(reach[1], len(sentence) - 1)):
        word = sentence.words[at]
        if not word[:1].isupper() or at in taken or not _ARMS.intersection(sentence.lowers[at + 1 : at + 3]):
            continue
        state = passage.tools.registry.resolve(f"{word} military")
        if state is None or state.kind != "military" or state.country is None:
            continue
        arms = at + 2 if sentence.lowers[at + 1] in _ARMS else at + 3
        agent = Agent(
            begin=at,
            end=at + 1,
            name=f"{word} military",
            kind="organization",
            group="military",
            actor=state.id,
        )
        found.append(Doer(agent=agent, begin=_whole(sentence.lowers, at), head=at, end=arms, name_end=at + 1))
    return found


def _states(passage: Passage, i: int, reach: tuple[int, int], taken: set[int]) -> list[Doer]:
    """The states that did it, under their bare names: "Israel hit a convoy", "drones of the United States struck"."""
    sentence = passage.sentences[i]
    if not any(
        m.kind in ("v.attack", "v.explode", "v.kill", "v.carryout", "v.airstrike", "v.shell")
        for m in passage.triggers[i]
    ):
        return []
    found = []
    for state in nation_mentions(sentence):
        at, end = state.begin, state.end
        if not reach[0] <= at < reach[1] or at in taken or state.actor is None:
            continue
        begin = at - (at > 0 and sentence.lowers[at - 1] == "the")
        of_arms = sentence.lowers[max(0, begin - 2) : begin]
        if len(of_arms) == 2 and of_arms[1] == "of" and of_arms[0] in _ARMS:
            begin -= 2
            begin -= begin > 0 and sentence.lowers[begin - 1] == "the"
        elif (
            sentence.lowers[end : end + 1] in (["'s"], ["’s"])
            and sentence.lowers[end + 1 : end + 2]
            and sentence.lowers[end + 1] in _ARMS
        ):
            end += 2
        if does_it(passage, i, begin, end) or carries_out(passage, i, begin, end):
            name = " ".join(sentence.words[at : state.end])
            agent = Agent(
                begin=at, end=state.end, name=name, kind="organization", group="military", actor=state.actor
            )
            found.append(Doer(agent=agent, begin=begin, head=at, end=end, name_end=state.end))
    return found
