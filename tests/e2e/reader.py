"""Someone at the desk."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page


class Reader:
    """Someone at the desk: a page, and every address outside of it that it asked for."""

    def __init__(self, context: BrowserContext, desk: str) -> None:
        self.desk = desk
        self.strangers: list[str] = []
        self.troubles: list[str] = []
        context.on("request", lambda request: self._noted(request.url))
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on(
            "console", lambda said: self.troubles.append(said.text) if said.type == "error" else None
        )

    def _noted(self, url: str) -> None:
        if not url.startswith((self.desk, "data:", "blob:")):
            self.strangers.append(url)

    def open(self, path: str) -> Page:
        """Go to a page of the desk."""
        self.page.goto(self.desk + path)
        return self.page
