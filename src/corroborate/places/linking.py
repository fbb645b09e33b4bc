"""How names of places in a sentence hang together: one in the other, side by side, or along a road."""

from __future__ import annotations

from typing import Literal

from corroborate.language.sentences import Sentence
from corroborate.places.geometry import any_can_hold
from corroborate.places.names import CITY, Name
from corroborate.places.place import Place
from corroborate.places.vocabulary import Vocabulary

Link = Literal["none", "down", "up", "list", "near", "road"]

_HOLDING = frozenset(("in", "of", "within", "under", "inside", "at", "from"))
_BESIDE = frozenset(("near", "outside", "close", "adjacent", "along"))
_JOINING = frozenset(("and", "or", "&", "as", "well"))
_DASHES = frozenset(("-", "–", "—"))
_LEVELS = {"place": 0, "district": 1, "province": 2, "region": 3, "country": 4, "world": 5}
_LONGEST_GAP = 9


def link(sentence: Sentence, left: Name, right: Name, words: Vocabulary) -> Link:
    """How `right` hangs on `left`, by the words between them and by what the index knows of both."""
    lowers = sentence.lowers
    begin, end = max(left.end, left.kind_end), min(right.begin, right.kind_begin or right.begin)
    raw = lowers[begin:end] if begin < end else []
    if len(raw) > _LONGEST_GAP:
        return "none"
    if not raw:
        if left.kind_end > left.end or (right.kind and right.kind_begin < right.begin):
            return "none"
        return "down" if any_can_hold(right.places, left.places) else "none"
    if len(raw) == 1 and raw[0] in _DASHES:
        return "road" if right.kind and right.kind.word in ("road", "site") else "list"
    if raw[0] == "'s" or (raw[0] in ("'", "’") and lowers[left.end - 1].endswith("s")):
        return "up" if _are_adjectives(raw[1:], words) else "none"
    if _is_list(raw, words):
        return _comma(left, right) if raw == [","] else "list"
    return _phrase(raw, left, right, words)


def _phrase(gap: list[str], left: Name, right: Name, words: Vocabulary) -> Link:
    rest = list(gap)
    comma = bool(rest) and rest[0] in (",", "(")
    if comma:
        del rest[0]
    if not rest:
        return _comma(left, right)
    distance = _skip_distance(rest, words)
    if distance and distance < len(rest) and rest[distance] in ("from", "of"):
        return "near" if _are_adjectives(rest[distance + 1 :], words) else "none"
    head = rest[0]
    if comma and rest[0] in ("a", "an") and _has_kind(rest, words):
        return _apposed(rest, left, right)
    if rest[:3] == ["not", "far", "from"] and _are_adjectives(rest[3:], words):
        return "near"
    if head in _BESIDE and _are_adjectives([w for w in rest[1:] if w not in ("to", "the")], words):
        return "near"
    if head in words.leads["side"] and len(rest) > 1 and rest[1] == "of" and _are_adjectives(rest[2:], words):
        return "near"
    if head == "on" and right.kind and right.kind.word in ("road", "nature", "site"):
        return "down" if _are_adjectives(rest[1:], words) else "none"
    if head in _HOLDING and _are_adjectives(rest[1:], words):
        leaves = head == "from" and left.is_known and not any_can_hold(right.places, left.places)
        return "none" if leaves and right.is_known else _upright(left, right, comma)
    if comma and _are_adjectives(rest, words):
        return _comma(left, right)
    return "none"


def _has_kind(gap: list[str], words: Vocabulary) -> bool:
    """Whether a word of kind that is no facility stands in the gap."""
    kinds = (words.kind_at(gap, i) for i in range(len(gap)))
    return any(kind is not None and kind.level != "facility" for kind in kinds)


def _apposed(gap: list[str], left: Name, right: Name) -> Link:
    """ "X, a village in Y", "X, a clearing above the town of Y": the last word that holds or lies beside decides."""
    for word in reversed(gap):
        if word in _HOLDING:
            return _upright(left, right, comma=False)
        if word in _BESIDE or word == "above":
            return "near"
    return "none"


def _upright(left: Name, right: Name, comma: bool) -> Link:
    """ "X in Y": Y holds X, unless Y is known to be the smaller ("in Balochistan, in Kech district")."""
    if are_peers(left, right):
        return "none"
    high, low = level_of(right), level_of(left)
    if comma and left.is_known and low > high:
        return "up" if not right.is_known or any_can_hold(left.places, right.places) else "none"
    if left.is_known and right.is_known and high < low:
        return "none"
    if left.is_known and right.is_known and not any_can_hold(right.places, left.places):
        return "down" if right.kind or right.is_prominent else "none"
    return "down"


def _comma(left: Name, right: Name) -> Link:
    """ "X, Y" is one in the other where Y can hold X and stands above it; otherwise a list."""
    if right.is_known and level_of(right) > 0 and not are_peers(left, right):
        if left.is_known and level_of(right) > level_of(left) and any_can_hold(right.places, left.places):
            return "down"
        if left.is_known and level_of(right) > 1 and _is_parent(right.places, left.places):
            return "down"
        if not left.is_known and (level_of(right) > 1 or right.kind):
            return "down"
    return "list"


def are_peers(left: Name, right: Name) -> bool:
    """Whether both are countries or both states, so that neither holds the other, though towns bear their names, too.

    A city called like a state lies in what follows it: "Washington, District of Columbia".
    """
    if left.kind or right.kind:
        return False
    highs = {place.level for place in right.places} & {"country", "province"}
    if not any(place.level in highs for place in left.places):
        return False
    cities = [p for p in left.places if p.level == "place" and p.is_main_name and p.population >= CITY]
    return not any_can_hold(right.places, cities)


def level_of(name: Name) -> int:
    """How far up the name stands: by its word of kind, or the highest thing the index knows under it."""
    if name.kind and name.kind.level != "facility":
        return _LEVELS[name.kind.level]
    return max((_LEVELS[place.level] for place in name.places), default=0)


def _is_parent(holders: tuple[Place, ...], places: tuple[Place, ...]) -> bool:
    """Whether the index files some of `places` under some of `holders`."""
    ids = {holder.id for holder in holders}
    countries = {holder.country for holder in holders if holder.level == "country"}
    return any(
        not ids.isdisjoint(place.parents) or (place.country in countries and place.level != "country")
        for place in places
    )


def _is_list(raw: list[str], words: Vocabulary) -> bool:
    """ ", and", "and in", "as well as", ", the town of": what stands between two names side by side."""
    if raw[0] != "," and raw[0] not in _JOINING and words.kind_at(raw, 0) is None:
        return False
    return all(
        word == "," or word in _JOINING or (word in ("the", "in", "near") and i > 0) or word in words.kinds or word == "of"
        for i, word in enumerate(raw)
    ) and not (raw[0] == "," and len(raw) > 1 and raw[1] in ("in", "near"))  # fmt: skip


def _are_adjectives(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether only "the", adjectives of place and "province of" stand in the words."""
    allowed = vocabulary.leads["between_names"]
    return all(
        word in allowed or word in vocabulary.kinds or word in ("of", "but", "and", ",", "most", "'s")
        for word in words
    )


def _skip_distance(words: list[str], vocabulary: Vocabulary) -> int:
    """The tokens of "25 km", "some 40 kilometres south" at the beginning of `words`; 0 where there are none."""
    i = 0
    while i < len(words) and words[i] in (
        "about",
        "some",
        "around",
        "roughly",
        "nearly",
        "approximately",
        "almost",
    ):
        i += 1
    if i + 1 >= len(words) or not (words[i][0].isdigit() or words[i + 1] in vocabulary.leads["unit"]):
        return 0
    i += 1 if words[i].lstrip("0123456789.,") in ("km", "m") else 2
    while i < len(words) and (words[i] in vocabulary.leads["side"] or words[i] == "away"):
        i += 1
    return i
