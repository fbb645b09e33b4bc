"""Any number of different articles, made from the example articles by changing days, places and figures.

Made documents serve to measure speed and growth: the same number gives the same documents. The dates move
so that a thousand documents lie as thick over the calendar as ten thousand do, and no two documents share a
sentence: otherwise they would count as reprints of one another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corroborate.model import Document

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?\b")
_MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?\b")
_FIGURE = re.compile(r"(?<![\d.,:-])([2-9]|[1-9]\d)(?![\d.,:%-])(?= [a-z])")
_SENTENCE_END = re.compile(r"(?<=[a-z]{4})(\.?)$|(?<=[a-z]{4})(\.)(?=[”\"’]?\s)", re.MULTILINE)
_STRIDE = 3
"""Days that the calendar moves from one copy of an article to the next."""


def vary(articles: Sequence[Document], places: dict[str, list[str]], count: int) -> Iterator[dict[str, Any]]:
    """`count` articles as rows for a JSON Lines file: text, title, publisher, published, url.

    `places` are the place names of each article (by stem), which are exchanged for those of others.
    """
    pool = sorted({name for names in places.values() for name in names})
    for n in range(count):
        article = articles[n % len(articles)]
        turn = n // len(articles)
        stem = Path(article.source).stem
        published = article.published_on or date(2024, 6, 3)
        by = timedelta(days=_STRIDE * turn)
        text, title = (
            _changed(said, places.get(stem, []), pool, turn) for said in (article.text, article.title or "")
        )
        yield {
            "text": _move_dates(text, published.year, by),
            "title": _move_dates(title, published.year, by) or None,
            "publisher": article.publisher,
            "published": (published + by).isoformat(),
            "url": f"https://example.org/{stem}/{turn}",
        }


def _changed(said: str, names: Sequence[str], pool: Sequence[str], turn: int) -> str:
    return _sign(_raise_figures(_exchange(said, names, pool, turn), turn % 7), turn)


def gold_places(data: Path) -> dict[str, list[str]]:
    """The finest place names of the gold incidents of each article, by stem."""
    found = {}
    for path in sorted((data / "gold").glob("*.json")):
        if path.stem == "merges":
            continue
        incidents = json.loads(path.read_text(encoding="utf-8"))["incidents"]
        found[path.stem] = sorted({each["place"][0] for each in incidents if each["place"]})
    return found


def _exchange(text: str, names: Sequence[str], pool: Sequence[str], turn: int) -> str:
    """The text with each of its place names replaced by the one `turn` steps on in the pool."""
    if not turn or not names:
        return text
    others = {name: pool[(pool.index(name) + turn) % len(pool)] for name in names}
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", lambda found: others[found.group()], text)


def _raise_figures(text: str, by: int) -> str:
    return _FIGURE.sub(lambda found: str(int(found.group()) + by), text) if by else text


def _sign(text: str, turn: int) -> str:
    """The text with a made-up word at the end of each sentence and line, another for each turn."""
    letters = "".join("bdfgklmnprstvz"[turn // 14**place % 14] + "aeiou"[turn % 5] for place in range(3))
    return _SENTENCE_END.sub(rf" – {letters}\1\2", text) if turn else text


def _move_dates(text: str, year: int, by: timedelta) -> str:
    def day_first(found: re.Match[str]) -> str:
        moved = _moved(found[1], found[2], found[3] or str(year), by)
        return f"{moved.day} {MONTHS[moved.month - 1]}" + (f" {moved.year}" if found[3] else "")

    def month_first(found: re.Match[str]) -> str:
        moved = _moved(found[2], found[1], found[3] or str(year), by)
        return f"{MONTHS[moved.month - 1]} {moved.day}" + (f", {moved.year}" if found[3] else "")

    return _MONTH_FIRST.sub(month_first, _DAY_FIRST.sub(day_first, text)) if by else text


def _moved(day: str, month: str, year: str, by: timedelta) -> date:
    return date(int(year), MONTHS.index(month) + 1, min(int(day), 28)) + by
