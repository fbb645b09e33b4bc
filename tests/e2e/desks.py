"""A desk in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 180
"""Seconds after which a desk that has not opened never will."""


@contextmanager
def opened(*arguments: str, said: Path) -> Iterator[str]:
    """The address of a desk opened by a command, closed afterwards; `said` keeps what it says."""
    environment = {**os.environ, "CORROBORATE_AUTHOR": "Ana"}
    command = [sys.executable, "-m", "corroborate.cli", *arguments]
    with said.open("w") as file:
        server = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env=environment)
    try:
        yield _address(server, said)
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _address(server: subprocess.Popen[bytes], said: Path) -> str:
    """Where a desk says that it listens."""
    until = time.monotonic() + _LONGEST
    while time.monotonic() < until and server.poll() is None:
        if found := re.search(r"http://\S+?(?=/ )", said.read_text()):
            return found.group()
        time.sleep(0.1)
    raise AssertionError(f"the desk did not open: {said.read_text()}")
