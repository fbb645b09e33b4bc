"""A record made of the three articles of the tour, and a way to run commands on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from corroborate.cli.app import build, wanted

TOUR = Path(__file__).parents[2] / "docs" / "tour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ended]


def run_command(
    arguments: Sequence[str], *, stdin: str | None = None, columns: int = 100, **env: str
) -> Ended:
    """A command as a user gives it, in this process."""
    variables = {
        "COLUMNS": str(columns),
        "CORROBORATE_RECORD": None,
        "CORROBORATE_AUTHOR": "A. Reader",
        **env,
    }
    done = CliRunner().invoke(build(wanted(arguments)), list(arguments), input=stdin, env=variables)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ended(code=done.exit_code, out=done.stdout, err=done.stderr)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the tour; do not change it."""
    record = tmp_path_factory.mktemp("tour") / "tour.db"
    ended = run_command(["add", str(TOUR), "-r", str(record)])
    assert ended.code == 0, ended.err
    return record


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Path:
    """A copy of the record of the tour."""
    copy = tmp_path / "copy.db"
    shutil.copy(made, copy)
    return copy


@pytest.fixture
def run(made: Path) -> Run:
    """Runs a command on the record of the tour."""

    def on_tour(*arguments: str, **options: Any) -> Ended:
        return run_command([*arguments, "-r", str(made)], **options)

    return on_tour


@pytest.fixture
def incident(run: Run) -> dict[str, Any]:
    """The ambush of the tour, as the list of incidents has it."""
    rows: list[dict[str, Any]] = run("incidents", "--place", "Ansongo", "--json").json
    return rows[0]
