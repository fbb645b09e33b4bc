"""A desk that listens: on this machine alone unless told otherwise."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_address
from threading import Thread

from fastapi import FastAPI

from corroborate.errors import RunFailed
from corroborate.web.app import make_app
from corroborate.web.desk import Desk

TRIES = 20
FIRST_PAGES = ("/", "/incidents", "/about", "/review", "/totals", "/actors", "/places", "/documents")


def is_loopback(host: str) -> bool:
    """Is this a name or address that only this machine reaches?"""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def free_port(host: str, first: int) -> int:
    """The first port from `first` on at which nobody listens. Raises RunFailed where 20 in a row are taken."""
    for port in range(first, first + TRIES):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host.strip("[]"), port))
            except OSError:
                continue
            return port
    raise RunFailed(
        f"{host}:{first}: this port and the {TRIES - 1} after it are taken; give another with --port"
    )


def serve(desk: Desk, host: str, port: int, opened: Callable[[], None] = lambda: None) -> None:
    """Serve until interrupted; `opened` is called when the desk answers. One that others can reach answers to any name."""
    import uvicorn

    known = (*desk.hosts, host) if is_loopback(host) else ("*",)
    app = make_app(replace(desk, hosts=known))

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            Thread(target=_warm, args=(app,), daemon=True).start()
            opened()

    Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
    ).run()


def _warm(app: FastAPI) -> None:
    """Ask for some pages before a reader does: templates, registry and gazetteer are read then."""
    import asyncio

    import httpx

    async def ask() -> None:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost", timeout=None
        ) as client:
            for page in FIRST_PAGES:
                await client.get(page)

    asyncio.run(ask())
    # What was read of a large record stays: walking through all of it for garbage would halt every reader.
    gc.collect()
    gc.freeze()
