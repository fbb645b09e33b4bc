"""The tree of errors: one item failed, or the run must stop."""

from __future__ import annotations


class CorroborateError(Exception):
    """Anything that Corroborate itself reports: what was wrong, where, and what to do."""


class ItemFailed(CorroborateError):
    """One input could not be used; the others go on."""


class RunFailed(CorroborateError):
    """The run cannot go on."""


class UnreadableDocument(ItemFailed):
    """The bytes hold no text that could be read."""


class UnreadableArchive(ItemFailed):
    """An archive, feed or table is damaged, too large, or not what it says it is."""


class FetchRefused(ItemFailed):
    """An address was not fetched: not allowed, too large, too slow, or refused by its owner."""


class UnreadableRecord(RunFailed):
    """A database is not a record, is damaged, or was written by a newer version."""


class UnwritableRecord(RunFailed):
    """The record cannot be written: read-only, no space, or held by another process for too long."""


class RecordMoved(RunFailed):
    """Others decided or linked since the record was looked at."""


class UnknownSubject(RunFailed):
    """A decision or a query names an incident, a report or a claim that the record does not hold."""


class BadRequest(RunFailed):
    """What was asked for makes no sense as asked: an impossible date, an unknown type or rule."""


class DataFileBroken(RunFailed):
    """A shipped or given data file (lexicon, registry, gazetteer) does not keep to its format."""
