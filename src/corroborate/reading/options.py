"""What the user asks of reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corroborate.errors import BadRequest
from corroborate.reading.fetching import Fetcher
from corroborate.reading.stated_dates import parse_stated

COLUMN_FIELDS = ("text", "title", "published", "publisher", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Overrides and limits of one run of reading.

    `published` and `publisher` stand above whatever a document says of itself. `columns` names the column
    (or JSON key) of a table that holds `text`, `title`, `published`, `publisher` or `url`. `follow` lets a feed's
    links be fetched. `max_bytes` bounds one document (reading
    takes about 16 times its size in memory), `max_archive_bytes` all that one archive unpacks to.
    `fetcher` stands in for the network; `today` for the clock, which only serves to notice future dates.
    """

    published: str | None = None
    publisher: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    follow: bool = False
    allow_private: bool = False
    max_bytes: int = 20_000_000
    max_archive_bytes: int = 20_000_000_000
    fetcher: Fetcher | None = None
    today: date | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            stated = parse_stated(self.published)
            if stated is None or stated.value is None:
                why = stated.problem if stated else "it is no date with day, month and year"
                raise BadRequest(f"published {self.published!r}: {why}; write it as 2025-06-05")
        unknown = sorted(set(self.columns) - set(COLUMN_FIELDS))
        if unknown:
            raise BadRequest(f"columns: no field {unknown[0]!r}; choose among {', '.join(COLUMN_FIELDS)}")
