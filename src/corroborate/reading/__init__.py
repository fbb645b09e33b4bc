"""Bytes become documents: plain text, web pages, feeds, tables, archives; furniture out, day and publisher found."""

from corroborate.reading.fetching import CannedFetcher, Fetched, Fetcher, FetchLimits, WebFetcher
from corroborate.reading.options import ReadingOptions
from corroborate.reading.reader import read, read_all, read_text
from corroborate.reading.streams import Stream

__all__ = [
    "CannedFetcher",
    "FetchLimits",
    "Fetched",
    "Fetcher",
    "ReadingOptions",
    "Stream",
    "WebFetcher",
    "read",
    "read_all",
    "read_text",
]
