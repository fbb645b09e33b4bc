"""The part of a store that looks over the whole record: what waits, who acts and speaks, where."""

from __future__ import annotations

from functools import cached_property

from corroborate.model.named import ChargeRow, DoerRow, PlaceRow, SpeakerRow
from corroborate.model.waiting import Filings, Waiting
from corroborate.store import reading, waiting
from corroborate.store.survey import Survey
from corroborate.store.transactions import Transactions


class Surveying(Transactions):
    """Counts over all incidents: the first look at 100,000 takes some seconds, every later one parts of one."""

    def bearers(self, name: str) -> list[str]:
        """The reports that bear an unregistered party's or unplaced place's name, by its key."""
        with self._reading() as connection:
            return reading.read_bearers(connection, name)

    def waiting(self) -> Waiting:
        """What waits for a person."""
        with self._reading() as connection:
            return waiting.read_waiting(connection, self._survey)

    def accepted(self) -> frozenset[str]:
        """The incidents of which a person accepted every report."""
        with self._reading() as connection:
            return waiting.read_accepted(connection)

    def doers(self) -> list[DoerRow]:
        """Every party that is said to have done something, decisions applied, counted."""
        with self._reading() as connection:
            return self._survey.doers(connection)

    def speakers(self) -> list[SpeakerRow]:
        """Every first speaker, counted."""
        with self._reading() as connection:
            return self._survey.speakers(connection)

    def charges(self) -> list[ChargeRow]:
        """What is said of each party's responsibility, counted."""
        with self._reading() as connection:
            return self._survey.charges(connection)

    def places(self) -> list[PlaceRow]:
        """Every place at which something happened, decisions applied, counted."""
        with self._reading() as connection:
            return self._survey.places(connection)

    def filings(self, after: int = 0) -> Filings:
        """Which incidents became others after a filing of cards, and which there are."""
        with self._reading() as connection:
            return self._survey.filings(connection, after)

    @cached_property
    def _survey(self) -> Survey:
        return Survey()
