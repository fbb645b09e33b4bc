"""How far a long run has come, on standard error, where a person looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corroborate.pipeline import Progress


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """A line that tells how many documents are read and linked; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False, markup=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading …", total=None)
        yield lambda progress: bar.update(task, description=_words(progress))


def _words(progress: Progress) -> str:
    from corroborate.words import harmless

    if progress.stage == "linking":
        return f"linked {progress.done:,} reports"
    source = harmless(progress.source)
    return f"read {progress.done:,} documents · {source if len(source) <= 50 else '…' + source[-49:]}"
