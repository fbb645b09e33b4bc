"""Bytes become documents: plain text, web pages, feeds, tables, archives; furniture out, day and publisher found."""

from corroborate.reading.options import ReadingOptions
from corroborate.reading.reader import read, read_all, read_text

__all__ = ["ReadingOptions", "read", "read_all", "read_text"]
