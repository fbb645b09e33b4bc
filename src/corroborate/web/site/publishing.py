"""Writes a site: every page of the desk's reading rooms, the data behind them, and what they need."""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from corroborate import open as open_record
from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.record import Record
from corroborate.sharing import can_share, made_beside
from corroborate.web.app import STATIC
from corroborate.web.desk import Desk
from corroborate.web.pages.actors import parties_of
from corroborate.web.pages.places import places_at
from corroborate.web.site.addresses import POINTS, file_of, pages_of
from corroborate.web.site.asking import Pages
from corroborate.web.site.columns import INDEX, write_columns
from corroborate.web.site.files import write_files
from corroborate.web.site.holding import Withheld, withheld
from corroborate.web.site.rewriting import Links, rewritten
from corroborate.web.site.staging import Stage

_MARK = "corroborate-site.json"
_MOST_ALONE = 300
"""Pages from which on a second process helps."""
_COUNTED = 8
_MANY = 25
"""Incidents of an actor beyond those that its own page lists."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """What a site shows: names of private people, and places finer than a district (`coarsen` moves them to it)."""

    include_names: bool = False
    coarsen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A site: its folder, how many pages it has, how many files were new or other than before, what was held back."""

    folder: Path
    pages: int
    incidents: int
    written: int
    withheld: tuple[str, ...]


def publish(
    record: Record,
    folder: Path,
    options: SiteOptions | None = None,
    progress: Progress = lambda done, total: None,
) -> Published:
    """Write the site of a record to a folder; `progress` is told pages done and in all.

    Pages are made beside the folder and put into it when all are there, those alone that changed; an interrupted
    run goes on where it was. Raises BadRequest where the folder holds something that is no such site.
    """
    chosen = options or SiteOptions()
    _refuse_foreign(folder)
    try:
        record.file_cards()
        plan = _planned(record, _desk(record, chosen))
        stage = Stage(folder, _stamp(record, chosen))
        held = withheld(record, _desk(record, chosen))
        _make(_Work(record=record, options=chosen, stage=stage, plan=plan, held=held), progress)
        stage.copy(STATIC, "static")
        stage.write(_MARK, json.dumps({"pages": len(plan.known)}))
        written = stage.finish(_MARK)
    except OSError as trouble:
        raise UnwritableRecord(f"{folder}: cannot be written: {trouble.strerror or trouble}") from trouble
    return Published(
        folder=folder, pages=len(plan.known), incidents=plan.incidents, written=written, withheld=tuple(_told(chosen))
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What a site will hold: its files by address, and the months of its incidents."""

    known: Mapping[str, str]
    months: Sequence[str]
    incidents: int


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).is_file())
    ):
        raise BadRequest(
            f"{folder}: holds something that is no published site; give an empty or a new folder"
        )


def _desk(record: Record, options: SiteOptions) -> Desk:
    return Desk(record=record, is_readonly=True, is_site=True, **asdict(options))


def _stamp(record: Record, options: SiteOptions) -> str:
    """Tells what a site is made of: record, options, program with its templates."""
    from importlib.metadata import version

    ours = hashlib.sha256()
    for path in sorted(Path(__file__).parents[2].rglob("*")):
        if path.suffix in (".py", ".html", ".yaml"):
            ours.update(path.read_bytes())
    told = [version("corroborate"), ours.hexdigest(), record.path, record.rule, asdict(options)]
    return json.dumps([*told, record.store.state_mark()], default=str)


def _planned(record: Record, desk: Desk) -> _Plan:
    parties = parties_of(record)
    things = {
        "incidents": record.store.incident_ids(),
        "documents": [held.source.id for held in record.store.documents()],
        "totals": [min(held.id for held in each.quoted) for each in record.quoted_totals()],
        "actors": [_name(party.href) for party in parties.values()],
        "places": [_name(place.href) for place in places_at(desk).values()],
    }
    counts = record.card_counts(("month", "type", "grade", "country"))
    months = [each.value for each in counts["month"] if each.value]
    narrowed = {
        "type": [each.value for each in counts["type"] if each.value],
        "place": [each.value for each in counts["country"] if each.value],
        "grade": [each.value for each in counts["grade"] if each.value],
        "actor": sorted(each.actor for each in parties.values() if each.actor and each.incidents > _MANY),
    }
    files = ((address, file_of(address)) for address in pages_of(things, months, narrowed))
    known = {address: file for address, file in files if file is not None}
    return _Plan(known=known, months=months, incidents=len(things["incidents"]))


def _name(address: str) -> str:
    """What stands after the room in an address."""
    return unquote(address.split("/", 2)[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What the pages of a site are made from."""

    record: Record
    options: SiteOptions
    stage: Stage
    plan: _Plan
    held: Withheld

    def pages(self, addresses: Sequence[str]) -> Iterator[str]:
        """Make pages, and give the address of each that was made."""
        pages, links = Pages(_desk(self.record, self.options)), Links(self.plan.known)
        for address in addresses:
            file, text = self.plan.known[address], pages.text(address)
            if file.endswith(".html"):
                text = rewritten(text, file, links, self.held.for_page(address, text))
            self.stage.write(file, text)
            yield address

    def data(self) -> None:
        """Make the data that the script filters, and the files for programs."""
        if not self.stage.holds(INDEX):
            write_columns(self.record, _desk(self.record, self.options), self.stage, self.held)
        write_files(self.record, self.stage, asdict(self.options), self.plan.months)

    def elsewhere(self, addresses: Sequence[str], count: mmap.mmap) -> Iterator[int]:
        """The same in another process, which must not use this one's connections."""
        with open_record(self.record.path, readonly=True, rule=self.record.rule) as record:
            work = replace(self, record=record)
            for done, _ in enumerate(work.pages(addresses), 1):
                count[:] = done.to_bytes(_COUNTED, "big")
            work.data()
        yield len(addresses)


def _make(work: _Work, progress: Progress) -> None:
    """Make what is not there yet, in two processes where there is much of it."""
    total = len(work.plan.known)
    missing = [address for address, file in work.plan.known.items() if not work.stage.holds(file)]
    before = total - len(missing)
    if len(missing) < _MOST_ALONE or not can_share():
        work.data()
        for done, _ in enumerate(work.pages(missing), 1):
            progress(before + done, total)
        return
    own, others = _halves(missing)
    count = mmap.mmap(-1, _COUNTED)
    with made_beside(lambda: work.elsewhere(others, count)) as beside:
        for done, _ in enumerate(work.pages(own), 1):
            progress(before + done + int.from_bytes(count[:], "big"), total)
        list(beside)
    progress(total, total)


def _halves(addresses: Sequence[str]) -> tuple[list[str], list[str]]:
    """What two processes make: the second the incidents and documents one by one, points, and the data besides."""
    others = [each for each in addresses if each.startswith(("/incidents/", "/documents/", POINTS))]
    apart = frozenset(others)
    return [each for each in addresses if each not in apart], others


def _told(options: SiteOptions) -> Iterator[str]:
    yield "the texts of the documents, apart from what is quoted"
    if not options.include_names:
        yield "names of private people"
    if options.coarsen:
        yield "places finer than a district, and their names in quotes"
