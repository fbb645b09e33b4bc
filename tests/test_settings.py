from __future__ import annotations

from pathlib import Path

import pytest

from corroborate.errors import BadRequest
from corroborate.settings import read_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text('record = "mine.db"\nmax_bytes = 1000\nallow_private = true\n')
    return file


def test_the_environment_stands_above_the_file_and_the_file_above_defaults(config: Path) -> None:
    settings = read_settings({"CORROBORATE_MAX_BYTES": "2_000", "USER": "ada"}, config)
    assert (settings.record, settings.max_bytes, settings.allow_private) == (Path("mine.db"), 2000, True)
    assert (settings.author, settings.rule) == ("ada", "lowest")


def test_variables_of_others_are_left_alone(config: Path) -> None:
    assert read_settings({"CORROBORATE_UNRELATED": "x", "PATH": "/bin"}, config).rule == "lowest"


@pytest.mark.parametrize(
    ("text", "said"),
    [("colour = 1", "no such setting"), ("max_bytes = 'many'", "whole number"), ("allow_private = 'perhaps'", "yes nor no"), ("= =", "as TOML"), ("threshold = 'high'", "not a number"), ("llm_timeout = -1", "from 0 on"),
     ("llm_key = 'sk-1'", "does not belong in a file")],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_refused(config: Path, text: str, said: str) -> None:
    config.write_text(text)
    with pytest.raises(BadRequest, match=said):
        read_settings({}, config)


def test_a_file_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no such configuration file"):
        read_settings({}, tmp_path / "none.toml")


def test_a_key_is_never_shown(config: Path) -> None:
    settings = read_settings({"CORROBORATE_LLM_KEY": "sk-1", "CORROBORATE_THRESHOLD": "0.75"}, config)
    assert (settings.llm_key, settings.threshold) == ("sk-1", 0.75)
    assert "sk-1" not in repr(settings)
