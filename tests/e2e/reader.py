"""Someone at the desk."""

from __future__ import annotations

import os

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

PATIENCE = 60_000
"""Milliseconds that a browser is waited for at each step: longer than any machine needs that is not stuck."""
SLOWED = float(os.environ.get("CORROBORATE_E2E_SLOWED", "1"))
"""How many times slower than it is the browser shall think this machine: a test must not mind."""
_READY = """() => document.documentElement.dataset.keys !== undefined
    && !document.querySelector('[data-island]:not([data-ready], [data-island="place-picker"])')"""
"""All scripts of a page have done their first work; the map of a picker waits until it comes into view."""


class Reader:
    """Someone at the desk: a page, every address outside of it that it asked for, and what went wrong.

    `meant` are statuses that the test provokes, of which the browser's console complains.
    """

    def __init__(self, context: BrowserContext, desk: str) -> None:
        self.desk = desk
        self.strangers: list[str] = []
        self.troubles: list[str] = []
        self.meant: tuple[str, ...] = ()
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self._noted(request.url))
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._heard)
        slow_down(self.page)

    def _noted(self, url: str) -> None:
        if not url.startswith((self.desk, "data:", "blob:")):
            self.strangers.append(url)

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error" and not any(f"status of {each}" in said.text for each in self.meant):
            self.troubles.append(said.text)

    def open(self, path: str) -> Page:
        """Go to a page of the desk, and wait until its scripts have done their first work."""
        self.page.goto(self.desk + path)
        self.page.wait_for_function(_READY)
        return self.page


def slow_down(page: Page) -> None:
    """Let a page's processor be as much slower as is asked for."""
    if SLOWED > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
