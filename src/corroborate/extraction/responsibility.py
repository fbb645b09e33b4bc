"""Who is said to have done it, how surely, and on whose word (codebook, Responsibility)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corroborate.actors.state import bare_kind
from corroborate.extraction.attribution import attribution_at, speakers_of
from corroborate.extraction.avowing import CLAIM, DENY, admitting, avowers_of, is_avowal
from corroborate.extraction.blaming import blamed_by
from corroborate.extraction.deed import Deed
from corroborate.extraction.doers import Agent
from corroborate.extraction.kinds import SECURITY
from corroborate.extraction.passage import Passage, lexicon
from corroborate.extraction.voice import BE, HAVE, SKIPPED
from corroborate.language.sentences import split_sentences
from corroborate.model import Attribution, Party, Perpetrator, Span
from corroborate.model.vocabulary import PerpetratorKind, Responsibility

_BELONGS_TO_ARMED = frozenset({"armed_group", "military", "police", "government"})
_FOUGHT = frozenset({"v.clash", "n.clash"})
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
            mutual = len(deed.agents) > 1 and not deed.kinds.isdisjoint(_FOUGHT)
            told = _named(agent, chain, span)
            found.append(replace(told, responsibility="fact") if mutual else told)
    if any(start <= main.start < end for start, end in passage.denials):
        return [replace(p, responsibility="denied") for p in found if p.responsibility == "claimed"]
    if not deed.agents:
        chain = attribution_at(passage, main.start, main.end)
        itself = _boasts(deed, chain) or (_speaks_of_itself(passage, deed) and not _is_one(chain))
        if itself and chain and chain[0].role in ("armed_group", "military"):
            found.append(_claimed(chain, main))
        else:
            found += _meant(passage, deed, chain)
    return found


def _is_one(chain: Attribution) -> bool:
    """Whether one person speaks, who says "we" of their own people, and "it" and "they" of others."""
    return (
        bool(chain) and chain[0].actor is None and not _PERSONS.isdisjoint(chain[0].name.lower().split()[-1:])
    )


_PERSONS = frozenset(
    "officer soldier sergeant lieutenant captain colonel major general commander policeman secretary official".split()
)


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


def _kind_of(party: Party) -> PerpetratorKind:
    """An organization where it has a name or is a state's: "officers", "Some 15 assailants", "the group" are a group."""
    name = party.name.lower() if party.name.isupper() else party.name
    if party.actor is not None or bare_kind(name) is not None:
        return "organization"
    if name.islower():
        return "group"
    sentence = split_sentences(name)[0]
    is_named = any(word[:1].isupper() for word in sentence.words[1:])
    ends = any(m.end == len(sentence) for m in lexicon("people").matches(sentence))
    return "group" if ends and not is_named else "organization"


_SHORT_NAMES = frozenset(
    "group outfit organisation organization militants rebels insurgents movement militia front gang".split()
)


def _meant(passage: Passage, deed: Deed, chain: Attribution) -> list[Perpetrator]:
    """The doer whom the subject means: "the group captured the town", "the BLA claimed to have seized it"."""
    lowers = passage.sentences[deed.sentence].lowers
    if not {"neither", "nor", "nobody"}.isdisjoint(lowers[deed.begin : deed.at]):
        return []
    for at in range(deed.at - 1, max(deed.begin, deed.at - 8) - 1, -1):
        actor = next(
            (
                a
                for a in passage.actors[deed.sentence]
                if a.end == at + 1
                and a.kind == "armed_group"
                and a.actor
                and lowers[at + 1 : at + 2] != [","]
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
            group = speaker.party if speaker is not None else _group_before(passage, deed.sentence, at - 1)
            if group is not None and group.role == "armed_group":
                return [_taken_up(group, chain, passage.span(deed.sentence, at - 1, at + 1))]
    return _by_pronoun(passage, deed, chain)


def _by_pronoun(passage: Passage, deed: Deed, chain: Attribution) -> list[Perpetrator]:
    """The armed party that "it" or "they" means right before a verb of violence: "In May they stormed a camp"."""
    i = deed.sentence
    lowers = passage.sentences[i].lowers
    verbs = {m.begin for m in passage.triggers[i] if m.kind in _DONE}
    for verb in range(deed.begin + 1, deed.end):
        if verb not in verbs and lowers[verb] not in _LAID:
            continue
        at = verb - 1
        while at > deed.begin and (lowers[at] in SKIPPED or lowers[at] in HAVE or lowers[at] in _TOO):
            at -= 1
        if lowers[at] not in ("it", "they") or BE.intersection(lowers[at:verb]):
            continue
        meant = _spoken_of(passage, i)
        if meant is not None:
            return [meant]
        speaker = speakers_of(passage).speaker(i, at, at + 1)
        party = speaker.party if speaker is not None else _group_before(passage, i, at)
        if party is None or party.role not in ("armed_group", "military"):
            return []
        span = passage.span(i, at, at + 1)
        return [_taken_up(party, chain, span)]
    return []


def _taken_up(party: Party, chain: Attribution, span: Span) -> Perpetrator:
    """A party that a pronoun or a short name means."""
    own = bool(chain) and chain[0].actor == party.actor
    return Perpetrator(
        name=party.name,
        kind=_kind_of(party),
        responsibility="claimed" if own else "accused" if chain else "fact",
        span=span,
        attribution=chain,
        actor=party.actor,
    )


def _spoken_of(passage: Passage, i: int) -> Perpetrator | None:
    """Whom the speaker of "they" is said to have meant: '"They hit the tanker," a spokesman said of the rebels'."""
    lowers = passage.sentences[i].lowers
    for party in passage.actors[i]:
        before = lowers[max(0, party.begin - 3) : party.begin]
        if (
            party.actor
            and party.kind in _BELONGS_TO_ARMED
            and before[-1:] == ["the"]
            and before[:2] == ["said", "of"]
        ):
            span = passage.span(i, party.begin, party.end)
            chain = attribution_at(passage, passage.sentences[i].start, passage.sentences[i].start + 9)
            return Perpetrator(
                name=party.name, kind="organization", responsibility="accused", span=span, attribution=chain,
                actor=party.actor,
            )  # fmt: skip
    return None


def _group_before(passage: Passage, i: int, at: int) -> Party | None:
    """The one armed group named last before token `at`, in its own sentence or the two before it."""
    for n in range(i, max(-1, i - 3), -1):
        found = {
            a.actor: a
            for a in passage.actors[n]
            if a.kind == "armed_group" and a.actor and (n < i or a.end <= at)
        }
        if len(found) == 1:
            group = next(iter(found.values()))
            return Party(name=group.name, role=group.role, actor=group.actor)
        if found:
            return None
    return None


_TOO = frozenset(", too also".split())
_LAID = frozenset("planted laid placed launched detonated fired staged".split())
"""Verbs that a word of violence behind them makes a deed: "it planted the bomb"."""
_DONE = frozenset(
    "v.kill v.attack v.ambush v.explode v.abduct v.hijack v.arson v.overtake v.shell v.airstrike v.injure v.seize".split()
)


def _claimed(chain: Attribution, span: Span) -> Perpetrator:
    speaker = chain[0]
    return Perpetrator(
        name=speaker.name,
        kind=_kind_of(speaker),
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
    if not chain or (agent.kind == "group" and not _is_accusation(agent, chain[0])):
        return "fact"
    return "accused"


def _is_accusation(agent: Agent, speaker: Party) -> bool:
    """Whether a name without a party says whose people did it, and a speaker not of their side: "soldiers", not "gunmen"."""
    if speaker.role in ("military", "police"):
        return False  # an army tells of its enemies, and admits what its own did
    partisans = agent.group == "militants" and not _PARTISANS.isdisjoint(agent.name.lower().split())
    return partisans or agent.group in SECURITY


_PARTISANS = frozenset(
    "guerrillas guerrilla rebels rebel separatists separatist insurgents insurgent jihadists jihadist islamists fighters".split()
)


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
            if word == "nothing" and lowers[verb + 1 : verb + 4] == ["to", "do", "with"]:
                found += [Avowal(sentence=i, perpetrator=one) for one in _not_involved(passage, i, verb)]
            elif word in CLAIM or word in DENY:
                if is_avowal(lowers, verb):
                    found += [Avowal(sentence=i, perpetrator=one) for one in _avowed(passage, i, verb)]
            else:
                found += [Avowal(sentence=i, perpetrator=one) for one in blamed_by(passage, i, verb)]
        party = admitting(passage, i)
        if party is not None and not any(avowal.sentence == i for avowal in found):
            found.append(Avowal(sentence=i, perpetrator=_claimed((party,), passage.sentence_span(i))))
    return found


def _not_involved(passage: Passage, i: int, at: int) -> list[Perpetrator]:
    """The party that says that it has nothing to do with a deed."""
    if not {"it", "they", "we"} & set(passage.sentences[i].lowers[max(0, at - 4) : at]):
        return []
    span = passage.span(i, at, at + 1)
    chain = attribution_at(passage, span.start, span.end)
    if not chain or chain[0].role not in _BELONGS_TO_ARMED:
        return []
    return [replace(_claimed(chain, span), responsibility="denied")]


def _avowed(passage: Passage, i: int, verb: int) -> list[Perpetrator]:
    denied = passage.sentences[i].lowers[verb] in DENY
    return [
        Perpetrator(
            name=party.name,
            kind=_kind_of(party),
            responsibility="denied" if denied else "claimed",
            span=passage.sentence_span(i),
            attribution=(party,),
            actor=party.actor,
        )
        for party in avowers_of(passage, i, verb)
    ]
