"""Sources into the record, document by document: each whole or not at all, and each only once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from corroborate.errors import ItemFailed, RunFailed
from corroborate.model import Coding, Document
from corroborate.pipeline.coding import CODED_LANGUAGES, EXTRACTOR, Extractor, ahead, code, is_readable
from corroborate.pipeline.copies import Copies
from corroborate.pipeline.filing import file_cards
from corroborate.pipeline.linking import link_waiting
from corroborate.reading import ReadingOptions, Stream, read_all
from corroborate.reading.copies import signature
from corroborate.store import Beside, Outcome, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far adding has come: `done` documents read, or reports linked; the newest read by source and id."""

    stage: Literal["reading", "linking"]
    done: int
    source: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """How documents are added.

    `reading` holds overrides and limits of reading. `code` makes a coding of a document and `extractor`
    names it (with its version); documents in other languages than `languages` (None: any) are kept, not coded.
    `begin` and `ahead` are as in `Extractor`; `by` takes all five from one. `again` codes anew also what this
    extractor coded before. `link` joins reports into incidents at the end, and after each
    `link_every` documents, so that a very long run shows incidents while it goes on.
    """

    reading: ReadingOptions = field(default_factory=ReadingOptions)
    code: Callable[[Document], Coding] = code
    extractor: str = EXTRACTOR
    languages: frozenset[str] | None = CODED_LANGUAGES
    begin: Callable[[Document], Callable[[], Coding]] | None = None
    ahead: int = 0
    again: bool = False
    link: bool = True
    link_every: int = 10_000

    def by(self, extractor: Extractor) -> AddOptions:
        """The same with documents coded by `extractor`."""
        return replace(
            self,
            code=extractor.code,
            extractor=extractor.signature,
            languages=extractor.languages,
            begin=extractor.begin,
            ahead=extractor.ahead,
        )


@dataclass(slots=True, kw_only=True)
class AddSummary:
    """What came of adding: counts of documents, what failed and why, and whether the user broke it off.

    `uncoded` were stored but not coded: their language is not read, or extraction failed on them (then
    they are among `failed` too). `copies` repeat another document. `reports` were found in what was added.
    """

    read: int = 0
    added: int = 0
    unchanged: int = 0
    recoded: int = 0
    copies: int = 0
    uncoded: int = 0
    words: int = 0
    reports: int = 0
    totals: int = 0
    linked: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    failed: list[ItemFailed] = field(default_factory=list)


def add(
    store: Store,
    sources: Iterable[str | Path | Stream],
    options: AddOptions | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> AddSummary:
    """Read, code and keep the documents of `sources`, then join their reports into incidents.

    What fails is listed and the rest goes on; KeyboardInterrupt ends the run with all that was kept so far,
    and the next run goes on from there (also after a kill). Raises RunFailed where the record cannot be
    read or written.
    """
    asked = options or AddOptions()
    run = _Run(store, asked, progress)
    begun = time.monotonic()
    try:
        for item, finish in ahead(read_all(sources, asked.reading), run.begin, asked.ahead):
            run.take(item, finish)
        if asked.link:
            run.link()
    except KeyboardInterrupt:
        run.summary.interrupted = True
    run.summary.seconds = time.monotonic() - begun
    return run.summary


class _Run:
    """One run of adding."""

    def __init__(self, store: Store, options: AddOptions, progress: Callable[[Progress], None]) -> None:
        self.summary = AddSummary()
        self._store = store
        self._options = options
        self._progress = progress
        self._copies = Copies(store)

    def begin(self, item: Document | ItemFailed) -> Callable[[], Coding]:
        """Set out on a document where it is due and the extractor can; what is given back makes its coding."""
        if isinstance(item, ItemFailed):
            return _nothing
        start = self._options.begin
        if start is None or not self._is_wanted(item):
            return partial(self._options.code, item)
        return start(item)

    def _is_wanted(self, document: Document) -> bool:
        """Whether a document will be coded, as far as the record tells before it is its turn."""
        held = self._store.extractors([document.id])
        if document.id in held:
            return self._is_due(document, held[document.id])
        return is_readable(document, self._options.languages)

    def take(self, item: Document | ItemFailed, finish: Callable[[], Coding]) -> None:
        """Keep a document, or note what failed; `finish` makes its coding."""
        if isinstance(item, ItemFailed):
            self.summary.failed.append(item)
            return
        self.summary.read += 1
        self._keep(item, finish)
        done = self.summary.read
        self._progress(Progress(stage="reading", done=done, source=item.source, document=item.id))
        if self._options.link and self.summary.read % self._options.link_every == 0:
            self.link()

    def link(self) -> None:
        """Join the reports that wait into incidents, and file these."""
        before = self.summary.linked
        self.summary.linked += link_waiting(
            self._store, lambda done: self._progress(Progress(stage="linking", done=before + done))
        )
        file_cards(self._store)

    def _keep(self, document: Document, finish: Callable[[], Coding]) -> None:
        held = self._store.extractors([document.id])
        known = document.id in held
        if known and not self._is_due(document, held[document.id]):
            self.summary.unchanged += 1
            return
        coding, extractor = self._coded(document, finish)
        beside = Beside(extractor=extractor, again=self._options.again)
        if not known:
            signed = signature(document.text)
            beside = replace(beside, signature=signed, copy_of=self._copies.original_of(document.id, signed))
        self._count(coding, beside, self._store.save(coding, beside))

    def _is_due(self, document: Document, held: str | None) -> bool:
        """Whether a document of the record is to be coded anew."""
        asked = self._options
        return is_readable(document, asked.languages) and (asked.again or is_older(held, asked.extractor))

    def _coded(self, document: Document, finish: Callable[[], Coding]) -> tuple[Coding, str | None]:
        """A document's coding and who made it; none of either where it cannot be coded."""
        if not is_readable(document, self._options.languages):
            return Coding(document=document), None
        try:
            return finish(), self._options.extractor
        except RunFailed:
            raise
        except ItemFailed as trouble:
            self.summary.failed.append(
                ItemFailed(f"{trouble}; it was kept, and is tried again when added again")
            )
            return Coding(document=document), None
        except Exception as trouble:
            why = f"{type(trouble).__name__}: {trouble}"
            self.summary.failed.append(
                ItemFailed(f"{document.source}: was kept but could not be coded ({why}); please report this")
            )
            return Coding(document=document), None

    def _count(self, coding: Coding, beside: Beside, outcome: Outcome) -> None:
        summary = self.summary
        summary.added += outcome == "added"
        summary.recoded += outcome == "recoded"
        summary.unchanged += outcome == "unchanged"
        summary.copies += beside.copy_of is not None
        summary.uncoded += beside.extractor is None
        summary.words += len(coding.document.text.split())
        summary.reports += len(coding.reports)
        summary.totals += len(coding.totals)


def _nothing() -> Coding:
    raise ItemFailed("nothing was read")


def is_older(held: str | None, current: str) -> bool:
    """Whether a coding held in the record should give way: none, another extractor's, or an earlier version's."""
    if held is None:
        return True
    name, _, version = held.rpartition(" ")
    now, _, newest = current.rpartition(" ")
    return name != now or _numbers(version) < _numbers(newest)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
