"""Whom somebody holds to have done it: "blamed the raid on the army", "was behind it", "the work of rebels"."""

from __future__ import annotations

from corroborate.actors import ActorMention
from corroborate.actors.nations import STATE_KINDS
from corroborate.actors.state import nation_mentions
from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.avowing import DEEDS, DEEDS_DENIED
from corroborate.extraction.passage import Passage
from corroborate.model import Perpetrator

_BLAME = frozenset("blamed blames blaming accused accuses accusing attributed attributes".split())
_PARTIES = frozenset(
    {"armed_group", "military", "government", "police", "paramilitary", *STATE_KINDS.values()}
)
_CRIMES = (
    DEEDS
    | DEEDS_DENIED
    | frozenset("crime crimes sending ordering staging plotting planning firing killings".split())
)
_HABITS = frozenset(
    "attacks raids strikes bombings killings murders massacres kidnappings abductions crimes".split()
)
"""Deeds in general where nothing stands before them: "accused the army of attacks on villagers"."""
_NOBODY = frozenset("no not n't nobody whether who".split())


def blamed_by(passage: Passage, i: int, at: int) -> list[Perpetrator]:
    """Those whom the word at `at` of sentence `i` holds to have done it; none where it is another word."""
    word = passage.sentences[i].lowers[at]
    if word in _BLAME:
        return _blamed(passage, i, at)
    if not at:
        return []
    if word == "behind":
        return _behind(passage, i, at)
    if word == "responsible":
        return _held_responsible(passage, i, at)
    return _work_of(passage, i, at) if word == "work" else []


def parties_of(passage: Passage, i: int) -> list[ActorMention]:
    """The parties of a sentence, states under their bare names among them: "blamed Israel", "Moscow denied it"."""
    named = [a for a in passage.actors[i] if a.kind in _PARTIES]
    taken = {token for a in passage.actors[i] for token in range(a.begin, a.end)}
    states = [a for a in nation_mentions(passage.sentences[i]) if a.begin not in taken]
    return sorted(named + states, key=lambda a: a.begin)


def _behind(passage: Passage, i: int, at: int) -> list[Perpetrator]:
    """Who was behind it: "the group said it was behind the blast", "police believe the PKK was behind it"."""
    lowers = passage.sentences[i].lowers
    if lowers[at - 1] not in ("was", "were", "is", "are") or _NOBODY & set(lowers[max(0, at - 6) : at]):
        return []
    span = passage.span(i, at - 1, at + 1)
    chain = attribution_at(passage, span.start, span.end)
    subject = next((a for a in parties_of(passage, i) if a.end == at - 1 and a.actor), None)
    if subject is not None:
        return [
            Perpetrator(
                name=subject.name, kind="organization", responsibility="accused" if chain else "fact", span=span,
                attribution=chain, actor=subject.actor,
            )
        ]  # fmt: skip
    if lowers[at - 2 : at - 1] in (["it"], ["they"]) and chain and chain[0].role == "armed_group":
        speaker = chain[0]
        return [
            Perpetrator(
                name=speaker.name, kind="organization", responsibility="claimed", span=span, attribution=chain,
                actor=speaker.actor,
            )
        ]  # fmt: skip
    return []


def _blamed(passage: Passage, i: int, verb: int) -> list[Perpetrator]:
    """Whom somebody holds responsible: "blamed the attack on the FARC", "accused the army of bombing the town"."""
    lowers = passage.sentences[i].lowers
    if lowers[verb - 1 : verb] in (["was"], ["were"], ["been"], ["is"], ["are"]):
        return _were_blamed(passage, i, verb)
    after = [a for a in parties_of(passage, i) if verb < a.begin <= verb + 9]
    if not after:
        return []
    accused = lowers[verb].startswith("accus")
    beyond = lowers[after[0].end : after[0].end + 9]
    if accused and (not _CRIMES.intersection(beyond) or (beyond[0] == "of" and beyond[1] in _HABITS)):
        return []
    ends = lowers[verb].startswith("blam") and beyond[:1] in (["."], [","], [";"], ["for"])
    if not ends and not (_CRIMES | {"being", "on", "for", "to"}).intersection(lowers[verb + 1 : verb + 16]):
        return []
    return [_accused(passage, i, party) for party in _joined(lowers, after)]


def _joined(lowers: list[str], parties: list[ActorMention]) -> list[ActorMention]:
    """The first of some parties with those that "and" joins to it."""
    kept = parties[:1]
    for party in parties[1:]:
        if not set(lowers[kept[-1].end : party.begin]) <= {"and", "the", ","}:
            break
        kept.append(party)
    return kept


def _were_blamed(passage: Passage, i: int, verb: int) -> list[Perpetrator]:
    """Whom nobody named blames: "the rebels were blamed"; not what was laid at somebody's door."""
    lowers = passage.sentences[i].lowers
    after = [a for a in parties_of(passage, i) if verb < a.begin <= verb + 4]
    if after and lowers[verb + 1 : verb + 2] in (["on"], ["to"]):
        return [_accused(passage, i, after[0])]
    before = [a for a in parties_of(passage, i) if verb - 3 <= a.end < verb]
    return [_accused(passage, i, before[-1])] if before and not lowers[verb].startswith("attrib") else []


def _held_responsible(passage: Passage, i: int, at: int) -> list[Perpetrator]:
    """Whom somebody holds to have done it: "the army was responsible for the raid", "holds the army responsible"."""
    lowers = passage.sentences[i].lowers
    if {"no", "not", "n't", "who", "whoever", "those"} & set(lowers[max(0, at - 5) : at]):
        return []
    held = {"hold", "holds", "held", "holding"} & set(lowers[max(0, at - 9) : at])
    if not held and not (
        lowers[at - 1] in ("was", "were", "is", "are")
        and DEEDS_DENIED.union(DEEDS, ("release",)) & set(lowers[at + 1 : at + 6])
    ):
        return []
    reach = 7 if held and lowers[at - 1] == "," else 3  # "hold the front, under its new chief, responsible"
    near = [a for a in parties_of(passage, i) if at - reach <= a.end <= at]
    return [_accused(passage, i, near[-1])] if near else []


def _work_of(passage: Passage, i: int, at: int) -> list[Perpetrator]:
    """Whose work somebody says it was: "the bombing was the work of the FARC"."""
    lowers = passage.sentences[i].lowers
    if (
        lowers[at - 1 : at] != ["the"]
        or lowers[at + 1 : at + 2] != ["of"]
        or "not" in lowers[max(0, at - 4) : at]
    ):
        return []
    if not {"was", "were", "is", "be", "been"}.intersection(lowers[max(0, at - 4) : at]):
        return []
    after = [a for a in parties_of(passage, i) if at + 2 <= a.begin <= at + 4]
    return [_accused(passage, i, after[0])] if after else []


def _accused(passage: Passage, i: int, party: ActorMention) -> Perpetrator:
    span = passage.span(i, party.begin, party.end)
    return Perpetrator(
        name=party.name,
        kind="organization",
        responsibility="accused",
        span=span,
        attribution=attribution_at(passage, span.start, span.end),
        actor=party.actor,
    )
