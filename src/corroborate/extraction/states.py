"""Whose army "the army" is: a state's party named by a common noun alone is that of the country of the scene."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from corroborate.actors.state import bare_kind, nation_mentions, state_id
from corroborate.extraction.attribution import speakers_of
from corroborate.language.cues import word_set
from corroborate.model import Attribution, Party, Perpetrator, Report, Stance, Total

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage

_FORCES = frozenset(("military", "police", "security_forces", "paramilitary"))
_STATES = _FORCES | {"government"}
_PLACING = word_set(
    "in at from near of to into across inside outside through via within throughout off around along towards toward",
)
_REACH = 5
"""Words before a country's name among which a preposition of place makes it the scene of something."""
_WITHOUT_ARMY = frozenset(("PS", "EH"))
"""Territories in which "the army" is another state's."""


class States:
    """Gives each bare "army", "police" or "government" of a document the state it belongs to, where that is plain.

    It is where the scene lies in the country that the document is about, and no other state takes part.
    """

    def __init__(self, passage: Passage) -> None:
        self._passage = passage

    def of_report(self, report: Report) -> Report:
        """The report with its doers, speakers and silent parties known."""
        scene = report.where.country
        return replace(
            report,
            perpetrators=tuple(self._doer(one, scene) for one in report.perpetrators),
            targets=tuple(
                replace(one, attribution=self._chain(one.attribution, scene)) for one in report.targets
            ),
            casualties=tuple(
                replace(one, attribution=self._chain(one.attribution, scene)) for one in report.casualties
            ),
            silences=tuple(replace(one, party=self._party(one.party, scene)) for one in report.silences),
        )

    def of_total(self, total: Total) -> Total:
        """The total with its claimants known."""
        return replace(total, attribution=self._chain(total.attribution, total.where.country))

    def of_stance(self, stance: Stance) -> Stance:
        """The stance with its actor and speakers known."""
        return replace(
            stance, actor=self._party(stance.actor, None), attribution=self._chain(stance.attribution, None)
        )

    def _doer(self, doer: Perpetrator, scene: str | None) -> Perpetrator:
        chain = self._chain(doer.attribution, scene)
        return replace(doer, attribution=chain, actor=doer.actor or self._state(doer.name, scene))

    def _chain(self, chain: Attribution, scene: str | None) -> Attribution:
        return tuple(self._party(party, scene) for party in chain)

    def _party(self, party: Party, scene: str | None) -> Party:
        if party.actor is not None or party.role not in ("military", "police", "government"):
            return party
        voices = {one.name for one in speakers_of(self._passage).voice}
        if party.name in voices and self._governments:
            return party  # a communiqué calls by their country the forces that are not its own
        return replace(party, actor=self._state(party.name, scene))

    def _state(self, name: str, scene: str | None) -> str | None:
        kind = bare_kind(name)
        context = self._passage.context
        country = scene if scene is not None else context.main_country
        if kind is None or country is None or country != context.leading_country:
            return None
        if kind in _FORCES and country in _WITHOUT_ARMY:
            return None
        rivals = self._rivals if kind in _FORCES else self._rivals | self._governments
        return state_id(kind, country) if rivals <= {country} else None

    @cached_property
    def _rivals(self) -> frozenset[str]:
        """The states that take part: their forces are named, or they stand bare where doers and speakers do."""
        return frozenset(self._of_kinds(_FORCES)) | frozenset(self._bare())

    @cached_property
    def _governments(self) -> frozenset[str]:
        return frozenset(self._of_kinds(_STATES))

    def _of_kinds(self, kinds: frozenset[str]) -> Iterator[str]:
        registry = self._passage.tools.registry
        for named in self._passage.actors:
            for one in named:
                actor = registry.get(one.actor) if one.actor else None
                if actor is not None and actor.country and actor.kind in kinds:
                    yield actor.country

    def _bare(self) -> Iterator[str]:
        registry = self._passage.tools.registry
        for sentence in self._passage.sentences:
            for one in nation_mentions(sentence):
                state = registry.get(one.actor) if one.actor else None
                placed = _PLACING.intersection(sentence.lowers[max(0, one.begin - _REACH) : one.begin])
                if state is not None and state.country and not placed:
                    yield state.country
