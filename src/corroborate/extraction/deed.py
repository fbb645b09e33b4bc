"""The telling of a deed: one stretch of a sentence that says something was done."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.extraction.doers import Agent
from corroborate.extraction.harm import Harm
from corroborate.extraction.roles import Hit
from corroborate.language.dates import DateMention
from corroborate.model.vocabulary import EventType, Stage
from corroborate.places import PlaceMention


@dataclass(slots=True, kw_only=True)
class Deed:
    """What tokens `begin` to `end` of a sentence say of one deed.

    `anaphoric` deeds refer back ("the attack"), `separate` ones say that they are another, `plural` ones
    speak of several at once ("a wave of attacks"), those of one `section` stand under one line that names day and
    place (0: none does), which are `lent` to those that name none, `resumed` ones begin with those who did the deed told before ("the bomber"), `recalled` ones stand in the story of somebody's past; the
    figures of `summed` ones are a total; `there` is the place of the sentence before, where "there" takes it up; `after` ones name the deed that they followed, and `earlier` ones came
    before the deed that the document is about.
    """

    sentence: int
    begin: int
    end: int
    at: int
    kinds: frozenset[str]
    type: EventType
    stage: Stage
    tactics: tuple[str, ...]
    harms: list[Harm]
    agents: list[Agent]
    hits: list[Hit]
    dates: list[DateMention]
    said_on: list[DateMention]
    places: list[PlaceMention]
    there: list[PlaceMention]
    anaphoric: bool = False
    separate: bool = False
    resumed: bool = False
    plural: bool = False
    recalled: bool = False
    following: bool = False
    weak: bool = False
    headline: bool = False
    summed: bool = False
    after: bool = False
    earlier: bool = False
    section: int = 0
    lent: bool = False
