"""What lies beside an export: a Frictionless data package and, in a folder, the data dictionary to read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corroborate.publishing.columns import COLUMNS
from corroborate.publishing.hxl import hashtags

Json = dict[str, Any]

PROFILE = "tabular-data-package"
_TYPES = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "time": {"type": "datetime", "format": "any"},
    "list": {"type": "string"},
    "object": {"type": "object"},
}
_MIXED: Mapping[tuple[str, str], Json] = {
    ("incidents", "figures"): {"type": "array"},
    ("claims", "attribution"): {"type": "array"},
    ("totals", "coded"): {"type": "array"},
    ("claims", "value"): {"type": "string"},
    ("decisions", "value"): {"type": "string"},
}
"""Columns of JSON that hold lists, or plain words beside objects."""
_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ABOUT = {
    "incidents": "incidents, a row each: what the reports of one incident come to",
    "reports": "reports, a row each: what one document tells of one incident",
    "claims": "claims, a row each: one attributed assertion about an incident",
    "totals": "quoted sums, never added to incidents",
    "stances": "who accuses, denies, condemns, demands … toward whom",
    "decisions": "what people decided, with author, time and reason",
    "documents": "what was read, without the texts",
    "acled": "incidents in the columns of ACLED; codes are this record's, not ACLED's",
    "acled-monadic": "the sides of incidents, a row each, in the columns of ACLED; codes are this record's, not ACLED's",
    "ged": "lethal incidents in the columns of UCDP GED; numbers of conflicts and sides are not UCDP's",
    "plover": "who does or says what toward whom, after PLOVER",
    "ftm": "entities of FollowTheMoney",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file of an export and the tables in it, each with how many rows."""

    path: Path
    form: str
    rows: Mapping[str, int]


def package(files: Sequence[Written], head: Mapping[str, Any], name: str) -> Json:
    """The data package (Frictionless Data Package 1.0) of some files.

    `head` holds what this project adds under `corroborate`: version, rule, as_of, filters, withheld. The
    licence is named where the exporter gave one.
    """
    licence = head.get("licence")
    made: Json = {
        "profile": PROFILE if all(each.form == "csv" for each in files) else "data-package",
        "name": _slug(name),
        "title": "Incidents of armed conflict, with who says so",
        "created": head["made_at"],
        "licenses": [_licence(licence)] if licence else [],
        "corroborate": {key: value for key, value in head.items() if key not in ("made_at",)},
        "resources": [resource for each in files for resource in _resources(each, bool(head.get("hxl")))],
    }
    return made if licence else {key: value for key, value in made.items() if key != "licenses"}


def dictionary(kinds: Sequence[str], head: Mapping[str, Any]) -> str:
    """The data dictionary of some tables as Markdown, with what the export goes by."""
    parts = ["# Data dictionary", "\n".join(f"- {name}: {_shown(value)}" for name, value in head.items())]
    for kind in kinds:
        rows = [f"| `{each.name}` | {each.type} | {each.description} |" for each in COLUMNS[kind]]
        table = "\n".join(["| column | type | what it holds |", "|---|---|---|", *rows])
        parts.append(f"## {kind}\n\n{_ABOUT[kind].capitalize()}.\n\n{table}")
    return "\n\n".join(parts) + "\n"


def fields_of(kind: str, *, hxl: bool = False) -> list[Json]:
    """The columns of a table as Frictionless fields."""
    tags = hashtags(kind)
    return [
        {
            "name": each.name,
            **_MIXED.get((kind, each.name), _TYPES[each.type]),
            "description": each.description,
            **({"hxl": tag} if hxl else {}),
        }
        for each, tag in zip(COLUMNS[kind], tags, strict=True)
    ]


def _resources(file: Written, hxl: bool) -> list[Json]:
    content = file.path.read_bytes() if file.path.stat().st_size < 1 << 20 else None
    beside = {
        "path": file.path.name,
        "format": file.form,
        "mediatype": _MEDIA[file.form],
        "encoding": "utf-8",
        "bytes": file.path.stat().st_size,
        "hash": f"sha256:{_digest(file.path, content)}",
    }
    if file.form == "csv":
        beside |= {
            "profile": "tabular-data-resource",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", **({"commentChar": "#"} if hxl else {})},
        }
    return [
        {
            "name": _slug(f"{kind}-{file.form}") if len(file.rows) == 1 else _slug(kind),
            "description": _ABOUT[kind],
            **beside,
            "rows": rows,
            "schema": {"fields": fields_of(kind, hxl=hxl), "missingValues": [""], **_keys(kind)},
        }
        for kind, rows in file.rows.items()
    ]


def _keys(kind: str) -> Json:
    return {"primaryKey": "id"} if kind not in ("acled", "acled-monadic", "plover") else {}


def _digest(path: Path, content: bytes | None) -> str:
    if content is not None:
        return hashlib.sha256(content).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _licence(named: str) -> Json:
    return {"path": named} if "://" in named else {"name": named}


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value)) or "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items()) or "none"
    return "not stated" if value is None else str(value)


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name.lower())
