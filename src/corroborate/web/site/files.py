"""The incidents of a site as files for programs: all of them, and those of each month, as exports have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corroborate.exports import ExportOptions, coarsening, head_of
from corroborate.publishing import FORMS
from corroborate.record import Record
from corroborate.tabling import Asked, rows
from corroborate.web.downloads import as_array
from corroborate.web.site.staging import Stage

KINDS = ("json", "csv", "geojson")


def write_files(record: Record, stage: Stage, options: Mapping[str, bool], months: Iterable[str]) -> None:
    """Write the files of all incidents and of each month. `options` are include_names and coarsen."""
    moved = coarsening(options["coarsen"])
    for month in (None, *months):
        name = f"incidents/month/{month}" if month else "incidents/all"
        if all(stage.holds(f"{name}.{kind}") for kind in KINDS):
            continue
        asked = Asked(
            filters={"since": month, "until": month} if month else {},
            rule=record.rule,
            include_names=options["include_names"],
            coarsening=moved,
        )
        head = {**head_of(asked, ExportOptions()), "made_at": None}
        told: Iterable[dict[str, Any]] | None = list(rows(record, "incidents", asked)) if month else None
        for kind in KINDS:
            made = rows(record, "incidents", asked) if told is None else told
            lines = as_array(made) if kind == "json" else FORMS[kind](made, "incidents", head)
            with (
                stage.writing(f"{name}.{kind}") as path,
                path.open("w", encoding="utf-8", newline="") as file,
            ):
                file.writelines(lines)
