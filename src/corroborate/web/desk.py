"""What the desk is opened on and how: a record, a person's name, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass, field

from corroborate.record import Record
from corroborate.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open record at a desk.

    `is_readonly` shows and decides nothing. `hosts` are the names under which the desk answers; any other is
    refused, so that no page elsewhere can reach it by a name that leads here. `tiles` is the address of map tiles
    ("https://…/{z}/{x}/{y}.png"), which makes browsers ask another machine: None, as it is by default, asks none.
    `max_upload` is in bytes.
    """

    record: Record
    settings: Settings = field(default_factory=Settings)
    is_readonly: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "testserver")
    tiles: str | None = None
    max_upload: int = 50_000_000
    include_names: bool = True

    @property
    def title(self) -> str:
        """What the record is called: its file's name."""
        from pathlib import Path

        return Path(self.record.path).stem or "record"
