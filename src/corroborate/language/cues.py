"""The words that announce speech, found in one sentence: reporting verbs, `according to`, hearsay, nouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from corroborate.language.lexicon import inflect
from corroborate.language.sentences import Sentence

CueKind = Literal[
    "say", "tell", "belief", "deny", "accuse", "judge", "source", "according", "citing", "hearsay", "passive",
    "noun", "colon",
]  # fmt: skip


def word_set(*lines: str) -> frozenset[str]:
    """The words of `lines`, as they are written in one row."""
    return frozenset(word for line in lines for word in line.split())


AUXILIARIES = word_set("has have had having also then later earlier first again once still now even just since ",
    "both all only already did does do has-been yesterday today further long twice")  # fmt: skip
FINITE = word_set("was were is are am has have had will would could can should may might must did does do 's")
BE = word_set("is are was were be been being am 's")
MODAL = word_set("to would could can may might should must cannot will")
NEGATIONS = word_set("not n't never didn't hasn't haven't don't doesn't cannot no without neither nor")
DETERMINERS = word_set("the a an this that these those his her its their our my your some any no every each all ",
    "several many few most another both such more one two three four five what which whose")  # fmt: skip
NOT_ADVERBS = word_set("family rally italy july assembly ally supply reply daily weekly monthly fly elderly only ",
    "anomaly likely friendly bully deadly early")  # fmt: skip
_NOUN_TAILS = word_set(
    "of by from on against about for . , ; : and or to in with is was are were has have had"
)


_PREPOSITIONS = word_set("of in by for with from on at under over into against amid")


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `begin` to `end` (exclusive) report speech; `verb` is the lemma, or the phrase itself."""

    begin: int
    end: int
    kind: CueKind
    verb: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Forms by first word, longest first: (form, kind, lemma); passives and nouns by word."""

    by_first: dict[str, list[tuple[tuple[str, ...], CueKind, str]]]
    passives: frozenset[str]
    nouns: frozenset[str]
    all_first: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> _Vocabulary:
    """The reporting vocabulary of `reporting.yaml`, read once."""
    file = files("corroborate.language") / "reporting.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    by_first: dict[str, list[tuple[tuple[str, ...], CueKind, str]]] = {}
    words: dict[str, frozenset[str]] = {"passive": frozenset(), "noun": frozenset()}
    seen: set[tuple[str, ...]] = set()
    for row in yaml.load(file.read_text(encoding="utf-8"), Loader=loader):
        if row["class"] in words:
            words[row["class"]] = frozenset(row["forms"])
            continue
        for form, lemma in _forms(row):
            if form not in seen:
                seen.add(form)
                by_first.setdefault(form[0], []).append((form, row["class"], lemma))
    for options in by_first.values():
        options.sort(key=lambda option: -len(option[0]))
    first = frozenset(by_first) | words["passive"] | words["noun"]
    return _Vocabulary(by_first, words["passive"], words["noun"], first)


def _forms(row: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    found = [(tuple(form.split()), form) for form in row.get("forms", ())]
    for verb in row.get("verbs", ()):
        head, _, particle = verb.partition(" ")
        lemma = f"{head.split('|')[0].removesuffix('+')} {particle}".strip()
        found += [(tuple(form.split()), lemma) for form in inflect(verb)]
    return found


def is_always_verb(word: str) -> bool:
    """Whether a reporting word is no noun in any reading: `acknowledges`, not `claims`."""
    readings = vocabulary().by_first.get(word, ())
    return all(len(form) == 1 and lemma not in _AMBIGUOUS for form, _, lemma in readings)


def is_adverb(word: str) -> bool:
    """Whether `word` may stand between a subject and its verb without being either."""
    return word in AUXILIARIES or (word.endswith("ly") and word not in NOT_ADVERBS)


def carries_on(lowers: list[str], i: int) -> bool:
    """Whether the infinitive at `i` is what somebody does: `continues to deny`, `went on to accuse`."""
    before = lowers[max(0, i - 3) : i]
    return before[-1:] == ["to"] and (
        before[-2:-1] in (["continue"], ["continues"], ["continued"])
        or before[:2] in (["went", "on"], ["goes", "on"])
    )


def find_cues(sentence: Sentence) -> list[Cue]:
    """The cues of one sentence, left to right, verbs in forms that could be nouns only where they are verbs."""
    words = vocabulary()
    lowers = sentence.lowers
    if words.all_first.isdisjoint(lowers):
        return []
    found: list[Cue] = []
    i, end = 0, len(lowers)
    while i < end:
        word = lowers[i]
        cue = _cue_at(sentence, i, words) if word in words.all_first else None
        if cue is None:
            i += 1
        else:
            found.append(cue)
            i = cue.end
    return found


def _cue_at(sentence: Sentence, i: int, words: _Vocabulary) -> Cue | None:
    lowers = sentence.lowers
    if lowers[i] in words.passives and (cue := _passive_at(lowers, i)) is not None:
        return cue
    for form, kind, lemma in words.by_first.get(lowers[i], ()):
        if len(form) > 1 and tuple(lowers[i : i + len(form)]) != form:
            continue
        if kind == "judge" and lowers[i + len(form) : i + len(form) + 1] in _NO_OBJECT:
            break
        if kind in ("according", "citing", "hearsay") or is_reporting(sentence, i, form, lemma):
            return Cue(i, i + len(form), kind, lemma)
        break
    if lowers[i] in words.nouns and i + 1 < len(lowers) and lowers[i + 1] == "that":
        return Cue(i, i + 1, "noun", lowers[i])
    return None


def _passive_at(lowers: list[str], i: int) -> Cue | None:
    """`is believed to`, `was blamed on`, `was quoted as saying`, `it was reported that`, `were reported by`."""
    j = i
    while j and (is_adverb(lowers[j - 1]) or lowers[j - 1] == "been"):
        j -= 1
        if lowers[j] in BE:
            break
    if not j or (lowers[j - 1] not in BE and lowers[j] != "been"):
        return None
    following = lowers[i + 1] if i + 1 < len(lowers) else "."
    if following == "as" and lowers[i + 2 : i + 3] == ["saying"]:
        return Cue(i, i + 3, "passive", "quoted as saying")
    if following == "by" and lowers[i] == "claimed":
        return None
    if following in ("to", "that", "by") or (
        following in ("on", "for", "of", "in") and lowers[i] in _CHARGED
    ):
        return Cue(i, i + 1, "passive", lowers[i])
    return None


_NO_OBJECT: tuple[list[str], ...] = ([], [","], ["."], [";"], [":"])
"""Who judges judges something: `wants them back, wrote a reader` has no verb in it but the last."""
_CHARGED = frozenset(("blamed", "suspected", "accused"))


def is_reporting(sentence: Sentence, i: int, form: tuple[str, ...], lemma: str) -> bool:
    """Whether the form at `i` is a finite verb or a participle that reports, not a noun or an infinitive."""
    lowers, end = sentence.lowers, i + len(form)
    before = lowers[i - 1] if i else ""
    word = lowers[i]
    if word.endswith("ing") and word != lemma:
        return _is_participle(lowers, i, end)
    if before == "to":
        return carries_on(lowers, i)
    if before in _SOME and lemma in ("say", "tell"):
        return True
    if before in ("'s", "'", "’") or (before in DETERMINERS and not is_adverb(before)):
        return False
    j = i
    while j and is_adverb(lowers[j - 1]):
        j -= 1
    if j and (lowers[j - 1] in NEGATIONS or any(w in NEGATIONS for w in lowers[j:i])):
        return False
    passive = word.endswith("ed") or word in ("found", "told", "shown")
    if passive and j and (lowers[j - 1] in BE or lowers[j - 1] == "been"):
        return False
    following = lowers[end] if end < len(lowers) else "."
    if lemma == "find" and not _is_finding(lowers, j, end):
        return False
    if word in _PARTICIPLES and not {"has", "have", "had"}.intersection(lowers[max(0, i - 3) : i]):
        return False
    if word in _ADJECTIVAL and following != "that" and _is_attributive(lowers, i):
        return False
    if (
        lemma == "call"
        and len(form) == 1
        and (following not in _NAMED_SO or "what" in lowers[max(0, i - 5) : i])
    ):
        return False
    if word == "states" and following not in _OPENS_SPEECH:
        return False
    if lemma == "speak" and "of" not in lowers[end : end + 4]:
        return False
    if following in _INTRANSITIVE.get(lemma, ()) or (lemma == "continue" and following not in ',:."“'):
        return False
    if (
        sentence.words[i][0].isupper()
        and i
        and not sentence.words[i].isupper()
        and (lemma == "state" or not word.endswith("s"))
    ):
        return False
    if before in _PREPOSITIONS and following not in ("that", "to") and i > 1:
        return False
    base, third = word == lemma.split()[0], word.endswith("s") and word != lemma.split()[0]
    if (base or third) and lemma not in _AMBIGUOUS:
        return before not in MODAL and before not in _PREPOSITIONS
    if base or third:
        return _is_present(sentence, j, end, third)
    return following not in ("by", "from", "dead", "at") or lemma == "say"


def _is_finding(lowers: list[str], j: int, end: int) -> bool:
    """Whether something is found out rather than found: "the inquiry found 12 cases", not "police found two guns"."""
    told = lowers[end : end + 1] in (["that"], ["no"], ["evidence"], ["little"])
    dead = not {"body", "bodies", "corpse", "corpses"}.isdisjoint(lowers[end : end + 4])
    return told or dead or not _FINDERS.isdisjoint(lowers[max(0, j - 7) : j])


_FINDERS = word_set(
    "report reports study studies investigation investigations inquiry inquiries commission mission survey surveys probe",
    "review court panel committee tribunal jury judge researchers experts scientists analysis audit poll polls research",
    "inspectors investigators autopsy observatory paper",
)

_AMBIGUOUS = word_set(
    "claim report state note comment charge post tweet estimate promise pledge vow demand boast joke show find record ",
    "document list detail outline highlight fear hope doubt figure blame praise support question repeat counter quip ",
    "chant shout forecast lament express blast caution reply urge brief stress read remark welcome mock back slam ",
    "cite feel count tally log register document cause request address call appeal sanction ban thank salute dispute contest",
)
_ADJECTIVAL = frozenset(
    (
        "suspected",
        "alleged",
        "reported",
        "confirmed",
        "estimated",
        "feared",
        "claimed",
        "expected",
        "registered",
        "pledged",
    )
)
_SOME = word_set("one another some many most few several two three four five six seven eight nine ten")
"""Who speaks without a noun: `another said`, `one in four said`."""
_NAMED_SO = word_set('it this that these those him her them us me his their its the what “ "')
"""What follows `called` where it judges: `called it a massacre`, not `called a strike` or `called Ann`."""
_OPENS_SPEECH = frozenset(("that", ":", ",", "“", '"', "«", "‘"))
"""What follows `states` where it is a verb: `the northern states` say nothing."""
_PARTICIPLES = frozenset(("known", "written", "spoken", "shown", "sworn"))
_NOT = frozenset(("not",))
_ABOUT = frozenset(("to", "on", "about", "with", "by"))
_INTRANSITIVE = {"respond": _ABOUT, "reply": _ABOUT, "comment": _ABOUT, "remark": _ABOUT, "charge": _ABOUT,
                 "report": frozenset(("to",)), "identify": frozenset(("as",)), "ask": _NOT, "agree": frozenset(("to", "on", "with")), "add": frozenset(("to",))}  # fmt: skip


def _is_attributive(lowers: list[str], i: int) -> bool:
    """Whether the participle at `i` describes the noun after it: `killed 11 suspected rebels`."""
    before = lowers[i - 1] if i else ""
    return not before or before[0].isdigit() or before in _BEFORE_NOUNS or before.endswith(("ed", "ing"))


_BEFORE_NOUNS = (
    _PREPOSITIONS
    | DETERMINERS - {"this", "all", "both"}
    | word_set("and , as more than seven eight nine ten eleven twelve dozen killed top senior other")
)


def _is_participle(lowers: list[str], i: int, end: int) -> bool:
    """`…, saying that …`, `X adding: …`, `is warning that …`, `by saying`, never `for saying` or a noun."""
    if not i or end >= len(lowers) or lowers[end] in (".", "of", "and"):
        return False
    if is_progressive(lowers, i):
        return lowers[end] not in _NOUN_TAILS - {"for", "on", ":"}
    return lowers[i - 1] in (",", "statement", "”", '"', "-", "–", "—", "while", "and", "by")


def is_progressive(lowers: list[str], i: int) -> bool:
    """Whether the participle at `i` makes a finite verb with a form of to be: `officials are warning that`."""
    while i and is_adverb(lowers[i - 1]):
        i -= 1
    return i > 1 and lowers[i - 1] in BE - {"been", "'s"}


def _is_present(sentence: Sentence, j: int, end: int, third: bool) -> bool:
    """Whether a present form, subject ending before `j`, is a verb: `officials claim that`, not `the claim`."""
    lowers = sentence.lowers
    following = lowers[end] if end < len(lowers) else "."
    before = lowers[j - 1] if j else ""
    if (
        not before
        or (before in MODAL and before != "to")
        or before in ("of", "by", "in", "for", "with", "and", ",")
    ):
        return before == "," and following not in _NOUN_TAILS
    if following == "that" or before in ("who", "which", "they", "we", "i", "he", "she", "it", "you"):
        return True
    if following in _NOUN_TAILS and following not in (",", ".", "in", ":"):
        return False
    if following in vocabulary().by_first and following not in ("an", "reportedly", "allegedly"):
        return False
    plural = before.endswith("s") and not before.endswith("ss")
    if third:
        return not plural and (sentence.words[j - 1][0].isupper() or following not in _NOUN_TAILS)
    return (plural and not sentence.words[j - 1][0].isupper()) or following in (
        "the",
        "a",
        "an",
        "they",
        "he",
        "it",
    )
