"""A desk in a process of its own, and a real Chromium in front of it that may ask nobody else."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from reader import Reader

import corroborate

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SANDBOXED = ["--no-sandbox", "--disable-dev-shm-usage"]
"""The tests may run as root and in a container, where Chromium's own sandbox does not start."""


@pytest.fixture(scope="session")
def made_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of every third example story, made once."""
    path = tmp_path_factory.mktemp("desk") / "record.db"
    with corroborate.open(path) as record:
        record.add(*sorted(ARTICLES.iterdir())[::3])
    return path


@pytest.fixture
def desk(made_record: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a desk on a copy of the record, which the test may change."""
    copy = shutil.copy(made_record, tmp_path / "record.db")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "corroborate.cli", "serve", str(copy), "--port", port]
    environment = {**os.environ, "CORROBORATE_AUTHOR": "Ana"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+?(?=/ )", server.stdout.readline())
            assert found, "the desk did not say where it listens"
            yield found.group()
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the system's Chromium. Without one these tests are skipped, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here; install it with `apt-get install chromium`")
        pytest.skip("no Chromium on the path: install one to run the tests in a browser")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser as most people have one."""
    started = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*SANDBOXED, "--enable-unsafe-swiftshader"]
    )
    yield started
    started.close()


@pytest.fixture
def old_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser without WebGL."""
    flags = [*SANDBOXED, "--disable-gpu", "--disable-webgl", "--disable-3d-apis"]
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield started
    started.close()


@pytest.fixture
def reader(browser: Browser, desk: str) -> Iterator[Reader]:
    """Someone at the desk; at the end nothing may have been asked of another machine, and no script have failed."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(15_000)
    found = Reader(context, desk)
    yield found
    context.close()
    assert found.strangers == []
    assert found.troubles == []
