"""A dataset that others coded, read as one document of kind "dataset" with a report for each of its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corroborate.datasets import acled, ged, own
from corroborate.datasets.given import Given
from corroborate.datasets.table import Cells, header_of, rows_of
from corroborate.errors import UnreadableArchive
from corroborate.model import Coding, Document, Report, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetOptions:
    """What is known of a dataset beside it: its day of publication, and who published it where not its makers."""

    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Profile:
    """One kind of table: the columns by which it is known, who makes it, and how a row is read."""

    name: str
    publisher: str | None
    known_by: tuple[str, ...]
    report: Callable[[Cells, str], Report]


PROFILES = (
    _Profile(name="acled", publisher="ACLED", known_by=acled.KNOWN_BY, report=acled.report_of),
    _Profile(name="ged", publisher="UCDP", known_by=ged.KNOWN_BY, report=ged.report_of),
    _Profile(name="incidents", publisher=None, known_by=own.INCIDENTS, report=own.incident_report),
)
"""The tables of which each row is an event. Our own claims and whole records are read by `own`."""
CODER = "import 1"
"""The name and version under which a record keeps what was read from datasets."""


def read_dataset(path: Path, options: DatasetOptions | None = None) -> Given:
    """What a table of ACLED or UCDP GED, or an export of a record, tells.

    A folder or its datapackage.json is read as a whole record. Raises UnreadableArchive for a file that is no
    such table, or a row that is not as it must be: nothing of the file is used then.
    """
    asked = options or DatasetOptions()
    if path.is_dir() or path.name.endswith("datapackage.json"):
        folder = path if path.is_dir() else path.parent
        return own.read_folder(folder)
    text, content = _text(path)
    header = header_of(text)
    if set(own.CLAIMS).issubset(header):
        return own.read_claims(text, str(path), CODER)
    profile = next((each for each in PROFILES if set(each.known_by).issubset(header)), None)
    if profile is None:
        raise UnreadableArchive(f"{path}: {_why_not(header)}")
    document = _document(path, text, content, replace(asked, publisher=asked.publisher or profile.publisher))
    document = replace(document, media_type=f"text/csv; profile={profile.name}")
    reports = tuple(_reports(text, document, profile))
    if document.published is None:
        document = replace(document, published=_newest(text, document.source))
    coding = Coding(document=document, reports=reports)
    return Given(codings=(coding,), coders=(CODER,), copies=(None,))


def _newest(text: str, source: str) -> str | None:
    """The day on which ACLED last changed a row of the table; None for tables that do not say."""
    if "timestamp" not in header_of(text):
        return None
    stamps = [int(said) for cells in rows_of(text, source) if (said := cells["timestamp"]).isdecimal()]
    return datetime.fromtimestamp(max(stamps), UTC).date().isoformat() if stamps else None


def _reports(text: str, document: Document, profile: _Profile) -> Iterator[Report]:
    seen: set[str] = set()
    for cells in rows_of(text, document.source):
        report = own.made(cells, document.source, lambda cells: profile.report(cells, document.id))
        if report.id not in seen:
            seen.add(report.id)
            yield report


def _text(path: Path) -> tuple[str, bytes]:
    try:
        content = path.read_bytes()
    except OSError as trouble:
        raise UnreadableArchive(f"{path}: cannot be read: {trouble.strerror}") from trouble
    if b"\x00" in content[:4096]:
        raise UnreadableArchive(f"{path}: is no table in CSV; save it as CSV in UTF-8")
    try:
        return content.decode("utf-8-sig"), content
    except UnicodeDecodeError as trouble:
        raise UnreadableArchive(
            f"{path}: is not UTF-8 (byte {trouble.start:,}); save it as CSV in UTF-8"
        ) from trouble


def _document(path: Path, text: str, content: bytes, options: DatasetOptions) -> Document:
    return Document(
        id=content_id(content),
        source=str(path),
        text=text,
        title=path.name,
        publisher=options.publisher,
        published=options.published,
        content=content,
    )


def _why_not(header: list[str]) -> str:
    table = next((name for name, columns in own.TABLES.items() if set(columns).issubset(header)), None)
    if table is not None:
        return f"is the table of {table} alone; name the folder that it was exported to, with all its tables"
    there = ", ".join(repr(name) for name in header[:8]) or "no columns"
    return (
        f"is no table of ACLED, UCDP GED or an export of a record; there are {there}; "
        "articles in CSV are read by `corroborate add`"
    )
