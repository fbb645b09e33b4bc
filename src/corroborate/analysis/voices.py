"""Who speaks in the reports of an incident: sources counted by first speaker (design rule 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corroborate.model import Attribution, Casualty, Party, Perpetrator, Report
from corroborate.model.flat import FlatSource
from corroborate.model.incident import Incident, Source
from corroborate.model.selection import folded

Camp = Literal["armed_group", "state", "independent", "unnamed"]

_STATE_ROLES = frozenset({"government", "military", "police"})
_NAMELESS_ROLES = frozenset({"local_source", "witness"})
_STATE_ACTOR = re.compile(r"^(?:gov|mil|police|forces)-([a-z]{2})$")
_RUN_BY = re.compile(r"^(.+?)[- ](?:run|controlled|led|appointed|affiliated)\b")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|some|several|other) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One source: two utterances with the same `key` are one source, whoever printed them.

    `side` is what it speaks for: bodies of one state share a side, every armed group is its own, every
    independent source too. Sources without a name ("reportedly") are the side of nobody.
    """

    key: str
    name: str
    camp: Camp
    side: str


def voice_of(attribution: Attribution, report: Report, incident: Incident) -> Voice:
    """Whose knowledge a claim is: the first speaker's, or the outlet's own where it names none.

    Unnamed residents and witnesses are told apart by outlet; a syndicated copy speaks with the voice of
    the document that it repeats.
    """
    return heard_in(attribution, report, outlet_in(report, incident))


def heard_in(attribution: Attribution, report: Report, outlet: Voice) -> Voice:
    """As `voice_of`, where the voice of the report's outlet is known."""
    return voice_of_speaker(attribution[0], report.where.country, outlet) if attribution else outlet


def outlet_in(report: Report, incident: Incident) -> Voice:
    """The voice of the outlet that a report of an incident stands in."""
    source = incident.source_of(report)
    if source.copy_of is None:
        return outlet_of(source, None)
    return outlet_of(source, next((each for each in incident.sources if each.id == source.copy_of), None))


@lru_cache(maxsize=10_000)
def voice_of_speaker(first: Party, country: str | None, outlet: Voice) -> Voice:
    """The voice of a first speaker in a document of `outlet`, about an incident in `country`."""
    name = _ARTICLE.sub("", folded(first.name))
    if first.role == "armed_group":
        key = f"armed:{first.actor or name}"
        return Voice(key=key, name=first.name, camp="armed_group", side=key)
    if first.role in _STATE_ROLES:
        key = f"state:{first.actor or f'{first.role}:{name}'}"
        return Voice(key=key, name=first.name, camp="state", side=f"state:{_state(first, country)}")
    if first.role == "unattributed":
        return Voice(key=f"unnamed:{outlet.key}", name=first.name, camp="unnamed", side="")
    if first.role == "media":
        return Voice(key=f"outlet:{name}", name=first.name, camp="independent", side=f"outlet:{name}")
    key = f"{first.role}:{first.actor or name}"
    if first.role in _NAMELESS_ROLES:
        key = f"{key}@{outlet.key}"
    return Voice(key=key, name=first.name, camp="independent", side=key)


def outlet_of(source: Source | FlatSource, original: Source | FlatSource | None) -> Voice:
    """The voice of a document's outlet; of a copy, that of the `original` where it stands in the incident.

    A dataset that others compiled has figures, and corroborates nothing: it repeats what sources told.
    """
    if source.is_compiled:
        name = source.publisher or "a dataset"
        return Voice(key=f"dataset:{folded(name)}", name=name, camp="unnamed", side="")
    if source.copy_of is not None:
        if original is None:
            key = f"document:{source.copy_of}"
            return Voice(key=key, name=source.publisher or "an outlet", camp="independent", side=key)
        source = original
    if source.publisher:
        return _outlet(source.publisher)
    key = f"document:{source.id}"
    return Voice(key=key, name="an unnamed outlet", camp="independent", side=key)


@lru_cache(maxsize=10_000)
def _outlet(publisher: str) -> Voice:
    key = f"outlet:{_ARTICLE.sub('', folded(publisher))}"
    return Voice(key=key, name=publisher, camp="independent", side=key)


def voices(incident: Incident) -> list[Voice]:
    """The sources of an incident, each once, in the order in which they were first heard.

    What a report says of figures and perpetrators is whose it names; a report that names nobody is its
    outlet's word. An outlet that attributes what it tells adds no word of its own.
    """
    found: dict[str, Voice] = {}
    for report in incident.reports:
        for voice in voices_in(report, incident):
            found.setdefault(voice.key, voice)
    return _with_their_masters(list(found.values()))


def voices_in(report: Report, incident: Incident) -> list[Voice]:
    """The sources of one report."""
    outlet = outlet_in(report, incident)
    heard = [heard_in(each.attribution, report, outlet) for each in assertions(report) if each.attribution]
    heard = heard or [outlet]
    return list({voice.key: voice for voice in heard}.values())


def assertions(report: Report) -> Iterator[Casualty | Perpetrator]:
    """What a report asserts that somebody must know: figures and perpetrators, denials left out."""
    yield from (each for each in report.casualties if not each.denied)
    yield from (each for each in report.perpetrators if each.responsibility != "denied")


def sides(heard: Iterable[Voice]) -> set[str]:
    """The distinct sides among the sources; a state that is not named adds none to one that is."""
    found = {voice.side for voice in heard if voice.side}
    return (
        found - {"state:"} if any(side.startswith("state:") and side != "state:" for side in found) else found
    )


def _with_their_masters(heard: list[Voice]) -> list[Voice]:
    """Bodies that an armed group runs ("the Northern Front-run health ministry") speak for its side."""
    armed = [voice for voice in heard if voice.camp == "armed_group"]
    if not armed:
        return heard
    found = []
    for voice in heard:
        run_by = _RUN_BY.match(folded(voice.name)) if voice.camp == "state" else None
        master = next((each for each in armed if run_by and _is_same_name(run_by.group(1), each.name)), None)
        found.append(replace(voice, camp="armed_group", side=master.side) if master else voice)
    return found


def _is_same_name(said: str, name: str) -> bool:
    return _ARTICLE.sub("", said).removesuffix("s") == _ARTICLE.sub("", folded(name)).removesuffix("s")


def _state(party: Party, country: str | None) -> str:
    registered = _STATE_ACTOR.match(party.actor or "")
    return registered.group(1) if registered else (country or "").lower()
