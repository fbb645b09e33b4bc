"""Who gives a sum, and whose deeds it sums up."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.totals.figure import Figure
from corroborate.extraction.totals.signs import Context, Signs, follows
from corroborate.model import Attribution, Party, Span
from corroborate.model.vocabulary import Role

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_ANAPHORS = frozenset(
    "the report|report|the group|it|they|the data|data|the figures|figures|the statement|statement|the monitor|"
    "the organisation|the organization|the institute|the centre|the center|the study|the database|the ministry|"
    "the agency|the mission|the observatory|the network|the body|the document|the review|the think tank|he|she|"
    "the office|the commission|the army|the military|the tally|this|the monitoring group|the report|the outfit".split(
        "|"
    )
)
_RECORDERS = frozenset(
    "recorded documented registered verified tallied counted logged tracked compiled put puts listed lists collected "
    "records data figures report database tally statistics annual monthly weekly quarterly count estimates estimated "
    "reported says said".split()
)
_DOERS = frozenset("armed_group military paramilitary security_forces police government".split())
_DOES = frozenset(
    "carried conducted launched mounted staged executed claimed killed kills carrying conducting launching killing "
    "committed perpetrated attacked injured captured abducted arrested detained fired eliminated neutralised neutralized".split()
)


def claimants(passage: Passage, i: int, span: Span, signs: Signs, context: Context) -> Attribution:
    """Who gives the figure: the utterance's speaker, the party that recorded it, or who was counting before."""
    said = attribution_at(passage, span.start, span.end)
    if said and not _may_speak(said[0].name):
        said = ()
    if said and said[0].name.lower() not in _ANAPHORS:
        return (_owner_of_data(said[0]), *said[1:])
    recorder = _recorder(passage, i)
    if recorder:
        return (recorder, *said[1:])
    goes_on = bool(said) or not signs.kinds("sign.many", 0, 999)
    if follows(passage, i, context) and context.attribution and goes_on:
        return context.attribution
    return said or _unnamed(passage, span)


def _unnamed(passage: Passage, span: Span) -> Attribution:
    """A speaker told by a description alone: 'the rights network said'."""
    for utterance in passage.utterances:
        if utterance.source is None or utterance.start > span.start or utterance.end < span.end:
            continue
        name = passage.document.text[utterance.source[0] : utterance.source[1]]
        words = name.lower().split()
        if len(words) == 1 or len(words) > 8:
            continue
        name = _ARTICLE.split(name)[-1]
        if _may_speak(name):
            return (Party(name=name, role="unattributed" if _MONITORS.isdisjoint(words) else "monitor"),)
    return ()


_ARTICLE = re.compile(r"^(?:the|an?)\s+|(?<!of)(?<!and)\s+the\s+", re.IGNORECASE)


def _may_speak(name: str) -> bool:
    """Whether a name is of somebody: figures and places give no sums, nor what is "ours" unless it is a body."""
    words = name.lower().split()
    return words[-1] not in _SPEECHLESS and (words[0] not in _OWNED or words[-1] in _BODIES)


_OWNED = frozenset("his her its their our my".split())
_BODIES = frozenset(
    "office ministry department government administration agency command party group team".split()
)
_SPEECHLESS = frozenset(
    "data figures findings estimate estimates surveys statistics count counts tally results region regions district "
    "districts province provinces area areas".split()
)

_MONITORS = frozenset(
    "network observatory monitor monitors mission institute project centre center commission watchdog database study "
    "consultancy tracker".split()
)


def _owner_of_data(party: Party) -> Party:
    """The Centre, of 'the Centre's database'."""
    name, apostrophe, rest = party.name.replace("’", "'").partition("'s ")
    if apostrophe and party.actor is None and not _RECORDERS.isdisjoint(rest.lower().split()):
        role: Role = "monitor" if party.role == "unattributed" else party.role
        return replace(party, name=name, role=role)
    return party


def _recorder(passage: Passage, i: int) -> Party | None:
    """The party that keeps the figures: 'ACLED recorded', 'the ministry's data', 'data from the observatory'."""
    lowers = passage.sentences[i].lowers
    for mention in passage.actors[i]:
        beside = {*lowers[mention.end : mention.end + 5], *lowers[max(0, mention.begin - 5) : mention.begin]}
        if (
            mention.role in ("monitor", "international", "civil_society", "government", "media")
            and beside & _RECORDERS
        ):
            return Party(name=mention.name, role=mention.role, actor=mention.actor)
    return _described_recorder(passage, i)


def _described_recorder(passage: Passage, i: int) -> Party | None:
    """'The mission recorded …', 'the observatory documented …'."""
    sentence = passage.sentences[i]
    for at, word in enumerate(sentence.lowers):
        if word not in _RECORDS or at < 2:
            continue
        while at > 2 and sentence.lowers[at - 1] in _BETWEEN:
            at -= 1
        begin = next((n for n in range(at - 1, max(-1, at - 6), -1) if sentence.lowers[n] == "the"), None)
        if begin is not None and not _MONITORS.isdisjoint(sentence.lowers[begin + 1 : at]):
            name = passage.document.text[sentence.starts[begin + 1] : sentence.ends[at - 1]]
            return _owner_of_data(Party(name=name, role="monitor"))
    return None


_BETWEEN = frozenset("has have had also so far now already thus".split())
_RECORDS = frozenset("recorded documented verified counted registered tallied logged".split())


def doer(passage: Passage, i: int, figure: Figure, attribution: Attribution) -> str | None:
    """Whose deeds are summed: who 'carried out' them, or 'by' whom; a group that sums up its own deeds."""
    lowers = passage.sentences[i].lowers
    for mention in passage.actors[i]:
        is_hit = mention.begin < figure.end and figure.begin < mention.end
        if mention.kind not in _DOERS or (mention.actor is None and mention.kind != "armed_group") or is_hit:
            continue
        after = lowers[mention.end : mention.end + 6]
        acts = next((n for n, word in enumerate(after) if word in _DOES), None)
        is_active = acts is not None and _PASSIVES.isdisjoint(after[:acts]) and mention.begin < figure.end
        if is_active or "by" in lowers[max(0, mention.begin - 2) : mention.begin]:
            return _name(passage, mention.actor, mention.name)
    is_own = figure.measure in ("attacks", "locations", "killed", "captured")
    if attribution and attribution[0].role == "armed_group" and is_own:
        return _name(passage, attribution[0].actor, attribution[0].name)
    return None


_PASSIVES = frozenset("been was were are is being who that which".split())


def _name(passage: Passage, key: str | None, said: str) -> str:
    known = passage.tools.registry.get(key) if key else None
    return known.name if known else said
