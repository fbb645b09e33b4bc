"""Places as a sentence names them: which names count, and what holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.language.sentences import Sentence
from corroborate.places.capitals import CapitalsReader, is_shouted
from corroborate.places.geometry import any_can_hold
from corroborate.places.linking import Link, level_of, link
from corroborate.places.names import Lookup, Name, NameReader, text_of
from corroborate.places.place import PlaceMention, Relation
from corroborate.places.vocabulary import Vocabulary, vocabulary

_STRONG = frozenset(("in", "near", "between"))


@dataclass(slots=True)
class _Chain:
    """A name and what holds it, finest first; `near` are those it merely lies near."""

    names: list[Name]
    near: set[int]
    relation: Relation
    lead: int


class Finder:
    """Finds the mentions of places in sentences."""

    def __init__(self, lookup: Lookup, demonyms: dict[str, tuple[str, ...]]) -> None:
        self._words: Vocabulary = vocabulary()
        self._reader = NameReader(lookup, self._words, demonyms)
        self._capitals = CapitalsReader(lookup, self._words, demonyms)

    def find(self, sentence: Sentence, blocked: Sequence[tuple[int, int]]) -> list[PlaceMention]:
        """All mentions in `sentence`, left to right; tokens of `blocked` are names of others."""
        shouted = is_shouted(sentence)
        reader = self._capitals if shouted else self._reader
        names = reader.read(sentence, blocked)
        if not names:
            return []
        leads = [self._lead(sentence, name) for name in names]
        links = [link(sentence, a, b, self._words) for a, b in zip(names, names[1:], strict=False)]
        for i, joined in enumerate(links):
            if joined == "none" and links[i + 1 : i + 2] == ["up"] and _on_road(sentence, names, i):
                links[i] = "down"
            if joined == "list" and leads[i + 1][0] in ("none", "of"):
                leads[i + 1] = (leads[i][0], leads[i + 1][1])
        for name, lead in zip(names, leads, strict=True):
            name.struck = lead[1] == -1
            _read_article(sentence, name)
            name.accepted = self._stands_alone(name, lead[0]) if not shouted else reader.stands_alone(name, lead[0])
        self._spread(names, links, leads, shouted)
        hints = self._reader.hints(sentence)
        found: list[PlaceMention] = []
        for chain in self._chains(names, links, leads):
            found.append(_mention(sentence, chain, hints))
        return found

    def hints(self, sentence: Sentence) -> tuple[str, ...]:
        """Countries that demonyms of the sentence suggest."""
        return self._reader.hints(sentence)

    def _stands_alone(self, name: Name, relation: Relation) -> bool:
        """Whether the name is a place by itself, without its neighbours."""
        kind = name.kind.level if name.kind else ""
        if name.person or (name.tainted and kind in ("", "facility")):
            return False
        if kind == "facility":
            return name.is_prominent and relation in ("in", "near", "from") and name.word not in self._words.given
        if kind:
            if not name.is_known and name.begin == 0 and name.kind_begin == 0 and name.kind and name.kind.plural:
                return False
            return name.is_known or not _is_vague(name) or relation in _STRONG or "-" in name.text
        if name.is_known:
            return self._known_alone(name, relation)
        return relation in _STRONG and _is_bare(name) and name.word not in self._words.given

    def _known_alone(self, name: Name, relation: Relation) -> bool:
        given = name.word in self._words.given
        if name.is_prominent:
            return not given or relation in _STRONG or any(p.level == "country" for p in name.places)
        if relation in _STRONG:
            return not given or name.is_notable
        if relation in ("from", "to", "of", "dateline"):
            return name.is_notable and not given
        if given or not name.is_notable:
            return False
        return name.end - name.begin > 1 or name.article and name.attributive

    def _spread(self, names: list[Name], links: list[Link], leads: list[tuple[Relation, int]], shouted: bool) -> None:
        """What stands in a known place, or beside one in a list, is a place too."""
        for i, joined in enumerate(links):
            left, right = names[i], names[i + 1]
            if joined == "up" and left.accepted and not right.accepted and not right.person:
                right.accepted = right.is_known and any_can_hold(left.places, right.places)
                right.accepted |= not right.is_known and _is_possessed(right, leads[i][0])
            if joined == "down" and left.accepted and left.kind and not (right.is_known or right.tainted):
                right.accepted |= not right.person and right.kind is None
            if joined == "list" and left.accepted and not right.accepted and leads[i][0] in _STRONG and not shouted:
                right.accepted = not right.person and not right.tainted and right.kind is None
        for i in range(len(links) - 1, -1, -1):
            left, right = names[i], names[i + 1]
            if left.accepted or left.person or (shouted and not left.is_known):
                continue
            if links[i] == "down" and right.is_known and (right.accepted or level_of(right) > 1):
                holds = any_can_hold(right.places, left.places)
                led = leads[i][0] in ("in", "near", "from", "to") and not left.tainted and _is_bare(left, at=True)
                left.accepted = holds or (not left.is_known and led)
                right.accepted |= left.accepted
            elif links[i] == "list" and right.accepted and leads[i][0] in _STRONG:
                left.accepted = left.is_known and not left.tainted

    def _lead(self, sentence: Sentence, name: Name) -> tuple[Relation, int]:
        """How the text leads to `name`, and the token at which that begins."""
        lowers, leads = sentence.lowers, self._words.leads
        at = min(name.begin, name.kind_begin) - 1
        while at >= 0 and lowers[at] in leads["between_names"]:
            at -= 1
        if at < 0:
            return _dateline(sentence, name), name.begin
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
            return "to", -1
        if word == "and" and at > 1 and "between" in lowers[max(0, at - 8) : at]:
            return "between", at
        for relation in ("in", "near", "from", "between", "of", "to"):
            if word in leads[relation]:
                return relation, at
        return "none", name.begin

    def _chains(
        self, names: list[Name], links: list[Link], leads: list[tuple[Relation, int]]
    ) -> list[_Chain]:
        closed: list[_Chain] = []
        current: list[_Chain] = []
        went_down = False
        for i, name in enumerate(names):
            if not name.accepted:
                closed += current
                current, went_down = [], False
                continue
            joined: Link = links[i - 1] if i and names[i - 1].accepted and current else "none"
            if joined == "up":
                _possess(current[-1], names[i - 1], name)
            elif joined in ("down", "near"):
                for chain in current:
                    _hang(chain, name, joined)
                went_down = True
            elif joined == "road":
                _pave(current[-1].names[0], name)
            else:
                chain = _Chain([name], set(), leads[i][0], leads[i][1])
                if joined == "list":
                    _inherit(chain, current[-1])
                if joined == "none" or went_down:
                    closed += current
                    current, went_down = [], False
                current.append(chain)
        return closed + current


def _possess(chain: _Chain, owner: Name, name: Name) -> None:
    """Puts what "Quetta's" leads to before Quetta."""
    at = chain.names.index(owner) if owner in chain.names else 0
    chain.names.insert(at, name)
    chain.near = {k + 1 if k >= at else k for k in chain.near}


def _hang(chain: _Chain, name: Name, joined: Link) -> None:
    """Puts a holder (or a neighbour) behind the chain where it fits."""
    last = chain.names[-1]
    if joined == "near" and chain.names[0].kind and chain.names[0].kind.word == "road":
        chain.names.insert(0, name)
        chain.relation = "near"
        return
    if joined == "near":
        chain.near.add(len(chain.names))
    elif last.is_known and name.is_known and len(chain.names) > 1 and not any_can_hold(name.places, last.places):
        if not any_can_hold(name.places, chain.names[0].places) and chain.names[0].is_known:
            return
    chain.names.append(name)


def _inherit(chain: _Chain, before: _Chain) -> None:
    """A name in a list shares the lead, a plural word of kind, and what holds its neighbour by possession."""
    name, other = chain.names[0], before.names[0]
    if chain.relation in ("none", "of"):
        chain.relation = before.relation
    if name.kind is None and other.kind is not None and other.kind.plural:
        if other.kind_begin < other.begin or other.shares_kind:
            name.kind, name.shares_kind = other.kind, True
    if other.kind is None and name.kind is not None and name.kind.plural:
        other.kind = name.kind
    for holder in before.names[1:]:
        if holder.end <= other.begin and level_of(holder) > level_of(name):
            if not name.is_known or any_can_hold(holder.places, name.places):
                chain.names.append(holder)


def _pave(one: Name, other: Name) -> None:
    """Two ends of a road become the road."""
    one.text = f"{one.text}–{other.text}"
    one.places, one.kind, one.end, one.kind_end = (), other.kind, other.end, other.kind_end


def _mention(sentence: Sentence, chain: _Chain, hints: tuple[str, ...]) -> PlaceMention:
    names = chain.names
    begin = min(min(n.begin, n.kind_begin) for n in names)
    end = max(max(n.end, n.kind_end if n.kind and n.kind.level != "facility" else 0) for n in names)
    start = min(begin, chain.lead) if chain.relation in ("near", "between") and chain.lead >= 0 else begin
    return PlaceMention(
        begin=begin,
        end=end,
        names=tuple(_said(sentence, n) for n in names),
        kinds=tuple("near" if k in chain.near else _kind(n) for k, n in enumerate(names)),
        spans=tuple((n.begin, n.end) for n in names),
        relation="in" if names[0].struck else chain.relation,
        wording=text_of(sentence, start, end),
        hints=hints,
    )


def _said(sentence: Sentence, name: Name) -> str:
    if name.kind and name.kind.word == "road" and name.kind_end > name.end and not name.is_known:
        return f"{name.text} {text_of(sentence, name.end, name.kind_end)}"
    return name.text


def _kind(name: Name) -> str:
    return name.kind.word if name.kind and name.kind.level != "facility" else ""


def _is_bare(name: Name, at: bool = False) -> bool:
    """Whether an unknown name looks like a village's: no article, no acronym, no facility."""
    if name.kind is not None and name.kind.level == "facility":
        return False
    acronym = name.text.isupper() and len(name.text) < 7
    return name.text[0].isupper() and not name.article and not acronym and (at or not name.at) and len(name.text) > 2


def _read_article(sentence: Sentence, name: Name) -> None:
    """Notes "the" and "at" before the name: villages have no article, and much stands "at" what is no place."""
    lowers, at = sentence.lowers, name.begin - 1
    name.article = at >= 0 and lowers[at] in ("the", "a", "an", "this", "that", "its", "their", "his", "her")
    name.attributive = name.end < len(lowers) and sentence.words[name.end].islower() and lowers[name.end].isalpha()
    name.at = at >= 0 and lowers[at] in ("at", "on", "over", "under", "via", "through", "amid", "along")


def _is_vague(name: Name) -> bool:
    return name.kind is not None and name.kind.word in ("area", "site", "road", "region", "nature") and not name.is_known


def _on_road(sentence: Sentence, names: list[Name], i: int) -> bool:
    """ "Bakra Mandi on Quetta's Eastern Bypass": the first lies on what the second owns."""
    kind = names[i + 2].kind
    between = sentence.lowers[max(names[i].end, names[i].kind_end) : names[i + 1].begin]
    return between[:1] == ["on"] and len(between) < 3 and kind is not None and kind.word in ("road", "nature")


def _is_possessed(name: Name, relation: Relation) -> bool:
    """Whether an unknown name after "Quetta's" is a place in it."""
    if name.kind is None:
        return relation in _STRONG and not name.tainted
    return name.kind.level != "facility" and (relation in _STRONG or name.kind.word != "site")


def _dateline(sentence: Sentence, name: Name) -> Relation:
    words = sentence.words
    if name.begin == 0 and name.end < len(words):
        following = words[name.end : name.end + 6]
        if words[name.end] in (":", "—", "–", "--", "(") or "(" in following or "—" in following or "--" in following:
            return "dateline"
    return "none"


def _distance_begin(lowers: list[str], at: int, leads: dict[str, frozenset[str]]) -> int:
    """Where "25 km south" before token `at` begins; `at` where nothing of the kind stands there."""
    i = at
    while i > 0 and (lowers[i - 1] in leads["side"] or lowers[i - 1] == "away"):
        i -= 1
    if i > 1 and lowers[i - 1] in leads["unit"]:
        i -= 2
    elif i > 0 and lowers[i - 1][0].isdigit():
        i -= 1
    return i
