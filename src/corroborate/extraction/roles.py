"""Who did it, to what, and with what: the agents, targets and weapons that a stretch of a sentence names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.actors import ActorMention
from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.language.lexicon import Match
from corroborate.model import UNKNOWN, Count
from corroborate.model.vocabulary import Group, PerpetratorKind, TargetEffect, TargetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A party named as the doer: `hedged` when only suspected, `own` when it is "its fighters", the speaker's."""

    begin: int
    end: int
    name: str
    kind: PerpetratorKind
    group: Group
    actor: str | None = None
    hedged: bool = False
    own: bool = False
    blamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Somebody or something that was hit or meant to be hit."""

    begin: int
    end: int
    name: str
    kind: TargetKind
    group: Group
    effect: TargetEffect
    count: Count = UNKNOWN


_GROUP: dict[str, Group] = {
    "armed_group": "militants",
    "military": "military",
    "police": "police",
    "paramilitary": "paramilitary",
    "government": "military",
}
_HEDGES = frozenset(
    "suspected alleged believed suspecting presumed unidentified unknown likely apparently probably".split()
)
_SUSPECTED = frozenset("suspected alleged believed presumed likely apparently probably blamed".split())
_OWN = frozenset({"its", "their", "our"})
_DETERMINERS = frozenset("the a an its their our his her some that this those these both all".split())
_ARMED: frozenset[Group] = frozenset({"militants", "military", "police", "paramilitary", "security_forces"})
_SPEECH = frozenset(
    "said say says told tell announced announces reported reports stated confirmed confirms added claimed claim claims alleged "
    "wrote tweeted according accused blamed".split()
)
_DESTROYED = frozenset(
    "destroyed destroying torched torching burnt burned ablaze demolished gutted razed flattened fire".split()
)
_DAMAGED = frozenset("damaged damaging damage struck hit".split())
_SEIZED = frozenset("seized seizing occupied occupying captured snatched took".split())


def find_agents(
    passage: Passage,
    i: int,
    main: Match,
    people: Sequence[People],
    harms: Sequence[Harm],
    reach: tuple[int, int],
) -> list[Agent]:
    """Who is named as the doer of the deed that `main` tells, the surest first."""
    main = _done(passage, i, main, reach)
    victims = {token for h in harms for token in range(h.people.begin, h.people.end)}
    named = [
        a
        for a in _candidates(passage, i, people, reach)
        if not victims.intersection(range(a.begin, a.end)) and not _is_speaker(passage, i, a)
    ]
    lowers = passage.sentences[i].lowers
    hit = victims | {
        token for p in people for token in range(p.begin, p.end) if _is_object(passage, i, p, main)
    }
    named += [a for a in _nation(passage, i, main, named) if not {a.end, a.end + 1} & hit]
    by = [a for a in named if _is_by(lowers, a)]
    before = [a for a in named if a.end <= main.begin and not _is_oblique(lowers, a)]
    passive = bool({"was", "were", "been", "being"} & set(lowers[max(0, main.begin - 3) : main.begin]))
    modifying = [
        a
        for a in named
        if not _is_oblique(lowers, a) and 0 <= main.begin - a.end <= 3 and _is_modifier(lowers, a, main)
    ]
    if by:
        return by[:2]
    states = {a.begin for a in passage.actors[i] if a.kind == "government"}
    if modifying and main.kind.startswith("n."):
        return (
            modifying[-1:]
            if modifying[-1].begin not in states or passage.sentences[i].words[main.begin - 1][:1].isupper()
            else []
        )
    if before and not passive and not (main.kind.startswith("n.") and before[-1].begin in states):
        return before[:1] if _is_aside(lowers, before, main) else _together(lowers, before)
    loose = [a for a in named if a.group == "militants" and a not in by and not _is_oblique(lowers, a)]
    return loose[:1] if not passive else []


_ARMS = frozenset(
    "aircraft jet jets warplane warplanes plane planes fighter helicopter helicopters gunship gunships drone drones missile "
    "missiles rocket rockets artillery shells tanks troops soldiers forces strike strikes airstrike airstrikes air attack "
    "attacks raid raids shelling bombardment bombing bombings fire army military navy bombs raids".split()
)


_CROWD = frozenset(
    "protester protesters demonstrator demonstrators rioter rioters mob crowd residents youths villagers inhabitants "
    "supporters locals tribesmen herders settlers marchers students".split()
)


def _may_act(passage: Passage, i: int, people: People) -> bool:
    """Whether people who bear no arms may be the doers: a crowd, or a group's own members."""
    lowers = passage.sentences[i].lowers
    if lowers[people.head] in ("members", "member") and _OWN.intersection(lowers[people.begin : people.head]):
        return True
    kinds = {m.kind for m in passage.triggers[i]}
    return lowers[people.head] in _CROWD and bool(
        kinds
        & {
            "n.riot",
            "n.mob",
            "v.arson",
            "v.blockade",
            "n.protest",
            "v.protest",
            "v.kill",
            "v.attack",
            "v.abduct",
            "v.arrest",
        }
    )


def _nation(passage: Passage, i: int, main: Match, named: list[Agent]) -> list[Agent]:
    """The state whose arms did it: "Israeli strikes", "Pakistani aircraft", "a U.S. drone"."""
    sentence = passage.sentences[i]
    taken = {token for agent in named for token in range(agent.begin, agent.end)}
    for at in range(len(sentence) - 1):
        word = sentence.words[at]
        if not word[:1].isupper() or at in taken or not _ARMS.intersection(sentence.lowers[at + 1 : at + 3]):
            continue
        state = passage.tools.registry.resolve(f"{word} military")
        if state is not None and state.kind == "military" and state.country is not None:
            if at and sentence.lowers[at - 1] in (
                "on",
                "against",
                "at",
                "targeting",
                "hit",
                "killed",
                "with",
            ):
                continue
            own = Agent(
                begin=at,
                end=at + 1,
                name=f"{word} military",
                kind="organization",
                group="military",
                actor=state.id,
            )
            return [own] if at <= main.end + 8 else []
    return []


_DOING = frozenset(
    "v.attack v.ambush v.explode v.shell v.airstrike v.arson v.hijack v.overtake v.abduct v.clash v.suicide".split()
)


def _done(passage: Passage, i: int, main: Match, reach: tuple[int, int]) -> Match:
    """The verb whose subject did it: in "attacked a patrol, killing four" it is the first, not the gerund."""
    if not passage.sentences[i].lowers[main.begin].endswith("ing"):
        return main
    earlier = [m for m in passage.triggers[i] if reach[0] <= m.begin < main.begin and m.kind in _DOING]
    return earlier[0] if earlier else main


def _candidates(passage: Passage, i: int, people: Sequence[People], reach: tuple[int, int]) -> list[Agent]:
    begin, end = reach
    found = [_from_actor(passage, i, a.begin, a.end, a.name, a.kind, a.actor) for a in passage.actors[i]
             if begin <= a.begin < end and a.kind in _GROUP and (a.actor is not None or not _is_common(a, people))]  # fmt: skip
    taken = {t for agent in found for t in range(agent.begin, agent.end)}
    for p in people:
        if not begin <= p.begin < end or p.bare or not (p.group in _ARMED or _may_act(passage, i, p)):
            continue
        if any(m.begin <= p.head < m.end - 1 for m in passage.triggers[i]):
            continue  # "fighter jets"
        overlapping = next((a for a in found if a.begin < p.end and p.begin < a.end), None)
        if overlapping is None and not taken & set(range(p.begin, p.end)):
            found.append(_from_people(passage, i, p))
    return sorted((a for a in found if not _is_office(a)), key=lambda agent: agent.begin)


_OFFICES = frozenset(
    "ministry minister ministers officials official authorities parliament court president chief spokesman spokesperson "
    "spokeswoman council commission governor prosecutor prosecutors source sources department office leader leaders "
    "agency administration premier director hospital".split()
)


def _together(lowers: list[str], before: list[Agent]) -> list[Agent]:
    """The subject next to the verb, and the one coordinated with it: "the army and allied militias attacked"."""
    if len(before) > 1:
        between = lowers[before[-2].end : before[-1].begin]
        if "and" in between and all(
            word in ("and", "the", "its", "allied", "other", ")", "(", ",") or word.isupper()
            for word in between
        ):
            return before[-2:]
    return before[-1:]


def _is_aside(lowers: list[str], before: list[Agent], main: Match) -> bool:
    """Whether the last party stands in an aside: "The M23, supported by the Rwandan army, took the town"."""
    first, last = before[0], before[-1]
    return (
        first is not last
        and lowers[first.end : first.end + 1] == [","]
        and "," in lowers[last.end : main.begin]
    )


def _is_office(agent: Agent) -> bool:
    """Whether the name is that of an office or of somebody who speaks, not of those who fight."""
    return bool(_OFFICES.intersection(agent.name.lower().split()))


def _is_common(mention: ActorMention, people: Sequence[People]) -> bool:
    """Whether a nameless mention ("fighters", "security forces") is but a common noun for people."""
    return any(p.begin < mention.end and mention.begin < p.end for p in people)


def _from_actor(
    passage: Passage, i: int, begin: int, end: int, name: str, kind: str, actor: str | None
) -> Agent:
    lowers = passage.sentences[i].lowers
    hedged = bool(_SUSPECTED.intersection(lowers[max(0, begin - 4) : begin]))
    return Agent(
        begin=begin, end=end, name=name, kind="organization", group=_GROUP[kind], actor=actor, hedged=hedged
    )


def _from_people(passage: Passage, i: int, people: People) -> Agent:
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    begin = people.begin
    own = bool(_OWN.intersection(lowers[max(0, begin - 1) : people.head + 1]))
    while begin < people.end - 1 and lowers[begin] in _DETERMINERS:
        begin += 1
    name = passage.document.text[sentence.starts[begin] : sentence.ends[people.end - 1]]
    hedged = bool(_SUSPECTED.intersection(lowers[max(0, people.begin - 2) : people.end]))
    owner = _owner(passage, i, people)
    if owner is not None:
        return Agent(
            begin=begin, end=people.end, name=owner.name, kind="organization", group=people.group, actor=people.actor,
            hedged=hedged,
        )  # fmt: skip
    return Agent(
        begin=begin,
        end=people.end,
        name=name,
        kind="group",
        group=people.group,
        actor=people.actor,
        hedged=hedged,
        own=own,
    )


_BELONGING = frozenset("of from belonging affiliated linked loyal allied tied".split())


def _owner(passage: Passage, i: int, people: People) -> ActorMention | None:
    """The party whose people they are: "fighters of the BLA", "an attacker affiliated with Daesh", "BLA fighters"."""
    lowers = passage.sentences[i].lowers
    for mention in passage.actors[i]:
        if mention.actor is None or mention.kind not in _GROUP:
            continue
        inside = mention.actor == people.actor and mention.end <= people.end + 6
        link = lowers[people.end : mention.begin]
        if inside or (0 < len(link) <= 6 and _BELONGING.intersection(link[:3]) and "," not in link):
            return mention
    return None


def _is_by(lowers: list[str], agent: Agent) -> bool:
    window = lowers[max(0, agent.begin - 5) : agent.begin]
    if "by" not in window:
        return "blamed" in lowers[max(0, agent.begin - 6) : agent.begin] and "on" in window
    if {"supported", "backed", "joined", "accompanied", "aided", "followed", "led"} & set(window):
        return False
    after = window[len(window) - 1 - window[::-1].index("by") + 1 :]
    return not set(after) & {",", "and", "in", "at", "to", "the_report"} and not {
        "report",
        "statement",
    } & set(window)


def _is_oblique(lowers: list[str], agent: Agent) -> bool:
    """Whether a preposition makes the party something else than the doer: "on the army", "with police"."""
    at = agent.begin - 1
    while at >= 0 and (lowers[at] in _PASSED or lowers[at].isdigit()):
        at -= 1
    if at > 0 and lowers[at] == "of" and lowers[at - 1] in _BANDS:
        return False  # "a column of soldiers"
    return at >= 0 and lowers[at] in _OBLIQUE


_PASSED = frozenset(
    "the a an suspected its some two three four five about around at least more than dozens".split()
)
_BANDS = frozenset(
    "column group band convoy squad gang team unit number handful dozens hundreds scores aircraft drones jets wing".split()
)
_OBLIQUE = frozenset("on against of with from at to for in targeting between near than as".split())


def _is_modifier(lowers: list[str], agent: Agent, main: Match) -> bool:
    between = lowers[agent.end : main.begin]
    return all(
        word
        in ("'s", "'", "’", "suicide", "car", "drone", "missile", "artillery", "grenade", "rocket", "bomb")
        or (word.isalpha() and word not in ("and", "in", "on", "of"))
        for word in between
    )


def _is_speaker(passage: Passage, i: int, agent: Agent) -> bool:
    """Whether the party is only named as the one who says so, or lends its name to one who does."""
    lowers = passage.sentences[i].lowers
    after = lowers[agent.end : agent.end + 2]
    before = lowers[max(0, agent.begin - 3) : agent.begin]
    if after and (after[0] in _SPEECH or after[0] in _OFFICES):
        return True
    if len(after) > 1 and after[0] in ("has", "have", "also", "later", "had") and after[1] in _SPEECH:
        return True
    return "according" in before or bool(before and before[-1] in _SPEECH - {"blamed", "accused"})


_HITTING = frozenset(
    "v.attack v.ambush v.explode v.shell v.airstrike v.arson v.hijack v.overtake v.capture v.seize v.kill v.abduct v.suicide "
    "n.attack n.ambush n.explosion n.suicide n.grenade n.shelling n.airstrike n.arson v.foil v.defuse v.injure v.arrest".split()
)


def find_hits(
    passage: Passage,
    i: int,
    main: Match,
    people: Sequence[People],
    harms: Sequence[Harm],
    reach: tuple[int, int],
) -> list[Hit]:
    """Whom and what the deed hit: people harmed or attacked, vehicles, buildings, infrastructure."""
    begin, end = reach
    harmed = {h.people.begin for h in harms}
    words = [m for m in passage.triggers[i] if begin <= m.begin < end and m.kind in _HITTING] or [main]
    found = [
        _things(passage, i, thing)
        for thing in passage.things[i]
        if thing.kind.startswith("object")
        and begin <= thing.begin < end
        and any(_is_hit(passage, i, thing, m) for m in words)
    ]
    for p in people:
        free = begin <= p.begin < end and p.begin not in harmed and not p.bare
        if free and any(_is_object(passage, i, p, m) for m in words):
            found.append(_people_hit(passage, i, p))
    return found


def _is_hit(passage: Passage, i: int, thing: Match, main: Match) -> bool:
    """Whether a thing is what was hit: the object right of the verb, or the subject of a passive."""
    lowers = passage.sentences[i].lowers
    if thing.begin >= main.end:
        between = lowers[main.end : thing.begin]
        return len(between) <= 12 and not {"said", "told", "when", "while", "from", "who"} & set(between)
    passive = {"was", "were", "been", "being"} & set(lowers[thing.end : main.begin])
    came = lowers[main.begin : main.begin + 1] in (["came"], ["comes"], ["come"])
    return (bool(passive) or came) and main.begin - thing.end <= 8


def _things(passage: Passage, i: int, thing: Match) -> Hit:
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    begin = thing.begin
    verbs = {t for m in passage.triggers[i] if m.kind.startswith("v.") for t in range(m.begin, m.end)}
    while (
        begin > 0
        and thing.begin - begin < 4
        and lowers[begin - 1].isalpha()
        and lowers[begin - 1] not in _STOPS
        and begin - 1 not in verbs
    ):
        begin -= 1
    near = set(lowers[max(0, thing.begin - 6) : thing.end + 7])
    effect: TargetEffect = "unknown"
    if near & _DESTROYED:
        effect = "destroyed"
    elif near & _SEIZED:
        effect = "seized"
    elif near & _DAMAGED:
        effect = "damaged"
    group: Group = "unknown"
    said = " ".join(lowers[begin : thing.end])
    for word, of in (
        ("police", "police"),
        ("military", "military"),
        ("army", "military"),
        ("security", "security_forces"),
        ("paramilitary", "paramilitary"),
        ("checkpoint", "security_forces"),
        ("convoy", "unknown"),
    ):
        if word in said:
            group = of  # type: ignore[assignment]
            break
    count = next(
        (c.count for c in passage.counts[i] if begin - 1 <= c.end <= thing.begin and c.begin >= begin - 3),
        UNKNOWN,
    )
    name = passage.document.text[sentence.starts[begin] : sentence.ends[thing.end - 1]]
    return Hit(begin=begin, end=thing.end, name=name, kind="object", group=group, effect=effect, count=count)


_STOPS = frozenset(
    "had have has be been being is are as the a an its their his her on in at of to by with from and or near into two three four five six several a "
    "targeted targeting attacked attacking hit struck destroyed torched burned set stormed raided ambushed that "
    "was were bombed blew up exploded seized occupying occupied this".split()
)


def _is_object(passage: Passage, i: int, people: People, main: Match) -> bool:
    """Whether people are the object of the attack: right of the verb, or after "on" and "against"."""
    lowers = passage.sentences[i].lowers
    if people.begin < main.end:
        return (
            main.kind == "v.arrest"
            and bool({"was", "were", "been", "being"}.intersection(lowers[people.end : main.begin]))
            and people.end <= main.begin
        )
    between = lowers[main.end : people.begin]
    if _SPEECH.intersection(lowers[people.end : people.end + 4]):
        return False  # "…, the minister told reporters"
    if any(
        word in ("by", "said", "who", ".", ";", "after", "when", "while", "as", "told", "according")
        for word in between
    ):
        return False
    return len(between) <= 5 and (
        not between
        or between[0] in ("on", "against", "at", "with", "the", "a", "an", "of", "targeting", "between")
        or main.kind.startswith("v.")
    )


def _people_hit(passage: Passage, i: int, people: People) -> Hit:
    span = passage.span(i, people.begin, people.end)
    kind: TargetKind = "person" if people.count.low == 1 and people.count.high == 1 else "people"
    return Hit(
        begin=people.begin,
        end=people.end,
        name=span.quote,
        kind=kind,
        group=people.group,
        effect="unknown",
        count=people.count,
    )
