"""Who takes part: registered actors and names no registry knows, what each did, claimed, denied and said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corroborate.actors import Actor, load_registry
from corroborate.errors import BadRequest, UnknownSubject
from corroborate.model import Decision
from corroborate.model.naming import ACTOR, actor_key
from corroborate.model.selection import folded
from corroborate.record import Record
from corroborate.web.access import desk_of, may_decide
from corroborate.web.deciding import Act, Form, aids, decide, standing_of
from corroborate.web.drawing import most_killed
from corroborate.web.keeping import kept
from corroborate.web.naming import Explained, about_names, incidents_of_name
from corroborate.web.queue import in_queue, step
from corroborate.web.remembered import remembered
from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

NAME = "name:"
"""Before the name of a party that no registry knows, in addresses."""

_PAGE = 100
_SHOWN = 25
_MOST_COMPARED = 2_000
_MOST_ALIKE = 6
_ARMED = ("organization", "unit")
REASONS = {
    "known": "the same party under another name",
    "named": "so it calls itself",
    "unknown": "nobody knows more of it",
}


@dataclass(slots=True)
class Party:
    """A party as the list has it: counts over the whole record."""

    name: str
    actor: str | None
    kind: str = ""
    country: str | None = None
    incidents: int = 0
    killed_low: int = 0
    killed_high: int = 0
    said: int = 0
    charges: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def href(self) -> str:
        """Its page."""
        return f"/actors/{self.actor or NAME + folded(self.name)}"

    @property
    def laid(self) -> int:
        """How many claims lay a deed to it."""
        return sum(self.charges[each] for each in ("fact", "accused", "suspected"))


def parties(request: Request) -> dict[str, Party]:
    """Every party of the record by its id, or by the key of its name. Raises Gathering."""
    return kept(request, "parties", lambda: parties_of(desk_of(request).record))


def parties_of(record: Record) -> dict[str, Party]:
    """The same, counted anew."""
    store = record.store
    found: dict[str, Party] = {}
    for doer in store.doers():
        held = _held(found, doer.name, doer.actor)
        held.kind = held.kind or doer.kind
        held.incidents += doer.incidents
        held.killed_low += doer.killed_low
        held.killed_high += doer.killed_high
    for speaker in store.speakers():
        _held(found, speaker.name, speaker.actor).said += speaker.claims
    for charge in store.charges():
        _held(found, charge.name, charge.actor).charges[charge.responsibility] += charge.claims
    return found


def _held(found: dict[str, Party], name: str, actor: str | None) -> Party:
    key = actor or actor_key(name)
    if key not in found:
        known = load_registry().get(actor) if actor else None
        found[key] = Party(
            name=known.name if known else name,
            actor=actor,
            kind=known.kind if known else "",
            country=known.country if known else None,
        )
    return found[key]


@router.get("/actors")
def actors(request: Request, show: str = "", kind: str = "", country: str = "", q: str = "",
           offset: int = 0) -> Response:  # fmt: skip
    """The list: those who act, and those who only speak."""
    if show not in ("", "unknown", "registered", "speakers"):
        raise BadRequest(f"show {show!r}: choose unknown, registered or speakers")
    found = list(parties(request).values())
    doers = [each for each in found if each.incidents or each.charges]
    groups = [each for each in doers if each.actor or each.kind in _ARMED]
    pools = {
        "": groups,
        "registered": [each for each in groups if each.actor],
        "unknown": [each for each in groups if not each.actor],
        "speakers": [each for each in found if each.said and (each.actor or not each.charges)],
    }
    listed = [each for each in pools[show] if _fits(each, kind, country, q)]
    listed.sort(key=lambda each: (-each.incidents, -each.said, each.name.casefold()))
    offset = max(0, min(offset, len(listed) - 1))
    limit = len(listed) if desk_of(request).is_site else _PAGE
    shown = listed[offset : offset + limit]
    return page(
        request,
        "actors.html",
        title="Actors",
        given={"show": show, "kind": kind, "country": country, "q": q},
        pools={name: len(pool) for name, pool in pools.items()},
        kinds=sorted({each.kind for each in pools[show] if each.actor and each.kind}),
        countries=sorted({each.country for each in pools[show] if each.country}),
        parties=shown,
        most=max((each.incidents for each in listed), default=0),
        offset=offset,
        limit=limit,
        total=len(listed),
    )


def _fits(party: Party, kind: str, country: str, words: str) -> bool:
    return (
        (not kind or party.kind == kind)
        and (not country or party.country == country)
        and folded(words) in folded(party.name)
    )


@router.get("/actors/{key:path}")
def actor(request: Request, key: str) -> Response:
    """One party: registered, or a name."""
    registry = load_registry()
    if key.startswith(NAME):
        return _name_page(request, key.removeprefix(NAME))
    known = registry.get(key)
    if known is None:
        named = registry.resolve(key)
        return RedirectResponse(f"/actors/{named.id if named else NAME + folded(key)}", 303)
    return _actor_page(request, known)


def _actor_page(request: Request, known: Actor) -> Response:
    record, held, registry = desk_of(request).record, parties(request), load_registry()
    told = record.cards(actor=known.id, order="-day", limit=_SHOWN)
    above = []
    parent = registry.get(known.parent) if known.parent else None
    while parent is not None and parent not in above:
        above.append(parent)
        parent = registry.get(parent.parent) if parent.parent else None
    return page(
        request,
        "actor.html",
        title=known.name,
        known=known,
        party=held.get(known.id, Party(name=known.name, actor=known.id)),
        above=above,
        below=[each for each in registry if each.parent == known.id],
        told=told,
        most=most_killed(told.cards),
        compared=_compared(request, known, told.total),
        unknown=sorted(each.name for each in held.values() if not each.actor and each.kind in _ARMED),
        merged=[
            each for each in _made(record) if each.withdrawn_at is None and each.value["actor"] == known.id
        ],
        standing=standing_of((), [each for each in _made(record) if each.value["actor"] == known.id]),
        here=request.url.path,
        reasons=REASONS,
        **aids(request),
    )


def _made(record: Record) -> list[Decision]:
    """All decisions that gave an actor another name, withdrawn ones too."""
    return [each for each in record.store.decisions() if each.kind == "correct" and each.field == "actor"]


def _compared(request: Request, known: Actor, incidents: int) -> Sequence[Mapping[str, Any]] | None:
    """How its figures compare with others' for the same incidents; None where that takes too long to look at."""
    if incidents > _MOST_COMPARED and request.query_params.get("compare") != "yes":
        return None
    record = desk_of(request).record
    key = ("compared", known.id)
    rows = remembered(
        request, key, lambda: list(record.agreement("figures", between="claimant", actor=known.id))
    )
    named = {folded(name) for name in (known.id, known.name, *known.aliases)}
    return [row for row in rows if folded(row["one"]) in named or folded(row["other"]) in named]


def _name_page(request: Request, said: str) -> Response:
    record, held = desk_of(request).record, parties(request)
    key = actor_key(said)
    party = held.get(key)
    standing = about_names(record, [key])
    if party is None and not standing.decisions:
        raise UnknownSubject(f"{said!r}: the record names no such party; see all actors")
    name = party.name if party else said
    others = {each.name for each in held.values() if not each.actor and each.kind in _ARMED} - {name}
    return page(
        request,
        "provisional.html",
        title=name,
        name=name,
        key=key,
        party=party or Party(name=name, actor=None),
        incidents=incidents_of_name(record, key),
        alike=sorted(get_close_matches(name, others, n=_MOST_ALIKE, cutoff=0.7))
        if may_decide(request)
        else [],
        guesses=_guesses(name) if may_decide(request) else [],
        registry=sorted(each.name for each in load_registry()) if may_decide(request) else [],
        standing=standing,
        here=f"/actors/{NAME}{folded(said)}",
        step=step(request, key),
        step_query=in_queue(request),
        reasons=REASONS,
        **aids(request),
    )


def _guesses(name: str) -> list[Actor]:
    """Registered actors whose names or aliases look like it."""
    by_name = {folded(each): actor for actor in load_registry() for each in (actor.name, *actor.aliases)}
    found = get_close_matches(folded(name), by_name, n=_MOST_ALIKE, cutoff=0.75)
    return list({by_name[each].id: by_name[each] for each in found}.values())


@router.post("/actors/{key:path}")
def name_actor(request: Request, key: str, form: Form) -> Response:
    """A name is another's, or is named, or stays unknown; an alias is merged into a registered actor."""
    if key.startswith(NAME):
        return _decide_name(request, actor_key(key.removeprefix(NAME)), form)
    known = load_registry().get(key)
    if known is None:
        raise UnknownSubject(f"{key!r}: the registry holds no such actor")
    aliases = [actor_key(each) for each in form.all("alias")]
    if not aliases:
        raise BadRequest("merge an alias: give the name as the record has it")
    record, reason = desk_of(request).record, form.one("reason") or REASONS["known"]
    act = Act(
        standing=lambda: standing_of((), [each for each in _made(record) if each.value["actor"] == known.id]),
        do=lambda author: record.explain(aliases, "actor", {"actor": known.id}, reason=reason, author=author),
        then=f"/actors/{known.id}",
    )
    return decide(request, form, act)


def _decide_name(request: Request, key: str, form: Form) -> Response:
    record = desk_of(request).record
    verdict, called = form.one("verdict"), form.one("guess") or form.one("actor")
    if verdict not in ("name", "unknown"):
        raise BadRequest(f"verdict {verdict!r}: choose name or unknown")
    if verdict == "name" and not called:
        raise BadRequest("name it: give a name or an id of the registry")
    names = [key, *(actor_key(each) for each in form.all("also"))]
    reason = form.one("reason") or REASONS["unknown" if verdict == "unknown" else "known"]
    told = Explained(names=names, field="actor", value=called if verdict == "name" else None, reason=reason)
    return decide(request, form, told.act(record, f"/actors/{NAME}{key.removeprefix(ACTOR)}"))
