"""Dates as they are said, and what days they mean."""

from corroborate.language.dates.days import DateKind
from corroborate.language.dates.mentions import DateMention, find_dates
from corroborate.language.dates.numeric_dates import parse_date_text

__all__ = ["DateKind", "DateMention", "find_dates", "parse_date_text"]
