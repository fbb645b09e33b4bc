"""Extractors by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corroborate import extract, extractors
from corroborate.errors import BadRequest, RunFailed
from corroborate.extractors import NAMES, choose
from corroborate.pipeline.coding import EXTRACTOR
from corroborate.settings import Settings

TEXT = "Two soldiers were killed in Gao on 11 March 2025, residents said."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, llm_cache=tmp_path / "cache")


def test_the_grammar_is_the_default_and_recorded_as_it_was(settings: Settings) -> None:
    chosen = choose(settings.extractor, settings)
    assert chosen.signature == EXTRACTOR
    assert extract(TEXT, extractor=chosen) == extract(TEXT)


def test_a_name_that_is_none_is_refused(settings: Settings) -> None:
    with pytest.raises(BadRequest, match="no such extractor; choose among auto, grammar, tagger, llm, both"):
        choose("gpt", settings)


def test_without_its_packages_the_tagger_says_what_to_install_and_auto_does_without(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractors, "_has_tagger", lambda: False)
    with pytest.raises(RunFailed, match=r"pip install 'corroborate\[tagger\]'"):
        choose("tagger", settings)
    assert choose("auto", settings).name == "grammar"


def test_with_its_packages_auto_chooses_the_tagger(settings: Settings) -> None:
    assert choose("auto", settings).name == "tagger"
    assert extract(TEXT, extractor=choose("tagger", settings)).reports == extract(TEXT).reports


@pytest.mark.parametrize("name", ["llm", "both"])
def test_a_model_needs_an_endpoint(settings: Settings, name: str) -> None:
    with pytest.raises(BadRequest, match="set CORROBORATE_LLM_URL and CORROBORATE_LLM_MODEL"):
        choose(name, settings)


@pytest.mark.parametrize(("name", "recorded"), [("llm", "llm:small"), ("both", "both:grammar+small")])
def test_the_model_is_part_of_the_name_that_is_recorded(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, recorded: str
) -> None:
    monkeypatch.setattr(extractors, "_has_tagger", lambda: False)
    there = replace(settings, llm_url="http://127.0.0.1:9/v1", llm_model="small", llm_key="secret")
    chosen = choose(name, there)
    assert (chosen.name, chosen.languages, chosen.ahead) == (recorded, None, 8)
    assert "secret" not in f"{there} {chosen.account()}"
    chosen.close()


def test_every_extractor_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "extractors.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in page] == []
