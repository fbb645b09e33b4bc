"""A record as a site of plain files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import Here, unfolded

if TYPE_CHECKING:
    from corroborate.web.site import Published


_TOLD = 10
"""Pages after which progress is drawn anew."""


@unfolded
def publish(
    here: Here,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to: a new folder, or one that holds such a site.")
    ],
    names: Annotated[
        bool,
        typer.Option(
            "--with-names", "--names",
            help="Show the names of private victims, witnesses and suspects, which are held back otherwise.",
        ),
    ] = False,
    coarsen: Annotated[
        bool, typer.Option("--coarsen", help="Move places finer than a district to it, in quotes as well.")
    ] = False,
) -> None:  # fmt: skip
    """Write the reading pages of the desk, with map, timeline and search, as plain files that any host serves.

    The site needs no server of ours and asks no other machine. Texts of documents are left out, apart from what is
    quoted, and names of private people unless --with-names is given. Each file is written whole; published again, only
    what changed is written, and what was interrupted goes on where it was.

    \b
    Examples:
      corroborate publish site/
      corroborate publish site/ -r daily.db --coarsen
    """
    from rich.console import Console
    from rich.progress import Progress

    from corroborate.web.site import SiteOptions
    from corroborate.web.site import publish as publish_site

    options = SiteOptions(include_names=names, coarsen=coarsen)
    # Drawn when there is news and not by a thread: a second process writes half of the pages.
    bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
    with here.open() as record, bar as shown:
        task = shown.add_task("Writing pages", total=None)

        def tell(count: int, total: int) -> None:
            shown.update(task, completed=count, total=total, refresh=count == total or count % _TOLD == 0)

        done = publish_site(record, folder, options, tell)
    _tell(done, here)


def _tell(done: Published, here: Here) -> None:
    if here.as_json:
        from dataclasses import asdict

        from corroborate.cli.paper import print_json

        print_json({**asdict(done), "folder": str(done.folder)})
        return
    print(
        f"{done.folder}: {done.pages:,} pages, {done.incidents:,} incidents, {done.written:,} files written; open {done.folder}/index.html"
    )
    for line in done.withheld:
        print(f"  Withheld: {line}.")
