"""What can code documents, by name: the grammar, the tagger, a language model, or two of them in turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from corroborate.errors import BadRequest, RunFailed
from corroborate.language.tagger.windows import NEEDS
from corroborate.pipeline.coding import EXTRACTOR, Extractor, code
from corroborate.settings import Settings

if TYPE_CHECKING:
    from corroborate.extraction import Tools
    from corroborate.llm import ModelReader
    from corroborate.model import Coding, Document

VERSION = EXTRACTOR.rpartition(" ")[2]
NAMES = ("auto", "grammar", "tagger", "llm", "both")
"""`auto` is the tagger where its packages are installed, else the grammar."""


def choose(name: str, settings: Settings) -> Extractor:
    """The extractor called `name`, with the user's own places and parties where there are any. Close it at the end.

    Raises BadRequest for an unknown name and where `llm` or `both` has no endpoint, RunFailed where what it needs
    is not installed.
    """
    makers: dict[str, Callable[[Settings], Extractor]] = {
        "auto": _auto,
        "grammar": _grammar,
        "tagger": _tagger,
        "llm": _llm,
        "both": _both,
    }
    if name not in makers:
        raise BadRequest(f"{name!r}: there is no such extractor; choose among {', '.join(NAMES)}")
    return makers[name](settings)


def _auto(settings: Settings) -> Extractor:
    return _tagger(settings) if _has_tagger() else _grammar(settings)


def _has_tagger() -> bool:
    """Whether the packages of the extra `tagger` are installed."""
    return all(find_spec(name) is not None for name in ("onnxruntime", "tokenizers"))


def _grammar(settings: Settings) -> Extractor:
    return Extractor(name="grammar", version=VERSION, code=_grammar_with(_own_tools(settings)))


def _grammar_with(tools: Tools | None) -> Callable[[Document], Coding]:
    if tools is None:
        return code
    from corroborate.extraction import extract

    return lambda document: extract(document, tools)


def _tagger(settings: Settings) -> Extractor:
    if not _has_tagger():
        raise RunFailed(f"{NEEDS}; or use --extractor grammar")
    from corroborate.extraction.tagged import extract_tagged

    return Extractor(name="tagger", version=VERSION, code=partial(extract_tagged, tools=_own_tools(settings)))


def _llm(settings: Settings) -> Extractor:
    reader = _reader(settings)
    return Extractor(
        name=f"llm:{settings.llm_model}",
        version=VERSION,
        code=reader.code,
        languages=None,
        begin=reader.begin,
        ahead=2 * settings.llm_concurrency,
        account=lambda: [reader.account.told()],
        close=reader.close,
    )


def _both(settings: Settings) -> Extractor:
    from corroborate.llm import SecondReader

    reader = _reader(settings)
    first = _auto(settings)
    pair = SecondReader(first.code, reader, settings.threshold)
    return Extractor(
        name=f"both:{first.name}+{settings.llm_model}",
        version=VERSION,
        code=pair.code,
        languages=None,
        begin=pair.begin,
        ahead=2 * settings.llm_concurrency,
        account=lambda: (
            [f"{each}; it is coded by the {first.name}" for each in pair.unanswered] + [reader.account.told()]
        ),
        close=reader.close,
    )


def _reader(settings: Settings) -> ModelReader:
    from corroborate.llm import Endpoint, ModelReader

    endpoint = Endpoint(
        url=settings.llm_url,
        model=settings.llm_model,
        key=settings.llm_key,
        timeout=settings.llm_timeout,
        retries=settings.llm_retries,
        concurrency=settings.llm_concurrency,
        piece=settings.llm_piece,
        price_in=settings.llm_price_in,
        price_out=settings.llm_price_out,
        cache=settings.llm_cache or _users_cache(),
    )
    return ModelReader(endpoint, _own_tools(settings))


def _own_tools(settings: Settings) -> Tools | None:
    """The places and parties that the user set or loaded; None where the shipped ones serve."""
    loaded = settings.loaded_gazetteer
    if settings.gazetteer is None and settings.registry is None and not loaded.exists():
        return None
    from corroborate.actors import load_registry
    from corroborate.extraction import Tools
    from corroborate.places import open_gazetteer

    return Tools(
        registry=load_registry(settings.registry), gazetteer=open_gazetteer(settings.gazetteer, loaded=loaded)
    )


def _users_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("corroborate") / "llm"
