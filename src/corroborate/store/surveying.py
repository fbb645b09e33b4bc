"""The part of a store that looks over the whole record: what waits, who acts and speaks, where."""

from __future__ import annotations

from corroborate.model.named import ChargeRow, DoerRow, PlaceRow, SpeakerRow
from corroborate.model.waiting import Waiting
from corroborate.store import named, reading, waiting
from corroborate.store.transactions import Transactions


class Surveying(Transactions):
    """Counts over all incidents, made by the database from their cards and claims."""

    def bearers(self, name: str) -> list[str]:
        """The reports that bear an unregistered party's or unplaced place's name, by its key."""
        with self._reading() as connection:
            return reading.read_bearers(connection, name)

    def waiting(self) -> Waiting:
        """What waits for a person."""
        with self._reading() as connection:
            return waiting.read_waiting(connection)

    def accepted(self) -> frozenset[str]:
        """The incidents of which a person accepted every report."""
        with self._reading() as connection:
            return waiting.read_accepted(connection)

    def doers(self) -> list[DoerRow]:
        """Every party that is said to have done something, counted."""
        with self._reading() as connection:
            return named.read_doers(connection)

    def speakers(self) -> list[SpeakerRow]:
        """Every first speaker, counted."""
        with self._reading() as connection:
            return named.read_speakers(connection)

    def charges(self) -> list[ChargeRow]:
        """What is said of each party's responsibility, counted."""
        with self._reading() as connection:
            return named.read_charges(connection)

    def places(self) -> list[PlaceRow]:
        """Every place at which something happened, counted."""
        with self._reading() as connection:
            return named.read_places(connection)
