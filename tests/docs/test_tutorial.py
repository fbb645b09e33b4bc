"""Every command of the tutorial, run as it stands, in a folder with the articles of the tour."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import TOUR, run_command

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _commands() -> Iterator[str]:
    for block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        for line in block.splitlines():
            assert line.startswith("$ corroborate "), line
            yield line.removeprefix("$ corroborate ")


def _filled(command: str) -> str:
    """A command with the ids that the commands before it printed."""
    if re.search(r"\b(ID|REPORT)\b", command):
        rows = run_command(["incidents", "--grade", "contested", "--json"]).json
        command = re.sub(r"\bID\b", rows[0]["id"][:6], command)
        command = re.sub(r"\bREPORT\b", rows[0]["reports"][-1][:6], command)
    if "DECISION" in command:
        command = command.replace("DECISION", run_command(["decisions", "--json"]).json[-1]["id"][:6])
    return command.partition(" > ")[0]


def test_every_command_of_the_tutorial_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TOUR, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    commands = list(_commands())
    assert len(commands) >= 25
    for command in commands:
        ended = run_command(shlex.split(_filled(command)))
        assert (command, ended.code, ended.err) == (command, 0, "")
    assert json.loads((tmp_path / "map.geojson").read_text())["features"]
