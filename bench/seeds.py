"""Whole news reports against gold: the measures of `bench.examples`, the day of publication taken from the gold.

    python -m bench.seeds [--data DIR] and the options of all benchmarks

DIR holds texts and gold/STEM.json, and may hold gold/merges.json. --predictions writes a document a line as
`corroborate extract` prints it, and the merged incidents to FILE.incidents.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.examples import conclude, in_capitals, measure
from bench.extractor import extractor
from bench.options import SHARED, read_options
from corroborate.errors import ItemFailed
from corroborate.model import Document
from corroborate.reading import ReadingOptions, read


def reports(data: Path) -> Iterator[Document]:
    """The texts that have gold, in the order of their names, published when the gold says."""
    for path in sorted(data.glob("*.*")):
        gold = data / "gold" / f"{path.stem}.json"
        if not path.is_file() or not gold.exists():
            continue
        published = json.loads(gold.read_text(encoding="utf-8")).get("published")
        for item in read(path, ReadingOptions(published=published)):
            if isinstance(item, ItemFailed):
                raise item
            yield item


def main() -> None:
    """Measure, print, write bench/out/seeds.json."""
    options = read_options("Score whole news reports against their gold.", SHARED / "seeds", ("gold",))
    documents = islice(reports(options.data), options.limit)
    if options.capitals:
        documents = map(in_capitals, documents)
    conclude("seeds", options, measure(documents, options.data / "gold", extractor(options.extractor).code))


if __name__ == "__main__":
    main()
