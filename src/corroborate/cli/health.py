"""Is everything in its place: the installation, and a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import typer

from corroborate.cli.options import Here, current_settings, unfolded

NEEDED = ("alembic", "duckdb", "feedparser", "httpx", "lxml", "numpy", "py3langid", "PyYAML", "rich", "splink", "sqlalchemy", "trafilatura", "typer", "warcio")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing checked: whether it is as it should be, and what was found."""

    what: str
    good: bool
    told: str


@unfolded
def check(here: Here) -> None:
    """Check the installation, and the record if there is one; the exit code is 1 where something is wrong.

    \b
    Examples:
      corroborate check
      corroborate check -r daily.db --json
    """
    from corroborate.cli.paper import Paper, print_json

    found = [*_installation(), *_record(here)]
    if here.as_json:
        print_json([asdict(each) for each in found])
    else:
        paper = Paper()
        paper.table(
            ("", "what", "found"),
            [
                (("ok", "green") if each.good else ("WRONG", "bold red"), each.what, each.told)
                for each in found
            ],
            keep=("", "what"),
        )
    if not all(each.good for each in found):
        raise typer.Exit(1)


def _installation() -> Iterator[Finding]:
    import platform

    from corroborate import __version__

    yield Finding(
        "corroborate", True, f"{__version__} on Python {platform.python_version()}, {platform.system()}"
    )
    yield _packages()
    yield _gazetteer()
    yield _registry()
    yield _extraction()


def _packages() -> Finding:
    from importlib.metadata import PackageNotFoundError, version

    found, missing = [], []
    for name in NEEDED:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return Finding("packages", False, f"missing: {', '.join(missing)}; install corroborate again")
    return Finding("packages", True, ", ".join(found))


def _gazetteer() -> Finding:
    from corroborate.errors import CorroborateError
    from corroborate.places import open_gazetteer

    try:
        kabul = open_gazetteer().lookup("Kabul")
    except CorroborateError as trouble:
        return Finding("gazetteer", False, str(trouble))
    if not kabul:
        return Finding("gazetteer", False, "it does not know Kabul; build it again")
    return Finding("gazetteer", True, "opens and knows its places")


def _registry() -> Finding:
    from corroborate.actors import load_registry
    from corroborate.errors import CorroborateError

    try:
        registry = load_registry(current_settings().registry)
    except CorroborateError as trouble:
        return Finding("actors", False, str(trouble))
    return Finding("actors", True, f"{len(registry):,} parties in the registry")


def _extraction() -> Finding:
    """The whole way on one sentence, without a record."""
    import corroborate

    try:
        told = corroborate.extract(
            "Two soldiers were killed in Kabul on Monday, police said.", published="2025-06-05"
        )
    except Exception as trouble:
        return Finding("extraction", False, f"{type(trouble).__name__}: {trouble}")
    if not told.reports:
        return Finding("extraction", False, "it does not find the incident of its test sentence")
    return Finding("extraction", True, "codes its test sentence")


def _record(here: Here) -> Iterator[Finding]:
    from corroborate.errors import CorroborateError

    path = here.record or current_settings().record
    if not path.exists() and here.record is None:
        yield Finding("record", True, f"none at {path} yet; make one with `corroborate add`")
        return
    try:
        with here.open(readonly=True) as record:
            health = record.check()
    except CorroborateError as trouble:
        yield Finding("record", False, str(trouble))
        return
    sizes = ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in health.sizes.items() if count)
    yield Finding("record", True, f"{path}: {sizes or 'empty'}")
    yield Finding("file", not health.damage, "; ".join(health.damage) or "sound")
    waiting = f"{health.waiting:,} reports wait to be linked; `corroborate add{here.again}` with no new file links them"
    yield Finding("linkage", True, waiting if health.waiting else "every report is linked")
    told = "; ".join(conflict.reason for conflict in health.conflicts)
    yield Finding("decisions", not health.conflicts, told or "none contradict each other")
    if health.loose:
        ids = ", ".join(decision.id[:8] for decision in health.loose)
        yield Finding("loose decisions", True, f"about what no document tells any more: {ids}")
