"""What parties do in words toward each other: accuse, deny, condemn, appeal, threaten, promise, assess."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from corroborate.extraction.attribution import Heard, attribution_at, speakers_of
from corroborate.extraction.objects import clause_end, party_phrase, target_in, text_of, toward_and_matter
from corroborate.extraction.stance_verbs import OWN, Verb, act_of, find_verbs, first_words, is_passive, says
from corroborate.language.clauses import source_after, subject_before
from corroborate.model import Party, Report, Stance, span_of
from corroborate.model.vocabulary import Act

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage
    from corroborate.language.sentences import Sentence

_SAYING = frozenset(("say", "tell", "add", "declare", "warn", "insist", "stress", "argue", "note", "believe", "suggest",
                     "explain", "state", "announce", "assert", "write", "caution", "predict", "conclude", "fear", "maintain",
                     "assess", "according to", "describe", "contend", "indicate", "highlight"))  # fmt: skip
_FEELS = frozenset(("say", "tell", "add", "declare", "state", "insist"))
_JUDGES = frozenset(("monitor", "international", "civil_society"))
_PARTIES = frozenset(("armed_group", "military", "government", "police"))
_THE_DEED = re.compile(
    r"\bthe (?:\w+ )?(attacks?|killings?|strikes?|bombings?|raids?|ambush|blasts?|explosions?|assaults?|shelling|massacre|"
    r"abductions?|kidnapping|incidents?|murders?|clash(?:es)?|violence|hijacking|siege|shooting|assassination)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:the )?((?:[A-Z]\w+)(?: [A-Z]\w+){0,4})")
_RESPONSIBILITY = re.compile(
    r"^(?:the )?responsibility for (?:the|an?(?! (?:series|number|string|wave|spate))|last|this|that) "
)
_UNNAMED = frozenset(("analyst", "analysts", "expert", "experts", "observers", "observer", "researchers"))
"""Judges without a name: what several of them say in one document is one judgement."""
_MOST_ABOUT = 300


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stance before it is tied to incidents: `start` to `end` are characters, `n` its sentence."""

    n: int
    start: int
    end: int
    actor: Party
    act: Act
    toward: str | None
    about: str


def find_stances(passage: Passage, reports: Sequence[Report]) -> tuple[Stance, ...]:
    """The stances of a document, one per actor, act and object (codebook, Stances).

    A claim of responsibility for one of `reports` is recorded there and is no stance.
    """
    taken: list[_Taken] = []
    for n, sentence in enumerate(passage.sentences):
        if not first_words().isdisjoint(sentence.lowers):
            for verb in find_verbs(sentence):
                if verb.frame != "clause" or verb.act != "accuses" or _report_at(passage, n, reports) is None:
                    taken.extend(_by_verb(passage, n, verb))
    for heard in speakers_of(passage).heard:
        taken.extend(_by_content(passage, heard))
        taken.extend(_claimed(passage, heard, reports))
    kept = _once_each(sorted(taken, key=lambda one: (one.start, one.end)))
    return tuple(_stance(passage, one, reports) for one in kept)


def _by_verb(passage: Passage, n: int, verb: Verb) -> list[_Taken]:
    sentence = passage.sentences[n]
    if is_passive(sentence.lowers, verb.begin):
        return _by_passive(passage, n, verb)
    end = _content_end(passage, n, verb)
    found = []
    for actor in _actors(passage, n, verb) if end > verb.end else ():
        found.extend(_taken_by(passage, n, verb, end, actor))
    return found


def _content_end(passage: Passage, n: int, verb: Verb) -> int:
    """Where the matter of a verb ends: with what is reported where the verb reports it, else with its clause."""
    sentence = passage.sentences[n]
    end = clause_end(sentence, verb.end)
    start, stop = sentence.starts[verb.begin], sentence.ends[verb.end - 1]
    for one in speakers_of(passage).in_sentence(n):
        if one.utterance.cue[0] < stop and start < one.utterance.cue[1] and one.utterance.end > stop:
            return min(end, bisect_left(sentence.starts, one.utterance.end))
    return end


def _taken_by(passage: Passage, n: int, verb: Verb, end: int, actor: Party) -> list[_Taken]:
    sentence = passage.sentences[n]
    toward, begin = toward_and_matter(passage, n, verb, end, actor)
    act = act_of(sentence, verb, begin, end)
    if act is None or begin >= end:
        return []
    start = sentence.starts[verb.begin]
    return [
        _Taken(
            n, start, sentence.ends[end - 1], actor, act, toward, text_of(sentence, begin, end)[:_MOST_ABOUT]
        )
    ]


def _actors(passage: Passage, n: int, verb: Verb) -> list[Party]:
    """Whose stance it is: each party of a list (`the president and the premier condemned …`), else the one subject."""
    sentence = passage.sentences[n]
    subject = subject_before(sentence, verb.begin)
    if subject is not None and "and" in sentence.lowers[slice(*subject)]:
        cuts = [i for i in range(*subject) if sentence.lowers[i] in ("and", ",")]
        edges = [subject[0] - 1, *cuts, subject[1]]
        pieces = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
        speakers = [speakers_of(passage).speaker(n, *piece) for piece in pieces]
        parties = [one.party for one in speakers if one is not None and one.party.role != "unattributed"]
        if len(parties) == len(pieces) > 1:
            return parties
    actor = _actor(passage, n, verb)
    return [actor] if actor is not None else []


def _actor(passage: Passage, n: int, verb: Verb) -> Party | None:
    """Whose stance it is: the speaker already heard at this verb, else its subject."""
    sentence = passage.sentences[n]
    speakers = speakers_of(passage)
    start, end = sentence.starts[verb.begin], sentence.ends[verb.end - 1]
    subject = subject_before(sentence, verb.begin)
    if subject is not None and sentence.lowers[subject[0]] in ("we", "i", "our"):
        quoting = [
            one for one in speakers.around(start, end) if one.speaker is not None and one.utterance.direct
        ]
        if quoting and quoting[0].speaker is not None:
            return _eligible(quoting[0].speaker.party)
        return _publisher(passage)
    for one in speakers.in_sentence(n):
        if one.utterance.cue[0] < end and start < one.utterance.cue[1]:
            return _eligible(one.speaker.party) if one.speaker is not None else None
    if subject is None:
        heard = [
            one.speaker.party
            for one in speakers.in_sentence(n)
            if one.speaker and one.utterance.cue[0] < start
        ]
        return _eligible(heard[-1]) if heard else None
    if sentence.lowers[subject[0]] in ("no", "nobody", "none", "neither"):
        return None
    speaker = speakers.speaker(n, *subject)
    return _eligible(speaker.party) if speaker is not None else None


def _publisher(passage: Passage) -> Party | None:
    """Who says `we` outside quotation marks: the publisher of a statement."""
    name = passage.document.publisher
    actor = passage.tools.registry.resolve(name) if name else None
    if name is None:
        return None
    return Party(name=name, role=actor.role if actor else "civil_society", actor=actor.id if actor else None)


def _eligible(party: Party) -> Party | None:
    named = all(word[0].isupper() for word in party.name.split() if word.isalpha() and len(word) > 3)
    return party if party.role != "unattributed" or named else None


def _by_passive(passage: Passage, n: int, verb: Verb) -> list[_Taken]:
    """`The strike was condemned by the bishops`; the one who is accused by somebody is whom it is toward."""
    sentence = passage.sentences[n]
    by = sentence.lowers.index("by", verb.begin)
    source = source_after(sentence, by + 1)
    if source is not None and verb.frame == "charge":
        cut = [i for i in range(*source) if sentence.lowers[i] in ("of", "for")]
        source = (source[0], cut[0]) if cut else source
    subject = subject_before(sentence, verb.begin)
    speaker = speakers_of(passage).speaker(n, *source) if source else None
    actor = _eligible(speaker.party) if speaker is not None else None
    if actor is None or subject is None or source is None or verb.act == "vows":
        return []
    end = clause_end(sentence, by)
    about = text_of(sentence, subject[0], end)[:_MOST_ABOUT]
    toward = target_in(passage, n, *subject, actor)
    if toward is None and verb.act in ("accuses", "sanctions", "praises"):
        toward = party_phrase(passage, n, *subject, actor)
    return [
        _Taken(
            n, sentence.starts[subject[0]], sentence.ends[end - 1], actor, cast(Act, verb.act), toward, about
        )
    ]


def _by_content(passage: Passage, heard: Heard) -> list[_Taken]:
    """What a speaker's own words amount to: a vow, a plea, a warning, a judgement."""
    said, speaker = heard.utterance, heard.speaker
    if speaker is None or said.verb not in _SAYING or _eligible(speaker.party) is None:
        return []
    n = passage.sentence_at(said.start)
    sentence = passage.sentences[n]
    begin = next((i for i, start in enumerate(sentence.starts) if start >= said.start), len(sentence))
    end = next((i for i, start in enumerate(sentence.starts) if start >= said.end), len(sentence))
    if begin >= end:
        return []
    act = _act_of_words(said.verb, speaker.party, sentence, begin, end)
    if act is None:
        return []
    about = text_of(sentence, begin, end)
    toward = target_in(passage, n, begin, end, speaker.party) if act != "assesses" else None
    if act == "appeals":
        asked = _FROM.findall(about)
        toward = str(asked[-1]) if asked else toward
    return [_Taken(n, said.start, said.end, speaker.party, act, toward, about[:_MOST_ABOUT])]


def _act_of_words(verb: str, party: Party, sentence: Sentence, begin: int, end: int) -> Act | None:
    lowers = sentence.lowers[begin:end]
    modal = not {"will", "would", "'ll"}.isdisjoint(lowers)
    if says("need", sentence, begin, end):
        return "appeals"
    if says("outrage", sentence, begin, end) and verb in _FEELS and party.role != "analyst":
        return "condemns"
    if party.role in _PARTIES and modal and says("justice", sentence, begin, end):
        return "promises"
    if (
        party.role in _PARTIES
        and modal
        and _is_own(sentence, begin, end)
        and says("threat", sentence, begin, end)
    ):
        return "threatens"
    if party.role in _PARTIES and (verb == "warn" or _is_resolve(sentence, begin, end)):
        if says("threat", sentence, begin, end) and modal:
            return "threatens"
        if verb != "warn":
            return "promises"
    if party.role == "analyst":
        return "assesses"
    if party.role in _JUDGES and says("judgement", sentence, begin, end):
        return "assesses" if verb in ("warn", "argue", "conclude", "caution", "fear", "assess") else None
    if party.role in ("government", "military", "police") and verb in ("suggest", "predict", "fear"):
        return "assesses"
    if party.role in ("government", "military", "police") and says("standing", sentence, begin, end):
        return "assesses"
    return None


def _is_resolve(sentence: Sentence, begin: int, end: int) -> bool:
    """`its struggle would continue until …`: what the speaker means to do, not what others will."""
    if not says("resolve", sentence, begin, end):
        return False
    return _is_own(sentence, begin, end)


def _is_own(sentence: Sentence, begin: int, end: int) -> bool:
    lowers = sentence.lowers
    modal = next((i for i in range(begin, end) if lowers[i] in ("will", "would", "'ll")), None)
    if modal is None or modal - begin > 10:
        return False
    first = begin + (lowers[begin] in ("“", '"', "that"))
    return lowers[first] in OWN


def _claimed(passage: Passage, heard: Heard, reports: Sequence[Report]) -> list[_Taken]:
    """A claim of responsibility for one deed that is none of the document's incidents."""
    said, speaker = heard.utterance, heard.speaker
    about = passage.document.text[said.start : said.end]
    if speaker is None or said.verb != "claim" or not _RESPONSIBILITY.match(about):
        return []
    if _report_at(passage, heard.sentence, reports) or (reports and _THE_DEED.search(about)):
        return []
    actor = _eligible(speaker.party)
    if actor is None:
        return []
    about = about[:_MOST_ABOUT]
    return [_Taken(heard.sentence, said.start, said.end, actor, "claims_responsibility", None, about)]


def _once_each(taken: list[_Taken]) -> list[_Taken]:
    """One per actor, act and object; all of what one party assesses is one."""
    kept: dict[tuple[str, str, str], _Taken] = {}
    for one in taken:
        actor = (one.actor.actor if one.actor.role == "armed_group" else None) or one.actor.name.lower()
        if one.act == "assesses" and actor.rsplit(" ", 1)[-1] in _UNNAMED:
            actor = "analysts"
        matter = (one.toward or one.about).lower() if one.act != "assesses" else ""
        kept.setdefault((actor, one.act, matter), one)
    return list(kept.values())


def _stance(passage: Passage, one: _Taken, reports: Sequence[Report]) -> Stance:
    chain = attribution_at(passage, one.start, one.end)
    others = tuple(
        party for party in chain if party != one.actor and (not party.actor or party.actor != one.actor.actor)
    )
    return Stance(
        document=passage.document.id,
        actor=one.actor,
        act=one.act,
        toward=one.toward,
        about=one.about,
        incident=_incident(passage, one, reports),
        attribution=others,
        span=span_of(passage.document.text, one.start, one.end),
    )


def _incident(passage: Passage, one: _Taken, reports: Sequence[Report]) -> str | None:
    """The incident in whose sentence the stance is taken, or the last one told before `the attack`."""
    own = _report_at(passage, one.n, reports)
    if own is not None:
        return own.id
    if not _THE_DEED.search(one.about):
        return None
    told = [report for report in reports if report.evidence[0].start < one.start and not report.background]
    return told[-1].id if told else None


def _report_at(passage: Passage, n: int, reports: Sequence[Report]) -> Report | None:
    sentence = passage.sentences[n]
    for report in reports:
        if any(span.start < sentence.end and sentence.start < span.end for span in report.evidence):
            return report
    return None
