"""How a text leads to a place: in it, near it, from it, 25 km south of it."""

from __future__ import annotations

from corroborate.language.sentences import Sentence
from corroborate.places.names import Name
from corroborate.places.place import Relation
from corroborate.places.vocabulary import Vocabulary

_ARTICLES = frozenset(("the", "a", "an", "this", "that", "its", "their", "his", "her"))
_AT = frozenset(("at", "on", "over", "under", "via", "through", "amid", "along"))
_DATELINE_MARKS = frozenset((":", "—", "–", "--", "("))
_RELATIONS: tuple[Relation, ...] = ("in", "near", "from", "between", "of", "to")


def read_lead(sentence: Sentence, name: Name, words: Vocabulary) -> None:
    """Notes on `name` its relation, the token at which the lead begins, and the article before it."""
    lowers, at = sentence.lowers, name.begin - 1
    name.article = at >= 0 and lowers[at] in _ARTICLES
    name.at = at >= 0 and lowers[at] in _AT
    after = name.end
    name.attributive = after < len(lowers) and sentence.words[after].islower() and lowers[after].isalpha()
    at = min(name.begin, name.kind_begin) - 1
    between = words.leads["between_names"]
    while at >= 0 and lowers[at] in between:
        at -= 1
    if at < 0:
        name.relation, name.lead = _dateline(sentence, name), name.begin
    else:
        name.relation, name.lead = _relation(lowers, at, name, words)


def _relation(lowers: list[str], at: int, name: Name, words: Vocabulary) -> tuple[Relation, int]:
    leads = words.leads
    word, before = lowers[at], lowers[at - 1] if at else ""
    if word == "of" and before in leads["side"]:
        return "near", _distance_begin(lowers, at, leads)
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
