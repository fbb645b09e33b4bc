"""Addresses in the review desk, where one runs: of an incident, and of the list that a figure counts."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from corroborate.analysis.tally import STAGES
from corroborate.errors import BadRequest
from corroborate.publishing.report.blocks import Asked


def checked_desk(address: str, where: str) -> str:
    """A desk's address without a slash at its end. Raises BadRequest, which begins with `where` it was given."""
    if address and not address.startswith(("http://", "https://")):
        raise BadRequest(
            f"{where}: {address!r}: write the address at which the desk runs, such as http://127.0.0.1:8765"
        )
    return address.rstrip("/")


def incident_at(desk: str, incident: str) -> str:
    """Where the desk shows one incident."""
    return f"{desk}/incidents/{quote(incident, safe='')}"


def list_at(desk: str, scope: Asked, asked: Asked) -> str:
    """Where the desk lists what a figure counts: the report's own filters, those of the figure in their stead.

    What was only threatened is in no figure, and not in the list.
    """
    stages = [("stage", name) for name in STAGES]
    return f"{desk}/incidents?{urlencode([*narrowed(scope, asked), *stages])}"


def command_for(scope: Asked, asked: Asked) -> str:
    """The command that lists what a figure counts; "" where it knows no such filter."""
    filters = narrowed(scope, asked)
    if any(name not in _OPTIONS for name, _ in filters):
        return ""
    said = (f"--{_OPTIONS[name]} {_shelled(value)}" for name, value in filters)
    return " ".join(("corroborate incidents", *said))


def narrowed(scope: Asked, asked: Asked) -> Sequence[tuple[str, str]]:
    """The filters of a report, with a figure's own in the stead of those of the same name."""
    own = {name for name, _ in asked}
    return [*(pair for pair in scope if pair[0] not in own), *asked]


_OPTIONS = {
    **{name: name for name in ("place", "actor", "type", "grade")},
    "since": "from",
    "until": "to",
    "as_of": "as-of",
}
"""The filters that the command takes, by the names of its options."""


def _shelled(value: str) -> str:
    return value if value.replace("-", "").isalnum() else "'" + value.replace("'", "'\\''") + "'"
