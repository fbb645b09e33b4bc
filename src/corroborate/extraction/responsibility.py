"""Who is said to have done it, how surely, and on whose word (codebook, Responsibility)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corroborate.extraction.attribution import attribution_at, speakers_of
from corroborate.extraction.avowing import CLAIM, DEEDS, DEEDS_DENIED, DENY, admitting, avower_of, is_avowal
from corroborate.extraction.deed import Deed
from corroborate.extraction.doers import Agent
from corroborate.extraction.kinds import SECURITY
from corroborate.extraction.passage import Passage
from corroborate.model import Attribution, Party, Perpetrator, Span
from corroborate.model.vocabulary import Responsibility

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
        if agent.quiet and deed.type not in ("armed_clash", "protest_with_intervention"):
            continue
        span = passage.span(i, agent.begin, agent.end)
        chain = attribution_at(passage, main.start, main.end)
        if agent.own and chain and (chain[0].role in _BELONGS_TO_ARMED or _has_fighters(agent, chain[0])):
            found.append(_claimed(chain, span))
        else:
            found.append(_named(agent, chain, span))
    if any(start <= main.start < end for start, end in passage.denials):
        return [replace(p, responsibility="denied") for p in found if p.responsibility == "claimed"]
    if not deed.agents:
        chain = attribution_at(passage, main.start, main.end)
        itself = _speaks_of_itself(passage, deed) or _boasts(deed, chain)
        if itself and chain and chain[0].role in ("armed_group", "military"):
            found.append(_claimed(chain, main))
        else:
            found += _meant(passage, deed, chain)
    return found


def _boasts(deed: Deed, chain: Attribution) -> bool:
    """Whether an armed group tells, of nobody else, what harm was done to the forces it fights."""
    hurt = {h.people.group for h in deed.harms} | {hit.group for hit in deed.hits}
    return (
        bool(chain)
        and chain[0].role == "armed_group"
        and bool(hurt & SECURITY)
        and not hurt & {"militants", "civilians"}
        and deed.type not in ("arrests", "disrupted_weapons_use", "change_to_group_activity")
    )


def _has_fighters(agent: Agent, speaker: Party) -> bool:
    """Whether a speaker of no known role is an armed group, since it speaks of "its fighters"."""
    return agent.group == "militants" and speaker.role in ("unattributed", "civil_society")


_SHORT_NAMES = frozenset(
    "group outfit organisation organization militants rebels insurgents movement militia front gang".split()
)


def _meant(passage: Passage, deed: Deed, chain: Attribution) -> list[Perpetrator]:
    """The doer whom the subject means: "the group captured the town", "the BLA claimed to have seized it"."""
    lowers = passage.sentences[deed.sentence].lowers
    for at in range(deed.at - 1, max(deed.begin, deed.at - 8) - 1, -1):
        actor = next(
            (
                a
                for a in passage.actors[deed.sentence]
                if a.end == at + 1 and a.kind == "armed_group" and a.actor
            ),
            None,
        )
        if actor is not None and {"claimed", "claims", "have", "having"} & set(lowers[actor.end : deed.at]):
            party = Party(name=actor.name, role="armed_group", actor=actor.actor)
            return [_claimed((party,), passage.span(deed.sentence, actor.begin, actor.end))]
        if (
            lowers[at] in _SHORT_NAMES
            and at
            and (lowers[at - 1] == "the" or lowers[at - 2 : at] == ["the", "same"])
            and not {"by", "on", "of"} & set(lowers[max(0, at - 2) : at])
        ):
            speaker = speakers_of(passage).speaker(deed.sentence, at - 1, at + 1)
            if speaker is not None and speaker.party.role == "armed_group":
                own = bool(chain) and chain[0].actor == speaker.party.actor
                return [
                    Perpetrator(
                        name=speaker.party.name,
                        kind="organization",
                        responsibility="claimed" if own else "accused" if chain else "fact",
                        span=passage.span(deed.sentence, at - 1, at + 1),
                        attribution=chain,
                        actor=speaker.party.actor,
                    )
                ]
    return []


def _claimed(chain: Attribution, span: Span) -> Perpetrator:
    speaker = chain[0]
    return Perpetrator(
        name=speaker.name,
        kind="organization",
        responsibility="claimed",
        span=span,
        attribution=chain,
        actor=speaker.actor,
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
        for verb, word in enumerate(lowers):
            perpetrator = None
            if word in CLAIM or word in DENY:
                perpetrator = _avowed(passage, i, verb) if is_avowal(lowers, verb) else None
            elif word == "behind" and verb and lowers[verb - 1] in ("was", "were", "is", "are"):
                perpetrator = _behind(passage, i, verb)
            elif word in _BLAME:
                perpetrator = _blamed(passage, i, verb)
            elif word == "responsible" and verb:
                perpetrator = _held_responsible(passage, i, verb)
            if perpetrator is not None:
                found.append(Avowal(sentence=i, perpetrator=perpetrator))
        party = admitting(passage, i)
        if party is not None and not any(avowal.sentence == i for avowal in found):
            found.append(Avowal(sentence=i, perpetrator=_claimed((party,), passage.sentence_span(i))))
    return found


def _behind(passage: Passage, i: int, at: int) -> Perpetrator | None:
    """Who was behind it: "the group said it was behind the blast", "police believe the PKK was behind it"."""
    sentence = passage.sentences[i]
    if {"no", "not", "n't", "nobody", "whether", "who"} & set(sentence.lowers[max(0, at - 6) : at]):
        return None
    span = passage.span(i, at - 1, at + 1)
    chain = attribution_at(passage, span.start, span.end)
    subject = next((a for a in passage.actors[i] if a.end == at - 1 and a.kind in _PARTIES and a.actor), None)
    if subject is not None:
        return Perpetrator(
            name=subject.name, kind="organization", responsibility="accused" if chain else "fact", span=span, attribution=chain,
            actor=subject.actor,
        )  # fmt: skip
    if sentence.lowers[at - 2 : at - 1] in (["it"], ["they"]) and chain and chain[0].role == "armed_group":
        return _claimed(chain, span)
    return None


_BLAME = frozenset("blamed blames blaming accused accuses accusing attributed attributes".split())
_PARTIES = frozenset({"armed_group", "military", "government", "police", "paramilitary"})


def _blamed(passage: Passage, i: int, verb: int) -> Perpetrator | None:
    """Whom somebody holds responsible: "blamed the attack on the FARC", "accused the army of bombing the town"."""
    lowers = passage.sentences[i].lowers
    after = [a for a in passage.actors[i] if verb < a.begin <= verb + 9 and a.kind in _PARTIES]
    if not after or not (DEEDS | DEEDS_DENIED | {"being", "on", "for", "to"}).intersection(
        lowers[verb + 1 : verb + 16]
    ):
        return None
    if lowers[verb].startswith("accus") and not DEEDS_DENIED.intersection(
        lowers[after[0].end : after[0].end + 6]
    ):
        return None
    span = passage.span(i, after[0].begin, after[0].end)
    return Perpetrator(
        name=after[0].name,
        kind="organization",
        responsibility="accused",
        span=span,
        attribution=attribution_at(passage, span.start, span.end),
        actor=after[0].actor,
    )


def _avowed(passage: Passage, i: int, verb: int) -> Perpetrator | None:
    party = avower_of(passage, i, verb)
    if party is None:
        return None
    denied = passage.sentences[i].lowers[verb] in DENY
    return Perpetrator(
        name=party.name,
        kind="group" if party.actor is None and party.name[:1].islower() else "organization",
        responsibility="denied" if denied else "claimed",
        span=passage.sentence_span(i),
        attribution=(party,),
        actor=party.actor,
    )


def _held_responsible(passage: Passage, i: int, at: int) -> Perpetrator | None:
    """Whom somebody holds to have done it: "the army was responsible for the raid", "holds the army responsible"."""
    lowers = passage.sentences[i].lowers
    if {"no", "not", "n't", "who", "whoever", "those"} & set(lowers[max(0, at - 5) : at]):
        return None
    held = {"hold", "holds", "held", "holding"} & set(lowers[max(0, at - 7) : at])
    if not held and not (
        lowers[at - 1] in ("was", "were", "is", "are")
        and DEEDS_DENIED.union(DEEDS, ("release",)) & set(lowers[at + 1 : at + 6])
    ):
        return None
    near = [a for a in passage.actors[i] if at - 3 <= a.end <= at and a.kind in _PARTIES]
    if not near:
        return None
    span = passage.span(i, near[-1].begin, near[-1].end)
    return Perpetrator(
        name=near[-1].name,
        kind="organization",
        responsibility="accused",
        span=span,
        attribution=attribution_at(passage, span.start, span.end),
        actor=near[-1].actor,
    )
