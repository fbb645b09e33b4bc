"""The options that commands share, declared once each."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from corroborate.filters import Filters
    from corroborate.pipeline import Extractor
    from corroborate.record import Record
    from corroborate.settings import Settings


def _extractors(begun: str) -> list[str]:
    from corroborate.extractors import NAMES

    return [name for name in NAMES if name.startswith(begun)]


RECORD = typer.Option(
    "--record", "-r", envvar="CORROBORATE_RECORD", help="The record to use.  [default: corroborate.db]",
    show_default=False, metavar="FILE",
)  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Names = Annotated[
    bool,
    typer.Option(
        "--names", help="Show the names of private victims and witnesses, which are held back otherwise."
    ),
]
Extraction = Annotated[
    str | None,
    typer.Option(
        "--extractor", metavar="NAME", autocompletion=_extractors, show_default=False,
        help="What codes: grammar, tagger, llm or both.  [default: the setting extractor, or grammar]  llm sends the "
        "text, title, publisher and day of every document to the endpoint that you configured (llm_url), both "
        "only of those of which the first reader is unsure; without an endpoint nothing leaves this machine.",
    ),
]  # fmt: skip
Reason = Annotated[str, typer.Option("--reason", "-m", help="Why, in a few words; kept with the decision.")]
Author = Annotated[
    str | None,
    typer.Option(
        "--author", help="Who decides.  [default: the setting author, or $USER]", show_default=False
    ),
]


def _types(begun: str) -> list[str]:
    from corroborate.model.vocabulary import EventType

    return [name for name in typing.get_args(EventType) if name.startswith(begun)]


def _grades(begun: str) -> list[str]:
    names = ("confirmed", "corroborated", "single-source", "contested", "denied")
    return [name for name in names if name.startswith(begun)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Which record a command is about."""

    record: Annotated[Path | None, RECORD] = None
    as_json: AsJson = False

    def open(self, *, create: bool = False, readonly: bool = False, author: str | None = None) -> Record:
        """The record, open; the file's own name, or the one from the settings."""
        import corroborate

        settings = current_settings()
        return corroborate.open(
            self.record or settings.record,
            readonly=readonly,
            create=create,
            author=author or settings.author,
            rule=settings.rule,
        )

    @property
    def again(self) -> str:
        """The option that names this record in a suggested command."""
        import os

        named = self.record and str(self.record) != os.environ.get("CORROBORATE_RECORD")
        return f" -r {self.record}" if named else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which rows a listing shows."""

    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day: 2024-05-14, 2024-05 or 2024.")
    ] = None
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, included.")] = None
    place: Annotated[
        list[str] | None, typer.Option(help="A place, or any that it holds. May be repeated: any of them.")
    ] = None
    actor: Annotated[
        list[str] | None,
        typer.Option(help="An actor by name or id, with all that belongs to it. May be repeated."),
    ] = None
    type: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=_types, help="A sub-event type, such as air_drone_strike. May be repeated."
        ),
    ] = None
    grade: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=_grades,
            help="confirmed, corroborated, single-source, contested or denied. May be repeated.",
        ),
    ] = None
    text: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help='Words that the record quotes: all of them, "a phrase", begin*.'),
    ] = None
    document: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only from this document. May be repeated.")
    ] = None
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="The record as it stood at the end of that day, or at that time."),
    ] = None
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=0, help="The most rows to show.")] = None  # fmt: skip
    offset: Annotated[int | None, typer.Option(min=0, help="How many rows to leave out first.")] = None

    @property
    def filters(self) -> Filters:
        """The filters as the record takes them."""
        given: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        return typing.cast("Filters", {name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How sources are read."""

    published: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="When all of them were published, whatever they say themselves."),
    ] = None
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published all of them.")] = None
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN",
            help="In tables: which column holds text, title, published, publisher or url. May be repeated.",
        ),
    ] = None
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the pages that a feed links to.")] = False
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Allow addresses of the local network.")] = False  # fmt: skip

    def chosen(self) -> dict[str, Any]:
        """The reading options that differ from the defaults, by name. Raises BadRequest for a bad column."""
        settings = current_settings()
        return {
            "published": self.published,
            "publisher": self.publisher,
            "columns": dict(_column(each) for each in self.column or ()),
            "follow": self.follow,
            "allow_private": self.allow_private or settings.allow_private,
            "max_bytes": settings.max_bytes,
        }


def current_settings() -> Settings:
    """The settings of this run, from the user's configuration and the environment."""
    import os

    from corroborate.settings import read_settings

    return read_settings(os.environ)


@contextmanager
def chosen_extractor(name: str | None) -> Iterator[Extractor]:
    """What codes documents, by its name or the setting; at the end it is closed, and its account told."""
    from corroborate.cli.exits import complain
    from corroborate.extractors import choose

    settings = current_settings()
    extractor = choose(name or settings.extractor, settings)
    try:
        yield extractor
    finally:
        extractor.close()
        for line in extractor.account():
            complain(line)


def _column(said: str) -> tuple[str, str]:
    from corroborate.errors import BadRequest

    field, equals, column = said.partition("=")
    if not equals or not column:
        raise BadRequest(f"--column {said!r}: write FIELD=COLUMN, for example --column text=body")
    return field, column


def unfolded(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose dataclass parameters are spread into one option for each of their fields."""
    hints = typing.get_type_hints(command, include_extras=True)
    flat: list[inspect.Parameter] = []
    groups: dict[str, Any] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        if is_dataclass(hints[name]):
            groups[name] = hints[name]
            flat += _parameters_of(hints[name])
        else:
            flat.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))

    def door(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{each.name: given.pop(each.name) for each in fields(group)})
        command(**given)

    functools.update_wrapper(door, command)
    del door.__wrapped__  # type: ignore[attr-defined]
    door.__signature__ = inspect.Signature(flat)  # type: ignore[attr-defined]
    door.__annotations__ = {each.name: each.annotation for each in flat}
    return door


@functools.cache
def _parameters_of(group: Any) -> list[inspect.Parameter]:
    hints = typing.get_type_hints(group, include_extras=True)
    kind = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(each.name, kind, default=each.default, annotation=hints[each.name])
        for each in fields(group)
    ]
