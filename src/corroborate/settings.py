"""What the user's machine and user's configuration say, read once at the top and passed down."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from math import isfinite
from pathlib import Path
from typing import Any

from corroborate.errors import BadRequest

_PREFIX = "CORROBORATE_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Paths and limits; each can be set in the configuration file or as CORROBORATE_NAME in the environment.

    `record`: the record that commands use. `data_folder`: where loaded gazetteers are kept. `gazetteer` and
    `registry`: an index of places, and a YAML file (or a folder of them) of actors, in place of those
    shipped. `author`: the name that decisions carry. `rule`: the rule for best figures. `max_bytes`: the most
    bytes of one document. `allow_private`: may addresses of the local network be fetched. `extractor`: what codes
    documents (see `corroborate.extractors`); below the confidence `threshold` the extractor `both` sends on.
    `llm_...`: the endpoint of a language model (see `corroborate.llm.Endpoint`); without `llm_url` nothing is
    sent anywhere. `llm_key` is read from the environment alone.
    """

    record: Path = Path("corroborate.db")
    data_folder: Path = Path(".corroborate")
    gazetteer: Path | None = None
    registry: Path | None = None
    author: str = ""
    rule: str = "lowest"
    max_bytes: int = 50_000_000
    allow_private: bool = False
    extractor: str = "grammar"
    threshold: float = 0.6
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)
    llm_timeout: float = 120.0
    llm_retries: int = 4
    llm_concurrency: int = 4
    llm_piece: int = 12_000
    llm_price_in: float = 0.0
    llm_price_out: float = 0.0
    llm_cache: Path | None = None

    @property
    def loaded_gazetteer(self) -> Path:
        """Where the places stand that the user loaded."""
        return self.data_folder / "gazetteer.sqlite"


def read_settings(environment: Mapping[str, str], config: Path | None = None) -> Settings:
    """The settings of this run: defaults, then the configuration file, then the environment.

    `config` is a TOML file; without it the user's own (`corroborate/config.toml` in the platform's folder of
    configurations) is read where there is one. Raises BadRequest for an unknown name or an unfit value.
    """
    file = config or _users_config()
    settings = replace(
        Settings(),
        data_folder=_users_data(),
        author=environment.get("USER") or environment.get("USERNAME") or "",
    )
    settings = replace(settings, **_from_file(file, must_exist=config is not None))
    named = {
        key.removeprefix(_PREFIX).lower(): value
        for key, value in environment.items()
        if key.startswith(_PREFIX)
    }
    known = {field.name for field in fields(Settings)}
    given = {key: _fit(key, value, f"{_PREFIX}{key.upper()}") for key, value in named.items() if key in known}
    return replace(settings, **given)


def _from_file(file: Path, must_exist: bool) -> dict[str, Any]:
    if not file.is_file():
        if must_exist:
            raise BadRequest(f"{file}: there is no such configuration file")
        return {}
    try:
        held = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise BadRequest(f"{file}: cannot be read as TOML: {trouble}") from trouble
    if "llm_key" in held:
        raise BadRequest(f"{file}: llm_key: a key does not belong in a file; set {_PREFIX}LLM_KEY instead")
    return {key: _fit(key, value, f"{file}: {key}") for key, value in held.items()}


def _fit(key: str, value: Any, where: str) -> Any:
    """A value in the type of its setting."""
    known = {field.name: field.type for field in fields(Settings)}
    if key not in known:
        raise BadRequest(f"{where}: there is no such setting; choose among {', '.join(sorted(known))}")
    kind = str(known[key])
    if kind.startswith("Path"):
        return Path(str(value)).expanduser()
    if kind == "bool":
        return _truth(value, where)
    if kind == "int":
        return _number(value, where)
    if kind == "float":
        return _fraction(value, where)
    return str(value)


def _truth(value: Any, where: str) -> bool:
    said = str(value).strip().lower()
    if said in ("1", "true", "yes", "on"):
        return True
    if said in ("0", "false", "no", "off", ""):
        return False
    raise BadRequest(f"{where}: {value!r} is neither yes nor no; write true or false")


def _number(value: Any, where: str) -> int:
    try:
        return int(str(value).replace("_", ""))
    except ValueError:
        raise BadRequest(f"{where}: {value!r} is not a whole number") from None


def _fraction(value: Any, where: str) -> float:
    try:
        read = float(str(value).replace("_", ""))
    except ValueError:
        raise BadRequest(f"{where}: {value!r} is not a number") from None
    if not isfinite(read) or read < 0:
        raise BadRequest(f"{where}: {value!r} is not a number from 0 on")
    return read


def _users_config() -> Path:
    from platformdirs import user_config_path

    return user_config_path("corroborate") / "config.toml"


def _users_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("corroborate")
