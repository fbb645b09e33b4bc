"""Adding as it goes on behind the desk: one job after another, each with its progress and what came of it."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from queue import Queue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Literal

from corroborate.errors import CorroborateError
from corroborate.reading import ReadingOptions, Stream
from corroborate.store.rows import stamp
from corroborate.store.transactions import utc_now
from corroborate.web.desk import Desk
from corroborate.web.problems import Problem

if TYPE_CHECKING:
    from corroborate.pipeline import AddOptions, AddSummary, Progress

State = Literal["waiting", "reading", "linking", "done", "cancelled", "failed"]
ENDED: tuple[State, ...] = ("done", "cancelled", "failed")

_MOST_KEPT = 100
_MOST_WAITING = 20
_MOST_UNPACKED = 1_000_000_000
_LONGEST_NAME = 200


@dataclass(slots=True, kw_only=True)
class Job:
    """One run of adding: what was given, how far it came, and what came of it.

    `begun` is when it was asked for, as the record writes times. `documents` are the ids of what was read, in
    order. `summary` is there once it has ended, unless it `failed`
    as a whole: then `trouble` says why.
    """

    id: str
    sources: Sequence[str]
    begun: str
    state: State = "waiting"
    done: int = 0
    newest: str = ""
    documents: list[str] = field(default_factory=list)
    summary: AddSummary | None = None
    trouble: str = ""
    cancelled: Event = field(default_factory=Event)

    @property
    def has_ended(self) -> bool:
        """Will nothing more happen?"""
        return self.state in ENDED

    @property
    def message(self) -> str:
        """How it stands, in a line."""
        if self.state == "waiting":
            return "Waits for its turn."
        if self.state == "reading":
            return f"{self.done:,} read; the newest: {self.newest}" if self.newest else "Begins to read."
        if self.state == "linking":
            return f"{len(self.documents):,} read; brings reports of the same incidents together."
        return {"done": "Done.", "cancelled": "Stopped; what was read until then is kept."}.get(
            self.state, self.trouble
        )


class Jobs:
    """The jobs of a desk. One thread works on them in turn; the newest are remembered until the desk closes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held: OrderedDict[str, Job] = OrderedDict()
        self._waiting: Queue[tuple[Job, Sequence[str | Stream], ReadingOptions]] = Queue()
        self._door = Lock()
        self._worker: Thread | None = None

    def start(self, sources: Sequence[str | Stream], reading: ReadingOptions) -> Job:
        """Set out to add sources; raises Problem where very many jobs wait already."""
        names = [each.source if isinstance(each, Stream) else each for each in sources]
        job = Job(id=secrets.token_hex(8), sources=tuple(names), begun=stamp(utc_now()))
        with self._door:
            if self._waiting.qsize() >= _MOST_WAITING:
                raise Problem(503, "Too much at once", "many jobs wait already; try again when some are done")
            self._held[job.id] = job
            self._forget_oldest()
            self._waiting.put((job, sources, reading))
            if self._worker is None:
                self._worker = Thread(target=self._work, name="adding", daemon=True)
                self._worker.start()
        return job

    def get(self, name: str) -> Job:
        """The job of an id; raises Problem where the desk knows none."""
        job = self._held.get(name)
        if job is None:
            raise Problem(
                404, "No such job", "jobs are remembered until the desk closes; what they added is kept"
            )
        return job

    def newest(self, most: int) -> list[Job]:
        """The last jobs, the newest first."""
        return list(reversed(self._held.values()))[:most]

    def _forget_oldest(self) -> None:
        ended = [job.id for job in self._held.values() if job.has_ended]
        for name in ended[: max(0, len(self._held) - _MOST_KEPT)]:
            del self._held[name]

    def _work(self) -> None:
        while True:
            job, sources, reading = self._waiting.get()
            try:
                self._run(job, sources, reading)
            except CorroborateError as trouble:
                job.trouble, job.state = str(trouble), "failed"
            except Exception as trouble:
                job.trouble = f"an error of the desk ({type(trouble).__name__}: {trouble}); please report it"
                job.state = "failed"

    def _run(self, job: Job, sources: Sequence[str | Stream], reading: ReadingOptions) -> None:
        from corroborate.extractors import choose
        from corroborate.pipeline import AddOptions, add, file_cards, link_waiting

        settings, store = self._desk.settings, self._desk.record.store
        extractor = choose(settings.extractor, settings)
        try:
            options: AddOptions = AddOptions(reading=reading).by(extractor)
            summary = add(store, sources, options, lambda progress: _note(job, progress))
        finally:
            extractor.close()
        if summary.interrupted:
            link_waiting(store)
            file_cards(store)
        job.summary = summary
        job.state = "cancelled" if summary.interrupted else "done"


def _note(job: Job, progress: Progress) -> None:
    """Take down how far a job came; KeyboardInterrupt, as adding knows it, ends one that was cancelled."""
    job.state = progress.stage
    if progress.stage == "reading":
        job.done, job.newest = progress.done, progress.source
        job.documents.append(progress.document)
    if job.cancelled.is_set():
        raise KeyboardInterrupt


def reading_of(
    desk: Desk, *, publisher: str = "", published: str = "", follow: bool = False
) -> ReadingOptions:
    """How the desk reads what it is given. Raises BadRequest for a day that is none."""
    return ReadingOptions(
        publisher=publisher.strip() or None,
        published=published.strip() or None,
        follow=follow,
        allow_private=desk.settings.allow_private,
        max_bytes=desk.settings.max_bytes,
        max_archive_bytes=_MOST_UNPACKED,
    )


def stream_of(name: str | None, content: bytes, media_type: str | None = None) -> Stream:
    """What somebody sent, under its bare name: only to call it something, for nothing is written to disk."""
    from io import BytesIO

    bare = PurePosixPath((name or "").replace("\\", "/")).name
    plain = "".join(letter for letter in bare if letter.isprintable())[:_LONGEST_NAME]
    return Stream(source=plain or "upload", file=BytesIO(content), media_type=media_type)


def address_of(url: str) -> str:
    """An address that may be fetched; raises Problem for what is none, so that no path is ever opened."""
    from urllib.parse import urlsplit

    plain = url.strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or not plain.isprintable():
        raise Problem(
            400, "No address", f"{plain[:100]!r} is no address of the web; it begins with https:// or http://"
        )
    return plain
