"""The desk in the browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import RECORD, current_settings, unfolded

if TYPE_CHECKING:
    from corroborate.record import Record as Held
    from corroborate.settings import Settings

Record = Annotated[Path | None, RECORD]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the desk listens, and what may be done at it."""

    host: Annotated[
        str, typer.Option(help="Address to listen at; any but this machine's own lets others in.")
    ] = "127.0.0.1"
    port: Annotated[
        int, typer.Option(min=1, max=65_535, help="Port; the next free one where it is taken.")
    ] = 8765
    readonly: Annotated[bool, typer.Option("--readonly", help="Show the record; decide and add nothing.")] = (
        False
    )
    tiles: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Map tiles from this server (…/{z}/{x}/{y}.png): browsers will ask it.  [default: none]",
        ),
    ] = None
    browse: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False


@unfolded
def serve(
    door: Door,
    named: Annotated[
        Path | None, typer.Argument(metavar="[RECORD]", show_default=False, help="The same as --record.")
    ] = None,
    record: Record = None,
) -> None:
    """Open the desk: read, review and correct a record in the browser.

    It listens on this machine alone, and no request leaves it. Stop it with Ctrl-C.

    \b
    Examples:
      corroborate serve
      corroborate serve record.db --port 9000 --open
      corroborate serve record.db --readonly
    """
    settings = current_settings()
    open_desk(replace(settings, record=named or record or settings.record), door)


def open_desk(settings: Settings, door: Door) -> None:
    """Serve the record that the settings name until interrupted."""
    import corroborate
    from corroborate.web import Desk
    from corroborate.web import serve as serve_desk
    from corroborate.web.serving import free_port

    if door.readonly:
        _bring_up_to_date(settings)
    port = free_port(door.host, door.port)
    with corroborate.open(
        settings.record, readonly=door.readonly, create=False, author=settings.author, rule=settings.rule
    ) as held:
        _file_cards(held)
        desk = Desk(
            record=held,
            settings=settings,
            is_readonly=door.readonly,
            tiles=door.tiles,
            max_upload=settings.max_bytes,
        )
        serve_desk(desk, door.host, port, opened=lambda: _tell(settings.record, door, port))


def _bring_up_to_date(settings: Settings) -> None:
    """A record that is opened to read must have its cards filed before."""
    import corroborate

    with corroborate.open(settings.record, readonly=True, create=False) as held:
        is_current = held.store.cards_current()
    if not is_current:
        with corroborate.open(settings.record, create=False) as held:
            _file_cards(held)


def _file_cards(record: Held) -> None:
    if not record.store.cards_current():
        print("Filing the incidents of this record (once) …", flush=True)
        record.file_cards()


def _tell(record: Path, door: Door, port: int) -> None:
    """Say where the desk is, and who can reach it."""
    from corroborate.cli.exits import complain
    from corroborate.web.serving import is_loopback

    address = f"http://{door.host}:{port}/"
    print(f"The desk of {record} is open at {address} (Ctrl-C closes it)", flush=True)
    if not is_loopback(door.host):
        complain(
            f"{door.host}: everybody who reaches this address can read the record{'' if door.readonly else ' and change it'}, "
            "for there are no accounts; use --readonly, or put a server with accounts before it"
        )
    if door.browse:
        import webbrowser

        webbrowser.open(address)
