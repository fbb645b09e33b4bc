"""Exports: tables of a record into files, and beside them what they hold and what they leave out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corroborate.errors import BadRequest, UnwritableRecord
from corroborate.publishing import (
    FORMS,
    OF_SEVERAL,
    WHOLE,
    checked_form,
    checked_kind,
    checked_pair,
    form_of,
    write_tables,
    write_whole,
)
from corroborate.publishing.packages import Written, dictionary, package
from corroborate.table import Table
from corroborate.tabling import Asked, Held, rows

if TYPE_CHECKING:
    from corroborate.publishing.coarsening import Coarsening


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How an export is written.

    `form` stands above the file's name. `hxl` puts a row of HXL hashtags below the header of CSV. `licence` is
    named in the data package (an SPDX id or an address). `is_bare` leaves out the data package.
    `estimates` puts ACLED's numbers for "several" and "dozens" into its shape where no source gives a figure.
    """

    form: str | None = None
    hxl: bool = False
    licence: str | None = None
    is_bare: bool = False
    estimates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: where, of which kinds and form, how many rows of each, by which rule for best figures.

    `withheld` says in words what was left out. `package` is the data package beside it, where one was written.
    """

    path: Path
    kind: str
    form: str
    rows: int
    rule: str
    tables: Mapping[str, int]
    withheld: tuple[str, ...] = ()
    package: Path | None = None


_NO_TEXTS = "the texts of the documents are left out, apart from what is quoted"


def export(record: Held, to: Path, kinds: Sequence[str], asked: Asked, options: ExportOptions) -> Exported:
    """Write tables to the file or folder `to`. Raises BadRequest for what does not go together."""
    is_folder = to.is_dir() or (not to.suffix and len(kinds) > 1) or str(to).endswith("/")
    form = _form(to, kinds, options, is_folder)
    for kind in kinds:
        checked_pair(kind, form)
    head = head_of(asked, options)
    asked = replace(asked, form=form, estimates=options.estimates)
    if is_folder:
        files = _write_folder(record, to, kinds, (asked, form, head))
    else:
        tables = {kind: rows(record, kind, asked) for kind in kinds}
        files = [Written(path=to, form=form, rows=write_tables(to, form, tables, head))]
    told = {**head, "withheld": [*withheld(asked), _NO_TEXTS]}
    beside = None if options.is_bare else _write_package(to, files, told, is_folder)
    counted = {kind: count for each in files for kind, count in each.rows.items()}
    return Exported(
        path=to,
        kind=", ".join(kinds),
        form=form,
        rows=sum(counted.values()),
        rule=str(asked.rule),
        tables=counted,
        withheld=tuple(told["withheld"]),
        package=beside,
    )


def head_of(asked: Asked, options: ExportOptions) -> dict[str, Any]:
    """What an export goes by: version, rule, day, filters, licence, and when it was made (UTC)."""
    filters = {name: _plain(value) for name, value in asked.filters.items() if value is not None}
    as_of = filters.pop("as_of", None)
    return {
        "version": version("corroborate"),
        "rule": asked.rule,
        "as_of": as_of,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "filters": filters,
        "licence": options.licence,
        "hxl": options.hxl,
        "estimates": options.estimates,
        "withholds": _withholds(asked),
    }


def _withholds(asked: Asked) -> list[str]:
    """What is held back by choice, in a word each; `withheld` says later how much it was."""
    found = [] if asked.include_names else ["names of private people"]
    found += ["places finer than a district"] if asked.coarsening is not None else []
    found += [f"coordinates beyond {asked.decimals} decimals"] if asked.decimals is not None else []
    return [*found, "texts of documents"]


def withheld(asked: Asked) -> list[str]:
    """What an export leaves out, in words; to be asked for when its rows have been made."""
    told = []
    if asked.withheld:
        told.append(
            f"names of private people ({len(asked.withheld):,} victims, witnesses and suspects without office) "
            "are replaced by “[name held back]” or a role"
        )
    if (moving := asked.coarsening) is not None:
        told.append(
            f"places finer than a district are moved to it ({moving.moved:,} times), and lose their coordinates "
            f"where it is not known ({moving.dropped:,} times); quotations have “[place withheld]” for their names"
        )
    if asked.decimals is not None:
        told.append(f"coordinates are rounded to {asked.decimals} decimals of a degree")
    told += [f"{count:,} {what}" for what, count in asked.left_out.items()]
    return told


def coarsening(is_wanted: bool) -> Coarsening | None:
    """What moves places to their district, where that is wanted."""
    if not is_wanted:
        return None
    from corroborate.publishing.coarsening import Coarsening

    return Coarsening()


def kinds_of(kind: str | Sequence[str]) -> tuple[str, ...]:
    """The kinds of tables that are meant; "all" means those that hold all of a record."""
    named = (kind,) if isinstance(kind, str) else tuple(kind)
    found = [each for name in named for each in (WHOLE if name == "all" else (checked_kind(name),))]
    if not found:
        raise BadRequest("export: name a table, or all")
    return tuple(dict.fromkeys(found))


def lines_of(table: Table, form: str, *, hxl: bool = False) -> Iterable[str]:
    """A table as the text of an export, piece by piece. Raises BadRequest for a form that is no text."""
    if checked_form(form) not in FORMS:
        raise BadRequest(f"{form}: is no text and needs a file; name one")
    checked_pair(table.kind, form)
    head = {"kind": table.kind, "rule": table.rule, "version": version("corroborate"), "hxl": hxl}
    return FORMS[form](table, table.kind, head)


def _form(to: Path, kinds: Sequence[str], options: ExportOptions, is_folder: bool) -> str:
    if options.form:
        return checked_form(options.form)
    if is_folder:
        return "csv"
    return "jsonl" if tuple(kinds) == ("ftm",) and to.suffix in (".json", ".ftm") else form_of(to)


def _write_folder(
    record: Held, to: Path, kinds: Sequence[str], how: tuple[Asked, str, Mapping[str, Any]]
) -> list[Written]:
    asked, form, head = how
    together = [tuple(kinds)] if form in OF_SEVERAL else [(kind,) for kind in kinds]
    with _folder(to) as beside:
        files = []
        for named in together:
            name = f"{'record' if form in OF_SEVERAL else named[0]}.{form}"
            tables = {kind: rows(record, kind, asked) for kind in named}
            written = write_tables(beside / name, form, tables, head)
            files.append(Written(path=to / name, form=form, rows=written))
    return files


@contextmanager
def _folder(to: Path) -> Iterator[Path]:
    """A folder to write in: its files are moved to `to` once all are complete; until then the old ones stay."""
    is_new = not to.exists()
    try:
        to.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=to, prefix=".part-") as name:
            yield Path(name)
            for path in Path(name).iterdir():
                path.replace(to / path.name)
    except BaseException as trouble:
        if is_new and to.is_dir() and not any(to.iterdir()):
            to.rmdir()
        if isinstance(trouble, OSError):
            why = trouble.strerror or trouble
            raise UnwritableRecord(f"{to}: cannot be written: {why}; choose another place") from trouble
        raise


def _write_package(to: Path, files: Sequence[Written], head: Mapping[str, Any], is_folder: bool) -> Path:
    beside = to / "datapackage.json" if is_folder else to.with_name(f"{to.name}.datapackage.json")
    made = package(files, head, to.name if is_folder else to.stem)
    write_whole(beside, [json.dumps(made, ensure_ascii=False, indent=2), "\n"])
    if is_folder:
        kinds = [kind for each in files for kind in each.rows]
        write_whole(to / "data-dictionary.md", [dictionary(kinds, head)])
    return beside


def _plain(value: Any) -> Any:
    return (
        value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
    )
