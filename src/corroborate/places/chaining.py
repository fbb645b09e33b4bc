"""Accepted names become mentions: each name with what holds it, finest first."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.language.sentences import Sentence
from corroborate.places.geometry import any_can_hold
from corroborate.places.linking import Link, level_of
from corroborate.places.names import Name, text_of
from corroborate.places.place import PlaceMention, Relation


@dataclass(slots=True)
class Chain:
    """A name and what holds it, finest first; `near` are the positions of those it merely lies near."""

    names: list[Name]
    near: set[int]
    relation: Relation
    lead: int


def chains_of(names: list[Name], links: list[Link]) -> list[Chain]:
    """The chains of a sentence; `links[i]` joins `names[i]` and `names[i + 1]`."""
    closed: list[Chain] = []
    current: list[Chain] = []
    went_down = False
    for i, name in enumerate(names):
        if not name.accepted:
            closed += current
            current, went_down = [], False
            continue
        joined: Link = links[i - 1] if current else "none"
        if joined == "up":
            _possess(current[-1], names[i - 1], name)
        elif joined == "road":
            _pave(current[-1].names[0], name)
        elif joined in ("down", "near"):
            for chain in current:
                _hang(chain, name, joined)
            went_down = True
        else:
            chain = Chain([name], set(), name.relation, name.lead)
            if joined == "list":
                _inherit(chain, current[-1])
            if joined == "none" or went_down:
                closed += current
                current, went_down = [], False
            current.append(chain)
    return closed + current


def mention_of(sentence: Sentence, chain: Chain, hints: tuple[str, ...]) -> PlaceMention:
    """The mention that a chain is; a lead that tells a distance belongs to its wording."""
    names = chain.names
    begin = min(min(n.begin, n.kind_begin) for n in names)
    end = max(max(n.end, n.kind_end if n.kind and n.kind.level != "facility" else 0) for n in names)
    start = min(begin, chain.lead) if chain.relation in ("near", "between") else begin
    return PlaceMention(
        begin=begin,
        end=end,
        names=tuple(_said(sentence, n) for n in names),
        kinds=tuple("near" if k in chain.near else _kind(n) for k, n in enumerate(names)),
        spans=tuple((n.begin, n.end) for n in names),
        relation="in" if names[0].struck else chain.relation,
        wording=text_of(sentence, start, end),
        hints=hints,
        assumed=names[0].assumed,
    )


def _possess(chain: Chain, owner: Name, name: Name) -> None:
    """Puts what "Quetta's" leads to before Quetta."""
    at = chain.names.index(owner) if owner in chain.names else 0
    chain.names.insert(at, name)
    chain.near = {k + 1 if k >= at else k for k in chain.near}


def _hang(chain: Chain, name: Name, joined: Link) -> None:
    """Puts a holder (or a neighbour) behind the chain where it fits; a road goes behind what it leads past."""
    first, last = chain.names[0], chain.names[-1]
    if joined == "near" and first.kind and first.kind.word == "road":
        chain.names.insert(0, name)
        chain.relation = "near"
        return
    if joined == "near":
        chain.near.add(len(chain.names))
    elif first is not last and _excludes(name, last) and _excludes(name, first):
        return
    chain.names.append(name)


def _excludes(holder: Name, name: Name) -> bool:
    """Whether both are known, and the one cannot hold the other."""
    return holder.is_known and name.is_known and not any_can_hold(holder.places, name.places)


def _inherit(chain: Chain, before: Chain) -> None:
    """A name in a list shares the lead, a plural word of kind, and what holds its neighbour by possession."""
    name, other = chain.names[0], before.names[0]
    if chain.relation in ("none", "of"):
        chain.relation = before.relation
    shares = other.kind is not None and other.kind.plural
    if name.kind is None and shares and (other.kind_begin < other.begin or other.shares_kind):
        name.kind, name.shares_kind = other.kind, True
    if other.kind is None and name.kind is not None and name.kind.plural:
        other.kind = name.kind
    for holder in before.names[1:]:
        above = holder.end <= other.begin and level_of(holder) > level_of(name)
        if above and not _excludes(holder, name):
            chain.names.append(holder)


def _pave(one: Name, other: Name) -> None:
    """Two ends of a road become the road."""
    one.text = f"{one.text}–{other.text}"
    one.places, one.kind, one.end, one.kind_end = (), other.kind, other.end, other.kind_end


def _said(sentence: Sentence, name: Name) -> str:
    if name.kind and name.kind.word == "road" and name.kind_end > name.end and not name.is_known:
        return f"{name.text} {text_of(sentence, name.end, name.kind_end)}"
    return name.text


def _kind(name: Name) -> str:
    return name.kind.word if name.kind and name.kind.level != "facility" else ""
