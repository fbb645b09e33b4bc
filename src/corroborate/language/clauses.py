"""The edges of a clause around a reporting verb: its subject, its addressee, where its content begins."""

from __future__ import annotations

from corroborate.language.cues import (
    BE,
    DETERMINERS,
    FINITE,
    MODAL,
    Cue,
    carries_on,
    is_adverb,
    is_always_verb,
    vocabulary,
    word_set,
)
from corroborate.language.sentences import Sentence

_STOPS = word_set(
    ', ; : — – ( “ ” « » " that while but because when after before if as whereas although though since until ',
    "where so whether than what why how --",
)
_QUOTES = frozenset('”»"“«')
_PREPOSITIONS = word_set(
    "in on at to via through during from by late early as of for after following amid within over with before under ",
    "near about into since despite",
)
_PRONOUNS = word_set("he she it they we i you who which")
_OPENERS = word_set(
    "and but yet however meanwhile later then also so or nor earlier separately additionally instead still ",
    "moreover furthermore still once afterwards when while although though because if as",
)
_AUDIENCE = word_set(
    "reporters journalists media agency press television tv channel newspaper news newspapers us me him her them it ",
    "parliament lawmakers correspondents outlets radio council court website magazine",
)
_MODIFIERS = frozenset(("press", "media", "news", "television"))
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight january february march april ",
    "may june july august september october november december week month year morning evening night afternoon ",
    "midnight day days weeks",
)
_VENUES = word_set(
    "statement statements message interview conference briefing communique communiqué post telegram twitter facebook ",
    "x website video tweet report email letter release note speech address call message whatsapp channel anonymity ",
    "media television broadcast bulletin article press radio page account",
)
_HELPERS = BE | MODAL - {"to"}
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight")
_COMMA_REACH = 30


def subject_before(sentence: Sentence, verb: int, possessive: bool = False) -> tuple[int, int] | None:
    """The tokens of the subject of the verb at `verb`, adverbs and auxiliaries left out; None if none is there."""
    lowers = sentence.lowers
    end = verb
    while end and (is_adverb(lowers[end - 1]) or (lowers[end - 1] in _HELPERS and lowers[end - 1] != "'s")):
        end -= 1
    if carries_on(lowers, end):
        end -= 3 if lowers[end - 2] == "on" else 2
        while end and is_adverb(lowers[end - 1]):
            end -= 1
    if possessive:
        return _possessor(sentence, end)
    if not end:
        return None
    if lowers[end - 1] == ",":
        return _before_apposition(sentence, end)
    if lowers[end - 1] in ("who", "which") and end >= 2:
        return _named_before(sentence, end - 2 if lowers[end - 2] == "," else end - 1)
    return _named_before(sentence, end)


def _named_before(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """The noun phrase before `end`, its bracket (`the Red Front (RF)`) included and `on Thursday` left out."""
    lowers = sentence.lowers
    if end >= 3 and lowers[end - 1] in _TIMES and lowers[end - 2] in ("on", "late", "early", "last", "this"):
        end -= 3 if lowers[end - 3] == "on" else 2
    elif end >= 2 and lowers[end - 1] in _DAYS and lowers[end - 2] not in _PREPOSITIONS | DETERMINERS:
        end -= 1  # "the president tonight called"
    if end >= 3 and lowers[end - 1] == ")" and "(" in lowers[: end - 1]:
        inner = _noun_phrase(sentence, end - 2 - lowers[end - 2 :: -1].index("("))
        return (inner[0], end) if inner else None
    return _noun_phrase(sentence, _before_dates(lowers, end))


def _before_dates(lowers: list[str], end: int) -> int:
    """Where a subject ends once days that belong to it are left out: "the mission sent there | between 25 and 30 March"."""
    begin = end
    while begin and (lowers[begin - 1] in _TIMES or lowers[begin - 1].isdigit() or lowers[begin - 1] in _TO):
        begin -= 1
    told = begin < end and lowers[end - 1] not in _TO and not _TIMES.isdisjoint(lowers[begin:end])
    return begin - 1 if told and begin > 1 and lowers[begin - 1] in _DATING else end


_TO = word_set("and to –")
_DATING = word_set("between from for in of during since on")


def _possessor(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """`X's claim that`; anything else leaves the claim without a speaker."""
    lowers = sentence.lowers
    if end >= 2 and lowers[end - 1] in ("'s", "'", "’"):
        return _noun_phrase(sentence, end - 1)
    return (end - 1, end) if end and lowers[end - 1] in ("his", "her", "their", "its") else None


def _before_apposition(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """The subject before `, a spokesman,`: what stands before the comma that opens the aside."""
    lowers = sentence.lowers
    i = end - 2
    while i > 0 and end - i < _COMMA_REACH and lowers[i] not in (",", ";", *_QUOTES):
        i -= 1
    if i <= 0 or lowers[i] != ",":
        return None
    head = _named_before(sentence, i)
    if head is None or head[1] - head[0] > 12 or lowers[head[0]] in _PREPOSITIONS:
        return None
    aside = lowers[i + 1]
    if (
        aside in _PREPOSITIONS
        or aside in ("who", "which", "whose")
        or (aside.endswith("ing") and aside != "including")
    ):
        return head
    return head[0], end - 1


def _noun_phrase(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """The longest run left of `end` that can be one subject."""
    lowers = sentence.lowers
    reporting = vocabulary().by_first
    begin = end
    while begin:
        word = lowers[begin - 1]
        if word == ")" and "(" in lowers[: begin - 1]:
            begin -= 2 + lowers[begin - 2 :: -1].index("(")
            continue
        if word in _STOPS or (
            begin < end and lowers[begin] not in ("who",) and word in FINITE and word != "'s"
        ):
            break
        if word in reporting and not _is_nominal(sentence, begin - 1):
            break
        if begin < end and word.endswith("ed") and _has_object(lowers, begin - 1):
            break
        if word == "and" and _splits(sentence, begin, end):
            break
        begin -= 1
        governed = begin and lowers[begin - 1] in _PREPOSITIONS
        if word in _PRONOUNS and word not in ("who", "which") and not governed:
            break
    begin = _without_intro(sentence, _with_list(sentence, begin, end), end)
    if end - begin > 1 and lowers[begin] in ("which", "who", "whom") and not sentence.words[begin].isupper():
        begin += 1
    if begin >= end or (end - begin == 1 and lowers[begin] in _PREPOSITIONS | DETERMINERS - _DEMONSTRATIVE):
        return None
    return begin, end


def _has_object(lowers: list[str], i: int) -> bool:
    """Whether the form in -ed at `i` is a verb of its own clause: "its men killed 48 passengers of the ferry"."""
    opens = i > 0 and lowers[i - 1] not in DETERMINERS and not lowers[i - 1][0].isdigit()
    return opens and (lowers[i + 1][0].isdigit() or (i > 0 and lowers[i - 1].endswith("ly")))


def _with_list(sentence: Sentence, begin: int, end: int) -> int:
    """The start of a list that the phrase ends: `Ethiopia, Turkey and Kenya`."""
    lowers = sentence.lowers
    while "and" in lowers[begin:end] and begin >= 2 and lowers[begin - 1] == ",":
        i = begin - 1
        while i and lowers[i - 1] not in _STOPS and begin - i < 7:
            i -= 1
        chunk = lowers[i : begin - 1]
        starts = i == 0 or lowers[i - 1] == ","
        if not chunk or not starts or not sentence.words[i][0].isupper() or chunk[0] in _PREPOSITIONS:
            return begin
        if any(word in FINITE or word.endswith(("ed", "ing", "ly")) or word in _OPENERS for word in chunk):
            return begin
        begin = i
    return begin


_DEMONSTRATIVE = word_set(
    "this both some many others one all several another most few two three four five each"
)


def _is_nominal(sentence: Sentence, i: int) -> bool:
    """Whether a word that could report is a noun here: `a report`, `the claim`, capitalised, `rights report`."""
    lowers = sentence.lowers
    if lowers[i].endswith(("ed", "ing")) or lowers[i] in ("said", "told", "says", "wrote"):
        named = sentence.words[i][0].isupper() and not sentence.words[i].isupper()
        return named and i > 0 and lowers[i - 1] != ","
    return not is_always_verb(lowers[i]) or (i > 0 and lowers[i - 1] in DETERMINERS)


def _splits(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the `and` before `begin` joins clauses rather than names."""
    lowers = sentence.lowers
    if begin == end or lowers[begin] in _PRONOUNS:
        return True
    left = begin - 1
    while left and lowers[left - 1] not in _STOPS and begin - left < 9:
        left -= 1
    chunk = lowers[left : begin - 1]
    said = sentence.words[left : begin - 1]
    if any(word in FINITE or (word.endswith("ed") and word not in _ADJECTIVES) for word in said):
        return True
    named = sentence.words[begin][0].isupper() and begin >= 2 and sentence.words[begin - 2][0].isupper()
    return len(chunk) > 7 and not named


def _without_intro(sentence: Sentence, begin: int, end: int) -> int:
    """Leave out what precedes a subject without a comma: `In a statement on Monday | the group`, `But | he`."""
    lowers = sentence.lowers
    while begin < end and (
        lowers[begin] in _OPENERS or (is_adverb(lowers[begin]) and lowers[begin] != "all")
    ):
        begin += 1
    if begin < end and lowers[begin] in _PREPOSITIONS:
        for i in range(end - 1, begin, -1):
            starts = lowers[i] in DETERMINERS or lowers[i] in _PRONOUNS
            if starts and lowers[i - 1] not in _PREPOSITIONS:
                return i
        while begin < end and (
            lowers[begin] in _PREPOSITIONS or lowers[begin] in _TIMES or lowers[begin].isdigit()
        ):
            begin += 1
    return begin


def leading_subject(sentence: Sentence, before: int) -> tuple[int, int] | None:
    """The subject of the main clause for a verb that has none beside it: the first noun phrase."""
    lowers = sentence.lowers
    begin = 0
    if lowers[0] in _PREPOSITIONS and "," in lowers[:before]:
        begin = lowers.index(",") + 1
    while begin < before and (lowers[begin] in _OPENERS or lowers[begin] == ","):
        begin += 1
    end = begin
    if lowers[begin] in _PRONOUNS:
        return (begin, begin + 1) if begin < before else None
    while (
        end < before
        and (not _is_verbal(lowers[end]) or (end > begin and lowers[end - 1] in DETERMINERS))
        and lowers[end] not in (",", ";", ":", "who", "which", "(")
    ):
        end += 1
    return (begin, end) if begin < end <= begin + 14 else None


_ADJECTIVES = word_set("united United armed Armed unidentified red")
_PASTS = word_set(
    "went took shook sought held met came left saw made gave got began struck shot fled hit brought built caught ",
    "chose drew drove fell flew fought found froze grew heard hid kept knew laid led lost paid put ran rose sent set ",
    "spoke stood swept threw tore tried urged visited won wrote issues issued calls takes launched fired",
)


def _is_verbal(word: str) -> bool:
    if (
        word in _PASTS
        or "n't" in word
        or (word in vocabulary().by_first and word not in ("report", "reports"))
    ):
        return True
    return (
        (word in FINITE and word != "'s")
        or is_adverb(word)
        or (len(word) > 4 and word.endswith("ed") and word not in _ADJECTIVES)
    )


def clause_begin(sentence: Sentence, subject: int) -> int:
    """Where the clause of a subject opens: its comma and coordinator included."""
    lowers = sentence.lowers
    begin = subject
    while begin and (is_adverb(lowers[begin - 1]) or lowers[begin - 1] in _OPENERS):
        begin -= 1
    if begin and lowers[begin - 1] in (",", ";", "—", "–"):
        begin -= 1
    return begin


_ENDS = frozenset((".", ";", ":", "!", "?", *_QUOTES))


def source_after(sentence: Sentence, begin: int) -> tuple[int, int] | None:
    """The noun phrase that begins at `begin`: `said | a resident of the town | who fled`."""
    lowers, words = sentence.lowers, sentence.words
    end = begin
    last = len(lowers)
    if begin < last and lowers[begin] in ("him", "her", "them", "it", "he", "she", "they"):
        return begin, begin + 1
    while end < last and end - begin < 30:
        word = lowers[end]
        if word == "." and end + 1 < last and lowers[end + 1] not in _QUOTES:
            end += 1
            continue
        if word == "that" and end == begin:
            end += 1
            continue
        if word in _ENDS or word in ("that", "who", "which", "while", "but", "after", "when"):
            break
        if word in FINITE and word not in ("'s", "may", "will"):
            break
        if word == "," and not _goes_on_after_comma(sentence, end, begin):
            break
        if (
            end > begin
            and word in ("adding", "saying", "on")
            and (word != "on" or lowers[end + 1 : end + 2] != ["the"])
        ):
            break
        end += 1
    while end > begin and (words[end - 1] in (",", "(") or is_adverb(lowers[end - 1])):
        end -= 1
    return (begin, end) if end > begin else None


def _goes_on_after_comma(sentence: Sentence, comma: int, begin: int) -> bool:
    """Whether a comma opens an apposition (`Ahmad Khan, a spokesman for the group`)."""
    lowers = sentence.lowers
    following = lowers[comma + 1] if comma + 1 < len(lowers) else ""
    if begin == 0 or (
        begin == 2 and lowers[0] == "according" and following not in ("a", "an", "which", "who")
    ):
        return False
    if not sentence.words[begin][0].isupper() or following.endswith("ing") or following in _PRONOUNS:
        return False
    for j in range(comma + 1, min(comma + 11, len(lowers))):
        if lowers[j] in (",", ".", ";", "who", "which"):
            return j > comma + 1
        if lowers[j] in FINITE or lowers[j] in _PASTS or lowers[j].endswith("ed") or lowers[j] in _QUOTES:
            return False
    return False


def content_begin(sentence: Sentence, cue: Cue) -> int:
    """Where what a preposed cue reports begins: past the addressee, `in a statement on Monday`, `that`."""
    lowers, i = sentence.lowers, after_adjuncts(sentence, cue)
    if i + 1 < len(lowers) and (lowers[i] in (",", ":") or (lowers[i] == "of" and cue.verb == "speak")):
        i += 1
    return i + 1 if i < len(lowers) and lowers[i] == "that" else i


def after_adjuncts(sentence: Sentence, cue: Cue) -> int:
    """The first token past a cue, its addressee and its `in a statement on Monday`."""
    i = _past_addressee(sentence, cue.end) if cue.kind == "tell" else cue.end
    return _past_adjuncts(sentence, i)


def _past_addressee(sentence: Sentence, i: int) -> int:
    lowers, words = sentence.lowers, sentence.words
    limit = min(len(lowers), i + 14)
    for j in range(i, limit):
        if lowers[j] in ("that", ":", ",") or words[j] in _QUOTES:
            return j
    if i < limit and lowers[i] in _AUDIENCE and words[i].islower() and lowers[i] not in _MODIFIERS:
        return i + 1
    j = i
    while j < limit and (
        lowers[j] in DETERMINERS or lowers[j] == "'s" or words[j][0].isupper() or lowers[j] in _AUDIENCE
    ):
        done = lowers[j] in _AUDIENCE
        j += 1
        if done and (j >= limit or (lowers[j] not in _AUDIENCE and not words[j][0].isupper())):
            break
    return j if j > i else min(i + 1, limit)


def _past_adjuncts(sentence: Sentence, i: int) -> int:
    """Past `on Monday`, `in a statement issued in Goma`, `via Telegram`, `late Friday`."""
    lowers, words = sentence.lowers, sentence.words
    end = len(lowers)
    while i < end and (lowers[i] in _PREPOSITIONS or lowers[i] in _TIMES or _is_when(lowers[i])):
        stop = _adjunct_end(sentence, i)
        if stop == i:
            return i
        i = stop
        if i < end and (lowers[i] in (",", ":", "that") or words[i] in _QUOTES):
            return i
    return i


def _is_when(word: str) -> bool:
    return word in ("later", "earlier", "again", "also", "last", "separately", "late")


def _adjunct_end(sentence: Sentence, i: int) -> int:
    """The end of one adjunct that begins at `i`, or `i` where the preposition belongs to the content."""
    lowers, words = sentence.lowers, sentence.words
    end = len(lowers)
    if lowers[i] in _TIMES or (_is_when(lowers[i]) and lowers[i] != "late"):
        return i + 1
    for j in range(i + 1, min(end, i + 9)):
        if lowers[j] in ("that", ":") or words[j] in _QUOTES:
            return j
        if lowers[j] in _TIMES or lowers[j] in _VENUES or lowers[j] in _AUDIENCE:
            return _past_names(sentence, j + 1)
        if lowers[j] in (",", ".") or lowers[j] in FINITE:
            break
    if lowers[i] in ("to", "at", "in", "from") and i + 1 < end and words[i + 1][0].isupper():
        return _past_names(sentence, i + 1)
    return i


def _past_names(sentence: Sentence, i: int) -> int:
    """Past the digits and capitals of a date or an outlet: `Monday 5 May 2025`, `to Radio Okapi`."""
    words = sentence.words
    while i < len(words) and (
        words[i].isdigit() or (words[i][0].isupper() and sentence.lowers[i] not in DETERMINERS)
    ):
        i += 1
    return i
