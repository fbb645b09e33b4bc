"""The pages that are made from the program: `python docs/generate.py` writes them, a test finds them stale."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

DOCS = Path(__file__).parent
ROOT = DOCS.parent
TOUR = (
    "corroborate add *.txt",
    "corroborate incidents",
    "corroborate show {incident}",
    "corroborate totals",
)
"""The commands of the README's tour, run on the three articles in docs/tour."""

_SECONDS = re.compile(r"\d+\.\d s\.")
_OPEN, _CLOSE = "<!-- {}: made by make docs -->", "<!-- {}: end -->"


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    from corroborate.cli.reference import render

    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    text = _between(text, "tour", tour())
    text = _between(text, "measures", measures())
    return {DOCS / "cli.md": render(), DOCS / "data-dictionary.md": dictionary(), readme: text}


def tour() -> str:
    """What the tour's commands print, run for real in a folder with the three articles."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DOCS / "tour", folder, dirs_exist_ok=True)
        shown = []
        for command in TOUR:
            named = command.format(incident=_first_incident(folder)) if "{" in command else command
            shown.append(f"```console\n$ {named}\n{_run(named, folder).rstrip()}\n```")
        return "\n\n".join(shown)


def _first_incident(folder: str) -> str:
    id_: str = json.loads(_run("corroborate incidents --json", folder))[0]["id"]
    return id_[:8]


def _run(command: str, folder: str) -> str:
    """Standard output of one command at 90 columns, with its running time made a constant."""
    words = command.split()
    words[1:] = [
        name
        for word in words[1:]
        for name in (sorted(each.name for each in Path(folder).glob(word)) if "*" in word else [word])
    ]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("CORROBORATE_", "_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "corroborate.cli", *words[1:]], cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8",
        env={**environment, "COLUMNS": "90", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""},
    )  # fmt: skip
    return _SECONDS.sub("0.5 s.", done.stdout)


def measures() -> str:
    """What the benchmarks found: the pinned floors, each a promise that is checked."""
    floors: dict[str, dict[str, Any]] = json.loads(
        (ROOT / "bench" / "floors.json").read_text(encoding="utf-8")
    )
    rows = [
        f"| {bench} | {measure} | {_floor(value)} |"
        for bench, kept in floors.items()
        for measure, value in kept.items()
    ]
    return "\n".join(["| benchmark | measure | pinned |", "|---|---|---|", *rows])


def _floor(value: Any) -> str:
    if isinstance(value, dict):
        return f"at most {value['most']:,}"
    return f"at least {value:,}" if value > 1 else f"at least {value}"


def dictionary() -> str:
    """The data dictionary: the output of extract by the schema, and every column of every table."""
    from corroborate.publishing import COLUMNS

    parts = [(DOCS / "data-dictionary.head.md").read_text(encoding="utf-8").rstrip(), *_schema_parts()]
    parts.append((DOCS / "data-dictionary.tables.md").read_text(encoding="utf-8").rstrip())
    for kind, columns in COLUMNS.items():
        rows = [f"| `{column.name}` | {column.type} | {_cell(column.description)} |" for column in columns]
        parts.append(
            "\n".join([f"### {kind}", "", "| column | type | what it holds |", "|---|---|---|", *rows])
        )
    return "\n\n".join(parts) + "\n"


def schema_fields() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(object, field, schema) of every field of the output contract and of what goes beyond it."""
    schema = json.loads(
        files("corroborate.model").joinpath("extraction.schema.json").read_text(encoding="utf-8")
    )
    for name, held in {"line": schema, **schema["$defs"]}.items():
        yield from _fields_of(name, held)
    yield from ((name, field, {"type": kind}) for name, field, kind in BEYOND)


BEYOND = (
    ("document", "url", "string or null"),
    ("where", "reason", "string or null"),
    ("incident", "background", "boolean"),
)
"""What the program prints beyond the contract."""


def _fields_of(name: str, held: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for field, kind in held.get("properties", {}).items():
        yield name, field, kind
        yield from _fields_of(f"{name}.{field}", kind.get("items", {}))
        yield from _fields_of(f"{name}.{field}", kind)


def _schema_parts() -> list[str]:
    told = yaml.safe_load((DOCS / "fields.yaml").read_text(encoding="utf-8"))
    grouped: dict[str, list[str]] = {}
    for name, field, kind in schema_fields():
        row = f"| `{field}` | {_type(kind)} | {_cell(told[name][field])} |"
        if row not in grouped.setdefault(name, []):
            grouped[name].append(row)
    return [
        "\n".join([f"### {name}", "", "| field | type | what it holds |", "|---|---|---|", *rows])
        for name, rows in grouped.items()
    ]


def _type(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        return str(kind["$ref"]).rpartition("/")[2]
    if "enum" in kind:
        return "one of " + ", ".join(f"`{each}`" for each in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_type(kind.get('items', {}))}"
    named = kind.get("type", "object")
    return " or ".join(named) if isinstance(named, list) else str(named)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _between(text: str, name: str, content: str) -> str:
    """The text with what stands between two marks replaced."""
    opening, closing = _OPEN.format(name), _CLOSE.format(name)
    head, found, rest = text.partition(opening)
    _, closed, tail = rest.partition(closing)
    if not (found and closed):
        raise SystemExit(f"README.md: the marks {opening} and {closing} are missing")
    return f"{head}{opening}\n\n{content}\n\n{closing}{tail}"


def main() -> None:
    """Writes what is stale, and says what it wrote."""
    for path, content in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            print(f"{path.relative_to(ROOT)}: written")


if __name__ == "__main__":
    main()
