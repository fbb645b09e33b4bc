"""Who is said to have done it, how surely, and on whose word (codebook, Responsibility)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.deeds import Deed
from corroborate.extraction.passage import Passage
from corroborate.extraction.roles import Agent
from corroborate.model import Attribution, Party, Perpetrator, Span
from corroborate.model.vocabulary import Responsibility

_CLAIM = frozenset("claimed claim claims claiming accepted accepts took taken admitted".split())
_DENY = frozenset("denied deny denies denying rejected rejects disclaimed disavowed".split())
_BELONGS_TO_ARMED = frozenset({"armed_group", "military", "police", "government"})
_SELF = frozenset("it we they".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Avowal:
    """A sentence in which a party claims or denies responsibility: "the group claimed the attack"."""

    sentence: int
    perpetrator: Perpetrator


def perpetrators_of(passage: Passage, deeds: Iterable[Deed]) -> list[Perpetrator]:
    """The perpetrators that the tellings of one incident name; nameless groups give way to named ones."""
    found: list[Perpetrator] = []
    for deed in deeds:
        found.extend(_of_deed(passage, deed))
    return settled(found)


def settled(found: Iterable[Perpetrator]) -> list[Perpetrator]:
    """One entry a party and responsibility; a claim by the party itself says more than a bare statement of it."""
    order: dict[Responsibility, int] = {"claimed": 0, "denied": 1, "accused": 2, "fact": 3, "suspected": 4}
    kept: dict[tuple[str, bool], Perpetrator] = {}
    for perpetrator in found:
        key = (perpetrator.actor or perpetrator.name.lower(), perpetrator.responsibility == "denied")
        other = kept.get(key)
        if other is None or order[perpetrator.responsibility] < order[other.responsibility]:
            kept[key] = perpetrator
    named = [p for p in kept.values() if p.kind != "group"]
    return named or list(kept.values())[:1]


def _of_deed(passage: Passage, deed: Deed) -> list[Perpetrator]:
    i = deed.sentence
    main = passage.span(i, deed.at, deed.at + 1)
    found = []
    for agent in deed.agents:
        span = passage.span(i, agent.begin, agent.end)
        chain = attribution_at(passage, main.start, main.end)
        if agent.own and chain and chain[0].role in _BELONGS_TO_ARMED:
            found.append(_claimed(chain, span))
        else:
            found.append(_named(agent, chain, span))
    if not deed.agents and _speaks_of_itself(passage, deed):
        chain = attribution_at(passage, main.start, main.end)
        if chain and chain[0].role in ("armed_group", "military"):
            found.append(_claimed(chain, main))
    return found


def _claimed(chain: Attribution, span: Span) -> Perpetrator:
    speaker = chain[0]
    return Perpetrator(
        name=speaker.name, kind="organization", responsibility="claimed", span=span, attribution=chain, actor=speaker.actor
    )


def _named(agent: Agent, chain: Attribution, span: Span) -> Perpetrator:
    return Perpetrator(
        name=agent.name,
        kind=agent.kind,
        responsibility=_responsibility(agent, chain),
        span=span,
        attribution=chain,
        actor=agent.actor,
    )


def _responsibility(agent: Agent, chain: Attribution) -> Responsibility:
    if chain and agent.actor is not None and chain[0].actor == agent.actor:
        return "claimed"
    if agent.hedged:
        return "suspected"
    if not chain or agent.kind == "group":
        return "fact"
    return "accused"


def _speaks_of_itself(passage: Passage, deed: Deed) -> bool:
    """Whether the doer is the speaker: "it targeted a convoy", "claimed responsibility for torching"."""
    lowers = passage.sentences[deed.sentence].lowers
    before = lowers[max(0, deed.at - 5) : deed.at]
    return bool(_SELF.intersection(before[-3:])) or "responsibility" in before or (
        before[-1:] == ["to"] and "claimed" in before
    ) or (before[-1:] == ["have"] and "claimed" in before)  # fmt: skip


def find_avowals(passage: Passage) -> list[Avowal]:
    """Every claim and denial of responsibility of the document; "no group has claimed" is none."""
    found = []
    for i, sentence in enumerate(passage.sentences):
        lowers = sentence.lowers
        verb = next((at for at, word in enumerate(lowers) if word in _CLAIM or word in _DENY), None)
        if verb is None or not _is_avowal(lowers, verb):
            continue
        perpetrator = _avowed(passage, i, verb)
        if perpetrator is not None:
            found.append(Avowal(sentence=i, perpetrator=perpetrator))
    return found


def _is_avowal(lowers: list[str], verb: int) -> bool:
    before, after = lowers[:verb], lowers[verb + 1 : verb + 8]
    if {"no", "neither", "none", "nobody", "not", "n't", "yet"} & set(before[-7:]):
        return False
    if lowers[verb] in _DENY:
        return bool({"responsibility", "involvement", "role", "carrying", "attacking", "targeting"} & set(after))
    if "responsibility" in after:
        return True
    return lowers[verb] in ("claimed", "claims") and after[:2] in (["the", "attack"], ["the", "bombing"], ["the", "ambush"], ["the", "assault"], ["the", "raid"], ["the", "killing"])


def _avowed(passage: Passage, i: int, verb: int) -> Perpetrator | None:
    span = passage.sentence_span(i)
    offset = passage.sentences[i].ends[min(verb + 1, len(passage.sentences[i]) - 1)]
    subject = [a for a in passage.actors[i] if a.end <= verb and a.kind in ("armed_group", "military", "government", "police", "paramilitary")]
    denied = passage.sentences[i].lowers[verb] in _DENY
    if subject:
        actor = subject[-1] if len(subject) == 1 else min(subject, key=lambda a: verb - a.end)
        party = Party(name=actor.name, role=actor.role, actor=actor.actor)
    else:
        chain = attribution_at(passage, offset, offset + 1)
        if not chain or chain[0].role not in _BELONGS_TO_ARMED:
            return None
        party = chain[0]
    return Perpetrator(
        name=party.name,
        kind="organization",
        responsibility="denied" if denied else "claimed",
        span=span,
        attribution=(party,),
        actor=party.actor,
    )
