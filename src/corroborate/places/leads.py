"""How a text leads to a place: in it, near it, from it, 25 km south of it."""

from __future__ import annotations

from corroborate.language.sentences import Sentence
from corroborate.places.names import Name
from corroborate.places.place import Relation
from corroborate.places.vocabulary import Vocabulary

_ARTICLES = frozenset(("the", "a", "an", "this", "that", "its", "their", "his", "her"))
_AT = frozenset(("on", "over", "under", "via", "through", "amid", "along"))
_WORK = frozenset(
    "professor lecturer fellow researcher scholar analyst expert economist scientist student graduate teaches taught"
    " studied studies studying works worked working employee executive partner manager".split()
)
"""Those who are "at" an organisation."""
_DATELINE_MARKS = frozenset((":", "—", "–", "--", "("))
_STRUCK = frozenset(
    "attack attacks raid raids strike strikes airstrike airstrikes assault assaults march".split()
)
_LAIN_ON = frozenset(("road", "nature", "site"))
_LINE = 16
_LINE_WORDS = frozenset("of in near at and to the from a m hours".split())
_RELATIONS: tuple[Relation, ...] = ("in", "near", "from", "between", "of", "to")


def read_lead(sentence: Sentence, name: Name, words: Vocabulary) -> None:
    """Notes on `name` its relation, the token at which the lead begins, and the article before it."""
    lowers, at = sentence.lowers, name.begin - 1
    name.article = at >= 0 and lowers[at] in _ARTICLES
    after = name.end
    name.at = at >= 0 and (lowers[at] in _AT or (lowers[at] == "at" and _is_at_work(lowers, at, after)))
    name.assumed = at >= 0 and lowers[at] == "at" and not name.is_known and name.kind is None
    name.attributive = after < len(lowers) and sentence.words[after].islower() and lowers[after].isalpha()
    at = min(name.begin, name.kind_begin) - 1
    between = words.leads["between_names"]
    while at >= 0 and lowers[at] in between:
        at -= 1
    if at < 0:
        name.relation, name.lead = _dateline(sentence, name), name.begin
    else:
        name.relation, name.lead = _relation(sentence, at, name, words)
        if name.relation == "none" and _is_line(sentence, words):
            name.relation = "dateline"


def _is_at_work(lowers: list[str], at: int, after: int) -> bool:
    """Whether "at" leads to an organisation: "a lecturer at Merwan", "the bar at Merwan's"."""
    return lowers[after : after + 1] == ["'s"] or not _WORK.isdisjoint(lowers[max(0, at - 4) : at])


def _relation(sentence: Sentence, at: int, name: Name, words: Vocabulary) -> tuple[Relation, int]:
    lowers, leads = sentence.lowers, words.leads
    word, before = lowers[at], lowers[at - 1] if at else ""
    if word == "of" and before in leads["side"]:
        return "near", _distance_begin(lowers, at, leads)
    if word == "on" and (before in _STRUCK or (name.kind is not None and name.kind.word in _LAIN_ON)):
        return "in", at
    if word == "of" and before in leads["stands_in"] and sentence.words[at - 1].islower():
        return "in", at
    if word == "from" and (_distance_begin(lowers, at, leads) < at or before == "away"):
        return "near", _distance_begin(lowers, at, leads)
    if word == "to" and before in ("close", "next", "adjacent"):
        return "near", at - 1
    if word == "to" and before == "according":
        return "none", name.begin
    if word in leads["verb"]:
        name.struck = True
        return "to", name.begin
    if word == "and" and "between" in lowers[max(0, at - 8) : at]:
        return "between", at
    for relation in _RELATIONS:
        if word in leads[relation]:
            return relation, at
    return "none", name.begin


def _is_line(sentence: Sentence, words: Vocabulary) -> bool:
    """Whether a sentence only names a day and a place: "Sat 9 Dec, Mabalako, Beni territory."."""
    if len(sentence) > _LINE or not any(word.isdigit() for word in sentence.words):
        return False
    return all(
        not word[0].islower() or word in words.kinds or word in _LINE_WORDS or not word.isalpha()
        for word in sentence.words
    )


def _dateline(sentence: Sentence, name: Name) -> Relation:
    words = sentence.words
    if name.begin == 0 and name.end < len(words):
        if words[name.end] in _DATELINE_MARKS:
            return "dateline"
        if not {"(", "—", "--"}.isdisjoint(words[name.end : name.end + 6]):
            return "dateline"
    return "none"


def _distance_begin(lowers: list[str], at: int, leads: dict[str, frozenset[str]]) -> int:
    """Where "25 km south" before token `at` begins; `at` where nothing of the kind stands there."""
    i = at
    while i > 0 and (lowers[i - 1] in leads["side"] or lowers[i - 1] == "away"):
        i -= 1
    if i > 1 and lowers[i - 1] in leads["unit"]:
        return i - 2
    if i > 0 and lowers[i - 1][0].isdigit():
        return i - 1
    return i
