"""Who says what, by grammar: reporting verbs, sources before and after them, quotations, `according to`.

No parser stands behind this. Each cue looks left for its subject and right for its clause, and stops at
what ends a clause in news prose: a comma, a coordination with another speaker, a postposed source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.language.clauses import (
    after_adjuncts,
    clause_begin,
    content_begin,
    leading_subject,
    source_after,
    subject_before,
)
from corroborate.language.cues import Cue, find_cues, is_adverb, is_progressive, vocabulary, word_set
from corroborate.language.quotation import MARKS, Quotation, find_quotations
from corroborate.language.sentences import Sentence

_ANAPHORS = word_set("he she it they we i this")
_NOBODY = frozenset(("no", "nobody", "none", "neither", "nothing"))
_COORDINATORS = frozenset(
    ("while", "but", "whereas", "although", "though", "and", ";", "—", "–", "as", "however")
)
_SUBORDINATORS = frozenset(
    ("while", "when", "although", "though", "because", "if", "since", "after", "before", "once", "unless")
)
_TRAILING = frozenset(",.;:—–")
_CLOSERS = frozenset('”»"’')


@dataclass(frozen=True, slots=True)
class Utterance:
    """Somebody says the characters `start` to `end`; the `cue` tells so and the `source` names the speaker.

    All pairs are character offsets into the text, end exclusive. `source` is None where nobody is named
    ("reportedly", "is believed to"). `verb` is the cue's lemma. A source that stands in the middle ("the
    raid, police said, …") lies inside `start` to `end`. `direct` is a quotation; `continued` is carried on
    from a speaker named before (a pronoun, the next sentence of a quotation).
    """

    start: int
    end: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    verb: str
    direct: bool = False
    continued: bool = False


@dataclass(slots=True)
class _Heard:
    """A cue with its place in the clause: tokens of the source, of the clause it opens, of its content."""

    cue: Cue
    source: tuple[int, int] | None
    clause: int
    postposed: bool = False
    begin: int = 0
    end: int = 0


def find_utterances(sentences: Sequence[Sentence]) -> list[Utterance]:
    """All utterances of a text in reading order; a chain of speakers comes as one inside the other."""
    quotations = find_quotations(sentences)
    by_sentence: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        for n in range(quotation.first, quotation.last + 1):
            by_sentence.setdefault(n, []).append(quotation)
    found: list[Utterance] = []
    for n, sentence in enumerate(sentences):
        cues = find_cues(sentence)
        if cues:
            cues = [cue for cue in cues if not _in_quotation(sentence, cue, by_sentence.get(n, ()))]
        heard = _hear(sentence, cues) if cues else []
        if not heard and ":" in sentence.words:
            heard = _named_before_colon(sentence)
        for one in heard:
            if one.begin < one.end:
                found.append(_utterance(sentence, one, by_sentence.get(n, ())))
            elif n and one.source is not None:
                found.extend(
                    _after_quotation(sentence, one, [*by_sentence.get(n - 1, ()), *by_sentence.get(n, ())])
                )
    found.extend(_carried_on(sentences, quotations, found))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _in_quotation(sentence: Sentence, cue: Cue, quotations: Sequence[Quotation]) -> bool:
    start, end = sentence.starts[cue.begin], sentence.ends[cue.end - 1]
    return any(q.start < start and end < q.end and q.end - q.start > 60 for q in quotations)


def _hear(sentence: Sentence, cues: list[Cue]) -> list[_Heard]:
    heard: list[_Heard] = []
    for cue in cues:
        one = _place(sentence, cue, heard)
        if one is not None:
            heard.append(one)
    for k, one in enumerate(heard):
        if one.cue.kind == "citing":
            one.clause -= sentence.lowers[one.cue.begin - 1] == ","
        _bound(sentence, one, heard[:k], heard[k + 1 :])
    for k, one in enumerate(heard):
        if one.cue.kind == "citing":
            _share_content(one, heard[:k], heard[k + 1 :])
    return [one for one in heard if one.source is None or sentence.lowers[one.source[0]] not in _NOBODY]


def _share_content(one: _Heard, before: list[_Heard], after: list[_Heard]) -> None:
    """`X, quoting Y, said …` and `X said …, citing Y`: Y says what X passes on."""
    for other in [*reversed(before), *after]:
        if other.cue.kind in ("say", "tell", "source") and other.begin < other.end:
            one.begin, one.end = other.begin, other.end
            return


def _place(sentence: Sentence, cue: Cue, before: list[_Heard]) -> _Heard | None:
    """The source of a cue and where its clause begins; None where it turns out to report nothing."""
    if cue.kind in ("according", "citing"):
        source = source_after(sentence, cue.end)
        return _Heard(cue, source, cue.begin, postposed=cue.begin > 0 and source is not None)
    if cue.kind == "hearsay":
        return _Heard(cue, None, cue.begin)
    if cue.kind == "passive":
        return _place_passive(sentence, cue)
    if cue.kind == "noun":
        return _Heard(cue, subject_before(sentence, cue.begin, possessive=True), cue.begin)
    if sentence.lowers[cue.begin].endswith("ing") and not is_progressive(sentence.lowers, cue.begin):
        source = before[-1].source if before else leading_subject(sentence, cue.begin)
        return _Heard(cue, source, cue.begin)
    subject = subject_before(sentence, cue.begin)
    if subject is None:
        return _place_subjectless(sentence, cue, before)
    opens = clause_begin(sentence, subject[0])
    postposed = _is_postposed(sentence, opens, subject[0], cue)
    return _Heard(cue, subject, opens, postposed)


def _place_passive(sentence: Sentence, cue: Cue) -> _Heard:
    subject = subject_before(sentence, cue.begin)
    if cue.verb == "quoted as saying":
        return _Heard(cue, subject, cue.begin if subject is None else subject[0])
    source = None
    if sentence.lowers[cue.end] == "by":
        source = source_after(sentence, cue.end + 1)
    return _Heard(cue, source, cue.begin if subject is None else subject[0])


def _place_subjectless(sentence: Sentence, cue: Cue, before: list[_Heard]) -> _Heard | None:
    """`…,” said a resident`; `X did this and said that`."""
    lowers, i = sentence.lowers, cue.begin
    previous = lowers[i - 1] if i else ""
    if previous in _CLOSERS or previous in (",", "—", "–", "?", "!"):
        source = source_after(sentence, cue.end)
        if source is not None and source[0] == cue.end and cue.kind in ("say", "tell", "belief"):
            return _Heard(cue, source, i, postposed=True)
    while i and is_adverb(lowers[i - 1]):
        i -= 1
    if not i or lowers[i - 1] in ("and", ",", "but", "then", "or") or previous in _CLOSERS:
        source = before[-1].source if before else leading_subject(sentence, i)
        return _Heard(cue, source, max(0, i - 1)) if source is not None else None
    return None


def _is_postposed(sentence: Sentence, opens: int, subject: int, cue: Cue) -> bool:
    """Whether `…, police said` stands after (or amid) what it reports: a clause before it, none after."""
    lowers = sentence.lowers
    if subject == 0 or cue.kind not in ("say", "tell", "belief", "deny"):
        return False
    before = lowers[subject - 1]
    if before == "as":
        return True
    if before not in _CLOSERS and before not in (",", "—", "–", ")", "?", "!"):
        return False
    following = lowers[cue.end] if cue.end < len(lowers) else "."
    if before in _CLOSERS and subject > 1 and lowers[subject - 2] in (",", "?", "!", "."):
        return following not in ("that", ":")
    if following == "," and sentence.words[cue.end + 1 : cue.end + 2] in (["“"], ['"']):
        return False
    if following in (",", ".", ";", "—", "–", "”", '"'):
        return True
    begin = after_adjuncts(sentence, cue)
    if begin >= len(lowers) or lowers[begin] in (".", ";"):
        return True
    return lowers[begin] == "," and sentence.words[begin + 1 : begin + 2] not in (["“"], ['"'])


def _bound(sentence: Sentence, one: _Heard, before: list[_Heard], after: list[_Heard]) -> None:
    """Set the tokens of what `one` reports."""
    last = _last(sentence)
    if one.cue.kind == "hearsay":
        one.begin, one.end = _clause_around(sentence, one.cue.begin, last)
    elif one.cue.kind == "passive" and one.cue.verb != "quoted as saying":
        one.begin, one.end = one.clause, _until(sentence, one.cue.end, last, after)
    elif one.postposed:
        one.begin = _reaches_back(sentence, one, before)
        one.end = one.clause
        if _is_medial(sentence, one, last):
            one.end = _until(sentence, _source_end(one), last, after)
        one.end = _trim(sentence, one.begin, one.end)
    elif one.cue.kind == "according" and one.source is not None:
        begin = _past_relative(sentence, one.source[1], last)
        one.begin, one.end = begin, _until(sentence, begin, last, after)
    else:
        begin = content_begin(sentence, one.cue)
        one.begin, one.end = begin, _until(sentence, begin, last, after)
        if _is_subordinate(sentence, one):
            one.end = _first_clause(sentence, begin, one.end)


def _is_subordinate(sentence: Sentence, one: _Heard) -> bool:
    """Whether the speaker's clause is subordinate to what follows: `While police said four died, residents …`."""
    lowers = sentence.lowers
    source = one.source
    return source is not None and lowers[0] in _SUBORDINATORS and "," not in lowers[: one.cue.begin]


def _first_clause(sentence: Sentence, begin: int, end: int) -> int:
    """The end of what stands before the first comma, unless a quotation opens behind it."""
    words = sentence.words
    for i in range(begin + 1, end):
        if words[i] == "," and words[i + 1 : i + 2] and words[i + 1] not in MARKS:
            return i
    return end


def _past_relative(sentence: Sentence, begin: int, last: int) -> int:
    """Past the comma, and past `who saw it,` or `that counts the dead,` of the source before it."""
    lowers = sentence.lowers
    begin += begin < last and lowers[begin] == ","
    if begin < last and lowers[begin] in ("who", "which", "that", "whose") and "," in lowers[begin:last]:
        return lowers.index(",", begin) + 1
    return begin


def _source_end(one: _Heard) -> int:
    return max(one.cue.end, one.source[1] if one.source else 0)


def _last(sentence: Sentence) -> int:
    """The end of the sentence without its full stop."""
    end = len(sentence)
    return end - 1 if sentence.words[-1] in (".", "!", "?") else end


def _is_medial(sentence: Sentence, one: _Heard, last: int) -> bool:
    """Whether the reported clause goes on after its source: `the raid, police said, left two dead`."""
    end = _source_end(one)
    lowers = sentence.lowers
    if end >= last - 1 or lowers[end] not in (",", "—", "–"):
        return False
    following = lowers[end + 1]
    if _ends_in_quotation(sentence, one.clause) and following not in MARKS:
        return False
    if following.endswith("ing"):
        return following not in vocabulary().by_first
    return following not in ("who", "which", "while", "but", "after")


def _ends_in_quotation(sentence: Sentence, end: int) -> bool:
    """Whether a quotation closes just before `end`: what follows its speaker unquoted is about the speaker."""
    before = sentence.words[max(0, end - 2) : end]
    return any(word in _CLOSERS for word in before)


def _until(sentence: Sentence, begin: int, last: int, after: list[_Heard]) -> int:
    """Where a clause that begins at `begin` ends: before another speaker's clause, or with the sentence."""
    lowers = sentence.lowers
    for other in after:
        if other.clause <= begin:
            continue
        opens = other.clause
        breaks = other.postposed and not _is_inner_medial(sentence, other, last)
        coordinated = opens > begin and (lowers[opens] in _COORDINATORS or lowers[opens] == ",")
        participle = other.cue.kind not in ("hearsay", "noun") and lowers[other.cue.begin].endswith("ing")
        if other.cue.kind in ("hearsay", "passive", "noun"):
            continue
        if breaks or coordinated or (participle and lowers[opens - 1] == ","):
            return _trim(sentence, begin, opens)
    if ";" in lowers[begin:last]:
        return _trim(sentence, begin, lowers.index(";", begin))
    return _trim(sentence, begin, last)


def _is_inner_medial(sentence: Sentence, other: _Heard, last: int) -> bool:
    return other.postposed and _is_medial(sentence, other, last)


def _reaches_back(sentence: Sentence, one: _Heard, before: list[_Heard]) -> int:
    """Where the clause before a postposed source begins: the sentence, `;`, or another speaker's clause."""
    lowers = sentence.lowers
    begin = 0
    if ";" in lowers[: one.clause]:
        begin = one.clause - lowers[one.clause - 1 :: -1].index(";")
    for other in before:
        if other.postposed and other.cue.kind != "citing":
            begin = max(begin, _source_end(other))
        elif not other.postposed and one.cue.kind == "according":
            for i in range(other.cue.end, one.clause):
                if lowers[i] in ("while", "but", "whereas", "although") and lowers[i - 1] == ",":
                    begin = max(begin, i + 1)
    while begin < one.clause and (lowers[begin] in _COORDINATORS or lowers[begin] in (",", "”")):
        begin += 1
    return begin


def _clause_around(sentence: Sentence, i: int, last: int) -> tuple[int, int]:
    """The clause of an adverb at `i`: between commas and coordinators that stand alone."""
    lowers = sentence.lowers
    begin, end = i, i
    while begin and lowers[begin - 1] not in (",", ";", "and", "but", "while", "which", "who", "—", "–", ":"):
        begin -= 1
    if begin == i and i >= 2 and lowers[i - 1] in ("which", "who"):
        begin -= 1
    while end < last and lowers[end] not in (";", ",", "while", "but", "—", "–"):
        end += 1
    return begin, end


def _trim(sentence: Sentence, begin: int, end: int) -> int:
    lowers = sentence.lowers
    while end > begin and (lowers[end - 1] in _TRAILING or lowers[end - 1] in _COORDINATORS):
        end -= 1
    return end


def _after_quotation(sentence: Sentence, one: _Heard, quotations: Sequence[Quotation]) -> list[Utterance]:
    """`“Where were they?” the mayor said.`: the quotation that closes just before a cue without content."""
    opens = sentence.starts[min(one.source[0] if one.source else one.cue.begin, one.cue.begin)]
    for quotation in quotations:
        if 0 <= opens - quotation.end <= 2:
            one.begin, one.end = one.cue.begin, one.cue.end
            said = _utterance(sentence, one, ())
            return [replace(said, start=quotation.start, end=quotation.end, direct=True)]
    return []


def _named_before_colon(sentence: Sentence) -> list[_Heard]:
    """`Spokesman: “We did it.”`"""
    colon = sentence.lowers.index(":")
    following = sentence.words[colon + 1] if colon + 1 < len(sentence) else ""
    if not 0 < colon <= 10 or following not in MARKS:
        return []
    one = _Heard(Cue(colon, colon + 1, "colon", ":"), (0, colon), 0, begin=colon + 1, end=_last(sentence))
    return [one] if one.begin < one.end else []


def _utterance(sentence: Sentence, one: _Heard, quotations: Sequence[Quotation]) -> Utterance:
    start, end = sentence.starts[one.begin], sentence.ends[one.end - 1]
    direct = False
    for quotation in quotations:
        if quotation.start < end and quotation.end > start:
            direct = direct or quotation.end - quotation.start > 0.5 * (end - start)
            if one.cue.kind not in ("hearsay", "passive"):
                start = min(start, quotation.start) if one.postposed else start
                end = max(end, quotation.end) if quotation.end > sentence.end or not one.postposed else end
    cue = (sentence.starts[one.cue.begin], sentence.ends[one.cue.end - 1])
    source = None
    if one.source is not None:
        source = (sentence.starts[one.source[0]], sentence.ends[one.source[1] - 1])
    anaphor = one.source is not None and sentence.lowers[one.source[0]] in _ANAPHORS
    return Utterance(start, end, cue, source, one.cue.verb, direct, anaphor)


def _carried_on(
    sentences: Sequence[Sentence], quotations: list[Quotation], found: list[Utterance]
) -> list[Utterance]:
    """Quotations without a cue of their own: the next sentences of the last speaker's speech."""
    carried: list[Utterance] = []
    ordered = sorted((one for one in found if one.source is not None), key=lambda one: one.cue[0])
    for quotation in quotations:
        if any(one.start < quotation.end and quotation.start < one.end for one in found):
            continue
        speaker = _speaker_of(sentences, quotation, ordered + carried)
        if speaker is not None:
            carried.append(
                replace(speaker, start=quotation.start, end=quotation.end, direct=True, continued=True)
            )
    return carried


def _speaker_of(
    sentences: Sequence[Sentence], quotation: Quotation, found: list[Utterance]
) -> Utterance | None:
    """Who goes on speaking in a quotation that fills its sentence: the speaker just before it."""
    first = sentences[quotation.first]
    fills = quotation.start == first.start and quotation.end >= sentences[quotation.last].end - 1
    if not fills or quotation.first == 0:
        return None
    before = sentences[quotation.first - 1]
    near = [one for one in found if one.end >= before.start - 1 and one.start < quotation.start]
    near += [one for one in found if before.start <= one.cue[0] < before.end]
    if not near or first.paragraph - before.paragraph > 1:
        return None
    last = near[-1]
    ends_open = before.words[-1] == ":" or quotation.continues
    return last if first.paragraph == before.paragraph or ends_open or last.direct else None
