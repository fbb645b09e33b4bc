"""A desk that listens: on this machine alone unless told otherwise."""

from __future__ import annotations

import socket
from dataclasses import replace
from ipaddress import ip_address

from corroborate.errors import RunFailed
from corroborate.web.app import make_app
from corroborate.web.desk import Desk

TRIES = 20


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


def serve(desk: Desk, host: str, port: int) -> None:
    """Serve until interrupted. A desk that others can reach answers to any name."""
    import uvicorn

    known = (*desk.hosts, host) if is_loopback(host) else ("*",)
    app = make_app(replace(desk, hosts=known))
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
