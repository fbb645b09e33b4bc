"""The verbs by which parties accuse, deny, condemn, appeal or threaten, and the words that weigh what they say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import yaml

from corroborate.language.cues import BE, is_adverb, is_reporting, word_set
from corroborate.language.lexicon import Lexicon, compile_lexicon, inflect, read_entries
from corroborate.model.vocabulary import Act

if TYPE_CHECKING:
    from corroborate.language.sentences import Sentence

OWN = word_set("its their our we it they his the this such all any")
"""Words that open a clause about the speaker's own side or about nobody in particular."""


@dataclass(frozen=True, slots=True)
class Verb:
    """Tokens `begin` to `end` (exclusive) of a sentence do `act`; `frame` says what follows."""

    begin: int
    end: int
    act: str
    frame: str


@cache
def _forms() -> dict[str, list[tuple[tuple[str, ...], str, str, str]]]:
    """Verb forms by first word, longest first: form, lemma, act, frame."""
    file = files("corroborate.extraction") / "lexicon" / "stances.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    rows: list[dict[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
    for row in rows:
        _, act, frame = (row["class"] + "..").split(".")[:3]
        for verb in row.get("verbs", ()):
            lemma = verb.split(" ")[0].split("|")[0].removesuffix("+")
            for form in inflect(verb):
                words = tuple(form.split())
                found.setdefault(words[0], []).append((words, lemma, act, frame))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


@cache
def first_words() -> frozenset[str]:
    return frozenset(_forms())


@cache
def _said(kind: str) -> Lexicon:
    """The words of class `word.<kind>`."""
    entries = read_entries(files("corroborate.extraction") / "lexicon" / "stances.yaml")
    return compile_lexicon(entry for entry in entries if entry.kind == f"word.{kind}")


def find_verbs(sentence: Sentence) -> list[Verb]:
    lowers, forms = sentence.lowers, _forms()
    found: list[Verb] = []
    for i, word in enumerate(lowers):
        for form, lemma, act, frame in forms.get(word, ()):
            if tuple(lowers[i : i + len(form)]) != form:
                continue
            if is_reporting(sentence, i, form, lemma) or is_passive(lowers, i):
                found.append(Verb(i, i + len(form), act, frame))
            break
    return found


def is_passive(lowers: list[str], i: int) -> bool:
    """`was condemned by`, `have been widely accused of`: a participle with its agent near."""
    j = i
    while j and (is_adverb(lowers[j - 1]) or lowers[j - 1] == "been"):
        j -= 1
    passive = bool(j and lowers[j - 1] in BE) or (j < i and "been" in lowers[j:i])
    return passive and lowers[i].endswith(("ed", "en")) and "by" in lowers[i : i + 12]


def act_of(sentence: Sentence, verb: Verb, begin: int, end: int) -> Act | None:
    """The act of a verb in view of its object: a vow is a threat or a promise; a ceasefire is not charged."""
    lowers = sentence.lowers
    if verb.act == "calls":
        return (
            None
            if "what" in sentence.lowers[max(0, verb.begin - 4) : verb.begin]
            else _called(sentence, begin, end)
        )
    if verb.act == "vows":
        threat = says("threat", sentence, begin, end) and not says("menace", sentence, begin, end)
        return "threatens" if threat else "promises"
    if verb.act == "accuses" and verb.frame == "over" and not says("abuse", sentence, begin, end):
        return None
    if verb.act == "accuses" and verb.frame == "clause":
        return (
            None if lowers[begin + (lowers[begin] == "that")] in OWN - {"the", "such", "this"} else "accuses"
        )
    return cast(Act, verb.act)


def _called(sentence: Sentence, begin: int, end: int) -> Act | None:
    """`called it a lie` denies, `called it barbaric` condemns; to call a thing by its name is no stance."""
    if says("falsity", sentence, begin, end):
        return "denies"
    if says("outrage", sentence, begin, end):
        return "condemns"
    return "assesses" if says("standing", sentence, begin, end) else None


def says(kind: str, sentence: Sentence, begin: int, end: int) -> bool:
    return any(begin <= match.begin < end for match in _said(kind).matches(sentence))
