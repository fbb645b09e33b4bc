"""Run by tests as a process of its own: adds documents number FIRST to LAST to the record at PATH."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from codings import TEXT, coding, document
from corroborate.store import Beside, open_store


def main(path: str, first: int, last: int) -> None:
    """Add, and say each number once it is kept."""
    with open_store(path) as store:
        for number in range(first, last):
            store.save(coding(document(TEXT + f"Number {number}.")), Beside(extractor="1"))
            print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
