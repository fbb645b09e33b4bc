"""Who reads the texts of a benchmark: the one place where an extractor is chosen by name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from corroborate.extraction import default_tools, extract
from corroborate.extraction.passage import in_usual_case
from corroborate.language.sentences import Sentence, split_sentences
from corroborate.language.speech import Utterance, find_utterances
from corroborate.model import Coding, Document

NAMES = ("grammar", "tagger", "llm", "both")
DEFAULT = "grammar"
"""What benchmarks measure unless told; the grammar alone is measured beside it where it is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """`code` makes a coding of a document, `utterances` finds who says what in a text."""

    name: str
    code: Callable[[Document], Coding]
    utterances: Callable[[str], list[Utterance]]


def extractor(name: str) -> Extractor:
    """The extractor called `name`; those other than the grammar are chosen as the command line chooses them.

    An extractor that has no finder of utterances of its own (`find_utterances` of the tagger's room) leaves them
    to the grammar. Raises what `corroborate.extractors.choose` raises where one is not installed.
    """
    if name == "grammar":
        return Extractor(name=name, code=extract, utterances=_by_grammar)
    from corroborate.extractors import choose
    from corroborate.settings import read_settings

    chosen = choose(name, read_settings(os.environ))
    heard = getattr(import_module("corroborate.extraction.tagged"), "find_utterances", _by_grammar)
    return Extractor(name=name, code=chosen.code, utterances=heard if name == "tagger" else _by_grammar)


def _by_grammar(text: str) -> list[Utterance]:
    return find_utterances(sentences_of(text))


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text as extraction reads them: a text in capitals in usual writing first."""
    return split_sentences(in_usual_case(text, default_tools()))
