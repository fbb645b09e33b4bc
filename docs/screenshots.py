"""Takes a picture of every page of the desk, light and dark, wide and narrow, into docs/screenshots/.

    python docs/screenshots.py [--record .demo/corroborate.db] [--only incidents …]

Needs Chromium on the path.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

import corroborate
from corroborate.web import Desk, make_app
from corroborate.web.serving import free_port

TO = Path(__file__).parent / "screenshots"
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
THEMES = ("light", "dark")
HOST = "127.0.0.1"
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]


def pages_of(record: corroborate.Record) -> dict[str, str]:
    """The address of every page, by the name of its picture; of things the most telling one."""
    disputed = record.cards(only="contested", order="-killed", limit=50).cards
    contested = max(disputed, key=lambda card: (card.documents, card.sources))
    shown = record.show(contested.id)
    document = shown.view.incident.sources[0].id
    parties = [who for card in disputed for who in card.perpetrators]
    actor = next((who.actor for who in parties if who.actor), "")
    unknown = next((who.name for who in parties if not who.actor), "")
    proposals = record.proposals()
    found = {
        "overview": "/",
        "incidents": "/incidents",
        "incidents-filtered": f"/incidents?place={contested.country}&order=-killed",
        "incidents-none": "/incidents?place=nowhere",
        "incident": f"/incidents/{contested.id}",
        "documents": "/documents",
        "document": f"/documents/{document}",
        "review": "/review",
        "review-incident": f"/review/incidents/{contested.id}",
        "decisions": "/decisions",
        "totals": "/totals",
        "actors": "/actors",
        "actor": f"/actors/{actor}",
        "actor-unknown": f"/actors/name:{unknown.lower()}",
        "places": "/places",
        "place": f"/places/{contested.country}",
        "search": "/search?q=killed",
        "search-none": "/search?q=nothingofthekind",
        "add": "/add",
        "extract": "/extract",
        "about": "/about",
        "api": "/api",
        "not-found": "/nowhere",
    }
    if totals := record.totals(place=(contested.country,)) or record.totals():
        found["total"] = f"/totals/{totals[0]['id']}"
    if proposals:
        found["review-join"] = f"/review/incidents/{proposals[0].left}/join?other={proposals[0].right}"
        found["review-pair"] = f"/review/pairs/{proposals[0].left}/{proposals[0].right}"
    return found


def take(browser: Browser, address: str, pages: dict[str, str]) -> None:
    """Pictures of all pages in every size and theme."""
    for size, (width, height) in SIZES.items():
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
            )
            seen = context.new_page()
            for name, path in pages.items():
                seen.goto(address + path, wait_until="networkidle")
                seen.wait_for_timeout(300)
                seen.screenshot(path=TO / f"{name}-{size}-{theme}.jpg", type="jpeg", quality=62)
            context.close()
            print(f"{len(pages)} pages, {size}, {theme}", flush=True)


def main() -> None:
    """Serve a copy of the record, and take the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of the desk.")
    parser.add_argument("--record", type=Path, default=Path(".demo/corroborate.db"))
    parser.add_argument("--only", nargs="+", help="names of pages")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or not options.record.is_file():
        sys.exit(f"needs Chromium on the path and a record at {options.record} (make demo)")
    TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(options.record, Path(folder) / "example record.db")
        with corroborate.open(copy, author="Ana") as record:
            record.file_cards()
            pages = pages_of(record)
            chosen = {name: path for name, path in pages.items() if not options.only or name in options.only}
            port = free_port(HOST, 8970)
            server = uvicorn.Server(
                uvicorn.Config(make_app(Desk(record=record)), host=HOST, port=port, log_level="error")
            )
            threading.Thread(target=server.run, daemon=True).start()
            while not server.started:
                time.sleep(0.05)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                take(browser, f"http://{HOST}:{port}", chosen)
                browser.close()
            server.should_exit = True


if __name__ == "__main__":
    main()
