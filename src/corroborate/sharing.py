"""Long work shared with a second process, where that is safe: on Linux, in a program of one thread."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any

_AT_ONCE = 500


def can_share() -> bool:
    """Whether a second process can be forked off, and would have a core of its own."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


@contextmanager
def made_beside(make: Callable[[], Iterator[Any]]) -> Iterator[Iterator[Any]]:
    """What `make` gives, made by a second process while the first does something else, and read afterwards.

    Raises what was raised there. The second process ends where the block is left early.
    """
    with tempfile.TemporaryFile() as file:
        child = os.fork()
        if child == 0:
            _make(make, file)
        waiting = [child]
        try:
            yield _read(file, waiting)
        finally:
            for each in waiting:
                os.kill(each, 9)
                os.waitpid(each, 0)


def _make(make: Callable[[], Iterator[Any]], file: IO[bytes]) -> None:
    """The second process: it writes what it makes, or what went wrong, and ends without ending the first's affairs."""
    try:
        made = make()
        while part := list(islice(made, _AT_ONCE)):
            pickle.dump(part, file, pickle.HIGHEST_PROTOCOL)
        pickle.dump(None, file)
    except BaseException as trouble:
        pickle.dump(trouble, file)
    finally:
        file.flush()
        os._exit(0)


def _read(file: IO[bytes], waiting: list[int]) -> Iterator[Any]:
    os.waitpid(waiting.pop(), 0)
    file.seek(0)
    while (part := pickle.load(file)) is not None:
        if isinstance(part, BaseException):
            raise part
        yield from part
