"""A document put together from a text and what its format says about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from corroborate.errors import UnreadableDocument
from corroborate.model.document import Document, content_id
from corroborate.reading.datelines import (
    DateLine,
    Dateline,
    agencies,
    day_in_url,
    find_date_line,
    find_dateline,
    is_dispatch,
    year_of,
)
from corroborate.reading.furniture import clear_furniture
from corroborate.reading.headlines import is_headline, said_alike
from corroborate.reading.languages import READ_BY_EXTRACTION, identify_language
from corroborate.reading.layout import Line, assemble, cut_line, cut_start, lines_of
from corroborate.reading.options import ReadingOptions
from corroborate.reading.stated_dates import StatedDate, doubt_about, parse_stated

_HEAD = 6  # lines in which a page states its day
_FOOT = 4
_DIGIT = re.compile(r"\d")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text as a format gave it, with what the format's metadata say; `published` is as written there."""

    source: str
    content: bytes
    text: str
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    published: object = None
    url: str | None = None
    language: str | None = None
    has_headline: bool = True  # whether the first line may be the headline where `title` is None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A draft on the way to a document: its remaining lines and what they said of day and publisher."""

    lines: list[Line]
    title: str | None = None
    date_line: DateLine | None = None
    dateline: Dateline | None = None
    agency: str | None = None
    notes: tuple[str, ...] = field(default=())


def compose(draft: Draft, options: ReadingOptions) -> Document:
    """The document of `draft`: furniture out, headline first, day and publisher from the best evidence.

    Raises UnreadableDocument where nothing but furniture is left.
    """
    page = _take_dateline(_take_headline(_take_date_line(_clear(draft)), draft))
    text, removed = assemble(page.lines)
    if not text:
        raise UnreadableDocument(f"{draft.source}: no text found: nothing but blanks, markup or furniture")
    published, doubts = _published(draft, page, text, options)
    language = identify_language(text) or draft.language
    return Document(
        id=content_id(draft.content),
        source=draft.source,
        text=text,
        title=page.title,
        publisher=options.publisher or _one_line(draft.publisher) or page.agency or _host(draft.url),
        published=published,
        language=language,
        url=draft.url,
        media_type=draft.media_type,
        content=draft.content,
        removed=removed,
        notes=(*draft.notes, *doubts, *_language_note(language)),
    )


def _clear(draft: Draft) -> _Page:
    lines = clear_furniture(lines_of(draft.text))
    return _Page(lines=lines, agency=_agency_named(lines))


def _agency_named(lines: Sequence[Line]) -> str | None:
    """The agency that a byline, a source line or the tail of the text names."""
    for line in lines:
        for _, text, kind in line.cuts:
            if kind not in ("agency tail", "byline") or len(text) > 120:
                continue
            words = re.sub(r"^\W*(by|source|via|courtesy|from)\b\W*|\W+$|^\W+", "", text, flags=re.IGNORECASE)
            if words in agencies():
                return agencies()[words]
            if source := re.fullmatch(r"source\s*:\s*(.{2,60})", text, re.IGNORECASE):
                return source[1].strip(" .")
    return None


def _take_date_line(page: _Page) -> _Page:
    """The line of the head (or foot) that does nothing but state the day goes out of the text."""
    standing = [n for n, line in enumerate(page.lines) if line.text]
    found = [(n, stated) for n in standing if (stated := _short_date_line(page.lines[n].text))]
    if sum(1 for _, stated in found if not stated.keyword) > 1:
        found = [(n, stated) for n, stated in found if stated.keyword]  # days as headings of a chronicle
    places = {*standing[:_HEAD], *standing[-_FOOT:]}
    found = [(n, stated) for n, stated in found if n in places]
    if not found:
        return page
    lines = list(page.lines)
    for n, stated in found:
        lines[n] = cut_start(lines[n], stated.end, "date line")
    best = min(found, key=lambda pair: (pair[1].updated, pair[1].stated.value is None))
    return replace(page, lines=lines, date_line=best[1])


def _short_date_line(text: str) -> DateLine | None:
    return find_date_line(text) if _DIGIT.search(text, 0, 120) else None


def _take_headline(page: _Page, draft: Draft) -> _Page:
    """The headline comes first, once, with a blank line after it."""
    standing = [n for n, line in enumerate(page.lines) if line.text]
    title = _one_line(draft.title)
    if title is None:
        if not draft.has_headline or len(standing) < 2 or not is_headline(page.lines, standing):
            return page
        if is_dispatch(page.lines[standing[0]].text):
            return page
        title = page.lines[standing[0]].text
    lines = list(page.lines)
    for n in standing[:3]:
        if said_alike(lines[n].text, title):
            lines[n] = (
                cut_line(lines[n], "repeated headline")
                if lines[n].text != title
                else replace(lines[n], text="")
            )
    first = next((n for n, line in enumerate(lines) if line.text), None)
    if first is not None:
        lines[first] = replace(lines[first], gap=True)
    return replace(page, title=title, lines=[Line(text=title), *lines])


def _take_dateline(page: _Page) -> _Page:
    """The dateline goes out of the first paragraph of the body."""
    begin = 1 if page.title else 0
    first = next((n for n, line in enumerate(page.lines) if line.text and n >= begin), None)
    if first is None:
        return page
    dateline = find_dateline(page.lines[first].text)
    if dateline is None:
        return page
    lines = list(page.lines)
    lines[first] = cut_start(lines[first], dateline.end, "dateline")
    return replace(page, lines=lines, dateline=dateline, agency=dateline.agency or page.agency)


def _published(
    draft: Draft, page: _Page, text: str, options: ReadingOptions
) -> tuple[str | None, tuple[str, ...]]:
    """The day of publication by the best evidence, and notes on where it stood or what is wrong with it."""
    value, notes = _best_evidence(draft, page, text, options)
    if value is None:
        return None, (*notes, "no publication date found: relative dates stay unresolved; give --published")
    doubt = doubt_about(value, options.today)
    return value, (*notes, doubt) if doubt else tuple(notes)


def _best_evidence(
    draft: Draft, page: _Page, text: str, options: ReadingOptions
) -> tuple[str | None, list[str]]:
    notes: list[str] = []
    metadata = _metadata_date(draft.published, notes)
    for stated in (parse_stated(options.published) if options.published else None, metadata):
        if stated is not None and stated.value:
            return stated.value, notes
    if page.date_line and page.date_line.stated.value:
        return page.date_line.stated.value, [*notes, "publication date from the date line"]
    if page.date_line and page.date_line.stated.problem:
        notes.append(f"date line: {page.date_line.stated.problem}; give --published")
    if page.dateline and (day := year_of(page.dateline, f"{text}\n{draft.text[:500]}", draft.url)):
        return day.isoformat(), [*notes, "publication date from the dateline"]
    if day := day_in_url(draft.url):
        return day.isoformat(), [*notes, "publication date from the address"]
    return None, notes


def _metadata_date(value: object, notes: list[str]) -> StatedDate | None:
    if value is None or not str(value).strip():
        return None
    stated = parse_stated(value)
    if stated is None:
        notes.append(
            f"published {str(value).strip()[:60]!r}: no date with day, month and year; give --published"
        )
    elif stated.problem:
        notes.append(f"published: {stated.problem}; give --published")
    return stated


def _language_note(language: str | None) -> tuple[str, ...]:
    if language is None or language.split("-")[0] == READ_BY_EXTRACTION:
        return ()
    return (f"language {language!r} is not read by the extractor: stored and searchable, not coded",)


def _one_line(title: str | None) -> str | None:
    lines = lines_of(title or "")
    return " ".join(line.text for line in lines) or None


def _host(url: str | None) -> str | None:
    """The site of an address, seen through the Internet Archive."""
    archived = _ARCHIVED.match(url or "")
    host = urlsplit(archived[1] if archived else url or "").hostname
    return host.removeprefix("www.") if host else None
