from __future__ import annotations

import inspect
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.conftest import run_command

from corroborate import __version__
from corroborate.cli.app import COMMANDS, GROUPS, _loaded, wanted

HEAVY = ("duckdb", "splink", "pandas", "pyarrow", "sqlalchemy", "alembic", "trafilatura", "numpy", "rich", "yaml", "lxml", "httpx")  # fmt: skip
HOMES = [home for home, _ in COMMANDS.values()] + [
    home for _, inner in GROUPS.values() for home in inner.values()
]
SOURCE = Path(__file__).parents[2] / "src"


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(SOURCE)}
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["incidents", "--help"], ["add", "--help"], ["--version"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    code = f"""
import sys
sys.argv = ["corroborate", *{arguments!r}]
from corroborate.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
print("LOADED", [name for name in {HEAVY!r} if name in sys.modules])
"""
    assert _python(code).rstrip().endswith("LOADED []")


def test_help_is_there_at_once_even_on_a_busy_machine() -> None:
    begun = time.monotonic()
    _python("import sys; sys.argv = ['corroborate', '--help']; from corroborate.cli import main; main()")
    assert time.monotonic() - begun < 5


def test_help_fits_80_columns_and_cuts_no_line_short() -> None:
    ended = run_command(["--help"], columns=80)
    assert ended.code == 0
    assert max(map(len, ended.out.splitlines())) <= 80
    for name, (_, line) in COMMANDS.items():
        assert f"{name} " in ended.out
        assert line in ended.out


@pytest.mark.parametrize("home", HOMES)
def test_every_command_has_examples(home: str) -> None:
    told = inspect.getdoc(_loaded(home)) or ""
    assert "\b\nExamples:\n" in told


def test_the_version_is_the_packages() -> None:
    assert run_command(["--version"]).out == f"corroborate {__version__}\n"


def test_a_command_that_does_not_exist_is_wrong_usage() -> None:
    ended = run_command(["incidentes"])
    assert ended.code == 2
    assert "incidentes" in ended.err


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["add", "x"], "add"),
        (["--help"], ""),
        (["gazetteer", "load"], "gazetteer"),
        (["nothing"], ""),
        ([], ""),
    ],
)
def test_only_the_command_that_is_run_is_loaded(arguments: list[str], name: str) -> None:
    assert wanted(arguments) == name
