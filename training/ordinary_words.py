"""The list of ordinary words by which texts in capitals are read: src/corroborate/language/ordinary.txt.

    python -m training.ordinary_words --data DIR

Words that are written small inside sentences more than half as often as with a capital, in the example corpus, in the
training parts of the treebanks GUM (CC BY 4.0) and EWT (CC BY-SA 4.0; words counted, no text taken over) and
of WNUT17 (CC BY 4.0, where written small three times or more), and the words of the extraction lexicons.
Words written small once or twice that name a town of 50,000 or an acronym of the registry are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corroborate.actors import load_registry
from corroborate.language.casing import WORDS_TOO, is_loud
from corroborate.language.lexicon import read_entries
from corroborate.places import open_gazetteer
from training.corpus import articles

TO = Path(__file__).resolve().parent.parent / "src/corroborate/language/ordinary.txt"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def inside_sentences(text: str) -> Iterator[str]:
    """The words of a text that do not begin a sentence or a line."""
    for sentence in re.split(r"(?<=[.!?:])\s+|\n+|[“”\"]", text):
        yield from _WORD.findall(sentence)[1:]


def count(data: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each word is written small, with a capital, and small in texts other than posts."""
    small: Counter[str] = Counter()
    loud: Counter[str] = Counter()

    def add(words: Iterator[str], least: int = 1) -> None:
        written = Counter(words)
        for word, times in written.items():
            if word.islower() and times >= least:
                small[word] += times
            elif word[:1].isupper():
                loud[word.lower()] += times

    for _, document, _ in articles():
        if (document.language or "en") == "en" and not is_loud(document.text):
            add(inside_sentences(document.text))
    for name in ("gum", "ewt"):
        with gzip.open(data / "ud" / f"{name}-train.conllu.gz", "rt", encoding="utf-8") as lines:
            texts = [line[9:] for line in lines if line.startswith("# text = ")]
        add(word for text in texts for word in inside_sentences(text))
    for path in sorted((TO.parents[1] / "extraction" / "lexicon").glob("*.yaml")):
        add(word for entry in read_entries(path) for form in entry.forms for word in _WORD.findall(form))
    edited = Counter(small)
    with (data / "wnut17" / "train.jsonl").open(encoding="utf-8") as lines:
        add(
            iter(
                [
                    token
                    for line in lines
                    for token in json.loads(line)["tokens"][1:]
                    if _WORD.fullmatch(token)
                ]
            ),
            3,
        )
    return small, loud, edited


def acronyms() -> frozenset[str]:
    """The acronyms of registered parties, in small letters."""
    every = (name for actor in load_registry() for name in (actor.name, *actor.aliases))
    return frozenset(name.lower() for name in every if name.isupper())


def is_town(word: str) -> bool:
    """Whether a town of 50,000 bears this name."""
    return any(place.population >= 50_000 for place in open_gazetteer().lookup(word))


def main() -> None:
    """Count, and write the list."""
    parser = argparse.ArgumentParser(description="Make the list of ordinary words.")
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and wnut17/")
    small, loud, edited = count(parser.parse_args().data)
    names = acronyms()
    words = sorted(
        word
        for word, times in small.items()
        if len(word) > 1
        and (times > loud[word] or (edited[word] > 3 and 2 * edited[word] > loud[word]))
        and not (word in names - WORDS_TOO and loud[word])
        and (times > 2 or not is_town(word))
    )
    TO.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{TO}: {len(words)} words")


if __name__ == "__main__":
    main()
