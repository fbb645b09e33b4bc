"""Which candidates are places: by themselves, and by what stands beside them."""

from __future__ import annotations

from corroborate.places.geometry import any_can_hold
from corroborate.places.linking import Link, level_of
from corroborate.places.names import Name

_STRONG = frozenset(("in", "near", "between"))
_LEADING = frozenset(("in", "near", "from", "to"))
_WEAK = frozenset(("from", "to", "of", "dateline"))
_FROM = frozenset(("in", "near", "from"))
_VAGUE = frozenset(("area", "site", "road", "region", "nature"))
"""Words of kind that stand beside much that is no place: "the Taliban area", "a Reuters base"."""
_SHORTEST = 3
_SIDED = frozenset(
    "majority minority held led backed run controlled occupied dominated populated era style based".split()
)
"""What makes an adjective of a name: "Kurdish-held"."""


def stands_alone(name: Name, given: frozenset[str]) -> bool:
    """Whether the name is a place by itself; words in `given` are people's names and common words, too."""
    kind = name.kind.level if name.kind else ""
    if name.person or (name.tainted and kind in ("", "facility")):
        return False
    if kind == "facility":
        return name.is_prominent and name.word not in given and (name.attributive or name.relation in _FROM)
    if kind:
        return _is_of_kind(name)
    if name.is_known:
        return _is_known_place(name, name.word in given)
    return name.relation in _STRONG and not name.at and is_bare(name) and name.word not in given


def _is_of_kind(name: Name) -> bool:
    """Whether the word of kind beside the name makes it a place."""
    if name.is_known:
        return True
    if name.kind is None or (name.begin == 0 and name.kind.plural):
        return False
    led = name.relation in _STRONG or name.struck
    return name.kind.word not in _VAGUE or led or "-" in name.text


def _is_known_place(name: Name, is_given: bool) -> bool:
    """Whether a name of the gazetteer means a place here; the less known it is, the more must lead to it."""
    if name.is_prominent:
        return not is_given or name.relation in _STRONG or any(p.level == "country" for p in name.places)
    if name.relation in _STRONG:
        return not is_given or name.is_notable
    if is_given or not name.is_notable:
        return False
    return name.relation in _WEAK or name.end - name.begin > 1 or (name.article and name.attributive)


def is_bare(name: Name) -> bool:
    """Whether an unknown name looks like a village's: no article, no acronym, no facility."""
    if name.article or (name.kind is not None and name.kind.level == "facility"):
        return False
    if name.text.rpartition("-")[2] in _SIDED:
        return False
    is_acronym = name.text.isupper() and len(name.text) < 7
    return name.text[0].isupper() and not is_acronym and len(name.text) >= _SHORTEST


def spread(names: list[Name], links: list[Link], shouted: bool) -> None:
    """Accepts what stands in an accepted place, or beside one in a list."""
    for i, joined in enumerate(links):
        left, right = names[i], names[i + 1]
        if left.accepted and not right.accepted and not right.person:
            right.accepted = _follows(left, right, joined, shouted)
    for i in range(len(links) - 1, -1, -1):
        left, right = names[i], names[i + 1]
        if left.accepted or left.person or (shouted and not left.is_known):
            continue
        if links[i] == "down" and right.is_known and (right.accepted or level_of(right) > 1):
            holds = any_can_hold(right.places, left.places)
            led = left.relation in (*_LEADING, "dateline") and not left.tainted and is_bare(left)
            left.accepted = holds or (not left.is_known and led)
            right.accepted |= left.accepted
        elif links[i] == "list" and right.accepted and left.relation in _STRONG:
            left.accepted = left.is_known and not left.tainted


def _follows(left: Name, right: Name, joined: Link, shouted: bool) -> bool:
    """Whether `right` is a place because `left` is one."""
    if joined == "up":
        if right.is_known:
            return any_can_hold(left.places, right.places)
        return _is_possessed(right, left.relation in _STRONG)
    if right.tainted or right.kind is not None:
        return False
    if joined == "down":
        return left.kind is not None and not right.is_known
    return (
        joined == "list" and left.relation in _STRONG and not shouted and (right.is_known or is_bare(right))
    )


def _is_possessed(name: Name, led: bool) -> bool:
    """Whether an unknown name after "Quetta's" is a place in it."""
    if name.kind is None:
        return led and not name.tainted
    return name.kind.level != "facility" and (led or name.kind.word != "site")
