"""A desk in a process of its own, and a real Chromium in front of it that may ask nobody else."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import opened
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from reader import PATIENCE, Reader

import corroborate

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SANDBOXED = ["--no-sandbox", "--disable-dev-shm-usage"]
"""The tests may run as root and in a container, where Chromium's own sandbox does not start."""
expect.set_options(timeout=PATIENCE)


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
    with opened("serve", str(copy), "--port", port, said=tmp_path / "said.txt") as address:
        yield address


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
    found = Reader(context, desk)
    yield found
    context.close()
    assert found.strangers == []
    assert found.troubles == []
