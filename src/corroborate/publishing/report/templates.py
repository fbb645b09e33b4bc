"""A monitor's own template: its name, palette, words and sections, in a folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from corroborate.errors import BadRequest
from corroborate.publishing.report.desk import checked_desk

SECTIONS = (
    "findings", "time", "surges", "operations", "map", "places", "groups", "tactics", "actors", "sides", "agreement",
    "contested", "totals", "coverage", "incidents", "method", "figures",
)  # fmt: skip
"""The sections of a report, in their usual order."""

_KEYS = (
    "name",
    "title",
    "language",
    "logo",
    "footer",
    "palette",
    "dark",
    "sections",
    "titles",
    "fonts",
    "desk",
)
_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
_LOGOS = (".svg", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of a report, as #rrggbb: letters, lines, marks of this period, of others, of two more sides, grounds."""

    ink: str = "#1f2933"
    rule: str = "#d9dee3"
    accent: str = "#9c2f2f"
    muted: str = "#a9b4bf"
    second: str = "#2f5d8a"
    third: str = "#8a6d1f"
    paper: str = "#ffffff"
    tint: str = "#f5f6f7"
    sea: str = "#e8eef2"
    land: str = "#fbfaf7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """How a report looks and which sections it has.

    `name` is the monitor's, `title` the report's; `sections` are names of `SECTIONS` or files of the folder (.md),
    `titles` other titles for sections, `written` the text of those files, `fonts` go before the usual ones. `dark` are colours
    for a dark page in the stead of those made from `palette`. `desk` is the address at which a review desk runs.
    """

    name: str = ""
    title: str = ""
    language: str = "en"
    logo: Path | None = None
    footer: str = ""
    palette: Palette = field(default_factory=Palette)
    dark: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = SECTIONS
    titles: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()
    style: str = ""
    desk: str = ""


def read_template(folder: Path) -> Template:
    """The template in a folder: `report.yaml`, the texts it names, a logo, `style.css` for HTML.

    Raises BadRequest, naming file and key, for what makes no sense.
    """
    import yaml

    file = folder / "report.yaml"
    if not file.is_file():
        raise BadRequest(f"{folder}: is no template; it has no report.yaml")
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as trouble:
        raise BadRequest(f"{file}: is no YAML: {str(trouble).splitlines()[0]}") from trouble
    if not isinstance(told, dict):
        raise BadRequest(f"{file}: write keys and values, such as name: Our Monitor")
    for key in told:
        if key not in _KEYS:
            raise BadRequest(f"{file}: {key}: there is no such key; choose among {', '.join(_KEYS)}")
    sections = tuple(told.get("sections") or SECTIONS)
    style = folder / "style.css"
    return Template(
        name=str(told.get("name") or ""),
        title=str(told.get("title") or ""),
        language=str(told.get("language") or "en"),
        logo=_logo(folder, told.get("logo")),
        footer=str(told.get("footer") or ""),
        palette=Palette(**_colours(file, told, "palette")),
        dark=_colours(file, told, "dark"),
        sections=sections,
        titles={str(key): str(value) for key, value in (told.get("titles") or {}).items()},
        written={name: _text(folder, str(name)) for name in sections if name not in SECTIONS},
        fonts=tuple(str(name) for name in told.get("fonts") or ()),
        style=style.read_text(encoding="utf-8") if style.is_file() else "",
        desk=checked_desk(str(told.get("desk") or ""), f"{file}: desk"),
    )


def _colours(file: Path, told: Mapping[str, Any], key: str) -> dict[str, str]:
    """The colours that a key names. Raises BadRequest."""
    known = {each.name for each in fields(Palette)}
    colours = told.get(key) or {}
    for name, colour in colours.items():
        if name not in known:
            raise BadRequest(
                f"{file}: {key}: {name}: there is no such colour; choose among {', '.join(sorted(known))}"
            )
        if not _COLOUR.match(str(colour)):
            raise BadRequest(f"{file}: {key}: {name}: {colour!r} is no colour; write it as '#9c2f2f'")
    return {name: str(colour) for name, colour in colours.items()}


def _text(folder: Path, name: str) -> str:
    path = folder / name
    if path.suffix != ".md" or not path.is_file() or path.resolve().parent != folder.resolve():
        raise BadRequest(
            f"{folder / 'report.yaml'}: sections: {name}: is no section and no .md file of the folder; "
            f"choose among {', '.join(SECTIONS)}"
        )
    return path.read_text(encoding="utf-8")


def _logo(folder: Path, name: str | None) -> Path | None:
    if not name:
        return None
    path = folder / name
    if path.suffix not in _LOGOS or not path.is_file() or path.resolve().parent != folder.resolve():
        raise BadRequest(
            f"{folder / 'report.yaml'}: logo: {name}: is no .svg, .png or .jpg file of the folder"
        )
    return path
